"""A look-up in the tables, and the proof that a printed value is what it gives.

Questions and claims carry proofs. Change a number in ``data/`` and the check
names every sentence and every key that is now false.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from coursekit.data.conditions import Condition, Scalar, Where, comparable, fits, is_number
from coursekit.data.tables import Tables
from coursekit.faults import allowed, quoted

Aggregate = Literal["count", "distinct", "sum", "mean", "min", "max", "first", "last", "values"]
#: The aggregates that ask which row comes before which.
ORDERED = ("first", "last", "values")


class Lookup(BaseModel):
    """Which value of which table: rows by ``where``, then a column, then an aggregate.

    ``where`` maps a column to one value, to a list of values of which one must
    fit, or to a :class:`Condition`. In a column of lists, one fitting item is
    enough. Without ``aggregate`` exactly one row must remain. The order of the rows
    of a table says nothing: ``first`` and ``last`` are by a column, which ``by``
    names, ``values`` are too where it does, and otherwise come in their own order.
    ``minus`` is another look-up, whose value is taken off.
    """

    model_config = ConfigDict(extra="forbid")

    table: str
    where: Where = Field(default_factory=dict)
    value: str | None = None
    aggregate: Aggregate | None = None
    by: str | None = Field(default=None, min_length=1, description="the column that 'first', "
                           "'last' and 'values' go by")
    minus: Lookup | None = None

    @model_validator(mode="after")
    def _has_a_value(self) -> Lookup:
        if self.value is None and self.aggregate != "count":
            raise ValueError("'value' names the column to read; only 'count' goes without")
        if self.aggregate in ("first", "last") and self.by is None:
            raise ValueError(f"'aggregate: {self.aggregate}' needs 'by', the column that says "
                             "which row comes first, such as 'by: year'")
        if self.by is not None and self.aggregate not in ORDERED:
            raise ValueError(f"'by' goes with an aggregate of {allowed(ORDERED)} alone")
        return self

    def evaluate(self, tables: Tables) -> Any:
        """The value found, less that of ``minus``.

        LookupError says what does not fit; CourseError is raised if data is faulty.
        """
        found = self._found(tables)
        if self.minus is None:
            return found
        other = self.minus.evaluate(tables)
        for name, value in ((f"{self.table}.{self.value}", found),
                            (f"{self.minus.table}.{self.minus.value}", other)):
            if not is_number(value):
                raise LookupError(f"'minus' needs numbers; {name} gives {quoted(value)}")
        return found - other

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
        if self.by is not None:
            rows = self._ordered(rows)
        return self._reduced([row[self.value or ""] for row in rows])

    def rows(self, tables: Tables) -> list[Mapping[str, Any]]:
        """The rows that fit ``where``; LookupError says what does not fit the table."""
        try:
            table = tables.describe(self.table)
        except KeyError as error:
            raise LookupError(error.args[0]) from None
        columns = {f.name: f for f in table.fields}
        for name in filter(None, (*self.where, self.value, self.by)):
            if name not in columns:
                raise LookupError(f"table {self.table!r} has no column {name!r}; it has "
                                  f"{allowed(list(columns), 40)}")
        for name, wanted in self.where.items():
            comparable(wanted, columns[name], table)
        near = [tables.view(self.table)]
        near += [tables.holding(self.table, name, wanted) for name, wanted in self.where.items()
                 if not isinstance(wanted, Condition | list)]
        return [
            row for row in min(near, key=len)
            if all(fits(row[name], wanted) for name, wanted in self.where.items())
        ]

    def _ordered(self, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The rows with a value, by the column ``by``, which must tell them apart."""
        by, rows = self.by or "", [row for row in rows if row[self.value or ""] is not None]
        for row in rows:
            if row[by] is None or isinstance(row[by], list):
                raise LookupError(f"{self.aggregate!r} goes by {by!r}, which is "
                                  f"{'a list' if row[by] else 'empty'} in a row of "
                                  f"{self.table!r} where {self._shown()}")
        rows = sorted(rows, key=lambda row: row[by])
        if self.aggregate != "values":
            end = rows[0 if self.aggregate == "first" else -1][by] if rows else None
            rows = [row for row in rows if row[by] == end]
        for one, other in pairwise(rows):
            if one[by] == other[by] and one[self.value or ""] != other[self.value or ""]:
                raise LookupError(f"several rows of {self.table!r} where {self._shown()} have "
                                  f"{by} {quoted(one[by])}; {self.aggregate!r} needs one "
                                  "(narrow 'where' or go by another column)")
        return rows

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
        if self.aggregate in ("sum", "mean") and not all(map(is_number, present)):
            raise LookupError(f"{self.aggregate!r} needs numbers; {self.table}.{self.value} "
                              "holds something else")
        match self.aggregate:
            case "sum":
                return _sum(present)
            case "mean":
                return _sum(present) / len(present)
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
        return present if self.by else sorted(present)

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
        asked = [key for key in ("divided_by", "times", "round") if getattr(self, key) is not None]
        if asked and not is_number(value):
            raise LookupError(f"{asked[0]!r} needs a number; {self.table}.{self.value} gives "
                              f"{quoted(value)}")
        try:
            if self.divided_by is not None:
                divisor = self.divided_by.evaluate(tables)
                if not is_number(divisor) or divisor == 0:
                    raise LookupError(f"'divided_by' gives {quoted(divisor)}; a number other than "
                                      "0 is needed")
                value = value / divisor
            if self.times is not None:
                value = value * self.times
            return value if self.round is None else round(value, self.round)
        except (OverflowError, ValueError):
            raise LookupError(f"{self.table}.{self.value} gives a number that is too large to "
                              "work with") from None

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
        if equal(found, self.gives) or self._is_any_order_of(found):
            return []
        return [f"{quoted(self.gives)} stands in print, but table {self.table!r} gives {found!r} "
                f"({self.aggregate or self.value} where {self._shown()})"]

    def _is_any_order_of(self, found: Any) -> bool:
        """Whether values that no column puts in order are those in print, in whichever order."""
        if self.by or self.aggregate != "values" or not isinstance(self.gives, list):
            return False
        left = list(self.gives)
        for value in found:
            same = next((i for i, one in enumerate(left) if equal(value, one)), None)
            if same is None:
                return False
            del left[same]
        return not left


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


def _sum(values: list[Any]) -> Any:
    """The sum, the same for every order of the values."""
    return sum(values) if all(isinstance(one, int) for one in values) else math.fsum(values)


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
