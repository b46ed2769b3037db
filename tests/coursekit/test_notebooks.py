"""Notebooks are run and stored, the same bytes every time, or the cell that failed is named."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager

from coursekit import notebooks
from coursekit.notebooks import NotebookFailed, store
from tests import kernels


def write(path: Path, *cells: str) -> Path:
    """A notebook of code cells; one that begins with ``#`` is text."""
    make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    notebook = nbformat.v4.new_notebook(
        cells=[make[text.startswith("#")](text, id=f"cell-{n}") for n, text in enumerate(cells)]
    )
    nbformat.write(notebook, path)
    return path


def outputs(path: Path) -> list[list[dict]]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell.outputs for cell in cells if cell.cell_type == "code"]


def failure(path: Path) -> str:
    with pytest.raises(NotebookFailed) as failed:
        store(path)
    return str(failed.value)


def test_two_runs_store_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", "# Two", "1 + 1",
                 "import sys, time\n"
                 "for n in range(3):\n    print(n, flush=True)\n    time.sleep(0.1)")
    store(path)
    once = path.read_bytes()
    assert [len(one) for one in outputs(path)] == [1, 1]
    store(path)
    assert path.read_bytes() == once
    assert list(tmp_path.iterdir()) == [path]


def test_what_differs_from_machine_to_machine_is_not_stored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", "import ipywidgets; ipywidgets.IntSlider()")
    store(path)
    notebook = nbformat.read(path, as_version=4)
    assert notebook.metadata == {"kernelspec": notebooks.KERNEL,
                                 "language_info": {"name": "python"}}
    assert notebook.cells[0].metadata == {}
    assert list(notebook.cells[0].outputs[0].data) == ["text/plain"]


def test_a_failing_cell_is_named_with_its_code_and_nothing_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", "good = 1", "# Text", "good / 0", "2")
    before = path.read_bytes()
    assert failure(path) == "code cell 2:\n    good / 0\nZeroDivisionError: division by zero"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_that_takes_too_long_is_named_whatever_was_stored_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.ipynb", "wait = 0", "import time; time.sleep(wait)", "3", "4")
    store(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("wait = 0", "wait = 600"), encoding="utf-8")
    # Long enough for the first cell on the busiest of machines.
    monkeypatch.setattr(notebooks, "TIMEOUT", 8)
    assert failure(path) == ("code cell 2:\n    import time; time.sleep(wait)\n"
                             "not done after 8 seconds, the limit for one cell")


def test_an_error_that_is_part_of_the_lesson_is_not_taken_for_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", "1 / 0", "undefined")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)
    assert failure(path).startswith("code cell 2:\n    undefined\nNameError")


def test_a_kernel_that_cannot_start_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    assert failure(write(tmp_path / "a.ipynb", "1")).startswith("the kernel died (")


def test_a_notebook_saved_with_a_kernel_of_somebody_else_runs_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", "1")
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"] = {"name": "my-own", "display_name": "Mine"}
    nbformat.write(notebook, path)
    store(path)
    assert nbformat.read(path, as_version=4).metadata["kernelspec"] == notebooks.KERNEL


@pytest.mark.parametrize("content", ["", "<<<<<<< ours", "[]", "{}"])
def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(content, encoding="utf-8")
    assert failure(path).startswith("not a notebook: ")
    assert path.read_text(encoding="utf-8") == content


# What kernels and libraries say of themselves -----------------------------------------

@pytest.fixture
def other_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of the kernel."""

    def put(code: str) -> None:
        for name, value in kernels.write(tmp_path / "jupyter", code).items():
            monkeypatch.setenv(name, value)

    return put


def test_a_kernel_that_ends_late_and_complains_is_waited_for_and_not_heard(
    tmp_path: Path, other_kernel: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    other_kernel(f"{kernels.LATE}open({str(tmp_path / 'ended')!r}, 'w').close()\n")
    path = write(tmp_path / "a.ipynb", "1 + 1")
    store(path)
    assert (tmp_path / "ended").exists()
    assert outputs(path)[0][0].data["text/plain"] == "2"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("inside", [False, True], ids=["by itself", "inside an event loop"])
def test_what_libraries_log_while_a_kernel_is_closed_is_not_heard(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    closed = []

    async def noisy(manager: AsyncKernelManager, **options: object) -> None:
        closed.append(await shutdown(manager, **options))
        for name in ("tornado.general", "asyncio", "zmq"):
            logging.getLogger(name).error("Exception in ZMQStream callback: non-socket")

    shutdown = AsyncKernelManager.shutdown_kernel
    monkeypatch.setattr(AsyncKernelManager, "shutdown_kernel", noisy)
    path = write(tmp_path / "a.ipynb", "1 + 1")

    async def stored() -> None:
        store(path)

    # In a thread of its own: this one has a loop where a browser was used before.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(stored()) if inside else store(path)).result()
    assert closed
    assert capfd.readouterr() == ("", "")


def test_the_last_words_of_a_kernel_that_fails_are_told(
    tmp_path: Path, other_kernel: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    other_kernel("sys.exit('this kernel lacks a library')")
    said = failure(write(tmp_path / "a.ipynb", "1"))
    assert said.startswith("the kernel died (")
    assert said.endswith("; its last words:\n    this kernel lacks a library")
    assert capfd.readouterr() == ("", "")
