"""Reading a few typed words: what is the same answer, and what is only misspelt.

What an accepted spelling is compared by, and where in it a slip is forgiven, is worked out
here once for each question (:func:`forms`); the front end takes it as it is and compares by
the rules that stand in ``frontend/grading.js``. Both run the cases in
``tests/coursekit/quiz/grading-cases.json``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coursekit.quiz.opposites import ENDINGS, PREFIXES, opposites

_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l", "&": " and "}
_BARE = _LETTERS | {"æ": "a", "ø": "o", "å": "a"}
_POINTED = re.compile(r"(?<![^\W\d_])([^\W\d_](?:\.[^\W\d_])+)\.?(?![^\W\d_])")
_ARTICLE = re.compile(r"^(?:the|an|a) (?=.)")
_APART = re.compile(r"[\W_]+")

#: Short words that may stand for each other by a slip; others of three letters may not.
_SMALL = {"the", "an", "a", "of", "for", "and", "in", "on", "to", "at", "by", "og", "i", "af",
          "til", "på", "pa", "paa", "den", "det", "de", "en", "et"}
#: Longer texts are no answer of a few words, and are not taken apart.
_LONGEST = 420

#: How an edit at a letter is judged: a slip, a case to ask about, never.
FREE, ASK, NEVER = range(3)


@dataclass(frozen=True)
class Spelling:
    """How the answer is written, where it was typed with a small mistake; else empty."""

    written: str


@dataclass(frozen=True)
class Meant:
    """The answer that may have been meant, where a slip would make another word: not graded."""

    meant: str


@dataclass(frozen=True)
class Form:
    """One form in which an accepted spelling is compared, and where a slip in it is forgiven.

    ``mask`` has a digit a letter: 0 where it may be mistyped, 1 where that makes another word
    so easily that one has to ask, 2 where it is never a slip.
    """

    key: str
    mask: str
    written: str


def keys(words: str) -> set[str]:
    """The forms in which words are compared: without case, accents, signs and articles.

    The letters æ, ø and å may be typed as they are, as two letters, or without their marks;
    points between single letters may stand or not.

    >>> sorted(keys("the Hækkerup-plan")), sorted(keys("HAEKKERUP PLAN"))
    (['haekkerup plan', 'hakkerup plan'], ['haekkerup plan'])
    >>> sorted(keys("I.F.O.R."))
    ['i f o r', 'ifor']
    """
    return {_folded(one, letters) for one in _pointed(words) for letters in (_LETTERS, _BARE)
            } - {""}


def forms(accepted: Sequence[str]) -> list[Form]:
    """The forms of accepted spellings, in their order.

    >>> [(one.key, one.mask) for one in forms(["Serbia", "EU force"])]
    [('serbia', '100000'), ('eu force', '11110000')]
    """
    return list(dict.fromkeys(form for one in accepted for form in _forms(one)))


def found(typed: str, among: Sequence[Form], level: int | None = None) -> Form | None:
    """The form that was typed: exactly, or with slips up to a ``level``.

    Two of them together are one as well, with brackets or without: "Implementation Force
    (IFOR)". Then the one with a slip is given, if there is one.

    >>> found("Serba", forms(["Serbia"]), FREE).written, found("Zerbia", forms(["Serbia"]), FREE)
    ('Serbia', None)
    """
    typed_keys = sorted(keys(typed))
    if form := _first(typed_keys, among, level):
        return form
    for key in typed_keys:
        words = key.split(" ") if len(key) <= _LONGEST else []
        for i in range(1, len(words)):
            halves = (" ".join(words[:i]), _ARTICLE.sub("", " ".join(words[i:])))
            pair = [_first([half], among, level) for half in halves]
            if pair[0] and pair[1]:
                return next((form for half, form in zip(halves, pair, strict=True)
                             if form and form.key != half), pair[0])
    return None


def same(typed: str, accepted: Sequence[str]) -> bool:
    """Whether what was typed is one of the accepted spellings."""
    return found(typed, forms(accepted)) is not None


def misspelt(typed: str, accepted: Sequence[str]) -> str:
    """The accepted spelling that was meant; empty where none is near enough.

    One slip (a letter too many, too few, another, or two exchanged) in words of 6 letters and
    more, two in 10 and more. None is forgiven in digits, in acronyms, in other words of up to
    three letters, in the first letter of a word, and in the beginnings and endings that make
    another word of it.

    >>> misspelt("Partnerschip for Peace", ["Partnership for Peace"])
    'Partnership for Peace'
    >>> misspelt("MINUSCA", ["MINUSMA"]), misspelt("interstate", ["intrastate"])
    ('', '')
    """
    form = found(typed, forms(accepted), FREE)
    return form.written if form else ""


def others(accepted: Sequence[str], names: Iterable[Iterable[str]]) -> list[str]:
    """Words so near to an accepted spelling that they would count as slips, and are no slips.

    ``names`` are things known by name, each with its spellings: another country, another term.
    Opposites of the accepted words are among the others, as far as a beginning or an ending
    makes them.

    >>> others(["Zambian"], [["Gambian"], ["Zambian"]])
    ['azambian', 'gambian', 'uzambian']
    >>> others(["interstate"], [])
    ['deinterstate', 'intrastate', 'reinterstate', 'uninterstate']
    """
    wanted = [form for form in forms(accepted) if _slips(form.key)]
    own = {key for one in accepted for key in keys(one)}
    named = [group for group in map(_all_keys, names) if not group & own]
    near = {key for group in named for key in group}
    single = {key for key in near if " " not in key}
    found_: set[str] = set()
    for form in wanted:
        slips, words = _slips(form.key), form.key.split(" ")
        found_.update(key for key in near if _alike(key, form.key, slips))
        for i, word in enumerate(words):
            instead = set(opposites(word, alone=len(words) == 1))
            if words[1:]:
                instead.update(one for one in single if _alike(one, word, slips))
            found_.update(" ".join([*words[:i], one, *words[i + 1:]]) for one in instead)
    return sorted(key for key in found_ - own if any(_near(key, form, ASK) for form in wanted))


@functools.cache
def _keys_of_all(spellings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for one in spellings for key in keys(one))


def _all_keys(spellings: Iterable[str]) -> frozenset[str]:
    return _keys_of_all(tuple(spellings))


def _forms(one: str) -> Iterator[Form]:
    found_: dict[str, str] = {}
    for words in _pointed(one):
        for letters in (_LETTERS, _BARE):
            key = _folded(words, letters)
            if key:
                found_.setdefault(key, _mask(words, key, letters))
    for key in sorted(found_):
        yield Form(key, found_[key], one)


def _mask(words: str, key: str, letters: dict[str, str]) -> str:
    """Where in a folded spelling a slip is forgiven; see :class:`Form`."""
    parts = [part for part in _APART.split(unicodedata.normalize("NFC", words)
                                           .replace("&", " and ")) if part]
    folded = [_folded(part, letters) for part in parts]
    while folded and " ".join(folded) != key and _ARTICLE.match(f"{folded[0]} x"):
        parts, folded = parts[1:], folded[1:]
    if " ".join(folded) != key:  # a sign that falls apart into several: nothing is forgiven
        parts = folded = key.upper().split(" ")
    masks = []
    for part, word in zip(parts, folded, strict=True):
        masks.append(_word_mask(word.lower(), sum(c.isupper() for c in part) > 1))
    # A space belongs to the word before it.
    return "".join(mask + mask[-1] for mask in masks)[:-1]


def _word_mask(word: str, acronym: bool) -> str:
    if any(c.isdigit() for c in word):
        return str(NEVER) * len(word)
    if acronym or (len(word) <= 3 and word not in _SMALL):
        return str(ASK) * len(word)
    if len(word) <= 3:
        return str(FREE) * len(word)
    head = max(1, *(len(one) for one in PREFIXES if word.startswith(one)), 0)
    tail = next((len(one) for one in ENDINGS if word.endswith(one)), 0)
    tail = min(1 if word[-tail:] in ("er", "or") else tail, len(word) - head)
    return str(ASK) * head + str(FREE) * (len(word) - head - tail) + str(ASK) * tail


def _first(typed: Sequence[str], among: Sequence[Form], level: int | None) -> Form | None:
    return next((form for form in among
                 if any(_near(key, form, level) for key in typed)), None)


def _near(key: str, form: Form, level: int | None) -> bool:
    slips = 0 if level is None else _slips(form.key)
    return key == form.key or (bool(slips) and _distance(key, form, slips, level or 0) <= slips)


def _slips(wanted: str) -> int:
    return 0 if len(wanted) < 6 else 1 if len(wanted) < 10 else 2


def _alike(one: str, other: str, slips: int) -> bool:
    """Whether words may lie so near each other at all: quick, for comparing many."""
    return abs(len(one) - len(other)) <= slips and len(set(one) ^ set(other)) <= 2 * slips


def _pointed(words: str) -> list[str]:
    """Words as they stand, and without the points between single letters."""
    text = unicodedata.normalize("NFC", words)
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return list(dict.fromkeys(
        [text, _POINTED.sub(lambda found: found[1].replace(".", ""), text)]))


def _folded(words: str, letters: dict[str, str]) -> str:
    text = "".join(letters.get(c, c) for c in unicodedata.normalize("NFC", words).lower())
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text)
                       if not unicodedata.category(c).startswith("M"))
    return _ARTICLE.sub("", " ".join(_APART.sub(" ", text).split()))


def _distance(typed: str, form: Form, most: int, level: int) -> int:
    """Slips between what was typed and a form (optimal string alignment).

    A letter that the mask guards above the ``level`` may not be part of one, no digit ever.
    Above ``most`` any larger number.
    """
    wanted, never = form.key, most + 1
    if abs(len(typed) - len(wanted)) > most:
        return never
    cost = [1 if int(one) <= level else never for one in form.mask]
    digit = [1 if not c.isdigit() else never for c in typed]
    before: list[int] = []
    row = [0]
    for j in range(len(wanted)):
        row.append(row[j] + cost[j])
    for i, x in enumerate(typed):
        new = [row[0] + max(cost[0], digit[i])]
        for j, y in enumerate(wanted):
            # What is typed beside a letter belongs to the one that follows, at the end to the last.
            beside = max(cost[min(j + 1, len(wanted) - 1)], digit[i])
            least = min(row[j + 1] + beside, new[j] + cost[j],
                        row[j] + (0 if x == y else max(cost[j], digit[i])))
            if i and j and x == wanted[j - 1] and typed[i - 1] == y:
                least = min(least, before[j - 1] + max(cost[j], cost[j - 1]))
            new.append(least)
        before, row = row, new
    return row[-1]
