"""Plain text out of pages, the numbers in it, and the ways a value is written."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_MONTHS = "|".join(calendar.month_name[1:])
_NUMBER = re.compile(r"(?<![\w.,/#-])\d(?:[\d,.\u00a0]*\d)?(?![\w/])")
# A number after one of these words is a name, not a quantity.
_NAMED = re.compile(
    r"\b(chapters?|categor(?:y|ies)|question|step|part|point|version|phase|article|"
    r"resolution|bill|B|FY)\s+(?:\d+(?:,| and| or| to)\s+)*$",
    re.IGNORECASE,
)
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)


def text_of(path: Path) -> str:
    """The readable text of a page, white space folded: notebook, Markdown or question file."""
    if path.suffix == ".ipynb":
        from coursekit.course import markdown_of

        return plain(markdown_of(path))
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".yml", ".yaml"):
        return plain("\n\n".join(_strings(yaml.safe_load(text))))
    return plain(text)


def plain(markdown: str) -> str:
    """Markdown without its marks, link targets and code, white space folded.

    >>> plain("Jupiter is **142,984** km [wide](../book/sources.md#nasa).")
    'Jupiter is 142,984 km wide.'
    """
    text = re.sub(r"<!--.*?-->", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", " ", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<https?:[^>]*>|https?:\S+", " ", text)
    text = re.sub(r"^[ \t]*(?:>|#{1,6}|[-*+]|\d+\.)[ \t]+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\*+|(?<!\w)_|_(?!\w)", "", text)
    return " ".join(text.split())


def numbers(text: str) -> Iterator[re.Match[str]]:
    """The quantities in a text: numbers that are no year, no date and no name.

    >>> [m.group() for m in numbers("On 29 March 2004, 1,343 of chapter 5 left by 2.5 %.")]
    ['1,343', '2.5']
    """
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end():]
        if re.fullmatch(r"(19|20)\d\d", match.group()):
            continue
        if re.match(rf"\s+(?:and \d+\s+)?(?:{_MONTHS})\b", after):
            continue
        # The short form of a span of years: 1995-96.
        if re.search(r"(19|20)\d\d[-–]$", before) and re.fullmatch(r"\d\d", match.group()):
            continue
        if _NAMED.search(before):
            continue
        yield match


def shows(text: str, value: Any) -> bool:
    """Whether the words show a value in one of the ways a reader would write it.

    >>> shows("seven states joined", 7), shows("on 29 March 2004", "2004-03-29")
    (True, True)
    """
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return any(re.search(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", text, re.IGNORECASE)
                   for form in _number_forms(value))
    dated = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", str(value))
    if dated:
        year, month, day = dated.groups()
        name = calendar.month_name[int(month)] if month else ""
        forms = [f"{int(day)} {name} {year}"] if day else []
        forms += [f"{int(day)} {name}"] if day else []
        forms += [f"{name} {year}"] if month else []
        return any(form in text for form in [*forms, year])
    # Codes and other identifiers stand for words that only a person can match.
    return True


def _number_forms(value: int | float) -> list[str]:
    if float(value).is_integer():
        whole = int(value)
        forms = [f"{whole:,}", str(whole), f"{whole:,}".replace(",", "\u00a0")]
        if 0 <= whole < len(_WORDS):
            forms.append(_WORDS[whole])
        if whole < 0:
            forms.extend(_number_forms(-whole))
        return forms
    forms = [f"{value:,}", f"{value:,.1f}", f"{value:,.2f}"]
    # "Fell by 3.5" shows -3.5.
    return forms + (_number_forms(-value) if value < 0 else [])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in ("proof", "id", "sources", "objective", "section", "type", "chapter"):
                yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)
    elif isinstance(value, str):
        yield value
