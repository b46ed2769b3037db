"""The World Bank's Indicators API, version 2: one indicator, some countries, a range of years.

An answer is ``[meta, rows]`` in pages. A wrong name is answered with 200 and
``[{"message": [...]}]``, an empty range with ``null`` in place of the rows.
"""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field

from coursekit.data.interfaces.fetching import Fetch, Refused
from coursekit.data.interfaces.series import Answer, Asked, BaseSeries, Key, Values
from coursekit.faults import allowed, quoted

NAME = "world-bank"
BASE = "https://api.worldbank.org/v2"
#: A table of a course is far smaller; more pages than this are not an answer to its question.
PAGES = 50
_PER_PAGE = 1000


class WorldBank(BaseSeries):
    """A series of the World Bank, as ``datapackage.json`` describes it."""

    from_: Literal["world-bank"] = Field(alias="from")
    indicator: str = Field(pattern=r"^[A-Za-z0-9_.]+$")
    named: str | None = Field(default=None, description="its name with the unit, as the World "
                              "Bank writes it; another one is refused")
    database: int = Field(default=2, description="2 is the World Development Indicators")
    column: str
    source: str

    @property
    def columns(self) -> list[str]:
        return [self.column]

    @property
    def sources(self) -> list[str]:
        return [self.source]

    @property
    def label(self) -> str:
        return self.indicator

    def read(self, asked: Asked, fetch: Fetch) -> Answer:
        """The values of all years from the first that the table holds."""
        rows, edition = self._rows(asked, fetch)
        values: Values = {}
        seen: set[Key] = set()
        for row in rows:
            key, value = self._row(row, asked)
            if key in seen:
                raise Refused(f"{self.indicator} stands twice for {key[0]} {key[1]}; nothing "
                              "says which of the two holds")
            seen.add(key)
            if value is not None:
                values[key] = {self.column: value}
        missing = sorted(set(asked.countries) - {country for country, _ in seen})
        if missing:
            raise Refused(f"the answer leaves out {allowed(missing)}, of {len(asked.countries)} "
                          "countries asked for; look whether their codes have changed")
        return Answer(values, edition)

    def _rows(self, asked: Asked, fetch: Fetch) -> tuple[list[Any], str]:
        base = fetch.address(NAME, BASE)
        url = (f"{base}/country/{';'.join(map(quote, asked.countries))}/indicator/"
               f"{self.indicator}?format=json&source={self.database}"
               f"&date={asked.first}:{asked.this_year}&per_page={_PER_PAGE}")
        rows: list[Any] = []
        first: dict[str, Any] = {}
        page = 1
        while page == 1 or page <= first["pages"]:
            meta, more = self._page(fetch.json(f"{url}&page={page}"), page)
            if page == 1:
                first = meta
            elif any(meta[key] != first[key] for key in ("total", "pages", "lastupdated")):
                raise Refused("the data changed while they were read; try again")
            rows.extend(more)
            page += 1
        if len(rows) != first["total"]:
            raise Refused(f"{len(rows):,} rows came where {first['total']:,} were promised; "
                          "try again later")
        return rows, first["lastupdated"]

    def _page(self, given: Any, page: int) -> tuple[dict[str, Any], list[Any]]:
        if isinstance(given, list) and given and isinstance(given[0], dict):
            said = given[0].get("message")
            if isinstance(said, list) and said and isinstance(said[0], dict):
                raise Refused(f"the World Bank does not know the question: "
                              f"{quoted(said[0].get('value') or said[0].get('key'))}; look "
                              f"whether {self.indicator} is still in its database "
                              f"{self.database}")
        if not (isinstance(given, list) and len(given) == 2 and isinstance(given[0], dict)
                and isinstance(given[1], list | None)):
            raise Refused(f"the answer is not in the form [meta, rows] ({quoted(given)}); look "
                          "at the interface's own page for a change")
        meta, rows = given
        numbers = {key: _whole(meta.get(key)) for key in ("page", "pages", "total")}
        updated = meta.get("lastupdated")
        if None in numbers.values() or not (
            isinstance(updated, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", updated)
        ):
            raise Refused(f"pages, total or date are missing in the answer ({quoted(meta)}); "
                          "look at the interface's own page for a change")
        if numbers["total"] and (numbers["page"] != page or numbers["pages"] > PAGES):
            raise Refused(f"page {numbers['page']} of {numbers['pages']} came where page {page} "
                          f"of at most {PAGES} was asked for")
        if meta.get("sourceid") is not None and str(meta["sourceid"]) != str(self.database):
            raise Refused(f"the answer is of database {quoted(meta['sourceid'])}; "
                          f"{self.database} was asked")
        return {**numbers, "lastupdated": updated}, rows or []

    def _row(self, row: Any, asked: Asked) -> tuple[Key, int | float | None]:
        indicator = row.get("indicator") if isinstance(row, dict) else None
        if not isinstance(indicator, dict):
            raise Refused(f"a row is not in the form of the World Bank ({quoted(row)})")
        if indicator.get("id") != self.indicator:
            raise Refused(f"the answer is {quoted(indicator.get('id'))}; {self.indicator!r} was "
                          "asked for")
        if self.named is not None and indicator.get("value") != self.named:
            raise Refused(f"{self.indicator} is now {quoted(indicator.get('value'))} and not "
                          f"{self.named!r}; look whether it still measures the same, and in "
                          "the same unit")
        country, year, value = row.get("countryiso3code"), row.get("date"), row.get("value")
        if country not in asked.countries:
            raise Refused(f"the answer holds country {quoted(country)}, which was not asked for")
        if not isinstance(year, str) or not re.fullmatch(r"\d{4}", year) or not (
            asked.first <= int(year) <= asked.this_year
        ):
            raise Refused(f"the answer holds year {quoted(year)} for {country}; years from "
                          f"{asked.first} to {asked.this_year} were asked for")
        # A number beyond all measure, such as 1e999, is not below the bound either.
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)
                                  or not abs(value) < 1e15):
            raise Refused(f"the value for {country} {year} is {quoted(value)}, which is no number")
        return (country, int(year)), value


def _whole(given: Any) -> int | None:
    """A whole number, which the interface writes sometimes as text."""
    if isinstance(given, str) and re.fullmatch(r"\d{1,9}", given):
        return int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None
