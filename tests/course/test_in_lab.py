"""The chapters in a real JupyterLab: run, moved, answered, and left whole."""

from __future__ import annotations

import re

import pytest

from coursekit.quiz.record import Attempt, Record, new_id
from seccoop.course import course
from tests import lab

pytestmark = pytest.mark.exhaustive(keep=1, by="chapter")


@pytest.fixture(scope="module")
def window(lab_window):
    """A window as a student has it, in which one notebook after the other is opened."""
    lab_window.set_viewport_size({"width": 1280, "height": 1600})
    yield lab_window
    lab_window.set_viewport_size(lab.WINDOW)


@pytest.fixture(scope="module", params=[path.stem for path in course().notebooks()])
def chapter(request, window, lab_server):
    """Each chapter in turn, opened and run to its end."""
    run(window, lab_server, course().notebook(request.param))
    window.chapter = request.param
    return window


def run(page, server, notebook):
    """Open a copy of one notebook and run it."""
    lab.open_notebook(page, server.url, server.copy(notebook, notebook.name))
    lab.run_all(page)


def bring(page, selector):
    """The first match of ``selector``, rendered: JupyterLab only renders what is near."""
    page.evaluate(
        """async (selector) => {
            const panel = window.jupyterapp.shell.currentWidget.content;
            for (let i = 0; i < panel.widgets.length; i += 1) {
                await panel.scrollToItem(i);
                if (panel.widgets[i].node.querySelector(selector)) return;
            }
        }""",
        selector,
    )
    found = page.locator(selector).first
    found.wait_for()
    found.scroll_into_view_if_needed()
    return found


def test_every_cell_runs_without_error(chapter):
    assert lab.errors(chapter) == []


def test_moving_a_control_brings_a_new_picture_from_the_kernel(chapter):
    root = bring(chapter, ".ck-explorer")
    before = root.locator(".ck-stage").inner_html()
    control = root.locator("input[type=range], input:checked, select").first
    if control.evaluate("node => node.tagName") == "SELECT":
        control.select_option(index=control.evaluate(
            "node => (node.selectedIndex + 1) % node.options.length"))
    else:  # a slider, which ends, or the radio button that is on, from where keys lead round
        last = control.evaluate("node => node.type === 'range' && node.value === node.max")
        control.focus()
        control.press("ArrowLeft" if last else "ArrowRight")
    chapter.wait_for_function(
        "([root, before]) => root.querySelector('.ck-stage').innerHTML !== before",
        arg=[root.element_handle(), before],
    )
    assert root.locator(".ck-stage svg").count() == 1


def test_a_question_is_answered_and_two_d_on_a_radio_button_delete_nothing(chapter):
    asked = next(question.id for question in course().bank.of_chapter(chapter.chapter, "section")
                 if question.type == "single")
    item = bring(chapter, f'.ck-quiz [data-ck-question="{asked}"]')
    cells = lab.count_cells(chapter)
    item.get_by_role("radio").first.check()
    chapter.keyboard.press("d")
    chapter.keyboard.press("d")
    assert lab.count_cells(chapter) == cells
    item.get_by_role("button", name="Fairly sure").click()
    item.get_by_role("status").filter(has_text=re.compile("Correct|Not yet")).wait_for()
    item.get_by_text("Saved on this computer.").wait_for()


def test_what_is_answered_wrong_and_sure_waits_in_review_and_shows_in_progress(
    window, lab_server
):
    record = Record(lab_server.record, course().id)
    record.add(Attempt(id=new_id(), question="fuel-for-station-nord", response=0, score=0,
                       correct=False, confidence="sure", at="2026-01-01T00:00:00.000Z"))
    folder = course().root / "notebooks"
    run(window, lab_server, folder / "review.ipynb")
    first = bring(window, ".ck-quiz").locator("[data-ck-question]").first
    assert first.get_attribute("data-ck-question") == "fuel-for-station-nord"
    first.get_by_role("radio", name="The definition names two states").check()
    first.get_by_role("button", name="Sure", exact=True).click()
    first.get_by_text("Saved on this computer.").wait_for()
    assert record.attempts(["fuel-for-station-nord"])[-1].correct
    assert lab.errors(window) == []
    run(window, lab_server, folder / "progress.ipynb")
    shown = bring(window, ".ck-progress")
    assert str(lab_server.record) in shown.inner_text()
    assert lab.errors(window) == []


def test_a_link_to_a_term_with_capitals_leads_to_the_term(window, lab_server):
    chapter = course().notebook("04-euro-atlantic-aspirants")
    lab_server.copy(course().root / "book" / "glossary.md", "book/glossary.md")
    lab.open_notebook(window, lab_server.url, lab_server.copy(chapter, f"notebooks/{chapter.name}"))
    bring(window, 'a[href$="#Membership-Action-Plan"]').click()
    term = window.locator(".jp-MarkdownViewer h3", has_text="Membership Action Plan")
    term.wait_for()
    window.wait_for_function("""(term) => {
        const seen = term.closest(".jp-MarkdownViewer").getBoundingClientRect();
        const { top } = term.getBoundingClientRect();
        return seen.top <= top && top < seen.top + seen.height / 4;
    }""", arg=term.element_handle())
    window.evaluate("window.jupyterapp.shell.currentWidget.dispose()")
    window.wait_for_function("window.jupyterapp.shell.currentWidget.sessionContext")
