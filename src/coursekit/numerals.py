"""How a number is written: by what it is, and in which language, the same in every place."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

#: What a number is: a ``year`` has nothing between its thousands, all the others have.
Kind = Literal["year", "count", "money", "share", "number"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: More decimals than these are the dust of binary fractions.
DECIMALS = 12


def written(
    value: float, language: str = "en", kind: Kind = "number", decimals: int = DECIMALS
) -> str:
    """A number as it is written, with so many decimals at most.

    The front end writes numbers by the same rule (``written`` in ``frontend/grading.js``).

    >>> written(1343.0), written(1343.5, "da"), written(2004, kind="year")
    ('1,343', '1.343,5', '2004')
    """
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    if -int(exact.as_tuple().exponent) > decimals:
        exact = round(exact, decimals)
    shown = format(exact, "f" if kind == "year" else ",f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    if shown == "-0":
        shown = "0"
    return shown.translate(str.maketrans(",.", ".,")) if language == "da" else shown
