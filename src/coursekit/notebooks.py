"""Runs notebooks, and stores what they show, the same bytes every time.

The stored outputs are what a reader sees before running anything, and what
nbval compares a later run with.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError
from nbformat import NotebookNode

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
TIMEOUT = 300  # seconds a cell may take when outputs are stored


class NotebookFailed(Exception):
    """A notebook did not run to its end; the message names the cell, its code and the error."""


def execute(notebook: NotebookNode, folder: Path, timeout: int) -> None:
    """Run every cell of ``notebook`` in ``folder``; its outputs are put into it.

    ``timeout`` is in seconds and for one cell. NotebookFailed says which cell failed and how.
    """
    client = NotebookClient(
        notebook,
        timeout=timeout,
        allow_errors=False,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
        # Only errors: a kernel otherwise warns of each start over a local port.
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except (CellExecutionError, CellControlSignal, DeadKernelError, TimeoutError) as error:
        raise NotebookFailed(_failure(notebook, error, timeout)) from None


def store(path: Path) -> None:
    """Run the notebook at ``path`` and write its outputs into it; NotebookFailed if it fails."""
    notebook = nbformat.read(path, as_version=4)
    execute(notebook, path.parent, TIMEOUT)
    nbformat.write(tidy(notebook), path)


def tidy(notebook: NotebookNode) -> NotebookNode:
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


def _failure(notebook: NotebookNode, error: Exception, timeout: int) -> str:
    """Which cell failed, its code and the error, without the layers in between."""
    number, cell = _failing_cell(notebook)
    if isinstance(error, TimeoutError):
        what = f"not done after {timeout} seconds (execute: timeout in _config.yml)"
    elif isinstance(error, CellExecutionError):
        what = f"{error.ename}: {_without_colours(error.evalue)}"
    else:
        what = "the kernel died; it may have run out of memory"
    if cell is None:
        return what
    source = "\n".join(f"    {line}" for line in cell.source.splitlines())
    return f"code cell {number}:\n{source}\n{what}"


def _failing_cell(notebook: NotebookNode) -> tuple[int, NotebookNode | None]:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        if any(output.output_type == "error" for output in cell.outputs):
            return number, cell
    # A cell cut short by time or by a dead kernel has no error among its outputs.
    done = [n for n, cell in enumerate(code, 1) if cell.get("execution_count")]
    number = min((done[-1] if done else 0) + 1, len(code))
    return number, code[number - 1] if code else None


def _without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
