"""The glossary: its entries, which chapters use them, and where the two do not meet."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursekit.course import Course, place, slug
from coursekit.faults import Fault, relative
from coursekit.notebookfile import markdown_of
from coursekit.text.markdown import plain

PAGE = "book/glossary.md"
_LINK = re.compile(r"\[([^\]]+)\]\([^)#]*\bglossary\.(?:md|ipynb)#([^)\s]+)\)")
_LINK_HERE = re.compile(r"\[([^\]]+)\]\(#([^)\s]+)\)")
_NO_PROSE = re.compile(r"^(#|\||- |\*[^*]+:\*).*$", re.MULTILINE)
_MARKS = re.compile("\ue010.*?\ue011")
_TRANSLATED = re.compile(r"[^\W\d_]+: \*([^*\n]+)\*\.")


@dataclass(frozen=True)
class Entry:
    """One term: its heading, its anchor, the text below it and the line it stands in."""

    term: str
    anchor: str
    text: str
    line: int

    @property
    def place(self) -> str:
        """What a link to it has after ``#``, in the book and in JupyterLab."""
        return place(self.term)

    @property
    def translation(self) -> str:
        """The term in the other language; empty where the entry does not open with it."""
        found = _TRANSLATED.match(self.text)
        return found[1] if found else ""


class Glossary:
    """The entries of ``book/glossary.md``, a heading of the third level each."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.path = course.root / PAGE

    @functools.cached_property
    def entries(self) -> list[Entry]:
        """In the order of the page; none where a course has no glossary."""
        if not self.path.is_file():
            return []
        found: list[Entry] = []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if line.startswith("### "):
                term = line.removeprefix("### ").strip()
                below = "\n".join(lines[number:]).split("\n#", 1)[0].strip()
                found.append(Entry(term, slug(term), below, number))
        return found

    @functools.cached_property
    def uses(self) -> dict[str, list[str]]:
        """For each anchor the chapters that link to it, in reading order."""
        found: dict[str, list[str]] = {}
        for chapter, text in self._chapters:
            for match in _LINK.finditer(text):
                chapters = found.setdefault(slug(match[2]), [])
                if chapter.stem not in chapters:
                    chapters.append(chapter.stem)
        return found

    def faults(self) -> list[Fault]:
        """Entries that are not whole, not in order or used nowhere; links that lead nowhere."""
        if not self.path.is_file():
            return []
        return [*self._entry_faults(), *self._link_faults(), *self._page_faults()]

    @functools.cached_property
    def _chapters(self) -> list[tuple[Path, str]]:
        return [(path, markdown_of(path, self._course.root)) for path in self._course.notebooks()]

    def _entry_faults(self) -> Iterator[Fault]:
        before: Entry | None = None
        seen: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.anchor in seen:
                yield self._fault(entry, f"the term stands twice; first in line "
                                         f"{seen[entry.anchor].line}")
            elif before and entry.term.casefold() < before.term.casefold():
                yield self._fault(entry, f"it stands after {before.term!r}; terms are in the "
                                         "order of the alphabet")
            seen[entry.anchor] = before = entry
            if not entry.translation:
                yield self._fault(entry, "an entry opens with the term in the other language, as "
                                         "'Language: *word*.'")
            if entry.anchor not in self.uses:
                yield self._fault(entry, "no chapter links to it; link it where it is used, or "
                                         "take it out")

    def _link_faults(self) -> Iterator[Fault]:
        known = {entry.anchor: entry for entry in self.entries}
        for path, text in self._chapters:
            where = relative(path, self._course.root)
            lines = path.read_text(encoding="utf-8").splitlines()
            for name in dict.fromkeys(match[2] for match in _LINK.finditer(text)):
                if message := self._link_fault(name):
                    line = next(n for n, one in enumerate(lines, 1) if f"#{name})" in one)
                    yield Fault(where, line, message)
            prose = _prose(text)
            for anchor, entry in known.items():
                said = _said(entry.term, prose.partition(_mark(anchor))[0])
                if said:
                    line = next((n for n, one in enumerate(lines, 1) if entry.term in one), 1)
                    yield Fault(where, line, f"the term {entry.term!r} is not linked where it is "
                                             f"first used (… {said} …)")

    def _page_faults(self) -> Iterator[Fault]:
        """Links to entries from pages that are no chapters, the glossary itself among them."""
        for page in self._course.markdown_pages():
            links = _LINK_HERE if page == self.path else _LINK
            for line, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
                for match in links.finditer(text):
                    if message := self._link_fault(match[2]):
                        yield Fault(relative(page, self._course.root), line, message)

    def _link_fault(self, name: str) -> str:
        """What is wrong with a link that has ``name`` after ``#``; nothing where it is right."""
        entry = next((one for one in self.entries if one.anchor == slug(name)), None)
        if entry is None:
            return f"it links to {name!r}, which {PAGE} does not have"
        if name != entry.place:
            return (f"JupyterLab does not find {name!r}; write '#{entry.place}', as the term is "
                    "spelt")
        return ""

    def _fault(self, entry: Entry, message: str) -> Fault:
        return Fault(PAGE, entry.line, f"{entry.term!r}: {message}")


def _mark(anchor: str) -> str:
    """What stands before the words of a link to an entry while prose is made plain."""
    return f"\ue010{anchor}\ue011"


def _prose(text: str) -> str:
    """The words of Markdown, with a mark before each link to the glossary.

    Of headings, tables, lists and lines of sources, which are no prose, only the marks remain.
    """
    marked = _LINK.sub(lambda link: _mark(slug(link[2])) + link[0], text)
    return plain(_NO_PROSE.sub(lambda line: " ".join(_MARKS.findall(line[0])), marked))


def _said(term: str, prose: str) -> str:
    """Where prose uses a term, with a few words around; nothing where it does not.

    >>> _said("forecast", _prose("## The forecast\\n\\nIt makes a forecast, twice."))
    'It makes a forecast, twice.'
    """
    words = _MARKS.sub("", prose)
    found = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words)
    return words[max(0, found.start() - 30): found.end() + 20].strip() if found else ""
