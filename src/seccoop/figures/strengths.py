"""Operations by the largest Danish strength: the explorer that asks how large counts as large."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    context,
    count,
    foot_height,
    listing,
    number,
    text_width,
)

FIRST, LAST = 1990, 2027
STEPS = (100, 150, 200, 300, 500, 800)

SOURCE = (
    "Hollow: fewer Danes than asked for. Dashed: the end of the UN's last. ≤ most allowed, ≥ at "
    "least, ? uncertain; the others are about right. Source: ministries, Armed Forces, UN reports, "
    "press, as named in the table operations; as of 2026."
)

#: Lead, its name in a sentence, its colour.
LEADS = (("UN", "UN", "un"), ("NATO", "NATO", "nato"), ("coalition", "coalitions", "coalition"),
         ("national", "Denmark alone", "other"))

#: Short names: the abbreviation, or the place where there is none that is known.
SHORT = {
    "faraway": "Gulf, corvette", "unikom": "UNIKOM, Kuwait",
    "unprofor-croatia": "UNPROFOR, Croatia", "unprofor-bosnia": "UNPROFOR, Bosnia",
    "ifor": "IFOR, Bosnia", "sfor": "SFOR, Bosnia", "allied-force": "F-16s, Kosovo",
    "kfor": "KFOR, Kosovo", "unmee": "UNMEE, Eritrea",
    "enduring-freedom-sof": "OEF, Afghanistan", "isaf": "ISAF, Afghanistan",
    "iraq-2003-naval": "Iraq, two vessels", "dancon-iraq": "Iraq, battalion",
    "unifil-land": "UNIFIL, Lebanon", "libya-2011": "F-16s, Libya", "oir-f16": "F-16s, Iraq",
    "resolute-support": "RSM, Afghanistan", "oir-training": "Iraq, trainers",
    "carrier-groups": "Carrier escorts", "nato-mission-iraq": "NMI, Iraq",
    "efp-estonia": "Estonia, company", "agenor": "Hormuz, frigate",
    "gulf-of-guinea": "Guinea, frigate", "latvia-battalion": "Latvia, battalion",
    "interflex": "Interflex, Britain", "latvia-brigade": "Latvia, brigade",
}

_ROW = 15.0
_LABELS = 174.0


def large_operations() -> Explorer:
    """The explorer: from how many Danes on an operation counts as large."""
    operations = data.table("operations")

    def draw(*, least: int) -> Drawing:
        return draw_large_operations(operations, least=least)

    return explore(
        draw,
        title="Large operations",
        question="When did the UN's last large Danish force end, if you change what is large?",
        least=options({f"{step} or more": step for step in STEPS}, ordered=True,
                      label="Danes at once"),
    )


def draw_large_operations(operations: pd.DataFrame, *, least: int) -> Drawing:
    """One frame: operations since 1990 with 100 Danes or more, ``least`` or more in colour.

    ``operations`` is the table of that name. An operation without a known strength is left
    out; one whose end is not known is drawn for its first year, with an open end.
    """
    known = operations[operations["peak_personnel"] >= STEPS[0]]
    shown = known[known["start"] >= str(FIRST)].sort_values("start", kind="stable")
    large = shown[shown["peak_personnel"] >= least]
    with context():
        sheet = Sheet(MARGIN + 82 + len(shown) * _ROW + 26 + foot_height(SOURCE))
        top = sheet.head(_title(large, least), "Most Danes at one time, and the years")
        _legend(sheet, top)
        ax = sheet.axes(_LABELS, top + 18, WIDTH - MARGIN - _LABELS, len(shown) * _ROW)
        _axis(ax, len(shown))
        for place, row in enumerate(shown.itertuples()):
            _bar(sheet, ax, row, place, top + 18, large=row.peak_personnel >= least)
        last = _last_of_un(large)
        if last is not None:
            ax.plot([_time(last.end, 1)] * 2, [0, len(shown)], color=colour("un"), zorder=1,
                    linewidth=1.0, linestyle=(0, (3, 2)))
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(large, least),
        table=_table(shown, least),
        caption=(
            f"Operations begun since {FIRST} with {STEPS[0]} Danes or more at one time, by the "
            "largest strength that was found, in persons. Strengths are of different dates and "
            f"kinds. {SOURCE}"
        ),
        sources=sorted({source for row in shown["sources"] for source in row}),
    )


def _legend(sheet: Sheet, top: float) -> None:
    x = MARGIN
    for _, name, ink in LEADS:
        sheet.figure.add_artist(Rectangle(
            (x / sheet.width, 1 - (top + 11) / sheet.height), 9 / sheet.width, 9 / sheet.height,
            facecolor=colour(ink), linewidth=0,
        ))
        sheet.text(x + 13, top + 11, name, SMALL)
        x += 13 + text_width(name, SMALL) * 1.06 + 12


def _axis(ax: Axes, rows: int) -> None:
    ax.set(xlim=(FIRST, LAST), ylim=(rows, 0))
    ax.set_yticks([])
    ax.set_xticks(range(FIRST, LAST, 10))
    ax.grid(axis="x")
    ax.tick_params(axis="x", length=3)


def _bar(sheet: Sheet, ax: Axes, row, place: int, top: float, *, large: bool) -> None:
    base = top + place * _ROW + 11.5
    sheet.text(MARGIN, base, SHORT[row.id], SMALL, "ink" if large else "muted", bold=large)
    sheet.text(_LABELS - 8, base, _strength(row), SMALL, "ink" if large else "muted",
               align="right")
    left = _time(row.start, 0)
    right = LAST if row.ongoing else _time(row.end if isinstance(row.end, str) else row.start, 1)
    ink = {lead: name for lead, _, name in LEADS}[row.lead]
    ax.add_patch(Rectangle(
        (left, place + 0.18), max(right - left, 0.35), 0.64, zorder=2, linewidth=0.9,
        facecolor=colour(ink) if large else colour("paper"),
        edgecolor=colour(ink) if large else colour("axis"),
    ))


def _strength(row) -> str:
    sign = {"ceiling": "≤ ", "up to": "≤ ", "at least": "≥ "}.get(row.peak_qualifier, "")
    doubt = "" if row.confidence == "confirmed" else "?"
    return f"{sign}{number(row.peak_personnel)}{doubt}"


def _time(when: str, end: int) -> float:
    """A date as a decimal year; ``end`` 1 takes the end of the year or month named.

    >>> _time("1995-12", 1), _time("2003", 0), _time("2003", 1)
    (1996.0, 2003.0, 2004.0)
    """
    year, _, month = when.partition("-")
    if not month:
        return float(int(year) + end)
    return int(year) + (int(month[:2]) - 1 + end) / 12


def _last_of_un(large: pd.DataFrame):
    """The UN's operation that ended last, unless there is none."""
    led = large[large["lead"] == "UN"].sort_values("end")
    return None if led.empty else next(led.iloc[[-1]].itertuples())


def _title(large: pd.DataFrame, least: int) -> str:
    last = _last_of_un(large)
    if last is None:
        return f"{number(least)} Danes or more: none under the UN since 1990"
    others = sum((large["lead"] != "UN") & (large["start"] > last.end))
    return (
        f"{number(least)} Danes or more: the UN's last ended in {last.end[:4]}; "
        f"{count(others, 'other')} began later"
    )


def _description(large: pd.DataFrame, least: int) -> str:
    counts = large["lead"].value_counts()
    told = [f"{name} {counts[lead]}" for lead, name, _ in LEADS if lead in counts]
    last = _last_of_un(large)
    end = f" The UN's last is {SHORT[last.id]}." if last is not None else ""
    return (
        f"{_title(large, least)}. Of {count(len(large), 'operation')} of that size, by lead: "
        f"{listing(told)}.{end}"
    )


def _table(shown: pd.DataFrame, least: int) -> pd.DataFrame:
    return pd.DataFrame({
        "Operation": [SHORT[row.id] for row in shown.itertuples()],
        "Lead": shown["lead"].replace({"national": "Denmark alone"}).to_list(),
        "Most Danes at once (persons)": [_strength(row) for row in shown.itertuples()],
        "From": shown["start"].to_list(),
        "To": ["open" if row.ongoing else row.end if isinstance(row.end, str) else "not known"
               for row in shown.itertuples()],
        f"{least} or more": ["yes" if row.peak_personnel >= least else "no"
                             for row in shown.itertuples()],
    })
