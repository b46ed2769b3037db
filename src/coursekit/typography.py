"""Apostrophes as they are printed, whichever key they were typed with."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")


def apostrophes(text: str) -> str:
    """Text with each apostrophe within a word as in the running text of the book.

    Marks around words are left alone: they may be quotation marks, or belong to code.

    >>> print(apostrophes("the dough's rise in the '90s, and f('x')"))
    the dough’s rise in the '90s, and f('x')
    """
    return _APOSTROPHE.sub("’", text)
