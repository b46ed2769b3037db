"""A look-up in the tables, and the proof that a printed value is what it gives.

Questions and claims carry proofs. Change a number in ``data/`` and the check
names every sentence and every key that is now false.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from coursekit.data.tables import Tables
from coursekit.faults import allowed, quoted

Scalar = bool | int | float | str
Aggregate = Literal["count", "distinct", "sum", "mean", "min", "max", "first", "last", "values"]


class Condition(BaseModel):
    """More than equality: a range (ends included), an exclusion, or known against empty."""

    model_config = ConfigDict(extra="forbid")

    min: Scalar | None = None
    max: Scalar | None = None
    not_in: list[Scalar] | None = None
    known: bool | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Condition:
        if self.model_dump(exclude_none=True) == {}:
            raise ValueError("a condition needs one of 'min', 'max', 'not_in', 'known'")
        return self

    def holds(self, value: Any) -> bool:
        """Whether a cell meets the condition; an empty cell meets only ``known: false``."""
        present = value is not None and value != []
        if self.known is not None and present != self.known:
            return False
        if self.min is None and self.max is None and self.not_in is None:
            return True
        if not present:
            return False
        values = value if isinstance(value, list) else [value]
        if self.not_in is not None and any(v in self.not_in for v in values):
            return False
        return all(
            (self.min is None or v >= self.min) and (self.max is None or v <= self.max)
            for v in values
        )


Where = dict[str, Condition | list[Scalar] | Scalar]


class Lookup(BaseModel):
    """Which value of which table: rows by ``where``, then a column, then an aggregate.

    ``where`` maps a column to one value, to a list of values of which one must
    fit, or to a :class:`Condition`. In a column of lists, one fitting item is
    enough. Without ``aggregate`` exactly one row must remain. ``minus`` is another
    look-up, whose value is taken off.
    """

    model_config = ConfigDict(extra="forbid")

    table: str
    where: Where = Field(default_factory=dict)
    value: str | None = None
    aggregate: Aggregate | None = None
    minus: Lookup | None = None

    @model_validator(mode="after")
    def _has_a_value(self) -> Lookup:
        if self.value is None and self.aggregate != "count":
            raise ValueError("'value' names the column to read; only 'count' goes without")
        return self

    def evaluate(self, tables: Tables) -> Any:
        """The value found, less that of ``minus``.

        LookupError says what does not fit; CourseError is raised if data is faulty.
        """
        found = self._found(tables)
        return found if self.minus is None else found - self.minus.evaluate(tables)

    def cells(self, tables: Tables) -> list[Any]:
        """The cells that it reads, those of ``minus`` among them; for a count one a row.

        LookupError says what does not fit.
        """
        found = [True if self.value is None else row[self.value] for row in self.rows(tables)]
        return found if self.minus is None else [*found, *self.minus.cells(tables)]

    @property
    def place(self) -> str:
        """Table, column and rows, as a message names them."""
        return f"{self.table!r} ({self.aggregate or self.value} where {self._shown()})"

    def _found(self, tables: Tables) -> Any:
        rows = self.rows(tables)
        if self.aggregate == "count":
            return len(rows)
        return self._reduced([row[self.value or ""] for row in rows])

    def rows(self, tables: Tables) -> list[Mapping[str, Any]]:
        """The rows that fit ``where``; LookupError says what does not fit the table."""
        try:
            table = tables.describe(self.table)
        except KeyError as error:
            raise LookupError(error.args[0]) from None
        names = [f.name for f in table.fields]
        for name in [*self.where, *([self.value] if self.value else [])]:
            if name not in names:
                raise LookupError(
                    f"table {self.table!r} has no column {name!r}; it has {allowed(names, 40)}"
                )
        near = [tables.view(self.table)]
        near += [tables.holding(self.table, name, wanted) for name, wanted in self.where.items()
                 if not isinstance(wanted, Condition | list)]
        return [
            row for row in min(near, key=len)
            if all(_fits(row[name], wanted) for name, wanted in self.where.items())
        ]

    def _reduced(self, found: list[Any]) -> Any:
        if self.aggregate is None:
            if len(found) != 1:
                raise LookupError(
                    f"{len(found)} rows of {self.table!r} fit {self._shown()}; exactly one is "
                    "needed (narrow 'where' or name an 'aggregate')"
                )
            if found[0] is None:
                raise LookupError(f"{self.table}.{self.value} is empty where {self._shown()}")
            return found[0]
        present = [value for value in found if value is not None]
        if not present:
            raise LookupError(f"no row of {self.table!r} fits {self._shown()} with a "
                              f"{self.value!r}; {self.aggregate!r} has nothing to work on")
        if self.aggregate in ("sum", "mean") and not all(
            isinstance(v, int | float) and not isinstance(v, bool) for v in present
        ):
            raise LookupError(f"{self.aggregate!r} needs numbers; {self.table}.{self.value} "
                              "holds text")
        match self.aggregate:
            case "sum":
                return sum(present)
            case "mean":
                return sum(present) / len(present)
            case "min":
                return min(present)
            case "max":
                return max(present)
            case "first":
                return present[0]
            case "last":
                return present[-1]
            case "distinct":
                return len({tuple(v) if isinstance(v, list) else v for v in present})
        return present

    def _shown(self) -> str:
        plain = {name: one.model_dump(exclude_none=True) if isinstance(one, Condition) else one
                 for name, one in self.where.items()}
        return ", ".join(f"{name}={quoted(one)}" for name, one in plain.items()) or "every row"


class Proof(Lookup):
    """A look-up and the value that stands in print: ``gives``.

    ``divided_by`` takes a second look-up, ``times`` a factor (100 for a percentage);
    ``round`` rounds the result before it is compared.
    """

    gives: Annotated[Scalar | list[Scalar], Field()]
    divided_by: Lookup | None = None
    times: float | None = None
    round: int | None = Field(default=None, ge=-15, le=15)

    def result(self, tables: Tables) -> Any:
        """What the tables give today."""
        value = self.evaluate(tables)
        if self.divided_by is not None:
            divisor = self.divided_by.evaluate(tables)
            if divisor == 0:
                raise LookupError("'divided_by' gives 0")
            value = value / divisor
        if self.times is not None:
            value = value * self.times
        if self.round is not None:
            value = round(value, self.round)
        return value

    def cells(self, tables: Tables) -> list[Any]:
        """The cells that it reads, those it divides by among them."""
        found = super().cells(tables)
        return found if self.divided_by is None else [*found, *self.divided_by.cells(tables)]

    def check(self, tables: Tables) -> list[str]:
        """What is wrong: nothing where the tables give what is printed.

        CourseError if the data is faulty: nothing can be proven from it then.
        """
        try:
            found = self.result(tables)
        except LookupError as error:
            return [str(error.args[0])]
        except (TypeError, OverflowError) as error:
            return [f"{self.table}.{self.value}: {error}"]
        if equal(found, self.gives):
            return []
        return [f"{quoted(self.gives)} stands in print, but table {self.table!r} gives {found!r} "
                f"({self.aggregate or self.value} where {self._shown()})"]


def as_list(proofs: Proof | list[Proof] | None) -> list[Proof]:
    """No, one or several proofs, as a list."""
    if proofs is None:
        return []
    return proofs if isinstance(proofs, list) else [proofs]


# Told apart by hand, so that a mistake in one proof is not reported for both forms.
Proofs = Annotated[
    Annotated[Proof, Tag("one")] | Annotated[list[Proof], Tag("several")],
    Discriminator(lambda given: "several" if isinstance(given, list) else "one"),
]


def _fits(value: Any, wanted: Condition | list[Scalar] | Scalar) -> bool:
    if isinstance(wanted, Condition):
        return wanted.holds(value)
    options = wanted if isinstance(wanted, list) else [wanted]
    values = value if isinstance(value, list) else [value]
    return any(_equal(v, option) for v in values for option in options)


def _equal(value: Any, option: Any) -> bool:
    if isinstance(value, bool) or isinstance(option, bool):
        return value is option
    return value == option


def equal(found: Any, printed: Any) -> bool:
    """Whether two values are the same, but for the rounding of arithmetic."""
    if isinstance(found, list) and isinstance(printed, list):
        return len(found) == len(printed) and all(map(equal, found, printed))
    if isinstance(found, int | float) and isinstance(printed, int | float):
        try:
            return abs(found - printed) <= 1e-9 * max(1.0, abs(printed))
        except OverflowError:  # a whole number too large for what it is compared with
            return False
    return found == printed
