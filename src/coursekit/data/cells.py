"""From the text of a cell to its value, or to a sentence that says what is allowed."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coursekit.faults import allowed, quoted

if TYPE_CHECKING:
    from coursekit.data.package import Field

#: The formats that a type may have besides the one it has without.
FORMS: Mapping[str, tuple[str, ...]] = {"date": ("default", "any")}
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
#: Dates as a spreadsheet writes them where it is not told otherwise.
_SPREADSHEET = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}( \d.*)?|\w{3,9}[- ]\d{2,4}"
                          r"|\d{1,2}[- ]\w{3,9}([- ]\d{2,4})?|\d{5}", re.ASCII)
_BOOLEAN = {"true": True, "false": False}
#: What a column of whole numbers can hold: eight bytes.
_LARGEST = 2**63 - 1


class SpreadsheetDate(ValueError):
    """A date in the form of a spreadsheet; a file has many of them, and one cause."""


def parse(text: str, field: Field) -> Any:
    """The value of one cell, ``None`` where it is empty; ValueError says what is allowed.

    >>> from coursekit.data.package import Field
    >>> parse("1846", Field("found", "year", "Found"))
    1846
    >>> parse("EST;LVA", Field("partners", "string", "Partners", separator=";"))
    ['EST', 'LVA']
    """
    if text in field.missing:
        if field.required:
            raise ValueError(f"{field.name!r} is empty; a value is required")
        return [] if field.separator else None
    if field.separator:
        items = text.split(field.separator)
        if any(item != item.strip() or not item for item in items):
            raise ValueError(
                f"{field.name!r} is {quoted(text)}; items are separated by "
                f"{field.separator!r} alone, without spaces or empty items"
            )
        if len(set(items)) < len(items):
            raise ValueError(f"{field.name!r} is {quoted(text)}; each item may stand once")
        return [_checked(item, field) for item in items]
    return _checked(text, field)


def _checked(text: str, field: Field) -> Any:
    if text != text.strip():
        raise ValueError(f"{field.name!r} is {quoted(text)}; no spaces before or after the value")
    value = _typed(text, field)
    if field.enum and value not in field.enum:
        raise ValueError(f"{field.name!r} is {quoted(text)}; allowed: {allowed(field.enum, 40)}")
    if field.minimum is not None and value < field.minimum:
        raise ValueError(f"{field.name!r} is {text}; the least allowed is {field.minimum}")
    if field.maximum is not None and value > field.maximum:
        raise ValueError(f"{field.name!r} is {text}; the most allowed is {field.maximum}")
    if field.pattern and not matches(field.pattern, text):
        such = f"; such as {quoted(field.example)}" if field.example else ""
        raise ValueError(f"{field.name!r} is {quoted(text)}; allowed form: {field.pattern}{such}")
    return value


def matches(pattern: str, text: str) -> bool:
    """Whether a whole text is of a form. A digit is one of the ten that a table is written with.

    >>> matches(r"[B] \\d+", "B 118"), matches(r"[B] \\d+", "B ١١٨")
    (True, False)
    """
    return bool(re.fullmatch(pattern, text, re.ASCII if r"\d" in pattern else 0))


def _typed(text: str, field: Field) -> Any:
    name = field.name
    match field.type:
        case "integer":
            if not _INTEGER.fullmatch(text):
                raise ValueError(f"{name!r} is {quoted(text)}; a whole number such as 1343 is "
                                 "allowed")
            if len(text) > 20 or abs(int(text)) > _LARGEST:
                raise ValueError(f"{name!r} is {quoted(text)}; a whole number of at most 18 "
                                 "digits is allowed")
            return int(text)
        case "year":
            if not _YEAR.fullmatch(text) or text == "0000":
                raise ValueError(f"{name!r} is {quoted(text)}; a year of four digits is allowed")
            return int(text)
        case "number":
            if not _NUMBER.fullmatch(text):
                raise ValueError(
                    f"{name!r} is {quoted(text)}; a number such as 3.14 is allowed "
                    "(point for decimals, nothing between thousands)"
                )
            if not math.isfinite(float(text)):
                raise ValueError(f"{name!r} is {quoted(text)}; the number is too large to be kept")
            return float(text)
        case "boolean":
            # A spreadsheet writes them in capitals.
            if text.lower() not in _BOOLEAN:
                raise ValueError(f"{name!r} is {quoted(text)}; allowed: 'true', 'false'")
            return _BOOLEAN[text.lower()]
        case "date" | "yearmonth":
            return _dated(text, field)
    return text


def _dated(text: str, field: Field) -> str:
    """A date as text, if there is such a day."""
    partial = field.format == "any"
    such = ("2004-03 is" if field.type == "yearmonth" else
            "2004-03-29, 2004-03 or 2004 is" if partial else "2004-03-29 is")
    found = _DATE.fullmatch(text)
    if not found:
        kind = SpreadsheetDate if _SPREADSHEET.fullmatch(text) else ValueError
        raise kind(f"{field.name!r} is {quoted(text)}; a date such as {such} allowed")
    year, month, day = found.groups()
    whole = (month and not day) if field.type == "yearmonth" else (day or partial)
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{field.name!r} is {quoted(text)}; there is no such day; a date such as "
                         f"{such} allowed") from None
    if not whole:
        raise ValueError(f"{field.name!r} is {quoted(text)}; a date such as {such} allowed")
    return text
