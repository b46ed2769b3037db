"""Formulas: LaTeX to MathML that browsers draw themselves, and to words for ears."""

from __future__ import annotations

import re
from html import escape

from latex2mathml.converter import convert

_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|[{}^_]|[^\\{}^_]", re.DOTALL)
_WORDS = {
    "+": " plus ", "-": " minus ", "=": " equals ", "<": " less than ", ">": " greater than ",
    "/": " divided by ", "*": " times ", "|": " bar ",
    r"\times": " times ", r"\cdot": " times ", r"\div": " divided by ", r"\pm": " plus or minus ",
    r"\le": " at most ", r"\leq": " at most ", r"\ge": " at least ", r"\geq": " at least ",
    r"\ne": " not equal to ", r"\neq": " not equal to ", r"\approx": " about equal to ",
    r"\sum": " the sum of ", r"\prod": " the product of ", r"\int": " the integral of ",
    r"\infty": " infinity ", r"\to": " to ", r"\in": " in ", r"\%": " percent ",
    r"\left": "", r"\right": "", r"\,": " ", r"\;": " ", r"\:": " ", r"\!": "", r"\\": " ",
    r"\displaystyle": "", r"\dots": " and so on ", r"\ldots": " and so on ",
}
_PLAIN = {r"\text", r"\mathrm", r"\mathbf", r"\mathit", r"\operatorname", r"\textbf", r"\textit"}
_POWERS = {"2": " squared", "3": " cubed"}


def mathml(latex: str, *, block: bool = False) -> str:
    """A formula as MathML with its words as label; ValueError if it is no formula.

    >>> mathml("x^2")[:46]
    '<math aria-label="x squared" xmlns="http://www'
    """
    try:
        made = convert(latex, display="block" if block else "inline")
        words = spoken(latex)
    except Exception as error:  # latex2mathml raises a dozen unrelated classes
        raise ValueError(f"{type(error).__name__} in the formula {latex}") from error
    # A command that latex2mathml does not know comes out as it went in.
    if unknown := re.search(r">(\\[a-zA-Z]+)<", made):
        raise ValueError(f"unknown command {unknown[1]} in the formula {latex}")
    return made.replace("<math ", f'<math aria-label="{escape(words)}" ', 1)


def spoken(latex: str) -> str:
    """A formula in words, as one would read it aloud.

    >>> spoken(r"\\frac{271}{1\\,343} \\approx 0.2")
    '271 over 1 343 about equal to 0.2'
    """
    words, _ = _read(_TOKEN.findall(latex), 0)
    return " ".join(words.split())


def _read(tokens: list[str], at: int) -> tuple[str, int]:
    """The words up to the brace that closes this group, and where it stands."""
    words = ""
    while at < len(tokens) and tokens[at] != "}":
        said, at = _next(tokens, at)
        words += said
    return words, at


def _next(tokens: list[str], at: int) -> tuple[str, int]:
    """The words of one token with what belongs to it, and the place of the next."""
    if at >= len(tokens):
        return "", at
    token, at = tokens[at], at + 1
    if token == "{":
        words, at = _read(tokens, at)
        return words, at + 1
    if token in (r"\frac", r"\dfrac", r"\tfrac"):
        above, at = _next(tokens, at)
        below, at = _next(tokens, at)
        return f" {above} over {below} ", at
    if token == r"\sqrt":
        words, at = _next(tokens, at)
        return f" the square root of {words} ", at
    if token in ("^", "_"):
        words, at = _next(tokens, at)
        if token == "_":
            return f" sub {words} ", at
        return _POWERS.get(words.strip(), f" to the power {words}") + " ", at
    if token in _PLAIN:
        words, at = _next(tokens, at)
        return f" {words} ", at
    if token in _WORDS:
        return _WORDS[token], at
    return (f" {token[1:]} " if token.startswith("\\") else token), at
