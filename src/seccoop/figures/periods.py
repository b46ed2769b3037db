"""The three categories over time: a still figure that counts entries by five years."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing
from seccoop import data
from seccoop.figures.entries import (
    FIRST,
    LAST,
    PROGRAMMES,
    Entry,
    in_years,
    operations_of,
    programmes_of,
)
from seccoop.figures.palette import category, colour
from seccoop.figures.style import BODY, MARGIN, SMALL, Sheet, context, foot_height

SPANS = [(year, min(year + 4, LAST)) for year in range(FIRST, LAST + 1, 5)]

SOURCE = (
    "Source: the course's tables of operations and programmes, as of 2026. The tables hold what "
    "was found and are fuller for recent years; an entry counts in every span it ran in."
)

_ROWS = tuple(
    (number, f"Category {number}: {name}", category(number))
    for number, name in enumerate(("operations", "democratic development", "aspirants"), 1)
)
_HIGH = 54.0


def categories_over_time() -> Drawing:
    """The still figure: how many entries of each category ran in each five years."""
    return draw_categories_over_time(data.table("operations"), data.table("programmes"))


def draw_categories_over_time(operations: pd.DataFrame, programmes: pd.DataFrame) -> Drawing:
    """Entries of the tables ``operations`` and ``programmes`` by category and five years."""
    entries: dict[int, list[Entry]] = {
        1: operations_of(operations), **{one: programmes_of(programmes, one) for one in PROGRAMMES},
    }
    dated = {key: [e for e in found if e.first is not None] for key, found in entries.items()}
    counts = {
        key: [len(in_years(found, *span)) for span in SPANS] for key, found in dated.items()
    }
    highest = max(max(row) for row in counts.values())
    names = [_span(place) for place in range(len(SPANS))]
    with context():
        sheet = Sheet(MARGIN + 66 + 3 * (_HIGH + 34) + 14 + foot_height(SOURCE))
        top = sheet.head(_title(counts), "Operations and programmes that ran in each span")
        wide = sheet.column / len(SPANS)
        for key, heading, name in _ROWS:
            sheet.text(MARGIN, top + BODY, heading, BODY, name, bold=True)
            ax = sheet.axes(MARGIN, top + 18, sheet.column, _HIGH + 12)
            ax.set(xlim=(0, sheet.column), ylim=(0, _HIGH + 12))
            ax.axis("off")
            ax.plot([0, sheet.column], [0, 0], color=colour("axis"), linewidth=0.8,
                    clip_on=False)
            for place, value in enumerate(counts[key]):
                height = _HIGH * value / highest
                ax.add_patch(Rectangle((place * wide + 6, 0), wide - 12, height,
                                       facecolor=colour(name), linewidth=0))
                ax.text((place + 0.5) * wide, height + 3, str(value), size=SMALL, ha="center",
                        va="baseline", color=colour("ink"))
            top += _HIGH + 34
        for place, span in enumerate(names):
            sheet.text(MARGIN + (place + 0.5) * wide, top + SMALL - 2, span, SMALL, "muted",
                       align="center")
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{_title(counts)}. {_told(names, counts)}",
        table=pd.DataFrame({
            "Years": names, **{f"{heading} (entries)": counts[key] for key, heading, _ in _ROWS},
        }),
        caption=(
            "Number of operations (category 1) and programmes (categories 2 and 3) in the tables "
            f"of this course that ran in each span; the last span is not complete. {SOURCE}"
        ),
    )


def _told(names: list[str], counts: dict[int, list[int]]) -> str:
    rows = []
    for key, heading, _ in _ROWS:
        numbers = [f"{span} {n}" for span, n in zip(names, counts[key], strict=True)]
        rows.append(f"{heading}: {', '.join(numbers)}.")
    return " ".join(rows)


def _title(counts: dict[int, list[int]]) -> str:
    """The finding: when help to reform armies began and was at its height."""
    second, third = (counts[one] for one in PROGRAMMES)
    begun = next(place for place, number in enumerate(second) if number)
    height = second.index(max(second))
    start = f"begins in {_span(begun)}" if begun else "is there from the start"
    ever = "never stops" if all(third) else "comes and goes"
    return (f"Category {PROGRAMMES[0]} {start} and peaks in {_span(height)}; category "
            f"{PROGRAMMES[1]} {ever}")


def _span(place: int) -> str:
    first, last = SPANS[place]
    return f"{first}–{last % 100:02d}"
