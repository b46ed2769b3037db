"""YAML files that know the line each of their parts stands in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import yaml
from pydantic import BaseModel, ValidationError

from coursekit import misread, scalars
from coursekit.faults import CourseError, Fault, content, quoted, relative

Location = tuple[str | int, ...]

#: How deeply the parts of a file may be nested; a question needs a tenth of it.
DEPTH = 50
#: How many parts a file may have; what is named once and repeated counts each time.
PARTS = 500_000


@dataclass
class Document:
    """A document: its value, the line of every part of it, and what stands there.

    ``written`` has the words of numbers, truth values and nothing, and text with its quotation
    marks; all other text stands in the file as it is in ``value``.
    """

    path: str
    value: Any
    lines: dict[Location, int] = field(default_factory=dict)
    written: dict[Location, str] = field(default_factory=dict)

    def line(self, location: Sequence[str | int]) -> int:
        """The line of a part, or of the nearest part around it."""
        where = tuple(location)
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def fault(self, location: Sequence[str | int], message: str) -> Fault:
        """A fault at a part of this document."""
        return Fault(self.path, self.line(location), message)

    def faults_of(
        self, error: ValidationError, model: type[BaseModel] | None = None
    ) -> list[Fault]:
        """What a model refuses in this document, at the lines where it stands."""
        from coursekit.complaints import complaints  # which needs this module

        return [self.fault(at, said) for at, said in
                complaints(error, model, self.value, written=self.written)]


def read(path: Path, root: Path, *, strict: bool = True) -> Document:
    """The document at ``path``; CourseError names syntax errors, or what is not read as meant.

    ``strict`` asks that no text is cut by a comment, which a file of other tools may have.
    """
    where = relative(path, root)
    text = content(path, root)
    try:
        with uncollected():
            document, faults = _read(text, where, strict)
    except yaml.MarkedYAMLError as error:
        line, said = misread.advice(error, misread.lines_of(text))
        raise CourseError([Fault(where, line, f"not YAML: {said}")]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CourseError([Fault(where, line, "not YAML: a character that is not allowed "
                                              f"(U+{error.character:04X}); take it out")]) from None
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


def _read(text: str, path: str, strict: bool) -> tuple[Document, list[Fault]]:
    if _Fast is not None:
        try:
            return _Parts(_Fast(text), path, text, strict).read()
        except yaml.YAMLError:
            pass  # worded in C's own way; the plain parser says it in the same words everywhere
    return _Parts(_Plain(text), path, text, strict).read()


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

    yaml_implicit_resolvers: ClassVar = scalars.resolvers()


_Fast: type[yaml.SafeLoader] | None = None
if hasattr(yaml, "CSafeLoader"):  # some builds of PyYAML come without C
    # Eight times as fast.
    _Fast = type("_Fast", (_Shallow, yaml.CSafeLoader),
                 {"yaml_implicit_resolvers": scalars.resolvers()})


class _Parts:
    """Takes a document apart: values, lines, words, and what is wrong with them."""

    def __init__(self, loader: yaml.SafeLoader, path: str, text: str, strict: bool) -> None:
        self.loader, self.strict = loader, strict
        self.document = Document(path, None)
        self.faults: list[Fault] = []
        self.lines = misread.lines_of(text) if strict else []
        # A file without such signs need not be looked at word by word.
        self.signs = strict and any(sign in text for sign in ("#", "&", "!"))

    def read(self) -> tuple[Document, list[Fault]]:
        node = self.loader.get_single_node()
        if node:
            self.document.lines[()] = node.start_mark.line + 1
            self.document.value = self._value(node, (), flow=False)
        return self.document, self.faults

    def _value(self, node: yaml.Node, location: Location, flow: bool) -> Any:
        document = self.document
        # What is named (&) and repeated (*) may hold itself, or grow tenfold with each line.
        if len(location) > DEPTH or len(document.lines) > PARTS:
            raise yaml.composer.ComposerError(
                None, None, f"nested more than {DEPTH} deep, or more than {PARTS:,} parts",
                node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, location, flow)
        if node.tag not in scalars.COLLECTIONS:
            self._fault(node, f"{quoted(node.tag.replace(scalars.PREFIX, '!!'))} is a tag, and "
                              "none is known here; leave it out")
        if isinstance(node, yaml.SequenceNode):
            items = []
            for i, child in enumerate(node.value):
                at = (*location, i)
                document.lines[at] = child.start_mark.line + 1
                items.append(self._value(child, at, bool(node.flow_style)))
            return items
        found: dict[Any, Any] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            try:
                key = scalars.value(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            except ValueError as error:
                self._unreadable(key_node, error)
                continue
            if isinstance(key, bool) or not isinstance(key, str | int):
                shown = (quoted(key_node.value) if isinstance(key_node, yaml.ScalarNode) else
                         "a list or mapping")
                self._fault(key_node, f"{shown} cannot be a key; text is allowed, in quotation "
                                      "marks where it looks like something else")
                continue
            if key in found:
                self._fault(key_node, f"key {quoted(key)} stands twice; once is allowed")
            at = (*location, key)
            # A fault in a part is found quickest at its key.
            document.lines[at] = line
            found[key] = self._value(child, at, flow=False)
        return found

    def _scalar(self, node: yaml.ScalarNode, location: Location, flow: bool) -> Any:
        if node.tag.startswith("!") and not node.tag.startswith("!!") and self.strict:
            self._fault(node, misread.dropped(node, self.lines, flow))
            return node.value
        if node.tag == scalars.TEXT:
            # Nearly everything is text.
            if self.strict and ((self.signs and not node.style) or node.style == '"'
                                or (flow and ";" in node.value)):
                said = misread.dropped(node, self.lines, flow)
                if said:
                    self._fault(node, said)
            if node.style in ("'", '"'):
                self.document.written[location] = f"{node.style}{node.value}{node.style}"
            return node.value
        self.document.written[location] = node.value
        try:
            return scalars.value(node)
        except ValueError as error:
            self._unreadable(node, error)
            return None

    def _unreadable(self, node: yaml.Node, error: ValueError) -> None:
        self._fault(node, f"{quoted(node.value)} cannot be read ({error}); correct it, or put it "
                          "in quotation marks")

    def _fault(self, node: yaml.Node, message: str) -> None:
        self.faults.append(Fault(self.document.path, node.start_mark.line + 1, message))
