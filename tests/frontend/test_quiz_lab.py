"""Quizzes in a real JupyterLab: answered there, kept by the kernel, and the keys stay."""

import contextlib
import json
from pathlib import Path

import pytest

from coursekit.quiz.record import Attempt, Record
from tests import lab
from tests.frontend.quiz_page import (
    ALL,
    GUESS,
    SURE,
    TYPES,
    VARIED,
    again,
    answer,
    attempt,
    check,
    give,
    items,
    kept,
    point_at,
    question,
    status,
)

ROOT = Path(__file__).resolve().parents[2]
SOURCE = f"""import sys; sys.path.insert(0, {json.dumps(str(ROOT))})
import os, tempfile
from pathlib import Path
os.environ["COURSEKIT_RECORD"] = {{record}}
from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery
quiz = Quiz(bakery.course(Path(tempfile.mkdtemp())))
shown = quiz.show{ALL}
"""
LATER = "print('attempts:', len(shown.live.history))\nshown"
OTHER = f"quiz.show('hotter-is-faster', {VARIED!r})"
SAVED = "Saved on this computer."


def source(record, last="shown"):
    return SOURCE.replace("{record}", json.dumps(str(record))) + last


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The record that the notebook writes, read from here."""
    return Record(tmp_path_factory.mktemp("record") / "answers.sqlite", "bakery")


@pytest.fixture(scope="module")
def notebook(lab_server, lab_window, record):
    """A notebook with a question of each type, run once for the tests of this module."""
    page = lab_window
    lab.open_notebook(page, lab_server.url, lab_server.write(
        "quiz.ipynb", source(record.path), LATER, OTHER))
    run_cell(page)
    page.locator(".ck-quiz").first.wait_for()
    assert lab.errors(page) == []
    return page


def run_cell(page, *, below=False):
    for command in (["move-cursor-down"] if below else []) + ["run-cell"]:
        page.evaluate("(name) => window.jupyterapp.commands.execute(`notebook:${name}`)", command)


def execute(page, code, *, wait=True):
    """Run code in the kernel of the open notebook, in no cell."""
    page.evaluate("""([code, wait]) => {
        const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
        const {done} = kernel.requestExecute({code});
        return wait ? done.then(() => null) : null;
    }""", [code, wait])


@contextlib.contextmanager
def impatient(page):
    """Let what the page waits for by the second be over in a moment."""
    page.evaluate("""() => {
        const real = window.setTimeout;
        window.setTimeout = (what, wait, ...more) =>
            real(what, wait === 5000 ? 0 : wait, ...more);
        window.patient = () => { window.setTimeout = real; };
    }""")
    try:
        yield
    finally:
        page.evaluate("patient()")


def saved(of):
    kept(of).get_by_text(SAVED).wait_for()


def first(page):
    """The first view of the quiz."""
    return page.locator(".ck-quiz").first


def test_before_the_first_answer_there_is_no_record(notebook, record):
    assert not record.path.exists()


@pytest.mark.parametrize("name", ALL)
def test_each_type_of_question_is_answered_wrong_and_right_and_kept_on_disk(
        notebook, record, name):
    one = question(notebook, name)
    answer(one, right=False, sure=SURE, by_mouse=True)
    assert status(one).locator("strong").first.inner_text() in ("Not yet", "Partly right")
    saved(one)
    wrong = record.attempts([name])[-1]
    assert (wrong.correct, wrong.confidence, wrong.where) == (False, "sure", "lab")
    again(one, by_mouse=True)
    answer(one, right=True, sure=GUESS, by_mouse=True)
    assert status(one).locator("strong").first.inner_text() == "Correct"
    saved(one)
    right = record.attempts([name])[-1]
    assert (right.correct, right.score, right.confidence) == (True, 1, "guess")
    assert right.quiz == f"ck-quiz-show-{'-'.join(ALL)}"
    assert len({one.id for one in record.attempts([name])}) == 2


CONTROLS = {
    "radio": (TYPES["single"], "input[type=radio]"),
    "verdict": (TYPES["truth"], ".ck-verdicts input"),
    "reason": (TYPES["truth"], ".ck-why input"),
    "checkbox": (TYPES["multiple"], "input[type=checkbox]"),
    "select": (TYPES["sort"], "select"),
    "pair": (TYPES["match"], "select"),
    "gap": (TYPES["fill"], "select"),
    "arrow": (TYPES["order"], ".ck-arrow:not([aria-disabled=true])"),
    "place": (TYPES["point"], "input[type=radio]"),
    "check": (TYPES["single"], ".ck-check"),
    "hint": (TYPES["truth"], ".ck-hint"),
    "number": (TYPES["numeric"], "input"),
    "words": (TYPES["short"], "input"),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_d_pressed_twice_on_a_control_deletes_nothing_and_runs_nothing(notebook, control):
    name, what = CONTROLS[control]
    before = lab.count_cells(notebook)
    runs = executions(notebook)
    one = question(notebook, name)
    give(one, right=False)
    one.locator(what).first.focus()
    for key in ("d", "d", "x", "a", "b", "m", "y", "z", "0", "0", "ArrowDown", "ArrowUp", "Escape"):
        notebook.keyboard.press(key)
    assert lab.count_cells(notebook) == before
    assert executions(notebook) == runs
    assert one.evaluate("(e) => e.contains(document.activeElement)")


def test_d_pressed_twice_after_pointing_at_the_map_or_at_the_language_deletes_nothing(notebook):
    before = lab.count_cells(notebook)
    point_at(question(notebook, "where-ovens-are"), 1)
    for key in ("d", "d"):
        notebook.keyboard.press(key)
    first(notebook).locator(".ck-language").focus()
    for key in ("d", "d"):
        notebook.keyboard.press(key)
    assert lab.count_cells(notebook) == before


def test_shift_enter_on_a_radio_button_runs_no_cell(notebook):
    runs, before = executions(notebook), lab.count_cells(notebook)
    question(notebook, "raising-agent").get_by_role("radio").first.focus()
    for keys in ("Shift+Enter", "Control+Enter", "Alt+Enter"):
        notebook.keyboard.press(keys)
    assert (executions(notebook), lab.count_cells(notebook)) == (runs, before)


def executions(page):
    return page.evaluate("""() => window.jupyterapp.shell.currentWidget.content.model.sharedModel
        .cells.map((cell) => cell.execution_count)""")


def test_an_item_is_moved_with_the_keys_and_keeps_the_focus(notebook):
    one = question(notebook, "steps-of-baking")
    give(one, right=True)
    one.get_by_role("button", name="Move down: Mix").focus()
    notebook.keyboard.press("Enter")
    notebook.keyboard.press("Space")
    assert items(one) == ["Rise", "Bake", "Mix", "Cool"]
    assert notebook.evaluate("document.activeElement.ariaLabel") == "Move down:"


def test_enter_in_a_number_field_asks_how_sure_one_is_and_runs_no_cell(notebook):
    one = question(notebook, "flour-for-hundred")
    runs = executions(notebook)
    one.get_by_role("textbox").fill("7")
    one.get_by_role("textbox").press("Enter")
    assert status(one).inner_text().startswith("Now say how sure you are")
    assert one.get_by_role("button", name=SURE, exact=True).evaluate(
        "(e) => e === document.activeElement")
    notebook.keyboard.press("Enter")
    assert "Multiply what one loaf takes by hundred." in status(one).inner_text()
    assert executions(notebook) == runs


def test_formulas_and_formatting_are_shown_and_no_dollar_signs(notebook):
    assert "$" not in first(notebook).inner_text()
    assert question(first(notebook), "raising-agent").locator("em").first.inner_text() == "wheat"


def test_an_answer_that_cannot_be_kept_says_why_and_may_be_sent_again(notebook, record, tmp_path):
    one = question(notebook, "cereals")
    (tmp_path / "folder").mkdir()
    execute(notebook, f"os.environ['COURSEKIT_RECORD'] = {str(tmp_path / 'folder')!r}")
    before = len(record.attempts(["cereals"]))
    answer(one, right=True)
    kept(one).get_by_text("Not saved.").wait_for()
    assert "Your answer was not saved: " in kept(one).inner_text()
    assert kept(one).get_attribute("role") == "alert"
    execute(notebook, f"os.environ['COURSEKIT_RECORD'] = {str(record.path)!r}")
    check(one)
    saved(one)
    assert len(record.attempts(["cereals"])) == before + 1


def test_an_answer_given_while_the_kernel_is_busy_is_kept(notebook, record, tmp_path):
    done = tmp_path / "done"
    one = question(notebook, "name-of-the-oven")
    before = len(record.attempts(["name-of-the-oven"]))
    execute(notebook, f"import time\nwhile not Path({str(done)!r}).exists(): time.sleep(0.05)",
            wait=False)
    try:
        answer(one, right=True)
        assert status(one).inner_text().startswith("Correct"), "the verdict does not wait"
    finally:
        done.touch()
    saved(one)
    assert len(record.attempts(["name-of-the-oven"])) == before + 1


def test_a_second_view_shows_the_last_answer_to_each_question(notebook, record):
    for name in ALL:
        if status(question(notebook, name)).inner_text() == "":
            answer(question(notebook, name), right=True)
        # What the kernel has confirmed, a view that is opened later has as well.
        saved(question(notebook, name))
    run_cell(notebook, below=True)
    views = notebook.locator(".ck-quiz")
    views.nth(1).wait_for()
    assert notebook.get_by_text(f"attempts: {len(record.attempts())}", exact=True).count() == 1
    said = [views.nth(place).locator(".ck-status").all_inner_texts() for place in (0, 1)]
    assert said[0] == said[1]
    assert len(said[1]) == len(ALL)
    assert all(said[1])
    chosen = [views.nth(place).locator("input:checked").evaluate_all(
        "(all) => all.map((e) => e.value)") for place in (0, 1)]
    assert chosen[0] == chosen[1] != []


def test_quizzes_of_one_notebook_do_not_disturb_each_other(notebook):
    run_cell(notebook, below=True)
    views = notebook.locator(".ck-quiz")
    views.nth(2).wait_for()
    mine, other = (question(views.nth(place), "hotter-is-faster") for place in (0, 2))
    give(mine, right=True)
    give(other, right=False)
    assert mine.locator("input:checked").count() == other.locator("input:checked").count() == 2
    assert mine.get_by_role("radio", name="False").is_checked()
    assert other.get_by_role("radio", name="True").is_checked()
    ids = notebook.evaluate(
        "[...document.querySelectorAll('.ck-quiz [id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids)) > 50
    field = question(views.nth(2), VARIED).get_by_role("textbox", name="Your answer")
    question(views.nth(2), VARIED).get_by_text("Your answer", exact=True).click()
    assert field.evaluate("(e) => e === document.activeElement")


def test_all_views_switch_their_language_together(notebook):
    first(notebook).get_by_role("button", name="Dansk", exact=True).click()
    languages = notebook.locator(".ck-quiz").evaluate_all("(all) => all.map((e) => e.lang)")
    assert len(languages) > 1
    assert set(languages) == {"da"}
    first(notebook).get_by_role("button", name="English", exact=True).click()
    assert first(notebook).get_attribute("lang") == "en"


def test_it_is_readable_in_the_dark_theme(notebook):
    with lab.dark(notebook):
        quiz = notebook.locator(".ck-widget:has(.ck-quiz)").first
        assert quiz.evaluate("(e) => getComputedStyle(e).color") == "rgb(233, 237, 241)"
        assert quiz.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 29)"


# A notebook opened on another day ----------------------------------------------------------


@pytest.fixture(scope="module")
def later(lab_server, lab_window, record, notebook):
    """Another notebook over the same record, with the boxes that live on it."""
    lab.open_notebook(lab_window, lab_server.url, lab_server.write(
        "later.ipynb", source(record.path), "quiz.review(2)", "quiz.progress()"))
    return lab_window


def test_a_notebook_opened_later_shows_what_was_answered(later, record):
    assert len(record.attempts()) > len(ALL)
    run_cell(later)
    quiz = later.locator(".ck-quiz")
    quiz.wait_for()
    assert lab.errors(later) == []
    assert all(quiz.locator(".ck-status").all_inner_texts())
    assert kept(question(quiz, "raising-agent")).inner_text().startswith("Answered on ")
    one = question(quiz, "raising-agent")
    one.get_by_role("button", name="Answer afresh").click()
    answer(one, right=True)
    saved(one)


def test_the_review_box_asks_what_is_due_and_goes_on_with_the_next(later, record):
    record.merge(
        Attempt.from_dict(attempt(name, 1, correct=False, at=f"2025-01-0{day}T10:00:00.000Z"))
        for day, name in enumerate(("hydration", "diagnostic-dough", VARIED), 1))
    run_cell(later, below=True)
    box = later.locator(".ck-quiz", has_text="Review: what is due today")
    box.get_by_text("3 questions are due; here are 2 of them.").wait_for()
    assert lab.errors(later) == []
    for name in ("hydration", "diagnostic-dough"):
        one = question(box, name)
        answer(one, right=True)
        assert status(one).inner_text().startswith("Correct")
        saved(one)
    assert "2 of 2 right at the first try." in box.locator(".ck-summary").inner_text()
    box.get_by_role("button", name="Go on with the next").click()
    box.get_by_text("One question is due.").wait_for()
    assert question(box, VARIED).count() == 1
    assert {one.quiz for one in record.attempts(["hydration"])} >= {"ck-quiz-review"}


def test_the_progress_box_tells_how_far_one_has_come(later):
    run_cell(later, below=True)
    box = later.locator(".ck-widget:has(.ck-progress)")
    box.wait_for()
    assert lab.errors(later) == []
    assert "Dough" in box.inner_text()
    assert "answers.sqlite" in box.inner_text()


# A kernel that is gone -----------------------------------------------------------------------


def test_a_dead_kernel_is_named_and_the_result_comes_all_the_same(
    lab_server, lab_window, tmp_path
):
    page = lab_window
    lab.open_notebook(page, lab_server.url, lab_server.write(
        "dead.ipynb", source(tmp_path / "record.sqlite", "quiz.show('raising-agent', 'cereals')")))
    run_cell(page)
    one = question(page, "raising-agent")
    one.wait_for()
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    with impatient(page):
        answer(one, right=True)
        assert status(one).inner_text().startswith("Correct"), "the verdict needs no kernel"
        kept(one).get_by_text("The kernel has not answered yet.").wait_for()
    assert kept(one).get_attribute("role") == "alert"
    answer(question(page, "cereals"), right=False)
    assert page.locator(".ck-summary").inner_text() != "", "the result comes all the same"
    assert not (tmp_path / "record.sqlite").exists()
