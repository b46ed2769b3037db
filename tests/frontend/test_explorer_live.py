"""The live explorer in the browser, over a kernel that answers when the test says so."""

import functools
import json
from datetime import datetime, timedelta

import pytest

from tests.coursekit.explore.family import make
from tests.frontend import book_page

KERNEL = """(explorer) => {
    const data = { spec: explorer.spec, state: [0], frame: explorer.frames[0] };
    const model = coursekit.modelOf(data);
    window.asked = [];
    model.save_changes = () => asked.push(String(data.state));
    window.answer = (state, change = {}) =>
        model.set("frame", { ...explorer.frames[state], ...change });
    const el = document.createElement("div");
    document.querySelector("main").append(el);
    window.leave = coursekit.fronts.explorer.render({ model, el });
}"""


@pytest.fixture(scope="module")
def data():
    """What the kernel knows: the explorer, and its first frames by their state."""
    explorer = make("line")
    frames = {}
    for year in (1990, 1991, 1992, 1993):
        frame = explorer.frame(year=year)
        frames[str(year - 1990)] = {
            "state": [year - 1990], "error": "", "svg": frame.svg, "table": frame.table,
            "description": frame.description, "caption": frame.caption, "sources": frame.sources,
        }
    return {"spec": explorer.spec, "frames": frames}


@pytest.fixture
def root(new_page, tmp_path, data):
    """A live explorer; ``asked`` holds the states it asked for, ``answer`` answers."""
    page = new_page()
    page.clock.install()
    page.goto(book_page.write(tmp_path, "").as_uri())
    page.evaluate(KERNEL, data)
    # From here on time passes when a test says so, and not because a machine is busy.
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    return page.locator(".ck-explorer")


@functools.cache
def description(year):
    return make("line").frame(year=year).description


def test_the_first_picture_needs_no_question(root):
    assert root.locator(".ck-description").inner_text() == description(1990)
    assert root.page.evaluate("asked") == []


def test_a_move_asks_the_kernel_and_shows_its_answer(root):
    root.get_by_role("slider").press("ArrowRight")
    assert root.page.evaluate("asked") == ["1"]
    assert root.locator(".ck-description").inner_text() == description(1990)
    root.page.evaluate("answer(1)")
    assert root.locator(".ck-description").inner_text() == description(1991)
    assert root.get_attribute("data-ck-state") == "1"


def test_while_one_answer_is_out_only_the_last_wish_is_kept(root):
    for _ in range(3):
        root.get_by_role("slider").press("ArrowRight")
    assert root.page.evaluate("asked") == ["1"]
    root.page.evaluate("answer(1)")
    assert root.get_attribute("data-ck-state") == "0"
    assert root.page.evaluate("asked") == ["1", "3"]
    root.page.evaluate("answer(3)")
    assert root.locator(".ck-description").inner_text() == description(1993)


def test_a_late_answer_to_an_older_question_is_not_shown(root):
    slider = root.get_by_role("slider")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    root.page.evaluate("answer(1)")
    root.page.evaluate("answer(2)")
    root.page.evaluate("window.leftover = asked.length")
    assert root.get_attribute("data-ck-state") == "2"
    assert root.locator(".ck-description").inner_text() == description(1992)


def test_going_back_before_the_answer_ends_where_the_control_stands(root):
    slider = root.get_by_role("slider")
    slider.press("ArrowRight")
    slider.press("ArrowLeft")
    root.page.evaluate("answer(1)")
    root.page.evaluate("answer(0)")
    assert root.locator("output").inner_text() == "1990"
    assert root.locator(".ck-description").inner_text() == description(1990)


def test_an_error_of_the_drawing_function_is_shown_and_goes_with_the_next_picture(root):
    slider = root.get_by_role("slider")
    slider.press("ArrowRight")
    message = "mine() failed for Year 1991.\nZeroDivisionError: <b>division</b>"
    root.page.evaluate(f"answer(1, {{ error: {json.dumps(message)} }})")
    alert = root.locator("[role=alert]")
    assert "This picture could not be drawn." in alert.inner_text()
    assert message in alert.inner_text()
    assert not root.locator("figure").is_visible()
    slider.press("ArrowRight")
    root.page.evaluate("answer(2)")
    assert not alert.is_visible()
    assert root.locator("figure").is_visible()


def test_a_kernel_that_does_not_answer_is_named_until_it_does(root):
    root.get_by_role("slider").press("ArrowRight")
    note = root.locator(".ck-note")
    assert note.text_content() == ""
    root.page.clock.run_for(6000)
    assert "The kernel has not answered yet." in note.inner_text()
    root.page.evaluate("answer(1)")
    assert note.text_content() == ""


def test_a_second_view_of_the_same_explorer_follows_the_first(root):
    root.page.evaluate("answer(2)")
    assert root.locator("output").inner_text() == "1992"
    assert root.locator(".ck-description").inner_text() == description(1992)


def test_play_waits_for_each_answer(root):
    root.get_by_role("button", name="Play").click()
    root.page.clock.run_for(3000)
    assert root.page.evaluate("asked") == ["1"]
    root.page.evaluate("answer(1)")
    root.page.clock.run_for(1000)
    assert root.page.evaluate("asked") == ["1", "2"]


def test_it_leaves_nothing_behind(root):
    page = root.page
    root.get_by_role("button", name="Play").click()
    page.evaluate("leave()")
    page.clock.run_for(10_000)
    page.evaluate("answer(2)")
    assert page.locator(".ck-explorer").count() == 0
    assert page.evaluate("asked") == ["1"]


def test_the_kernel_sends_what_the_front_end_reads():
    sent = make("line").live.frame
    assert sorted(sent) == ["caption", "description", "error", "sources", "state", "svg", "table"]
