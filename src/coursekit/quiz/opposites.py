"""Words that differ by a few letters and mean the opposite, or somebody else."""

from __future__ import annotations

from collections.abc import Iterator

#: Beginnings that make a word its opposite, or another word, and are in no case a slip.
_PAIRS = (
    ("inter", "intra"), ("intro", "extro"), ("hyper", "hypo"), ("macro", "micro"),
    ("over", "under"), ("pre", "post"), ("pre", "pro"), ("pro", "anti"), ("im", "ex"),
    ("im", "em"), ("in", "ex"), ("uni", "multi"), ("uni", "bi"), ("multi", "bi"),
    ("sub", "super"), ("ind", "ud"), ("homo", "hetero"), ("de", "re"), ("per", "pro"),
)
#: What negates or undoes a word, and the letters it stands before.
_NEGATIONS = {"un": "", "in": "acdefghjknoqstuvw", "im": "bmp", "il": "l", "ir": "r", "de": "",
              "re": "",
              "a": "bcdfghjklmnpqrstvwxyz", "u": "bcdfghjklmnpqrstvwxyz"}
PREFIXES = {one for pair in _PAIRS for one in pair} | {*_NEGATIONS, "non", "dis", "mis", "an"}
#: Endings that make another person or thing of a word.
ENDINGS = ("less", "ful", "ism", "ist", "ee", "er", "or")
_ENDING_PAIRS = (("er", "ee"), ("or", "ee"), ("ism", "ist"), ("less", "ful"))


def opposites(word: str, *, alone: bool) -> Iterator[str]:
    """What a word becomes with another beginning or ending; ``alone`` also negated.

    >>> sorted(opposites("interstate", alone=False)), "asymmetric" in opposites(
    ...     "symmetric", alone=True)
    (['intrastate'], True)
    """
    if len(word) < 5 or not word.isalpha():
        return
    longest = max((one for one in PREFIXES if word.startswith(one)), key=len, default="")
    for one, before in _NEGATIONS.items():
        if alone and (not before or word[0] in before):
            yield one + word
        if one == longest and len(word) - len(one) > 4:
            yield word[len(one):]
    for pair in _PAIRS:
        for one, other in (pair, pair[::-1]):
            if one == longest:
                yield other + word[len(one):]
    for pair in _ENDING_PAIRS:
        for one, other in (pair, pair[::-1]):
            if word.endswith(one):
                yield word[:-len(one)] + other
