"""A score and its margin, and the credit that an assumption gives."""

from __future__ import annotations

import math

import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures.attribution import CASES, INDICATORS, draw_credit, draw_margin, without
from seccoop.figures.palette import colour


@pytest.fixture(scope="module")
def estimates():
    return data.table("governance_estimates")


def value(estimates, iso3, year, column="estimate", indicator="rule_of_law"):
    [row] = estimates[(estimates["iso3"] == iso3) & (estimates["year"] == year)
                      & (estimates["indicator"] == indicator)][column]
    return row


def told(estimates, words):
    """The cases and indicators whose description, with the margin shown, has these words."""
    return {
        (case.iso3, key) for case in CASES.values() for key in INDICATORS.values()
        if words in draw_margin(
            estimates, country=case.iso3, indicator=key, margin=True).description
    }


def test_four_of_the_ten_changes_are_larger_than_their_margin(estimates):
    gap = {("SRB", "rule_of_law"), ("KEN", "rule_of_law")}
    assert told(estimates, "is larger.") == gap | {
        ("SRB", "political_stability"), ("BIH", "rule_of_law")}
    assert told(estimates, "leave a gap") == gap


def test_bars_that_overlap_are_not_told_to_settle_a_change_that_passes(estimates):
    assert told(estimates, "the bars overlap, yet the change is beyond its margin") == {
        ("SRB", "political_stability"), ("BIH", "rule_of_law")}


def test_the_verdict_is_that_of_the_standard_errors(estimates):
    for case in CASES.values():
        change = abs(value(estimates, case.iso3, case.last) - value(estimates, case.iso3,
                                                                   case.first))
        errors = [value(estimates, case.iso3, year, "std_error")
                  for year in (case.first, case.last)]
        said = draw_margin(estimates, country=case.iso3, indicator="rule_of_law",
                           margin=True).description
        assert ("is larger." in said) == (change > 1.645 * math.hypot(*errors))
        assert ("leave a gap" in said) == (change > 1.645 * sum(errors))


def test_a_hidden_margin_is_neither_drawn_nor_told(estimates):
    drawing = draw_margin(estimates, country="SRB", indicator="rule_of_law", margin=False)
    assert "margin" not in drawing.description
    assert not any(to_hex(one.get_facecolor()[0]) == colour("un_tint")
                   for one in drawing.figure.axes[1].collections)


def test_no_margin_leaves_the_drawing(estimates):
    for case in CASES.values():
        for key in INDICATORS.values():
            ax = draw_margin(estimates, country=case.iso3, indicator=key,
                             margin=True).figure.axes[1]
            low, high = ax.get_ylim()
            for line in ax.lines:
                assert low < min(line.get_ydata())
                assert max(line.get_ydata()) < high


def test_the_same_change_of_serbia_leaves_credit_or_debt(estimates):
    left = {
        how: draw_credit(estimates, country="SRB", otherwise=how).table.iloc[-1, 1]
        for how in ("still", "trend", "peer")
    }
    assert left == {"still": "0.66", "trend": "−0.30", "peer": "0.68"}


def test_the_trend_before_is_the_yearly_change_carried_on(estimates):
    case = CASES["KEN"]
    a_year = (value(estimates, "KEN", 2011) - value(estimates, "KEN", 2006)) / 5
    assert without(estimates, case, "trend") == pytest.approx(a_year * 12)


def test_latvia_has_no_years_before_and_the_frame_says_so(estimates):
    drawing = draw_credit(estimates, country="LVA", otherwise="trend")
    assert drawing.description.startswith("Latvia: no credit can be reckoned")
    assert list(drawing.table.iloc[-2:, 1]) == ["not known", "not known"]


def test_what_happened_is_the_same_line_under_every_assumption(estimates):
    lines = [draw_credit(estimates, country="IRQ", otherwise=how).figure.axes[1].lines[0]
             for how in ("still", "trend", "peer")]
    assert len({tuple(line.get_ydata()) for line in lines}) == 1
    assert without(estimates, CASES["IRQ"], "peer") == pytest.approx(
        value(estimates, "LBY", 2023) - value(estimates, "LBY", 2015))


def test_an_unknown_country_or_assumption_is_refused_by_name(estimates):
    with pytest.raises(ValueError, match="no case 'DNK'"):
        draw_credit(estimates, country="DNK", otherwise="still")
    with pytest.raises(ValueError, match="no assumption 'luck'"):
        draw_credit(estimates, country="SRB", otherwise="luck")
