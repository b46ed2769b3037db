"""Where the stabilisation money came from, cut in two ways: one explorer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import BODY, MARGIN, SMALL, WIDTH, Sheet, context, foot_height

SOURCE = (
    "Source: Defence Agreement 2010-2014; Altinget (2010, 2020); WGA project (2018). Statements "
    "of 2009 to 2020, not accounts; as of 2020."
)


@dataclass(frozen=True)
class Cut:
    """One way to cut the pot in two: columns and names of the parts."""

    first: str
    second: str
    named: str
    rest: str


CUTS = {
    "aid": Cut("aid_dkk_million", "non_aid_dkk_million", "development aid", "not aid"),
    "payer": Cut("defence_dkk_million", "outside_defence_dkk_million", "Ministry of Defence",
                 "all others"),
}

#: Source of 2010: its name, and its row.
BASES = {"The agreement": "2010-agreement", "Altinget": "2010-altinget"}
LATER = ("2018-total", "2020-altinget")

_BAR = 34.0
_ROW = 78.0


def pots() -> Explorer:
    """The explorer: how to cut the Fund, in kroner or shares, and which source for 2010."""
    budget = data.table("stabilisation_budget")
    totals = budget.set_index("id")["total_dkk_million"]

    def draw(*, cut: str, unit: str, base: str) -> Drawing:
        return draw_pots(budget, cut=cut, unit=unit, base=base)

    return explore(
        draw,
        title="Where the money came from",
        question="Which part of the Fund grew: aid or the rest, Defence or the others?",
        cut=options({"Aid or not": "aid", "Defence or others": "payer"}, label="Cut by"),
        unit=options({"DKK million": "kroner", "Per cent": "share"}, label="Show"),
        base=options({f"{name} ({totals[row]:g})": row for name, row in BASES.items()},
                     label="Source for 2010"),
    )


def parts_of(budget: pd.DataFrame, cut: str, base: str) -> pd.DataFrame:
    """The two parts of the pot by year, DKK million; empty where no source gives them.

    ``inferred`` marks rows of which a part is the course's inference and not a source's.
    Where only the total and one part are on record, the other is the rest.
    """
    way, rows = CUTS[cut], budget.set_index("id").loc[[base, *LATER]]
    first, second = rows[way.first], rows[way.second]
    second = second.fillna(rows["total_dkk_million"] - first)
    return pd.DataFrame({
        "year": rows["year"], "total": rows["total_dkk_million"], "first": first,
        "second": second,
        "inferred": (rows["confidence"] == "partial") & (cut == "payer") & (rows["year"] != 2018),
    }).set_index("year")


def draw_pots(budget: pd.DataFrame, *, cut: str, unit: str, base: str) -> Drawing:
    """One frame: three bars, for 2010, 2018 and 2020, each cut in two.

    ``budget`` is stabilisation_budget; ``cut`` is ``aid`` or ``payer``, ``unit`` ``kroner``
    or ``share``, ``base`` one of the rows for 2010. A pot whose parts no source gives is
    drawn whole.
    """
    parts, way = parts_of(budget, cut, base), CUTS[cut]
    title = _title(parts, way, unit)
    with context():
        sheet = Sheet(MARGIN + 64 + 24 + 3 * _ROW + foot_height(SOURCE))
        top = sheet.head(title, "The Fund's money, DKK million" if unit == "kroner"
                         else "The Fund's money, per cent of each year's pot")
        sheet.text(MARGIN, top + BODY, f"■ {way.named}", BODY, "highlight", bold=True)
        sheet.text(WIDTH - MARGIN, top + BODY, f"□ {way.rest}", BODY, "muted", bold=True,
                   align="right")
        top += 24
        for year, row in parts.iterrows():
            _bar(sheet, top, int(year), row, unit)
            top += _ROW
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(title, parts, way),
        table=pd.DataFrame({
            "Year": parts.index,
            f"{way.named[0].upper()}{way.named[1:]} (DKK million)": parts["first"].to_list(),
            f"{way.rest[0].upper()}{way.rest[1:]} (DKK million)": parts["second"].to_list(),
            "Total (DKK million)": parts["total"].to_list(),
            "Share of the first part (%)":
                (100 * parts["first"] / parts["total"]).round(1).to_list(),
        }),
        caption=(
            f"The Peace and Stabilisation Fund in {in_words(len(parts))} years, in DKK million as "
            f"stated at the time (2010: {parts['total'].iloc[0]:g}). {SOURCE}"
        ),
        sources=["defence-agreement-text-2009", "altinget-psf-2020", "wga-denmark-2020"],
    )


def _bar(sheet: Sheet, top: float, year: int, row: pd.Series, unit: str) -> None:
    known = pd.notna(row["first"])
    sheet.text(MARGIN, top + BODY + 2, str(year), BODY, bold=True)
    sheet.text(MARGIN + 44, top + BODY + 2, _reading(row, unit), BODY)
    ax = sheet.axes(MARGIN, top + 22, WIDTH - 2 * MARGIN, _BAR)
    scale = row["total"] if unit == "share" else 520.0
    ax.set(xlim=(0, scale), ylim=(0, 1))
    ax.axis("off")
    if not known:
        ax.add_patch(Rectangle((0, 0), row["total"], 1, facecolor=colour("land"),
                               edgecolor=colour("axis"), linewidth=1, clip_on=False))
        ax.text(row["total"] / 2, 0.46, "this split is not on record", ha="center", va="center",
                size=SMALL, color=colour("ink"))
        return
    ax.add_patch(Rectangle((0, 0), row["first"], 1, facecolor=colour("highlight"), linewidth=0))
    ax.add_patch(Rectangle((row["first"], 0), row["second"], 1, facecolor=colour("land"),
                           edgecolor=colour("axis"), linewidth=1, clip_on=False))


def _reading(row: pd.Series, unit: str) -> str:
    """The parts in words."""
    if pd.isna(row["first"]):
        return f"{row['total']:g} in all"
    about = "about " if row["inferred"] else ""
    if unit == "share":
        first = 100 * row["first"] / row["total"]
        return f"{about}{first:.0f} % and {100 - round(first)} %"
    return f"{about}{row['first']:g} and {row['second']:g}; {row['total']:g} in all"


def _title(parts: pd.DataFrame, way: Cut, unit: str) -> str:
    old, new = parts.iloc[0], parts.iloc[-1]
    about, before = ("about " if row["inferred"] else "" for row in (new, old))
    name = way.named[0].upper() + way.named[1:]
    if unit == "share":
        shares = [round(100 * row["first"] / row["total"]) for row in (old, new)]
        passed = in_words(int(parts.index[-1] - parts.index[0]))
        return (f"{name}: from {before}{shares[0]} to {about}{shares[1]} % of the pot in "
                f"{passed} years")
    rest = way.rest[0].upper() + way.rest[1:]
    return (f"{name}: from {before}{old['first']:g} to {about}{new['first']:g} million. {rest}: "
            f"from {old['second']:g} to {new['second']:g}")


def _description(title: str, parts: pd.DataFrame, way: Cut) -> str:
    told = [
        f"{year}: {way.named} {'about ' if row['inferred'] else ''}{row['first']:g}, {way.rest} "
        f"{row['second']:g}"
        if pd.notna(row["first"]) else f"{year}: {row['total']:g} in all, split not on record"
        for year, row in parts.iterrows()
    ]
    growth = parts["total"].iloc[-1] - parts["total"].iloc[0]
    part = parts["first"].iloc[-1] - parts["first"].iloc[0]
    first, last = parts.index[0], parts.index[-1]
    return (f"{title}. {'; '.join(told)}. Of {growth:.1f} million more in {last} than in {first}, "
            f"{'about ' if parts['inferred'].iloc[-1] else ''}{part:.1f} is {way.named}.")
