"""Explorers: made of a function and its controls, refused early, shown in two ways."""

import os
import subprocess
import sys

import pytest

from coursekit.explore import DrawError, explore, options, years
from tests.coursekit.explore.family import line, make

VIEW = "application/vnd.jupyter.widget-view+json"


def of_line(draw=line, **changes):
    given = {"title": "T", "question": "Q?", "year": years(1990, 1995), **changes}
    return explore(draw, **given)


def test_a_function_that_fails_in_the_first_state_fails_at_once_and_names_state_and_line():
    def mine(*, year):
        return 1 / (year - 1990)

    with pytest.raises(DrawError) as caught:
        of_line(mine)
    assert str(caught.value).startswith(
        "mine() failed for Year 1990.\nZeroDivisionError: division by zero\nIn line "
    )
    assert str(caught.value).endswith("return 1 / (year - 1990)")


def test_a_function_that_fails_in_a_later_state_stops_publishing_and_names_the_state():
    def mine(*, year):
        if year == 1994:
            raise LookupError("no data")
        return line(year=year)

    explorer = of_line(mine)
    with pytest.raises(DrawError, match=r"failed for Year 1994\.\nLookupError: no data"):
        explorer.published()


def test_a_function_that_returns_no_drawing_is_told_what_to_return():
    with pytest.raises(DrawError, match="it returned a int; it must return a Drawing"):
        of_line(lambda *, year: year)


def test_controls_that_do_not_fit_the_function_are_refused_with_what_it_takes():
    with pytest.raises(TypeError, match=r"controls \(yaer\) do not fit line, which takes year"):
        explore(line, title="T", question="Q?", yaer=years(1990, 1991))


@pytest.mark.parametrize("what", ["title", "question"])
def test_an_empty_title_or_question_is_refused(what):
    with pytest.raises(ValueError, match=f"the {what} of an explorer is empty"):
        of_line(**{what: " "})


def test_an_id_may_be_given_and_must_look_like_one():
    assert of_line(id="own-id").id == "ck-own-id"
    with pytest.raises(ValueError, match="must be lower-case words joined by hyphens"):
        of_line(id="Own id")


def test_a_frame_is_asked_for_by_values():
    assert make("bars").frame(year=2010, region="North-east").description.startswith(
        'In 2010 "North-east"'
    )


def test_a_state_is_drawn_once():
    drawn = []

    def mine(*, year):
        drawn.append(year)
        return line(year=year)

    explorer = of_line(mine)
    explorer.frame(year=1992)
    explorer.frame(year=1992)
    explorer.frame(year=1990)
    assert drawn == [1990, 1992]


def test_the_notebook_gets_the_live_widget_and_a_still_version(monkeypatch):
    monkeypatch.delenv("COURSEKIT_PUBLISH", raising=False)
    shown = of_line()._repr_mimebundle_()
    assert sorted(shown) == [VIEW, "text/html", "text/plain"]
    assert "ck-data" not in shown["text/html"]
    assert shown["text/plain"] == "Explorer('T', 6 states)"


def test_a_build_of_the_book_gets_all_frames_and_no_widget(monkeypatch):
    monkeypatch.setenv("COURSEKIT_PUBLISH", "1")
    shown = of_line()._repr_mimebundle_()
    assert VIEW not in shown
    assert "ck-data" in shown["text/html"]


def test_options_hand_over_their_values_and_not_their_names():
    seen = []

    def mine(*, land):
        seen.append(land)
        return line(year=1990)

    explore(mine, title="T", question="Q?", land=options({"Estonia": "EST"}))
    assert seen == ["EST"]


def test_importing_explore_does_not_import_the_widget_machinery():
    code = (
        "import coursekit.explore, sys; "
        "print([m for m in ('ipywidgets', 'anywidget', 'IPython', 'matplotlib.pyplot') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
