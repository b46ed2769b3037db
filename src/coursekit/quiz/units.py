"""The words of a unit: what may be typed beside a number, and what is another unit."""

from __future__ import annotations

import re

#: Words that mean the same unit, or the same power of ten.
_SAME = (
    ("%", "percent", "pct", "procent"),
    ("dkk", "kr", "krone", "kroner"),
    ("eur", "euro", "euros", "€"),
    ("usd", "dollar", "dollars", "$"),
    ("gbp", "pound", "pounds", "£"),
    ("thousand", "thousands", "tusind"),
    ("million", "millions", "millioner", "mio", "mill", "mn", "m"),
    ("billion", "billions", "milliard", "milliarder", "mia", "mrd", "bn"),
    ("person", "persons", "people", "personer"),
    ("year", "years", "år"),
    ("month", "months", "måned", "måneder"),
    ("day", "days", "dag", "dage"),
)
_PERCENT = _SAME[0]
_CURRENCIES = _SAME[1:5]


def tokens(words: str) -> list[str]:
    """The words around a number, in small letters and without their points.

    >>> tokens("DKK mio."), tokens("per cent"), tokens("%")
    (['dkk', 'mio'], ['percent'], ['%'])
    """
    said = words.lower().replace("per cent", "percent")
    return [one for one in re.split(r"[ .,()]+", re.sub(r"([%€$£])", r" \1 ", said)) if one]


def parts(unit: str, *, fraction: bool) -> list[list[str]]:
    """The parts of a unit, each with the words that may stand for it.

    A part of which the first word is empty may be left out: the currency, where the rest of
    the unit is typed. A number without a unit may be typed as a percentage if it is a
    ``fraction``.

    >>> parts("DKK million", fraction=False)[0]
    ['', 'dkk', 'kr', 'krone', 'kroner']
    """
    wanted = tokens(" ".join(unit.split()))
    if not wanted:
        return [["", *_PERCENT]] if fraction else []
    found = []
    for one in wanted:
        words = next((same for same in _SAME if one in same), _forms(one))
        found.append(["", *words] if words in _CURRENCIES and wanted[1:] else [*words])
    return found


def is_share(unit: str) -> bool:
    """Whether a number with this unit is a percentage."""
    return any(one in _PERCENT for one in tokens(unit))


def is_money(unit: str) -> bool:
    """Whether a number with this unit is an amount of money."""
    return any(one in words for one in tokens(unit) for words in _CURRENCIES)


def other(words: list[str], wanted: list[list[str]]) -> bool:
    """Whether words beside a number are not the unit asked for; none at all are no other unit.

    >>> other(["mio", "dkk"], parts("DKK million", fraction=False))
    False
    >>> other(["%"], parts("persons", fraction=False))
    True
    """
    left = list(wanted)
    for word in words:
        part = next((one for one in left if word in one), None)
        if part is None:
            return True
        left.remove(part)
    return bool(words) and any(one[0] for one in left)


def _forms(word: str) -> tuple[str, ...]:
    """A word as one and as several."""
    one = word[:-1] if len(word) > 2 and word.endswith("s") else word
    return (one, f"{one}s")
