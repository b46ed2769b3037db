"""Three ways of measuring fragility, side by side for one country: one explorer.

A list says yes or no, an estimate gathers perceptions with a margin, a count adds up the dead.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.numerals import written
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.register import edition
from seccoop.figures.style import BODY, MARGIN, Sheet, capital, context, number, signed

FIRST, LAST = 2004, 2024
FISCAL = range(2006, 2027)

COUNTRIES = (
    "UKR", "AFG", "BIH", "BFA", "ETH", "GEO", "IRQ", "KEN", "LBY", "MLI", "NER", "NGA", "SOM",
    "SYR",
)

#: How the dead are shown: name, heading of the row, ticks; the last two on a logarithmic scale.
SCALES = {
    "straight": ("All, straight scale", "Deaths in organised violence"),
    "log": ("All, logarithmic scale", "Deaths in organised violence, log scale"),
    "million": ("Per million people, log scale", "Deaths per million people, log scale"),
}
_TICKS = {
    "straight": (0, 50_000, 100_000, 150_000),
    "log": (1, 100, 10_000, 1_000_000),
    "million": (0.01, 1, 100, 10_000),
}

#: What is laid side by side.
MEASURES = ("list", "estimate", "count")
_WGI, _UCDP = "wgi-2024", "ucdp-country-year-25-1"

_LEFT = 66.0
_HEIGHT = 434.0


def fragility_measures() -> Explorer:
    """The explorer: a country, and the scale on which its dead are drawn."""
    listed = data.table("world_bank_list")
    estimates = data.table("governance_estimates")
    deaths = data.table("violence_deaths")
    people = data.table("displacement")
    names = data.table("countries").set_index("iso3")["name_en"]

    def draw(*, country: str, scale: str) -> Drawing:
        return draw_measures(listed, estimates, deaths, people, names[country],
                             country=country, scale=scale)

    return explore(
        draw,
        title=capital(", ".join(MEASURES)),
        question=f"Which of the {in_words(len(MEASURES))} measures moved first, and which never "
                 "moved at all?",
        country=options({names[iso3]: iso3 for iso3 in COUNTRIES}),
        scale=options({name: scale for scale, (name, _) in SCALES.items()}, label="Deaths"),
    )


def draw_measures(
    listed: pd.DataFrame, estimates: pd.DataFrame, deaths: pd.DataFrame, people: pd.DataFrame,
    name: str, *, country: str, scale: str,
) -> Drawing:
    """One frame: a strip for the list, a band for the estimate, dots for the dead.

    The tables are world_bank_list, governance_estimates, violence_deaths and displacement. A
    logarithmic scale has no place for zero: years without deaths are hollow, on a row of their own.
    """
    if scale not in SCALES:
        raise ValueError(f"there is no scale {scale!r}; there are {', '.join(SCALES)}")
    on = listed[(listed["iso3"] == country) & listed["listed"]]["fiscal_year"].tolist()
    stability = _of(estimates[estimates["indicator"] == "political_stability"], country)
    dead = _of(deaths, country)
    if scale == "million":
        people_ = _of(people, country)["population"].reindex(dead.index).astype(float)
        for column in ("best", "low", "high"):
            dead[column] = dead[column].astype(float) / people_ * 1e6
    title = f"{name}: {_list_words(on)}; {_dead_words(dead, scale)}"
    source = _source()
    with context():
        sheet = Sheet(_HEIGHT)
        top = sheet.head(title)
        sheet.text(MARGIN, top + BODY, "On the World Bank's list, by fiscal year", BODY, bold=True)
        _strip(sheet.axes(MARGIN + _LEFT, top + 19, sheet.column - _LEFT - 6, 16), on)
        top += 52
        sheet.text(MARGIN, top + BODY, "Political stability, estimate and margin", BODY, bold=True)
        _estimate(sheet.axes(MARGIN + _LEFT, top + 22, sheet.column - _LEFT - 6, 96), stability)
        top += 136
        sheet.text(MARGIN, top + BODY, SCALES[scale][1], BODY, bold=True)
        _count(sheet.axes(MARGIN + _LEFT, top + 22, sheet.column - _LEFT - 6, 112), dead, scale)
        sheet.foot(source)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {_stability_words(stability)}",
        table=_table(on, stability, dead, scale),
        caption=(
            f"{name} on the World Bank's list of fragile situations; the estimate of political "
            "stability in standard normal units, with one standard error either way; and "
            f"{SCALES[scale][1].lower()}, best estimate with low and high. {source}"
        ),
        sources=["world-bank-class-repository", _WGI, _UCDP],
    )


def _source() -> str:
    return (f"Each fiscal year runs from July before to June. Source: World Bank, lists and WGI "
            f"{edition(_WGI)}; UCDP {edition(_UCDP)}; World Bank, population; as of 2025.")


def _of(table: pd.DataFrame, country: str) -> pd.DataFrame:
    rows = table[(table["iso3"] == country) & table["year"].between(FIRST, LAST)]
    return rows.set_index("year").sort_index()


def _list_words(on: list[int]) -> str:
    if not on:
        return "never listed"
    runs = _runs(on)
    last = "FY2026" if runs[-1][1] == FISCAL[-1] else f"FY{runs[-1][1]}"
    if len(runs) > 1:
        return f"listed to FY{runs[0][1]} and from FY{runs[-1][0]}"
    if runs[0] == (FISCAL[0], FISCAL[-1]):
        return "listed in every year"
    return f"listed FY{runs[0][0]} to {last}"


def _runs(on: list[int]) -> list[tuple[int, int]]:
    """
    >>> _runs([2006, 2007, 2020, 2021])
    [(2006, 2007), (2020, 2021)]
    """
    runs: list[tuple[int, int]] = []
    for year in sorted(on):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _dead_words(dead: pd.DataFrame, scale: str) -> str:
    best = dead["best"].astype(float)
    if not best.any():
        return {"straight": "no deaths counted", "log": "no deaths, so no place on a log scale",
                "million": "no deaths per million either"}[scale]
    worst = int(best.idxmax())
    if scale == "straight":
        return f"most dead in {worst}: {number(best[worst])}"
    if scale == "million":
        return f"most in {worst}, {_rate(best[worst])} dead per million people"
    factor = (best / best.shift()).where(best.shift() >= 10).dropna()
    if not (factor > 1).any():  # from none to many is no multiple
        before = best.get(worst - 1)
        then = number(before) if before else "none"
        return f"{number(best[worst])} dead in {worst}, {then} in {worst - 1}"
    year = int(factor.idxmax())
    return f"in {year} the dead were {_rate(factor[year])} times those of {year - 1}"


def _rate(value: float) -> str:
    """
    >>> _rate(445.26), _rate(6.39), _rate(1.0)
    ('445', '6.4', '1.0')
    """
    return number(value) if value >= 10 else f"{value:.1f}"


def _stability_words(stability: pd.DataFrame) -> str:
    values = stability["estimate"]
    high, low = int(values.idxmax()), int(values.idxmin())
    return (
        f"Its political stability was rated highest in {high} ({values[high]:+.2f}) and lowest in "
        f"{low} ({values[low]:+.2f}); the world average is zero in every year.".replace("-", "−")
    )


def _axis(ax: Axes, labels: bool) -> None:
    ax.set_xlim(FIRST - 0.6, 2026.2)
    ax.set_xticks(range(2005, 2026, 5), [str(year) for year in range(2005, 2026, 5)])
    ax.tick_params(axis="x", length=3 if labels else 0, labelbottom=labels)


def _strip(ax: Axes, on: list[int]) -> None:
    _axis(ax, labels=False)
    ax.set_ylim(0, 1)
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)
    for year in FISCAL:  # July of the year before to June: half a year either side of New Year
        held = year in on
        ax.add_patch(Rectangle(
            (year - 0.94, 0.08), 0.88, 0.84, linewidth=0.9, clip_on=False,
            facecolor=colour("highlight" if held else "paper"),
            edgecolor=colour("highlight" if held else "axis"),
        ))


def _estimate(ax: Axes, stability: pd.DataFrame) -> None:
    _axis(ax, labels=False)
    ax.set_ylim(-3.6, 1.4)
    ticks = range(-3, 2)
    ax.set_yticks(ticks, [signed(tick) if tick else f"{tick}: world" for tick in ticks])
    ax.grid(axis="y")
    line = stability["estimate"].reindex(range(FIRST, LAST + 1))
    margin = stability["std_error"].reindex(range(FIRST, LAST + 1))
    ax.fill_between(line.index, line - margin, line + margin, color=colour("un"), alpha=0.3,
                    linewidth=0)
    ax.axhline(0, color=colour("axis"), linewidth=1)
    ax.plot(line.index, line, color=colour("un"), linewidth=1.9)


def _count(ax: Axes, dead: pd.DataFrame, scale: str) -> None:
    _axis(ax, labels=True)
    ticks = _TICKS[scale]
    names = [written(tick) for tick in ticks]
    best = dead["best"].astype(float)
    low, high = dead["low"].astype(float), dead["high"].astype(float)
    ink = colour("nato")
    if scale == "straight":
        ax.set(ylim=(-6_000, 175_000))
        ax.set_yticks(ticks, names)
        ax.vlines(best.index, low, high, color=ink, linewidth=1)
        ax.scatter(best.index, best, s=15, color=ink, zorder=3)
    else:
        floor = ticks[0]
        ax.set_yscale("log")
        ax.set_ylim(floor / 14, ticks[-1] * 1.6)
        ax.set_yticks([floor / 5, *ticks], ["none", *names])
        ax.minorticks_off()
        some = best > 0
        ax.vlines(best.index[some], np.maximum(low[some], floor), np.maximum(high[some], floor),
                  color=ink, linewidth=1)
        ax.scatter(best.index[some], best[some], s=15, color=ink, zorder=3)
        ax.scatter(best.index[~some], np.full((~some).sum(), floor / 5), s=15, facecolor="none",
                   edgecolor=ink, linewidth=1, zorder=3)
    ax.grid(axis="y")


def _table(on: list[int], stability: pd.DataFrame, dead: pd.DataFrame, scale: str) -> pd.DataFrame:
    years = range(FIRST, LAST + 1)
    unit = "deaths per million people" if scale == "million" else "deaths"
    best = dead["best"].reindex(years)
    return pd.DataFrame({
        "On the list (fiscal year)": [
            "no list" if year < FISCAL[0] else "yes" if year in on else "no" for year in years
        ],
        "Political stability (estimate)": stability["estimate"].reindex(years).round(2).to_list(),
        "Standard error": stability["std_error"].reindex(years).round(2).to_list(),
        f"Best estimate ({unit})": (
            best.astype(float).round(2) if scale == "million" else best.astype("Int64")
        ).to_list(),
    }, index=pd.Index(years, name="Year"))
