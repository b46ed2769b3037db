"""How much for Ukraine: four counts of one effort, in two moneys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.dates import said
from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures import passports
from seccoop.figures.palette import category, colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import (
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    Sheet,
    capital,
    context,
    foot_height,
)

RATE = 7.46038
"""Kroner to the euro: the central rate, from which the krone hardly moves."""

SOURCE = (
    "Source: Kiel Institute, Ukraine Support Tracker; Danish decisions and statements; as of "
    f"2026. The sign ≈ marks sums turned into the other money at {RATE:.2f} kroner to the euro."
)

MONEYS = {"Kroner": "dkk", "Euro": "eur"}

#: Frames and totals that are shown: rows of the table.
FRAMES = ("fund-2023-03", "fund-2023-11", "fund-2024-02-dkk", "fund-2024-02-eur", "fund-2024-04")
TOTALS = ("total-2022-08", "total-2023-03", "total-2023-07", "total-2024-02", "total-2024-06",
          "total-2025-09")
_YEARS = range(2022, 2027)
_ROWS = 6
_ROW = 27.0
_LEFT = 178.0
_MOST = 93.0
"""End of the scale in billions of kroner, the same in every frame."""

_SIGNS = {"over": "over ", "about": "about ", "almost": "almost ", "exact": ""}


@dataclass(frozen=True)
class Sum:
    """One bar: its name, billions as printed and in which money, and the military part.

    Of a frame or total also ``row``: when it was stated, for which years and for what.
    """

    name: str
    value: float
    money: str
    sign: str = ""
    military: float | None = None
    row: Mapping[str, Any] = field(default_factory=dict)

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
        "Years": "January 2022 to {until}. Prices of the day.",
    },
    "commitment": {
        "Counted by": "Kiel Institute, one method for all donors.",
        "What": "New promises of the year, military and civil, for that year and later ones.",
        "Years": "January 2022 to {until}. Prices of the day.",
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
        question=f"Which of the {in_words(len(COUNTS))} counts would you quote, and what would "
                 "you have to add?",
        count=options(COUNTS, label="Count"),
        money=options(MONEYS, label="Money"),
    )


def _until(rows: pd.DataFrame) -> str:
    """The last month that Kiel has counted."""
    return said(rows.loc["kiel-total-all", "date"][:7])


def _passport(table: pd.DataFrame, count: str) -> dict[str, str]:
    until = _until(table.set_index("id"))
    return {heading: text.format(until=until) for heading, text in PASSPORTS[count].items()}


def sums(table: pd.DataFrame, count: str) -> list[Sum]:
    """The bars of a count, at most six; ``table`` is ukraine_support."""
    rows = table.set_index("id")
    if count == "allocation":
        found = [
            Sum(_year(year, rows), rows.loc[f"kiel-allocations-{year}-all", "eur_billion"], "eur",
                military=rows.loc[f"kiel-allocations-{year}-military", "eur_billion"])
            for year in _YEARS
        ]
        return [*found, Sum("All", rows.loc["kiel-total-all", "eur_billion"], "eur",
                            military=rows.loc["kiel-total-military", "eur_billion"],
                            row=rows.loc["kiel-total-all"])]
    if count == "commitment":
        found = [
            Sum(_year(year, rows), rows.loc[f"kiel-commitments-{year}", "eur_billion"], "eur")
            for year in _YEARS
        ]
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
    room = max(passports.height(_passport(table, one)) for one in PASSPORTS)
    unit = {"dkk": "Billions of kroner", "eur": "Billions of euro"}[money]
    with context():
        sheet = Sheet(MARGIN + 2 * TITLE * LEADING + 30 + _ROWS * _ROW + 14 + room
                      + foot_height(SOURCE))
        top = sheet.head(title, f"{unit}; all counts have one scale")
        _bars(sheet, top, bars, money)
        passports.write(sheet, top + _ROWS * _ROW + 12, _passport(table, count))
        sheet.foot(SOURCE)
    listed = ", ".join(f"{one.name} {one.printed(money)}" for one in bars)
    table_of = {"Sum": [one.name for one in bars],
                unit: [one.printed(money) for one in bars]}
    if count == "allocation":
        table_of["Of it military"] = [f"{one.part(money):.1f}" for one in bars]
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {unit}: {listed}. {PASSPORTS[count]['What']}",
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


def _year(year: int, rows: pd.DataFrame) -> str:
    return str(year) if year < _YEARS[-1] else f"January to {_until(rows)}"


def _decided(rows: pd.DataFrame, names: Sequence[str]) -> Iterator[Sum]:
    shown = rows.loc[list(names)]
    months = shown["date"].str[:7].tolist()
    for _, row in shown.iterrows():
        money = "dkk" if pd.notna(row["dkk_billion"]) else "eur"
        label = _frame(row, months) if row["kind"] == "fund-frame" else _total(row)
        yield Sum(label, row[f"{money}_billion"], money, _SIGNS[row["qualifier"]], row=row)


def _frame(row: Mapping[str, Any], months: Sequence[str]) -> str:
    """A frame by its date, to the day where two are of one month, its scope and its years."""
    month, first, last = row["date"][:7], row["period_start"], row["period_end"]
    when = said(row["date"] if months.count(month) > 1 else month, short=True)
    years = f"for {first}" if first == last else f"{first}–{last % 100:02d}"
    return f"{when}, {row['scope']}, {years}"


def _total(row: Mapping[str, Any]) -> str:
    month = row["date"][:7]
    if row["period_end"] > int(month[:4]):
        return f"{said(month, short=True).replace('Sep ', 'Sept ')}, decided to {row['period_end']}"
    return f"By {said(month)}"


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
                               facecolor=colour(f"{category(3)}_tint"),
                               edgecolor=colour(category(3))))
        ax.add_patch(Rectangle((0, y + 4), part, _ROW - 9, linewidth=0,
                               facecolor=colour(category(3))))
        last = one.name == "All"
        sheet.text(MARGIN, top + y + 18, one.name, SMALL, bold=last)
        sheet.text(MARGIN + _LEFT + wide * whole / most + 5, top + y + 18, one.printed(money),
                   SMALL, bold=last)


def _title(bars: list[Sum], count: str, money: str) -> str:
    unit = {"dkk": "DKK", "eur": "EUR"}[money]
    by = {one.name: one for one in bars}

    def told(one: Sum) -> str:
        turned = "" if money == one.money else "about "
        return f"{turned}{unit} {one.billions(money):.1f}bn"

    if count == "allocation":
        tenths = round(10 * by["All"].part(money) / by["All"].billions(money))
        return (f"Kiel: {told(by['All'])} set aside by {said(by['All'].row['date'])}, "
                f"{in_words(tenths)} tenths of it military")
    if count == "commitment":
        top = max(bars[:-1], key=lambda one: one.value)
        share = round(100 * top.value / by["All"].value)
        return f"Promises leap: {told(top)} in {top.name} alone, {share} % of all"
    first, last = bars[0], bars[-1]
    if count == "frame":
        # With years and scope, or a doubling by the year would look like nine times as much.
        years = [one.row["period_end"] - one.row["period_start"] + 1 for one in (first, last)]
        scopes = [{"all": "all support"}.get(one.row["scope"], one.row["scope"])
                  for one in (first, last)]
        noun = "year" if years[0] == 1 else "years"
        return (f"{capital(told(first))} for {in_words(years[0])} {noun}, {scopes[0]}; "
                f"{told(last)} for {in_words(years[1])}, {scopes[1]}")
    return (f"Stated: {unit} {first.billions(money):.1f}bn in {said(first.row['date'][:7])}, "
            f"{last.billions(money):.1f}bn decided by {said(last.row['date'][:7])}")
