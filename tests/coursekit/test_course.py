"""A course is what its course.yml says, or the fault is named."""

import pytest

from coursekit.course import Course, slug
from coursekit.faults import CourseError


def test_a_course_is_found_from_any_folder_below_it(folder):
    assert Course.find(folder / "data" / "schemas").root == folder.resolve()


def test_outside_a_course_the_message_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    with pytest.raises(FileNotFoundError, match="start in the folder of a course"):
        Course.find(tmp_path)


def test_the_environment_names_the_course(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ROOT", str(folder))
    assert Course.find(tmp_path).title == "The Planets"


def test_objectives_come_in_reading_order(folder):
    assert list(Course(folder).objectives) == ["00.compare-sizes", "01.compare-distances"]


def test_a_chapter_is_found_by_id_and_by_number(folder):
    course = Course(folder)
    assert course.chapter("01") == course.chapter("01-distances")
    with pytest.raises(KeyError, match="there is no chapter '07'; there are 00-sizes"):
        course.chapter("07")


def test_sections_are_the_headings_of_the_notebook(folder):
    assert Course(folder).sections("01-distances") == {"the-outer-planets": "The outer planets"}


@pytest.mark.parametrize(("heading", "anchor"), [
    ("From blue to green helmets", "from-blue-to-green-helmets"),
    ("What **counts**? See [UN](x.md)", "what-counts-see-un"),
    ("A fall: 1990-96", "a-fall-1990-96"),
    ("1990-96: a fall", "a-fall"),
    ("På tværs af Østersøen", "pa-tvaers-af-ostersoen"),
])
def test_an_anchor_is_the_one_that_the_book_gives_the_heading(heading, anchor):
    assert slug(heading) == anchor


def test_a_heading_without_a_letter_is_no_section(folder):
    rewrite(folder, "## The outer planets", "## 2006")
    assert Course(folder).sections("01-distances") == {}


def rewrite(folder, old, new):
    path = folder / "notebooks" / "01-distances.ipynb"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(("content", "message"), [
    (b'{"cells": [\n<<<<<<< ours\n', "01-distances.ipynb:2: not a notebook: two "
     "versions were merged"),
    (b"[]", "01-distances.ipynb:1: not a notebook: it has no list of 'cells'"),
    (b"\xff", "01-distances.ipynb:1: not UTF-8 text"),
])
def test_a_notebook_that_cannot_be_read_is_named(folder, content, message):
    (folder / "notebooks" / "01-distances.ipynb").write_bytes(content)
    with pytest.raises(CourseError, match="notebooks/01") as refused:
        Course(folder).sections("01-distances")
    assert message in str(refused.value)


FAULTY = {
    "a missing key": ("title: The Planets\n", "", "course.yml:1: the key 'title' is missing"),
    "an unknown key": ("language: en", "langage: en", "course.yml:3: unknown key 'langage'; "
                       "allowed: 'id', 'title', 'language'"),
    "a chapter twice": ("id: 01-distances", "id: 00-sizes", "chapter '00-sizes' is listed twice"),
    "a prerequisite that comes later": (
        "prerequisites: [00-sizes]", "prerequisites: [05-x]",
        "chapter '01-distances' needs '05-x', which is not an earlier chapter"),
    "a number twice": ("id: 01-distances", "id: 00-distances", "course.yml:12: chapter "
                       "'00-distances' has the number of an earlier one; each needs its own"),
    "a key that stands twice": (
        "language: en", "language: en\nlanguage: da", "course.yml:4: key 'language' stands twice"),
    "a character that YAML does not allow": (
        "The Planets", "The \x07Planets", "course.yml:2: not YAML: a character"),
    "a date that is none": ('"2026-11-01"', "2026-13-01", "course.yml:4: as_of: '2026-13-01' is no "
                            "day of the calendar; write it as 2026-11-23"),
    "an objective of another chapter": (
        "01.compare-distances", "00.compare-distances",
        "objective '00.compare-distances' of chapter '01-distances' must begin with '01.'"),
    "no YAML": ("chapters:", "chapters: [", "course.yml:6: not YAML"),
}


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_a_faulty_manifest_is_named(folder, case):
    old, new, message = FAULTY[case]
    path = folder / "course.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError) as refused:
        Course(folder)
    assert message in str(refused.value)


def test_a_name_that_is_not_there_is_told_in_plain_text(folder):
    course = Course(folder)
    for ask in (lambda: course.chapter("it's\n7"), lambda: course.tables.table("st\"ars"),
                lambda: course.bank.question("no-such"),
                lambda: course.tables.describe("planets").field("mass")):
        with pytest.raises(KeyError) as error:
            ask()
        assert str(error.value) == error.value.args[0]
        assert str(error.value).startswith(("there is no ", "table 'planets' has no column"))
