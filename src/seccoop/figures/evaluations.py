"""What evaluations found, level by level: one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle, Wedge

from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.rows import ordered
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

#: The levels, from the desk outwards, each with the two lines of its heading.
LEVELS = {
    "working together": ("Working", "together"),
    "output": ("What was", "delivered"),
    "outcome": ("What", "changed"),
    "lasting peace": ("Lasting", "peace"),
}

#: Verdict: ink and word.
VERDICTS = {"found": ("good", "Found"), "mixed": ("part", "Mixed"), "little": ("bad", "Little")}

SOURCE = (
    "No mark: nothing read at that level. Source: the reports, in summaries and in part; verdicts "
    "are the course's reading, as of 2026."
)

_ROW = 24.0
_NAME = 170.0


def evaluation_ladder() -> Explorer:
    """The explorer: a report, and what it says at each level."""
    levels = _ordered(data.table("evaluation_levels"))
    names = {f"{row.report} ({row.year})": row.report
             for row in levels.drop_duplicates("report").itertuples()}

    def draw(*, report: str) -> Drawing:
        return draw_ladder(levels, report=report)

    return explore(
        draw,
        title="What the evaluations found",
        question="At which level do the good verdicts stop?",
        report=options({"All reports": "", **names}, label="Report"),
    )


def draw_ladder(levels: pd.DataFrame, *, report: str) -> Drawing:
    """One frame: reports as rows, levels as columns; the chosen report's words stand below.

    ``levels`` is the table evaluation_levels; ``report`` is one of its reports, or "" for all.
    """
    levels = _ordered(levels)
    order = levels.drop_duplicates("report")[["report", "year"]].to_dict("records")
    known = [row["report"] for row in order]
    if report and report not in known:
        raise ValueError(f"there is no report {report!r}; there are {', '.join(known)}")
    chosen = levels[levels["report"] == report]
    title = _report_title(chosen) if report else _title(levels)
    with context():
        sheet = Sheet(_height(levels, len(order)))
        top = sheet.head(title)
        step = (sheet.column - _NAME) / len(LEVELS)
        for place, lines in enumerate(LEVELS.values()):
            x = MARGIN + _NAME + (place + 0.5) * step
            for line, words in enumerate(lines):
                sheet.text(x, top + BODY + line * 14, words, SMALL, "muted", align="center")
        top += 36
        ax = sheet.axes(MARGIN, top, sheet.column, _ROW * len(order))
        ax.set(xlim=(0, sheet.column), ylim=(_ROW * len(order), 0))
        ax.axis("off")
        for place, row in enumerate(order):
            y = place * _ROW
            if row["report"] == report:
                ax.add_patch(Rectangle((-4, y), sheet.column + 8, _ROW, linewidth=0,
                                       facecolor=colour("land"), clip_on=False))
            sheet.text(MARGIN, top + y + 16, f"{row['year']}  {row['report']}", SMALL,
                       bold=row["report"] == report)
            for verdict in levels[levels["report"] == row["report"]].itertuples():
                x = _NAME + (list(LEVELS).index(verdict.level) + 0.5) * step
                _mark(ax, x, y + _ROW / 2, VERDICTS[verdict.verdict][0])
        top += _ROW * len(order) + 12
        top = _key(sheet, top)
        if not report:
            for level in LEVELS:
                told = "found in {} of {} reports".format(*reversed(_tally(levels, level)))
                sheet.text(MARGIN, top + SMALL, f"{' '.join(LEVELS[level])}: {told}", SMALL)
                top += SMALL * LEADING + 6
        for row in _in_order(chosen):
            ink, word = VERDICTS[row["verdict"]]
            sheet.text(MARGIN, top + SMALL, f"{' '.join(LEVELS[row['level']])}: {word.lower()}",
                       SMALL, ink, bold=True)
            top = sheet.paragraph(MARGIN, top + SMALL * LEADING, row["reason"], sheet.column,
                                  SMALL) + 5
        sheet.foot(SOURCE)
    shown = chosen if report else levels
    return Drawing(
        figure=sheet.figure, description=_description(title, levels, chosen),
        table=pd.DataFrame({
            "Report": [f"{row.report} ({row.year})" for row in shown.itertuples()],
            "Level": [row.level for row in shown.itertuples()],
            "Verdict": [row.verdict for row in shown.itertuples()],
            "What it says": [row.reason for row in shown.itertuples()],
        }).set_index("Report"),
        caption=f"Verdicts of evaluations and studies on Danish stabilisation. {SOURCE}",
        sources=tuple(dict.fromkeys(s for cell in shown["sources"] for s in cell)),
    )


def _ordered(levels: pd.DataFrame) -> pd.DataFrame:
    """The oldest report first, and of each report the levels from the desk outwards."""
    return ordered(levels, "year", "report", "level", "id", level=LEVELS)


def _in_order(rows: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in ordered(rows, "level", "id", level=LEVELS).iterrows()]


def _tally(levels: pd.DataFrame, level: str) -> tuple[int, int]:
    """How many reports speak at a level, and how many of them found what was hoped for."""
    rows = levels[levels["level"] == level]
    return len(rows), int((rows["verdict"] == "found").sum())


def _title(levels: pd.DataFrame) -> str:
    _, outcome = _tally(levels, "outcome")
    _, peace = _tally(levels, "lasting peace")
    _, together = _tally(levels, "working together")
    if outcome or peace:
        return "All reports: good verdicts at more than one level"
    return f"All reports: {together} praise the teamwork, none finds that peace will last"


def _report_title(chosen: pd.DataFrame) -> str:
    row = chosen.iloc[0]
    said = [f"{level}: {_in_order(chosen[chosen['level'] == level])[0]['verdict']}"
            for level in LEVELS if level in set(chosen["level"])]
    return f"{row['report']}, {row['year']}. {'; '.join(said).capitalize()}"


def _description(title: str, levels: pd.DataFrame, chosen: pd.DataFrame) -> str:
    if len(chosen):
        unsure = " Read in press summaries only." if "partial" in set(chosen["confidence"]) else ""
        return f"{title}. {' '.join(row['reason'] for row in _in_order(chosen))}{unsure}"
    told = "; ".join("{}: {} of {} found it".format(level, *reversed(_tally(levels, level)))
                     for level in LEVELS)
    return f"{title}. {told.capitalize()}."


def _mark(ax: Axes, x: float, y: float, ink: str) -> None:
    """A full disc, a half disc or a ring: the verdict is not told by colour alone."""
    ax.add_patch(Circle((x, y), 7, facecolor=colour(ink if ink == "good" else "paper"),
                        edgecolor=colour(ink), linewidth=1.8, clip_on=False))
    if ink == "part":
        ax.add_patch(Wedge((x, y), 7, 90, 270, facecolor=colour(ink), linewidth=0, clip_on=False))


def _key(sheet: Sheet, top: float) -> float:
    x = MARGIN
    for ink, word in VERDICTS.values():
        ax = sheet.axes(x, top, 18, 18)
        ax.set(xlim=(-9, 9), ylim=(9, -9))
        ax.axis("off")
        _mark(ax, 0, 0, ink)
        sheet.text(x + 24, top + 13, word, SMALL, "muted")
        x += 84
    return top + 30


def _height(levels: pd.DataFrame, reports: int) -> float:
    """The height of the longest frame, so that all are equally high."""
    column = WIDTH - 2 * MARGIN
    words = max(
        sum((1 + len(wrap(reason, column, SMALL))) * SMALL * LEADING + 5 for reason in rows)
        for _, rows in levels.groupby("report")["reason"]
    )
    return (MARGIN + 2 * TITLE * LEADING + 8 + 36 + _ROW * reports + 42 + words
            + foot_height(SOURCE))
