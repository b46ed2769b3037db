"""How many Danes served, by year and lead: two static figures and one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from coursekit.dates import said
from coursekit.explore import Drawing
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    BODY,
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    context,
    foot_height,
    number,
)

UN_SOURCE = (
    "Source: UN monthly reports, compiled in the IPI Peacekeeping Database. November 1990 to "
    "March 2014; as of 2014."
)

#: Between these months' ends the UN missions emptied.
FALL = ("1995-06", "1996-01")
#: So many persons were more than served in any later mission.
FULL = 1200
#: The decision to send soldiers to Afghanistan, in the table votes.
AFGHANISTAN = "enduring-freedom-2001"

#: What stands at the line: where the text begins, its side, its lines, the point it means.
_EVENTS = (
    ((1990.2, 1620), "left", ("April 1992: a battalion goes to Croatia",), None),
    ((1996.9, 1150), "left", ("August 1995: Croatia takes back",
                              "its land; the battalion ends"), "1995-08"),
    ((1996.9, 790), "left", ("December 1995: NATO takes", "over in Bosnia"), "1995-12"),
    ((2002.0, 350), "center", ("2000–01: Ethiopia and Eritrea",), None),
    ((2010.6, 235), "center", ("2009–11: Lebanon",), None),
)


def un_monthly() -> Drawing:
    """The static figure of chapter 01: Danes in UN missions, month by month."""
    return draw_un_monthly(data.table("un_personnel_monthly"), data.table("votes"))


def draw_un_monthly(monthly: pd.DataFrame, votes: pd.DataFrame) -> Drawing:
    """Danes in UN missions at each month's end, and how long before the vote on Afghanistan.

    ``monthly`` is un_personnel_monthly, ``votes`` the table of that name.
    """
    persons = monthly.set_index("month").sort_index()["personnel"].astype(int)
    before, after = (persons[month] for month in FALL)
    year, afghanistan = (int(date[:4]) for date in (
        FALL[0], votes.set_index("id").loc[AFGHANISTAN, "date"]))
    full = _above(persons[:FALL[0]])
    top_month = persons.idxmax()
    with context():
        sheet = Sheet(MARGIN + 66 + 230 + 26 + foot_height(UN_SOURCE))
        top = sheet.head(
            f"Danish UN missions emptied in half a year, in {year}: "
            f"{in_words(afghanistan - year)} years before Afghanistan",
            "Danes in UN missions at the end of each month",
        )
        left = MARGIN + 36
        ax = sheet.axes(left, top, WIDTH - MARGIN - left, 230)
        _years(ax, 1990, 2014.5, 1720, (500, 1000, 1500))
        ax.plot([_decimal(month) for month in persons.index], persons.to_numpy(),
                color=colour("un"), linewidth=1.8)
        fall = persons[FALL[0]:FALL[1]]
        ax.plot([_decimal(month) for month in fall.index], fall.to_numpy(),
                color=colour("highlight"), linewidth=3.2)
        for month, words, at, side in (
            (FALL[0], f"{number(before)} in {said(FALL[0])}", (1995.9, 1390), "left"),
            (FALL[1], f"{number(after)} in {said(FALL[1])}", (1996.9, 525), "left"),
        ):
            ax.scatter(_decimal(month), persons[month], s=26, color=colour("highlight"),
                       zorder=5, linewidth=0)
            ax.text(*at, words, ha=side, weight="bold", color=colour("highlight"), size=BODY)
        for at, side, lines, month in _EVENTS:
            if month:
                ax.plot([_decimal(month) + 0.12, at[0] - 0.15], [persons[month], at[1] + 25],
                        color=colour("axis"), linewidth=0.8, zorder=1)
            for row, line in enumerate(lines):
                ax.text(at[0], at[1] - row * SMALL * 1.3 * 1720 / 230, line, size=SMALL, ha=side,
                        color=colour("ink"), va="baseline")
        sheet.foot(UN_SOURCE)
    shown = [m for m in ("1990-11", top_month, "1995-06", "1995-09", "1995-11", "1995-12",
                         "1996-01", "1996-12", "2001-01", "2010-08", "2013-12")]
    yearly = persons[[m for m in persons.index if m.endswith("-12") or m in shown]]
    return Drawing(
        figure=sheet.figure,
        description=(
            f"Danish personnel in UN missions fall from {number(before)} in {said(FALL[0])} to "
            f"{number(after)} in {said(FALL[1])}. They had been above {number(FULL)} since "
            f"{said(full)}, and never exceed "
            f"{number(persons[persons.index > FALL[1]].max())} afterwards."
        ),
        table=pd.DataFrame({
            "Month": [said(month) for month in yearly.index],
            "Danes in UN missions (persons)": yearly.to_list(),
        }),
        caption=(
            "Danish troops, police and observers in UN missions, persons at the end of each "
            f"month. The table gives every December and the turning points. {UN_SOURCE}"
        ),
    )


def _years(ax: Axes, first: float, last: float, top: float,
           ticks: tuple[int, ...]) -> None:
    """Axes over years, with quiet lines and numbers at the left."""
    ax.set(xlim=(first, last), ylim=(0, top))
    ax.set_xticks(range(int(first), int(last) + 1, 5))
    ax.set_yticks([0, *ticks], [number(tick) for tick in (0, *ticks)])
    ax.grid(axis="y")
    ax.spines["bottom"].set_visible(True)


def _decimal(month: str) -> float:
    """The end of a month as a decimal year.

    >>> _decimal("1995-06")
    1995.5
    """
    year, number_ = month.split("-")
    return int(year) + int(number_) / 12


def _above(persons: pd.Series) -> str:
    """The first of the months up to the last one in which all had more than FULL persons.

    >>> _above(pd.Series({"1992-03": 40, "1992-04": 1300, "1992-05": 1250}))
    '1992-04'
    """
    low = persons[persons <= FULL]
    return str(persons[persons.index > low.index.max()].index[0] if len(low) else persons.index[0])
