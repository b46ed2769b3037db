"""A course on another subject, built by the same engine with no change to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import coursekit
from coursekit.book.serve import serving
from coursekit.glossary import Glossary
from seccoop.course import course
from tests.book.conftest import PLANETS


@pytest.fixture(scope="module")
def planets(built_planets):
    """The built book of the other course, served."""
    with serving(built_planets / "_build" / "html") as url:
        yield url


def test_its_explorer_moves_without_a_kernel(planets, new_page):
    page = new_page()
    page.goto(f"{planets}/notebooks/00-sizes.html")
    page.get_by_label("Planet", exact=True).select_option("Jupiter")
    page.locator(".ck-description", has_text="Jupiter is 11.21 times as wide").wait_for()


def test_its_quiz_marks_an_answer(planets, new_page):
    page = new_page()
    page.goto(f"{planets}/notebooks/01-distances.html")
    page.get_by_role("radio", name="Neptune").check()
    page.get_by_role("button", name="Fairly sure").first.click()
    page.get_by_role("status").filter(has_text="Correct").first.wait_for()


def words_of_this_course():
    """What this course alone speaks of: its code, chapters, terms, countries and objectives."""
    here = course()
    words = {"seccoop", *here.bank.misconceptions}
    words |= {row["name_en"] for row in here.tables.rows("countries")}
    words |= {entry.term for entry in Glossary(here).entries}
    for chapter in here.chapters:
        words |= {chapter.title, *chapter.objectives}
    return {word.casefold() for word in words}


def spaced(text):
    """The words of a text alone, a space before and behind each."""
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "


def held(words, folder):
    """Those of ``words`` that stand in the texts of a folder."""
    text = spaced("\n".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".js", ".css", ".md", ".yml", ".csv", ".ipynb", ".py"}))
    return {word for word in words if spaced(word) in text}


def test_it_holds_no_word_of_this_course(built_planets):
    # What the engine says itself, and what the planets' own author wrote, is no leak.
    engine = Path(coursekit.__file__).parent
    words = words_of_this_course() - held(words_of_this_course(), PLANETS)
    assert held(words, course().root / "notebooks") > {"denmark", "ukraine", "three categories"}
    assert held(words, built_planets / "_build" / "html") <= held(words, engine)
    assert not held(words, engine) & {"seccoop", "denmark", "nato"}
