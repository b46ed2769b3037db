"""Operations and programmes as entries in time and place, ready to be counted and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from seccoop.figures.theatres import Theatre, theatre_of, theatres_of

FIRST, LAST = 1990, 2026
"""The years that the course covers."""

LEADS = ("UN", "NATO", "EU", "coalition")
"""Lead organisations with a lane of their own; the others share one."""

PROGRAMMES = (2, 3)
"""The categories whose entries are programmes; those of category 1 are operations."""


@dataclass(frozen=True)
class Entry:
    """One operation or programme.

    ``kind`` is a lead (one of LEADS, or ``other``) or the category ``2`` or ``3``;
    ``first`` and ``last`` are years, None where no start is known; ``open_end`` says
    that the last year is not known, so that only the first one is shown.
    """

    name: str
    kind: str
    countries: tuple[str, ...]
    theatres: tuple[Theatre, ...]
    first: int | None
    last: int | None
    ongoing: bool
    open_end: bool
    sources: tuple[str, ...]

    def runs_in(self, first: int, last: int) -> bool:
        """Whether it ran in any of these years; if undated, only the whole time counts.

        >>> Entry("UNMEE", "UN", (), (), 2000, 2001, False, False, ()).runs_in(1996, 2000)
        True
        """
        if self.first is None or self.last is None:
            return (first, last) == (FIRST, LAST)
        return self.first <= last and self.last >= first


def operations_of(table: pd.DataFrame) -> list[Entry]:
    """The rows of the table ``operations``."""
    return [
        Entry(
            name=row.name_, kind=row.lead if row.lead in LEADS else "other",
            countries=tuple(row.countries),
            theatres=(theatre_of(row.countries, row.lon, row.lat),),
            sources=tuple(row.sources), **_time(row.start, row.end, row.ongoing),
        )
        for row in table.rename(columns={"name": "name_"}).itertuples()
    ]


def programmes_of(table: pd.DataFrame, category: int) -> list[Entry]:
    """The rows of the table ``programmes`` that fall into one category, 2 or 3."""
    chosen = table[(table["category"] == category).fillna(False)]
    return [
        Entry(
            name=row.name_, kind=str(category), countries=tuple(row.partners),
            theatres=tuple(theatres_of(row.partners)), sources=tuple(row.sources),
            **_time(row.start, row.end, row.ongoing),
        )
        for row in chosen.rename(columns={"name": "name_"}).itertuples()
    ]


def in_years(entries: Iterable[Entry], first: int, last: int) -> list[Entry]:
    """Those that ran in any of these years, oldest first."""
    found = [entry for entry in entries if entry.runs_in(first, last)]
    return sorted(found, key=lambda entry: (entry.first or LAST + 1, entry.name))


def _time(start: object, end: object, known_ongoing: object) -> dict[str, int | bool | None]:
    ongoing = bool(pd.notna(known_ongoing) and known_ongoing)
    first = int(start[:4]) if isinstance(start, str) and start else None
    last = int(end[:4]) if isinstance(end, str) and end else None
    if first is None and last is None:
        return {"first": None, "last": None, "ongoing": ongoing, "open_end": not ongoing}
    if last is None:
        last = LAST if ongoing else first
        return {"first": first, "last": last, "ongoing": ongoing, "open_end": not ongoing}
    return {"first": last if first is None else first, "last": last, "ongoing": ongoing,
            "open_end": False}
