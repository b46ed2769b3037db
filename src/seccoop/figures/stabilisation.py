"""The programmes of the Peace and Stabilisation Fund by region and phase: one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    BODY,
    LEADING,
    MARGIN,
    SMALL,
    Sheet,
    context,
    count,
    text_width,
    wrap,
)

FIRST, LAST = 2010, 2028
AS_OF = 2026

#: Regions as the explorer shows them, each with the regions of the table that it holds.
REGIONS = {
    "Horn of Africa": ("Horn of Africa",),
    "Sahel": ("Sahel",),
    "Syria and Iraq": ("Syria-Iraq",),
    "Afghanistan and Pakistan": ("Afghanistan-Pakistan",),
    "Ukraine, Georgia, Moldova": ("Ukraine", "Georgia", "Moldova"),
    "Gulf of Guinea": ("Gulf of Guinea",),
    "Other": ("Other",),
}

#: Phases whose parts were found.
INSIDE = {
    "Inside: Horn of Africa 2011–2014": ("horn-of-africa-1", "Horn of Africa 2011–2014"),
    "Inside: Syria and Iraq 2016–2018": ("syria-iraq-1", "Syria and Iraq 2016–2018"),
    "Inside: Syria and Iraq 2019–2021": ("syria-iraq-2", "Syria and Iraq 2019–2021"),
}

SOURCE = (
    "Amounts as announced, not as spent. Source: Danish ministries, press; the course's tables of "
    "programmes, as of 2026."
)

_HEIGHT = 462.0

#: Names of rows that are no numbered phase.
_SHORT = {
    "g5-sahel-force": "G5 force",
    "sahel-coast-pilot": "Coast, pilot",
    "afghanistan-3": "Afghanistan alone",
    "libya-2017": "Libya",
    "gcerf": "Global fund (GCERF)",
    "rapid-response": "Rapid response",
}


def stabilisation_fund() -> Explorer:
    """The explorer: all regions, one region, or the inside of one phase."""
    programmes = data.table("stabilisation_programmes")
    components = data.table("stabilisation_components")
    views = {"All regions": "all", **{name: name for name in REGIONS},
             **{name: held[0] for name, held in INSIDE.items()}}

    def draw(*, view: str) -> Drawing:
        return draw_fund(programmes, components, view=view)

    return explore(
        draw,
        title="The Fund, region by region",
        question="Where are all the amounts known, and what was the largest of them for?",
        view=options(views, label="Show"),
    )


def draw_fund(programmes: pd.DataFrame, components: pd.DataFrame, *, view: str) -> Drawing:
    """One frame. ``view`` is "all", a name in REGIONS, or the id of a phase in INSIDE.

    The tables are stabilisation_programmes and stabilisation_components. Rows that are part of
    another row are left out, so that nothing is counted twice, and so are rows of which no source
    says that the Fund pays.
    """
    phases = programmes[programmes["part_of"].isna() & (programmes["fund"] == "yes")]
    names = dict(INSIDE.values())
    if view in names:
        return _draw_inside(programmes, components, view, names[view])
    if view == "all":
        return _draw_all(phases)
    if view not in REGIONS:
        raise ValueError(f"there is no view {view!r}; there are all, {', '.join(REGIONS)} and "
                         f"{', '.join(names)}")
    return _draw_region(phases[phases["region"].isin(REGIONS[view])], view)


def _years(row: pd.Series) -> tuple[int, int]:
    """First and last year of a phase; one that goes on ends in the year of the course."""
    first = int(row["start"][:4])
    end = row["end"] if isinstance(row["end"], str) and row["end"] else None
    return first, int(end[:4]) if end else AS_OF if row["ongoing"] else first


def _found(rows: pd.DataFrame) -> tuple[int, float]:
    known = rows["dkk_million"].dropna()
    return len(known), float(known.sum())


def _amount(value: float) -> str:
    """
    >>> _amount(215.0), _amount(284.6)
    ('215', '284.6')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _span(row: pd.Series) -> str:
    first, last = _years(row)
    if row["ongoing"]:
        return f"{first}–"
    return str(first) if first == last else f"{first}–{last}"


def _money(row: pd.Series) -> str:
    """What is known of a phase's money, in words."""
    if pd.isna(row["dkk_million"]):
        return "amount not found"
    told = f"DKK {_amount(row['dkk_million'])}m"
    if pd.notna(row["aid_dkk_million"]):
        told += (f": {_amount(row['aid_dkk_million'])} aid, "
                 f"{_amount(row['non_aid_dkk_million'])} other")
    return told + (" (uncertain)" if row["confidence"] == "partial" else "")


def _time(ax: Axes, rows: int) -> None:
    ax.set(xlim=(FIRST - 0.5, LAST + 0.5), ylim=(rows, 0))
    ax.set_yticks([])
    ax.set_xticks(range(2010, 2029, 3))
    ax.grid(axis="x")


def _bar(ax: Axes, row: pd.Series, top: float, height: float) -> None:
    """A phase: full where an amount was found, split where aid is known, else hollow."""
    first, last = _years(row)
    left, width = first - 0.46, last - first + 0.92
    known = pd.notna(row["dkk_million"])
    split = pd.notna(row["aid_dkk_million"])
    ax.add_patch(Rectangle(
        (left, top), width, height, linewidth=1.2, zorder=2,
        facecolor=colour("coalition" if split else "nato" if known else "paper"),
        edgecolor=colour("coalition" if split else "nato" if known else "axis"),
    ))
    if split:
        share = row["aid_dkk_million"] / row["dkk_million"]
        ax.add_patch(Rectangle((left, top), width * share, height, linewidth=1.2, zorder=3,
                               facecolor=colour("un"), edgecolor=colour("un")))


def _legend(sheet: Sheet, top: float, split: bool) -> None:
    entries = [("nato", "amount found"), ("paper", "amount not found")]
    if split:
        entries += [("un", "of it aid"), ("coalition", "other")]
    x = MARGIN
    for ink, words in entries:
        ax = sheet.axes(x, top + 1, 11, 11)
        ax.axis("off")
        ax.add_patch(Rectangle((0.05, 0.05), 0.9, 0.9, facecolor=colour(ink), linewidth=1.2,
                               edgecolor=colour("axis" if ink == "paper" else ink)))
        sheet.text(x + 16, top + SMALL - 1, words, SMALL, "muted")
        x += 16 + text_width(words, SMALL) * 1.06 + 14


def _draw_all(phases: pd.DataFrame) -> Drawing:
    found, total = _found(phases)
    title = f"All regions: an amount was found for {found} of {len(phases)} phases"
    lanes = []
    with context():
        sheet = Sheet(_HEIGHT)
        top = sheet.head(title)
        _legend(sheet, top, split=True)
        top += 24
        high = 49.0
        for place, (name, held) in enumerate(REGIONS.items()):
            rows = phases[phases["region"].isin(held)]
            some, money = _found(rows)
            lanes.append((name, len(rows), some, money))
            y = top + place * high
            known = f"DKK {_amount(round(money, 1))}m, " if some else ""
            sheet.text(MARGIN, y + BODY, name, BODY, bold=True)
            sheet.text(MARGIN + sheet.column, y + BODY, f"{known}{some} of {len(rows)} found",
                       SMALL, "muted", align="right")
            ax = sheet.axes(MARGIN, y + 18, sheet.column, 18 if place < len(REGIONS) - 1 else 19)
            _time(ax, 1)
            ax.tick_params(axis="x", length=0, labelbottom=place == len(REGIONS) - 1)
            for row in _by_start(rows):
                _bar(ax, row, 0.14, 0.7)
        sheet.foot(SOURCE)
    told = "; ".join(f"{name}: {some} of {many}" for name, many, some, _ in lanes)
    return Drawing(
        figure=sheet.figure,
        description=(
            f"{title}. {told}. The amounts found add up to DKK {_amount(round(total, 1))} million, "
            "and that sum is too low."
        ),
        table=pd.DataFrame(
            lanes, columns=["Region", "Phases", "Amounts found", "Sum of these (DKK million)"],
        ).round(1).set_index("Region"),
        caption=f"Phases of the programmes of the Peace and Stabilisation Fund. {SOURCE}",
        sources=["um-psf-page", "fmn-stabilisation-2025"],
    )


def _by_start(rows: pd.DataFrame) -> list[pd.Series]:
    ordered = rows.assign(first=[_years(row)[0] for _, row in rows.iterrows()])
    return [row for _, row in ordered.sort_values(["first", "id"]).iterrows()]


def _short(row: pd.Series, view: str) -> str:
    """What tells a phase from the others of its region."""
    if row["region"] != view and view.startswith("Ukraine"):
        name = row["region"]
        return f"{name} {row['phase']}" if pd.notna(row["phase"]) else name
    if pd.notna(row["phase"]):
        return f"Phase {row['phase']}"
    return _SHORT[row["id"]]


def _draw_region(rows: pd.DataFrame, view: str) -> Drawing:
    found, money = _found(rows)
    if found:
        title = (f"{view}: {found} of {len(rows)} amounts found, "
                 f"DKK {_amount(round(money, 1))} million")
    else:
        title = f"{view}: {count(len(rows), 'phase')}, and not one amount found"
    listed = _by_start(rows)
    with context():
        sheet = Sheet(_HEIGHT)
        top = sheet.head(title)
        _legend(sheet, top, split=bool(rows["aid_dkk_million"].notna().any()))
        top += 26
        for place, row in enumerate(listed):
            y = top
            label = f"{_short(row, view)}, {_span(row)}"
            sheet.text(MARGIN, y + BODY, label, BODY, bold=True)
            sheet.text(MARGIN + text_width(label, BODY, bold=True) * 1.06 + 8, y + BODY,
                       _money(row), SMALL)
            top = sheet.paragraph(MARGIN, y + 16, row["what"], sheet.column, SMALL, "muted") + 4
            ax = sheet.axes(MARGIN, top, sheet.column, 16)
            _time(ax, 1)
            ax.tick_params(axis="x", length=0, labelbottom=place == len(listed) - 1)
            _bar(ax, row, 0.08, 0.84)
            top += 26
        sheet.foot(SOURCE)
    said = "; ".join(f"{_short(row, view)}, {_span(row)}: {_money(row)}" for row in listed)
    return Drawing(
        figure=sheet.figure, description=f"{title}. {said}.",
        table=pd.DataFrame({
            "Phase": [f"{_short(row, view)}, {_span(row)}" for row in listed],
            "Amount (DKK million)": [row["dkk_million"] for row in listed],
            "Aid (DKK million)": [row["aid_dkk_million"] for row in listed],
            "What": [row["what"] for row in listed],
        }).set_index("Phase"),
        caption=f"{view}: phases of the Fund's programmes, in DKK million. {SOURCE}",
        sources=tuple(dict.fromkeys(s for row in listed for s in row["sources"])),
    )


def _draw_inside(
    programmes: pd.DataFrame, components: pd.DataFrame, phase: str, name: str
) -> Drawing:
    whole = programmes.set_index("id").loc[phase]
    parts = components[components["programme"] == phase].sort_values(
        ["dkk_million", "id"], ascending=[False, True], ignore_index=True)
    first = parts.iloc[0]
    title = (f"{name}: the largest of {len(parts)} parts takes DKK "
             f"{_amount(first['dkk_million'])}m of {_amount(whole['dkk_million'])}m")
    most = float(parts["dkk_million"].max())
    with context():
        sheet = Sheet(_HEIGHT)
        top = sheet.head(title)
        room = sheet.column - 8
        for row in parts.itertuples():
            words = f"{row.name}: {_amount(row.dkk_million)}"
            words += " (computed)" if row.confidence == "partial" else ""
            lines = wrap(words, room, SMALL)
            sheet.paragraph(MARGIN, top, words, room, SMALL)
            top += len(lines) * SMALL * LEADING + 1
            ax = sheet.axes(MARGIN, top, sheet.column, 9)
            ax.set(xlim=(0, most), ylim=(0, 1))
            ax.axis("off")
            ink = "nato" if row.Index == first.name else "other"
            ax.add_patch(Rectangle((0, 0), row.dkk_million, 1, linewidth=0, facecolor=colour(ink)))
            top += 16
        sheet.foot(SOURCE)
    said = "; ".join(
        f"{row['name']}: {_amount(row['dkk_million'])}" for _, row in parts.iterrows()
    )
    split = ""
    if pd.notna(whole["aid_dkk_million"]):
        split = (f" Of the whole, {_amount(whole['aid_dkk_million'])} is aid and "
                 f"{_amount(whole['non_aid_dkk_million'])} other money.")
    return Drawing(
        figure=sheet.figure, description=f"{title}. {said}.{split}",
        table=parts.set_index("name")[["dkk_million"]].rename(
            columns={"dkk_million": "Amount (DKK million)"}).rename_axis("Part"),
        caption=f"{name}: the parts of the budget, in DKK million. {SOURCE}",
        sources=tuple(dict.fromkeys(s for cell in parts["sources"] for s in cell)),
    )
