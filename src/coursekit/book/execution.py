"""Notebooks executed side by side, into the cache that the book is then made from."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbformat import NotebookNode

from coursekit.notebooks import NotebookFailed, execute, read


@dataclass(frozen=True)
class Run:
    """What became of one notebook: how long it took, or what went wrong in it."""

    notebook: Path
    seconds: float
    cached: bool = False
    failure: str = ""


def run_notebooks(
    notebooks: Sequence[Path],
    cache_path: Path,
    *,
    timeout: int,
    report: Callable[[Run], None],
) -> list[Run]:
    """Execute what the cache does not hold yet, as many at a time as there are cores.

    ``timeout`` is in seconds and for one cell. ``report`` is called as each is done.
    Outputs of a notebook that fails are not kept.
    """
    # Made before anything runs: two that make it at once fail now and then.
    cache_path.mkdir(parents=True, exist_ok=True)
    cache = get_cache(cache_path)
    runs: list[Run] = []
    waiting: list[tuple[Path, NotebookNode]] = []
    for path in notebooks:
        try:
            notebook = read(path)
            cache.match_cache_notebook(notebook)
        except KeyError:
            waiting.append((path, notebook))
        except NotebookFailed as error:
            runs.append(Run(path, 0.0, failure=str(error)))
            report(runs[-1])
        else:
            runs.append(Run(path, 0.0, cached=True))
            report(runs[-1])
    # The largest first, which mostly take longest: begun last, they would keep one core alone.
    waiting.sort(key=lambda one: one[0].stat().st_size, reverse=True)
    # Threads are enough: the work is done in the kernels, which are processes of their own.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {pool.submit(_execute, path, nb, timeout): nb for path, nb in waiting}
        for job in as_completed(jobs):
            run = job.result()
            if not run.failure:
                bundle = CacheBundleIn(
                    jobs[job], str(run.notebook), data={"execution_seconds": run.seconds}
                )
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            runs.append(run)
            report(run)
    return runs


def _execute(path: Path, notebook: NotebookNode, timeout: int) -> Run:
    start = time.perf_counter()
    failure = ""
    try:
        execute(notebook, path.parent, timeout)
    except NotebookFailed as error:
        failure = str(error)
    return Run(path, time.perf_counter() - start, failure=failure)
