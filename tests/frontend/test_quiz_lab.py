"""Quizzes in a real JupyterLab: answered there, kept by the kernel, and the keys stay."""

import json
from pathlib import Path

import pytest

from tests import lab
from tests.frontend.quiz_page import answer, question, status
from tests.lab import lab_server  # noqa: F401  (a fixture)

ROOT = Path(__file__).resolve().parents[2]
SOURCE = f"""import sys; sys.path.insert(0, {json.dumps(str(ROOT))})
import tempfile
from pathlib import Path
from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery
from tests.frontend.quiz_page import EACH
shown = Quiz(bakery.course(Path(tempfile.mkdtemp()))).show(*EACH)
shown"""
LATER = "print('attempts:', [one['question'] for one in shown.live.attempts])\nshown"


@pytest.fixture(scope="module")
def notebook(lab_server, browser):  # noqa: F811
    """A notebook with the four questions, run once for the tests of this module."""
    page = browser.new_page(viewport={"width": 1280, "height": 2400})
    lab.open_notebook(page, lab_server.url, lab_server.write("quiz.ipynb", SOURCE, LATER))
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell')")
    page.locator(".ck-quiz").first.wait_for()
    assert lab.errors(page) == []
    yield page
    page.close()


@pytest.mark.parametrize("name", ["raising-agent", "cereals", "flour-for-hundred", "bread-or-cake"])
def test_each_type_of_question_is_answered_wrong_and_right(notebook, name):
    one = question(notebook, name)
    answer(one, right=False)
    assert status(one).locator("strong").first.inner_text() in ("Not yet", "Partly right")
    one.get_by_role("button", name="Try again").click()
    if name == "cereals":
        for box in one.get_by_role("checkbox").all():
            box.uncheck()
    answer(one, right=True)
    assert status(one).locator("strong").first.inner_text() == "Correct"


def test_d_pressed_twice_on_a_radio_button_deletes_nothing(notebook):
    before = lab.count_cells(notebook)
    radio = question(notebook, "raising-agent").get_by_role("radio").first
    radio.focus()
    for key in ("d", "d", "x", "a", "m", "ArrowDown", "ArrowUp"):
        notebook.keyboard.press(key)
    assert lab.count_cells(notebook) == before
    assert notebook.evaluate("document.activeElement.type") == "radio"


def test_enter_in_a_number_field_checks_it_and_runs_no_cell(notebook):
    one = question(notebook, "flour-for-hundred")
    one.get_by_role("textbox").fill("7")
    one.get_by_role("textbox").press("Enter")
    assert "Multiply what one loaf takes by hundred." in status(one).inner_text()
    assert one.get_by_role("textbox").evaluate("(e) => e === document.activeElement")


def test_formulas_and_formatting_are_shown_and_no_dollar_signs(notebook):
    assert "$" not in notebook.locator(".ck-quiz").first.inner_text()
    assert question(notebook, "raising-agent").locator("em").first.inner_text() == "wheat"


def test_the_kernel_has_every_attempt_and_a_second_view_shows_the_last_of_each(notebook):
    answer(question(notebook, "raising-agent"), right=True)
    for command in ("move-cursor-down", "run-cell"):
        notebook.evaluate(
            f"() => window.jupyterapp.commands.execute('notebook:{command}')")
    views = notebook.locator(".ck-quiz")
    views.nth(1).wait_for()
    assert notebook.get_by_text("attempts: ['raising-agent'").count() == 1
    said = [[one.inner_text() for one in views.nth(place).get_by_role("status").all()]
            for place in (0, 1)]
    assert said[0] == said[1]
    assert "Correct" in said[1][0]


def test_it_is_readable_in_the_dark_theme(notebook):
    notebook.evaluate(
        "() => jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    notebook.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
    quiz = notebook.locator(".ck-widget:has(.ck-quiz)").first
    assert quiz.evaluate("(e) => getComputedStyle(e).color") == "rgb(233, 237, 241)"
    assert quiz.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 29)"
