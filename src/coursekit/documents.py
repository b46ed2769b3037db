"""YAML files that know the line each of their parts stands in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from coursekit.faults import CourseError, Fault, content, relative

Location = tuple[str | int, ...]

#: How deeply the parts of a file may be nested; a question needs a tenth of it.
DEPTH = 50
#: How many parts a file may have; what is named once and repeated counts each time.
PARTS = 500_000


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
    text = content(path, root)
    try:
        with uncollected():
            document, faults = _read(text, where)
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


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection, for work that makes many objects and no garbage.

    The collector takes them for a growing heap, and goes through all that is loaded again and
    again: a third of the time that thousands of questions take, and more with each of them.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read(text: str, path: str) -> tuple[Document, list[Fault]]:
    if _Fast is not None:
        try:
            return _parts(_Fast(text), path)
        except yaml.YAMLError:
            pass  # worded in C's own way; the plain parser says it in the same words everywhere
    return _parts(_Plain(text), path)


def _parts(loader: yaml.SafeLoader, path: str) -> tuple[Document, list[Fault]]:
    document = Document(path, None)
    faults: list[Fault] = []
    node = loader.get_single_node()
    if node:
        document.lines[()] = node.start_mark.line + 1
        document.value = _value(node, (), loader, document, faults)
    return document, faults


class _Shallow:
    """Refuses what is nested so deeply that the parser in C would end the whole process."""

    _depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: Any) -> None:
        self._depth += 1
        if parent is not None and self._depth > DEPTH:
            raise yaml.composer.ComposerError(
                None, None, f"nested more than {DEPTH} deep", parent.start_mark)

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _Plain(_Shallow, yaml.SafeLoader):
    """The parser that every PyYAML has."""


_Fast: type[yaml.SafeLoader] | None = None
if hasattr(yaml, "CSafeLoader"):  # some builds of PyYAML come without C
    # Eight times as fast.
    _Fast = type("_Fast", (_Shallow, yaml.CSafeLoader), {})


def _value(
    node: yaml.Node, location: Location, loader: yaml.SafeLoader, document: Document,
    faults: list[Fault],
) -> Any:
    # What is named (&) and repeated (*) may hold itself, or grow tenfold with each line.
    if len(location) > DEPTH or len(document.lines) > PARTS:
        raise yaml.composer.ComposerError(
            None, None, f"nested more than {DEPTH} deep, or more than {PARTS:,} parts",
            node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for i, child in enumerate(node.value):
            at = (*location, i)
            document.lines[at] = child.start_mark.line + 1
            items.append(_value(child, at, loader, document, faults))
        return items
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            try:
                key = _scalar(key_node, loader)
            except ValueError as error:
                faults.append(_unreadable(document, key_node, error))
                continue
            if not isinstance(key, str | int):
                faults.append(Fault(document.path, line,
                                    f"{key!r} cannot be a key; text is allowed"))
                continue
            if key in found:
                faults.append(Fault(document.path, line,
                                    f"key {key!r} stands twice; once is allowed"))
            at = (*location, key)
            # A fault in a part is found quickest at its key.
            document.lines[at] = line
            found[key] = _value(child, at, loader, document, faults)
        return found
    try:
        return _scalar(node, loader)
    except ValueError as error:  # such as a date without quotation marks in a month 13
        faults.append(_unreadable(document, node, error))
        return None


def _unreadable(document: Document, node: yaml.Node, error: ValueError) -> Fault:
    return Fault(document.path, node.start_mark.line + 1,
                 f"{node.value!r} cannot be read ({error}); correct it, or put it in quotation "
                 "marks")


def _scalar(node: yaml.Node, loader: yaml.SafeLoader) -> Any:
    # Nearly everything is text, which needs no constructor.
    if node.tag == "tag:yaml.org,2002:str" and isinstance(node, yaml.ScalarNode):
        return node.value
    try:
        return loader.construct_object(node, deep=True)
    except (AttributeError, KeyError):  # such as !!bool before a word that is neither yes nor no
        raise ValueError(f"this is no {node.tag.rpartition(':')[2]}") from None
