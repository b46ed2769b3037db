"""One mention of a quantity, and whether its words show a value as what it is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

Sense = Literal["", "about", "almost", "more than", "at least", "less than", "at most", "over",
                "under"]

#: "About" a value is within half a unit of the last digit that is no zero, and within this share.
NEAR = 0.1
#: "More than" a value is at most so many times as much; else the words say less than is known.
CLOSE = 2.0


@dataclass(frozen=True)
class Mention:
    """One mention of a quantity: where it stands in its text, and what it says.

    ``value`` is the number that is printed, or the date as ``(year, month, day)`` with 0 for a
    year that is not named. ``unit`` is one unit of the last digit that is printed; ``scale`` the
    factor that words behind the number give it (a million); ``sense`` what the words before it
    say of its exactness. ``value`` is None for what can only be exempted, such as "4.6.6".
    """

    start: int
    end: int
    text: str
    value: float | tuple[int, int, int] | None
    unit: float = 1.0
    scale: float = 1.0
    sense: Sense = ""
    free: bool = False

    def shows(self, value: Any) -> bool:
        """Whether the words show ``value``: a number, or a date as ``2004-03-29``.

        A number is shown by words that lie within half a unit of their last digit. "About"
        allows half a unit of the last digit that is no zero, "almost" only what is smaller,
        "more than" only what is larger.

        >>> from coursekit.text.quantities import mentions
        >>> [m.shows(1343) for m in mentions("1,343 of 1,300, more than 1,200, about 1,300")]
        [True, False, True, True]
        >>> next(mentions("on 29 March")).shows("2004-03-29")
        True
        """
        if isinstance(self.value, tuple):
            return _same_date(self.value, value)
        if self.value is None or isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not math.isfinite(value):
            return False
        # "5 million" stands for 5 where the data count in millions, else for 5,000,000: for the
        # nearer of the two, or "at most 5 million" would allow 7 as a number of millions.
        scale = min((1.0, self.scale), key=lambda one: _apart(value, self.value * one))
        return _agree(self.value * scale, value, self.unit * scale, self.sense)


def _same_date(said: tuple[int, int, int], value: Any) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return said == (value, 0, 0)
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", str(value))
    if not match:
        return False
    found = tuple(int(part or 0) for part in match.groups())
    # Words name as much of the date as they like, and no more than the value holds.
    return all(not a or a == b for a, b in zip(said, found, strict=True))


def _apart(value: float, said: float) -> float:
    """How far two values are apart in size, whatever their signs: 0 for the same."""
    a, b = abs(value), abs(said)
    return abs(math.log(a / b)) if a and b else abs(a - b)


def _agree(said: float, value: float, unit: float, sense: Sense) -> bool:
    slack = 1e-9 * max(1.0, abs(said), abs(value))
    half = unit / 2 + slack
    exact = abs(said - value) <= half
    match sense:
        case "more than":
            return said + slack < value <= CLOSE * abs(said)
        case "less than":
            return value < said - slack and value * said >= 0
        case "at least":
            return said - slack <= value <= CLOSE * abs(said)
        case "at most":
            return value <= said + slack and value * said >= 0
        case "almost":
            return said - NEAR * abs(said) - slack <= value < said - slack
        case "over":
            return exact or said < value <= CLOSE * abs(said)
        case "under":
            return exact or (value < said and value * said >= 0)
        case "about":
            return exact or abs(said - value) <= min(_last_unit(said, unit) / 2,
                                                     NEAR * abs(said)) + slack
    return exact


def _last_unit(said: float, unit: float) -> float:
    """One unit of the last digit of ``said`` that is no zero.

    >>> _last_unit(1300.0, 1.0), _last_unit(2.5, 0.1)
    (100.0, 0.1)
    """
    if not said:
        return unit
    digits = round(abs(said) / unit)
    while digits and digits % 10 == 0:
        digits //= 10
        unit *= 10
    return unit
