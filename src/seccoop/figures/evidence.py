"""What is known of ten programmes: the explorer to choose a subject by."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle, Wedge

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
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
    count,
    foot_height,
    listing,
    wrap,
)

#: Aspect of the table, and the heading of its column.
ASPECTS = {
    "money": "Money",
    "outputs": "Outputs",
    "outcomes": "Outcomes",
    "evaluation": "Judged",
}

NOUNS = {"money": "sum", "outputs": "output", "outcomes": "outcome", "evaluation": "evaluation"}

#: The order in which programmes stand; any other of the table follows them.
PROGRAMMES = (
    "horn-of-africa", "sahel", "syria-iraq", "afghanistan-pakistan", "ukraine", "georgia",
    "gulf-of-guinea", "serbia", "sarajevo-centre", "baltbat",
)

#: Verdict of the table: what is said, and in which colour.
VERDICTS = {
    "known": ("Known", "good"),
    "partly": ("In part", "part"),
    "not found": ("Not found", "bad"),
}

SOURCE = (
    "Source: the course's table programme_evidence, as of 2026. The verdicts are the "
    "course's; not found means: in nothing that we read."
)

_ROW = 24.0
_NAMES = 172.0
_SIGN = 6.5


def evidence() -> Explorer:
    """The explorer: a programme, with what is known of it."""
    table = data.table("programme_evidence")
    names = dict(zip(table["programme"], table["name"], strict=True))

    def draw(*, programme: str) -> Drawing:
        return draw_evidence(table, programme=programme)

    return explore(
        draw,
        title="Evidence by programme",
        question=f"Which of the {in_words(len(ASPECTS))} is known least often: money, outputs, "
                 "outcomes or judgement?",
        programme=options({names[one]: one for one in listed(names, PROGRAMMES)},
                          label="Programme"),
    )


def draw_evidence(table: pd.DataFrame, *, programme: str) -> Drawing:
    """One frame: ten programmes by four aspects, and the chosen row in words.

    ``table`` is programme_evidence, one row a programme and aspect.
    """
    grid = table.pivot(index="programme", columns="aspect", values="verdict")[list(ASPECTS)]
    if programme not in grid.index:
        raise ValueError(f"there is no programme {programme!r}; there are {', '.join(grid.index)}")
    rows = table[table["programme"] == programme].set_index("aspect").loc[list(ASPECTS)]
    order = listed(table["programme"], PROGRAMMES)
    names = table.drop_duplicates("programme").set_index("programme")["name"]
    title = _title(rows)
    with context():
        sheet = Sheet(_height(table))
        top = _key(sheet, sheet.head(title))
        _headings(sheet, top + 12)
        ax = sheet.axes(MARGIN, top + 18, sheet.column, _ROW * len(order))
        ax.set(xlim=(0, sheet.column), ylim=(_ROW * len(order), 0))
        ax.axis("off")
        for place, one in enumerate(order):
            y = top + 18 + place * _ROW
            if one == programme:
                ax.add_patch(Rectangle((0, place * _ROW), sheet.column, _ROW, linewidth=0,
                                       facecolor=colour("land")))
            sheet.text(MARGIN + 6, y + 16.5, names[one], BODY, bold=one == programme)
            for column, aspect in enumerate(ASPECTS):
                _sign(ax, _centre(column), (place + 0.5) * _ROW, grid.loc[one, aspect])
        below = top + 18 + _ROW * len(order) + 10
        for aspect, row in rows.iterrows():
            said, ink = VERDICTS[row["verdict"]]
            sheet.text(MARGIN, below + BODY, ASPECTS[aspect], BODY, bold=True)
            sheet.text(MARGIN + 76, below + BODY, said, BODY, ink, bold=True)
            below = sheet.paragraph(MARGIN, below + 16, row["finding"], sheet.column, BODY) + 7
        sheet.foot(SOURCE)
    said = " ".join(
        f"{ASPECTS[aspect]}, {VERDICTS[row['verdict']][0].lower()}: {row['finding']}"
        for aspect, row in rows.iterrows()
    )
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {said}",
        table=_table(table, order),
        caption=(
            f"{names[programme]}, {rows['years'].iloc[0].replace('-', '–')}: a tick for known, a "
            f"half disc for known in part, a cross for not found. {SOURCE}"
        ),
        sources=tuple(dict.fromkeys(one for row in rows["sources"] for one in row)),
    )


def _title(rows: pd.DataFrame) -> str:
    name = rows["name"].iloc[0]
    found = {said: [NOUNS[a] for a, row in rows.iterrows() if row["verdict"] == said]
             for said in VERDICTS}
    if found["not found"]:
        return f"{name}: no {' and no '.join(found['not found'])} found"
    return f"{name}: {listing(found['known'])} on record, the rest only in part"


def _centre(column: int) -> float:
    return _NAMES + (column + 0.5) * (WIDTH - 2 * MARGIN - _NAMES) / len(ASPECTS)


def _headings(sheet: Sheet, y: float) -> None:
    for column, heading in enumerate(ASPECTS.values()):
        sheet.text(MARGIN + _centre(column), y, heading, SMALL, "muted", align="center")


def _height(table: pd.DataFrame) -> float:
    """The height that the longest text needs, so that all frames are equally high."""
    column = WIDTH - 2 * MARGIN
    lines = table.assign(lines=[len(wrap(one, column, BODY)) for one in table["finding"]])
    most = lines.groupby("programme")["lines"].sum().max()
    rows = table["programme"].nunique()
    return (MARGIN + 2 * TITLE * LEADING + BODY * LEADING + 26 + _ROW * rows
            + 4 * 23 + 10 + most * BODY * LEADING + 8 + foot_height(SOURCE))


def _key(sheet: Sheet, top: float) -> float:
    """What the three signs say, in one line."""
    x = MARGIN
    for verdict, (said, _) in VERDICTS.items():
        ax = sheet.axes(x, top - 3, 18, 18)
        ax.set(xlim=(-9, 9), ylim=(9, -9))
        ax.axis("off")
        _sign(ax, 0, 0, verdict)
        sheet.text(x + 23, top + 10, said, SMALL, "muted")
        x += 90
    return top + BODY * LEADING + 2


def _sign(ax: Axes, x: float, y: float, verdict: str) -> None:
    """A tick, a half disc or a cross: the verdict is not told by colour alone."""
    ink = VERDICTS[verdict][1]
    r = _SIGN
    stroke = {"color": colour(ink), "linewidth": 2.2, "solid_capstyle": "round", "clip_on": False}
    if verdict == "known":
        ax.plot([x - r * 0.9, x - r * 0.2, x + r], [y, y + r * 0.75, y - r * 0.8],
                solid_joinstyle="round", **stroke)
    elif verdict == "partly":
        ax.add_patch(Circle((x, y), r, facecolor="none", edgecolor=colour(ink), linewidth=1.5))
        ax.add_patch(Wedge((x, y), r, 90, 270, facecolor=colour(ink), linewidth=0))
    else:
        ax.plot([x - r * 0.7, x + r * 0.7], [y - r * 0.7, y + r * 0.7], **stroke)
        ax.plot([x - r * 0.7, x + r * 0.7], [y + r * 0.7, y - r * 0.7], **stroke)


def _table(table: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    wide = table.pivot(index="programme", columns="aspect", values="verdict").loc[order]
    names = table.drop_duplicates("programme").set_index("programme")["name"]
    shown = pd.DataFrame({"Programme": names.loc[order].to_list()})
    for aspect, heading in ASPECTS.items():
        shown[heading] = [VERDICTS[one][0] for one in wide[aspect]]
    known = (wide == "known").sum(axis="columns")
    shown[f"Of {in_words(len(ASPECTS))}"] = [count(int(known[one]), "known", "known")
                                             for one in order]
    return shown
