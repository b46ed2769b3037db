"""Reads one CSV file against its schema: rows with typed values, and every fault in it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.data.cells import parse
from coursekit.data.package import Table
from coursekit.faults import Fault, allowed, relative


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
    except FileNotFoundError:
        rows.faults.append(Fault(where, 1, f"this file of table {table.name!r} is missing"))
        return rows
    except UnicodeDecodeError as error:
        line = table.path.read_bytes()[: error.start].count(b"\n") + 1
        rows.faults.append(Fault(where, line, "not UTF-8 text; save the file as UTF-8"))
        return rows
    if text.startswith("\ufeff"):
        rows.faults.append(Fault(where, 1, "starts with a byte-order mark; save as plain UTF-8"))
        text = text[1:]
    names = [f.name for f in table.fields]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != names:
            rows.faults.append(_header_fault(where, header, names))
            return rows
        last = reader.line_num
        for cells in reader:
            line, last = last + 1, reader.line_num
            _read_row(rows, cells, where, line, spans=last - line + 1)
    except csv.Error as error:
        rows.faults.append(Fault(where, reader.line_num, f"not CSV: {error}"))
    _check_keys(rows, where)
    return rows


def _header_fault(where: str, header: list[str], names: list[str]) -> Fault:
    missing = [n for n in names if n not in header]
    unknown = [n for n in header if n not in names]
    if missing or unknown:
        detail = "; ".join(
            part
            for part in (
                f"missing: {allowed(missing, 40)}" if missing else "",
                f"not in the schema: {allowed(unknown, 40)}" if unknown else "",
            )
            if part
        )
    else:
        detail = f"columns stand in another order; the schema's is {','.join(names)}"
    return Fault(where, 1, f"the header does not fit the schema: {detail}")


def _read_row(rows: Rows, cells: list[str], where: str, line: int, spans: int) -> None:
    fields = rows.table.fields
    if not cells:
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
            shown = ", ".join(f"{n}={v!r}" for n, v in zip(key, value, strict=True))
            if key == rows.table.primary_key and None in value:
                rows.faults.append(Fault(where, line, f"the key {shown} has an empty part"))
            elif value in seen:
                rows.faults.append(
                    Fault(where, line, f"the key {shown} stands already in line {seen[value]}; "
                                       "each row needs its own")
                )
            else:
                seen[value] = line
