"""Controls in the book: by mouse and by keyboard, each to the picture that belongs to it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from coursekit.explore import explore, options, years
from coursekit.explore.controls import Controls
from tests.coursekit.explore.family import html, make
from tests.frontend import book_page


@pytest.fixture
def explorer(new_page, tmp_path):
    """Opens one explorer of the family; gives its root."""

    def open_one(name, *, clock=False, **options):
        page = new_page(**options)
        if clock:
            page.clock.install()
        page.goto(book_page.write(tmp_path, html(name)).as_uri())
        page.locator(".ck-widget[data-ck-ready]").wait_for()
        if clock:
            # From here on time passes when a test says so, and not because a machine is busy.
            page.clock.pause_at(datetime.now() + timedelta(hours=1))
        return page.locator(".ck-explorer")

    return open_one


def assert_shows(root, frame):
    """The picture, its words and its data are those of ``frame``."""
    assert root.locator(".ck-description").inner_text() == frame.description
    assert root.locator(".ck-caption").inner_html() == frame.caption
    seen = root.evaluate(
        """(root, [svg, table]) => ['.ck-stage', '.ck-scroll'].map((where, i) => {
            const wanted = document.createElement('div');
            wanted.innerHTML = [svg, table][i];
            return root.querySelector(where).innerHTML === wanted.innerHTML;
        })""",
        [frame.svg, frame.table],
    )
    assert seen == [True, True]


def test_it_begins_with_the_start_state(explorer):
    root = explorer("bars")
    assert root.get_attribute("data-ck-state") == "1,0,0"
    assert_shows(root, make("bars").frame(year=2000, region="North", measure="low"))


def test_the_still_version_is_gone_once_the_explorer_stands(explorer):
    assert explorer("line").page.locator(".ck-still").count() == 0


def test_arrow_keys_move_the_slider_and_the_value_is_shown_and_said(explorer):
    root = explorer("line")
    slider = root.get_by_role("slider", name="Year")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert root.locator("output").inner_text() == "1992"
    assert slider.get_attribute("aria-valuetext") == "1992"
    assert_shows(root, make("line").frame(year=1992))


def test_end_and_home_go_to_the_last_and_the_first_picture(explorer):
    root = explorer("line")
    slider = root.get_by_role("slider", name="Year")
    slider.press("End")
    assert_shows(root, make("line").frame(year=2012))
    slider.press("Home")
    assert_shows(root, make("line").frame(year=1990))


def test_the_slider_is_dragged_by_mouse(explorer):
    root = explorer("line")
    box = root.get_by_role("slider").bounding_box()
    page = root.page
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    assert root.get_attribute("data-ck-state") == "11"
    assert_shows(root, make("line").frame(year=2001))


def test_buttons_step_on_and_back_and_stop_at_the_ends(explorer):
    root = explorer("line")
    on = root.get_by_role("button", name="Year: one on")
    back = root.get_by_role("button", name="Year: one back")
    back.press("Enter")
    assert root.get_attribute("data-ck-state") == "0"
    assert back.get_attribute("aria-disabled") == "true"
    on.click()
    on.press("Enter")
    assert root.get_attribute("data-ck-state") == "2"
    back.press("Space")
    assert_shows(root, make("line").frame(year=1991))


def test_radio_buttons_by_mouse_and_by_keyboard(explorer):
    root = explorer("bars")
    root.get_by_text("South-south-west", exact=True).click()
    assert root.get_attribute("data-ck-state") == "1,2,0"
    root.get_by_role("radio", name="Low").press("ArrowDown")
    assert root.get_attribute("data-ck-state") == "1,2,1"
    wanted = make("bars").frame(year=2000, region="South-south-west", measure="middle")
    assert_shows(root, wanted)


def test_a_list_by_keyboard_and_by_choice(explorer):
    root = explorer("edges")
    chooser = root.get_by_role("combobox", name="Level")
    chooser.select_option("everything")
    assert_shows(root, make("edges").frame(level="everything"))
    chooser.press("End")
    assert_shows(root, make("edges").frame(level="f"))


def test_controls_are_named(explorer):
    root = explorer("bars")
    assert root.page.get_by_role("group", name="Three controls & <more>").count() == 1
    assert root.get_by_role("group", name="Region").count() == 1
    assert root.get_by_role("radio", name="In the middle").count() == 1


def test_the_table_stays_open_from_picture_to_picture(explorer):
    root = explorer("line")
    root.get_by_text("Data of this picture").click()
    root.get_by_role("slider").press("ArrowRight")
    assert root.locator("details").get_attribute("open") == ""
    assert root.get_by_role("row").count() == 3


def test_keys_do_not_leave_the_explorer(explorer):
    root = explorer("bars")
    root.page.evaluate("() => { window.heard = 0; addEventListener('keydown', () => heard++); }")
    root.get_by_role("radio", name="Low").press("d")
    assert root.page.evaluate("heard") == 0
    root.page.evaluate("document.activeElement.blur()")
    root.page.keyboard.press("d")
    assert root.page.evaluate("heard") == 1


def test_play_goes_to_the_end_and_stops(explorer):
    root = explorer("line", clock=True)
    slider = root.get_by_role("slider")
    slider.press("End")
    for _ in range(2):
        slider.press("ArrowLeft")
    root.get_by_role("button", name="Play").click()
    root.get_by_role("button", name="Pause").wait_for()
    assert root.get_attribute("data-ck-state") == "21"
    root.page.clock.run_for(5000)
    assert root.get_attribute("data-ck-state") == "22"
    root.get_by_role("button", name="Play").wait_for()


def test_pause_and_moving_by_hand_stop_the_play(explorer):
    root = explorer("line", clock=True)
    root.get_by_role("button", name="Play").click()
    root.get_by_role("button", name="Pause").click()
    root.page.clock.run_for(5000)
    assert root.get_attribute("data-ck-state") == "1"
    root.get_by_role("button", name="Play").click()
    root.get_by_role("slider").press("Home")
    root.page.clock.run_for(5000)
    assert root.get_attribute("data-ck-state") == "0"


def test_few_values_do_not_play(explorer):
    assert explorer("bars").get_by_role("button", name="Play").count() == 0


def test_who_wants_less_motion_gets_no_play(explorer):
    root = explorer("line", reduced_motion="reduce")
    assert root.get_by_role("button", name="Play").count() == 0
    root.get_by_role("button", name="Year: one on").click()
    assert root.get_attribute("data-ck-state") == "1"


def test_the_description_is_spoken_once_when_things_have_come_to_rest(explorer):
    root = explorer("line", clock=True)
    spoken = root.locator(".ck-spoken")
    slider = root.get_by_role("slider")
    for _ in range(5):
        slider.press("ArrowRight")
        root.page.clock.run_for(100)
        assert spoken.inner_text() == ""
    root.page.clock.run_for(1000)
    assert spoken.text_content() == make("line").frame(year=1995).description
    root.page.clock.run_for(10_000)
    assert spoken.text_content() == ""


def test_nothing_is_spoken_before_the_reader_does_something(explorer):
    root = explorer("line", clock=True)
    root.page.clock.run_for(10_000)
    assert root.locator(".ck-spoken").text_content() == ""


def test_a_control_that_renews_another_puts_it_back_to_its_start(new_page, tmp_path):
    bars = make("bars")
    controls = dict(bars.controls.by_name)
    controls["region"] = replace(controls["region"], renews=("measure",))
    controls["year"] = years(1990, 2000, step=10, start=2000)
    made = explore(bars.draw, title="Renewed", question="Which leads?", **controls)
    page = new_page()
    page.goto(book_page.write(tmp_path, made.html(publish=True)).as_uri())
    root = page.locator(".ck-explorer")
    root.get_by_text("High", exact=True).click()
    assert root.get_attribute("data-ck-state") == "1,0,2"
    root.get_by_text("North-east", exact=True).click()
    assert root.get_attribute("data-ck-state") == "1,1,0"
    assert root.get_by_role("radio", name="Low").is_checked()
    assert_shows(root, made.frame(region="North-east"))


def test_a_control_renews_only_others_that_there_are():
    with pytest.raises(ValueError, match=r"control 'a' renews 'c'; allowed: b"):
        Controls({"a": options(["x", "y"], renews=["c"]), "b": ["x", "y"]})
