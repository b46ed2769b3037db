"""Grading: from a response to a score and the feedback that belongs to it.

The same rules stand in ``frontend/quiz.js``; both run the cases in
``tests/coursekit/quiz/grading-cases.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from coursekit.quiz.model import MultipleChoice, Numeric, Question, SingleChoice, Sort
from coursekit.quiz.numbers import Reading, read_number


@dataclass(frozen=True)
class Result:
    """What a response earns.

    ``score`` runs from 0 to 1. ``marks`` and ``feedback`` run beside the options or items
    (a number has one of each): whether it was handled rightly, and the text to show; None
    where there is nothing to say. ``reading`` is how a number was read. A response that is
    not ``answered`` is empty, or no number, and is not graded.
    """

    answered: bool
    score: float = 0.0
    correct: bool = False
    marks: list[bool | None] = field(default_factory=list)
    feedback: list[str | None] = field(default_factory=list)
    reading: Reading | None = None


def grade(question: Question, response: Any) -> Result:
    """Grade one response.

    A response is the place of the chosen option (single), the places of all chosen ones
    (multiple), the text typed (numeric), or for each item the id of a category (sort).
    """
    if isinstance(question, SingleChoice):
        return _single(question, response)
    if isinstance(question, MultipleChoice):
        return _multiple(question, response)
    if isinstance(question, Numeric):
        return _numeric(question, response)
    return _sort(question, response)


def _single(question: SingleChoice, response: int | None) -> Result:
    if response is None:
        return Result(answered=False)
    chosen = question.options[response]
    marks = [o.key if o is chosen else None for o in question.options]
    feedback = [o.feedback if o is chosen else None for o in question.options]
    return Result(True, float(chosen.key), chosen.key, marks, feedback)


def _multiple(question: MultipleChoice, response: Collection[int] | None) -> Result:
    """Each key chosen counts for, each other option chosen counts against."""
    if not response:
        return Result(answered=False)
    marks: list[bool | None] = []
    feedback: list[str | None] = []
    earned = 0
    for place, option in enumerate(question.options):
        if place in response:
            marks.append(option.key)
            feedback.append(option.feedback)
            earned += 1 if option.key else -1
        else:
            marks.append(False if option.key else None)
            feedback.append(option.unchosen if option.key else None)
    keys = sum(option.key for option in question.options)
    return Result(True, max(0.0, earned / keys), False not in marks, marks, feedback)


def _numeric(question: Numeric, response: str | None) -> Result:
    reading = read_number(response or "", whole=question.whole, unit=question.unit)
    if reading is None:
        return Result(answered=False)
    value = reading.value
    # The grace is for decimal fractions that binary numbers cannot hold.
    grace = 1e-9 * max(1.0, abs(question.answer))
    if abs(value - question.answer) <= question.tolerance + grace:
        return Result(True, 1.0, True, [True], [question.feedback], reading)
    for mistake in question.mistakes:
        if mistake.range and mistake.range[0] - grace <= value <= mistake.range[1] + grace:
            return Result(True, 0.0, False, [False], [mistake.feedback], reading)
    return Result(True, 0.0, False, [False], [question.otherwise], reading)


def _sort(question: Sort, response: Sequence[str | None] | None) -> Result:
    if not response or not all(response):
        return Result(answered=False)
    placed = list(zip(question.items, response, strict=True))
    marks: list[bool | None] = [item.key == category for item, category in placed]
    feedback: list[str | None] = [item.feedback[category or ""] for item, category in placed]
    return Result(True, marks.count(True) / len(marks), all(marks), marks, feedback)
