"""The one JSON text of a value, the same in Python and in JavaScript."""

from __future__ import annotations

import re
from json.encoder import encode_basestring
from typing import Any

#: The largest whole number that JavaScript holds exactly; no number may lie beyond it.
LARGEST = 2**53 - 1
#: How many brackets may stand inside one another.
DEEPEST = 20

_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: Any, depth: int = DEEPEST) -> str:
    """JSON as JavaScript's ``JSON.stringify`` writes it, with the keys sorted.

    Equal values have equal texts whichever side wrote them: 1.0 is 1, and half a character is
    escaped, so that the text can always be stored as UTF-8. ValueError says what cannot be
    written: a number that JavaScript would not keep, nesting deeper than ``depth``, or what
    JSON does not know.

    >>> canonical({"b": [1.0, True, None], "a": "æ\\n"})
    '{"a":"æ\\\\n","b":[1,true,null]}'
    >>> canonical(0.00001), canonical(0.0000001), canonical("\\ud83d")
    ('0.00001', '1e-7', '"\\\\ud83d"')
    >>> canonical(float("nan"))
    Traceback (most recent call last):
    ValueError: the number nan; numbers from -9007199254740991 to 9007199254740991 are allowed
    """
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list | tuple | dict):
        if depth < 1:
            raise ValueError(f"lists inside lists, too deep; {DEEPEST} deep is allowed")
        if isinstance(value, dict):
            return _object(value, depth - 1)
        return f"[{','.join([canonical(one, depth - 1) for one in value])}]"
    raise ValueError(f"a {type(value).__name__}; text, numbers, true, false, null, lists and "
                     "objects are allowed")


def order(text: str) -> bytes:
    """What to compare canonical texts by: their UTF-16 units, as JavaScript compares text.

    >>> order("\\U0001F600") < order("\\uFF21")
    True
    """
    return text.encode("utf-16-be", "surrogatepass")


def plain(number: float) -> float:
    """A number as it is kept: whole ones as int. ValueError where JavaScript would not keep it.

    >>> plain(1.0), plain(-0.0), plain(0.5)
    (1, 0, 0.5)
    """
    if not -LARGEST <= number <= LARGEST:  # which NaN is not either
        shown = str(number) if isinstance(number, float) or abs(number) < 1e30 else "given"
        raise ValueError(f"the number {shown}; numbers from -{LARGEST} to {LARGEST} are allowed")
    return int(number) if number == int(number) else float(number)


def _number(value: float) -> str:
    text = repr(plain(value))
    if "e" not in text:
        return text
    # A fraction this small: Python changes to powers of ten from 0.0001 on, JavaScript later.
    digits, power = text.split("e")
    if int(power) < -6:
        return f"{digits}e{int(power)}"
    sign = "-" if digits.startswith("-") else ""
    return f"{sign}0.{'0' * (-int(power) - 1)}{digits.lstrip('-').replace('.', '')}"


def _string(text: str) -> str:
    if _SURROGATE.search(text):
        # Two halves that stand side by side are one character.
        text = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")
        return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", encode_basestring(text))
    return encode_basestring(text)


def _object(value: dict[Any, Any], depth: int) -> str:
    for key in value:
        if not isinstance(key, str):
            raise ValueError(f"the key {key!r:.40}; text is allowed as a key")
    keys = sorted(value, key=None if all(map(str.isascii, value)) else order)
    return f"{{{','.join([f'{_string(key)}:{canonical(value[key], depth)}' for key in keys])}}}"
