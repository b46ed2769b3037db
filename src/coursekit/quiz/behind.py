"""What stands behind a wrong answer: the misconceptions of the parts that were chosen or typed.

The front end follows the same rule: ``chosenParts`` in ``frontend/grading.js``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coursekit.quiz.types import (
    Fill,
    Match,
    MultipleChoice,
    Numeric,
    Option,
    Question,
    Result,
    ShortText,
    Sort,
    Truth,
)


def misconceptions(question: Question, response: Any, result: Result) -> list[str]:
    """Ids of the misconceptions behind an answered response, each once, in order."""
    return list(dict.fromkeys(name for name in _named(question, response, result) if name))


def _named(question: Question, response: Any, result: Result) -> Iterable[str | None]:
    if isinstance(question, Sort | Match):
        return [item.misconceptions.get(place) for item, place in
                zip(question.items, response, strict=True) if place != item.key]
    if isinstance(question, Numeric | ShortText):
        typical = question.mistakes if isinstance(question, Numeric) else question.near
        said = result.feedback[0] if result.feedback and not result.correct else None
        return [one.misconception for one in typical if one.feedback == said]
    return [option.misconception for option in _chosen(question, response) if not option.key]


def _chosen(question: Question, response: Any) -> list[Option]:
    if isinstance(question, Truth):
        return [question.reasons(response["verdict"])[response["reason"]]]
    if isinstance(question, Fill):
        return [blank.options[at] for blank, at in zip(question.blanks, response, strict=True)]
    if isinstance(question, MultipleChoice):
        return [question.options[at] for at in response]
    options = getattr(question, "options", None)  # an order has none
    return [options[response]] if options else []
