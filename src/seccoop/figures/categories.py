"""Twelve real programmes and three categories: the sorter explains each placing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyBboxPatch, Wedge

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import category, colour
from seccoop.figures.rows import listed
from seccoop.figures.style import (
    BODY,
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    WIDTH,
    Sheet,
    context,
    foot_height,
    wrap,
)


@dataclass(frozen=True)
class Category:
    """A category and the question that tests for it."""

    number: int
    name: str
    test: str
    colour: str


CATEGORIES = (
    Category(1, "International operations", "Are Danish soldiers deployed in an operation?",
             category(1)),
    Category(2, "Democratic development of armed forces",
             "Does it change an army, and who controls it?", category(2)),
    Category(3, "Euro-Atlantic aspirants", "Does the partner seek a seat?", category(3)),
)

PLACINGS: dict[str, int] = {
    "Not placed yet": 0,
    **{f"{one.number}: {one.name}": one.number for one in CATEGORIES},
}

#: Verdict of the table: what is said, in which colour, and how the title says it.
VERDICTS = {
    "fits": ("Fits", "good", "fits category {}"),
    "partly": ("Fits in part", "part", "fits category {} only in part"),
    "no": ("Does not fit", "bad", "does not fit category {}"),
}
BEST = "Fits in part, and no other fits better"

#: The order in which cases are offered; any other of the table follows them.
CASES = (
    "kfor", "isaf", "minusma", "latvia-battalion", "serbia", "psotc", "easf", "nmi", "baltbat",
    "jtec", "orbital-unifier", "interflex",
)

SOURCE = "Source: the course's table of category cases, as of 2026. The verdicts are the course's."

ASKED = "Choose a category as your placing. What the table says of it then stands here."

_INDENT = 44.0
_GAP = 7.0


def category_sorter() -> Explorer:
    """The explorer: a programme, and the category the reader puts it in."""
    cases = data.table("category_cases")
    names = dict(zip(cases["case_id"], cases["case"], strict=True))

    def draw(*, case: str, placing: int) -> Drawing:
        return draw_sorter(cases, case=case, placing=placing)

    return explore(
        draw,
        title="Category sorter",
        question=f"How many of the {in_words(len(names))} fit more than one category?",
        case=options({names[one]: one for one in listed(names, CASES)}, label="Programme",
                     renews=["placing"]),
        placing=options(PLACINGS, label="Your placing"),
    )


def draw_sorter(cases: pd.DataFrame, *, case: str, placing: int) -> Drawing:
    """One frame: three lanes with their tests and what is on record, and below them the verdict.

    ``cases`` is the table category_cases, one row a case and category; ``case`` is a
    case_id, ``placing`` 1, 2 or 3, or 0 while the reader still thinks.
    """
    rows = cases[cases["case_id"] == case].set_index("category").sort_index()
    if rows.empty or placing not in PLACINGS.values():
        raise ValueError(
            f"there is no case {case!r} with placing {placing!r}; there are "
            f"{', '.join(listed(cases['case_id'], CASES))} with 0, 1, 2 and 3"
        )
    any_row = rows.iloc[0]
    title, said = _finding(rows, placing)
    with context():
        sheet = Sheet(_height(cases))
        top = sheet.head(title, _about(any_row)) + 2
        lanes = sum(_lane_height(row, sheet.column) for _, row in rows.iterrows())
        below = sheet.height - foot_height(SOURCE) - _verdict_height(cases)
        # What other cases need more room for is shared out among the gaps.
        gap = (below - top - lanes) / 3
        for one in CATEGORIES:
            top = _lane(sheet, top, one, rows.loc[one.number],
                        chosen=one.number == placing) + gap
        _verdict(sheet, below, rows, placing, _verdict_height(cases) - _GAP)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}{'' if title.endswith('?') else '.'} {said}",
        table=_table(rows, placing),
        caption=f"{any_row['case']}, {_about(any_row)} {SOURCE}",
        sources=tuple(any_row["sources"]),
    )


def verdict_of(row: pd.Series) -> str:
    """The verdict in words."""
    return BEST if row["best"] and row["verdict"] == "partly" else VERDICTS[row["verdict"]][0]


def _about(row: pd.Series) -> str:
    return f"{row['years'].replace('-', '–')}. {row['summary']}"


def _finding(rows: pd.DataFrame, placing: int) -> tuple[str, str]:
    name = rows.iloc[0]["case"]
    if not placing:
        record = " ".join(
            f"Category {number}: {row['evidence'].rstrip('.')}." for number, row in rows.iterrows()
        )
        return f"{name}: which category?", f"On record for each test: {record}"
    row = rows.loc[placing]
    said = VERDICTS[row["verdict"]][2].format(placing)
    return f"{name} {said}", f"{verdict_of(row)}. {row['reason']}"


def _room(column: float) -> float:
    """Width of the text in a lane."""
    return column - _INDENT - 10


def _lane_height(row: pd.Series, column: float) -> float:
    return 42 + len(wrap(row["evidence"], _room(column), SMALL)) * SMALL * LEADING + 6


def _verdict_height(cases: pd.DataFrame) -> float:
    """The height that the longest reason needs."""
    room = _room(WIDTH - 2 * MARGIN)
    lines = max(len(wrap(reason, room, BODY)) for reason in cases["reason"])
    return 32 + lines * BODY * LEADING + 6 + _GAP


def _height(cases: pd.DataFrame) -> float:
    """The height that the longest frame needs, so that all frames are equally high."""
    column = WIDTH - 2 * MARGIN
    highest = max(
        len(wrap(_about(rows.iloc[0]), column, BODY)) * BODY * LEADING
        + sum(_lane_height(row, column) for _, row in rows.iterrows())
        for _, rows in cases.groupby("case_id")
    )
    return (MARGIN + 2 * TITLE * LEADING + 14 + highest + 3 * _GAP + _verdict_height(cases)
            + foot_height(SOURCE))


def _box(sheet: Sheet, top: float, height: float, fill: str, edge: str, **more: Any) -> Axes:
    """A box as wide as the sheet, on axes in its points."""
    ax = sheet.axes(MARGIN, top, sheet.column, height)
    ax.set(xlim=(0, sheet.column), ylim=(height, 0))
    ax.axis("off")
    ax.add_patch(FancyBboxPatch(
        (0.6, 0.6), sheet.column - 1.2, height - 1.2, boxstyle="round,pad=0,rounding_size=7",
        facecolor=colour(fill), edgecolor=colour(edge), clip_on=False, **more,
    ))
    return ax


def _lane(sheet: Sheet, top: float, one: Category, row: pd.Series, chosen: bool) -> float:
    """One lane; gives where it ends."""
    height = _lane_height(row, sheet.column)
    ax = _box(sheet, top, height, f"{one.colour}_tint" if chosen else "paper",
              one.colour if chosen else "line", linewidth=1.4 if chosen else 1)
    ax.add_patch(Circle((23, 25), 13, facecolor=colour(one.colour), linewidth=0))
    sheet.text(MARGIN + 23, top + 30, str(one.number), TITLE - 1.5, "paper", bold=True,
               align="center")
    left = MARGIN + _INDENT
    sheet.text(left, top + 20, one.name, BODY, bold=True)
    sheet.text(left, top + 36, one.test, SMALL, "muted")
    sheet.paragraph(left, top + 42, row["evidence"], _room(sheet.column), SMALL)
    return top + height


def _verdict(sheet: Sheet, top: float, rows: pd.DataFrame, placing: int, height: float) -> None:
    """What the table says of the placing; before there is one, what to do."""
    left = MARGIN + _INDENT
    if not placing:
        _box(sheet, top, height, "paper", "muted", linewidth=1, linestyle=(0, (4, 3)))
        sheet.paragraph(left, top + height / 2 - BODY * LEADING, ASKED, _room(sheet.column), BODY,
                        "muted")
        return
    row, one = rows.loc[placing], CATEGORIES[placing - 1]
    ink = VERDICTS[row["verdict"]][1]
    _box(sheet, top, height, f"{one.colour}_tint", one.colour, linewidth=1.4)
    sign = sheet.axes(MARGIN + 15, top + 10, 17, 17)
    sign.set(xlim=(-1, 1), ylim=(-1, 1))
    sign.axis("off")
    _sign(sign, ink)
    sheet.text(left, top + 23, verdict_of(row), BODY + 1, ink, bold=True)
    sheet.paragraph(left, top + 32, row["reason"], _room(sheet.column), BODY)


def _sign(ax: Axes, ink: str) -> None:
    """A tick, a half disc or a cross: the verdict is not told by colour alone."""
    stroke = {"color": colour(ink), "linewidth": 2.6, "solid_capstyle": "round", "clip_on": False}
    if ink == "good":
        ax.plot([-0.75, -0.2, 0.8], [-0.05, -0.65, 0.7], solid_joinstyle="round", **stroke)
    elif ink == "part":
        ax.add_patch(Circle((0, 0), 0.8, facecolor="none", edgecolor=colour(ink), linewidth=1.8))
        ax.add_patch(Wedge((0, 0), 0.8, 90, 270, facecolor=colour(ink), linewidth=0))
    else:
        ax.plot([-0.65, 0.65], [-0.65, 0.65], **stroke)
        ax.plot([-0.65, 0.65], [0.65, -0.65], **stroke)


def _table(rows: pd.DataFrame, placing: int) -> pd.DataFrame:
    shown = [row for number, row in rows.iterrows() if not placing or number == placing]
    picked = [one for one in CATEGORIES if not placing or one.number == placing]
    table = pd.DataFrame({
        "Category": [f"{one.number}: {one.name}" for one in picked],
        "Test": [one.test for one in picked],
        "On record": [row["evidence"] for row in shown],
    })
    if placing:
        table["Verdict"] = [verdict_of(row) for row in shown]
        table["Reason"] = [row["reason"] for row in shown]
    return table
