"""The course as a whole: every chapter teaches, asks and asks again, and its facts are proven."""

from __future__ import annotations

import csv
import io
import random
import re
import secrets
import shutil
from functools import cache

import nbformat
import pytest

from coursekit.check import check
from coursekit.claims import registers
from coursekit.course import Course, slug
from coursekit.glossary import Glossary
from coursekit.prose import markdown_of, plain
from coursekit.quiz.types import TYPES
from seccoop import data
from seccoop.course import course

BANK = course().bank
#: Written chapters but for the first, which is a way in.
CHAPTERS = [one.stem for one in course().notebooks()][1:]
#: Headings that close a chapter and teach nothing new.
CLOSING = {"key-points", "check-yourself", "data-tasks", "further-reading"}
#: The capstone leads through one piece of work; its sections are steps of it.
CAPSTONE = "08-capstone"


@cache
def text(chapter):
    return markdown_of(course().notebook(chapter), course().root)


def code(chapter):
    cells = nbformat.read(course().notebook(chapter), as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_the_length_of_a_textbooks(chapter):
    body = text(chapter).split("## Key points")[0]
    body = re.sub(r"^(\||\*Sources?:\*).*$", "", body, flags=re.MULTILINE)
    assert 1_800 <= len(plain(body).split()) <= 3_700


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_section_names_its_sources_and_asks_two_to_five_questions(chapter):
    sections = re.split(r"^## ", text(chapter), flags=re.MULTILINE)[1:]
    for section in sections:
        anchor = slug(section.splitlines()[0])
        if anchor in CLOSING:
            continue
        asked = [q for q in BANK.of_chapter(chapter, "section") if q.section == anchor]
        assert len(asked) <= 5, anchor
        if chapter != CAPSTONE:
            assert len(asked) >= 2, anchor
            assert re.search(r"^\*Sources?:\*", section, re.MULTILINE), anchor


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_ends_with_eight_to_twelve_questions_some_of_them_from_earlier(chapter):
    number = chapter.split("-")[0]
    [asked] = re.findall(rf'quiz\.chapter\("{number}"(?:, pick=(\d+))?\)', code(chapter))
    there = BANK.of_chapter(chapter, "wrap-up") + BANK.again(chapter)
    assert 8 <= int(asked or len(there)) <= 12
    assert len(BANK.again(chapter)) >= 2


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_shows_two_readings_and_where_sources_differ(chapter):
    sections = re.split(r"^## ", text(chapter), flags=re.MULTILINE)[1:]
    rival = [one for one in sections if slug(one.splitlines()[0]) not in CLOSING
             and re.search(r"\b(two|three|both) readings\b", one, re.IGNORECASE)]
    assert any(len(set(re.findall(r"#source-([a-z0-9-]+)", one))) >= 2 for one in rival), (
        "no section sets readings against each other, each with a source")
    if chapter != CAPSTONE:
        assert "> **Two sources" in text(chapter)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_three_tasks_that_are_checked_in_their_cells(chapter):
    tasks = text(chapter).split("## Data tasks", 1)[1]
    for kind in ("Worked", "Faded", "Independent"):
        assert re.search(rf"^### {kind}: ", tasks, re.MULTILINE), kind
    assert code(chapter).count("quiz.check(") >= 3


@pytest.mark.parametrize("chapter", [one.stem for one in course().notebooks()])
def test_a_chapter_has_a_design_note_that_says_what_is_out_of_scope(chapter):
    note = course().root / "book" / "design" / f"{chapter.split('-')[0]}.md"
    text = note.read_text(encoding="utf-8")
    assert "## Out of scope" in text
    for objective in course().chapter(chapter).objectives:
        assert f"`{objective}`" in text


def test_the_menu_lists_every_chapter_in_reading_order():
    menu = (course().root / "_toc.yml").read_text(encoding="utf-8")
    assert re.findall(r"file: notebooks/(\d\d-\S+)", menu) == [one.id for one in course().chapters]


def test_every_type_of_question_is_used():
    assert {question.type for question in BANK.questions} == set(TYPES)


def test_the_questions_have_no_weakness_that_can_be_seen():
    assert [str(one) for one in BANK.warnings] == []


def test_every_page_with_numbers_has_its_register():
    pages = {register.page.page for register in registers(course())}
    wanted = {f"notebooks/{chapter}.ipynb" for chapter in CHAPTERS}
    wanted |= {f"quizzes/{chapter}.yml" for chapter in CHAPTERS}
    assert wanted <= pages


def test_the_timeline_holds_two_hundred_events_each_with_a_source():
    timeline = data.table("timeline")
    assert len(timeline) >= 200
    assert (timeline["sources"].str.len() >= 1).all()


def test_terms_are_not_linked_from_the_headings_of_the_glossary_alone():
    used = Glossary(course()).uses
    assert {entry.anchor for entry in Glossary(course()).entries} <= set(used)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "copy"
    for name in ("book", "data", "notebooks", "quizzes"):
        shutil.copytree(course().root / name, folder / name)
    shutil.copy(course().root / "course.yml", folder)
    return folder


def _numbers_looked_up():
    """Cells that a claim shows as they are: page, table, columns and values of its row, column.

    Left out are years, which may be part of a key, and what is rounded before it is shown.
    """
    for register in registers(course()):
        for claim in register.claims:
            for proof in claim.proofs:
                plain_where = all(isinstance(v, str | int | float) for v in proof.where.values())
                simple = not (proof.aggregate or proof.minus or proof.divided_by
                              or proof.round is not None)
                if not (simple and plain_where and type(proof.gives) in (int, float)):
                    continue
                [field] = [f for f in course().tables.describe(proof.table).fields
                           if f.name == proof.value]
                if field.type in ("integer", "number") and field.maximum is None:
                    yield register.page.page, proof.table, proof.where, proof.value


def test_a_number_changed_at_random_names_the_page_that_is_now_false(copy):
    seed = secrets.randbits(32)
    page, table, where, column = random.Random(seed).choice(list(_numbers_looked_up()))
    path = copy / "data" / course().tables.describe(table).path.name
    before = path.read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(before))
    [place] = [i for i, row in enumerate(course().tables.rows(table))
               if all(row[name] == value or (isinstance(row[name], list) and value in row[name])
                      for name, value in where.items())]
    at = header.index(column)
    rows[place][at] = f"{float(rows[place][at]) + 1:g}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    try:
        said = [str(fault) for fault in check(Course(copy)).faults]
    finally:
        path.write_text(before, encoding="utf-8")
    told = f"seed {seed}: {table} {where} {column}"
    assert any(page in one and table in one for one in said), (told, said)
