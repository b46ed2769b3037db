"""The live explorer, as the kernel sees it."""

import pytest

from coursekit.explore import explore, palette, years
from tests.coursekit.explore.family import NAMES, line, make


def test_asked_for_a_state_it_answers_with_that_frame_and_names_the_state():
    explorer = make("bars")
    explorer.live.state = [3, 1, 2]
    answer = explorer.live.frame
    assert answer["state"] == [3, 1, 2]
    assert answer["error"] == ""
    assert answer["svg"] == explorer.frame(year=2020, region="North-east", measure="high").svg


@pytest.mark.parametrize("name", NAMES)
def test_it_begins_with_the_frame_of_the_start(name):
    explorer = make(name)
    assert explorer.live.frame["state"] == list(explorer.controls.start)
    assert explorer.live.frame["svg"] == explorer.frame().svg


def test_a_function_that_fails_answers_in_words_and_goes_on_with_the_next_state():
    def mine(*, year):
        return line(year=1990 + 10 // (year - 1991))

    explorer = explore(mine, title="T", question="Q?", year=years(1990, 1993, start=1992))
    explorer.live.state = [1]
    assert explorer.live.frame["state"] == [1]
    assert "mine() failed for Year 1991.\nZeroDivisionError" in explorer.live.frame["error"]
    explorer.live.state = [3]
    assert explorer.live.frame["error"] == ""


def test_it_brings_the_styles_and_the_colours_of_the_course():
    palette.register({"#1b1f25": "test-live"})
    try:
        css = make("line").live._css
    finally:
        palette.forget("test-live")
    assert "--ck-ink" in css
    assert ".ck-explorer" in css
    assert "--ck-c-test-live" in css
