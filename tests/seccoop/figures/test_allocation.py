"""The allocation exercise: the plan adds up, the measures are the tables', no plan is praised."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.allocation import (
    AIMS,
    BUDGET,
    MIXES,
    REGIONS,
    SPREADS,
    allocation,
    draw_allocation,
    measured,
    plans,
    spread,
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: data.table(name) for name in (
        "stabilisation_programmes", "stabilisation_budget", "violence_deaths", "displacement",
        "accessions", "programme_evidence",
    )}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("share", SPREADS.values())
def test_every_plan_spends_the_budget_and_gives_most_to_the_chosen_region(region, share):
    plan = spread(region, share)
    assert sum(plan.values()) == BUDGET
    assert max(plan, key=plan.get) == region
    assert plan[region] == share


def test_the_killed_of_2024_are_added_up_country_by_country(tables):
    deaths = tables["violence_deaths"].set_index(["iso3", "year"])["best"]
    east = sum(deaths[(iso3, 2024)] for iso3 in ("UKR", "GEO", "MDA"))
    assert measured(tables, "deaths").loc["east", "value"] == east == 68116


def test_only_the_eastern_region_has_states_that_nato_counts_as_aspirants(tables):
    found = measured(tables, "aspirants")["value"]
    assert found[found > 0].to_dict() == {"east": 2}


def test_the_danish_plan_is_the_latest_known_phase_by_the_year(tables):
    found = plans(tables["stabilisation_programmes"])
    assert found["sahel"] == (33, "2018–2020")
    assert found["levant"] == (140, "2026–2028")
    assert found["east"][0] == pytest.approx(164 / 4 + 71.5 / 4 + 50 / 4)


def test_a_military_half_is_set_beside_what_the_fund_had(tables):
    drawing = draw_allocation(tables, aim="deaths", region="horn", share=400, military=250)
    assert "105.5m of such money in 2020: somebody must find 144.5m more" in drawing.description


def test_what_is_given_up_names_the_region_that_the_aim_would_choose(tables):
    drawing = draw_allocation(tables, aim="refugees", region="sahel", share=400, military=50)
    assert "What you give up: Syria and Iraq, with 46 %" in drawing.description


def test_money_that_leaves_the_only_fitting_region_is_counted(tables):
    drawing = draw_allocation(tables, aim="aspirants", region="east", share=200, military=50)
    assert "No other region fits your aim, yet together they get DKK 300m" in drawing.description


def test_the_table_below_gives_the_same_plan_in_two_parts(tables):
    drawing = draw_allocation(tables, aim="record", region="guinea", share=200, military=100)
    row = drawing.table.set_index("Region").loc["Gulf of Guinea"]
    assert row["Your aid (DKK million)"] == 160
    assert row["Your military part (DKK million)"] == 40


def test_an_unknown_aim_is_refused_with_the_ones_there_are(tables):
    with pytest.raises(ValueError, match="deaths, refugees, aspirants, record"):
        measured(tables, "glory")


def test_the_exercise_has_every_mix_of_its_four_choices():
    states = list(allocation().controls.states())
    assert len(states) == len(AIMS) * len(REGIONS) * len(SPREADS) * len(MIXES) == 120
