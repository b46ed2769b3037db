"""The pages of a course as pieces of text: notebooks, Markdown pages, questions, the manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursekit.documents import Document, read
from coursekit.faults import CourseError, Fault, content, relative
from coursekit.notebookfile import cells_of
from coursekit.text import markdown, quantities
from coursekit.text.mention import Mention

if TYPE_CHECKING:
    from coursekit.course import Course
    from coursekit.quiz.reading import Contents

# What a look-up has filled into a question stands between these while its Markdown is read.
_OPEN, _CLOSE = "\ue0fe", "\ue0ff"
_NAME = re.compile(r"\{\{\s*([a-z0-9_]+)\s*(?:\|\s*[a-z]+\s*)?\}\}")


#: From a file to its pieces of text, each with its line, and whether the course vouches for it.
Reader = Callable[[Path, Path], Iterator[tuple[Any, ...]]]


@dataclass
class Passage:
    """One piece of text: its words, its line in the file, and the quantities in it.

    ``mentions`` are those to be proven, ``free`` those that may be (years, small numbers in
    words), ``filled`` those that a look-up of the question itself has put there. What is not
    ``asserted`` is a wrong answer on offer, or a misconception.
    """

    text: str
    line: int
    asserted: bool = True
    mentions: list[Mention] = field(default_factory=list)
    free: list[Mention] = field(default_factory=list)
    filled: list[Mention] = field(default_factory=list)


class Page:
    """A file of the course that readers read."""

    def __init__(self, name: str, passages: list[Passage]) -> None:
        self.name, self.passages = name, passages

    def stands(self, words: str) -> bool:
        """Whether words stand in the page, in one piece."""
        wanted = " ".join(words.split())
        return any(wanted in passage.text for passage in self.passages)


class Pages(list[Page]):
    """The pages of a course. ``unread`` names those that are there and cannot be read, with why."""

    def __init__(self) -> None:
        super().__init__()
        self.unread: dict[str, list[Fault]] = {}


def pages(course: Course) -> Pages:
    """Every page of the course."""
    names = quantities.names(course.manifest.numbered_names)
    readers: list[tuple[Path, Reader]] = [
        *((path, _notebook) for path in (*course.notebooks(), *course.other_notebooks())),
        *((path, _markdown) for path in course.markdown_pages()),
        (course.root / "course.yml", _manifest),
        (course.root / "quizzes" / "misconceptions.yml", _misconceptions),
    ]
    found = Pages()
    for path, read_pieces in readers:
        if not path.is_file():
            continue
        name = relative(path, course.root)
        try:
            found.append(Page(name, [passage(*piece, names=names)
                                     for piece in read_pieces(path, course.root)]))
        except CourseError as error:
            found.unread[name] = error.faults
    try:
        files = course.bank.files
    except CourseError:  # nothing of the bank was loaded; its own check names why
        found.unread.update((relative(path, course.root), [])
                            for path in sorted((course.root / "quizzes").glob("*.y*ml")))
        return found
    for file in files:
        found.append(Page(file.document.path, list(_questions(file, names))))
    return found


def passage(text: str, line: int, asserted: bool = True, *, names: Any = ()) -> Passage:
    """A piece of text with the quantities in it; marks around what is filled in are taken out."""
    spans, plain = _unmarked(text)
    made = Passage(plain, line, asserted)
    for mention in quantities.everything(plain, names):
        if mention.free:
            made.free.append(mention)
        elif any(a <= mention.start and mention.end <= b for a, b in spans):
            made.filled.append(mention)
        else:
            made.mentions.append(mention)
    return made


def _unmarked(text: str) -> tuple[list[tuple[int, int]], str]:
    if _OPEN not in text:
        return [], text
    spans, plain, start = [], "", 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if part == _OPEN:
            start = len(plain)
        elif part == _CLOSE:
            spans.append((start, len(plain)))
        else:
            plain += part
    return spans, plain


def _notebook(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    raw = content(path, root).splitlines()
    at = 0
    for cell in cells_of(path, root):
        if cell.get("cell_type") != "markdown":
            continue
        source = cell.get("source", "")
        lines = source if isinstance(source, list) else [source]
        # A line of a cell is a line of the file, in the order of both.
        where = []
        for one in lines:
            wanted = {json.dumps(one, ensure_ascii=False), json.dumps(one)}
            place = next((i for i in range(at, len(raw))
                          if raw[i].strip().removesuffix(",") in wanted), None)
            if place is not None:
                at = place + 1
            where.append(at or 1)
        for block in markdown.blocks("".join(lines)):
            yield block.text, where[min(block.line - 1, len(where) - 1)] if where else 1


def _markdown(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    for block in markdown.blocks(content(path, root)):
        yield block.text, block.line


def _manifest(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    document = read(path, root)
    yield str(document.value.get("title", "")), document.line(["title"])
    for i, chapter in enumerate(document.value.get("chapters", ())):
        for key in ("title", "question"):
            yield from _of(document, ("chapters", i, key), chapter.get(key))
        for name, text in (chapter.get("objectives") or {}).items():
            yield from _of(document, ("chapters", i, "objectives", name), text)


def _misconceptions(path: Path, root: Path) -> Iterator[tuple[str, int, bool]]:
    document = read(path, root)
    for name, entry in (document.value.get("misconceptions") or {}).items():
        at = ("misconceptions", name)
        for key, text in entry.items() if isinstance(entry, dict) else [("belief", entry)]:
            for words, line in _of(document, (*at, key), text):
                yield words, line, key != "belief"


def _of(document: Document, at: tuple[Any, ...], text: Any) -> Iterator[tuple[str, int]]:
    if isinstance(text, str):
        for block in markdown.blocks(text):
            yield block.text, document.line(at)


def _questions(file: Contents, names: Any) -> Iterator[Passage]:
    given = file.document.value["questions"]
    for place, question in file.questions:
        looked_up = set(given[place].get("values") or ())
        unasserted = set(question.unasserted())
        for at, text in question.texts():
            pattern = _at(given[place], at)
            marked = _mark(pattern, text, looked_up) if looked_up else text
            for block in markdown.blocks(marked):
                yield passage(block.text, file.document.line(["questions", place, *at]),
                              at not in unasserted, names=names)


def _at(value: Any, at: tuple[Any, ...]) -> Any:
    for part in at:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _mark(pattern: Any, text: str, looked_up: set[str]) -> str:
    """The text of a variant, with marks around what look-ups have filled into the pattern."""
    if not isinstance(pattern, str):
        return text
    parts = _NAME.split(pattern)
    # With one group the names stand between the pieces of text.
    form = "".join(re.escape(one) if i % 2 == 0 else "(.*?)" for i, one in enumerate(parts))
    match = re.fullmatch(form, text, re.DOTALL)
    if not match:
        return text
    made = parts[0]
    for i, name in enumerate(parts[1::2], 1):
        value = match[i]
        made += f"{_OPEN}{value}{_CLOSE}" if name in looked_up else value
        made += parts[2 * i]
    return made
