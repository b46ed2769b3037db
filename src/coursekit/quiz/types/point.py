"""A place to point at on a map, or to choose from the list beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from coursekit.faults import CourseError, allowed
from coursekit.quiz import maps, text
from coursekit.quiz.types.base import (
    MOST,
    BaseQuestion,
    Finding,
    Number,
    Option,
    Part,
    Result,
    Text,
    Wrong,
    keyed,
    one_of,
    option_data,
    option_rules,
    option_wrongs,
)
from coursekit.quiz.types.choice import still_options

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class Map(Part):
    """The part of the world that is shown, and the table its outlines come from."""

    table: str = Field(description="table of outlines, with the columns iso3, points and hole")
    box: Annotated[list[Number], Field(min_length=4, max_length=4)] = Field(
        description="west, south, east, north, in degrees"
    )
    alt: Text = Field(description="what the map shows, without giving the key away")


class Place(Option):
    """One place: an area of the table, or a point."""

    area: str | None = Field(
        default=None, min_length=1, description="its code (iso3) in the table of outlines"
    )
    at: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="its longitude and latitude, in degrees"
    )

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Place:
        if (self.area is None) == (self.at is None):
            raise ValueError("a place needs an 'area' (code) or 'at' (longitude, latitude), "
                             "and not both")
        return self


class PointOnMap(BaseQuestion):
    """A place on a map. A response is the place of the option, pointed at or chosen by name."""

    type: Literal["point"] = Field(description="a place is pointed at on a map")
    map: Map = Field(description="what is shown")
    options: list[Place] = Field(
        min_length=2, max_length=MOST, description="exactly one of them is the key"
    )

    def findings(self) -> Iterator[Finding]:
        west, south, east, north = self.map.box
        if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
            yield ("map", "box"), (f"box: {self.map.box} is no part of the world; write west, "
                                   "south, east, north in degrees, each smaller one first")
        elif not maps.HEIGHTS[0] <= maps.high(self.map.box) <= maps.HEIGHTS[1]:
            yield ("map", "box"), (f"box: the map would be {maps.high(self.map.box):.0f} high at a "
                                   f"width of {maps.WIDTH}; allowed: {maps.HEIGHTS[0]} to "
                                   f"{maps.HEIGHTS[1]}")
        alt, prompt = text.plain(self.map.alt), text.plain(self.prompt)
        if not alt:
            yield ("map", "alt"), "alt: nothing of this text is seen; say what the map shows"
        yield from option_rules(self.options, ("options",))
        for i, place in enumerate(self.options):
            if place.at and not (west <= place.at[0] <= east and south <= place.at[1] <= north):
                yield ("options", i, "at"), f"{place.at} lies outside the map's box"
        for name in (text.plain(place.text) for place in self.options if place.key):
            for at, said in ((("map", "alt"), alt), (("prompt",), prompt)):
                words = rf"(?<!\w){re.escape(name)}(?!\w)"
                if name and re.search(words, said, re.IGNORECASE):
                    yield at, (f"{at[-1]}: it names {name!r}, which is the key; ask and describe "
                               "without it")

    def unfit(self, tables: Tables) -> Iterator[Finding]:
        table = self.map.table
        try:
            described = tables.describe(table)
            names = [column.name for column in described.fields]
            missing = [name for name in maps.COLUMNS if name not in names]
            if missing:
                yield ("map", "table"), (f"table {table!r} has no column {allowed(missing)}; "
                                         "a table of outlines has")
                return
            if broken := maps.broken(tables, table):
                yield ("map", "table"), broken
                return
            known = maps.areas(tables, table)
        except KeyError as error:
            yield ("map", "table"), str(error.args[0])
            return
        except CourseError:
            return  # the check of the data names what is wrong with the table
        for i, place in enumerate(self.options):
            if place.area and place.area not in known:
                yield ("options", i, "area"), (f"area {place.area!r} is not in {table}; "
                                               f"allowed: {allowed(sorted(known), 20)}")
            elif place.area and not maps.holds(tables, table, self.map.box, place.area):
                yield ("options", i, "area"), f"area {place.area!r} lies outside the map's box"

    def grade(self, response: Any) -> Result:
        return one_of(self.options, response)

    def right(self) -> int:
        return next(i for i, place in enumerate(self.options) if place.key)

    def wrong(self) -> Iterator[Wrong]:
        return option_wrongs(self.options, ("options",))

    def option_lists(self) -> list[list[Place]]:
        return [self.options]

    def data(self, tables: Tables) -> dict[str, Any]:
        return {"options": [option_data(place) for place in self.options],
                "map": self._svg(tables), "reach": maps.REACH}

    def solved(self, language: str) -> str:
        return keyed(self.options)

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        body, answer = still_options(self.options, say)
        return (f'{self._svg(tables)}\n<p class="ck-note">{say["borders"]}</p>\n{body}', answer)

    def _svg(self, tables: Tables) -> str:
        where = [(place.area, place.at) for place in self.options]
        return maps.svg(tables, self.map.table, self.map.box, text.plain(self.map.alt), where)
