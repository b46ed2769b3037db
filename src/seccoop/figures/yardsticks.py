"""Three yardsticks laid to the roads of Georgia and Ukraine: one explorer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import category, colour
from seccoop.figures.style import MARGIN, SMALL, Sheet, capital, context, listing

FIRST, LAST = 1996, 2023

#: Those who waited, with their colour.
WAITING = {"GEO": ("Georgia", category(3)), "UKR": ("Ukraine", "un")}

#: Those who were invited: the year for which they are measured.
INVITED = {"LVA": ("Latvia", 2002), "LTU": ("Lithuania", 2002), "EST": ("Estonia", 2002),
           "HRV": ("Croatia", 2008), "ALB": ("Albania", 2008), "MKD": ("North Macedonia", 2018)}

BALTIC = ("EST", "LVA", "LTU")


@dataclass(frozen=True)
class Yardstick:
    """One measure: how it is called, drawn and sourced."""

    label: str
    unit: str
    low: float
    high: float
    ticks: tuple[float, ...]
    source: str
    register: str


_WGI = ("Source: World Bank, Worldwide Governance Indicators, as of 2024. The world average is "
        "zero in every year; small differences are within the error.")

#: About where the estimates of an indicator end, either way.
_REACH = 2.5
_UNIT = f"−{_REACH} to {_REACH}"

YARDSTICKS = {
    "rule_of_law": Yardstick("Rule of law", _UNIT, -1.6, 1.2,
                             (-1, 0, 1), _WGI, "wgi-2024"),
    "political_stability": Yardstick("Political stability", _UNIT, -2.4,
                                     1.4, (-2, -1, 0, 1), _WGI, "wgi-2024"),
    "pct_gdp": Yardstick("Military spending", "% of GDP", 0, 10, (0, 2, 4, 6, 8, 10),
                         "Source: World Bank, World Development Indicators (SIPRI's figures), as "
                         "of 2025.",
                         "world-bank-military-expenditure"),
}

#: Room for the foot is the same in every frame.
_FOOT = 40.0
_HIGH = 250.0

#: Where the name of a mark stands, by measure: points to the right and up, and side.
_NAMES = {
    "rule_of_law": {"LVA": (-6, -4, "right"), "LTU": (6, 2, "left"), "EST": (6, -3, "left"),
                    "HRV": (-6, 0, "right"), "ALB": (6, -12, "left"), "MKD": (4, -15, "center")},
    "political_stability": {"LVA": (-6, -3, "right"), "LTU": (6, 4, "left"),
                            "EST": (6, -10, "left"), "HRV": (6, 2, "left"),
                            "ALB": (8, 13, "left"), "MKD": (0, 8, "center")},
    "pct_gdp": {"EST": (0, -37, "center")},
}


def yardsticks() -> Explorer:
    """The explorer: a measure, those who were invited and the two who waited."""
    values = values_of(data.table("governance_estimates"), data.table("military_spending"))

    def draw(*, measure: str) -> Drawing:
        return draw_yardstick(values, measure=measure)

    return explore(
        draw,
        title=f"{capital(in_words(len(YARDSTICKS)))} yardsticks",
        id="three-yardsticks",
        question="By which measure had Georgia or Ukraine reached what invited states had reached?",
        measure=options({one.label: name for name, one in YARDSTICKS.items()}, label="Measure"),
    )


def values_of(governance: pd.DataFrame, spending: pd.DataFrame) -> pd.DataFrame:
    """All values in one long table: measure, iso3, year, value."""
    wgi = governance.rename(columns={"indicator": "measure", "estimate": "value"})
    milex = spending.rename(columns={"pct_gdp": "value"}).assign(measure="pct_gdp")
    columns = ["measure", "iso3", "year", "value"]
    both = pd.concat([wgi[columns], milex[columns]], ignore_index=True)
    return both[both["iso3"].isin([*WAITING, *INVITED]) & both["year"].between(FIRST, LAST)]


def marks(values: pd.DataFrame, measure: str) -> dict[str, float]:
    """Of each invited state its value in the year of its invitation, where there is one."""
    found = {}
    for iso3, (_, year) in INVITED.items():
        at = values[(values["measure"] == measure) & (values["iso3"] == iso3)
                    & (values["year"] == year)]["value"]
        if len(at):
            found[iso3] = float(at.iloc[0])
    return found


def line(values: pd.DataFrame, measure: str, iso3: str) -> pd.Series:
    """A waiting state's values by year."""
    shown = values[(values["measure"] == measure) & (values["iso3"] == iso3)]
    return shown.set_index("year")["value"].astype(float).sort_index()


def draw_yardstick(values: pd.DataFrame, *, measure: str) -> Drawing:
    """One frame: two lines, and a mark for each invited state in the year of its invitation."""
    stick = YARDSTICKS[measure]
    at = marks(values, measure)
    lines = {iso3: line(values, measure, iso3) for iso3 in WAITING}
    title = _title(measure, at, lines)
    source = " ".join([stick.source, *_off(lines, stick.high)])
    with context():
        sheet = Sheet(MARGIN + 66 + _HIGH + 26 + _FOOT + MARGIN)
        top = sheet.head(title, f"{stick.label}, {stick.unit}. Red: states when invited")
        ax = sheet.axes(MARGIN + 26, top, sheet.column - 30, _HIGH)
        ax.set(xlim=(FIRST - 0.5, LAST + 0.8), ylim=(stick.low, stick.high))
        ax.set_yticks(stick.ticks, [f"{tick:g}".replace("-", "−") for tick in stick.ticks])
        ax.set_xticks(range(2000, 2024, 5))
        ax.grid(axis="y")
        for iso3, (name, ink) in WAITING.items():
            shown = lines[iso3][lines[iso3] <= stick.high]
            ax.plot(shown.index, shown, color=colour(ink), linewidth=2.2)
            _name_line(ax, measure, name, shown, ink)
        for iso3, value in at.items():
            year = INVITED[iso3][1]
            ax.scatter(year, value, s=44, color=colour("highlight"), zorder=4,
                       edgecolor=colour("paper"), linewidth=0.8)
        _name_marks(ax, measure, at)
        sheet.foot(source)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {_told(at, lines)}",
        table=_table(values, measure),
        caption=(
            f"{stick.label} ({stick.unit}) of Georgia and Ukraine by year, and of invited states "
            f"in the year of their invitation ({_invitations(at)}). {source}"
        ),
        sources=[stick.register],
    )


def _invitations(at: dict[str, float]) -> str:
    """The invited states that are marked, with their year: those of the Baltic together, last.

    >>> _invitations({"LVA": 0.3, "LTU": 0.4, "EST": 0.6, "HRV": 0.1, "ALB": -0.5})
    'Albania and Croatia 2008, the Baltic states 2002'
    """
    by: dict[int, list[str]] = {}
    for iso3 in at:
        if iso3 not in BALTIC:
            by.setdefault(INVITED[iso3][1], []).append(INVITED[iso3][0])
    told = [f"{listing(sorted(by[year]))} {year}" for year in sorted(by)]
    baltic = {INVITED[iso3][1] for iso3 in BALTIC}
    return ", ".join([*told, f"the Baltic states {', '.join(map(str, sorted(baltic)))}"])


def _off(lines: dict[str, pd.Series], high: float) -> list[str]:
    """What a line is of which the scale has no room, in words, for each state that has some."""
    told = []
    for iso3, shown in lines.items():
        beyond = shown[shown > high]
        if len(beyond):
            told.append(f"{WAITING[iso3][0]} in {listing([str(year) for year in beyond.index])}: "
                        f"{listing([f'{value:.1f}' for value in beyond])}, off the scale.")
    return told


def _name_line(ax: Axes, measure: str, name: str, shown: pd.Series, ink: str) -> None:
    year, lift = {
        ("rule_of_law", "Georgia"): (1996, -14), ("rule_of_law", "Ukraine"): (2016, -16),
        ("political_stability", "Georgia"): (2002, -14),
        ("political_stability", "Ukraine"): (2016, -15),
        ("pct_gdp", "Georgia"): (2009, 8), ("pct_gdp", "Ukraine"): (1998, 14),
    }[measure, name]
    ax.annotate(name, (year, shown[year]), (0, lift), size=SMALL, textcoords="offset points",
                ha="left", color=colour(ink), weight="bold")


def _name_marks(ax: Axes, measure: str, at: dict[str, float]) -> None:
    places = _NAMES[measure]
    for iso3, value in at.items():
        if iso3 in places:
            x, y, side = places[iso3]
            name = "the Baltic states 2002" if measure == "pct_gdp" else (
                f"{INVITED[iso3][0]} {INVITED[iso3][1]}")
            ax.annotate(name, (INVITED[iso3][1], value), (x, y), size=SMALL, ha=side,
                        textcoords="offset points", color=colour("highlight"))


def _title(measure: str, at: dict[str, float], lines: dict[str, pd.Series]) -> str:
    """What the measure says of the two who waited, worked out from the values."""
    georgia = lines["GEO"]
    if measure == "pct_gdp":
        return (f"Georgia spent {georgia.max():.1f} % of GDP in {georgia.idxmax()}; the Baltic "
                f"states were invited with at most {max(at[iso3] for iso3 in BALTIC):.1f}")
    passed = {WAITING[iso3][0]: sum(shown.max() > value for value in at.values())
              for iso3, shown in lines.items()}
    first, second = sorted(passed, key=lambda name: -passed[name])
    top = lines["GEO" if first == "Georgia" else "UKR"].idxmax()
    return (f"At its best, in {top}, {first} stood above {_many(passed[first])} of "
            f"{in_words(len(at))} marks; {second} above {_many(passed[second])}")


def _many(number: int) -> str:
    return in_words(number) if number else "none"


def _told(at: dict[str, float], lines: dict[str, pd.Series]) -> str:
    parts = [f"{INVITED[iso3][0]} {value:.2f} in {INVITED[iso3][1]}" for iso3, value in at.items()]
    said = [
        f"{WAITING[iso3][0]} moves from {shown.iloc[0]:.2f} in {shown.index[0]} to "
        f"{shown.iloc[-1]:.2f} in {shown.index[-1]}, with its highest value, {shown.max():.2f}, "
        f"in {shown.idxmax()}."
        for iso3, shown in lines.items()
    ]
    return f"When invited: {'; '.join(parts)}. {' '.join(said)}".replace("-", "−")


def _table(values: pd.DataFrame, measure: str) -> pd.DataFrame:
    shown = values[values["measure"] == measure]
    wide = shown.pivot(index="year", columns="iso3", values="value")
    names = {iso3: name for iso3, (name, _) in WAITING.items()} | {
        iso3: name for iso3, (name, _) in INVITED.items()}
    kept = [iso3 for iso3 in names if iso3 in wide]
    return wide[kept].rename(columns=names).round(2).rename_axis("Year").rename_axis(
        None, axis="columns")
