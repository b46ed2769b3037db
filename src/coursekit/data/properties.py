"""The properties of a data package: those that are obeyed, and those that say nothing to obey.

Any other is refused by name. A property that is ignored in silence is worse than none: who
writes ``"delimiter": ";"`` believes that it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coursekit.data.cells import FORMS
from coursekit.documents import Document, Location
from coursekit.faults import Fault, allowed, quoted

_ABOUT = ("$schema", "id", "name", "title", "description", "homepage", "version", "created",
          "keywords", "contributors", "licenses", "sources", "image", "profile")
PACKAGE = (*_ABOUT, "resources")
TABLE = (*_ABOUT, "path", "schema", "vintage", "note", "refresh", "format", "mediatype",
         "encoding", "dialect")
SCHEMA = ("$schema", "name", "title", "description", "fields", "primaryKey", "foreignKeys",
          "missingValues")
FIELD = ("name", "type", "format", "title", "description", "example", "rdfType", "unit",
         "constraints", "separator", "references", "categories")
TYPES = ("string", "integer", "number", "boolean", "year", "date", "yearmonth")
NUMERIC = ("integer", "number", "year")
CONSTRAINTS = ("required", "unique", "enum", "minimum", "maximum", "pattern")
#: What these may say: how every table is read.
_FIXED: Mapping[str, tuple[Any, ...]] = {
    "format": ("csv",), "mediatype": ("text/csv",), "encoding": ("utf-8", "utf8"),
}
_DIALECT: Mapping[str, tuple[Any, ...]] = {
    "$schema": (), "name": (), "title": (), "description": (), "csvddfVersion": (),
    "delimiter": (",",), "quoteChar": ('"',), "doubleQuote": (True,), "header": (True,),
    "headerRows": ([1],), "skipInitialSpace": (False,), "lineTerminator": ("\n", "\r\n"),
    "caseSensitiveHeader": (True,),
}


def unknown(document: Document, at: Location, given: Mapping[str, Any], known: tuple[str, ...],
            what: str) -> Iterator[Fault]:
    """Every property that is not known here."""
    for name in given:
        if name not in known:
            yield document.fault((*at, name), f"{what} has the property {quoted(name)}, which is "
                                              "not obeyed here; leave it out. Known are "
                                              f"{allowed(known, 40)}")


def of_table(document: Document, at: Location, given: Mapping[str, Any]) -> Iterator[Fault]:
    """Properties of a table that are not obeyed, or that ask for another way to read it."""
    what = f"table {quoted(given.get('name', ''))}"
    yield from unknown(document, at, given, TABLE, what)
    for name, values in _FIXED.items():
        value = given.get(name, values[0])
        if (value.lower() if isinstance(value, str) else value) not in values:
            yield document.fault((*at, name), f"{what} has {name} {quoted(value)}; every table is "
                                              f"read as {quoted(values[0])}; save it so")
    dialect = given.get("dialect", {})
    if not isinstance(dialect, dict):
        yield document.fault((*at, "dialect"), f"{what}: 'dialect' must be an object {{...}}")
        return
    for name, value in dialect.items():
        known = _DIALECT.get(name)
        if known is None or (known and value not in known):
            only = f"; only {quoted(known[0])} is" if known else ""
            yield document.fault(
                (*at, "dialect", name), f"{what}: the dialect's {name} {quoted(value)} is not "
                f"obeyed{only}. Tables are read with commas between cells, double quotation marks "
                "and one line of headings; save the file so, and leave this out")


def of_schema(document: Document) -> Iterator[Fault]:
    """Properties of a schema and its columns that are not obeyed."""
    schema = document.value
    yield from unknown(document, (), schema, SCHEMA, "the schema")
    missing = schema.get("missingValues", [""])
    if not isinstance(missing, list) or "" not in missing or not all(
            isinstance(one, str) for one in missing):
        yield document.fault(("missingValues",), "'missingValues' is a list of texts, and the "
                                                 'empty text "" is one of them')
    for i, field in enumerate(schema["fields"]):
        at, what = ("fields", i), f"column {quoted(field.get('name', ''))}"
        yield from unknown(document, at, field, FIELD, what)
        forms = FORMS.get(str(field.get("type")), ("default",))
        if field.get("format", "default") not in forms:
            yield document.fault((*at, "format"), f"{what} has format {quoted(field['format'])}; "
                                                  f"allowed: {allowed(forms)}")
        yield from unknown(document, (*at, "constraints"), field.get("constraints", {}),
                           CONSTRAINTS, f"a constraint of {what}")


def malformed(document: Document) -> list[Fault]:
    """Parts of a schema that are not of the kind they must be."""
    kinds: dict[str, tuple[type, str]] = {
        "name": (str, "text"), "type": (str, "text"), "title": (str, "text"),
        "description": (str, "text"), "unit": (str, "text"), "separator": (str, "text"),
        "format": (str, "text"), "constraints": (dict, "an object"),
        "references": (dict, "an object"), "categories": (list, "a list"),
    }
    found = []
    for i, given in enumerate(document.value["fields"]):
        what = f"column {quoted(given.get('name', ''))}"
        if not given.get("name"):
            found.append(document.fault(("fields", i), "a column lacks its 'name'"))
        for key, (kind, words) in kinds.items():
            if key in given and not isinstance(given[key], kind):
                found.append(document.fault(("fields", i, key), f"{what}: {key!r} must be {words}"))
        target = given.get("references")
        if isinstance(target, dict) and not all(
                isinstance(target.get(key), str) for key in ("resource", "field")):
            found.append(document.fault(("fields", i, "references"), f"{what}: 'references' names "
                                        "a 'resource', which is a table, and its 'field'"))
        if not all(isinstance(one, dict) and {"value", "label"} <= set(one)
                   for one in given.get("categories", ()) if isinstance(given["categories"], list)):
            found.append(document.fault(("fields", i, "categories"), f"{what}: each of its "
                                        "'categories' has a 'value' and a 'label'"))
        constraints = given.get("constraints")
        for key, (kind, words) in {
            "required": (bool, "true or false"), "unique": (bool, "true or false"),
            "enum": (list, "a list"), "pattern": (str, "text"),
        }.items():
            if isinstance(constraints, dict) and not isinstance(constraints.get(key, kind()), kind):
                found.append(document.fault(("fields", i, "constraints", key),
                                            f"{what}: {key!r} must be {words}"))
    schema = document.value
    if not _are_names(schema.get("primaryKey", [])):
        found.append(document.fault(("primaryKey",), "'primaryKey' must be a column, or a list of "
                                                     "columns"))
    keys = schema.get("foreignKeys", [])
    for i, key in enumerate(keys if isinstance(keys, list) else [None]):
        target = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(target, dict) or not isinstance(target.get("resource"), str) or not all(
                _are_names(one.get("fields")) for one in (key, target)):
            found.append(document.fault(
                ("foreignKeys", i), "a foreign key has its own 'fields' and a 'reference' with a "
                "'resource', which is a table, and the 'fields' of that"))
    return found


def _are_names(given: Any) -> bool:
    return isinstance(given, str) or (
        isinstance(given, list) and all(isinstance(one, str) for one in given))


def unfit(given: dict[str, Any]) -> list[str]:
    """What is wrong with the description of one column."""
    name, kind, constraints = given["name"], given.get("type"), given.get("constraints", {})
    found = []
    if kind not in TYPES:
        found.append(f"column {name!r} has type {quoted(kind)}; allowed: {allowed(TYPES)}")
    limits = {"minimum", "maximum"} & set(constraints)
    if limits and kind in TYPES and (kind not in NUMERIC or not all(
        isinstance(constraints[key], int | float) and not isinstance(constraints[key], bool)
        for key in limits
    )):
        found.append(f"column {name!r} has a minimum or maximum; they are numbers, for columns of "
                     f"type {allowed(NUMERIC)}")
    try:
        re.compile(constraints.get("pattern", ""))
    except re.error as error:
        found.append(f"column {name!r} has a pattern that is no regular expression: {error}")
    if not given.get("title"):
        found.append(f"column {name!r} lacks a 'title'")
    return found
