"""What newer values change in a table: its file with those cells new, and no other byte."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from coursekit.data.cells import parse
from coursekit.data.interfaces import Answer, Asked, Refused, Series
from coursekit.data.interfaces.series import Key
from coursekit.data.package import Field, Table
from coursekit.data.renewal import Entry, sources_column
from coursekit.data.tables import Tables
from coursekit.faults import allowed, relative

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)')


@dataclass(frozen=True)
class Change:
    """One cell: where it stands, and its old and new text; no line for a row that is new."""

    country: str
    year: int
    column: str
    old: str
    new: str
    line: int | None

    @property
    def size(self) -> float:
        """How much it changes, as a share of the old value: what is large is looked at first."""
        if not self.old:
            return 0.0
        old, new = float(self.old), float(self.new)
        return abs(new - old) / abs(old) if old else float("inf")


@dataclass(frozen=True)
class Renewal:
    """One table renewed: its file as it was and as it would be, and the cells that differ."""

    table: Table
    entry: Entry
    before: bytes
    after: bytes
    changes: list[Change]
    vintage: str

    @property
    def new_rows(self) -> int:
        return len({(one.country, one.year) for one in self.changes if one.line is None})

    @property
    def differs(self) -> bool:
        return self.before != self.after or self.vintage != self.table.vintage


def renew(
    table: Table, entry: Entry, answers: Sequence[tuple[Series, Asked, Answer]], tables: Tables
) -> Renewal:
    """The table with the answers to some of its series; Refused if one does not fit it.

    A cell that rests on the series gets its new value, a country new years after the last that
    it has. All cells of a series are of one edition afterwards: an answer that lacks one of
    them is refused.
    """
    before = table.path.read_bytes()
    file = _File(before.decode("utf-8"), table, entry, tables)
    for series, asked, answer in answers:
        with _allowed_by_schema(table, tables, f"{series.label}: "):
            file.put(series, asked, answer)
    with _allowed_by_schema(table, tables, "a new row: "):
        after = file.text().encode("utf-8")
    years = {row[entry.year] for row in tables.view(table.name)}
    years.update(change.year for change in file.changes)
    editions = sorted({answer.edition for _, _, answer in answers})
    vintage = table.vintage if not editions else entry.new_vintage.format(
        edition=" and ".join(editions), years=f"{min(years)}-{max(years)}")
    changes = sorted(file.changes, key=lambda one: (one.country, one.year, one.column))
    return Renewal(table, entry, before, after, changes, vintage)


@contextmanager
def _allowed_by_schema(table: Table, tables: Tables, where: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise Refused(f"{where}{error}; if that is right, "
                      f"{relative(table.schema, tables.root)} must allow it") from None


class _File:
    """The lines of a table's file; what is put in changes single cells, and adds rows."""

    def __init__(self, text: str, table: Table, entry: Entry, tables: Tables) -> None:
        self.table, self.entry, self.tables = table, entry, tables
        self.names = [one.name for one in table.fields]
        self.sources = sources_column(table) or ""
        self.changes: list[Change] = []
        # The reader counts lines in this way too.
        self.lines = io.StringIO(text, newline="").readlines()
        self.end = re.search(r"[\r\n]*$", self.lines[0])[0] or "\n"  # type: ignore[index]
        self.rows = {self._key(row): (line, row) for line, row in zip(
            tables.lines(table.name), tables.view(table.name), strict=True)}
        self.new: dict[tuple[Any, ...], dict[str, str]] = {}
        order = [source for one in entry.series for source in one.sources]
        self.order = {source: i for i, source in reversed(list(enumerate(order)))}

    def put(self, series: Series, asked: Asked, answer: Answer) -> None:
        self._complete(series, answer, asked.held)
        last: dict[tuple[str, str], int] = {}
        for (country, year), cells in asked.held.items():
            for name in cells:
                last[country, name] = max(year, last.get((country, name), year))
        for (country, year), cells in sorted(answer.values.items()):
            for name, value in cells.items():
                column = self.table.field(name)
                text = written(value, column, series.round)
                parse(text, column)
                if name in asked.held.get((country, year), {}):
                    self._change(series, (country, year), column, text)
                elif (country, name) in last and year > last[country, name]:
                    self._add(series, (country, year), name, text)

    def text(self) -> str:
        """The whole file: new rows stand behind the last earlier one of the same country."""
        behind: dict[int, list[str]] = {}
        for key, cells in sorted(self.new.items(), key=lambda one: str(one[0])):
            for name in self.names:
                parse(cells.get(name, ""), self.table.field(name))
            place = max(line for other, (line, _) in self.rows.items() if _near(other, key))
            made = io.StringIO()
            csv.writer(made, lineterminator=self.end).writerow(
                [cells.get(name, "") for name in self.names])
            behind.setdefault(place, []).append(made.getvalue())
        lines = []
        for number, line in enumerate(self.lines, 1):
            if number in behind and not line.endswith(("\n", "\r")):
                line += self.end
            lines.extend([line, *behind.get(number, [])])
        return "".join(lines)

    def _key(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        others = sorted(set(self.table.primary_key) - {self.entry.country, self.entry.year})
        return (row[self.entry.country], *(row[name] for name in others), row[self.entry.year])

    def _key_of(self, series: Series, key: Key) -> tuple[Any, ...]:
        return self._key({self.entry.country: key[0], self.entry.year: key[1], **series.where})

    def _complete(
        self, series: Series, answer: Answer, held: Mapping[Key, Mapping[str, Any]]
    ) -> None:
        missing = [(key, name) for key, cells in sorted(held.items()) for name in cells
                   if name not in answer.values.get(key, {})]
        if missing:
            (country, year), name = missing[0]
            line = self.rows[self._key_of(series, (country, year))][0]
            cases = [f"{key[0]} {key[1]}" for key, _ in missing]
            raise Refused(
                f"{series.label}: no value came for {allowed(cases, 5)}, which the table holds; "
                "cells of two editions are not mixed. If it was withdrawn, empty the cell "
                f"{name!r} or take the row out first: "
                f"{relative(self.table.path, self.tables.root)}:{line}")

    def _change(self, series: Series, key: Key, column: Field, text: str) -> None:
        line, row = self.rows[self._key_of(series, key)]
        old = self._cells(line)[self.names.index(column.name)]
        if parse(old, column) == parse(text, column) or (
            series.round is not None
            and round(float(old), series.round) == round(float(text), series.round)
        ):
            return
        self._replace(line, {column.name: text, self.sources: self._cited(series, row, line)})
        self.changes.append(Change(*key, column.name, old, text, line))

    def _add(self, series: Series, key: Key, name: str, text: str) -> None:
        full = self._key_of(series, key)
        if full in self.rows:
            line, row = self.rows[full]
            if row[name] is not None:
                return  # it rests on another source, which is not asked
            self._replace(line, {name: text, self.sources: self._cited(series, row, line)})
            self.changes.append(Change(*key, name, "", text, line))
            return
        cells = self.new.setdefault(full, {
            **self.entry.new_rows, **{one: str(value) for one, value in series.where.items()},
            self.entry.country: key[0], self.entry.year: str(key[1])})
        cells[name] = text
        separator = self.table.field(self.sources).separator
        named = [one for one in cells.get(self.sources, "").split(separator) if one]
        cells[self.sources] = separator.join(self._sorted({*named, series.sources[0]}))
        self.changes.append(Change(*key, name, "", text, None))

    def _cited(self, series: Series, row: Mapping[str, Any], line: int) -> str:
        """The sources of a row, that of the series among them in place of those before it."""
        separator = self.table.field(self.sources).separator
        named = self._cells(line)[self.names.index(self.sources)].split(separator)
        if series.sources[0] in named:
            return separator.join(named)
        kept = [one for one in named if one not in series.sources]
        return separator.join(self._sorted([*kept, series.sources[0]]))

    def _sorted(self, sources: Iterable[str]) -> list[str]:
        """Sources of the entry in its order, before the others as they stood."""
        return sorted(sources, key=lambda one: self.order.get(one, len(self.order)))

    def _cells(self, line: int) -> list[str]:
        return next(csv.reader([self.lines[line - 1]]))[: len(self.names)]

    def _replace(self, line: int, texts: Mapping[str, str]) -> None:
        found = _CELL.findall(self.lines[line - 1])[: len(self.names)]
        old = self._cells(line)
        made = []
        for name, (raw, after), text in zip(self.names, found, old, strict=True):
            made.append((raw if texts.get(name, text) == text else texts[name]) + after)
        self.lines[line - 1] = "".join(made)


def _near(other: tuple[Any, ...], key: tuple[Any, ...]) -> bool:
    """Whether a row is of the same country (and of the same series) as a new one."""
    return other[:-1] == key[:-1] and other[-1] < key[-1]


def written(value: int | float, column: Field, digits: int | None = None) -> str:
    """A value as it stands in a cell; ValueError where the column has no place for it.

    >>> written(1.950001, Field("share", "number", "Share"), 3)
    '1.95'
    >>> written(5976992.0, Field("people", "integer", "People"))
    '5976992'
    """
    if column.type == "number":
        text = f"{value:.{12 if digits is None else digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    if value != int(value):
        raise ValueError(f"{column.name!r} is {value}; a whole number is allowed")
    return str(int(value))
