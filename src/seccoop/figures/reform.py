"""Serbia and Bosnia beside the later examples: the explorer that compares two partners."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Wedge

from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures.palette import colour
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

EARLIER = ("Baltic states", "Serbia", "Bosnia")
LATER = ("Iraq", "East Africa", "Kabul academy")

#: Aspect in the table, and its heading.
ASPECTS = {
    "asked": "What was asked",
    "did": "What Denmark did",
    "money": "The money",
    "output": "Output",
    "outcome": "Outcome",
    "credit": "Whose credit",
}

#: How an aspect is known: in words, and how much of its mark is filled.
EVIDENCE = {
    "independent": ("a source that did not do the work", 1.0),
    "told": ("told by those who did it", 0.5),
    "none": ("not found", 0.0),
}

SOURCE = (
    "Mark: full, from a source that did not do the work; half, told by those who did it; empty, "
    "not found. Source: the course's table of reform cases, as of 2026."
)

_GAP = 14.0
_MARK = 15.0


def reform_comparison() -> Explorer:
    """The explorer: one earlier partner beside one later."""
    cases = data.table("reform_cases")

    def draw(*, earlier: str, later: str) -> Drawing:
        return draw_comparison(cases, earlier=earlier, later=later)

    return explore(
        draw,
        title="Two partners side by side",
        question="Which two lines are empty most often, whichever partners you choose?",
        earlier=options(list(EARLIER), label="Earlier", start="Serbia"),
        later=options(list(LATER), label="Later"),
    )


def draw_comparison(cases: pd.DataFrame, *, earlier: str, later: str) -> Drawing:
    """One frame: two columns, six aspects, each with a mark for how it is known.

    ``cases`` is the table reform_cases; ``earlier`` and ``later`` are partners in it.
    """
    pair = [cases[cases["partner"] == name].set_index("aspect") for name in (earlier, later)]
    if any(rows.empty for rows in pair):
        raise ValueError(
            f"there is no pair {earlier!r} and {later!r}; there are "
            f"{', '.join(dict.fromkeys(cases['partner']))}"
        )
    column = (WIDTH - 2 * MARGIN - _GAP) / 2
    findings = [f"{rows['partner'].iloc[0]}: {rows.loc['finding', 'text']}" for rows in pair]
    with context():
        sheet = Sheet(_height(cases, column))
        top = _findings(sheet, findings)
        for place, (name, ink) in enumerate(((earlier, "two"), (later, "one"))):
            x = MARGIN + place * (column + _GAP)
            sheet.text(x, top + BODY, name, BODY, ink, bold=True)
            line = sheet.axes(x, top + BODY + 5, column, 2)
            line.set(xlim=(0, 1), ylim=(-1, 1))
            line.axis("off")
            line.plot([0, 1], [0, 0], color=colour(ink), linewidth=2, solid_capstyle="butt")
        top += BODY + 12
        for aspect, heading in ASPECTS.items():
            sheet.text(MARGIN, top + SMALL, heading, SMALL, "muted", bold=True)
            for place, (rows, ink) in enumerate(zip(pair, ("two", "one"), strict=True)):
                x = MARGIN + place * (column + _GAP)
                mark = sheet.axes(x, top + SMALL + 7, 10, 10)
                _mark(mark, EVIDENCE[rows.loc[aspect, "evidence"]][1], ink)
                sheet.paragraph(x + _MARK, top + SMALL + 5, rows.loc[aspect, "text"],
                                column - _MARK, SMALL)
            top += _row(cases, aspect, column)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{'. '.join(findings)}. {_told(pair)}",
        table=_table(pair, (earlier, later)),
        caption=f"{earlier} beside {later}, aspect by aspect. {SOURCE}",
        sources=tuple(sorted({one for rows in pair for many in rows["sources"] for one in many})),
    )


def _findings(sheet: Sheet, findings: list[str]) -> float:
    """The title: one line for each partner; gives where the drawing may begin."""
    top = MARGIN - 2
    for line in findings:
        if len(wrap(line, sheet.column, TITLE, bold=True)) > 1:
            raise ValueError(f"a finding has one line; shorten {line!r}")
        top = sheet.paragraph(MARGIN, top, line, sheet.column, TITLE, bold=True)
    return top + 8


def _row(cases: pd.DataFrame, aspect: str, column: float) -> float:
    """Height of an aspect: that of the longest text in it, so that rows keep their places."""
    texts = cases.loc[cases["aspect"] == aspect, "text"]
    lines = max(len(wrap(text, column - _MARK, SMALL)) for text in texts)
    return SMALL + 5 + lines * SMALL * LEADING + 9


def _height(cases: pd.DataFrame, column: float) -> float:
    rows = sum(_row(cases, aspect, column) for aspect in ASPECTS)
    return MARGIN + 2 * TITLE * LEADING + 8 + BODY + 12 + rows + foot_height(SOURCE)


def _mark(ax: Axes, filled: float, ink: str) -> None:
    """A disc: full, half or empty."""
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    ax.axis("off")
    ax.add_patch(Circle((0, 0), 0.85, facecolor=colour(ink) if filled == 1 else "none",
                        edgecolor=colour(ink), linewidth=1.3, clip_on=False))
    if filled == 0.5:
        ax.add_patch(Wedge((0, 0), 0.85, 90, 270, facecolor=colour(ink), linewidth=0,
                           clip_on=False))


def _told(pair: list[pd.DataFrame]) -> str:
    """What is and is not known of the two, aspect by aspect."""
    said = []
    for rows in pair:
        missing = [ASPECTS[a].lower() for a in ASPECTS if rows.loc[a, "evidence"] == "none"]
        gap = f"Not found: {', '.join(missing)}." if missing else "Nothing is missing."
        said.append(f"{rows['partner'].iloc[0]}, outcome: {rows.loc['outcome', 'text']} "
                    f"Credit: {rows.loc['credit', 'text']} {gap}")
    return " ".join(said)


def _table(pair: list[pd.DataFrame], names: tuple[str, str]) -> pd.DataFrame:
    columns: dict[str, list[str]] = {"Aspect": list(ASPECTS.values())}
    for rows, name in zip(pair, names, strict=True):
        columns[name] = [rows.loc[aspect, "text"] for aspect in ASPECTS]
        columns[f"{name}: known from"] = [
            EVIDENCE[rows.loc[aspect, "evidence"]][0] for aspect in ASPECTS
        ]
    return pd.DataFrame(columns)
