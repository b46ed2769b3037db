"""Small courses to build: the three pages about planets, and pages made up by a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
parse: {myst_enable_extensions: [attrs_inline, colon_fence, deflist, dollarmath]}
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


@pytest.fixture
def small_course(tmp_path: Path) -> Callable[..., Path]:
    """Writes a course: ``small_course({"index": "# Title"}, cells=["print(1)"])``.

    ``pages`` are Markdown by name, ``index`` first; ``cells`` make the notebook
    ``notebooks/00-start.ipynb``, where each is code unless it begins with ``#``.
    """

    def write(pages: dict[str, str], cells: list[str] | None = None, base: str = "") -> Path:
        root = tmp_path / "small"
        (root / "notebooks").mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (root / f"{name}.md").write_text(text, encoding="utf-8")
        listed = [name for name in pages if name != "index"]
        if cells:
            make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
            notebook = nbformat.v4.new_notebook(
                metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                cells=[make[text.startswith("#")](text, id=f"cell-{n}")
                       for n, text in enumerate(cells)],
            )
            nbformat.write(notebook, root / "notebooks" / "00-start.ipynb")
            listed.append("notebooks/00-start")
        lines = ["format: jb-book", "root: index"]
        lines += ["chapters:"] * bool(listed) + [f"  - file: {name}" for name in listed]
        (root / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (root / "_config.yml").write_text(CONFIG % base, encoding="utf-8")
        return root

    return write
