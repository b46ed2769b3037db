"""Runs notebooks, and stores what they show, the same bytes every time.

The stored outputs are what a reader sees before running anything, and what
nbval compares a later run with.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
from nbclient.exceptions import CellControlSignal, CellExecutionError
from nbformat import NotebookNode

from coursekit.kernels import Kernel

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
TIMEOUT = 300  # seconds a cell may take when outputs are stored


class NotebookFailed(Exception):
    """A notebook did not run to its end; the message names the cell, its code and the error."""


def read(path: Path) -> NotebookNode:
    """The notebook at ``path``; NotebookFailed if the file is none."""
    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (AttributeError, ValueError, nbformat.ValidationError) as error:
        raise NotebookFailed(f"not a notebook: {str(error).splitlines()[0][:100]}") from None


def execute(notebook: NotebookNode, folder: Path, timeout: int) -> None:
    """Run every cell of ``notebook`` in ``folder``; its outputs are put into it.

    ``timeout`` is in seconds and for one cell. NotebookFailed says which cell failed and how.
    """
    started: list[NotebookNode] = []
    # Not the one that a contributor's own set-up wrote into the notebook.
    kernel = Kernel(KERNEL["name"])
    try:
        kernel.run(
            notebook,
            str(folder),
            timeout=timeout,
            allow_errors=False,
            record_timing=False,
            store_widget_state=False,
            # Or how often a cell printed would depend on how busy the machine was.
            coalesce_streams=True,
            on_cell_execute=lambda cell, cell_index: started.append(cell),
            # Only errors: a kernel otherwise warns of each start over a local port.
            extra_arguments=["--log-level=ERROR"],
        )
    # A kernel that dies, or does not start, is a RuntimeError.
    except (CellControlSignal, RuntimeError, TimeoutError) as error:
        raise NotebookFailed(_failure(notebook, started, error, timeout, kernel)) from None


def store(path: Path) -> None:
    """Run the notebook at ``path`` and write its outputs into it.

    NotebookFailed if it fails or is no notebook; the file is then as it was.
    """
    notebook = read(path)
    execute(notebook, path.parent, TIMEOUT)
    # In one step: a run that is stopped here leaves the old notebook or the new one.
    beside = path.with_name(f".{path.name}.new")
    nbformat.write(tidy(notebook), beside)
    os.replace(beside, path)


def tidy(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from run to run or from machine to machine."""
    # JupyterLab puts in the rest of language_info, Python's exact version among it, as soon as a
    # kernel runs, and then marks the notebook as changed. To store it would suit one version alone.
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


def _failure(
    notebook: NotebookNode, started: list[NotebookNode], error: Exception, timeout: int,
    kernel: Kernel,
) -> str:
    """Which cell failed, its code and the error, without the layers in between."""
    if isinstance(error, TimeoutError):
        what = f"not done after {timeout} seconds, the limit for one cell"
    elif isinstance(error, CellExecutionError):
        what = f"{error.ename}: {_without_colours(error.evalue)}"
    else:
        lines = _without_colours(kernel.last_words).splitlines()
        why = "\n    ".join(["; its last words:", *lines])
        what = f"the kernel died ({error}){why if lines else '; it may have run out of memory'}"
    if not started:
        return what
    code = [id(cell) for cell in notebook.cells if cell.cell_type == "code"]
    number = code.index(id(started[-1])) + 1
    source = "\n".join(f"    {line}" for line in started[-1].source.splitlines())
    return f"code cell {number}:\n{source}\n{what}"


def _without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
