"""Each objective is led to and tested, or the check names it."""

import json

import pytest

from coursekit.check import check
from coursekit.course import Course
from coursekit.coverage import covered, gaps

EXPLORER = ('<div class="ck-widget" data-ck="explorer" id="ck-x">\n<div class="ck-still">\n'
            '<p class="ck-title">Bars of distance</p>')


def add(root, *cells):
    """Put cells at the end of the chapter; a text that begins with # is Markdown."""
    path = root / "notebooks" / "01-distances.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, (source, html) in enumerate(cells):
        cell = {"id": f"new-{number}", "metadata": {}, "source": source,
                "cell_type": "markdown" if source.startswith("#") else "code"}
        if cell["cell_type"] == "code":
            data = {"text/html": html} if html else {}
            cell |= {"execution_count": 9, "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": data}]}
        notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return Course(root)


def test_where_reading_alone_serves_an_objective_its_sections_are_named(folder):
    [one] = covered(Course(folder))
    assert [activity.title for activity in one.activities] == ["The outer planets"]
    assert (one.questions, one.transfers) == (3, 1)


def test_an_explorer_serves_the_objective_of_its_sections_questions(folder):
    course = add(folder, ("show_it()", EXPLORER))
    [one] = covered(course)
    assert [(a.title, a.section) for a in one.activities] == [
        ("Bars of distance", "the-outer-planets")]


def test_an_explorer_in_another_section_serves_it_not(folder):
    course = add(folder, ("## Elsewhere", ""), ("show_it()", EXPLORER))
    assert [a.title for a in covered(course)[0].activities] == ["The outer planets"]


def test_a_task_serves_the_objective_of_the_question_that_checks_it(folder):
    course = add(folder, ("## Tasks\n\n### Worked: light", ""),
                 ('quiz.check("earth-to-sun", 149.6)', ""))
    assert [(a.title, a.section) for a in covered(course)[0].activities] == [
        ("Worked: light", "worked-light")]


CALLS = (
    "quiz.check('earth-to-sun', 149.6)",
    "quiz.show(\n    'farthest-planet', 'earth-to-sun',\n)",
    "quiz.show(*['earth-to-sun'], pick=1)",
    "seccoop.quiz.show('earth-to-sun')",
    "%matplotlib inline\nshown = quiz.show('earth-to-sun')\nshown",
    "quiz.check(question_id='earth-to-sun', value=1)",
)
NO_CALLS = (
    "# quiz.show('earth-to-sun')",
    "print(\"quiz.show('earth-to-sun')\")",
    "other.show('earth-to-sun')",
    "quiz.show('earth-to-sun'",
    "quiz.section('earth-to-sun')",
    "quiz.check('another', 'earth-to-sun')",
)


@pytest.mark.parametrize("code", CALLS)
def test_a_question_is_found_however_the_call_is_written(folder, code):
    course = add(folder, ("## Tasks\n\n### Worked: light", ""), (code, ""))
    assert [a.title for a in covered(course)[0].activities] == ["Worked: light"]


@pytest.mark.parametrize("code", NO_CALLS)
def test_what_is_no_call_asks_nothing(folder, code):
    course = add(folder, ("## Tasks\n\n### Worked: light", ""), (code, ""))
    assert [a.title for a in covered(course)[0].activities] == ["The outer planets"]


def test_an_objective_that_no_question_tests_is_a_fault_of_the_check(folder):
    path = folder / "course.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "      01.compare-distances:", "      01.name-the-planets: name them\n"
        "      01.compare-distances:"), encoding="utf-8")
    told = "no question tests objective '01.name-the-planets'"
    assert [(one.path, one.message) for one in gaps(Course(folder))] == [
        ("notebooks/01-distances.ipynb", told)]
    assert told in [one.message for one in check(Course(folder)).faults]


def test_an_objective_that_only_another_chapter_tests_is_a_fault(folder):
    path = folder / "course.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "      01.compare-distances:", "      01.name-the-planets: name them\n"
        "      01.compare-distances:"), encoding="utf-8")
    quizzes = folder / "quizzes"
    text = (quizzes / "01-distances.yml").read_text(encoding="utf-8")
    sizes = text[: text.index("  - id: earth-to-sun")].replace("01-distances", "00-sizes")
    sizes = sizes.replace("    section: the-outer-planets\n", "    role: wrap-up\n")
    sizes = sizes.replace("farthest-planet", "last-planet").replace(
        "01.compare-distances", "01.name-the-planets")
    (quizzes / "00-sizes.yml").write_text(sizes, encoding="utf-8")
    said = [one.message for one in gaps(Course(folder))]
    assert "no question tests objective '00.compare-sizes'" in said
    assert any(one.startswith("nothing serves objective '01.name-the-planets'") for one in said)


def test_a_chapter_without_any_question_promises_nothing(folder):
    assert [one.chapter.id for one in covered(Course(folder))] == ["01-distances"]
