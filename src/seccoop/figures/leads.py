"""What took the place of the UN: the explorer of personnel by year and lead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, years
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.personnel import MONTHS
from seccoop.figures.style import (
    BODY,
    MARGIN,
    WIDTH,
    Sheet,
    context,
    foot_height,
    number,
    text_width,
)

FIRST, LAST = 1990, 2023

SOURCE = (
    "Filled: all, at the year's end. Outlined: only the missions named, or another date. No bar: "
    "no figure read. Source: UN reports (IPI), ministry, Armed Forces and press; as of 2026."
)

#: Lead, heading, colour of its bars.
PANELS = (
    ("UN", "Under the UN", "un"),
    ("NATO", "Under NATO", "nato"),
    ("coalition", "In coalitions", "coalition"),
)

_TOP = 1500
_HIGH = 62.0
_HEADING = 20.0


def un_nato_coalition() -> Explorer:
    """The explorer: a year, marked in three rows of bars."""
    un, leads = data.table("un_personnel"), data.table("personnel_by_lead")

    def draw(*, year: int) -> Drawing:
        return draw_leads(un, leads, year=year)

    return explore(
        draw,
        title="UN, NATO, coalition",
        question="In which year did the UN line break, and what took its place?",
        year=years(FIRST, LAST),
    )


def draw_leads(un: pd.DataFrame, leads: pd.DataFrame, *, year: int) -> Drawing:
    """One frame: three rows of bars on one scale, with the chosen year marked.

    ``un`` is the table un_personnel (persons at each year's end), ``leads`` the table
    personnel_by_lead. Years without a figure stay empty: nothing is drawn across them.
    """
    counts = _counts(un, leads)
    with context():
        room = foot_height(SOURCE)
        sheet = Sheet(MARGIN + 66 + 3 * (_HEADING + _HIGH + 8) + 20 + room)
        top = sheet.head(_title(counts, year), "Danes deployed, persons; all rows have one scale")
        for place, (lead, heading, name) in enumerate(PANELS):
            shown = counts[counts["lead"] == lead].set_index("year")
            y = top + place * (_HEADING + _HIGH + 8)
            sheet.text(MARGIN, y + BODY, heading, BODY, name, bold=True)
            sheet.text(MARGIN + text_width(heading, BODY, bold=True) * 1.05 + 10, y + BODY,
                       _reading(shown, lead, year), BODY)
            ax = sheet.axes(MARGIN + 34, y + _HEADING, WIDTH - 2 * MARGIN - 34, _HIGH)
            _row(ax, shown, name, year, last=place == len(PANELS) - 1)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(counts, year),
        table=_table(counts),
        caption=(
            "Danes in UN missions at the end of each year, and the sums of the figures that were "
            f"read for NATO-led and coalition-led missions in a year. {SOURCE}"
        ),
    )


def _counts(un: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """Both tables in one: year, lead, personnel, complete, and what was counted or when."""
    rows = [
        (row.year, "UN", *_un_count(row)) for row in un.itertuples() if _un_count(row) is not None
    ]
    rows += [
        (row.year, row.lead, row.personnel, row.complete, row.missions_counted)
        for row in leads.itertuples() if row.lead != "UN"
    ]
    both = pd.DataFrame(rows, columns=["year", "lead", "personnel", "complete", "counted"])
    both = both.astype({"year": int, "personnel": int, "complete": bool})
    return both[both["year"].between(FIRST, LAST)]


def _un_count(row: Any) -> tuple[int, bool, str] | None:
    """The year's end where it is known, else a day of the year, else the year's mean."""
    if pd.notna(row.december):
        return row.december, True, f"at the end of {row.year}"
    if pd.notna(row.snapshot_personnel):
        return row.snapshot_personnel, False, f"on {_spelled(row.snapshot)}"
    if pd.notna(row.mean):
        return row.mean, False, f"on average in {row.year}"
    return None


def _spelled(day: str) -> str:
    """
    >>> _spelled("2016-04-30")
    '30 April 2016'
    """
    moment = date.fromisoformat(day)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _row(ax: Axes, shown: pd.DataFrame, name: str, year: int, last: bool) -> None:
    ax.set(xlim=(FIRST - 0.6, LAST + 0.6), ylim=(0, _TOP))
    ax.set_yticks([0, 500, 1000, 1500], ["0", "", "1,000", ""])
    ax.grid(axis="y")
    ax.add_patch(Rectangle((year - 0.5, 0), 1, _TOP, facecolor=colour("land"), linewidth=0,
                           zorder=0.4))
    ax.set_xticks(range(FIRST, LAST + 1, 5))
    ax.tick_params(axis="x", length=0, labelbottom=last, pad=7)
    for row in shown.itertuples():
        ink = colour("highlight" if row.Index == year else name)
        ax.add_patch(Rectangle(
            (row.Index - 0.36, 0), 0.72, row.personnel, edgecolor=ink, linewidth=1.1,
            facecolor=ink if row.complete else colour("paper"), zorder=2,
        ))


def _reading(shown: pd.DataFrame, lead: str, year: int) -> str:
    if year not in shown.index:
        return f"no figure read for {year}"
    row = shown.loc[year]
    if lead == "UN":
        return f"{number(row['personnel'])} {row['counted']}"
    least = "" if row["complete"] else "at least "
    return f"{least}{number(row['personnel'])} in {year}: {row['counted']}"


def _value(counts: pd.DataFrame, lead: str, year: int) -> int | None:
    """The count of a year, of the UN at the year's end only: other dates do not compare."""
    found = counts[(counts["lead"] == lead) & (counts["year"] == year)]
    if lead == "UN":
        found = found[found["complete"]]
    return int(found["personnel"].iloc[0]) if len(found) else None


def _title(counts: pd.DataFrame, year: int) -> str:
    now, then = _value(counts, "UN", year), _value(counts, "UN", year - 1)
    if now is None:
        un = "no UN count at the year's end"
    elif then is None:
        un = f"{number(now)} Danes in UN missions"
    elif now < then:
        un = f"UN numbers fall from {number(then)} to {number(now)}"
    elif now > then:
        un = f"UN numbers rise from {number(then)} to {number(now)}"
    else:
        un = f"UN numbers stay at {number(now)}"
    others = [("NATO", _value(counts, "NATO", year)),
              ("coalitions", _value(counts, "coalition", year))]
    told = [f"{name} {number(value)}" for name, value in others if value is not None]
    return f"{year}: {un}" + (f"; {', '.join(told)} or more" if told else "")


def _description(counts: pd.DataFrame, year: int) -> str:
    parts = []
    for lead, heading, _ in PANELS:
        shown = counts[counts["lead"] == lead].set_index("year")
        parts.append(f"{heading}: {_reading(shown, lead, year)}")
    un = counts[(counts["lead"] == "UN") & counts["complete"]].set_index("year")["personnel"]
    fall = un.diff().idxmin()
    return (
        f"{_title(counts, year)}. {'; '.join(parts)}. Over the whole time the UN count falls most "
        f"in {fall}."
    )


def _table(counts: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for lead, heading, _ in PANELS:
        shown = counts[counts["lead"] == lead].set_index("year")
        columns[f"{heading} (persons)"] = shown["personnel"].astype("Int64")
        columns[f"{heading}: what is counted"] = shown["counted"]
    return pd.DataFrame(columns).sort_index().rename_axis("Year")
