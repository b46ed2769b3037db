"""Runs notebooks and stores what they show, the same bytes every time.

The stored outputs are what a reader sees before running anything, and what
nbval compares a later run with.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


class NotebookFailed(Exception):
    """A cell raised; the message names notebook, cell and error."""


def run(path: Path, timeout: int = 300) -> nbformat.NotebookNode:
    """The notebook at ``path`` with fresh outputs; the file is left alone."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotebookFailed(f"{path.name}: {failed_cell(notebook)}: {error.ename}: "
                             f"{error.evalue}") from None
    return tidy(notebook)


def store(path: Path) -> None:
    """Run the notebook at ``path`` and write its outputs into it."""
    nbformat.write(run(path), path)


def failed_cell(notebook: nbformat.NotebookNode) -> str:
    """Which cell holds the error, as a reader finds it: its id and its first line."""
    for cell in notebook.cells:
        if any(o.output_type == "error" for o in cell.get("outputs", [])):
            first = next((line for line in cell.source.splitlines() if line.strip()), "")
            return f"cell {cell.id!r} ({first.strip()})"
    return "no cell"


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs from run to run or from machine to machine."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    number = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        number += 1
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
            # A stored reference to a widget of a kernel that is gone helps nobody.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook
