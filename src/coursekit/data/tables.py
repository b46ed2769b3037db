"""Tables by name, as typed DataFrames: sound as a whole or not loaded at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursekit.data.package import PACKAGE, Table, read_package
from coursekit.data.reader import Rows, read
from coursekit.faults import CourseError, Fault, Unknown, allowed, relative

if TYPE_CHECKING:
    import pandas as pd


class Tables:
    """The data package of a course.

    ``folder`` holds ``datapackage.json``; faults name files relative to ``root``.
    A table is read when it is first asked for, with the tables it refers to.
    """

    def __init__(self, folder: Path, root: Path | None = None) -> None:
        self.folder = Path(folder)
        self.root = Path(root) if root is not None else self.folder.parent
        self._rows: dict[str, Rows] = {}
        self._unread: CourseError | None = None
        self._faults: dict[str, list[Fault]] = {}
        self._sorted: dict[tuple[str, str], dict[Any, list[dict[str, Any]]]] = {}

    @property
    def path(self) -> Path:
        """The file that describes the package."""
        return self.folder / PACKAGE

    @functools.cached_property
    def package(self) -> dict[str, Table]:
        """The description of every table, by name."""
        # What is wrong is kept too, or a faulty package would be read for every look-up.
        if self._unread is None:
            try:
                return read_package(self.folder, self.root)
            except CourseError as error:
                self._unread = error
        raise self._unread.with_traceback(None)

    @property
    def names(self) -> list[str]:
        """The names of all tables, in the order of the package."""
        return list(self.package)

    def describe(self, name: str) -> Table:
        """Title, description, vintage, licence and columns of one table."""
        if name not in self.package:
            raise Unknown(f"there is no table {name!r}; there are {allowed(self.names, 60)}")
        return self.package[name]

    def table(self, name: str) -> pd.DataFrame:
        """A fresh DataFrame of one table; change it as you like.

        Whole numbers and years are ``Int64``, numbers ``float64``, truth values
        ``boolean``, text ``str``; cells that hold several values are lists.
        Raises CourseError with all faults of the table and of its references.
        """
        return _frame(self._sound(name))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The same as :meth:`table`, as dictionaries: cheaper where no DataFrame is needed."""
        return [
            {column: list(cell) if isinstance(cell, list) else cell
             for column, cell in row.items()}
            for row in self._sound(name).values
        ]

    def view(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The same as :meth:`rows`, but the rows themselves: quicker, and for reading only."""
        return self._sound(name).values

    def ordered(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The rows of :meth:`view` by their key, numbers in it as numbers.

        The order of the file says nothing, so what shows rows in some order takes this one.
        """
        key = self.describe(name).primary_key
        return sorted(self.view(name), key=lambda row: [_natural(row[part]) for part in key])

    def lines(self, name: str) -> Sequence[int]:
        """The line of its file that each row of :meth:`view` stands in."""
        return self._sound(name).lines

    def holding(self, name: str, column: str, value: Any) -> Sequence[Mapping[str, Any]]:
        """Those rows of :meth:`view` whose cell in ``column`` is ``value``, or a list with it.

        As in Python, 1 is 1.0 and True here. The first call sorts the whole table by that
        column, so that thousands of look-ups need not each read all of it.
        """
        if (name, column) not in self._sorted:
            found: dict[Any, list[dict[str, Any]]] = {}
            for row in self._sound(name).values:
                cell = row[column]
                for one in cell if isinstance(cell, list) else (cell,):
                    found.setdefault(one, []).append(row)
            self._sorted[name, column] = found
        return self._sorted[name, column].get(value, ())

    def fault(self, table: Table, message: str) -> Fault:
        """A fault of what ``datapackage.json`` says of a table."""
        return Fault(relative(self.path, self.root), table.line, message)

    def faults(self) -> list[Fault]:
        """Every fault of the whole package, sorted by file and line."""
        try:
            names = self.names
        except CourseError as error:
            return error.faults
        found = {fault for name in names for fault in self._faults_of(name)}
        listed = {table.path.resolve() for table in self.package.values()}
        for path in sorted(self.folder.glob("*.csv")):
            if path.resolve() not in listed:
                found.add(Fault(relative(path, self.root), 1,
                                "no table of datapackage.json is read from this file"))
        return sorted(found)

    def _sound(self, name: str) -> Rows:
        self.describe(name)
        faults = self._faults_of(name)
        if faults:
            raise CourseError(faults)
        return self._read(name)

    def _read(self, name: str) -> Rows:
        if name not in self._rows:
            self._rows[name] = read(self.package[name], self.root)
        return self._rows[name]

    def _faults_of(self, name: str) -> list[Fault]:
        if name not in self._faults:
            self._faults[name] = self._found_in(name)
        return self._faults[name]

    def _found_in(self, name: str) -> list[Fault]:
        rows = self._read(name)
        faults = list(rows.faults)
        where = relative(rows.table.path, self.root)
        for reference in rows.table.references:
            target = self._read(reference.table)
            # A broken target would make every row that points into it look wrong.
            if target.faults:
                faults.extend(target.faults)
                continue
            known = {tuple(row[c] for c in reference.columns) for row in target.values}
            for row, line in zip(rows.values, rows.lines, strict=True):
                for value in _references(row, reference.own):
                    if value not in known:
                        shown = "/".join(map(str, value))
                        faults.append(
                            Fault(where, line,
                                  f"{'/'.join(reference.own)!r} is {shown!r}, which is not in "
                                  f"{reference.table}.{'/'.join(reference.columns)}; add it there "
                                  "or correct it here")
                        )
        return faults


def _natural(part: Any) -> list[tuple[str, int]]:
    """What a part of a key is sorted by.

    >>> sorted(["rus-10", "rus-9", 7], key=_natural)
    [7, 'rus-9', 'rus-10']
    """
    pieces = re.findall(r"\d+|\D+", str(part))
    return [("", int(one)) if one.isdigit() else (one, 0) for one in pieces]


def _references(row: dict[str, Any], own: tuple[str, ...]) -> list[tuple[Any, ...]]:
    if len(own) == 1 and isinstance(row[own[0]], list):
        return [(item,) for item in row[own[0]]]
    value = tuple(row[name] for name in own)
    return [] if None in value else [value]


_DTYPES = {"integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean",
           "string": "str", "date": "str", "yearmonth": "str"}


def _frame(rows: Rows) -> pd.DataFrame:
    import pandas as pd

    columns = {}
    for column in rows.table.fields:
        values = [row[column.name] for row in rows.values]
        if column.separator:
            columns[column.name] = pd.Series([list(v) for v in values], dtype=object)
        else:
            columns[column.name] = pd.Series(values, dtype=_DTYPES[column.type])
    frame = pd.DataFrame(columns)
    frame.attrs.update(table=rows.table.name, vintage=rows.table.vintage)
    return frame
