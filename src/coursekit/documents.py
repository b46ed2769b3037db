"""YAML files that know the line each of their parts stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from coursekit.faults import CourseError, Fault, relative

Location = tuple[str | int, ...]


@dataclass
class Document:
    """A YAML document: its value, and the line of every part of it."""

    path: str
    value: Any
    lines: dict[Location, int] = field(default_factory=dict)

    def line(self, location: Sequence[str | int]) -> int:
        """The line of a part, or of the nearest part around it."""
        where = tuple(location)
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def fault(self, location: Sequence[str | int], message: str) -> Fault:
        """A fault at a part of this document."""
        return Fault(self.path, self.line(location), message)

    def faults_of(self, error: ValidationError) -> list[Fault]:
        """What pydantic says of this document, at the lines where it says it."""
        faults = []
        for one in error.errors():
            location: Location = ()
            # Tags of unions stand in pydantic's location but not in the file.
            for part in one["loc"]:
                if (*location, part) in self.lines:
                    location = (*location, part)
            name = next((str(p) for p in reversed(one["loc"]) if isinstance(p, str)), "document")
            message = one["msg"].removeprefix("Value error, ")
            faults.append(self.fault(location, f"{name}: {message}"))
        return faults


def read(path: Path, root: Path) -> Document:
    """The document at ``path``; CourseError names every duplicate key and syntax error."""
    where = relative(path, root)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError([Fault(where, 1, "this file is missing")]) from None
    except UnicodeDecodeError:
        raise CourseError([Fault(where, 1, "not UTF-8 text; save the file as UTF-8")]) from None
    document = Document(where, None)
    faults: list[Fault] = []
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        document.value = _value(node, (), loader, document, faults) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CourseError([Fault(where, line, f"not YAML: {error.problem}")]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CourseError([Fault(where, line, f"not YAML: a character that is not allowed "
                                              f"(U+{error.character:04X})")]) from None
    if faults:
        raise CourseError(faults)
    return document


def _value(
    node: yaml.Node, location: Location, loader: yaml.SafeLoader, document: Document,
    faults: list[Fault],
) -> Any:
    document.lines[location] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*location, i), loader, document, faults)
                for i, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, child in node.value:
            key = loader.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                faults.append(Fault(document.path, key_node.start_mark.line + 1,
                                    f"{key!r} cannot be a key; text is allowed"))
                continue
            if key in found:
                faults.append(Fault(document.path, key_node.start_mark.line + 1,
                                    f"key {key!r} stands twice; once is allowed"))
            value = _value(child, (*location, key), loader, document, faults)
            # A fault in a part is found quickest at its key.
            document.lines[(*location, key)] = key_node.start_mark.line + 1
            found[key] = value
        return found
    try:
        return loader.construct_object(node, deep=True)
    except ValueError as error:  # such as a date without quotation marks in a month 13
        faults.append(Fault(document.path, node.start_mark.line + 1,
                            f"{node.value!r} cannot be read ({error}); correct it, or put it in "
                            "quotation marks"))
        return None
