"""How much for Ukraine: four counts of one effort, in two moneys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures import passports
from seccoop.figures.palette import colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import (
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    Sheet,
    context,
    foot_height,
)

RATE = 7.46038
"""Kroner to the euro: the central rate, from which the krone hardly moves."""

SOURCE = (
    "Source: Kiel Institute, Ukraine Support Tracker; Danish decisions and statements; as of "
    "2026. The sign ≈ marks sums turned into the other money at 7.46 kroner to the euro."
)

MONEYS = {"Kroner": "dkk", "Euro": "eur"}

#: Frames and totals that are shown: rows of the table, with what stands beside the bar.
FRAMES = {
    "fund-2023-03": "Mar 2023, all, for 2023",
    "fund-2023-11": "Nov 2023, military, 2023–28",
    "fund-2024-02-dkk": "22 Feb 2024, all, 2023–28",
    "fund-2024-02-eur": "23 Feb 2024, all, 2023–28",
    "fund-2024-04": "Apr 2024, military, 2023–28",
}
TOTALS = {
    "total-2022-08": "By August 2022",
    "total-2023-03": "By March 2023",
    "total-2023-07": "By July 2023",
    "total-2024-02": "By February 2024",
    "total-2024-06": "By June 2024",
    "total-2025-09": "Sept 2025, decided to 2028",
}
_YEARS = range(2022, 2027)
_ROWS = 6
_ROW = 27.0
_LEFT = 178.0
_MOST = 93.0
"""End of the scale in billions of kroner, the same in every frame."""

_SIGNS = {"over": "over ", "about": "about ", "almost": "almost ", "exact": ""}


@dataclass(frozen=True)
class Sum:
    """One bar: its name, billions as printed and in which money, and the military part."""

    name: str
    value: float
    money: str
    sign: str = ""
    military: float | None = None

    def billions(self, money: str) -> float:
        """The sum in a money, turned at the central rate where it was printed in the other."""
        return self.value * self._factor(money)

    def part(self, money: str) -> float:
        """The part drawn in full colour: the military part, or the whole if it is not split."""
        return (self.value if self.military is None else self.military) * self._factor(money)

    def printed(self, money: str) -> str:
        """How the figure writes it: ``≈`` before a sum that was turned."""
        sign = self.sign if money == self.money else "≈ "
        return f"{sign}{self.billions(money):.1f}"

    def _factor(self, money: str) -> float:
        return {("eur", "dkk"): RATE, ("dkk", "eur"): 1 / RATE}.get((self.money, money), 1.0)


COUNTS = {
    "Set aside, by Kiel": "allocation",
    "Promised, by Kiel": "commitment",
    "Frame of the Ukraine Fund": "frame",
    "Totals stated by Denmark": "total",
}

PASSPORTS = {
    "allocation": {
        "Counted by": "Kiel Institute, one method for all donors.",
        "What": "Aid set aside for a purpose. Full bar: military; outlined: humanitarian, "
                "financial.",
        "Years": "January 2022 to April 2026. Prices of the day.",
    },
    "commitment": {
        "Counted by": "Kiel Institute, one method for all donors.",
        "What": "New promises of the year, military and civil, for that year and later ones.",
        "Years": "January 2022 to April 2026. Prices of the day.",
    },
    "frame": {
        "Counted by": "Government and parties in the Folketing; in euro, the agreement with "
                      "Ukraine.",
        "What": "Room to decide within, not money spent. Some count the civil part, some not.",
        "Years": "As the bar says. The frame of November 2023 is in 2024 prices.",
    },
    "total": {
        "Counted by": "Ministers and ministries, as reported.",
        "What": "Military support. The last sum is decided and not yet spent.",
        "Years": "From February 2022 to the month of the bar; the last one runs to 2028.",
    },
}


def ukraine_support() -> Explorer:
    """The explorer: a way of counting, and a money."""
    table = data.table("ukraine_support")

    def draw(*, count: str, money: str) -> Drawing:
        return draw_support(table, count=count, money=money)

    return explore(
        draw,
        title="How much for Ukraine?",
        question="Which of the four counts would you quote, and what would you have to add?",
        count=options(COUNTS, label="Count"),
        money=options(MONEYS, label="Money"),
    )


def sums(table: pd.DataFrame, count: str) -> list[Sum]:
    """The bars of a count, at most six; ``table`` is ukraine_support."""
    rows = table.set_index("id")
    if count == "allocation":
        found = [
            Sum(_year(year), rows.loc[f"kiel-allocations-{year}-all", "eur_billion"], "eur",
                military=rows.loc[f"kiel-allocations-{year}-military", "eur_billion"])
            for year in _YEARS
        ]
        return [*found, Sum("All", rows.loc["kiel-total-all", "eur_billion"], "eur",
                            military=rows.loc["kiel-total-military", "eur_billion"])]
    if count == "commitment":
        found = [Sum(_year(year), rows.loc[f"kiel-commitments-{year}", "eur_billion"], "eur")
                 for year in _YEARS]
        return [*found, Sum("All", sum(one.value for one in found), "eur")]
    if count not in PASSPORTS:
        raise ValueError(f"there is no count {count!r}; there are {', '.join(PASSPORTS)}")
    return list(_decided(rows, FRAMES if count == "frame" else TOTALS))


def draw_support(table: pd.DataFrame, *, count: str, money: str) -> Drawing:
    """One frame: the bars of a count on one scale, and what must be known of it.

    ``table`` is ukraine_support; ``money`` is ``dkk`` or ``eur``.
    """
    bars = sums(table, count)
    title = _title(bars, count, money)
    room = max(passports.height(lines) for lines in PASSPORTS.values())
    unit = {"dkk": "Billions of kroner", "eur": "Billions of euro"}[money]
    with context():
        sheet = Sheet(MARGIN + 2 * TITLE * LEADING + 30 + _ROWS * _ROW + 14 + room
                      + foot_height(SOURCE))
        top = sheet.head(title, f"{unit}; all counts have one scale")
        _bars(sheet, top, bars, money)
        passports.write(sheet, top + _ROWS * _ROW + 12, PASSPORTS[count])
        sheet.foot(SOURCE)
    told = ", ".join(f"{one.name} {one.printed(money)}" for one in bars)
    table_of = {"Sum": [one.name for one in bars],
                unit: [one.printed(money) for one in bars]}
    if count == "allocation":
        table_of["Of it military"] = [f"{one.part(money):.1f}" for one in bars]
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {unit}: {told}. {PASSPORTS[count]['What']}",
        table=pd.DataFrame(table_of),
        caption=f"Danish support for Ukraine: {_label(count)}. {SOURCE}",
        sources=_sources(table, count),
    )


def _sources(table: pd.DataFrame, count: str) -> tuple[str, ...]:
    """The sources of the rows that a count shows."""
    names = {"frame": FRAMES, "total": TOTALS}.get(count)
    rows = table[table["id"].isin(names)] if names else table[table["kind"] == count]
    return tuple(dict.fromkeys(s for row in ordered(rows, "id")["sources"] for s in row))


def _label(count: str) -> str:
    name = next(label for label, key in COUNTS.items() if key == count)
    return f"{name[0].lower()}{name[1:]}"


def _year(year: int) -> str:
    return str(year) if year < _YEARS[-1] else f"January to April {year}"


def _decided(rows: pd.DataFrame, names: dict[str, str]) -> Iterator[Sum]:
    for name, said in names.items():
        row = rows.loc[name]
        money = "dkk" if pd.notna(row["dkk_billion"]) else "eur"
        yield Sum(said, row[f"{money}_billion"], money, _SIGNS[row["qualifier"]])


def _bars(sheet: Sheet, top: float, bars: list[Sum], money: str) -> None:
    most = _MOST if money == "dkk" else _MOST / RATE
    wide = sheet.column - _LEFT - 52
    ax = sheet.axes(MARGIN + _LEFT, top, wide, _ROWS * _ROW)
    ax.set(xlim=(0, most), ylim=(_ROWS * _ROW, 0))
    ax.axis("off")
    ax.plot([0, 0], [0, len(bars) * _ROW], color=colour("axis"), linewidth=0.8)
    for place, one in enumerate(bars):
        y = place * _ROW
        whole, part = one.billions(money), one.part(money)
        ax.add_patch(Rectangle((0, y + 4), whole, _ROW - 9, linewidth=1.1,
                               facecolor=colour("three_tint"), edgecolor=colour("three")))
        ax.add_patch(Rectangle((0, y + 4), part, _ROW - 9, linewidth=0,
                               facecolor=colour("three")))
        last = one.name == "All"
        sheet.text(MARGIN, top + y + 18, one.name, SMALL, bold=last)
        sheet.text(MARGIN + _LEFT + wide * whole / most + 5, top + y + 18, one.printed(money),
                   SMALL, bold=last)


def _title(bars: list[Sum], count: str, money: str) -> str:
    unit = {"dkk": "DKK", "eur": "EUR"}[money]
    by = {one.name: one for one in bars}

    def said(one: Sum) -> str:
        turned = "" if money == one.money else "about "
        return f"{turned}{unit} {one.billions(money):.1f}bn"

    if count == "allocation":
        tenths = round(10 * by["All"].part(money) / by["All"].billions(money))
        words = {8: "eight", 9: "nine"}.get(tenths, str(tenths))
        return f"Kiel: {said(by['All'])} set aside by April 2026, {words} tenths of it military"
    if count == "commitment":
        top = max(bars[:-1], key=lambda one: one.value)
        share = round(100 * top.value / by["All"].value)
        return f"Promises leap: {said(top)} in {top.name} alone, {share} % of all"
    first, last = bars[0], bars[-1]
    if count == "frame":
        # With years and scope, or a doubling by the year would look like nine times as much.
        start = said(first)
        return (f"{start[0].upper()}{start[1:]} for one year, all support; "
                f"{said(last)} for six, military")
    return (f"Stated: {unit} {first.billions(money):.1f}bn in August 2022, "
            f"{last.billions(money):.1f}bn decided by September 2025")
