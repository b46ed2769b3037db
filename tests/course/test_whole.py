"""The course as a whole: every chapter teaches, asks and asks again, and its facts are proven."""

from __future__ import annotations

import re
from functools import cache

import nbformat
import pytest

from coursekit.course import slug
from coursekit.glossary import Glossary
from coursekit.notebookfile import markdown_of
from coursekit.quiz.types import TYPES
from coursekit.text.markdown import plain
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


@pytest.mark.parametrize("page", course().markdown_pages(), ids=lambda page: page.stem)
def test_a_page_holds_no_marks_that_jupyterlab_shows_as_they_stand(page):
    text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"^\s*:::|^\s*:[\w-]+:|\)\{|\{[a-z]+\}`|^\(.*\)=$", text, re.MULTILINE)
    assert re.findall(r"^```\{[\w-]+\}.*\n```", text, re.MULTILINE) == [], "a fence without words"


def test_every_type_of_question_is_used():
    assert {question.type for question in BANK.questions} == set(TYPES)


def test_the_questions_have_no_weakness_that_can_be_seen():
    assert [str(one) for one in BANK.warnings] == []


def test_the_timeline_holds_two_hundred_events_each_with_a_source():
    timeline = data.table("timeline")
    assert len(timeline) >= 200
    assert (timeline["sources"].str.len() >= 1).all()


def test_terms_are_not_linked_from_the_headings_of_the_glossary_alone():
    used = Glossary(course()).uses
    assert {entry.anchor for entry in Glossary(course()).entries} <= set(used)
