"""The data package: which tables there are and what each column may hold.

Reads ``datapackage.json`` (Frictionless Data Package) and the table schemas it
names. Three properties are ours: ``separator`` makes a cell a list, ``references``
asks that each item of that list stands in another table, and ``refresh`` says where
newer values of a table come from (:mod:`coursekit.data.renewal`). ``categories`` give
values of a column the words that a reader sees. A column of type ``date`` holds days of
the calendar; with ``"format": "any"`` a date is as exact as it is known, 2004-03 or 2004.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit import jsonfile
from coursekit.data import properties
from coursekit.documents import Document
from coursekit.faults import CourseError, Fault, Unknown, allowed, quoted, relative

PACKAGE = "datapackage.json"
NEEDED = ("name", "path", "schema", "title", "description", "vintage", "licenses")


@dataclass(frozen=True)
class Reference:
    """These columns must name a row of ``table`` by its ``columns``."""

    own: tuple[str, ...]
    table: str
    columns: tuple[str, ...]
    line: int = field(default=1, compare=False)


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
    format: str = "default"
    missing: tuple[str, ...] = ("",)
    example: str = ""
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
        raise Unknown(
            f"table {self.name!r} has no column {name!r}; "
            f"it has {allowed([f.name for f in self.fields], 40)}"
        )


def read_package(folder: Path, root: Path) -> dict[str, Table]:
    """Every table of the package in ``folder``, by name; CourseError if it is faulty."""
    document = _object(folder / PACKAGE, root)
    faults = list(properties.unknown(document, (), document.value, properties.PACKAGE,
                                     "the package"))
    tables: dict[str, Table] = {}
    resources = document.value.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise CourseError([document.fault(("resources",), "'resources' must be a list with an "
                                                          "object a table")])
    if not resources:
        raise CourseError([document.fault(("resources",), "'resources' lists no table")])
    listed: set[str] = set()
    for i, resource in enumerate(resources):
        at = ("resources", i)
        name = resource.get("name", "")
        lacking = [key for key in NEEDED if not resource.get(key)]
        faults.extend(document.fault((*at, "name"), f"table {quoted(name)} lacks {key!r}")
                      for key in lacking)
        wrong = [key for key in NEEDED[:-1] if not isinstance(resource.get(key, ""), str)]
        faults.extend(document.fault((*at, key), f"table {quoted(name)}: {key!r} must be text, "
                                                 "not a list, an object or a number")
                      for key in wrong)
        faults.extend(properties.of_table(document, at, resource))
        if "name" in (*lacking, *wrong):
            continue
        if name in listed:
            faults.append(document.fault((*at, "name"), f"table {quoted(name)} is listed twice"))
        listed.add(name)
        if {"path", "schema"} & {*lacking, *wrong}:
            continue
        try:
            tables[name] = _table(resource, document.line((*at, "name")), folder, root)
        except CourseError as error:
            faults.extend(error.faults)
        except (AttributeError, KeyError, TypeError) as error:
            said = f"it lacks {error}" if isinstance(error, KeyError) else "a part has another form"
            faults.append(document.fault(at, f"table {quoted(name)} or its schema is not in the "
                                             f"form of Frictionless Data ({said})"))
    for table in tables.values():
        # A target that is itself at fault is named once, by its own fault.
        faults.extend(_broken_references(table, tables, listed - set(tables), root))
    if faults:
        raise CourseError(faults)
    return tables


def _table(resource: dict[str, Any], line: int, folder: Path, root: Path) -> Table:
    schema_path = folder / resource["schema"]
    document = _object(schema_path, root)
    schema = document.value
    if not isinstance(schema.get("fields"), list) or not schema["fields"] or not all(
            isinstance(one, dict) for one in schema["fields"]):
        raise CourseError([document.fault(("fields",), "'fields' must be a list with an object a "
                                                       "column")])
    faults = properties.malformed(document)
    if faults:
        raise CourseError(faults)
    faults = list(properties.of_schema(document))
    fields: list[Field] = []
    references: list[Reference] = []
    for i, given in enumerate(schema["fields"]):
        name, at = given["name"], ("fields", i, "name")
        faults.extend(document.fault(at, said) for said in properties.unfit(given))
        if any(name == f.name for f in fields):
            faults.append(document.fault(at, f"column {name!r} is described twice"))
        if "references" in given:
            target = given["references"]
            references.append(Reference((name,), target["resource"], (target["field"],),
                                        document.line(("fields", i, "references"))))
        fields.append(_field(given, schema))
    for i, key in enumerate(schema.get("foreignKeys", [])):
        own, target = _names(key["fields"]), key["reference"]
        references.append(Reference(own, target["resource"], _names(target["fields"]),
                                    document.line(("foreignKeys", i))))
    primary_key = _names(schema.get("primaryKey", ()))
    if not primary_key:
        faults.append(document.fault((), "the schema lacks a 'primaryKey'"))
    known = {f.name for f in fields}
    used = set(primary_key).union(*(reference.own for reference in references))
    for name in sorted(used - known):
        part = "primaryKey" if name in primary_key else "foreignKeys"
        faults.append(document.fault((part,), f"a key names column {name!r}, which is not "
                                              "described"))
    for name in (f.name for f in fields if f.separator and f.name in primary_key):
        faults.append(document.fault(("primaryKey",), f"the key names column {name!r}, which "
                                                      "holds lists"))
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


def _field(given: dict[str, Any], schema: dict[str, Any]) -> Field:
    constraints = given.get("constraints", {})
    missing = schema.get("missingValues", [""])
    return Field(
        name=given["name"],
        type=given.get("type", "string"),
        title=given.get("title", given["name"]),
        description=given.get("description", ""),
        unit=given.get("unit", ""),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        pattern=constraints.get("pattern", ""),
        separator=given.get("separator", ""),
        format=given.get("format", "default"),
        missing=tuple(missing) if isinstance(missing, list) else ("",),
        example=str(given.get("example", "")),
        labels={str(one["value"]): one["label"] for one in given.get("categories", ())},
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
                Fault(where, reference.line, f"column {reference.own[0]!r} refers to table "
                                f"{reference.table!r}; there are {allowed(sorted(tables), 40)}")
            )
            continue
        for name in reference.columns:
            if name not in {f.name for f in target.fields}:
                faults.append(
                    Fault(where, reference.line, f"column {reference.own[0]!r} refers to "
                                    f"{reference.table}.{name}, which does not exist")
                )
    return faults


def _object(path: Path, root: Path) -> Document:
    document = jsonfile.read(path, root)
    if not isinstance(document.value, dict):
        raise CourseError([document.fault((), "an object {...} is expected here")])
    return document


def _names(given: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
