"""From 84 to 150: the two paths, recomputed from the additions of the annex."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.increments import draw_increments, paths_of


@pytest.fixture(scope="module")
def table():
    return data.table("agreement_increments")


def test_the_plan_lags_an_even_path_by_most_in_2021(table):
    gaps = {year: draw_increments(table, year=year, count="yearly").description.split(".")[0]
            for year in range(2018, 2024)}
    paths = paths_of(table)
    assert (paths["even"] - paths["planned"]).idxmax() == 2021
    assert gaps[2018] == "2018: the plan is 2 million ahead of an even path"
    assert draw_increments(table, year=2021, count="yearly").description.startswith(
        "2021: the plan is 23.6 million behind an even path")
    assert gaps[2023] == "2023: plan and even path meet, at 150 million"


def test_added_up_the_plan_gives_seventy_million_less(table):
    said = draw_increments(table, year=2023, count="added").description
    assert sum(table["fund_increment"]) == 128
    assert said.startswith("By 2023 the plan has added 128 million in all, an even path 198")


def test_more_than_half_of_the_rise_falls_in_the_last_year(table):
    planned = draw_increments(table, year=2023, count="yearly").table["Planned share (DKK million)"]
    assert (planned.iloc[-1] - planned.iloc[-2]) * 2 > planned.iloc[-1] - 84


def test_years_to_come_show_no_number(table):
    axes = draw_increments(table, year=2019, count="yearly").figure.axes[0]
    assert {text.get_text() for text in axes.texts} == {"86", "84", "88", "97.2"}


def test_another_count_is_refused_with_what_is_allowed(table):
    with pytest.raises(ValueError, match="yearly, added"):
        draw_increments(table, year=2019, count="monthly")
