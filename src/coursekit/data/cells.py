"""From the text of a cell to its value, or to a sentence that says what is allowed."""

from __future__ import annotations

import re
from typing import Any

from coursekit.data.package import Field
from coursekit.faults import allowed

_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_BOOLEAN = {"true": True, "false": False}


def parse(text: str, field: Field) -> Any:
    """The value of one cell, ``None`` where it is empty; ValueError says what is allowed.

    >>> parse("1846", Field("found", "year", "Found"))
    1846
    >>> parse("EST;LVA", Field("partners", "string", "Partners", separator=";"))
    ['EST', 'LVA']
    """
    if text == "":
        if field.required:
            raise ValueError(f"{field.name!r} is empty; a value is required")
        return [] if field.separator else None
    if field.separator:
        items = text.split(field.separator)
        if any(item != item.strip() or not item for item in items):
            raise ValueError(
                f"{field.name!r} is {text!r}; items are separated by "
                f"{field.separator!r} alone, without spaces or empty items"
            )
        if len(set(items)) < len(items):
            raise ValueError(f"{field.name!r} is {text!r}; each item may stand once")
        return [_checked(item, field) for item in items]
    return _checked(text, field)


def _checked(text: str, field: Field) -> Any:
    if text != text.strip():
        raise ValueError(f"{field.name!r} is {text!r}; no spaces before or after the value")
    value = _typed(text, field)
    if field.enum and value not in field.enum:
        raise ValueError(f"{field.name!r} is {text!r}; allowed: {allowed(field.enum, 40)}")
    if field.minimum is not None and value < field.minimum:
        raise ValueError(f"{field.name!r} is {text}; the least allowed is {field.minimum}")
    if field.maximum is not None and value > field.maximum:
        raise ValueError(f"{field.name!r} is {text}; the most allowed is {field.maximum}")
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise ValueError(f"{field.name!r} is {text!r}; allowed form: {field.pattern}")
    return value


def _typed(text: str, field: Field) -> Any:
    if field.type == "integer":
        if not _INTEGER.fullmatch(text):
            raise ValueError(f"{field.name!r} is {text!r}; a whole number such as 1343 is allowed")
        return int(text)
    if field.type == "year":
        if not re.fullmatch(r"\d{4}", text):
            raise ValueError(f"{field.name!r} is {text!r}; a year of four digits is allowed")
        return int(text)
    if field.type == "number":
        if not _NUMBER.fullmatch(text):
            raise ValueError(
                f"{field.name!r} is {text!r}; a number such as 3.14 is allowed "
                "(point for decimals, nothing between thousands)"
            )
        return float(text)
    if field.type == "boolean":
        if text not in _BOOLEAN:
            raise ValueError(f"{field.name!r} is {text!r}; allowed: 'true', 'false'")
        return _BOOLEAN[text]
    return text
