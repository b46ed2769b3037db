"""What took the place of the UN: the explorer of personnel by year and lead."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.dates import said
from coursekit.explore import Drawing, Explorer, explore, years
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import (
    BODY,
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    context,
    foot_height,
    number,
    text_width,
    wrap,
)

FIRST, LAST = 1990, 2024

SOURCE = (
    "Full colour: all missions. Pale: some missions, or for the UN not the year's end. No bar: no "
    "figure read. Source: UN reports (IPI), ministries, Armed Forces, press; as of 2026."
)

#: Lead, heading, colour of its bars.
PANELS = (
    ("UN", "Under the UN", "un"),
    ("NATO", "Under NATO", "nato"),
    ("coalition", "In coalitions", "coalition"),
)

_TOP, _STEP = 1500, 500
_HIGH = 62.0
_HEADING = 33.0
_GAP = 16.0


def un_nato_coalition() -> Explorer:
    """The explorer: a year, marked in three rows of bars."""
    leads = data.table("personnel_by_lead")

    def draw(*, year: int) -> Drawing:
        return draw_leads(leads, year=year)

    return explore(
        draw,
        title="UN, NATO, coalition",
        question="In which year did the numbers under the UN collapse, and what took their place?",
        year=years(FIRST, LAST),
    )


def draw_leads(leads: pd.DataFrame, *, year: int) -> Drawing:
    """One frame: three rows of bars on one scale, with the chosen year marked.

    ``leads`` is the table personnel_by_lead. Years without a figure stay empty: nothing
    is drawn across them. UN counts are compared from one year's end to the next only.
    """
    counts = ordered(leads[leads["year"].between(FIRST, LAST)], "year", "lead")
    with context():
        sheet = Sheet(MARGIN + 66 + 3 * (_HEADING + _HIGH + _GAP) + 12 + foot_height(SOURCE))
        top = sheet.head(_title(counts, year), "Danes deployed, persons; all rows have one scale")
        for place, (lead, heading, name) in enumerate(PANELS):
            shown = counts[counts["lead"] == lead].set_index("year")
            y = top + place * (_HEADING + _HIGH + _GAP)
            sheet.text(MARGIN, y + BODY, heading, BODY, name, bold=True)
            sheet.text(MARGIN + text_width(heading, BODY, bold=True) * 1.05 + 10, y + BODY,
                       _reading(shown, lead, year), BODY)
            if year in shown.index:
                sheet.text(MARGIN, y + BODY + 14, _clause(shown.loc[year, "basis"]), SMALL,
                           "muted")
            ax = sheet.axes(MARGIN + 34, y + _HEADING, WIDTH - 2 * MARGIN - 34, _HIGH)
            _row(ax, shown, name, year, last=place == len(PANELS) - 1)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(counts, year),
        table=_table(counts),
        caption=(
            "Danes in UN missions, and the sums of the figures that were read for NATO-led and "
            f"coalition-led missions in a year, in persons. {SOURCE}"
        ),
    )


def _clause(basis: str) -> str:
    """The first clause of what a number rests on, short enough for one line."""
    clause = basis.split(";")[0].rstrip(".")
    for shorter in (clause, re.sub(r" \([^)]*\)", "", clause)):
        if len(wrap(shorter, WIDTH - 2 * MARGIN, SMALL)) == 1:
            return shorter
    return shorter.split(", ")[0]


def _full(row: Any) -> bool:
    """Whether a number is of all missions and, for the UN, of the year's end."""
    return bool(row.complete) and row.measure not in ("annual mean", "single day")


def _row(ax: Axes, shown: pd.DataFrame, name: str, year: int, last: bool) -> None:
    ax.set(xlim=(FIRST - 0.6, LAST + 0.6), ylim=(0, _TOP))
    ticks = range(0, _TOP + 1, _STEP)
    # Every other one is named, or the names would touch.
    ax.set_yticks(ticks, [number(tick) if tick % (2 * _STEP) == 0 else "" for tick in ticks])
    ax.grid(axis="y")
    ax.add_patch(Rectangle((year - 0.5, 0), 1, _TOP, facecolor=colour("land"), linewidth=0,
                           zorder=0.4))
    ax.set_xticks(range(FIRST, LAST + 1, 5))
    ax.tick_params(axis="x", length=0, labelbottom=last, pad=7)
    for row in shown.itertuples():
        ink = "highlight" if row.Index == year else name
        ax.add_patch(Rectangle(
            (row.Index - 0.36, 0), 0.72, row.personnel, edgecolor=colour(ink), linewidth=1.1,
            facecolor=colour(ink if _full(row) else f"{ink}_tint"), zorder=2,
        ))


def _reading(shown: pd.DataFrame, lead: str, year: int) -> str:
    """The number of a year, with its moment, or that there is none."""
    if year not in shown.index:
        return f"no figure read for {year}"
    row = shown.loc[year]
    persons = number(row["personnel"])
    if lead != "UN":
        return f"{persons} in {year}" if row["complete"] else f"at least {persons} in {year}"
    if row["measure"] == "single day":
        return f"{persons} on {said(row['as_of'])}"
    when = "on average in" if row["measure"] == "annual mean" else "at the end of"
    return f"{persons} {when} {year}"


def _year_ends(counts: pd.DataFrame) -> pd.Series:
    """UN counts that can be compared with each other, by year."""
    shown = counts[(counts["lead"] == "UN") & (counts["measure"] == "year's end")]
    return shown.set_index("year")["personnel"].astype(int)


def _title(counts: pd.DataFrame, year: int) -> str:
    ends = _year_ends(counts)
    now, then = ends.get(year), ends.get(year - 1)
    if now is None:
        un = "no UN count at the year's end"
    elif then is None:
        un = f"{number(now)} Danes in UN missions"
    elif now == then:
        un = f"UN numbers stay at {number(now)}"
    else:
        verb = "fall" if now < then else "rise"
        un = f"UN numbers {verb} from {number(then)} to {number(now)}"
    told = [
        f"; {name} {number(row.personnel)}{'' if row.complete else ' or more'}"
        for lead, name in (("NATO", "NATO"), ("coalition", "coalitions"))
        for row in counts[(counts["lead"] == lead) & (counts["year"] == year)].itertuples()
    ]
    return f"{year}: {un}{''.join(told)}"


def _description(counts: pd.DataFrame, year: int) -> str:
    parts = []
    for lead, heading, _ in PANELS:
        shown = counts[counts["lead"] == lead].set_index("year")
        parts.append(f"{heading}: {_reading(shown, lead, year)}")
        if lead != "UN" and year in shown.index:
            parts[-1] += f" ({_clause(shown.loc[year, 'basis'])})"
    return (
        f"{_title(counts, year)}. {'; '.join(parts)}. Over the whole time the UN count falls most "
        f"in {_year_ends(counts).diff().idxmin()}."
    )


def _table(counts: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for lead, heading, _ in PANELS:
        shown = counts[counts["lead"] == lead].set_index("year")
        columns[f"{heading} (persons)"] = shown["personnel"].astype("Int64")
        if lead == "UN":
            columns[f"{heading}: measure"] = shown["measure"]
        else:
            columns[f"{heading}: rests on"] = shown["basis"]
    return pd.DataFrame(columns).sort_index().rename_axis("Year")
