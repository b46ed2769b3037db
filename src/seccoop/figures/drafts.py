"""The page of today: choices for its examples, its money and its forecast, and what they cost."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import FancyBboxPatch

from coursekit.dates import said
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
    foot_height,
    wrap,
)

SOURCE = (
    "Source: the course's table of page choices, which names the sources of each; as of 2026. "
    "Wording and weighing are the course's."
)

#: The three parts of a page, with their headings.
PARTS = {"examples": "The examples", "money": "The money", "forecast": "The forecast"}

#: The order in which choices are offered; any other of the table follows them.
CHOICES = (
    "as-in-2020", "still-open", "with-latvia", "fourth-heading", "fund", "frame", "kiel",
    "no-sum", "fragile", "ukraine", "defence", "no-forecast",
)

_PAD = 10.0
_GAP = 8.0
_MARK = 62.0


def next_page() -> Explorer:
    """The explorer: examples, money and forecast of a page to be written."""
    choices = data.table("page_choices")

    def draw(*, examples: str, money: str, forecast: str) -> Drawing:
        return draw_page(choices, examples=examples, money=money, forecast=forecast)

    return explore(
        draw,
        title="The page of today",
        question=f"Which {in_words(len(PARTS))} choices would you defend before the minister, and "
                 "at what price?",
        examples=options(_choices(choices, "examples"), label="Examples"),
        money=options(_choices(choices, "money"), label="Money"),
        forecast=options(_choices(choices, "forecast"), label="Forecast"),
    )


def draw_page(choices: pd.DataFrame, *, examples: str, money: str, forecast: str) -> Drawing:
    """One frame: three parts of a page, each with what speaks for and against it.

    ``choices`` is the table page_choices; the three others are ids in it.
    """
    rows = choices.set_index("id")
    picked = dict(zip(PARTS, (examples, money, forecast), strict=True))
    for part, name in picked.items():
        if name not in rows.index or rows.loc[name, "part"] != part:
            known = ", ".join(_choices(choices, part).values())
            raise ValueError(f"there is no choice {name!r} for the {part}; there are {known}")
    shown = rows.loc[list(picked.values())]
    title = _title(shown)
    with context():
        sheet = Sheet(_height(choices))
        top = sheet.head(title)
        for (_, row), heading in zip(shown.iterrows(), PARTS.values(), strict=True):
            top = _part(sheet, top, heading, row) + _GAP
        sheet.foot(SOURCE)
    sources = dict.fromkeys(source for row in shown["sources"] for source in row)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. " + " ".join(
            f"{heading}: {text}" for heading, text in zip(PARTS.values(), shown["text"],
                                                          strict=True)),
        table=pd.DataFrame({
            "Part": list(PARTS.values()), "What the page says": list(shown["text"]),
            "For": list(shown["speaks_for"]), "Against": list(shown["speaks_against"]),
        }),
        caption=f"A draft of the ministry's page, and what speaks for and against it. {SOURCE}",
        sources=tuple(sources),
    )


def span(rows: pd.DataFrame) -> tuple[str, str]:
    """The first and the last moment at which all chosen parts held, '' where open.

    >>> span(pd.DataFrame({"held_from": ["2020-01-06", "2024"], "held_until": ["2021-06", None]}))
    ('2024', '2021-06')
    """
    firsts = [str(value) for value in rows["held_from"].dropna() if str(value)]
    lasts = [str(value) for value in rows["held_until"].dropna() if str(value)]
    return max(firsts, default=""), min(lasts, default="")


def _title(rows: pd.DataFrame) -> str:
    first, last = span(rows)
    if last and first > last:
        return f"No day fits this page: part of it ends in {_month(last)}, part begins in " \
               f"{_month(first)}"
    if last:
        return f"This page could stand from {_month(first)} to {_month(last)}, no longer"
    return f"This page could be written from {_month(first)} on"


def _month(moment: str) -> str:
    """
    >>> _month("2025-07-11"), _month("2025")
    ('July 2025', '2025')
    """
    return said(moment[:7])


def _choices(choices: pd.DataFrame, part: str) -> dict[str, str]:
    rows = choices[choices["part"] == part].set_index("id")
    return {rows.loc[one, "choice"]: one for one in listed(rows.index, CHOICES)}


def _reasons(row: pd.Series) -> tuple[tuple[str, str, str], ...]:
    return ("For", "good", row["speaks_for"]), ("Against", "bad", row["speaks_against"])


def _part_height(row: pd.Series, column: float) -> float:
    said = len(wrap(row["text"], column - 2 * _PAD, BODY)) * BODY * LEADING
    room = column - 2 * _PAD - _MARK
    reasons = sum(len(wrap(text, room, SMALL)) * SMALL * LEADING + 4
                  for _, _, text in _reasons(row))
    return 24 + said + 8 + reasons + 6


def _part(sheet: Sheet, top: float, heading: str, row: pd.Series) -> float:
    """One part: what the page says, below it the reasons; gives where it ends."""
    high = _part_height(row, sheet.column)
    ax = sheet.axes(MARGIN, top, sheet.column, high)
    ax.set(xlim=(0, sheet.column), ylim=(high, 0))
    ax.axis("off")
    ax.add_patch(FancyBboxPatch(
        (0.6, 0.6), sheet.column - 1.2, high - 1.2, boxstyle="round,pad=0,rounding_size=7",
        facecolor=colour("paper"), edgecolor=colour("axis"), linewidth=1, clip_on=False,
    ))
    left, column = MARGIN + _PAD, sheet.column - 2 * _PAD
    sheet.text(left, top + 18, heading, SMALL, "muted", bold=True)
    below = sheet.paragraph(left, top + 22, row["text"], column, BODY, bold=False) + 6
    for name, ink, text in _reasons(row):
        sheet.text(left, below + SMALL, name, SMALL, ink, bold=True)
        below = sheet.paragraph(left + _MARK, below, text, column - _MARK, SMALL) + 4
    return top + high


def _height(choices: pd.DataFrame) -> float:
    """The height that the longest page needs, so that all frames are equally high."""
    column = WIDTH - 2 * MARGIN
    highest = sum(
        max(_part_height(row, column) for _, row in rows.iterrows()) + _GAP
        for _, rows in choices.groupby("part")
    )
    return MARGIN + 2 * TITLE * LEADING + 8 + highest + foot_height(SOURCE)
