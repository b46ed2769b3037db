"""What figures say in words follows the data: another value gives another sentence."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.clocks import POT, draw_clocks
from seccoop.figures.crossroads import draw_three
from seccoop.figures.increments import draw_increments
from seccoop.figures.losses import draw_death_counts
from seccoop.figures.personnel import draw_un_monthly
from seccoop.figures.projects import draw_projects
from seccoop.figures.register import day, edition
from seccoop.figures.support import draw_support
from seccoop.figures.weights import draw_index, scaled
from seccoop.figures.yardsticks import draw_yardstick, values_of


def changed(table: str, row: object, column: str, value: object, key: str = "id") -> pd.DataFrame:
    """A table with one other value."""
    frame = data.table(table)
    assert (frame[key] == row).sum() == 1
    frame.loc[frame[key] == row, column] = value
    return frame


def words(drawing) -> str:
    return " ".join([drawing.description, drawing.caption,
                     *(text.get_text() for text in drawing.figure.texts)])


def test_a_sum_in_the_title_of_a_step_is_that_of_the_timeline():
    timeline = changed("timeline", "balkan-budget-2007", "title", "DKK 41m a year for the Balkans")
    drawing = draw_clocks(timeline, lane="money")
    assert "Balkans: 41 million a year" in drawing.description
    assert "35 million" not in words(drawing)


def test_policies_are_said_to_follow_the_pot_only_while_they_do():
    for date, said in (("2009-06-24", True), ("2012-02-01", False)):
        description = draw_clocks(changed("timeline", POT, "date", date), lane="ideas").description
        assert ("both policies follow it" in description) is said
    assert "the pot of February 2012" in description


def test_the_additions_double_as_long_as_they_do():
    said = draw_increments(changed("agreement_increments", 2021, "fund_increment", 17, key="year"),
                           year=2019, count="yearly").description
    assert "double every year to 2020 and end at 66 million" in said


def test_a_count_told_beside_another_is_that_of_its_own_row():
    table = changed("fatalities", "unficyp-armed-forces", "total", 27)
    assert "The Armed Forces count 27 dead." in draw_death_counts(
        table, scope="unficyp-un", asked="died").description


@pytest.mark.parametrize(("accidents", "said"), [(28, "more than half died by accident"),
                                                 (20, "20 died by accident")])
def test_more_than_half_is_said_only_of_more_than_half(accidents, said):
    table = changed("fatalities", "un-since-1956", "accident", accidents)
    assert said in draw_death_counts(table, scope="un-since-1956", asked="died").description


def test_the_years_to_afghanistan_are_counted_from_the_vote():
    votes = changed("votes", "enduring-freedom-2001", "date", "2003-02-01")
    drawing = draw_un_monthly(data.table("un_personnel_monthly"), votes)
    title = " ".join(text.get_text() for text in drawing.figure.texts
                     if text.get_weight() == "bold")
    assert "eight years before Afghanistan" in title


def test_who_led_none_is_not_said_to_have_paid_what_it_did_not():
    roles = data.table("baltic_projects")
    roles.loc[roles["role"] == "money", "role"] = "help"
    assert draw_projects(roles, supporter="USA").description.startswith(
        "The United States led none of the four, and had a part in one.")


def test_the_day_of_a_frame_is_that_of_its_row():
    table = changed("ukraine_support", "fund-2024-02-dkk", "date", "2024-02-20")
    assert "20 Feb 2024, all, 2023–28" in draw_support(
        table, count="frame", money="dkk").description


def test_the_months_in_which_three_roads_began_are_those_of_the_table():
    accessions = changed("accessions", "GEO", "pfp", "1994-05-23", key="iso3")
    caption = draw_three(accessions, data.table("road_events"), year=2000).caption
    assert "joined the Partnership for Peace in February and May 1994" in caption


def test_only_invited_states_that_are_marked_are_listed_with_their_years():
    values = values_of(data.table("governance_estimates"), data.table("military_spending"))
    captions = {measure: draw_yardstick(values, measure=measure).caption
                for measure in ("rule_of_law", "pct_gdp")}
    marked = "(Albania and Croatia 2008, North Macedonia 2018, the Baltic states 2002)"
    assert marked in captions["rule_of_law"]
    assert "(the Baltic states 2002)" in captions["pct_gdp"]
    assert "Croatia" not in captions["pct_gdp"]


def test_what_the_scale_has_no_room_for_is_told_as_it_is():
    spending = data.table("military_spending")
    spending.loc[(spending["iso3"] == "UKR") & (spending["year"] == 2022), "pct_gdp"] = 8.0
    values = values_of(data.table("governance_estimates"), spending)
    assert "Ukraine in 2023: 36.7, off the scale." in draw_yardstick(
        values, measure="pct_gdp").caption


def test_an_index_of_fewer_countries_says_so():
    scores = scaled(data.table("governance_estimates"), data.table("violence_deaths"),
                    data.table("displacement"))
    fewer = scores.drop(index="SOM").rename(index={"UKR": "Ukraine"})
    assert "100 is the worst of the thirteen, 0 the best" in draw_index(
        fewer, weights=(1, 2, 1, 0)).caption


def test_editions_and_stamps_are_those_of_the_register():
    assert edition("ucdp-country-year-25-1") == "25.1"
    assert day("fmn-security-cooperation-2020") == "6 January 2020"
    with pytest.raises(ValueError, match=re.escape(
            "the title of 'fmn-security-cooperation-2015' names no version or edition")):
        edition("fmn-security-cooperation-2015")
