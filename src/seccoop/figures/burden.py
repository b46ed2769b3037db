"""What the armed forces cost, in three measures on one time axis: one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import BODY, MARGIN, SMALL, WIDTH, Sheet, context, foot_height

STARTS = (1988, 1995, 2005)
ENDS = (2010, 2012, 2015, 2018, 2023)

SOURCE = (
    "Source: SIPRI, edition of April 2026 (kroner and constant prices, quoted values only); World "
    "Bank (share of GDP, to 2023, an earlier edition); texts of the agreements; as of 2026."
)

#: Measure, heading, unit behind a value, digits, top of its scale, ticks.
PANELS = (
    ("current", "In the kroner of each year", "bn", 1, 60.0, (0, 30, 60)),
    ("constant", "In constant prices (2024 dollars)", "bn", 1, 9.0, (0, 4, 8)),
    ("share", "As a share of GDP", " %", 2, 2.4, (0, 1, 2)),
)

_FIRST, _LAST = 1987.2, 2026.0
_HIGH = 66.0
_HEADING = 26.0
_GAP = 14.0
_STRIP = 20.0


def burden() -> Explorer:
    """The explorer: a first and a last year, and what three measures say of the time between."""
    reported = data.table("military_spending_reported")
    constant = data.table("military_spending_constant")
    shares = data.table("military_spending")
    agreements = data.table("defence_agreements")

    def draw(*, first: int, last: int) -> Drawing:
        return draw_burden(reported, constant, shares, agreements, first=first, last=last)

    return explore(
        draw,
        title=f"One budget, {in_words(len(PANELS))} measures",
        id="one-budget-three-measures",
        question="Which measure falls most from 1988 to 2012, and which rises?",
        first=options({str(year): year for year in STARTS}, label="From"),
        last=options({str(year): year for year in ENDS}, label="To", ordered=True),
    )


def draw_burden(reported: pd.DataFrame, constant: pd.DataFrame, shares: pd.DataFrame,
                agreements: pd.DataFrame, *, first: int, last: int) -> Drawing:
    """One frame: three measures of Danish military spending, compared between two years.

    ``reported`` is military_spending_reported, of which the sums in kroner are used,
    ``constant`` is military_spending_constant, ``shares`` military_spending and
    ``agreements`` defence_agreements. Quoted values stand as bars of their own; a line is
    drawn only through the share of GDP, which has every year.
    """
    measures = measures_of(reported, constant, shares)
    change = {name: values[last] / values[first] - 1 for name, values in measures.items()}
    title = _title(first, last, change)
    height = len(PANELS) * (_HEADING + _HIGH + _GAP) + BODY + 10 + _STRIP + 24
    with context():
        sheet = Sheet(MARGIN + 64 + height + foot_height(SOURCE))
        top = sheet.head(title, f"Danish military spending in {in_words(len(PANELS))} measures")
        for name, heading, unit, digits, high, ticks in PANELS:
            values = measures[name]
            sheet.text(MARGIN, top + BODY, heading, BODY, bold=True)
            sheet.text(WIDTH - MARGIN, top + BODY,
                       f"{values[first]:.{digits}f} to {values[last]:.{digits}f}{unit}", BODY,
                       "highlight", bold=True, align="right")
            ax = sheet.axes(MARGIN + 26, top + _HEADING, WIDTH - 2 * MARGIN - 26, _HIGH)
            _panel(ax, values, name == "share", (first, last), high, ticks)
            top += _HEADING + _HIGH + _GAP
        sheet.text(MARGIN, top + BODY, "Defence Agreements, by first year", BODY, bold=True)
        ax = sheet.axes(MARGIN + 26, top + BODY + 10, WIDTH - 2 * MARGIN - 26, _STRIP)
        _strip(ax, agreements, first, last)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=(
            f"{title}. " + "; ".join(
                f"{heading[0].lower()}{heading[1:]}: {measures[name][first]:.{digits}f} to "
                f"{measures[name][last]:.{digits}f}{unit}"
                for name, heading, unit, digits, _, _ in PANELS
            ) + f". The lowest share of the whole time is {measures['share'].min():.2f} % in "
            f"{measures['share'].idxmin()}."
        ),
        table=_table(measures, first, last),
        caption=(
            "Danish military spending in DKK billion of the year, in USD billion at the prices "
            f"and exchange rates of 2024, and in per cent of GDP. {SOURCE}"
        ),
        sources=["sipri-milex-2026", "world-bank-military-expenditure"],
    )


def measures_of(reported: pd.DataFrame, constant: pd.DataFrame,
                shares: pd.DataFrame) -> dict[str, pd.Series]:
    """The three measures of Denmark, each by year; dollars in billions."""
    reported, constant, shares = (ordered(one, "year") for one in (reported, constant, shares))
    kroner = reported[reported["measure"] == "dkk_billion"].set_index("year")["value"]
    dollars = constant[constant["iso3"] == "DNK"].set_index("year")["usd_million_2024"] / 1000
    share = shares[shares["iso3"] == "DNK"].set_index("year")["pct_gdp"]
    return {"current": kroner, "constant": dollars[dollars.index <= max(ENDS)], "share": share}


def percent(change: float) -> str:
    """A change as whole per cent with its sign.

    >>> percent(-0.0419), percent(0.64), percent(0.002)
    ('−4 %', '+64 %', '±0 %')
    """
    whole = round(100 * change)
    return f"{'+' if whole > 0 else '−' if whole < 0 else '±'}{abs(whole)} %"


def _title(first: int, last: int, change: dict[str, float]) -> str:
    return (
        f"{first} to {last}: kroner {percent(change['current'])}, constant prices "
        f"{percent(change['constant'])}, share of GDP {percent(change['share'])}"
    )


def _panel(ax: Axes, values: pd.Series, line: bool, ends: tuple[int, int], high: float,
           ticks: tuple[int, ...]) -> None:
    ax.set(xlim=(_FIRST, _LAST), ylim=(0, high))
    ax.set_xticks([])
    ax.set_yticks(ticks)
    ax.grid(axis="y")
    ax.spines["bottom"].set_visible(True)
    ax.add_patch(Rectangle((ends[0], 0), ends[1] - ends[0], high, facecolor=colour("land"),
                           linewidth=0, zorder=0.4))
    marks = values[list(ends)]
    if line:
        ax.plot(values.index, values, color=colour("before"), linewidth=1.8)
        ax.scatter(marks.index, marks, s=36, color=colour("highlight"), zorder=4, linewidth=0)
        return
    ax.vlines(values.index, 0, values, color=colour("before"), linewidth=4)
    ax.vlines(marks.index, 0, marks, color=colour("highlight"), linewidth=6, zorder=4)


def _strip(ax: Axes, agreements: pd.DataFrame, first: int, last: int) -> None:
    """The periods in a row; an agreement that was replaced early ends where the next begins."""
    periods = ordered(agreements[agreements["kind"].isin(["agreement", "framework"])],
                      "period_start")
    starts = [*periods["period_start"].tolist(), None]
    ax.set(xlim=(_FIRST, _LAST), ylim=(0, 1))
    ax.set_yticks([])
    ax.set_xticks(range(1990, 2025, 5))
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="x", length=0, pad=6)
    for place, row in enumerate(periods.itertuples()):
        end = row.period_end + 1 if starts[place + 1] is None else starts[place + 1]
        end = min(end, _LAST)
        inside = row.period_start <= last and end > first
        ax.add_patch(Rectangle(
            (row.period_start + 0.08, 0), end - row.period_start - 0.16, 1, linewidth=1,
            facecolor=colour("host" if inside else "paper"), edgecolor=colour("axis"),
        ))
        ax.text((row.period_start + end) / 2, 0.46, f"{row.period_start % 100:02d}", size=SMALL,
                ha="center", va="center", color=colour("ink" if inside else "muted"))


def _table(measures: dict[str, pd.Series], first: int, last: int) -> pd.DataFrame:
    years = sorted({*measures["current"].index, *measures["constant"].index, first, last})
    return pd.DataFrame({
        "Year": years,
        "Kroner of the year (DKK billion)": measures["current"].reindex(years).round(1).to_list(),
        "Constant prices (USD billion of 2024)":
            measures["constant"].reindex(years).round(2).to_list(),
        "Share of GDP (%)": measures["share"].reindex(years).round(2).to_list(),
    })
