"""A clean build of the book beside a rebuild without changes and one with a page changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.row import Row

ROOT = Path(__file__).parents[1]


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "course"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(
            ".venv", "_build", ".git", "__pycache__"))
        clean = _build(copy)
        none = _build(copy)
        landing = copy / "book" / "index.md"
        landing.write_text(landing.read_text(encoding="utf-8") + "\nOne line more.\n",
                           encoding="utf-8")
        one = _build(copy)
    return [
        Row("clean build", clean, "s"),
        Row("nothing changed", none, "s"),
        Row("nothing changed / clean", none / clean, "", budget=0.2),
        Row("one page changed / clean", one / clean, ""),
    ]


def _build(root: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "seccoop", "book"],
        cwd=root, env={**os.environ, "COURSE_ROOT": str(root)}, check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start
