"""JSON files that know the line each of their parts stands in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

from coursekit.documents import DEPTH, Document, Location
from coursekit.faults import CourseError, Fault, content, quoted, relative

_TOKEN = re.compile(r'[ \t\n\r]*(?:([{}\[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}\[\],:"]+))', re.DOTALL)
#: What Python's parser says, by its beginning, and what is to be done.
_SAID = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing before this place",
    "Expecting ':' delimiter": "a colon is missing behind the name",
    "Expecting property name": "a name in double quotation marks is expected here; no comma "
                               "stands before a closing bracket",
    "Expecting value": "a value is missing here, or text without double quotation marks; no comma "
                       "stands before a closing bracket",
    "Illegal trailing comma": "no comma stands before a closing bracket",
    "Extra data": "the file goes on behind its end; take out what follows",
    "Unterminated string": "the quotation mark that opens here is not closed",
    "Invalid control character": "a line break or tab stands inside text; take it out",
    "Invalid \\": "a backslash in text is written twice, \\\\",
    "Unexpected UTF-8 BOM": "the file begins with a byte-order mark; save it as plain UTF-8",
}


def read(path: Path, root: Path) -> Document:
    """The document at ``path``; CourseError names a syntax error, and every name that is double."""
    where = relative(path, root)
    return parts(content(path, root), where)


def parts(text: str, where: str) -> Document:
    """A JSON text taken apart; ``where`` is its file as a fault names it."""
    document = Document(where, loaded(text, where))
    walk = _Walk(text, document)
    walk.value(())
    if walk.faults:
        raise CourseError(walk.faults)
    return document


def loaded(text: str, where: str) -> Any:
    """The value of a JSON text alone; CourseError with the line of a syntax error."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        said = next((words for begin, words in _SAID.items() if error.msg.startswith(begin)),
                    error.msg)
        raise CourseError([Fault(where, error.lineno, f"not JSON: {said}")]) from None
    except RecursionError:
        raise CourseError([Fault(where, 1, "not JSON that can be read: nested too deep")]) from None
    except ValueError as error:  # NaN, or a number of more digits than Python reads
        raise CourseError([Fault(where, 1, f"not JSON: {error}")]) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number; write one, or null")


class _Walk:
    """Goes through a text that is known to be JSON and notes where each part begins."""

    def __init__(self, text: str, document: Document) -> None:
        self.text, self.document = text, document
        self.at, self.counted, self.line = 0, 0, 1
        self.faults: list[Fault] = []

    def value(self, location: Location) -> None:
        if len(location) > DEPTH:
            raise CourseError([Fault(self.document.path, self.line,
                                     f"nested more than {DEPTH} deep")])
        sign = self._next()
        self.document.lines.setdefault(location, self.line)
        if sign == "[":
            self._list(location)
        elif sign == "{":
            self._object(location)

    def _list(self, location: Location) -> None:
        if self._peek() == "]":
            self._next()
            return
        place, sign = 0, ","
        while sign == ",":
            self.value((*location, place))
            place, sign = place + 1, self._next()

    def _object(self, location: Location) -> None:
        if self._peek() == "}":
            self._next()
            return
        seen: set[str] = set()
        sign = ","
        while sign == ",":
            name = json.loads(self._next())
            if name in seen:
                self.faults.append(Fault(self.document.path, self.line,
                                         f"{quoted(name)} stands twice; once is allowed"))
            seen.add(name)
            # A fault in a part is found quickest at its name.
            self.document.lines[(*location, name)] = self.line
            self._next()
            self.value((*location, name))
            sign = self._next()

    def _peek(self) -> str:
        return _TOKEN.match(self.text, self.at)[1] or ""  # type: ignore[index]

    def _next(self) -> str:
        found = _TOKEN.match(self.text, self.at)
        assert found, "only what json.loads has read comes here"
        begin = found.start(found.lastindex or 0)
        self.line += self.text.count("\n", self.counted, begin)
        self.at, self.counted = found.end(), begin
        return found[found.lastindex or 0]
