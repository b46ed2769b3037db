"""Notebook files as they stand on the disk: their cells, and what is wrong with them.

Read as plain JSON, for nbformat takes over a second to load.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursekit import documents, jsonfile
from coursekit.documents import Location
from coursekit.faults import CourseError, Fault, content, quoted, relative

if TYPE_CHECKING:
    from coursekit.course import Course

KINDS = ("markdown", "code", "raw")
TOC = "_toc.yml"


def cells_of(notebook: Path, root: Path, *, whole: bool = False) -> list[dict[str, Any]]:
    """The cells of a notebook as they stand in its file: texts may be lists of lines.

    CourseError, with the path below ``root`` and the line, if the file is no notebook; ``whole``
    looks at more than its cells.
    """
    where = relative(notebook, root)
    text = content(notebook, root)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise CourseError([_no_json(text, where)]) from None
    wrong = list(_wrong(found)) if whole else list(_wrong_cells(found))
    if wrong:
        lines = jsonfile.parts(text, where)
        raise CourseError(lines.fault(at, f"not a notebook: {said}") for at, said in wrong)
    return found["cells"]


def markdown_of(notebook: Path, root: Path) -> str:
    """The text cells of a notebook, in order; CourseError as for :func:`cells_of`."""
    return "\n\n".join("".join(cell["source"]) for cell in cells_of(notebook, root)
                       if cell["cell_type"] == "markdown")


def faults(course: Course) -> list[Fault]:
    """What is wrong with any notebook of the book: chapters, the others beside them, the rest."""
    found: list[Fault] = []
    paths = {*course.notebooks(), *course.other_notebooks()}
    try:
        paths.update(_listed(course.root))
    except CourseError as error:
        found.extend(error.faults)
    for path in sorted(paths):
        try:
            if path.read_bytes()[:3] == b"\xef\xbb\xbf":
                found.append(Fault(relative(path, course.root), 1, "not a notebook: it begins with "
                                   "a byte-order mark; save it as plain UTF-8"))
            cells_of(path, course.root, whole=True)
        except CourseError as error:
            found.extend(error.faults)
        except OSError:
            continue  # the chapters' own check says that it cannot be read
    return found


def _listed(root: Path) -> Iterator[Path]:
    """The notebooks that the table of contents names, of those that are there."""
    path = root / TOC
    if not path.is_file():
        return
    waiting = [documents.read(path, root, strict=False).value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
            for key in ("file", "root"):
                name = one.get(key)
                if isinstance(name, str):
                    there = root / (name if name.endswith(".ipynb") else f"{name}.ipynb")
                    if there.is_file():
                        yield there


def _no_json(text: str, where: str) -> Fault:
    """What to say of a file that is not even JSON."""
    if not text.strip():
        return Fault(where, 1, "not a notebook: the file is empty")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("<<<<<<<", ">>>>>>>", "=======")):
            return Fault(where, number, "not a notebook: two versions were merged and this mark "
                                        "was left; keep one of them, and take out the marks")
    try:
        jsonfile.loaded(text, where)
    except CourseError as error:
        [fault] = error.faults
        return Fault(where, fault.line, fault.message.replace("not JSON", "not a notebook", 1))
    return Fault(where, 1, "not a notebook: its JSON cannot be read")


def _wrong(found: Any) -> Iterator[tuple[Location, str]]:
    if not isinstance(found, dict):
        yield from _wrong_cells(found)
        return
    if not isinstance(found.get("nbformat"), int) and "worksheets" not in found:
        yield (), "it lacks 'nbformat', the version of its form, such as 4"
    if not isinstance(found.get("metadata", {}), dict):
        yield ("metadata",), "'metadata' must be an object {...}"
    yield from _wrong_cells(found)


def _wrong_cells(found: Any) -> Iterator[tuple[Location, str]]:
    if isinstance(found, dict):
        version = found.get("nbformat", 4)
        if "worksheets" in found or not isinstance(version, int) or version != 4:
            yield ("nbformat",), (f"it is of version {quoted(version)}, and 4 is read here; open "
                                  "it in JupyterLab and save it")
            return
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        yield ("cells",), "it has no list of 'cells'"
        return
    for i, cell in enumerate(found["cells"]):
        for at, said in _wrong_cell(cell):
            yield ("cells", i, *at), f"cell {i + 1}: {said}"


def _wrong_cell(cell: Any) -> Iterator[tuple[Location, str]]:
    if not isinstance(cell, dict):
        yield (), "it is no object {...}"
        return
    if cell.get("cell_type") not in KINDS:
        yield ("cell_type",), (f"'cell_type' is {quoted(cell.get('cell_type'))}; allowed: "
                               "'markdown', 'code', 'raw'")
    if "source" not in cell:
        yield (), "it lacks 'source', its text"
    elif not _is_text(cell["source"]):
        yield ("source",), "'source' must be text, or a list of lines of text"
    if not isinstance(cell.get("metadata", {}), dict):
        yield ("metadata",), "'metadata' must be an object {...}"
    outputs = cell.get("outputs", [])
    if not isinstance(outputs, list) or not all(isinstance(one, dict) for one in outputs):
        yield ("outputs",), "'outputs' must be a list of objects {...}"
        return
    for i, output in enumerate(outputs):
        data = output.get("data", {})
        if not isinstance(data, dict):
            yield ("outputs", i, "data"), "'data' of an output must be an object {...}"
            continue
        for kind, value in data.items():
            if kind.startswith("text/") and not _is_text(value):
                yield ("outputs", i, "data", kind), f"{quoted(kind)} of an output must be text"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value))
