"""The tables of this course, by name.

>>> data = __import__("seccoop").data
>>> data.table("accessions").set_index("iso3").loc["EST", "nato"]
'2004-03-29'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursekit.faults import Unknown
from seccoop.course import course

if TYPE_CHECKING:
    import pandas as pd

    from coursekit.data import Table

__all__ = ["describe", "names", "source", "table"]


def names() -> list[str]:
    """The names of all tables."""
    return course().tables.names


def table(name: str) -> pd.DataFrame:
    """A fresh DataFrame of one table; see :meth:`coursekit.data.Tables.table`."""
    return course().tables.table(name)


def describe(name: str) -> Table:
    """Title, description, vintage, licence and columns of one table."""
    return course().tables.describe(name)


def source(source_id: str) -> dict[str, Any]:
    """Publisher, title, date and address of one source of the register."""
    for row in course().tables.view("sources"):
        if row["id"] == source_id:
            return dict(row)
    raise Unknown(f"there is no source {source_id!r}; look it up in data/sources.csv")
