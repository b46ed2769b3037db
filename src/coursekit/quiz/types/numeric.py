"""A typed number."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from coursekit.documents import Location
from coursekit.faults import quoted
from coursekit.numerals import Kind, written
from coursekit.quiz import text, units
from coursekit.quiz.kinds import kind_of
from coursekit.quiz.numbers import OtherUnit, Reading, readings
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
    is_: Kind | None = Field(
        default=None, alias="is", description="what the number is, by which it is written and "
        "read: a year has no thousands separator; told by the table where its look-up reads a "
        "column of years, by the unit where that is a currency or per cent"
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

    @property
    def kind(self) -> Kind:
        """What the number is: as the question says, else as its unit says."""
        if self.is_:
            return self.is_
        return ("share" if units.is_share(self.unit) else
                "money" if units.is_money(self.unit) else "number")

    def learn(self, tables: Tables) -> None:
        if self.is_ is None and not self.unit.strip() and len(self.proofs) == 1:
            found = kind_of(self.proofs[0], tables)
            self.is_ = found if self.whole and found in ("year", "count") else None

    def typed(self) -> Iterator[tuple[Location, str]]:
        yield ("unit",), self.unit

    def findings(self) -> Iterator[Finding]:
        alone = [self.right(), *(written(self.answer, one, self.kind) for one in ("en", "da"))]
        for typed in dict.fromkeys(alone):
            if not self.grade(typed).correct:
                yield ("answer",), (f"the solution is printed as {typed!r}, and whoever types that "
                                    "is not right; another 'tolerance' or 'is' may mend it")
                return
        if not all(self.grade(self.written(one)).correct for one in ("en", "da")):
            yield ("unit",), (f"unit: beside {self.unit!r} the right answer, typed as "
                              f"{self.right()!r}, is not read as right; write it without digits "
                              "and signs")
            return
        yield from self._kind_findings()
        yield from self._overlaps()
        yield from self._unproven()

    def grade(self, response: Any) -> Result:
        read = readings(response, self._unit, fraction=self._fraction) if isinstance(
            response, str) else []
        if isinstance(read, OtherUnit):
            return Result(answered=False, reading=read)
        if self.kind == "year":
            read = read[:1]  # no year has decimals
        if not read:
            return UNANSWERED
        # Of two readings the one that is right, else the one that is a typical mistake.
        for reading in read:
            if self._is_right(reading.value):
                return Result(True, 1.0, True, [True], [self.feedback], reading)
        for reading in read:
            for mistake in self.mistakes:
                if mistake.range and self._within(reading.value, *mistake.range):
                    return Result(True, 0.0, False, [False], [mistake.feedback], reading)
        reading = read[0 if self.whole else -1]
        if read[1:]:
            reading = Reading(reading.value, "either")
        return Result(True, 0.0, False, [False], [self.otherwise], reading)

    def read_as(self, reading: Reading, say: Mapping[str, str], language: str) -> str:
        """How a typed number was understood, in the words of the interface."""
        other = reading.value / 1000 if self.whole else reading.value * 1000
        return say[reading.doubt or "readAs"].format(
            written(reading.value, language, self.kind), written(other, language, self.kind))

    def written(self, language: str) -> str:
        """The answer with its unit, as it is shown."""
        unit = " ".join(text.clean(self.unit).split())
        return f"{written(self.answer, language, self.kind)} {unit}".strip()

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
            "units": self._unit,
            "fraction": self._fraction,
            "kind": self.kind,
            "feedback": line(self.feedback),
            "mistakes": [
                {"from": mistake.range[0], "to": mistake.range[1],
                 "feedback": line(mistake.feedback), "misconception": mistake.misconception or ""}
                for mistake in self.mistakes if mistake.range
            ],
            "otherwise": line(self.otherwise),
        }

    def solved(self, language: str) -> str:
        return (f"<p><strong>{escape(self.written(language))}</strong></p>"
                f"<p>{line(self.feedback)}</p>")

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        unit = f" {escape(text.clean(self.unit))}" if self.unit else ""
        right = written(self.answer, language, self.kind)
        around = f" ± {written(self.tolerance, language)}" if self.tolerance else ""
        return (
            f'<p class="ck-blank">{say["blank"]} <span class="ck-line"></span>{unit}</p>',
            f'<p class="ck-right"><strong>{right}{around}{unit}.</strong> {line(self.feedback)}'
            "</p>",
        )

    @functools.cached_property
    def _unit(self) -> list[list[str]]:
        return units.parts(text.clean(self.unit), fraction=self._fraction)

    @property
    def _fraction(self) -> bool:
        """Whether 25 % is 0.25: for a share or a plain number that is asked for without a unit."""
        return not units.tokens(text.clean(self.unit)) and self.kind in ("share", "number")

    def _is_right(self, value: float) -> bool:
        return self._within(value, self.answer - self.tolerance, self.answer + self.tolerance)

    def _within(self, value: float, low: float, high: float) -> bool:
        # The grace is for decimal fractions that binary numbers cannot hold.
        grace = 1e-9 * max(1.0, abs(self.answer))
        return low - grace <= value <= high + grace

    def _kind_findings(self) -> Iterator[Finding]:
        if self.is_ in ("year", "count") and not self.whole:
            yield ("is",), (f"is: a {self.is_} is a whole number; the answer is {self.answer:g} "
                            f"with a tolerance of {self.tolerance:g}")
        if self.is_ == "year" and self.unit:
            yield ("is",), f"is: a year has no unit; this question asks for {quoted(self.unit)}"
        by_unit = units.is_share(self.unit), units.is_money(self.unit)
        if self.is_ in ("year", "count") and any(by_unit):
            yield ("is",), (f"is: with the unit {quoted(self.unit)} the number is a "
                            f"{'share' if by_unit[0] else 'money'}, and no {self.is_}")

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
