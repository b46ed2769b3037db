"""What a country's scores can and cannot say of a programme: two explorers.

Both read the World Bank's governance estimates. The first sets a change beside its margin
of error, the second asks how much of it would be a programme's, under three assumptions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
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
    signed,
    text_width,
)

#: An estimate lies within its margin so many times in so many.
_TIMES, _IN = 9, 10
_OFTEN = f"{in_words(_TIMES)} times in {in_words(_IN)}"

#: Standard errors either side of an estimate within which it lies nine times in ten.
NINE_IN_TEN = round(NormalDist().inv_cdf((1 + _TIMES / _IN) / 2), 3)


@dataclass(frozen=True)
class Case:
    """A partner, the years of Danish work that are compared, and what it is compared with."""

    iso3: str
    name: str
    first: int
    last: int
    work: str
    before: int | None
    peer: str
    peer_name: str

    @property
    def said(self) -> str:
        """The work with its years, for which braces stand."""
        return self.work.format(self.first, self.last)


CASES = {
    case.iso3: case for case in (
        Case("SRB", "Serbia", 2004, 2015, "Danish programme, as far as read: {}–{}", 1998,
             "MDA", "Moldova"),
        Case("BIH", "Bosnia", 2003, 2012, "School in Sarajevo until its handover: {}–{}", 1998,
             "MDA", "Moldova"),
        Case("LVA", "Latvia", 1996, 2004, "From the first estimate to membership: {}–{}", None,
             "MDA", "Moldova"),
        Case("IRQ", "Iraq", 2015, 2023, "Trainers and advisers: from {}", 2010,
             "LBY", "Libya"),
        Case("KEN", "Kenya", 2011, 2023, "Help to the navy: from {}", 2006,
             "ETH", "Ethiopia"),
    )
}

INDICATORS = {"Rule of law": "rule_of_law", "Political stability": "political_stability"}

#: The estimates are standardised: the mean of all countries is this in every year.
WORLD = 0

SOURCE = (
    f"{WORLD} is the world's average in each year. Source: World Bank, Worldwide Governance "
    "Indicators, edition 2024; as of 2023. The years of work are the course's reading."
)

_FIRST, _LAST = 1996, 2023
_HIGH = 220.0
_MARGIN_KEY = f"Band and bars hold the true value {_OFTEN}"


def governance_margin() -> Explorer:
    """The explorer: a partner and an indicator, with the margin of error hidden or shown."""
    estimates = data.table("governance_estimates")

    def draw(*, country: str, indicator: str, margin: bool) -> Drawing:
        return draw_margin(estimates, country=country, indicator=indicator, margin=margin)

    return explore(
        draw,
        title="A score and its margin",
        question="Whose change is larger than its own margin of error?",
        country=options({case.name: case.iso3 for case in CASES.values()}, label="Partner"),
        indicator=options(INDICATORS, label="Indicator"),
        margin=options({"hidden": False, "shown": True}, label="Margin of error"),
    )


def credit_due() -> Explorer:
    """The explorer: a partner, and what would have happened without the programme."""
    estimates = data.table("governance_estimates")

    def draw(*, country: str, otherwise: str) -> Drawing:
        return draw_credit(estimates, country=country, otherwise=otherwise)

    return explore(
        draw,
        title="Credit due",
        question="How much of the same change is the programme's, under each assumption?",
        country=options({case.name: case.iso3 for case in CASES.values()}, label="Partner"),
        otherwise=options({
            "nothing would have changed": "still",
            "the years before would have gone on": "trend",
            "it would have gone as with another country": "peer",
        }, label="Without Denmark"),
    )


def series(estimates: pd.DataFrame, iso3: str, indicator: str) -> pd.DataFrame:
    """Estimate and margin by year, in standard normal units."""
    rows = estimates[(estimates["iso3"] == iso3) & (estimates["indicator"] == indicator)]
    shown = rows.set_index("year").sort_index()
    return pd.DataFrame({
        "estimate": shown["estimate"],
        "margin": NINE_IN_TEN * shown["std_error"],
    })


def apart(line: pd.DataFrame, first: int, last: int) -> bool:
    """Whether the margins of two years leave a gap between them."""
    change = abs(line.loc[last, "estimate"] - line.loc[first, "estimate"])
    return bool(change > line.loc[first, "margin"] + line.loc[last, "margin"])


def margin_of_change(line: pd.DataFrame, first: int, last: int) -> float:
    """The margin of error of the difference between two years, their errors being independent.

    >>> line = pd.DataFrame({"estimate": [0.1, 0.7], "margin": [0.3, 0.4]}, index=[2004, 2015])
    >>> round(margin_of_change(line, 2004, 2015), 2)
    0.5
    """
    return math.hypot(line.loc[first, "margin"], line.loc[last, "margin"])


def changed(line: pd.DataFrame, first: int, last: int) -> bool:
    """Whether the change between two years is larger than its margin of error."""
    change = abs(line.loc[last, "estimate"] - line.loc[first, "estimate"])
    return bool(change > margin_of_change(line, first, last))


def draw_margin(estimates: pd.DataFrame, *, country: str, indicator: str,
                margin: bool) -> Drawing:
    """One frame: a country's estimates, the years of work shaded.

    ``estimates`` is governance_estimates, ``country`` a key of CASES. With ``margin`` the
    band is drawn in which each estimate lies nine times in ten.
    """
    case = _case(country)
    line = series(estimates, country, indicator)
    label = next(name for name, key in INDICATORS.items() if key == indicator)
    start, end = (line.loc[year, "estimate"] for year in (case.first, case.last))
    title = _margin_title(case, line, label, margin)
    with context():
        sheet = Sheet(MARGIN + 104 + _HIGH + 30 + foot_height(SOURCE))
        top = sheet.head(title, f"{label}, estimate; higher is better")
        top = _shading(sheet, top, case)
        if margin:
            sheet.text(MARGIN, top + SMALL, _MARGIN_KEY, SMALL, "un", bold=True)
        ax = sheet.axes(MARGIN + 34, top + 20, WIDTH - 2 * MARGIN - 40, _HIGH)
        _years(ax, case, (-3.8, 1.9))
        if margin:
            low, high = (line["estimate"] + side * line["margin"] for side in (-1, 1))
            ax.fill_between(line.index, low, high, color=colour("un_tint"), linewidth=0, zorder=1)
            for edge in (low, high):
                ax.plot(line.index, edge, color=colour("un"), linewidth=0.7, zorder=1.5)
        ax.plot(line.index, line["estimate"], color=colour("un"), linewidth=1.8, zorder=3)
        for year, value in ((case.first, start), (case.last, end)):
            if margin:
                reach = line.loc[year, "margin"]
                ax.plot([year, year], [value - reach, value + reach], color=colour("highlight"),
                        linewidth=2.2, zorder=4)
            ax.scatter(year, value, s=34, color=colour("highlight"), linewidth=0, zorder=5)
            _value(ax, year, line)
        sheet.foot(SOURCE)
    bars = "leave a gap" if apart(line, case.first, case.last) else "overlap"
    sure = "larger" if changed(line, case.first, case.last) else "smaller"
    return Drawing(
        figure=sheet.figure,
        description=(
            f"{title}. From {case.first} to {case.last} the estimate goes from "
            f"{signed(start, 2)} to {signed(end, 2)}, a change of {signed(end - start, 2)}."
            + (f" The margins are {line.loc[case.first, 'margin']:.2f} and "
               f"{line.loc[case.last, 'margin']:.2f}; they {bars}. The change has a margin of "
               f"{margin_of_change(line, case.first, case.last):.2f} and is {sure}."
               if margin else "")
            + " Neither says what caused it."
        ),
        table=pd.DataFrame({
            "Year": line.index, f"{label} (estimate)": line["estimate"].round(2).to_list(),
            "Margin of error (either side)": line["margin"].round(2).to_list(),
        }),
        caption=(
            f"{case.name}, {label.lower()}, {line.index.min()} to {line.index.max()}, in standard "
            f"normal units; shaded: {case.said}. The margin holds the true value {_OFTEN}. "
            f"{SOURCE}"
        ),
        sources=["wgi-2024"],
    )


def draw_credit(estimates: pd.DataFrame, *, country: str, otherwise: str) -> Drawing:
    """One frame: what happened, what would have happened, and the difference.

    ``estimates`` is governance_estimates (rule of law is used), ``country`` a key of CASES,
    ``otherwise`` still, trend or peer.
    """
    case = _case(country)
    line = series(estimates, country, "rule_of_law")["estimate"]
    assumed = without(estimates, case, otherwise)
    change = line[case.last] - line[case.first]
    title = _credit_title(case, change, assumed, otherwise)
    with context():
        sheet = Sheet(MARGIN + 102 + _HIGH + 30 + foot_height(SOURCE))
        top = sheet.head(title, "Rule of law, estimate; higher is better")
        top = _shading(sheet, top, case)
        sheet.text(MARGIN, top + SMALL, "What happened", SMALL, "un", bold=True)
        told = _assumption(case, otherwise, assumed)
        sheet.text(MARGIN + text_width("What happened", SMALL, bold=True) * 1.06 + 14,
                   top + SMALL, told, SMALL, "highlight", bold=True)
        ax = sheet.axes(MARGIN + 34, top + 20, WIDTH - 2 * MARGIN - 40, _HIGH)
        _years(ax, case, (-2.4, 1.4))
        ax.plot(line.index, line, color=colour("un"), linewidth=1.8, zorder=3)
        ax.scatter(case.last, line[case.last], s=34, color=colour("un"), linewidth=0, zorder=5)
        if assumed is not None:
            would = line[case.first] + assumed
            ax.plot([case.first, case.last], [line[case.first], would], linewidth=1.8,
                    color=colour("highlight"), linestyle=(0, (4, 3)), zorder=4)
            ax.scatter(case.last, would, s=34, color=colour("highlight"), linewidth=0, zorder=5)
            if abs(line[case.last] - would) > 0.1:
                ax.plot([case.last + 0.7] * 2, [line[case.last], would],
                        color=colour("ink"), linewidth=1.4, zorder=4, clip_on=False)
        sheet.foot(SOURCE)
    rows = {
        f"Estimate {case.first}": line[case.first],
        f"Estimate {case.last}": line[case.last],
        "Change": change,
        "Change assumed without Denmark": assumed,
        "Left for the programme": None if assumed is None else change - assumed,
    }
    return Drawing(
        figure=sheet.figure,
        description=(
            f"{title}. What happened: {signed(line[case.first], 2)} in {case.first}, "
            f"{signed(line[case.last], 2)} in {case.last}. {capital(told)}. "
            "The data are the same each time; the assumption sets the credit."
        ),
        table=pd.DataFrame({
            "Step": list(rows),
            "Rule of law (estimate)": [
                "not known" if value is None else f"{value:.2f}".replace("-", "−")
                for value in rows.values()
            ],
        }),
        caption=(
            f"{case.name}: {case.said}. Solid: rule of law as estimated. Dashed: the same under "
            f"the assumption chosen. {SOURCE}"
        ),
        sources=["wgi-2024"],
    )


def without(estimates: pd.DataFrame, case: Case, otherwise: str) -> float | None:
    """The change assumed without the programme; None where the data give none."""
    if otherwise == "still":
        return 0.0
    if otherwise == "peer":
        line = series(estimates, case.peer, "rule_of_law")["estimate"]
        return float(line[case.last] - line[case.first])
    if otherwise == "trend":
        if case.before is None:
            return None
        line = series(estimates, case.iso3, "rule_of_law")["estimate"]
        a_year = (line[case.first] - line[case.before]) / (case.first - case.before)
        return float(a_year * (case.last - case.first))
    raise ValueError(f"there is no assumption {otherwise!r}; there are still, trend, peer")


def _case(country: str) -> Case:
    if country not in CASES:
        raise ValueError(f"there is no case {country!r}; there are {', '.join(CASES)}")
    return CASES[country]


def _years(ax: Axes, case: Case, limits: tuple[float, float]) -> None:
    """Axes over the years of the estimates, the years of work shaded and named."""
    low, high = limits
    ax.set(xlim=(_FIRST - 0.7, _LAST + 1.2), ylim=limits, xticks=range(2000, 2021, 5))
    ticks = [value for value in (-3, -2, -1, 0, 1) if low <= value <= high]
    ax.set_yticks(ticks, [signed(value) for value in ticks])
    ax.grid(axis="y")
    ax.add_patch(Rectangle((case.first, low), case.last - case.first, high - low,
                           facecolor=colour("land"), linewidth=0, zorder=0.4))


def _shading(sheet: Sheet, top: float, case: Case) -> float:
    """Says what the shaded years are; gives where the drawing may go on."""
    box = sheet.axes(MARGIN, top - 6, 14, 11)
    box.set(xlim=(0, 1), ylim=(0, 1))
    box.axis("off")
    box.add_patch(Rectangle((0, 0), 1, 1, facecolor=colour("land"), edgecolor=colour("axis"),
                            linewidth=0.8, clip_on=False))
    sheet.text(MARGIN + 21, top + 3, case.said, SMALL, "muted")
    return top + 14


def _value(ax: Axes, year: int, line: pd.DataFrame) -> None:
    """The number above its point, clear of line and margin, and of the ticks on the left."""
    near = line.loc[year - 1:year + 1]
    above = (near["estimate"] + near["margin"]).max() + 0.12
    first = year == _FIRST
    ax.text(year - 0.3 if first else year, above, signed(line.loc[year, "estimate"], 2),
            size=BODY, weight="bold", color=colour("highlight"), ha="left" if first else "center",
            va="baseline", zorder=6)


def _margin_title(case: Case, line: pd.DataFrame, label: str, margin: bool) -> str:
    change = line.loc[case.last, "estimate"] - line.loc[case.first, "estimate"]
    what = label.lower()
    if not margin:
        verb = "rises" if change > 0 else "falls"
        return (f"{case.name}'s {what} {verb} by {abs(change):.2f} between {case.first} and "
                f"{case.last}")
    if not changed(line, case.first, case.last):
        return f"{case.name}'s {what}: a change within its margin, so it is not sure"
    if apart(line, case.first, case.last):
        return f"{case.name}'s {what}: a change beyond its margin, and a gap between the bars"
    return f"{case.name}'s {what}: the bars overlap, yet the change is beyond its margin"


def _credit_title(case: Case, change: float, assumed: float | None, otherwise: str) -> str:
    if assumed is None:
        return (f"{case.name}: no credit can be reckoned, for the estimates begin after the "
                "programme")
    left = signed(change - assumed, 2)
    if otherwise == "still":
        return f"{case.name}: the whole change, {left}, is the programme's if nothing else moved it"
    if otherwise == "trend":
        return f"{case.name}: {left} is left if the years before would have gone on"
    return f"{case.name}: {left} is left if it would have gone as with {case.peer_name}"


def _assumption(case: Case, otherwise: str, assumed: float | None) -> str:
    if assumed is None:
        return f"No estimate before {_FIRST}"
    if otherwise == "still":
        return "Without Denmark: no change"
    if otherwise == "trend":
        return f"Without Denmark: as {case.before}–{case.first}, {signed(assumed, 2)}"
    return f"Without Denmark: as {case.peer_name}, {signed(assumed, 2)}"
