"""A typed number."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from coursekit.faults import quoted
from coursekit.quiz import text
from coursekit.quiz.numbers import read_number, written
from coursekit.quiz.types.base import (
    UNANSWERED,
    BaseQuestion,
    Finding,
    Id,
    Number,
    Part,
    Result,
    Text,
    Wrong,
    line,
)
from coursekit.text import quantities

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class Mistake(Part):
    """A number, or a range of numbers, that a typical mistake leads to."""

    value: Number | None = Field(default=None, description="the one number, or else from and to")
    from_: Number | None = Field(default=None, alias="from", description="lowest number")
    to: Number | None = Field(default=None, description="highest number")
    feedback: Text = Field(description="which mistake leads here, and what to do instead")
    misconception: Id | None = Field(
        default=None, description="id in misconceptions.yml of the belief behind it"
    )

    @property
    def range(self) -> tuple[float, float] | None:
        """Its ends, both included; None where it names neither a value nor a whole range."""
        if self.value is not None and self.from_ is None and self.to is None:
            return (self.value, self.value)
        if self.value is None and self.from_ is not None and self.to is not None:
            return (self.from_, self.to)
        return None


class Numeric(BaseQuestion):
    """A number, right within a tolerance. A response is the text typed."""

    type: Literal["numeric"] = Field(description="a number is typed")
    answer: Number = Field(description="the right number")
    tolerance: Annotated[Number, Field(ge=0)] = Field(
        default=0.0, description="how far from it is still right"
    )
    unit: str = Field(
        default="", max_length=100, description="stands after the field; may be typed as well"
    )
    feedback: Text = Field(description="feedback for the right number")
    mistakes: list[Mistake] = Field(
        default_factory=list, description="numbers that typical mistakes lead to"
    )
    otherwise: Text = Field(description="feedback for any other number")

    @property
    def whole(self) -> bool:
        """Whether the answer is a whole number, so that 1,343 is read as a thousand and more."""
        return self.answer.is_integer() and self.tolerance.is_integer()

    def findings(self) -> Iterator[Finding]:
        if not self.grade(self.right()).correct:
            yield ("unit",), (f"unit: beside {self.unit!r} the right answer, typed as "
                              f"{self.right()!r}, is not read as right; write it without digits "
                              "and signs")
        yield from self._overlaps()
        yield from self._unproven()

    def grade(self, response: Any) -> Result:
        said = response if isinstance(response, str) else ""
        reading = read_number(said, whole=self.whole, unit=text.clean(self.unit))
        if reading is None:
            return UNANSWERED
        value = reading.value
        # The grace is for decimal fractions that binary numbers cannot hold.
        grace = 1e-9 * max(1.0, abs(self.answer))
        if abs(value - self.answer) <= self.tolerance + grace:
            return Result(True, 1.0, True, [True], [self.feedback], reading)
        for mistake in self.mistakes:
            if mistake.range and mistake.range[0] - grace <= value <= mistake.range[1] + grace:
                return Result(True, 0.0, False, [False], [mistake.feedback], reading)
        return Result(True, 0.0, False, [False], [self.otherwise], reading)

    def right(self) -> str:
        return format(Decimal(repr(self.answer)), "f").removesuffix(".0")

    def wrong(self) -> Iterator[Wrong]:
        for i, mistake in enumerate(self.mistakes):
            yield Wrong(("mistakes", i), mistake.misconception)

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "answer": self.answer,
            "tolerance": self.tolerance,
            "whole": self.whole,
            "unit": text.clean(self.unit),
            "feedback": line(self.feedback),
            "mistakes": [
                {"from": mistake.range[0], "to": mistake.range[1],
                 "feedback": line(mistake.feedback), "misconception": mistake.misconception or ""}
                for mistake in self.mistakes if mistake.range
            ],
            "otherwise": line(self.otherwise),
        }

    def solved(self, language: str) -> str:
        unit = f" {escape(text.clean(self.unit))}" if self.unit else ""
        right = written(self.answer, language)
        return f"<p><strong>{right}{unit}</strong></p><p>{line(self.feedback)}</p>"

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        unit = f" {escape(text.clean(self.unit))}" if self.unit else ""
        right = written(self.answer, language)
        around = f" ± {written(self.tolerance, language)}" if self.tolerance else ""
        return (
            f'<p class="ck-blank">{say["blank"]} <span class="ck-line"></span>{unit}</p>',
            f'<p class="ck-right"><strong>{right}{around}{unit}.</strong> {line(self.feedback)}'
            "</p>",
        )

    def _overlaps(self) -> Iterator[Finding]:
        low, high = self.answer - self.tolerance, self.answer + self.tolerance
        ranges = [("the key", low, high)]
        for i, mistake in enumerate(self.mistakes):
            found = mistake.range
            if found is None:
                yield ("mistakes", i), "a mistake needs a 'value', or 'from' and 'to', and not both"
                continue
            if found[0] > found[1]:
                yield ("mistakes", i), f"'from' {found[0]:g} lies above 'to' {found[1]:g}"
                continue
            for name, low, high in ranges:
                if found[0] <= high and low <= found[1]:
                    yield ("mistakes", i), (
                        f"the range {found[0]:g} to {found[1]:g} overlaps {name} "
                        f"({low:g} to {high:g}); a number may have one feedback only")
            ranges.append((f"mistake {i + 1}", *found))

    def _unproven(self) -> Iterator[Finding]:
        """Look-ups that do not lead to the number asked for.

        A single one must give it. Of several, each gives it or a number that stands in the
        question, so that the key follows from what is printed.
        """
        proofs = self.proofs
        printed = " ".join(text.plain(said) for _, said in self.texts()) if proofs[1:] else ""
        for proof in proofs:
            given = proof.gives
            number = isinstance(given, int | float) and not isinstance(given, bool)
            if not number or not abs(given) <= sys.float_info.max:
                yield ("proof",), f"the look-up gives {quoted(given)}, which is no number"
            elif abs(given - self.answer) <= self.tolerance + 1e-9:
                continue
            elif len(proofs) == 1:
                yield ("proof",), (f"the look-up gives {given:g}, the answer is {self.answer:g}; "
                                   "a single look-up must give the answer")
            elif not quantities.shown(printed, given):
                yield ("proof",), (f"the look-up gives {given:g}, which is not the answer "
                                   f"({self.answer:g}) and stands nowhere in the question")
