"""Dated steps in three lanes: the order is the calendar's, the counts are recomputed."""

from __future__ import annotations

from datetime import date

import pytest

from seccoop import data
from seccoop.figures.clocks import LANES, STEPS, draw_clocks, steps_of


@pytest.fixture(scope="module")
def timeline():
    return data.table("timeline")


def test_all_three_lanes_move_within_a_hundred_and_two_days_of_2004(timeline):
    dates = timeline.set_index("id")["date"]
    first, last = f"{dates['concerted-planning-and-action']}-01", dates["agreement-2005-2009"]
    assert (date.fromisoformat(last) - date.fromisoformat(first)).days < 102
    said = draw_clocks(timeline, lane="all").description
    assert said.startswith("Between March and June 2004 ideas, money and organisation all moved")


@pytest.mark.parametrize("lane", LANES)
def test_the_steps_before_the_pot_are_counted_by_their_dates(timeline, lane):
    dates = timeline.set_index("id")["date"]
    mine = [dates[step.event] for step in STEPS if lane in step.lanes]
    before = sum(day[:4] < "2009" or day == "2009-03" for day in mine)
    said = draw_clocks(timeline, lane=lane).description
    assert said.startswith(f"{lane.capitalize()}: {before} of {len(mine)} steps precede the pot")


def test_both_policies_follow_the_pot_and_a_month_without_a_day_stands_first_in_it(timeline):
    order = steps_of(timeline)["event"].tolist()
    pot = order.index("agreement-2010-2014")
    assert order.index("fragile-states-policy-2010") > pot
    assert order.index("stabilisation-policy-2013") > pot
    assert order.index("concerted-planning-and-action") < order.index("big-enlargement")


def test_a_year_alone_comes_after_the_dated_steps_of_its_year(timeline):
    steps = steps_of(timeline)
    of_2004 = steps[steps["date"].str.startswith("2004")]["date"].tolist()
    assert of_2004 == ["2004-03", "2004-03-29", "2004-06-10", "2004"]


def test_the_turn_of_2004_is_a_focus_as_its_source_has_it_and_no_move_of_money(timeline):
    assert not any("Money to" in step.words for step in STEPS)
    said = draw_clocks(timeline, lane="money").description
    assert "2004: Focus on the Balkans" in said
    assert "10 January 2011: Global frame pays in Serbia" in said


def test_a_lane_that_does_not_exist_is_refused(timeline):
    with pytest.raises(ValueError, match="all, ideas, money, organisation"):
        draw_clocks(timeline, lane="luck")
