"""Counts of the dead and what each of them counts: one explorer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import MARGIN, SMALL, WIDTH, Sheet, capital, context, foot_height, number

SOURCE = (
    "A bar covers the years of its count. Hollow: not told apart. Hatched: from a page without a "
    "date. Source: UN, Ministry of Defence, BMJ Military Health, DR, Ritzau, Armed Forces, "
    "Veteranalliancen, as named in the table fatalities; as of 2025."
)


@dataclass(frozen=True)
class Scope:
    """How a count is spoken of: its name, place in a sentence, word for the fallen, and use.

    What stands in braces in its use is filled in by :func:`scopes_of`.
    """

    name: str
    where: str
    fell: str
    fit: str
    unfit: str


#: The counts, from the widest in time to the narrowest.
SCOPES = {
    "un-since-1956": Scope(
        "UN missions since 1956", "in UN missions since 1956", "were killed by hostile act",
        "what {years} years with the UN have cost.",
        "the cost of war; {accidents} died by accident."),
    "unficyp-un": Scope(
        "Cyprus, UN count", "in Cyprus under the UN", "fell",
        "the UN force in Cyprus, 1964–1992, by the UN's list.",
        "those who fell. The Armed Forces count {cyprus} dead."),
    "un-since-1990": Scope(
        "UN missions since 1990", "in UN missions since 1990", "were killed by hostile act",
        "UN service after the Cold War, {civilians} included.",
        "NATO's operations or coalitions; they are not in it."),
    "all-since-1990": Scope(
        "All operations since 1990", "in all operations since 1990", "fell",
        "a first idea. A page of about 2013 to 2015, so uncertain.",
        "print without a second source; the page bears no date."),
    "all-1992-2020": Scope(
        "All operations, 1992–2020", "in all operations, 1992–2020", "fell",
        "the whole toll, as the Ministry of Defence gave it.",
        "losses in combat; causes are not told apart."),
    "afghanistan-2021": Scope(
        "Afghanistan, to 2021", "in Afghanistan, 2002–2021", "fell",
        "Afghanistan from the first soldier to the last.",
        "“killed by the enemy”: two of the fallen died by British fire."),
    "afghanistan-2013": Scope(
        "Afghanistan, to July 2013", "in Afghanistan by July 2013", "fell",
        "a text of 2013. Still printed in 2019.",
        "the total; later counts have {more}."),
    "all-2002-2018": Scope(
        "Injuries, 2002–2018", "of injuries in all operations, 2002–2018", "died in combat",
        "combat and accidents, counted by doctors.",
        "Afghanistan alone, nor for illness and suicide, which it leaves out."),
}

FIRST, LAST = 1955, 2026
UNDATED = 2014
"""Where a count ends whose page bears no date: its notes say about 2013 to 2015."""

_ROW = 31.0
_LEFT = 52.0
_PANEL = 5 * SMALL * 1.3 + 16


def scopes_of(table: pd.DataFrame) -> dict[str, Scope]:
    """The counts of :data:`SCOPES`, with what other rows of the table fatalities say of them."""
    rows = table.set_index("id")
    total = rows["total"]
    un = rows.loc["un-since-1956"]
    civilians = total["un-since-1990"] - total["un-since-1990-uniformed"]
    more = total["afghanistan-2021"] - total["afghanistan-2013"]
    filled = {
        "years": in_words(round(un["year_end"] - un["year_start"] + 1, -1), tens=True),
        "accidents": "more than half" if 2 * un["accident"] > un["total"] else number(
            un["accident"]),
        "cyprus": number(total["unficyp-armed-forces"]),
        "civilians": f"{in_words(civilians)} civilian{'' if civilians == 1 else 's'}",
        "more": f"{in_words(more)} more" if more else "no more",
    }
    return {key: replace(one, fit=one.fit.format(**filled), unfit=one.unfit.format(**filled))
            for key, one in SCOPES.items()}


def death_counts() -> Explorer:
    """The explorer: a count of the dead, and whether one asks who died or who fell."""
    table = data.table("fatalities")

    def draw(*, scope: str, asked: str) -> Drawing:
        return draw_death_counts(table, scope=scope, asked=asked)

    return explore(
        draw,
        title="Counts of the dead",
        question="Which number answers which question: how many died, or how many fell?",
        scope=options({text.name: key for key, text in SCOPES.items()},
                      start="afghanistan-2021", label="Count"),
        asked=options({"How many died?": "died", "How many fell?": "fell"}, label="Question"),
    )


def draw_death_counts(table: pd.DataFrame, *, scope: str, asked: str) -> Drawing:
    """One frame: eight counts over their years, with what the chosen one counts.

    ``table`` is the table fatalities. Asked who fell, a count that does not say so shows
    a dash and no number.
    """
    rows, scopes = table.set_index("id").loc[list(SCOPES)], scopes_of(table)
    column = "total" if asked == "died" else "fallen"
    with context():
        sheet = Sheet(MARGIN + 52 + len(rows) * _ROW + 30 + _PANEL + foot_height(SOURCE))
        top = sheet.head(_title(rows.loc[scope], scopes[scope], asked))
        ax = sheet.axes(_LEFT, top, WIDTH - MARGIN - _LEFT, len(rows) * _ROW + 4)
        ax.set(xlim=(FIRST, LAST), ylim=(len(rows) * _ROW + 4, 0))
        ax.set_yticks([])
        ax.set_xticks(range(1960, LAST, 20))
        ax.grid(axis="x")
        for place, (key, row) in enumerate(rows.iterrows()):
            chosen = key == scope
            ink = "highlight" if chosen else "before"
            value = row[column]
            base = top + place * _ROW + 13
            sheet.text(_LEFT - 10, base + 7, "–" if pd.isna(value) else number(value), 14.5,
                       ink if chosen else "ink", bold=True, align="right")
            sheet.text(_LEFT, base, SCOPES[key].name, SMALL, ink if chosen else "muted",
                       bold=chosen)
            end = UNDATED if pd.isna(row["year_end"]) else row["year_end"]
            known, sure = pd.notna(value), row["confidence"] == "confirmed"
            ax.add_patch(Rectangle(
                (row["year_start"], place * _ROW + 17), end + 1 - row["year_start"], 7,
                facecolor=colour(ink if known and sure else "paper"), edgecolor=colour(ink),
                linewidth=0.9, hatch=None if sure else "////",
            ))
        _panel(sheet, top + len(rows) * _ROW + 30, rows.loc[scope], scopes[scope])
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(rows.loc[scope], scopes[scope], asked),
        table=_table(rows),
        kinds={"From (year)": "year", "To (year)": "year"},
        caption=(
            f"{capital(in_words(len(rows)))} counts of Danes who died in international "
            f"operations, in persons. They overlap and must not be added. {SOURCE}"
        ),
        sources=sorted({source for row in rows["sources"] for source in row}),
    )


def _panel(sheet: Sheet, top: float, row: pd.Series, scope: Scope) -> None:
    for heading, text in (("Counted:", row["definition"]), ("Right for:", scope.fit),
                          ("Not for:", scope.unfit)):
        sheet.text(MARGIN, top + SMALL, heading, SMALL, bold=True)
        top = sheet.paragraph(MARGIN + 68, top, text, sheet.column - 68, SMALL) + 3


def _title(row: pd.Series, text: Scope, asked: str) -> str:
    if asked == "died":
        return f"{number(row['total'])} died {text.where}"
    if pd.isna(row["fallen"]):
        return f"Unknown from this count: how many of the {number(row['total'])} fell"
    return f"{number(row['fallen'])} {text.fell} {text.where}".replace(
        "died in combat of injuries in", "died in combat in")


def _description(row: pd.Series, text: Scope, asked: str) -> str:
    return (
        f"{_title(row, text, asked)}. The count: {text.name}. Counted: {row['definition']} Right "
        f"for: {text.fit} Not for: {text.unfit}"
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "Count": [SCOPES[key].name for key in rows.index],
        "From (year)": rows["year_start"].to_list(),
        "To (year)": rows["year_end"].astype("Int64").to_list(),
        "Died (persons)": rows["total"].astype("Int64").to_list(),
        "Fell (persons)": rows["fallen"].astype("Int64").to_list(),
        "Definition": rows["definition"].to_list(),
        "Certainty": rows["confidence"].to_list(),
    })
