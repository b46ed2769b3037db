"""Notebooks are readable in plain JupyterLab, short in code, and stored as they run."""

from __future__ import annotations

import re

import nbformat
import pytest

from seccoop import figures
from seccoop.course import course

NOTEBOOKS = course().notebooks()
# Cells whose code is there to be read: the data tasks, and the first look at a table.
OPEN = ("task-", "first-table")
MARKERS = {"nbval-skip", "nbval-ignore-output", "raises-exception"}


def cells(path, kind):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_every_code_cell_is_stored_with_its_run_and_without_error(notebook):
    for number, cell in enumerate(cells(notebook, "code"), 1):
        assert cell.execution_count == number, cell.id
        assert all(output.output_type != "error" for output in cell.outputs), cell.id


def test_code_cells_are_short_say_what_they_do_and_fold_away(notebook):
    for cell in cells(notebook, "code"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 8, cell.id
        assert any("#" in line for line in lines), cell.id
        if not cell.id.startswith(OPEN):
            assert "hide-input" in cell.metadata.get("tags", []), cell.id


def test_text_holds_nothing_that_only_the_book_understands(notebook):
    for cell in cells(notebook, "markdown"):
        assert not re.search(r"^\s*(:::|```\{)|\{[a-z]+\}`", cell.source, re.MULTILINE), cell.id


def test_few_cells_escape_the_comparison_and_each_says_why(notebook):
    code = cells(notebook, "code")
    escaped = [cell for cell in code if MARKERS & set(cell.metadata.get("tags", []))]
    assert len(escaped) <= len(code) / 20
    for cell in escaped:
        assert cell.metadata.get("reason"), cell.id


def test_cells_have_names_that_stay(notebook):
    names = [cell.id for cell in nbformat.read(notebook, as_version=4).cells]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]+", name), name


def test_a_chapter_opens_with_its_question_and_ends_with_key_points(notebook):
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    chapter = course().chapter(notebook.stem)
    assert text.startswith(f"# {chapter.title}\n")
    assert f"{chapter.minutes} minutes" in text
    points = text.split("## Key points", 1)[1].split("\n## ", 1)[0]
    assert len(re.findall(r"^\d+\. ", points, re.MULTILINE)) == len(chapter.objectives)


def test_every_explorer_comes_after_a_prediction_and_before_an_explanation(notebook):
    everything = nbformat.read(notebook, as_version=4).cells
    makers = "|".join(name for name in figures.__all__
                      if getattr(figures, name).__annotations__["return"] == "Explorer")
    explorers = [i for i, cell in enumerate(everything)
                 if cell.cell_type == "code" and re.search(rf"figures\.({makers})\(", cell.source)]
    assert explorers, "a chapter has at least one explorer"
    for i in explorers:
        assert re.search(r"> \*\*Before you", everything[i - 1].source), everything[i].id
        after = next(c for c in everything[i + 1:] if c.cell_type == "markdown")
        assert "> **What you saw" in after.source, everything[i].id


def test_every_source_that_a_chapter_names_is_in_the_register(notebook):
    known = {row["id"] for row in course().tables.rows("sources")}
    for cell in cells(notebook, "markdown"):
        for source in re.findall(r"sources\.md#source-([a-z0-9-]+)\)", cell.source):
            assert source in known, f"{source} in cell {cell.id}"


def test_every_question_is_asked_in_the_chapter_it_belongs_to():
    bank = course().bank
    for path in NOTEBOOKS:
        code = "\n".join(cell.source for cell in cells(path, "code"))
        sections = set(re.findall(r"quiz\.section\(\"([a-z0-9-]+)\"", code))
        calls = "".join(re.findall(r"quiz\.(?:show|check)\((.*?)\)", code))
        ids = set(re.findall(r"\"([a-z0-9-]+)\"", calls))
        for question in bank.of_chapter(path.stem, "section"):
            assert question.section in sections or question.id in ids, question.id
        if bank.of_chapter(path.stem, "wrap-up"):
            number = path.stem.split("-")[0]
            assert re.search(rf'quiz\.chapter\("{number}"(?:, pick=\d+)?\)', code)
        if bank.of_chapter(path.stem, "diagnostic"):
            assert "quiz.diagnostic()" in code
