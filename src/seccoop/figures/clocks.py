"""Ideas, money and organisation on one calendar: the explorer of what moved first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from coursekit.dates import said
from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words, mentions
from seccoop import data
from seccoop.figures.palette import colour
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
    number,
)

LANES = ("ideas", "money", "organisation")

SOURCE = (
    "Org.: organisation. A month without a day stands first in it, a year without a month last. "
    "The lanes are the course's reading; a programme without a known sum stands under money. "
    "Source: the course's timeline; as of 2026."
)


@dataclass(frozen=True)
class Step:
    """A row of the timeline, in few words, and the lanes it belongs to.

    Braces stand for the quantity in the row's title.
    """

    event: str
    words: str
    lanes: tuple[str, ...]


STEPS = (
    Step("international-department", "International department", ("organisation",)),
    Step("haekkerup-speech-1995", "Hækkerup on the free east", ("ideas",)),
    Step("concerted-planning-and-action", "Joint planning (CPA)", ("organisation",)),
    Step("big-enlargement", "Baltic states in NATO", ("money",)),
    Step("agreement-2005-2009", "Defence Agreement 2005–09", LANES),
    # A turn of the programme; no source says that money moved. See SOURCE on the lane.
    Step("turn-to-the-balkans", "Focus on the Balkans", ("money",)),
    Step("oecd-fragile-states-reports", "OECD on fragile states", ("ideas",)),
    Step("balkan-budget-2007", "Balkans: {} million a year", ("money",)),
    Step("helmand-plan-2008", "First Helmand Plan", ("organisation",)),
    Step("defence-commission", "Defence Commission reports", ("ideas",)),
    Step("agreement-2010-2014", "Defence Agreement 2010–14", ("money", "organisation")),
    Step("fragile-states-policy-2010", "Policy on fragile states", ("ideas",)),
    Step("peace-and-stabilisation-fund", "Fund and committee at work", ("money", "organisation")),
    Step("serbia-visit-2011", "Global frame pays in Serbia", ("money",)),
    Step("stabilisation-policy-2013", "Stabilisation policy", ("ideas",)),
)

POT = "agreement-2010-2014"
POLICIES = ("fragile-states-policy-2010", "stabilisation-policy-2013")
PLANNING = "concerted-planning-and-action"

_ROW = 22.0
_DATE = 78.0
_LANE = 50.0


def clocks() -> Explorer:
    """The explorer: fifteen dated steps in three lanes, one of them lit."""
    timeline = data.table("timeline")

    def draw(*, lane: str) -> Drawing:
        return draw_clocks(timeline, lane=lane)

    return explore(
        draw,
        title="What moved first?",
        question="What moves in the spring of 2004, and in which lane?",
        lane=options({"Ideas": "ideas", "Money": "money", "Organisation": "organisation",
                      f"All {in_words(len(LANES))}": "all"}, label="Follow"),
    )


def steps_of(timeline: pd.DataFrame) -> pd.DataFrame:
    """The steps with their dates, in order; a date that is only a year comes last in it."""
    dates, titles = (timeline.set_index("id")[name] for name in ("date", "title"))
    table = pd.DataFrame({
        "event": [step.event for step in STEPS],
        "date": [dates[step.event] for step in STEPS],
        "words": [_filled(step.words, titles[step.event]) for step in STEPS],
        "lanes": [step.lanes for step in STEPS],
    })
    # A sign that sorts behind the numbers of all months.
    key = table["date"].map(lambda date: date if len(date) > 4 else f"{date}-~")
    return table.assign(key=key).sort_values("key", kind="stable").reset_index(drop=True)


def _filled(words: str, title: str) -> str:
    """Words with the quantity that a title names.

    >>> _filled("Balkans: {} million a year", "DKK 35m a year for the Balkans")
    'Balkans: 35 million a year'
    """
    return words.format(*(number(one.value) for one in mentions(title))) if "{}" in words else words


def draw_clocks(timeline: pd.DataFrame, *, lane: str) -> Drawing:
    """One frame: a calendar of steps, one row each, with a dot in each lane it belongs to.

    ``timeline`` is the table of that name; ``lane`` is one of LANES, or ``all``.
    """
    if lane not in (*LANES, "all"):
        raise ValueError(f"lane {lane!r} is none of all, {', '.join(LANES)}")
    steps = steps_of(timeline)
    title = _title(steps, lane)
    with context():
        sheet = Sheet(MARGIN + 64 + 26 + len(steps) * _ROW + foot_height(SOURCE))
        top = sheet.head(title)
        right = WIDTH - MARGIN
        centres = [right - 2 * _LANE - 28, right - _LANE - 24, right - 28]
        for name, heading, at in zip(LANES, ("Ideas", "Money", "Org."), centres, strict=True):
            lit = lane in ("all", name)
            sheet.text(at, top + BODY, heading, BODY, "ink" if lit else "muted", bold=lit,
                       align="center")
        top += 24
        ax = sheet.axes(0, top, WIDTH, len(steps) * _ROW)
        ax.set(xlim=(0, WIDTH), ylim=(len(steps) * _ROW, 0))
        ax.axis("off")
        for place, row in steps.iterrows():
            _row(ax, place * _ROW, row, lane, centres)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(title, steps, lane),
        table=pd.DataFrame({
            "Date": [said(date) for date in steps["date"]],
            "Step": steps["words"],
            "Lanes": [", ".join(lanes) for lanes in steps["lanes"]],
        }),
        caption=(
            f"{capital(in_words(len(steps)))} steps of the reorientation by date, in "
            f"{in_words(len(LANES))} lanes. {SOURCE}"
        ),
        sources=["defence-agreement-text-2004", "defence-agreement-text-2009",
                 "nato-review-cpa-2005", "fmn-serbia-2011"],
    )


def lit_of(steps: pd.DataFrame, lane: str) -> pd.Series:
    """Which rows are lit: those of the lane, or those of 2004 in all of them."""
    if lane == "all":
        return steps["date"].str.startswith("2004-")
    return steps["lanes"].map(lambda lanes: lane in lanes)


def _row(ax: Axes, top: float, row: pd.Series, lane: str, centres: list[float]) -> None:
    lit = bool(lit_of(pd.DataFrame([row]), lane).iloc[0])
    middle = top + _ROW / 2
    ax.plot([MARGIN, WIDTH - MARGIN], [top, top], color=colour("line"), linewidth=0.7)
    ink, weight = ("ink", "bold") if lit else ("muted", "normal")
    ax.text(MARGIN, middle, said(row["date"], short=True), size=SMALL, va="center",
            color=colour(ink))
    ax.text(MARGIN + _DATE, middle, row["words"], size=SMALL, va="center", color=colour(ink),
            weight=weight)
    for name, at in zip(LANES, centres, strict=True):
        if name not in row["lanes"]:
            continue
        bright = lit and lane in ("all", name)
        ax.scatter(at, middle, s=62 if bright else 40, linewidth=0, zorder=3,
                   color=colour("highlight" if bright else "axis"))


def _title(steps: pd.DataFrame, lane: str) -> str:
    when = steps.set_index("event")["key"]
    if lane == "all":
        lit = steps[lit_of(steps, "all")]
        month, until = said(lit["date"].min()[:7]), said(lit["date"].max()[:7])
        moved = [one for one in LANES if any(one in lanes for lanes in lit["lanes"])]
        all_ = " all" if len(moved) == len(LANES) else ""
        return f"Between {month.split()[0]} and {until} {listing(moved)}{all_} moved"
    mine = steps[steps["lanes"].map(lambda lanes: lane in lanes)]
    before = int((mine["key"] < when[POT]).sum())
    counted = f"{before} of {len(mine)} steps precede the pot of {said(when[POT][:7])}"
    return f"{capital(lane)}: {counted}{_tail(when, lane)}"


def _tail(when: pd.Series, lane: str) -> str:
    """What else the title tells of a lane, where the dates bear it out."""
    if lane == "ideas":
        return "; both policies follow it" if (when[list(POLICIES)] > when[POT]).all() else ""
    if lane == "money":
        return "; the global frame pays for Serbia"
    return f"; joint planning comes in {when[PLANNING][:4]}"


def _description(title: str, steps: pd.DataFrame, lane: str) -> str:
    lit = steps[lit_of(steps, lane)]
    return f"{title}. " + "; ".join(
        f"{said(row.date)}: {row.words}" for row in lit.itertuples()
    ) + "."
