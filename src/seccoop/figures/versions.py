"""One page, two dates: the explorer that sets the ministry's versions side by side."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import FancyBboxPatch, Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import category, colour
from seccoop.figures.register import day
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

#: Column of the table with what a version says, and the version in the register of sources.
VERSIONS = {
    "version_2015": "fmn-security-cooperation-2015",
    "version_2020": "fmn-security-cooperation-2020",
}

#: What became of a point between the versions: sign, colour, how a title says it.
CHANGES = {
    "same": ("=", "muted", "the same {} years later"),
    "changed": ("≠", category(3), "changed"),
    "out": ("−", "bad", "taken out"),
    "new": ("+", "good", "new in 2020"),
}

#: Our reading of each point of the table, in the order of the page.
KINDS = {
    "opening": "same", "definition": "same", "categories": "same",
    "operations-examples": "changed", "democratic-examples": "changed",
    "aspirant-examples": "same", "the-1990s": "same", "change": "out",
    "direction": "changed", "agreements": "changed", "money": "new", "fragile-states": "out",
    "date": "changed", "language": "new",
}

SHOWN = {"Only 2015": 1, "2015 and 2020": 2, "With our reading": 3}

_STRIP = 58.0
_PAD = 10.0
_GAP = 8.0


def page_versions() -> Explorer:
    """The explorer: a point of the page, and how much of its story is uncovered."""
    versions = data.table("page_versions")
    names = dict(zip(versions["id"], versions["aspect"], strict=True))

    def draw(*, point: str, shown: int) -> Drawing:
        return draw_versions(versions, point=point, shown=shown)

    return explore(
        draw,
        title="One page, two dates",
        question=f"Which of the {in_words(len(KINDS))} points will read the same in 2020?",
        point=options({names[one]: one for one in KINDS}, label="Point"),
        shown=options(SHOWN, label="Show"),
    )


def draw_versions(versions: pd.DataFrame, *, point: str, shown: int) -> Drawing:
    """One frame: a point in 2015, from ``shown`` 2 on in 2020 too, from 3 on our reading.

    ``versions`` is the table page_versions. While 2020 is covered, so are all the signs.
    """
    rows = versions.set_index("id")
    if point not in KINDS or shown not in SHOWN.values():
        raise ValueError(f"there is no point {point!r} with {shown!r} parts shown; there are "
                         f"{', '.join(KINDS)} with 1, 2 and 3")
    row = rows.loc[point]
    title = _title(row, KINDS[point], shown)
    parts = _parts(row)[:shown]
    source = _source()
    with context():
        sheet = Sheet(_height(rows))
        top = sheet.head(title)
        _strip(sheet, top, list(KINDS), point, covered=shown == 1)
        top += _STRIP
        for place, (heading, text) in enumerate(parts):
            top = _box(sheet, top, heading, text, opinion=place == 2) + _GAP
        sheet.foot(source)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}{'' if title.endswith('?') else '.'} " + " ".join(
            f"{heading}: {text}" for heading, text in parts),
        table=pd.DataFrame({"Version": [heading for heading, _ in parts],
                            row["aspect"]: [text for _, text in parts]}),
        caption=f"{row['aspect']} in the two dated versions of the page. {source}",
        sources=tuple(row["sources"]),
    )


def _parts(row: pd.Series) -> list[tuple[str, str]]:
    return [*((day(source), row[column]) for column, source in VERSIONS.items()),
            ("Our reading", row["reading"])]


def _source() -> str:
    stamps = " and ".join(day(source) for source in VERSIONS.values())
    return (f"Source: the ministry's page, stamped {stamps}, retold in our own words; as of 2026. "
            "Which sign a point gets is our reading.")


def _title(row: pd.Series, kind: str, shown: int) -> str:
    if shown == 1:
        return f"{row['aspect']}: what stood here in 2020?"
    first, last = (int(day(source)[-4:]) for source in VERSIONS.values())
    return f"{row['aspect']}: {CHANGES[kind][2].format(in_words(last - first))}"


def _strip(sheet: Sheet, top: float, points: list[str], chosen: str, covered: bool) -> None:
    """All points as small squares with their sign; the chosen one is framed."""
    wide = sheet.column / len(points)
    ax = sheet.axes(MARGIN, top, sheet.column, 26)
    ax.set(xlim=(0, sheet.column), ylim=(26, 0))
    ax.axis("off")
    for place, point in enumerate(points):
        sign, ink, _ = CHANGES[KINDS[point]]
        here = point == chosen
        ax.add_patch(Rectangle(
            (place * wide + 2, 1), wide - 4, 24, facecolor=colour("land"), clip_on=False,
            edgecolor=colour("ink" if here else "line"), linewidth=2.2 if here else 0.8,
        ))
        ax.text((place + 0.5) * wide, 18, "?" if covered else sign, size=BODY + 1, ha="center",
                va="baseline", weight="bold", color=colour("muted" if covered else ink))
    sheet.text(MARGIN, top + 42, "=  the same    ≠  changed    −  taken out    +  new in 2020",
               SMALL, "muted")


def _box_height(text: str, width: float) -> float:
    return 24 + len(wrap(text, width - 2 * _PAD, BODY)) * BODY * LEADING + 8


def _box(sheet: Sheet, top: float, heading: str, text: str, opinion: bool) -> float:
    high = _box_height(text, sheet.column)
    ax = sheet.axes(MARGIN, top, sheet.column, high)
    ax.set(xlim=(0, sheet.column), ylim=(high, 0))
    ax.axis("off")
    ax.add_patch(FancyBboxPatch(
        (0.6, 0.6), sheet.column - 1.2, high - 1.2, boxstyle="round,pad=0,rounding_size=7",
        facecolor=colour("one_tint" if opinion else "paper"),
        edgecolor=colour("one" if opinion else "axis"), linewidth=1, clip_on=False,
    ))
    sheet.text(MARGIN + _PAD, top + 18, heading, SMALL, "one" if opinion else "muted", bold=True)
    sheet.paragraph(MARGIN + _PAD, top + 22, text, sheet.column - 2 * _PAD, BODY)
    return top + high


def _height(rows: pd.DataFrame) -> float:
    """The height that the longest point needs, so that all frames are equally high."""
    column = WIDTH - 2 * MARGIN
    most = max(sum(_box_height(text, column) + _GAP for _, text in _parts(row))
               for _, row in rows.iterrows())
    return MARGIN + 2 * TITLE * LEADING + 8 + _STRIP + most + foot_height(_source())
