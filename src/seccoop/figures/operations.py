"""Where Danes were deployed, when, and under whose flag: the operations explorer."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from coursekit.dates import said
from coursekit.explore import Drawing, Explorer, explore, options
from seccoop import data
from seccoop.figures import maps
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
from seccoop.figures.style import (
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    context,
    count,
    foot_height,
    listing,
    text_width,
)
from seccoop.figures.theatres import THEATRES

#: The day of the attacks after which a period is named.
_ATTACKS = date(2001, 9, 11)

PERIODS: dict[str, tuple[int, int]] = {
    f"{first}–{last}: {name}": (first, last) for first, last, name in (
        (FIRST, LAST, "the whole time"),
        (1990, 1991, "the Gulf"),
        (1992, 1995, "war in Yugoslavia"),
        (1996, 2000, "after Dayton"),
        (2001, 2002, f"after {said(_ATTACKS.isoformat()).removesuffix(f' {_ATTACKS.year}')}"),
        (2003, 2007, "Iraq"),
        (2008, 2014, "Helmand and Libya"),
        (2015, 2021, "ISIL and Mali"),
        (2022, LAST, "war in Ukraine"),
    )
}

CATEGORIES = tuple(str(number) for number in PROGRAMMES)
"""Values of SHOWN that stand for programmes."""

SHOWN: dict[str, str] = {
    "All operations": "all",
    "UN-led": "UN",
    "NATO-led": "NATO",
    "EU-led": "EU",
    "Coalition-led": "coalition",
    **{f"Programmes of category {one}": one for one in CATEGORIES},
}

SOURCE = (
    "Source: the course's tables of operations and programmes, as of 2026. One mark is one "
    f"entry, whatever its size. {maps.BORDERS}"
)


@dataclass(frozen=True)
class Kind:
    """How entries of one lead or category are drawn and spoken of."""

    lane: str
    leader: str
    colour: str
    marker: str


KINDS: dict[str, Kind] = {
    "UN": Kind("UN", "the UN", "un", "o"),
    "NATO": Kind("NATO", "NATO", "nato", "s"),
    "EU": Kind("EU", "the EU", "eu", "^"),
    "coalition": Kind("Coalition", "coalitions", "coalition", "D"),
    "other": Kind("Other", "others", "other", "P"),
    **{str(number): Kind(f"Category {number}", "", category(number), marker)
       for number, marker in zip(PROGRAMMES, "os", strict=True)},
}

_STRIP = 106.0
_DOT = 6.6
_PITCH = 8.2


def operations_map() -> Explorer:
    """The explorer: a period, and which operations or programmes to show."""
    operations, programmes = data.table("operations"), data.table("programmes")
    outlines, countries = data.table("outlines"), data.table("countries")

    def draw(*, period: tuple[int, int], show: str) -> Drawing:
        return draw_operations(operations, programmes, outlines, countries,
                               period=period, show=show)

    return explore(
        draw,
        title="Operations map",
        question="Where did the UN flag give way to NATO's, and when did Denmark leave "
                 "Europe's neighbourhood?",
        period=options(PERIODS, label="Period"),
        show=options(SHOWN, label="Show"),
    )


def draw_operations(operations: pd.DataFrame, programmes: pd.DataFrame, outlines: pd.DataFrame,
                    countries: pd.DataFrame, *, period: tuple[int, int], show: str) -> Drawing:
    """One frame: a map with one mark an entry, and a strip of bars from start to end.

    ``period`` holds the first and the last year, ``show`` is one of the values of
    SHOWN. The four tables are those of the same names.
    """
    if show not in SHOWN.values():
        raise ValueError(f"show is {show!r}; allowed are {', '.join(SHOWN.values())}")
    leads = operations_of(operations)
    others = [entry for one in PROGRAMMES for entry in programmes_of(programmes, one)]
    lanes = others if show in CATEGORIES else leads
    running = in_years(lanes, *period)
    shown = [entry for entry in running if show in ("all", entry.kind)]
    title, rest = _finding(shown, running, period, show)

    with context():
        window = maps.DEPLOYMENTS
        room = foot_height(SOURCE)
        sheet = Sheet(MARGIN + 50 + window.height + 12 + _STRIP + 22 + room)
        top = sheet.head(title)
        ax = sheet.axes(MARGIN, top, window.width, window.height)
        hosts = {iso3 for entry in shown for iso3 in entry.countries}
        drawn = {iso3 for entry in leads + others for iso3 in entry.countries}
        maps.draw(ax, window, outlines,
                  {iso3: "host" if iso3 in hosts else "land" for iso3 in drawn})
        _marks(ax, window, shown)
        _strip(sheet, top + window.height + 12, lanes, set(map(id, shown)), period)
        sheet.foot(SOURCE)

    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {rest}".strip(),
        table=_table(shown, countries, show),
        caption=_caption(period, show),
        sources=(),
    )


def _finding(shown: list[Entry], running: list[Entry], period: tuple[int, int],
             show: str) -> tuple[str, str]:
    """The title, and what else a reader of the picture sees."""
    years = f"{period[0]}–{period[1]}"
    what = f"programmes of category {show}" if show in CATEGORIES else "operations"
    if not shown:
        none = f"no {what}" if show in CATEGORIES else (
            f"of {count(len(running), 'operation')}, none was led by {KINDS[show].leader}"
        )
        return f"{years}: {none}", "The map shows no mark."
    places = Counter(theatre.name for entry in shown for theatre in entry.theatres)
    ranked = sorted(places.items(), key=lambda item: -item[1])
    most, number = ranked[0]
    europe = sum(any(theatre.european for theatre in entry.theatres) for entry in shown)
    listed = f"By theatre: {', '.join(f'{name} {n}' for name, n in ranked)}."
    if show == "all":
        leads = Counter(entry.kind for entry in shown)
        top = max(leads.values())
        first = [KINDS[kind].leader for kind in KINDS if leads[kind] == top]
        led = f"{listing(first)} led {top}{' each' if len(first) > 1 else ''}"
        split = ", ".join(f"{KINDS[kind].lane} {leads[kind]}" for kind in KINDS if leads[kind])
        return (
            f"{years}: of {count(len(shown), 'operation')}, {led}; {europe or 'none'} in Europe",
            f"By lead: {split}. {listed}",
        )
    if show in CATEGORIES:
        noun = count(len(shown), f"programme of category {show}", what)
        return f"{years}: {noun}; {number} reached {most}", listed
    return (
        f"{years}: {KINDS[show].leader} led {len(shown)} of {len(running)} operations; "
        f"{number} in {most}",
        listed,
    )


def _marks(ax: Axes, window: maps.Window, shown: list[Entry]) -> None:
    """A block of marks for each theatre, with its name and count."""
    spots: dict[str, list[tuple[float, float]]] = {}
    for theatre in THEATRES:
        block = sorted((entry.kind for entry in shown if theatre in entry.theatres),
                       key=list(KINDS).index)
        if not block:
            continue
        left, top = window.place(*theatre.label_at)
        ax.text(left, top, f"{theatre.on_map} {len(block)}", size=SMALL, weight="bold",
                va="baseline", color=colour("ink"), clip_on=False)
        columns = max(3, math.ceil(math.sqrt(2.4 * len(block))))
        for place, kind in enumerate(block):
            row, column = divmod(place, columns)
            spots.setdefault(kind, []).append(
                (left + _DOT / 2 + column * _PITCH, top - 8 - row * _PITCH)
            )
    for kind, places in spots.items():
        ax.scatter(*zip(*places, strict=True), s=_DOT**2, marker=KINDS[kind].marker,
                   facecolor=colour(KINDS[kind].colour), edgecolor=colour("paper"),
                   linewidth=0.7, clip_on=False, zorder=4)


def _strip(sheet: Sheet, top: float, entries: list[Entry], shown: set[int],
           period: tuple[int, int]) -> None:
    """Bars from start to end, lane by lane; the shown ones in colour, the period shaded."""
    lanes = [kind for kind in KINDS if any(entry.kind == kind for entry in entries)]
    widest = max(text_width(KINDS[kind].lane, SMALL, bold=True) for kind in lanes)
    left = MARGIN + widest * 1.04 + 20
    ax = sheet.axes(left, top, WIDTH - MARGIN - left, _STRIP)
    ax.set(xlim=(FIRST, LAST + 1), ylim=(_STRIP, 0))
    ax.set_yticks([])
    ax.set_xticks(range(FIRST, LAST + 1, 5))
    ax.tick_params(axis="x", length=0)
    ax.add_patch(Rectangle((period[0], 0), period[1] + 1 - period[0], _STRIP,
                           facecolor=colour("land"), linewidth=0))
    packed = {kind: _packed([e for e in entries if e.kind == kind]) for kind in lanes}
    gap = 5.0
    rows = sum(max(len(lane), 2) for lane in packed.values())
    pitch = min(6.0, (_STRIP - gap * (len(lanes) + 1)) / rows)
    y = gap
    for kind in lanes:
        height = max(len(packed[kind]), 2) * pitch
        on = [e for row in packed[kind] for e in row if id(e) in shown]
        style = KINDS[kind].colour
        sheet.text(left - 18, top + y + height / 2 + SMALL * 0.36, KINDS[kind].lane, SMALL,
                   style if on and kind != "other" else "muted", bold=bool(on),
                   align="right")
        ax.scatter(FIRST - 9 * (LAST + 1 - FIRST) / (WIDTH - MARGIN - left), y + height / 2,
                   s=_DOT**2, marker=KINDS[kind].marker, linewidth=0, clip_on=False,
                   facecolor=colour(style if on else "host"))
        for chosen, name in ((False, "host"), (True, style)):
            bars = [
                _bar(entry, y + place * pitch, pitch * 0.72)
                for place, row in enumerate(packed[kind]) for entry in row
                if (id(entry) in shown) is chosen
            ]
            if bars:
                ax.add_patch(PathPatch(Path.make_compound_path(*bars), linewidth=0,
                                       facecolor=colour(name), clip_on=False))
        y += height + gap


def _packed(entries: list[Entry]) -> list[list[Entry]]:
    """Entries in as few rows as they need without overlapping; undated ones left out."""
    rows: list[list[Entry]] = []
    for entry in in_years(entries, FIRST, LAST):
        if entry.first is None or entry.last is None:
            continue
        for row in rows:
            if row[-1].last < max(entry.first, FIRST):
                row.append(entry)
                break
        else:
            rows.append([entry])
    return rows


def _bar(entry: Entry, y: float, height: float) -> Path:
    start, end = max(entry.first, FIRST), min(entry.last, LAST) + 1 - 0.15
    return Path([(start, y), (end, y), (end, y + height), (start, y + height), (start, y)],
                closed=True)


def _table(shown: list[Entry], countries: pd.DataFrame, show: str) -> pd.DataFrame:
    names = dict(zip(countries["iso3"], countries["name_en"], strict=True))
    noun = "Programme" if show in CATEGORIES else "Operation"
    if not shown:
        return pd.DataFrame({noun: ["none in this period"]})
    return pd.DataFrame([
        {
            noun: entry.name,
            "Category" if show in CATEGORIES else "Lead": KINDS[entry.kind].lane,
            "Theatre": ", ".join(theatre.name for theatre in entry.theatres),
            "Countries": ", ".join(names.get(iso3, iso3) for iso3 in entry.countries) or "at sea",
            "From": str(entry.first) if entry.first else "not known",
            "To": "ongoing" if entry.ongoing else
                  str(entry.last) if entry.last and not entry.open_end else "not known",
        }
        for entry in shown
    ])


def _caption(period: tuple[int, int], show: str) -> str:
    what = (
        f"Programmes of category {show} with Danish support" if show in CATEGORIES
        else "Operations with Danish participation"
    )
    return (
        f"{what} that ran in any year from {period[0]} to {period[1]}. One mark is one entry; "
        "it says nothing of size. Where an end is not known, only the first year is drawn; "
        "where no date is known, the entry counts in the whole time only. Europe: the Balkans, "
        f"the Baltic, the North Sea and Atlantic, Ukraine and the Caucasus. Korea lies beyond the "
        f"frame; the mark of East Asia stands at its edge. {SOURCE}"
    )
