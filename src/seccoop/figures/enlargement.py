"""How Europe moved into NATO, year by year: the enlargement explorer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, years
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures import labels, maps
from seccoop.figures.palette import colour
from seccoop.figures.style import (
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

FIRST, LAST = 1990, 2026

SOURCE = (
    "Source: NATO and EU pages, see the course's table of accessions; as of 2026. Status at the "
    f"end of the year. {maps.BORDERS}"
)

#: The steps in their order, each a column of the table.
STEPS = ("pfp", "map", "invited", "nato")

#: What is new in a year, the greatest news first: how a title tells it of one state and of many.
NEWS = {
    "nato": ("joins NATO", "join NATO"),
    "invited": ("is invited", "are invited"),
    "map": ("enters the MAP", "enter the MAP"),
    "map_conditional": ("is offered a MAP, on a condition", "are offered a MAP, on a condition"),
    "pfp": ("signs PfP", "sign PfP"),
    "pfp_back": ("returns to PfP", "return to PfP"),
    "pfp_left": ("leaves PfP", "leave PfP"),
}

#: NATO's list of aspirants was read in its edition of this year.
ASPIRANTS_AS_OF = 2024

_KEY = 34.0


@dataclass(frozen=True)
class Standing:
    """Where one state stands at the end of a year, and what it did in that year."""

    iso3: str
    name: str
    status: str
    new: tuple[str, ...]
    aspirant: bool


def enlargement_map() -> Explorer:
    """The explorer: a year from 1990 to 2026."""
    accessions, outlines = data.table("accessions"), data.table("outlines")
    countries = data.table("countries")

    def draw(*, year: int) -> Drawing:
        return draw_enlargement(accessions, outlines, countries, year=year)

    return explore(
        draw,
        title="Enlargement map",
        question="In which years did the map change most, and which states moved without a "
                 "Membership Action Plan?",
        year=years(FIRST, LAST),
    )


def standings(accessions: pd.DataFrame, countries: pd.DataFrame, year: int) -> list[Standing]:
    """Every state of the table with its status at the end of ``year``.

    A status is ``before`` (member before 1990), one of STEPS, or ``none``; news are keys
    of NEWS.
    """
    names = dict(zip(countries["iso3"], countries["name_en"], strict=True))
    found = []
    for row in accessions.to_dict("records"):
        dates = {step: _year(row[step]) for step in (*STEPS, "pfp_left", "pfp_back")}
        reached = [step for step in STEPS if dates[step] is not None and dates[step] <= year]
        status = reached[-1] if reached else "none"
        if row["member_before_1990"]:
            status = "before"
        left, back = dates["pfp_left"], dates["pfp_back"]
        if status == "pfp" and left is not None and left <= year < (back or LAST + 1):
            status = "none"
        new = tuple(
            "map_conditional" if step == "map" and row["map_conditional"] else step
            for step, when in dates.items() if when == year
        )
        found.append(Standing(row["iso3"], names[row["iso3"]], status, new,
                              bool(row["aspirant"])))
    return sorted(found, key=lambda standing: standing.name)


def draw_enlargement(accessions: pd.DataFrame, outlines: pd.DataFrame, countries: pd.DataFrame,
                     *, year: int) -> Drawing:
    """One frame: Europe by status at the end of ``year``, what is new in that year on top."""
    states = standings(accessions, countries, year)
    title, rest = _finding(states, year)
    with context():
        window = maps.EUROPE
        sheet = Sheet(MARGIN + 48 + _KEY + window.height + 6 + foot_height(SOURCE))
        top = sheet.head(title)
        _key(sheet, top, states, year)
        top += _KEY + 4
        ax = sheet.axes(MARGIN, top, window.width, window.height)
        fills = {state.iso3: _fill(state) for state in states}
        stripes = {
            state.iso3: "paper" if state.new else "joined"
            for state in states if state.status in ("map", "invited")
        }
        maps.draw(ax, window, outlines, fills, stripes)
        visible = maps.outlined(window, outlines)
        places = {row.iso3: (row.lon, row.lat) for row in countries.itertuples()}
        for state in states:
            if state.iso3 not in visible:
                labels.dot(ax, window, places[state.iso3], fills[state.iso3])
        named = [state for state in states if state.new] or _waiting(states, year)
        labels.write(ax, window, {state.iso3: state.name for state in named}, places)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {rest}",
        table=_table(states),
        caption=(
            f"Status of states on the road into NATO at the end of {year}. PfP: Partnership for "
            f"Peace, MAP: Membership Action Plan. {SOURCE}"
        ),
    )


def _year(value: object) -> int | None:
    return int(value[:4]) if isinstance(value, str) and value else None


def _fill(state: Standing) -> str:
    if state.new:
        return "highlight"
    return {"before": "before", "nato": "joined", "none": "land"}.get(state.status, "pfp")


def _finding(states: list[Standing], year: int) -> tuple[str, str]:
    """The title, and the counts that a reader of the picture sees."""
    def new(step: str) -> list[str]:
        return [state.name for state in states if step in state.new]

    done = [
        f"{_names_or_number(new(step))} {one if len(new(step)) == 1 else many}"
        for step, (one, many) in NEWS.items() if new(step)
    ]
    numbers = _counts(states)
    members, near = numbers["before"] + numbers["nato"], numbers["map"] + numbers["invited"]
    if not done:
        door = f", and {near} with a MAP or an invitation" if near else ""
        if _waiting(states, year):
            door = f"; {listing([state.name for state in _waiting(states, year)])} wait"
        done = [f"no state moves; {members} members{door}"]
    # The later a step, the more it says: what does not fit is in the description.
    while len(wrap(_told(year, done), WIDTH - 2 * MARGIN, TITLE, bold=True)) > 2:
        if any(aside in step for step in done for aside in _ASIDES.values()):
            done = [_plain(step) for step in done]
        else:
            done.pop()
    rest = (
        f"At the end of the year {count(members, 'state')} are members, "
        f"{numbers['nato'] or 'none'} of them new since 1990; {near or 'none'} "
        f"{'has' if near == 1 else 'have'} a MAP or an invitation and "
        f"{numbers['pfp'] or 'none'} {'is' if numbers['pfp'] == 1 else 'are'} in PfP only."
    )
    every = [state.name for state in states if state.new]
    if len(every) > 3:
        rest += f" New this year: {listing(every)}."
    return _told(year, done), rest


def _waiting(states: list[Standing], year: int) -> list[Standing]:
    """Declared aspirants: shown in a quiet year, from the date of NATO's list on."""
    quiet = not any(state.new for state in states)
    return [state for state in states if state.aspirant] if (
        quiet and year >= ASPIRANTS_AS_OF
    ) else []


def _told(year: int, done: list[str]) -> str:
    return f"{year}: {'; '.join(done)}"


_BALTIC = frozenset({"Estonia", "Latvia", "Lithuania"})
_ASIDES = {
    frozenset({"Russia", "Estonia"}): ", Russia among them,",
    _BALTIC: f", the Baltic {in_words(len(_BALTIC))} among them,",
}


def _plain(step: str) -> str:
    for aside in _ASIDES.values():
        step = step.replace(aside, "")
    return step


def _names_or_number(names: list[str]) -> str:
    if len(names) <= 3:
        return listing(names)
    number = in_words(len(names))
    for those, aside in _ASIDES.items():
        if those <= set(names):
            return f"{number} states{aside}"
    return f"{number} states"


def _counts(states: list[Standing]) -> dict[str, int]:
    return {status: sum(state.status == status for state in states)
            for status in ("before", *STEPS, "none")}


def _key(sheet: Sheet, top: float, states: list[Standing], year: int) -> None:
    """What the colours mean, with the number of states of each, in two rows."""
    numbers = _counts(states)
    new = sum(bool(state.new) for state in states)
    items = [
        ("highlight", "", f"New in {year}", new),
        ("before", "", "Member before 1990", numbers["before"]),
        ("joined", "", "Member since", numbers["nato"]),
        ("pfp", "joined", "MAP or invited", numbers["map"] + numbers["invited"]),
        ("pfp", "", "PfP only", numbers["pfp"]),
        ("land", "", "None of these", numbers["none"]),
    ]
    ax = sheet.axes(MARGIN, top, sheet.column, _KEY)
    ax.set(xlim=(0, sheet.column), ylim=(_KEY, 0))
    ax.axis("off")
    for place, (fill, stripe, label, number) in enumerate(items):
        row, column = divmod(place, 3)
        x, y = (0, 0.31, 0.715)[column] * sheet.column, row * _KEY / 2
        box = {"width": 12, "height": 10, "linewidth": 0}
        ax.add_patch(Rectangle((x, y), facecolor=colour(fill), **box))
        if stripe:
            ax.add_patch(Rectangle((x, y), facecolor="none", hatch="////",
                                   edgecolor=colour(stripe), **box))
        ax.text(x + 17, y + 9, f"{label}: {number}", size=SMALL, va="baseline",
                color=colour("ink" if number else "muted"),
                weight="bold" if fill == "highlight" and number else "normal")


def _table(states: list[Standing]) -> pd.DataFrame:
    words = {"before": "member before 1990", "nato": "member since 1990", "map": "MAP",
             "invited": "invited", "pfp": "PfP", "none": "none"}
    shown = [state for state in states if state.status != "before"]
    return pd.DataFrame([
        {
            "State": state.name,
            "Status at the end of the year": words[state.status],
            "New this year": ", ".join(NEWS[step][0] for step in state.new) or "–",
        }
        for state in shown
    ])
