"""The data package: which tables there are and what each column may hold.

Reads ``datapackage.json`` (Frictionless Data Package) and the table schemas it
names. Four properties are ours: ``separator`` makes a cell a list, ``references``
asks that each item of that list stands in another table, ``categories`` gives
values of a column the words that a reader sees, and ``refresh`` says where newer
values of a table come from (:mod:`coursekit.data.renewal`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.faults import CourseError, Fault, allowed, content, relative

TYPES = ("string", "integer", "number", "boolean", "year")
NUMERIC = ("integer", "number", "year")
CONSTRAINTS = ("required", "unique", "enum", "minimum", "maximum", "pattern")
PACKAGE = "datapackage.json"
NEEDED = ("name", "path", "schema", "title", "description", "vintage", "licenses")


@dataclass(frozen=True)
class Reference:
    """These columns must name a row of ``table`` by its ``columns``."""

    own: tuple[str, ...]
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One column: its name, heading, type, unit and what is allowed in it."""

    name: str
    type: str
    title: str
    description: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[Any, ...] = ()
    minimum: Any = None
    maximum: Any = None
    pattern: str = ""
    separator: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, value: Any) -> str:
        """A value as a reader sees it: its label in the schema's ``categories``, or itself."""
        return self.labels.get(str(value), str(value))

    @property
    def heading(self) -> str:
        """The title as a table shows it, with its unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True)
class Table:
    """One table: where it lies, what it is of, and its columns.

    ``line`` is that of its entry in ``datapackage.json``.
    """

    name: str
    path: Path
    schema: Path
    title: str
    description: str
    vintage: str
    licence: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]
    note: str = ""
    refresh: Any = field(default=None, compare=False)
    line: int = field(default=1, compare=False)

    def field(self, name: str) -> Field:
        """The column called ``name``; KeyError names those there are."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(
            f"table {self.name!r} has no column {name!r}; "
            f"it has {allowed([f.name for f in self.fields], 40)}"
        )


def read_package(folder: Path, root: Path) -> dict[str, Table]:
    """Every table of the package in ``folder``, by name; CourseError if it is faulty."""
    path = folder / PACKAGE
    where = relative(path, root)
    text = content(path, root)
    document = _json(text, where)
    faults: list[Fault] = []
    tables: dict[str, Table] = {}
    resources = document.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise CourseError([Fault(where, 1, "'resources' must be a list with an object a table")])
    if not resources:
        raise CourseError([Fault(where, 1, "'resources' lists no table")])
    listed: set[str] = set()
    for resource in resources:
        name = resource.get("name", "")
        line = _line_of(text, f'"name": "{name}"')
        lacking = [key for key in NEEDED if not resource.get(key)]
        faults.extend(Fault(where, line, f"table {name!r} lacks {key!r}") for key in lacking)
        if name in listed:
            faults.append(Fault(where, line, f"table {name!r} is listed twice"))
        listed.add(name)
        if {"name", "path", "schema"} & set(lacking):
            continue
        try:
            tables[name] = _table(resource, line, folder, root)
        except CourseError as error:
            faults.extend(error.faults)
        except (AttributeError, KeyError, TypeError) as error:
            faults.append(Fault(where, line, f"table {name!r} or its schema is not in the form "
                                             f"of Frictionless Data ({error!r})"))
    for table in tables.values():
        # A target that is itself at fault is named once, by its own fault.
        faults.extend(_broken_references(table, tables, listed - set(tables), root))
    if faults:
        raise CourseError(faults)
    return tables


def _table(resource: dict[str, Any], line: int, folder: Path, root: Path) -> Table:
    schema_path = folder / resource["schema"]
    where = relative(schema_path, root)
    text = content(schema_path, root)
    schema = _json(text, where)
    faults: list[Fault] = []
    fields: list[Field] = []
    references: list[Reference] = []
    for given in schema.get("fields", []):
        name = given.get("name", "")
        at = _line_of(text, f'"name": "{name}"')
        constraints = given.get("constraints", {})
        if given.get("type") not in TYPES:
            faults.append(
                Fault(where, at, f"column {name!r} has type {given.get('type')!r}; "
                                   f"allowed: {allowed(TYPES)}")
            )
        for key in set(constraints) - set(CONSTRAINTS):
            faults.append(
                Fault(where, at, f"column {name!r} has constraint {key!r}; "
                                   f"allowed: {allowed(CONSTRAINTS)}")
            )
        limits = {"minimum", "maximum"} & set(constraints)
        if limits and (given.get("type") not in NUMERIC or not all(
            isinstance(constraints[key], int | float) for key in limits
        )):
            faults.append(Fault(where, at, f"column {name!r} has a minimum or maximum; they are "
                                             f"numbers, for columns of type {allowed(NUMERIC)}"))
        try:
            re.compile(constraints.get("pattern", ""))
        except re.error as error:
            faults.append(Fault(where, at, f"column {name!r} has a pattern that is no regular "
                                             f"expression: {error}"))
        if not given.get("title"):
            faults.append(Fault(where, at, f"column {name!r} lacks a 'title'"))
        if any(name == f.name for f in fields):
            faults.append(Fault(where, at, f"column {name!r} is described twice"))
        if "references" in given:
            target = given["references"]
            references.append(Reference((name,), target["resource"], (target["field"],)))
        fields.append(
            Field(
                name=name,
                type=given.get("type", "string"),
                title=given.get("title", name),
                description=given.get("description", ""),
                unit=given.get("unit", ""),
                required=constraints.get("required", False),
                unique=constraints.get("unique", False),
                enum=tuple(constraints.get("enum", ())),
                minimum=constraints.get("minimum"),
                maximum=constraints.get("maximum"),
                pattern=constraints.get("pattern", ""),
                separator=given.get("separator", ""),
                labels={str(one["value"]): one["label"] for one in given.get("categories", ())},
            )
        )
    for key in schema.get("foreignKeys", []):
        own, target = _names(key["fields"]), key["reference"]
        references.append(Reference(own, target["resource"], _names(target["fields"])))
    primary_key = _names(schema.get("primaryKey", ()))
    if not primary_key:
        faults.append(Fault(where, 1, "the schema lacks a 'primaryKey'"))
    known = {f.name for f in fields}
    used = set(primary_key).union(*(reference.own for reference in references))
    for name in sorted(used - known):
        faults.append(Fault(where, 1, f"a key names column {name!r}, which is not described"))
    if faults:
        raise CourseError(faults)
    return Table(
        name=resource["name"],
        path=folder / resource["path"],
        schema=schema_path,
        title=resource.get("title", ""),
        description=resource.get("description", ""),
        vintage=resource.get("vintage", ""),
        licence="; ".join(one.get("title") or one.get("name", "")
                          for one in resource.get("licenses", [])),
        fields=tuple(fields),
        primary_key=primary_key,
        references=tuple(references),
        note=resource.get("note", ""),
        refresh=resource.get("refresh"),
        line=line,
    )


def _broken_references(
    table: Table, tables: dict[str, Table], faulty: set[str], root: Path
) -> list[Fault]:
    where = relative(table.schema, root)
    faults = []
    for reference in table.references:
        if reference.table in faulty:
            continue
        target = tables.get(reference.table)
        if target is None:
            faults.append(
                Fault(where, 1, f"column {reference.own[0]!r} refers to table "
                                f"{reference.table!r}; there are {allowed(sorted(tables), 40)}")
            )
            continue
        for name in reference.columns:
            if name not in {f.name for f in target.fields}:
                faults.append(
                    Fault(where, 1, f"column {reference.own[0]!r} refers to "
                                    f"{reference.table}.{name}, which does not exist")
                )
    return faults


def _json(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise CourseError([Fault(where, error.lineno, f"not JSON: {error.msg}")]) from None
    if not isinstance(found, dict):
        raise CourseError([Fault(where, 1, "an object {...} is expected here")])
    return found


def _names(given: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _line_of(text: str, phrase: str) -> int:
    found = re.search(re.escape(phrase), text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
