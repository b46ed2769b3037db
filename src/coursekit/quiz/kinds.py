"""What a number is that a look-up gives: read off the column it comes from."""

from __future__ import annotations

from coursekit.data.proof import Lookup, Proof
from coursekit.data.tables import Tables
from coursekit.faults import CourseError
from coursekit.numerals import Kind

#: What is done to several cells and leaves a year a year.
_STILL = (None, "min", "max", "first", "last", "values")


def kind_of(lookup: Lookup, tables: Tables) -> Kind | None:
    """A year, a count or another number; None for what is no number, or cannot be looked up."""
    if lookup.aggregate in ("count", "distinct"):
        return "count"
    try:
        column = tables.describe(lookup.table).field(lookup.value or "")
    except (CourseError, KeyError):
        return None
    if column.type not in ("integer", "number", "year"):
        return None
    changed = lookup.minus is not None or (
        isinstance(lookup, Proof) and (lookup.divided_by or lookup.times) is not None)
    if column.type == "year" and not changed and lookup.aggregate in _STILL:
        return "year"
    return "number" if changed or column.type == "number" or lookup.aggregate == "mean" else "count"
