"""Reading a typed number: Danes write 1.343,5 and the English 1,343.5.

The same rules stand in ``frontend/grading.js``; both run the cases in
``tests/coursekit/quiz/grading-cases.json``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coursekit.quiz import units

# Words, a sign, digits with what stands between them, and words again.
_NUMBER = re.compile(r"([^0-9]*?)([+-]?) ?([0-9][0-9.,' ]*)([^0-9]*)", re.DOTALL)
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′´"), "'")
_MINUS = "\u2212\u207b"


@dataclass(frozen=True)
class Reading:
    """A number as it was understood.

    ``doubt`` says how a number that may be read in two ways, such as 1,343, was settled: as
    ``thousands`` or as a ``decimal`` fraction; ``either`` where both are as wrong. It is empty
    where there was no doubt.
    """

    value: float
    doubt: Literal["", "thousands", "decimal", "either"] = ""


@dataclass(frozen=True)
class OtherUnit:
    """A number with words beside it that are not the unit asked for: it is not graded."""

    unit: str


def read_number(text: str, *, whole: bool, unit: str = "") -> Reading | None:
    """The number that a Danish or an English reader means, or None.

    1. Spaces and apostrophes stand between thousands.
    2. Where both comma and point occur, the later one is the decimal sign.
    3. A comma or a point that occurs more than once stands between thousands.
    4. A single one followed by exactly three digits may be either. Here it stands between
       thousands if the answer asked for is a ``whole`` number; a question knows more, and
       takes of the :func:`readings` the one that lies near its answer.
    5. The words of ``unit`` may stand before or after the number, in any order and in the usual
       short forms; other words may not, so that nobody has to guess what "2.5 mio." was taken
       for. Where no unit is asked for, 25 % is 0.25.

    >>> read_number("1.343", whole=True)
    Reading(value=1343.0, doubt='thousands')
    >>> read_number("1.343", whole=False)
    Reading(value=1.343, doubt='decimal')
    >>> read_number("3,14", whole=False), read_number("1.234,5 km", whole=False, unit="km")
    (Reading(value=3.14, doubt=''), Reading(value=1234.5, doubt=''))
    """
    found = readings(text, units.parts(unit, fraction=True), fraction=not unit)
    if not found or isinstance(found, OtherUnit):
        return None
    return found[0] if whole else found[-1]


def readings(
    text: str, unit: Sequence[Sequence[str]], *, fraction: bool
) -> list[Reading] | OtherUnit:
    """All that a typed number may mean: one, or two where three digits follow a comma or point.

    ``unit`` is what :func:`units.parts` gives; a percentage is that part of one if the number
    is a ``fraction``. Of two, that with thousands comes first. An empty list for what is no
    number.
    """
    match = _NUMBER.fullmatch(tidied(text))
    if not match:
        return []
    before, sign, digits, after = match.groups()
    words = units.tokens(f"{before} {after}")
    if units.other(words, [list(part) for part in unit]):
        # A stray sign is no unit: nothing could be said of it but that it was not read.
        said = f"{before} {after}".strip()
        return OtherUnit(said) if any(c.isalpha() or c in "%€$£" for c in said) else []
    divisor = (-1 if sign == "-" else 1) * (100 if fraction and words else 1)
    return [Reading(one.value / divisor if one.value else 0.0, one.doubt)
            for one in _values(digits.strip("' ")) if math.isfinite(one.value)]


def tidied(text: str) -> str:
    """A typed text without invisible signs, its spaces, dashes and wide digits made plain.

    A price may end as Danes write it (875,-), a fraction begin with its sign.

    >>> tidied("\\u200e1\\u2003343"), tidied("\\u20113.5"), tidied("１３"), tidied("-,5 kr")
    ('1 343', '-3.5', '13', '-0,5 kr')
    """
    plain = re.sub(r"([0-9]),-+(?![0-9])", r"\1", "".join(_plain(c) for c in text).strip())
    # A point after a letter ends an abbreviation ("kr.875") and begins no fraction.
    return re.sub(r"(^|[ +-])([.,][0-9])", r"\g<1>0\2", plain)


def _plain(c: str) -> str:
    if c.isascii():
        return " " if c in "\t\n\v\f\r" else c
    kind = unicodedata.category(c)
    if kind == "Cf":
        return ""
    if kind == "Nd" or "\uff01" <= c <= "\uff5e":
        c = unicodedata.normalize("NFKC", c)
    elif kind[0] == "Z":
        return " "
    if kind == "Pd" or c in _MINUS:
        return "-"
    return c.translate(_APOSTROPHES)


def _values(digits: str) -> Iterator[Reading]:
    """What digits with signs between them may mean."""
    spaced = re.split(r"[' ]", digits)
    if len(spaced) > 1:
        # Only the last group may go on with a decimal sign.
        *first, last = spaced
        if not _groups([*first, re.split(r"[.,]", last)[0]]):
            return
        digits = "".join(spaced)
    signs = [c for c in digits if c in ".,"]
    sign = signs[-1] if signs else ","
    groups = digits.split(sign)
    if len(set(signs)) == 2:
        if signs.count(sign) == 1:
            yield from _number(groups[0].split("," if sign == "." else "."), groups[1])
    elif len(signs) != 1:
        yield from _number(groups, "") if signs else [Reading(float(digits))]
    else:
        head, tail = groups
        doubtful = len(spaced) == 1 and re.fullmatch(r"(?!0,)[0-9]{1,3},[0-9]{3}", f"{head},{tail}")
        if doubtful:
            yield Reading(float(head + tail), "thousands")
        for found in _number([head], tail):
            yield Reading(found.value, "decimal" if doubtful else "")


def _number(groups: list[str], decimals: str) -> Iterator[Reading]:
    if _groups(groups):
        yield Reading(float(f"{''.join(groups)}.{decimals or '0'}"))


def _groups(groups: list[str]) -> bool:
    """Whether these are groups of thousands: 12 345 678 and not 1 2 3."""
    head, *rest = groups
    return head.isdigit() and all(len(g) == 3 and g.isdigit() for g in rest) and (
        not rest or len(head) <= 3)
