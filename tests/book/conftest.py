"""Small courses to build: the three pages about planets, and pages made up by a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

PLANETS = Path(__file__).resolve().parents[1] / "planets"
CONFIG = """\
title: A small course
author: its author
copyright: "2026"
only_build_toc_files: true
exclude_patterns: [_build]
execute: {execute_notebooks: cache, raise_on_error: true, timeout: 60}
html: {use_multitoc_numbering: false, baseurl: "%s"}
parse: {myst_enable_extensions: [deflist, dollarmath]}
latex: {use_jupyterbook_latex: false}
sphinx:
  extra_extensions: [coursekit.book]
"""


@pytest.fixture
def planets(tmp_path: Path) -> Path:
    """The course about planets, in a folder of its own, ready to be built."""
    root = tmp_path / "planets"
    shutil.copytree(PLANETS, root, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    if not (root / "_config.yml").exists():
        (root / "_config.yml").write_text(CONFIG % "", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def built_planets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course about planets, checked and built by the engine's own commands, once."""
    root = tmp_path_factory.mktemp("other") / "planets"
    shutil.copytree(PLANETS, root, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    for command in ("check", "book"):
        done = subprocess.run(
            [sys.executable, "-m", "coursekit.cli", command], cwd=root, check=False,
            capture_output=True, text=True,
            env={**os.environ, "COURSE_ROOT": str(root), "SOURCE_DATE_EPOCH": "1700000000"},
        )
        assert done.returncode == 0, done.stderr
        assert "warning" not in done.stderr.lower(), f"the {command} of the other course warns"
    return root


def run_build(root: Path, **environment: str) -> tuple[int, str, str]:
    """A build in a process of its own, as a user starts it: exit code, output, errors."""
    code = f"import sys; from coursekit.book.build import build; sys.exit(build({str(root)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          check=False, cwd=root, env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


def write_course(
    root: Path, pages: dict[str, str], base: str = "", **notebooks: list[str]
) -> Path:
    """Write a course: ``write_course(root, {"index": "# Title"}, start=["# Start", "1 + 1"])``.

    ``pages`` are Markdown by name, ``index`` first. Of the cells of a notebook each is code
    unless it begins with ``#``.
    """
    (root / "notebooks").mkdir(parents=True)
    for name, text in pages.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    listed = [name for name in pages if name != "index"]
    make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    for name, cells in notebooks.items():
        notebook = nbformat.v4.new_notebook(
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            cells=[make[text.startswith("#")](text, id=f"cell-{n}")
                   for n, text in enumerate(cells)],
        )
        nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")
        listed.append(f"notebooks/{name}")
    lines = ["format: jb-book", "root: index"]
    lines += ["chapters:"] * bool(listed) + [f"  - file: {name}" for name in listed]
    (root / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "_config.yml").write_text(CONFIG % base, encoding="utf-8")
    return root
