"""Plain text out of pages, the numbers in it, and the ways a value is written."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coursekit.documents import read
from coursekit.faults import content
from coursekit.notebookfile import cells_of

_MONTHS = "|".join(calendar.month_name[1:])
# 29 March 2004, 12–14 June, March 2004, March and 2004 are dates, of which each part may fail.
_DATE = re.compile(
    r"(?:(?P<days>\b\d{1,2}(?:(?:[-–]| and | to )\d{1,2})?)\s+)?"
    rf"\b(?P<month>{_MONTHS})\b(?:\s+(?P<year>\d{{4}}))?|\b(?P<alone>\d{{4}})\b"
)
_NUMBER = re.compile(r"(?<![\w.,/#-])\d(?:[\d,.\u00a0]*\d)?(?![\w/])")
# A number after one of these words is a name, not a quantity.
_NAMED = re.compile(
    r"\b(chapters?|categor(?:y|ies)|question|step|part|point|version|phase|article|"
    r"resolution|bill|B|FY)\s+(?:\d+(?:,| and| or| to)\s+)*$",
    re.IGNORECASE,
)
#: How far before a number the word is looked for that makes it a name: to search all of a long
#: text before each of its numbers takes seconds.
NEAR = 100
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)


# Keys of question files that hold names and look-ups instead of text.
_IDS = {
    "proof", "id", "sources", "objective", "section", "type", "chapter", "role", "points_to",
    "misconception", "reread", "values", "table", "area",
}


def text_of(path: Path, root: Path) -> str:
    """The readable text of a page, white space folded: notebook, Markdown or question file.

    CourseError, with the path below ``root``, if the file is not what its name says.
    """
    if path.suffix == ".ipynb":
        return plain(markdown_of(path, root))
    if path.suffix in (".yml", ".yaml"):
        return plain("\n\n".join(_strings(read(path, root).value)))
    return plain(content(path, root))


def markdown_of(notebook: Path, root: Path) -> str:
    """The text cells of a notebook, in order, with fenced code left out.

    CourseError, with the path below ``root``, if the file is no notebook.
    """
    text = "\n\n".join("".join(cell["source"]) for cell in cells_of(notebook, root)
                       if cell["cell_type"] == "markdown")
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


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
        before, after = text[max(0, match.start() - NEAR): match.start()], text[match.end():]
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
    if dated := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", str(value)):
        return _shows_date(text, *(int(part or 0) for part in dated.groups()))
    # Codes and other identifiers stand for words that only a person can match.
    return True


def _shows_date(text: str, year: int, month: int, day: int) -> bool:
    """Whether a text names the date, or as much of it as it names; 0 stands for unknown."""
    for said in _DATE.finditer(text):
        shown = int(said["year"] or said["alone"] or year)
        named = list(calendar.month_name).index(said["month"]) if said["month"] else 0
        days = {int(d) for d in re.findall(r"\d+", said["days"] or "")}
        if (
            shown == year
            and (not named or not month or named == month)
            and (not days or not day or day in days)
        ):
            return True
    return False


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
            if key not in _IDS:
                yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)
    elif isinstance(value, str):
        yield value
