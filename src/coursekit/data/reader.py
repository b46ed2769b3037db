"""Reads one CSV file against its schema: rows with typed values, and every fault in it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.data.cells import SpreadsheetDate, parse
from coursekit.data.package import Table
from coursekit.faults import Fault, allowed, quoted, relative


@dataclass
class Rows:
    """The rows of one table as lists of typed values, and the line each stands in."""

    table: Table
    values: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(table: Table, root: Path) -> Rows:
    """All rows of ``table``; what is wrong stands in ``faults`` and is left out of the rows."""
    rows = Rows(table)
    where = relative(table.path, root)
    try:
        text = table.path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        rows.faults.append(Fault(where, 1, f"this file of table {table.name!r} is missing"))
        return rows
    except OSError as error:
        rows.faults.append(Fault(where, 1, f"this file of table {table.name!r} cannot be read "
                                           f"({error.strerror})"))
        return rows
    except UnicodeDecodeError as error:
        line = table.path.read_bytes()[: error.start].count(b"\n") + 1
        rows.faults.append(Fault(where, line, "not UTF-8 text; save the file as UTF-8"))
        return rows
    # A spreadsheet begins a file with a byte-order mark, and ends it with commas and empty rows.
    text = text.removeprefix("\ufeff")
    names = [f.name for f in table.fields]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, int, list[str]]] = []
    try:
        header = _trimmed(next(reader, []), 0)
        if header != names:
            rows.faults.append(_header_fault(where, header, names))
            return rows
        last = reader.line_num
        for cells in reader:
            line, last = last + 1, reader.line_num
            trimmed = _trimmed(cells, len(names))
            found.append((line, last - line + 1, trimmed if len(trimmed) == len(names) or not any(
                trimmed) else cells))
    except csv.Error as error:
        rows.faults.append(Fault(where, reader.line_num, f"not CSV: {error}"))
    while found and not any(found[-1][2]):
        found.pop()
    dates: list[Fault] = []
    for line, spans, cells in found:
        _read_row(rows, cells, where, line, spans, dates)
    if dates:
        # One cause, and one sentence for the whole file.
        others = len(dates) - 1
        more = f" (and in {others} more cell{'s' if others > 1 else ''})" if others else ""
        rows.faults.append(Fault(where, dates[0].line, f"{dates[0].message}{more}; a spreadsheet "
                                 "has written them its own way: format the column as text, write "
                                 "the dates as here, and save again"))
    _check_keys(rows, where)
    return rows


def _trimmed(cells: list[str], width: int) -> list[str]:
    """A row without the empty cells that stand behind its columns."""
    while len(cells) > width and cells[-1] == "":
        cells = cells[:-1]
    return cells


def _header_fault(where: str, header: list[str], names: list[str]) -> Fault:
    for sign, said in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
        parted = [one.strip('"') for one in sign.join(header).split(sign)]
        if len(names) > 1 and [one for one in parted if one] == names:
            return Fault(where, 1, f"the cells are parted by {said}; save the file with commas, "
                                   f"such as {quoted(','.join(names[:3]))} (text with a comma in "
                                   "quotation marks)")
    missing = [n for n in names if n not in header]
    unknown = [n for n in header if n not in names]
    doubled = sorted({n for n in header if header.count(n) > 1})
    if missing or unknown:
        detail = "; ".join(
            part
            for part in (
                f"missing: {allowed(missing, 40)}" if missing else "",
                f"not in the schema: {allowed(unknown, 40)}" if unknown else "",
            )
            if part
        )
    elif doubled:
        detail = f"{allowed(doubled)} stands twice"
    else:
        detail = f"columns stand in another order; the schema's is {','.join(names)}"
    return Fault(where, 1, f"the header does not fit the schema: {detail}")


def _read_row(rows: Rows, cells: list[str], where: str, line: int, spans: int,
              dates: list[Fault]) -> None:
    fields = rows.table.fields
    if not any(cells):
        rows.faults.append(Fault(where, line, "an empty line; remove it"))
        return
    if spans > 1:
        rows.faults.append(Fault(where, line, "a line break inside a cell; one row is one line"))
        return
    if len(cells) != len(fields):
        rows.faults.append(
            Fault(where, line, f"{len(cells)} cells; the header has {len(fields)} columns "
                               "(text with a comma needs quotation marks)")
        )
        return
    row: dict[str, Any] = {}
    sound = True
    for text, column in zip(cells, fields, strict=True):
        try:
            row[column.name] = parse(text, column)
        except SpreadsheetDate as error:
            dates.append(Fault(where, line, str(error)))
            sound = False
        except ValueError as error:
            rows.faults.append(Fault(where, line, str(error)))
            sound = False
    if sound:
        rows.values.append(row)
        rows.lines.append(line)


def _check_keys(rows: Rows, where: str) -> None:
    keys = [rows.table.primary_key] + [(f.name,) for f in rows.table.fields if f.unique]
    for key in dict.fromkeys(keys):
        seen: dict[tuple[Any, ...], int] = {}
        for row, line in zip(rows.values, rows.lines, strict=True):
            value = tuple(row[name] for name in key)
            if key == rows.table.primary_key and None in value:
                rows.faults.append(
                    Fault(where, line, f"the key {_shown(key, value)} has an empty part"))
            elif value in seen:
                rows.faults.append(
                    Fault(where, line, f"the key {_shown(key, value)} stands already in line "
                                       f"{seen[value]}; each row needs its own")
                )
            else:
                seen[value] = line


def _shown(key: tuple[str, ...], value: tuple[Any, ...]) -> str:
    return ", ".join(f"{n}={quoted(v)}" for n, v in zip(key, value, strict=True))
