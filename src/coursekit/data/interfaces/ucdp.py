"""The API of the Uppsala Conflict Data Program: deaths by country and year, from its events.

It gives events and no sums by country, so the sums are made here. Whether they are the ones
of the table is not taken on trust: the events of the version that the table holds must
first add up to each cell of it. The API asks for a token, which the Program gives on request.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import Field

from coursekit.data.interfaces.fetching import AGAIN, Fetch, Refused
from coursekit.data.interfaces.series import Answer, Asked, BaseSeries, Key
from coursekit.faults import quoted

NAME = "ucdp"
BASE = "https://ucdpapi.pcr.uu.se/api"
TOKEN = "UCDP_ACCESS_TOKEN"
_PER_PAGE = 1000
#: The most pages of a version; all events of the world since 1989 fill fewer than 400.
PAGES = 1000
_Version = Annotated[str, Field(pattern=r"^\d{2}\.1$")]


class Ucdp(BaseSeries):
    """Sums of events, as ``datapackage.json`` describes them."""

    from_: Literal["ucdp"] = Field(alias="from")
    versions: dict[_Version, str] = Field(
        min_length=1, description="the source of each yearly version; the newest is read")
    countries: dict[str, int] = Field(description="the Program's number of each country")
    sums: dict[str, Literal["best", "low", "high"]] = Field(
        min_length=1, description="for each column which estimate is summed")

    @property
    def columns(self) -> list[str]:
        return list(self.sums)

    @property
    def sources(self) -> list[str]:
        return [self.versions[one] for one in sorted(self.versions, reverse=True)]

    @property
    def version(self) -> str:
        """The newest one, which is read."""
        return max(self.versions)

    @property
    def label(self) -> str:
        return f"events of version {self.version}"

    def read(self, asked: Asked, fetch: Fetch) -> Answer | None:
        """The sums of ``version``; None where the table holds it already."""
        held = max(one for one, source in self.versions.items() if source in asked.cited)
        if held == self.version:
            return None
        strangers = [one for one in asked.countries if one not in self.countries]
        if strangers:
            raise Refused(f"'countries' has no number for {strangers[0]!r}; add it in "
                          "datapackage.json")
        if not os.environ.get(TOKEN):
            raise Refused("the Uppsala Conflict Data Program answers only with an access token; "
                          f"ask it for one (ucdp.uu.se/apidocs) and put it into the environment "
                          f"variable {TOKEN}")
        self._reproduces(held, asked, self._sums(held, asked, fetch)[0])
        sums, last = self._sums(self.version, asked, fetch)
        values = {
            (country, year): {name: sums[country, year][of] for name, of in self.sums.items()}
            for country in asked.countries for year in range(asked.first, last + 1)
        }
        return Answer(values, self.version)

    def _reproduces(self, held: str, asked: Asked, sums: dict[Key, dict[str, int]]) -> None:
        other = [(key, name) for key, cells in sorted(asked.held.items()) for name in cells
                 if sums[key][self.sums[name]] != cells[name]]
        if other:
            (country, year), name = other[0]
            raise Refused(
                f"the events of version {held} add up to "
                f"{sums[country, year][self.sums[name]]:,} for {country} {year}, where the table "
                f"has {asked.held[country, year][name]:,} as {name!r} ({len(other)} such cells): "
                "the table was not made from these events, so newer ones cannot renew it; take "
                "its next edition from the Program's file")

    def _sums(
        self, version: str, asked: Asked, fetch: Fetch
    ) -> tuple[dict[Key, dict[str, int]], int]:
        numbers = {self.countries[country]: country for country in asked.countries}
        sums: dict[Key, dict[str, int]] = defaultdict(lambda: {"best": 0, "low": 0, "high": 0})
        last = 0
        for event in self._events(version, numbers, fetch):
            country, year = event.get("country_id"), event.get("year")
            if country not in numbers or not isinstance(year, int) or not (
                1989 <= year <= asked.this_year
            ):
                raise Refused(f"an event is of country {quoted(country)} and year "
                              f"{quoted(year)}, which were not asked for")
            last = max(last, year)
            for estimate in ("best", "low", "high"):
                deaths = event.get(estimate)
                if not isinstance(deaths, int) or isinstance(deaths, bool) or deaths < 0:
                    raise Refused(f"event {quoted(event.get('id'))} has {quoted(deaths)} as its "
                                  f"{estimate!r} estimate, which is no number of deaths")
                sums[numbers[country], year][estimate] += deaths
        return sums, last

    def _events(
        self, version: str, numbers: dict[int, str], fetch: Fetch
    ) -> Iterator[dict[str, Any]]:
        base = fetch.address(NAME, BASE)
        asked = {"pagesize": _PER_PAGE, "Country": ",".join(map(str, sorted(numbers)))}
        seen: set[Any] = set()
        promised = None
        for _ in range(PAGES):
            # 400 is also what the API says to too many requests in a short time.
            given = fetch.json(f"{base}/gedevents/{version}?{urlencode(asked)}",
                               {"x-ucdp-access-token": os.environ[TOKEN]}, (400, *AGAIN))
            if not isinstance(given, dict) or not isinstance(given.get("Result"), list) or not (
                isinstance(given.get("TotalCount"), int)
                and isinstance(given.get("NextPageUrl"), str | None)
            ):
                raise Refused(f"the answer is not in the form of the Program's API "
                              f"({quoted(given)}); look at its own page for a change")
            if promised not in (None, given["TotalCount"]):
                raise Refused("the events changed while they were read; try again")
            promised = given["TotalCount"]
            for event in given["Result"]:
                if not isinstance(event, dict) or not isinstance(event.get("id"), int):
                    raise Refused(f"an event is not in the form of the Program ({quoted(event)})")
                if event["id"] in seen:
                    raise Refused(f"event {event['id']} stands twice; try again later")
                seen.add(event["id"])
                yield event
            # Only the number of the page is taken: the address may name another host.
            following = parse_qs(urlsplit(given["NextPageUrl"] or "").query).get("page", [""])[0]
            if not re.fullmatch(r"\d{1,6}", following):
                break
            asked["page"] = following
        if len(seen) != promised or not seen:
            raise Refused(f"{len(seen):,} events came where {promised or 0:,} were promised; "
                          "try again later")
