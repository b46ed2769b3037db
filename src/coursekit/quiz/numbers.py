"""Reading a typed number: Danes write 1.343,5 and the English 1,343.5."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

_BLANK = " \t\u00a0\u2007\u2009\u202f"
_BETWEEN = _BLANK + "'\u2019"
_SHAPE = re.compile(rf"([+\-\u2212\u2013]?)[{_BLANK}]*(\d[\d.,{_BETWEEN}]*|[.,]\d+)", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """A number as it was understood.

    ``doubt`` says how a number that may be read in two ways, such as 1,343, was settled:
    as ``thousands`` or as a ``decimal`` fraction. It is empty where there was no doubt.
    """

    value: float
    doubt: Literal["", "thousands", "decimal"] = ""


def read_number(text: str, *, whole: bool, unit: str = "") -> Reading | None:
    """The number that a Danish or an English reader means, or None.

    1. Spaces and apostrophes stand between thousands.
    2. Where both comma and point occur, the later one is the decimal sign.
    3. A comma or a point that occurs more than once stands between thousands.
    4. A single one followed by exactly three digits does so if the answer asked for is a
       ``whole`` number; in every other case it is the decimal sign.
    5. A percent sign and the words of ``unit`` may stand before or after the number; other
       words may not, so that nobody has to guess what "2.5 mio." was taken for.

    >>> read_number("1.343", whole=True)
    Reading(value=1343.0, doubt='thousands')
    >>> read_number("1.343", whole=False)
    Reading(value=1.343, doubt='decimal')
    >>> read_number("3,14", whole=False), read_number("1.234,5 km", whole=False, unit="km")
    (Reading(value=3.14, doubt=''), Reading(value=1234.5, doubt=''))
    """
    match = _SHAPE.fullmatch(_bare(text, unit))
    if not match:
        return None
    sign, digits = match[1], match[2].strip(_BETWEEN)
    spaced = re.split(rf"[{_BETWEEN}]", digits)
    if len(spaced) > 1:
        # Only the last group may go on with a decimal sign.
        head, *middle, last = spaced
        if not _groups([head, *middle, re.split(r"[.,]", last)[0]]):
            return None
        digits = "".join(spaced)
    found = _separated(digits, whole and len(spaced) == 1)
    if found is None or not math.isfinite(found.value):
        return None
    if found.value and sign not in ("", "+"):
        return Reading(-found.value, found.doubt)
    return found


def written(value: float, language: str) -> str:
    """A number as it is written in one language.

    >>> written(1343.0, "en"), written(1343.5, "da")
    ('1,343', '1.343,5')
    """
    shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return shown.translate(str.maketrans(",.", ".,")) if language == "da" else shown


def _bare(text: str, unit: str) -> str:
    """The text without the unit around the number."""
    allowed = {word.lower() for word in [*unit.split(), unit, "%"] if word}
    bare = text.strip(_BLANK)
    for word in sorted(allowed, key=len, reverse=True):
        if bare.lower().endswith(word):
            bare = bare[: -len(word)].rstrip(_BLANK)
        if bare.lower().startswith(word):
            bare = bare[len(word):].lstrip(_BLANK)
    return bare


def _separated(digits: str, whole: bool) -> Reading | None:
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return Reading(float(digits))
    last = signs[-1]
    if len(set(signs)) == 2:
        if signs.count(last) > 1:
            return None
        integer, _, decimals = digits.rpartition(last)
        return _number(integer.split("," if last == "." else "."), decimals)
    groups = digits.split(last)
    if len(signs) > 1:
        return _number(groups, "")
    head, tail = groups
    doubtful = len(tail) == 3 and 1 <= len(head) <= 3 and head != "0"
    if doubtful and whole:
        return Reading(float(head + tail), "thousands")
    found = _number([head or "0"], tail)
    return Reading(found.value, "decimal") if found and doubtful else found


def _number(groups: list[str], decimals: str) -> Reading | None:
    return Reading(float(f"{''.join(groups)}.{decimals or '0'}")) if _groups(groups) else None


def _groups(groups: list[str]) -> bool:
    """Whether these are groups of thousands: 12 345 678 and not 1 2 3."""
    head, *rest = groups
    return head.isdigit() and all(len(g) == 3 and g.isdigit() for g in rest) and (
        not rest or len(head) <= 3)
