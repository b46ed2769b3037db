"""The whole book from the command line: notebooks side by side, then the pages."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coursekit import documents
from coursekit.book.cache import cache_folder, forget_others, is_current, mark_current, state
from coursekit.faults import CourseError, quoted
from coursekit.frontend import PUBLISH
from coursekit.notebookfile import TOC

if TYPE_CHECKING:
    from coursekit.book.execution import Run

TIMEOUT = 120  # seconds a cell may take where _config.yml does not say


def build(root: Path, out: TextIO | None = None) -> int:
    """Build the book of the course at ``root`` into ``_build/html``.

    The result is that of ``jupyter-book build``; the notebooks are only run before it, side
    by side, into the cache it reads. Returns 0, or 1 when a notebook or a page is at fault.
    """
    say = out or sys.stdout
    root = Path(root).resolve()
    page = root / "_build" / "html" / "index.html"
    # Taken before anything is read: what is edited during the build is not in the book.
    now = state(root)
    if is_current(root, now):
        print(f"Nothing has changed since the book was built. Open {page}", file=say)
        print("or read it as others will: make serve", file=say)
        return 0
    try:
        config, listed = _config(root), notebooks(root)
    except CourseError as error:
        print(error, file=sys.stderr)
        print("Nothing was built.", file=sys.stderr)
        return 1
    folder = cache_folder(root, root / "_build")
    forget_others(folder)
    # Kernels started here must publish as those that Sphinx would start.
    os.environ[PUBLISH] = "1"

    start = time.perf_counter()
    runs = _execute(listed, config, folder, say)
    failed = sorted((run for run in runs if run.failure), key=lambda run: run.notebook)
    if failed:
        print(_complaint(failed, root), file=sys.stderr)
        return 1
    mark_current(root, "")
    if _sphinx(root):
        print("The book has faults; the lines above say where.", file=sys.stderr)
        return 1
    mark_current(root, now)
    print(f"The book is built ({time.perf_counter() - start:.1f} s). Open {page}", file=say)
    print("or read it as others will: make serve", file=say)
    return 0


def notebooks(root: Path) -> list[Path]:
    """The notebooks that ``_toc.yml`` lists, in reading order."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    document = documents.read(root / TOC, root, strict=False)
    try:
        names = [str(name) for name in parse_toc_yaml(root / TOC)]
    except (AttributeError, KeyError, MalformedError, TypeError) as error:
        said = str(error) if isinstance(error, MalformedError) else "a part has another form"
        raise CourseError([document.fault(
            (), f"no table of contents: {said}; it has a 'root' and 'chapters' or 'parts', each "
            "with a 'file'")]) from None
    paths = (root / (name if name.endswith(".ipynb") else f"{name}.ipynb") for name in names)
    return [path for path in paths if path.is_file()]


def _config(root: Path) -> dict[str, Any]:
    """What ``_config.yml`` says; CourseError where it says it in another form."""
    document = documents.read(root / "_config.yml", root, strict=False)
    config = {} if document.value is None else document.value
    if not isinstance(config, dict) or not isinstance(config.get("execute") or {}, dict):
        raise CourseError([document.fault(("execute",), "the configuration and its 'execute' are "
                                                        "mappings, such as 'execute: {timeout: "
                                                        "120}'")])
    timeout = (config.get("execute") or {}).get("timeout", TIMEOUT)
    if isinstance(timeout, bool) or not isinstance(timeout, int):
        raise CourseError([document.fault(("execute", "timeout"), f"timeout: {quoted(timeout)} is "
                                                                  "no number of seconds")])
    return config


def _execute(paths: list[Path], config: dict[str, Any], folder: Path, say: TextIO) -> list[Run]:
    # Here, because these libraries take a second to load, and a finished book needs none.
    from coursekit.book.execution import run_notebooks

    done = 0

    def report(run: Run) -> None:
        nonlocal done
        done += 1
        took = "kept from the last build" if run.cached else f"{run.seconds:.1f} s"
        state = "FAILED" if run.failure else took
        print(f"[{done}/{len(paths)}] {run.notebook.stem} … {state}", file=say, flush=True)

    timeout = (config.get("execute") or {}).get("timeout", TIMEOUT)
    return run_notebooks(paths, folder, timeout=timeout, report=report)


def _complaint(failed: list[Run], root: Path) -> str:
    lines = [
        f"{run.notebook.relative_to(root).as_posix()}, {run.failure}\n" for run in failed
    ]
    lines.append("Nothing was built. Run the notebook in `make lab` to see more.")
    return "\n".join(lines)


def _sphinx(root: Path) -> int:
    """Build the pages as Jupyter Book does, in this process; 1 after any warning.

    A warning means a link, a picture or a directive that does not work. All of them go to
    standard error before the build ends.
    """
    from jupyter_book.sphinx import build_sphinx

    result = build_sphinx(
        root,
        root / "_build" / "html",
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={
            "external_toc_path": (root / "_toc.yml").as_posix(),
            "latex_individualpages": False,
        },
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    return 1 if isinstance(result, BaseException) else int(result)
