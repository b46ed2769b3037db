"""Roads into NATO: how long each state spent between the stations. One explorer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import MARGIN, SMALL, Sheet, capital, context, foot_height

SOURCE = (
    "Source: NATO and EU pages, see the course's table of accessions; as of 2026. Where only a "
    "month or a year is known its middle is drawn. Bosnia's plan was offered on a condition."
)

#: The last day that is drawn: the course's own.
TODAY = 2026.9

#: The stages of a road, by the station each begins at: colour and words.
STAGES = {
    "pfp": ("pfp", "Partnership"),
    "map": ("joined", "Action Plan"),
    "invited": ("before", "invited"),
}

_FIRST = 1994
_ROW = 16.5
_NAMES = 154.0
_KEY = 20.0


@dataclass(frozen=True)
class Road:
    """One state's way: the year of each station, as a decimal, and whether it is exact."""

    iso3: str
    name: str
    stations: dict[str, float]
    nato: float | None
    eu: float | None
    exact: bool

    @property
    def end(self) -> float:
        return self.nato or TODAY

    @property
    def years(self) -> float:
        """From the Partnership to the seat, or to this day."""
        return self.end - self.stations["pfp"]

    def stages(self) -> list[tuple[str, float, float]]:
        """Station, and the years in which the stage that it begins starts and ends."""
        starts = [*self.stations.items(), ("end", self.end)]
        return [(station, begin, starts[place + 1][1])
                for place, (station, begin) in enumerate(starts[:-1])]


def accession_roads() -> Explorer:
    """The explorer: a state, and its road among those of all others."""
    roads = roads_of(data.table("accessions"), data.table("countries"))

    def draw(*, state: str) -> Drawing:
        return draw_roads(roads, state=state)

    return explore(
        draw,
        title=f"{capital(in_words(len(roads)))} roads",
        id="nineteen-roads",
        question="Where on its road did each state wait longest: before the plan, in it, or after "
                 "the invitation?",
        state=options({road.name: road.iso3 for road in sorted(roads, key=lambda r: r.name)},
                      label="State", start="LVA"),
    )


def roads_of(accessions: pd.DataFrame, countries: pd.DataFrame) -> list[Road]:
    """Every state that joined since 1990 or is on NATO's list of aspirants.

    In the order of joining; those that wait come last.
    """
    names = dict(zip(countries["iso3"], countries["name_en"], strict=True))
    found = []
    for row in accessions.to_dict("records"):
        joined = not row["member_before_1990"] and isinstance(row["nato"], str)
        if not (joined or row["aspirant"]):
            continue
        found.append(Road(
            iso3=row["iso3"], name=names[row["iso3"]],
            stations={step: when for step in STAGES if (when := decimal(row[step])) is not None},
            nato=decimal(row["nato"]), eu=decimal(row["eu"]), exact=len(str(row["pfp"])) > 4,
        ))
    return sorted(found, key=lambda road: (road.end, -road.years, road.name))


def draw_roads(roads: list[Road], *, state: str) -> Drawing:
    """One frame: all roads on one calendar, the chosen one marked and measured."""
    [chosen] = [road for road in roads if road.iso3 == state]
    title = _title(chosen)
    with context():
        high = len(roads) * _ROW
        sheet = Sheet(MARGIN + 62 + _KEY + high + 30 + foot_height(SOURCE))
        top = sheet.head(title, _parts(chosen))
        _key(sheet, top)
        ax = sheet.axes(MARGIN + _NAMES, top + _KEY + 4, sheet.column - _NAMES, high)
        ax.set(xlim=(_FIRST, 2027.4), ylim=(len(roads), 0), yticks=[])
        ax.set_xticks([1995, 2000, 2005, 2010, 2015, 2020, 2025])
        ax.grid(axis="x")
        for place, road in enumerate(roads):
            own = road is chosen
            if own:
                ax.add_patch(Rectangle((_FIRST, place), 34, 1, facecolor=colour("land"),
                                       linewidth=0, zorder=0.4))
            _lane(ax, road, place, 5.0 if own else 3.2)
            sheet.text(MARGIN, top + _KEY + 4 + (place + 0.72) * _ROW, road.name, SMALL,
                       "highlight" if own else "ink", bold=own)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {_parts(chosen)} {_eu(chosen)}",
        table=_table(roads),
        caption=(
            "Years in which states were in the Partnership for Peace, in the Membership Action "
            f"Plan, and invited, up to membership of NATO. {SOURCE}"
        ),
    )


def decimal(when: object) -> float | None:
    """A date of the tables as a year with its fraction; the middle where only part is known.

    >>> decimal("1994-07-02"), decimal("1994"), decimal("1999-04"), decimal(None)
    (1994.5, 1994.5, 1999.29, None)
    """
    if not isinstance(when, str) or not when:
        return None
    if len(when) == 4:
        return int(when) + 0.5
    if len(when) == 7:
        return round(int(when[:4]) + (int(when[5:]) - 0.5) / 12, 2)
    day = date.fromisoformat(when)
    return round(day.year + (day.timetuple().tm_yday - 1) / 365, 2)


def span(years: float) -> str:
    """
    >>> span(1.04), span(9.7), span(0.3)
    ('1 year', '9.7 years', '4 months')
    """
    if years < 0.95:
        months = max(1, round(years * 12))
        return f"{months} month{'' if months == 1 else 's'}"
    shown = f"{round(years, 1):g}"
    return f"{shown} year{'' if shown == '1' else 's'}"


def _about(road: Road) -> str:
    return "" if road.exact else "about "


def _title(road: Road) -> str:
    if road.nato is None:
        return f"{road.name}: {span(road.years)} on the road, and not in NATO"
    return f"{road.name}: {_about(road)}{span(road.years)} from the Partnership to NATO"


def _parts(road: Road) -> str:
    """How long each stage took, for the line under the title."""
    words = {"pfp": "Partner only", "map": "plan", "invited": "invited"}
    told = [f"{words[step]} {_about(road) if step == 'pfp' else ''}{span(end - begin)}"
            for step, begin, end in road.stages()]
    if road.nato is None and len(told) == 1:
        return "Partner only, all the time: no plan, no invitation."
    return f"{', '.join(told)}."


def _eu(road: Road) -> str:
    if road.eu is None:
        return "It is not in the EU."
    if road.nato is None:
        return f"It joined the EU in {int(road.eu)}."
    gap = road.eu - road.nato
    side = "after" if gap > 0 else "before"
    return f"It joined the EU in {int(road.eu)}, {span(abs(gap))} {side} NATO."


def _lane(ax: Axes, road: Road, place: int, thick: float) -> None:
    half = thick / 2 / _ROW * 1.6
    for step, begin, end in road.stages():
        ax.add_patch(Rectangle((begin, place + 0.5 - half), end - begin, 2 * half, linewidth=0,
                               facecolor=colour(STAGES[step][0])))
    if road.nato is not None:
        ax.scatter(road.nato, place + 0.5, s=34, color=colour("highlight"), linewidth=0, zorder=4)
    if road.eu is not None and road.eu > _FIRST:
        ax.scatter(road.eu, place + 0.5, s=52 if road.nato and abs(road.eu - road.nato) < 1 else 22,
                   marker="s", facecolor=colour("paper"), edgecolor=colour("eu"), linewidth=1.5,
                   zorder=3)


def _key(sheet: Sheet, top: float) -> None:
    ax = sheet.axes(MARGIN, top, sheet.column, _KEY)
    ax.set(xlim=(0, sheet.column), ylim=(_KEY, 0))
    ax.axis("off")
    places = (0, 95, 185, 250)
    for x, (fill, label) in zip(places, STAGES.values(), strict=False):
        ax.add_patch(Rectangle((x, 3), 12, 9, facecolor=colour(fill), linewidth=0))
        ax.text(x + 16, 12, label, size=SMALL, va="baseline")
    ax.scatter(places[3] + 6, 8, s=34, color=colour("highlight"), linewidth=0)
    ax.text(places[3] + 16, 12, "in NATO", size=SMALL, va="baseline")
    ax.scatter(335, 8, s=22, marker="s", facecolor=colour("paper"), edgecolor=colour("eu"),
               linewidth=1.5)
    ax.text(345, 12, "in the EU", size=SMALL, va="baseline")


def _table(roads: list[Road]) -> pd.DataFrame:
    def whole(when: float | None) -> str:
        return "–" if when is None else str(int(when))

    return pd.DataFrame([
        {
            "State": road.name,
            "Partnership": whole(road.stations["pfp"]),
            "Action Plan": whole(road.stations.get("map")),
            "Invited": whole(road.stations.get("invited")),
            "NATO": whole(road.nato),
            "EU": whole(road.eu),
            "From Partnership to NATO (years)":
                f"{road.years:.1f}" if road.nato else f"{road.years:.1f}, waiting",
        }
        for road in roads
    ])
