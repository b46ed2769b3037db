"""Two partners side by side: what is known, what is only told, and what was not found."""

from __future__ import annotations

import pytest
from matplotlib.patches import Circle, Wedge

from seccoop import data
from seccoop.figures.reform import ASPECTS, EARLIER, LATER, draw_comparison


@pytest.fixture(scope="module")
def cases():
    return data.table("reform_cases")


def test_every_partner_of_the_controls_has_every_aspect(cases):
    for partner in (*EARLIER, *LATER):
        assert set(cases.loc[cases["partner"] == partner, "aspect"]) == {"finding", *ASPECTS}


def test_each_half_mark_stands_for_an_aspect_told_by_those_who_did_it(cases):
    for earlier, later in zip(EARLIER, LATER, strict=True):
        drawing = draw_comparison(cases, earlier=earlier, later=later)
        shapes = [patch for ax in drawing.figure.axes for patch in ax.patches]
        pair = cases[cases["partner"].isin((earlier, later)) & (cases["aspect"] != "finding")]
        assert sum(isinstance(one, Circle) for one in shapes) == len(pair)
        assert sum(isinstance(one, Wedge) for one in shapes) == (pair["evidence"] == "told").sum()


def test_what_was_not_found_is_said_aloud(cases):
    drawing = draw_comparison(cases, earlier="Serbia", later="Kabul academy")
    assert "Not found: whose credit." in drawing.description
    assert "Not found: the money, whose credit." in drawing.description


def test_money_and_credit_are_the_lines_that_stay_empty_four_times_each(cases):
    empty = cases[cases["evidence"] == "none"]["aspect"].value_counts()
    assert empty.to_dict() == {"money": 4, "credit": 4}


def test_no_finding_of_a_frame_is_longer_than_its_line(cases):
    wide = cases.copy()
    wide.loc[wide["aspect"] == "finding", "text"] = "far too long a finding for one line of title"
    with pytest.raises(ValueError, match="shorten 'Serbia: far too long"):
        draw_comparison(wide, earlier="Serbia", later="Iraq")
