"""Latvia, Georgia and Ukraine, year by year since all three signed: one explorer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.dates import said
from coursekit.explore import Drawing, Explorer, explore, years
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.roads import STAGES, TODAY, decimal
from seccoop.figures.style import (
    BODY,
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    capital,
    context,
    foot_height,
    listing,
    wrap,
)

FIRST, LAST = 1994, 2026

SOURCE = (
    "Source: NATO, governments and press, see the course's table of road events, which is a "
    "choice of turning points; as of 2026."
)

STATES = {"LVA": "Latvia", "GEO": "Georgia", "UKR": "Ukraine"}

#: Who acted, where it was no station of the road: colour and words.
KINDS = {
    "own": ("un", "own decision"),
    "allies": ("eu", "allies"),
    "russia": ("highlight", "Russia"),
}

#: Where a state stands, as the title says it.
STANDS = {"pfp": "partner", "map": "in the plan", "invited": "invited", "nato": "member"}

_LANE = 88.0
_KEY = 20.0


@dataclass(frozen=True)
class Event:
    """One event of a road."""

    when: float
    year: int
    kind: str
    title: str


def three_roads() -> Explorer:
    """The explorer: a year, and where each of the three stood at its end."""
    accessions, events = data.table("accessions"), data.table("road_events")

    def draw(*, year: int) -> Drawing:
        return draw_three(accessions, events, year=year)

    return explore(
        draw,
        title=f"{capital(in_words(len(STATES)))} roads since {FIRST}",
        id="three-roads-from-one-month",
        question=f"In which year do the {in_words(len(STATES))} roads part, and what broke two of "
                 "them?",
        year=years(FIRST, LAST),
    )


def draw_three(accessions: pd.DataFrame, events: pd.DataFrame, *, year: int) -> Drawing:
    """One frame: three lanes up to the end of ``year``; what lies ahead is not shown."""
    steps = {iso3: _steps(accessions, iso3, year) for iso3 in STATES}
    told = {iso3: _events(events, iso3, year) for iso3 in STATES}
    title = _title(steps, year)
    with context():
        sheet = Sheet(MARGIN + 46 + _KEY + 3 * _LANE + 34 + foot_height(SOURCE))
        top = sheet.head(title)
        _key(sheet, top)
        top += _KEY + 2
        for place, (iso3, name) in enumerate(STATES.items()):
            y = top + place * _LANE
            sheet.text(MARGIN, y + BODY, name, BODY, bold=True)
            sheet.text(MARGIN + 64, y + BODY, _stands(steps[iso3]), BODY, "muted")
            ax = sheet.axes(MARGIN, y + 20, sheet.column, 20)
            _lane(ax, steps[iso3], told[iso3], year)
            for row, line in enumerate(_lines(told[iso3], year)):
                sheet.text(MARGIN, y + 54 + row * SMALL * 1.3, line, SMALL,
                           "ink" if told[iso3] and told[iso3][-1].year == year else "muted")
        _axis(sheet, top + 3 * _LANE - 4)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=" ".join([
            f"{title}.",
            *(f"{name}: {_last(told[iso3], year)}" for iso3, name in STATES.items()),
        ]),
        table=_table(events, year),
        caption=(
            f"Stations and turning points of {in_words(len(STATES))} states that joined the "
            f"Partnership for Peace in {_began(accessions)}, up to the end of {year}. Which kind "
            f"an event is, is the course's reading. {SOURCE}"
        ),
    )


def _began(accessions: pd.DataFrame) -> str:
    """The months in which the states signed the Partnership, with the year behind them."""
    months = sorted({*accessions[accessions["iso3"].isin(STATES)]["pfp"].str[:7]})
    named: dict[str, list[str]] = {}
    for month in months:
        name, year = said(month).split()
        named.setdefault(year, []).append(name)
    return listing([f"{listing(names)} {year}" for year, names in named.items()])


def _steps(accessions: pd.DataFrame, iso3: str, year: int) -> dict[str, float]:
    [row] = accessions[accessions["iso3"] == iso3].to_dict("records")
    dates = {step: decimal(row[step]) for step in STANDS}
    return {step: when for step, when in dates.items() if when is not None and when < year + 1}


def _events(events: pd.DataFrame, iso3: str, year: int) -> list[Event]:
    found = [
        Event(decimal(row.date) or 0, int(row.date[:4]), row.kind, row.title)
        for row in events[events["iso3"] == iso3].itertuples()
    ]
    return sorted((one for one in found if one.year <= year), key=lambda one: one.when)


def _title(steps: dict[str, dict[str, float]], year: int) -> str:
    """Year, years since the Partnership, and who stands where."""
    stand: dict[str, list[str]] = {}
    for iso3, name in STATES.items():
        stand.setdefault(STANDS[list(steps[iso3])[-1]], []).append(name)
    since = year - FIRST
    gone = "the start" if not since else f"{since} year{'' if since == 1 else 's'} on"
    if len(stand) == 1:
        [one] = stand
        return f"{year}, {gone}: all {in_words(len(STATES))} are {one}s"
    (one, (latvia,)), (two, others) = stand.items()
    article = "a " if one == "member" else ""
    return f"{year}, {gone}: {latvia} is {article}{one}, {' and '.join(others)} are {two}s"


def _stands(steps: dict[str, float]) -> str:
    step = list(steps)[-1]
    return f"{STANDS[step]} since {int(steps[step])}"


def _lines(told: list[Event], year: int) -> list[str]:
    """What happened in the year, else what happened last, in two lines at most."""
    text = _last(told, year)
    return wrap(text, WIDTH - 2 * MARGIN, SMALL)[:2]


def _last(told: list[Event], year: int) -> str:
    now = [one.title for one in told if one.year == year]
    if now:
        return f"{year}: {'; '.join(now)}."
    return f"Nothing this year in our table; last in {told[-1].year}: {told[-1].title}."


def _lane(ax: Axes, steps: dict[str, float], told: list[Event], year: int) -> None:
    ax.set(xlim=(FIRST, LAST + 1.4), ylim=(0, 1))
    ax.axis("off")
    ax.add_patch(Rectangle((FIRST, 0.36), LAST + 1 - FIRST, 0.28, facecolor=colour("land"),
                           linewidth=0))
    now = min(year + 1, TODAY)
    starts = [*steps.items(), ("end", now)]
    for place, (step, begin) in enumerate(starts[:-1]):
        fill = "one" if step == "nato" else STAGES[step][0]
        ax.add_patch(Rectangle((begin, 0.25), max(0, starts[place + 1][1] - begin), 0.5,
                               facecolor=colour(fill), linewidth=0))
    for one in told:
        if one.kind in KINDS:
            ax.scatter(one.when, 0.5, s=40, color=colour(KINDS[one.kind][0]), zorder=4,
                       edgecolor=colour("paper"), linewidth=1.0)
    ax.plot([now, now], [0, 1], color=colour("ink"), linewidth=1.4, zorder=5)


def _axis(sheet: Sheet, top: float) -> None:
    ax = sheet.axes(MARGIN, top, sheet.column, 1)
    ax.set(xlim=(0, LAST + 1.4 - FIRST), ylim=(0, 1), yticks=[])
    ax.set_xticks(range(0, 33, 5))
    ax.spines["bottom"].set_visible(True)
    ax.set_xlabel("Years since the start of 1994", size=SMALL, labelpad=1)


def _key(sheet: Sheet, top: float) -> None:
    ax = sheet.axes(MARGIN, top, sheet.column, _KEY)
    ax.set(xlim=(0, sheet.column), ylim=(_KEY, 0))
    ax.axis("off")
    bars = ((0, "pfp", "partner"), (66, "joined", "plan"), (114, "before", "invited"),
            (178, "one", "member"))
    for x, fill, label in bars:
        ax.add_patch(Rectangle((x, 3), 12, 9, facecolor=colour(fill), linewidth=0))
        ax.text(x + 15, 12, label, size=SMALL, va="baseline")
    for x, (fill, label) in zip((258, 301, 353), (KINDS["own"], KINDS["allies"], KINDS["russia"]),
                                strict=True):
        short = "own" if fill == "un" else label
        ax.scatter(x, 8, s=36, color=colour(fill), linewidth=0)
        ax.text(x + 7, 12, short, size=SMALL, va="baseline")


def _table(events: pd.DataFrame, year: int) -> pd.DataFrame:
    words = {"step": "station"} | {kind: label for kind, (_, label) in KINDS.items()}
    shown = events[events["iso3"].isin(STATES) & (events["date"].str[:4].astype(int) <= year)]
    shown = shown.sort_values(["date", "iso3"], kind="stable")
    return pd.DataFrame({
        "Date": shown["date"].to_list(),
        "State": [STATES[iso3] for iso3 in shown["iso3"]],
        "Event": shown["title"].to_list(),
        "Kind": [words[kind] for kind in shown["kind"]],
    })
