"""No figure depends on the order in which the rows of a table happen to stand."""

from __future__ import annotations

import pytest

from coursekit.explore.frames import of_drawing
from seccoop.course import course
from tests.row_order import shuffled
from tests.seccoop.figures.conftest import MAKERS, STILLS, every_state, states_of

SEED = 1995


@pytest.fixture(scope="module")
def other_order(tmp_path_factory):
    """A function that draws with every table of the course shuffled."""
    tables = shuffled(course(), tmp_path_factory.mktemp("data"), SEED)

    def drawn(make):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(course(), "tables", tables)
            return make()

    return drawn


def said(drawing):
    return (drawing.description, drawing.caption, list(drawing.sources),
            drawing.table.reset_index().to_csv())


@pytest.mark.exhaustive(keep=5)
@pytest.mark.parametrize("name", list(MAKERS))
def test_an_explorer_is_the_same_for_every_order_of_rows(name, other_order):
    explorer, states = every_state(name)
    other = other_order(MAKERS[name])
    assert other.controls == explorer.controls
    assert other.controls.start == explorer.controls.start
    for one, drawn in zip(states, states_of(other), strict=True):
        assert drawn.values == one.values
        assert said(drawn.drawing) == said(one.drawing), one.values
        assert drawn.frame.svg == one.frame.svg, one.values


@pytest.mark.parametrize("name", list(STILLS))
def test_a_still_figure_is_the_same_for_every_order_of_rows(name, other_order):
    one, other = STILLS[name](), other_order(STILLS[name])
    assert said(other) == said(one)
    assert of_drawing(other, name).svg == of_drawing(one, name).svg
