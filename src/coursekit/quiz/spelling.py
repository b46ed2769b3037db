"""Reading a few typed words: what is the same answer, and what is only misspelt.

The same rules stand in ``frontend/grading.js``; both run the cases in
``tests/coursekit/quiz/grading-cases.json``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l", "&": " and "}
_BARE = _LETTERS | {"æ": "a", "ø": "o", "å": "a"}


@dataclass(frozen=True)
class Spelling:
    """How the answer is written, where it was typed with a small mistake; else empty."""

    written: str


def keys(words: str) -> set[str]:
    """The forms in which words are compared: without case, accents, signs and articles.

    The letters æ, ø and å may be typed as they are, as two letters, or without their marks.

    >>> sorted(keys("the Hækkerup-plan")), sorted(keys("HAEKKERUP PLAN"))
    (['haekkerup plan', 'hakkerup plan'], ['haekkerup plan'])
    """
    return {_folded(words, _LETTERS), _folded(words, _BARE)} - {""}


def same(typed: str, accepted: Sequence[str]) -> bool:
    """Whether what was typed is one of the accepted spellings."""
    return any(keys(typed) & keys(one) for one in accepted)


def misspelt(typed: str, accepted: Sequence[str]) -> str:
    """The accepted spelling that was meant; empty where none is near enough.

    One slip (a letter too many, too few, another, or two exchanged) in words of 6 letters and
    more, two in 10 and more. Digits must be right: 1996 is no misspelt 1995.

    >>> misspelt("Partnerschip for Peace", ["Partnership for Peace"])
    'Partnership for Peace'
    >>> misspelt("IFOR", ["KFOR"])
    ''
    """
    for one in accepted:
        for wanted in sorted(keys(one)):
            slips = 0 if len(wanted) < 6 else 1 if len(wanted) < 10 else 2
            for given in sorted(keys(typed)):
                alike = re.sub(r"[^0-9]", "", given) == re.sub(r"[^0-9]", "", wanted)
                if alike and slips and _distance(given, wanted, slips) <= slips:
                    return one
    return ""


def _folded(words: str, letters: dict[str, str]) -> str:
    text = unicodedata.normalize("NFC", words).lower()
    text = "".join(letters.get(c, c) for c in text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text)
                   if not unicodedata.category(c).startswith("M"))
    text = " ".join(re.sub(r"[\W_]+", " ", text).split())
    return re.sub(r"^(?:the|an|a) (?=.)", "", text)


def _distance(a: str, b: str, most: int) -> int:
    """Slips between two words (optimal string alignment); above ``most`` any larger number."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]
