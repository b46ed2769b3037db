"""Quantities typed into the strings of figures, which no look-up proves.

What a figure says is made from its data: a value goes through a format, so it is right by
construction. A quantity that stands in a string itself would stay when the data change.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from coursekit.faults import CourseError, Fault, content, quoted, relative
from coursekit.text.quantities import Name, mentions

# Stands where a value is put in, so that "{n}-3" is read as it will be printed.
_VALUE = "\ue000"
# A colour, an id, a path, a setting such as "pad=0": letters and signs without a space.
_NO_WORDS = re.compile(r"#[0-9a-fA-F]{3,8}|(?=\S*[A-Za-z])\S*[=_#{}\\/:]\S*"
                       r"|(?=[\d-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")


def typed(folder: Path, root: Path, names: Sequence[Name] = ()) -> list[Fault]:
    """Every quantity in a string of the Python files below ``folder``.

    Docstrings, messages of exceptions, keys of one word, what is looked up and what is compared
    with are no text of a figure.
    """
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.py")):
        where = relative(path, root)
        try:
            tree = ast.parse(content(path, root))
        except SyntaxError as error:
            faults.append(Fault(where, error.lineno or 1, f"not Python: {error.msg}"))
            continue
        except CourseError as error:
            faults.extend(error.faults)
            continue
        for line, text in _strings(tree):
            faults.extend(
                Fault(where, line, f"{mention.text!r} is typed into "
                                   f"{quoted(' '.join(text.replace(_VALUE, '…').split()))}; take "
                                   "the value from the data and format it, so that it changes "
                                   "with them")
                for mention in mentions(text, names) if not _NO_WORDS.fullmatch(text))
    return faults


def _strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    silent: set[int] = set()
    nodes = list(ast.walk(tree))
    for node in nodes:
        for one in _silent(node):
            silent.update(id(part) for part in ast.walk(one))
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            # Its pieces are read together, once.
            silent.update(id(part) for part in node.values if isinstance(part, ast.Constant))
            if id(node) not in silent:
                yield node.lineno, "".join(
                    str(part.value) if isinstance(part, ast.Constant) else _put_in(part)
                    for part in node.values)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) \
                and id(node) not in silent:
            yield node.lineno, node.value


def _put_in(part: ast.expr) -> str:
    """How a value that is put in reads: one that is a number itself is typed there."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(value, ast.Call) and len(value.args) == 1:
        [value] = value.args
    if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
        return str(value.value)
    return _VALUE


def _label(key: ast.expr) -> bool:
    """Whether a key is read: one of several words heads a column or labels a choice."""
    return any(isinstance(part, ast.Constant) and " " in str(part.value)
               for part in ast.walk(key))


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node whose strings no reader of a figure sees."""
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node.value  # a docstring
        case ast.Raise(exc=ast.AST()):
            yield node.exc
        case ast.Subscript(ctx=ast.Load()):
            yield node.slice
        case ast.Dict():
            yield from (key for key in node.keys if key is not None and not _label(key))
        case ast.Compare():
            yield from (one for one in (node.left, *node.comparators)
                        if isinstance(one, ast.Constant))
        case ast.FormattedValue(format_spec=ast.AST()):
            yield node.format_spec
