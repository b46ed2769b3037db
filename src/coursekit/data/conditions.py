"""Which rows a look-up means: what it asks of a cell, and whether the cell meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from coursekit.data.package import Field, Table
from coursekit.data.properties import NUMERIC
from coursekit.faults import quoted

Scalar = bool | int | float | str


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


def fits(value: Any, wanted: Condition | list[Scalar] | Scalar) -> bool:
    """Whether a cell is what is asked for; of a list, whether one of its items is."""
    if isinstance(wanted, Condition):
        return wanted.holds(value)
    options = wanted if isinstance(wanted, list) else [wanted]
    values = value if isinstance(value, list) else [value]
    return any(_equal(v, option) for v in values for option in options)


def comparable(wanted: Condition | list[Scalar] | Scalar, column: Field, table: Table) -> None:
    """LookupError if what is asked for is of another kind than the cells of a column."""
    ranged = isinstance(wanted, Condition)
    for one in _asked(wanted):
        if column.type in NUMERIC:
            # True is no number and equals none, but as the end of a range it would be one.
            holds, same = "numbers", is_number(one) or (isinstance(one, bool) and not ranged)
        elif column.type == "boolean":
            holds, same = "true or false", isinstance(one, bool)
        else:
            holds, same = "text", isinstance(one, str)
        if not same:
            kind = ("text" if isinstance(one, str) else
                    "true or false" if isinstance(one, bool) else "a number")
            hint = ("; put it in quotation marks" if holds == "text" else
                    "; write it without quotation marks" if kind == "text" else "")
            raise LookupError(f"'where' asks for {column.name} {quoted(one)}, which is {kind}; "
                              f"{table.name}.{column.name} holds {holds}{hint}")


def _asked(wanted: Condition | list[Scalar] | Scalar) -> Iterator[Scalar]:
    if isinstance(wanted, Condition):
        yield from (one for one in (wanted.min, wanted.max, *(wanted.not_in or ()))
                    if one is not None)
    else:
        yield from wanted if isinstance(wanted, list) else [wanted]


def _equal(value: Any, option: Any) -> bool:
    if isinstance(value, bool) or isinstance(option, bool):
        return value is option
    return value == option


def is_number(value: Any) -> bool:
    """Whether a value is a number, which a truth value is not."""
    return isinstance(value, int | float) and not isinstance(value, bool)
