"""The index: scaled as it says, weighted as asked, and never without weights."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pytest

from seccoop import data
from seccoop.figures.weights import COUNTRIES, EQUAL, INDICATORS, draw_index, index, scaled


@pytest.fixture(scope="module")
def scores():
    return scaled(data.table("governance_estimates"), data.table("violence_deaths"),
                  data.table("displacement"))


def test_the_fourteen_are_countries_of_the_fund_with_every_value(scores):
    fund = data.table("stabilisation_programmes")
    named = {iso3 for cell in fund.loc[fund["fund"] == "yes", "countries"] for iso3 in cell}
    known = set(data.table("governance_estimates")["iso3"])
    assert set(COUNTRIES) == named & known
    assert set(scores.index) == set(COUNTRIES)


@pytest.mark.parametrize("key", INDICATORS)
def test_each_indicator_runs_from_the_best_to_the_worst_of_the_fourteen(scores, key):
    assert (scores[key].min(), scores[key].max()) == (0, 100)


def test_worse_means_a_lower_estimate_and_more_deaths_a_head(scores):
    table = data.table("governance_estimates")
    chosen = table[(table["year"] == 2023) & table["iso3"].isin(COUNTRIES)]
    stability = chosen[chosen["indicator"] == "political_stability"].set_index("iso3")["estimate"]
    assert list(index(scores, (1, 0, 0, 0)).index) == list(stability.sort_values().index)
    dead = data.table("violence_deaths").set_index(["iso3", "year"])["best"]
    people = data.table("displacement").set_index(["iso3", "year"])["population"]
    rate = {iso3: dead[iso3, 2023] / people[iso3, 2023] for iso3 in COUNTRIES}
    assert list(index(scores, (0, 0, 1, 0)).index) == sorted(rate, key=rate.get, reverse=True)


def test_the_score_is_the_weighted_mean(scores):
    made = index(scores, (2, 0, 1, 1))
    by_hand = np.average(scores.loc["MLI", list(INDICATORS)].astype(float), weights=[2, 0, 1, 1])
    assert made.loc["MLI", "score"] == pytest.approx(by_hand)


def test_doubling_every_weight_changes_nothing(scores):
    once, twice = index(scores, EQUAL), index(scores, (2, 2, 2, 2))
    assert once["rank"].equals(twice["rank"])
    assert np.allclose(once[["low", "high"]], twice[["low", "high"]])


def test_one_indicator_keeps_its_margin_and_four_share_theirs(scores):
    alone = index(scores, (1, 0, 0, 0))
    assert np.allclose(alone["high"] - alone["score"],
                       (scores["stability_high"] - scores["stability"]).reindex(alone.index))
    width = (index(scores, EQUAL)["high"] - index(scores, EQUAL)["low"]).mean()
    assert width < (alone["high"] - alone["low"]).mean()


def test_refugees_have_no_margin_because_no_source_gives_one(scores):
    made = index(scores, (0, 0, 0, 1))
    assert (made["low"] == made["high"]).all()


def test_ukraine_is_first_by_deaths_and_eleventh_by_stability(scores):
    named = scores.rename(index={"UKR": "Ukraine"})
    assert "Ukraine first" not in draw_index(named, weights=(2, 0, 0, 0)).description
    assert "Ukraine at 11" in draw_index(named, weights=(2, 0, 0, 0)).description
    assert draw_index(named, weights=(0, 0, 1, 0)).description.startswith("Ukraine first")


def test_without_weights_there_is_no_dot_and_no_rank(scores):
    drawing = draw_index(scores.rename(index={"UKR": "Ukraine"}), weights=(0, 0, 0, 0))
    assert not drawing.figure.axes[0].collections
    assert "Rank" not in drawing.table
    with pytest.raises(ValueError, match="a weight above 0"):
        index(scores, (0, 0, 0, 0))


def test_over_all_weights_only_three_countries_are_ever_first(scores):
    orders = [list(index(scores, weights).index)
              for weights in product((0, 1, 2), repeat=4) if any(weights)]
    assert len(orders) == 80
    assert Counter(order[0] for order in orders) == {"SYR": 56, "SOM": 12, "UKR": 12}
    places = {iso3: [order.index(iso3) + 1 for order in orders] for iso3 in ("SYR", "UKR")}
    assert max(places["SYR"]) == 4
    assert (min(places["UKR"]), max(places["UKR"])) == (1, 11)


def test_with_equal_weights_the_order_and_its_doubts_are_those_the_chapter_tells(scores):
    made = index(scores, EQUAL)
    assert list(made.index[:4]) == ["SYR", "SOM", "AFG", "UKR"]
    assert list(made.index[8:10]) == ["NGA", "ETH"]
    near = [low <= high for low, high in zip(made["low"][:-1], made["high"][1:], strict=True)]
    assert (sum(near), len(near)) == (8, 13)
    assert scores.loc["KEN", "refugees"] == 0


def test_without_logarithms_one_war_decides_the_scale_of_deaths(scores):
    dead = data.table("violence_deaths").set_index(["iso3", "year"])["best"]
    people = data.table("displacement").set_index(["iso3", "year"])["population"]
    rates = sorted(dead[iso3, 2023] / people[iso3, 2023] for iso3 in COUNTRIES)
    assert rates[-2] / rates[-1] < 0.15
    assert scores["deaths"].sort_values().iloc[-2] > 70
