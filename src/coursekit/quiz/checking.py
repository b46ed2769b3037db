"""The verdict on a value that a data task worked out, in the cell that worked it out."""

from __future__ import annotations

import math
import numbers
import re
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from coursekit.faults import quoted
from coursekit.frontend import spoken
from coursekit.quiz import spelling, text
from coursekit.quiz.numbers import OtherUnit, Reading
from coursekit.quiz.spelling import Meant, Spelling
from coursekit.quiz.types import Numeric, Question, ShortText, SingleChoice
from coursekit.quiz.types.base import line


@dataclass(frozen=True)
class Outcome:
    """What a cell shows: the verdict in a word, why, and the hints of the question folded away.

    ``correct`` is None where the value could not be graded.
    """

    correct: bool | None
    verdict: str
    said: str
    hints: tuple[str, ...] = ()
    help: str = ""

    def __repr__(self) -> str:
        return f"{self.verdict}: {text.plain(self.said)}"

    def _repr_html_(self) -> str:
        state = {True: "right", False: "wrong", None: "open"}[self.correct]
        hints = "".join(f"<li>{line(hint)}</li>" for hint in self.hints)
        folded = f"<details><summary>{self.help}</summary><ol>{hints}</ol></details>"
        return (f'<div class="ck-outcome" data-ck-outcome="{state}">\n'
                f"<p><strong>{escape(self.verdict)}.</strong> {line(self.said)}</p>\n"
                f"{folded if hints else ''}</div>")


def checked(question: Question, value: Any, language: str = "en") -> Outcome:
    """Grade a value as if it had been typed: a number, a few words, or the text of an option.

    Numbers may come from pandas or NumPy, also as the only one of a series. What cannot be
    graded is told in words and not raised: a learner's first tries are no errors of the program.
    """
    say, words = spoken("still", language), spoken("quiz", language)
    result = question.grade(_response(question, _single(value)))
    if isinstance(result.reading, OtherUnit):
        return Outcome(None, say["unfit"], words["unit"].format(_safe(result.reading.unit)))
    if isinstance(result.reading, Meant):
        return Outcome(None, say["unfit"], words["meant"].format(_safe(result.reading.meant)))
    if not result.answered:
        wanted = say["wants-number" if isinstance(question, Numeric) else "wants-text"]
        return Outcome(None, say["unfit"], say["unfit-why"].format(_named(value), wanted))
    said = " ".join(feedback for feedback in result.feedback if feedback)
    if isinstance(value, str) and isinstance(question, Numeric) and not result.correct and (
            isinstance(result.reading, Reading)):
        said = f"{said} {question.read_as(result.reading, words, language)}"
    if isinstance(result.reading, Spelling) and result.reading.written:
        said = f"{said} {words['spelled'].format(_safe(result.reading.written))}"
    if result.correct:
        return Outcome(True, words["correct"], said)
    return Outcome(False, words["not"], said, tuple(question.hints), say["hints"])


def _single(value: Any) -> Any:
    """The one value in an array or a series that holds just one, else the value itself."""
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        return value.item()
    return value


def _response(question: Question, value: Any) -> Any:
    """The value as the question's type takes it; None where it is of no use to it."""
    if isinstance(question, Numeric):
        return value if isinstance(value, str) else _typed(value)
    if not isinstance(value, str):
        return None
    if isinstance(question, ShortText):
        return value
    if isinstance(question, SingleChoice):
        return next((place for place, option in enumerate(question.options)
                     if spelling.same(value, [text.plain(option.text)])), None)
    raise TypeError(f"question {question.id!r} is of type {question.type!r}; quiz.check takes "
                    "'numeric', 'short' and 'single', the others are asked by quiz.show")


def _typed(value: Any) -> str | None:
    """A number as a reader would type it without a doubt."""
    if isinstance(value, bool) or not isinstance(value, numbers.Number | Decimal):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, OverflowError):
        return None
    if not math.isfinite(number):
        return None
    written = format(Decimal(repr(number)), "f").removesuffix(".0")
    # Three decimals alone would be taken for thousands where the answer is a whole number.
    return f"{written}0" if "." in written else written


def _safe(typed: str) -> str:
    """Typed words as they stand among Markdown, in which nothing of them is a mark."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|$~&-])", r"\\\1", typed)


def _named(value: Any) -> str:
    """What was given, in code: a short value as it is, of a long one the type."""
    kind = type(value).__name__
    if value is None or isinstance(value, str | numbers.Number | Decimal):
        return f"`{quoted(value).replace('`', '')}`"
    return f"`{kind}`"
