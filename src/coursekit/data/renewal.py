"""What ``datapackage.json`` says of a table that can be renewed: its ``refresh`` entry.

A table either names the series that newer values come from, or says why there is none
(``never``), so that nobody looks for it twice.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coursekit.data.conditions import comparable
from coursekit.data.interfaces import Asked, Series
from coursekit.data.package import Table
from coursekit.data.properties import NUMERIC
from coursekit.data.tables import Tables
from coursekit.faults import CourseError, Fault, allowed


class Entry(BaseModel):
    """The ``refresh`` entry of one table.

    ``series`` say what is read into which column. ``new_rows`` gives what a new row holds in
    other columns, ``new_vintage`` the words of the vintage, with ``{edition}`` and ``{years}``.
    """

    model_config = ConfigDict(extra="forbid")

    never: str = ""
    country: str = "iso3"
    year: str = "year"
    new_rows: dict[str, str] = Field(default_factory=dict)
    new_vintage: str = ""
    series: list[Series] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Entry:
        if bool(self.never) == bool(self.series):
            raise ValueError("'series' says where newer values come from, or 'never' why there "
                             "are none")
        if self.series and not self.new_vintage:
            raise ValueError("'new_vintage' is missing; such as 'edition of {edition}, {years}'")
        try:
            names = {name for _, name, _, _ in string.Formatter().parse(self.new_vintage) if name}
        except ValueError:
            names = {"{"}
        if names - {"edition", "years"}:
            raise ValueError("'new_vintage' may hold {edition} and {years} and no other braces")
        return self


def entry_of(table: Table, tables: Tables) -> Entry | None:
    """The entry of a table, None where it has none; CourseError if it is faulty."""
    if table.refresh is None:
        return None
    try:
        entry = Entry.model_validate(table.refresh)
        said = list(_misfits(entry, table, tables))
    except ValidationError as error:
        said = [f"{'.'.join(map(str, one['loc'])) or 'refresh'}: "
                f"{one['msg'].removeprefix('Value error, ')}" for one in error.errors()]
    if said:
        raise CourseError(tables.fault(table, f"refresh of table {table.name!r}: {one}")
                          for one in said)
    return entry


def faults(tables: Tables) -> list[Fault]:
    """What is wrong with the entries of a whole package."""
    found: list[Fault] = []
    for name in tables.names:
        try:
            entry_of(tables.describe(name), tables)
        except CourseError as error:
            found.extend(error.faults)
    return found


def sources_column(table: Table) -> str | None:
    """The column in which a table names its sources."""
    return next((one.own[0] for one in table.references if one.table == "sources"), None)


def asked_of(series: Series, entry: Entry, table: Table, tables: Tables, year: int) -> Asked:
    """What a series is asked for: the cells that the table holds of it."""
    sources = sources_column(table) or ""
    held = {}
    cited: set[str] = set()
    for row in tables.view(table.name):
        cells = {name: row[name] for name in series.columns if row[name] is not None}
        if cells and series.owns(row, row[sources]):
            held[row[entry.country], row[entry.year]] = cells
            cited.update(row[sources])
    return Asked(held, year, frozenset(cited))


def _misfits(entry: Entry, table: Table, tables: Tables) -> Iterator[str]:
    if entry.never:
        return
    known = {one.name: one for one in table.fields}
    sources = sources_column(table)
    if sources is None or not known[sources].separator:
        yield "a table that is renewed has a column of sources, a list of ids of table 'sources'"
        return
    registered = {row["id"] for row in tables.view("sources")}
    for name in (entry.country, entry.year, *entry.new_rows):
        if name not in known:
            yield f"there is no column {name!r}; there are {allowed(list(known), 40)}"
    for series in entry.series:
        for name in (*series.columns, *series.where):
            if name not in known:
                yield (f"{series.label}: there is no column {name!r}; there are "
                       f"{allowed(list(known), 40)}")
        for name, value in series.where.items():
            try:
                if name in known:
                    comparable(value, known[name], table)
            except LookupError as error:
                yield f"{series.label}: {error}"
        for name in series.columns:
            if name in known and known[name].type not in NUMERIC:
                yield f"{series.label}: column {name!r} holds no numbers"
        for one in series.sources:
            if one not in registered:
                yield f"{series.label}: source {one!r} is not in the table of sources"
        if {entry.country, entry.year, *series.where} != set(table.primary_key):
            yield (f"{series.label}: a row is found by {allowed(table.primary_key)}; 'country', "
                   "'year' and 'where' must name these columns and no other")
