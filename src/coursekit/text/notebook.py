"""Notebooks as they stand in their files, read as plain JSON: nbformat takes a second to load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.faults import CourseError, Fault, content, relative


def markdown_of(notebook: Path, root: Path) -> str:
    """The text cells of a notebook, in order.

    CourseError, with the path below ``root``, if the file is no notebook.
    """
    return "\n\n".join("".join(cell["source"]) for cell in cells_of(notebook, root)
                       if cell["cell_type"] == "markdown")


def cells_of(notebook: Path, root: Path) -> list[dict[str, Any]]:
    """The cells of a notebook as they stand in its file: texts may be lists of lines.

    CourseError, with the path below ``root``, if the file is no notebook.
    """
    where = relative(notebook, root)
    try:
        found = json.loads(content(notebook, root))
    except json.JSONDecodeError as error:
        raise CourseError([Fault(where, error.lineno, f"not a notebook: {error.msg}")]) from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list):
        raise CourseError([Fault(where, 1, "not a notebook: it has no list of 'cells'")])
    return cells
