"""The order of rows: that of a table's file says nothing, so a figure names its own."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

import pandas as pd

Key = TypeVar("Key", bound=Hashable)


def ordered(table: pd.DataFrame, *columns: str,
            **places: Collection[Hashable]) -> pd.DataFrame:
    """The rows of a table by some of its columns, whatever order they came in.

    A column that ``places`` names goes by its place in that list. The columns together must
    tell rows apart, or the order of the file would show.

    >>> table = pd.DataFrame({"year": [2004, 1994, 1994], "step": ["nato", "map", "pfp"]})
    >>> ordered(table, "year", "step", step=["pfp", "map", "nato"])["step"].to_list()
    ['pfp', 'map', 'nato']
    """
    def key(column: pd.Series) -> pd.Series:
        if column.name not in places:
            return column
        return column.map({one: i for i, one in enumerate(places[str(column.name)])})

    return table.sort_values(list(columns), key=key, kind="stable", ignore_index=True)


def listed(found: Iterable[Key], first: Iterable[Key]) -> list[Key]:
    """Each of ``found`` once: those that ``first`` lists in its order, then the others by name.

    >>> listed(["serbia", "mali", "kenya", "mali"], ["mali", "serbia", "iraq"])
    ['mali', 'serbia', 'kenya']
    """
    places = {one: i for i, one in enumerate(first)}
    return sorted(set(found), key=lambda one: (places.get(one, len(places)), str(one)))
