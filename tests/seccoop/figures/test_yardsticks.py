"""The yardsticks: what each measure says of the two who waited is in the tables."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.yardsticks import INVITED, YARDSTICKS, draw_yardstick, marks, values_of


@pytest.fixture(scope="module")
def values() -> pd.DataFrame:
    return values_of(data.table("governance_estimates"), data.table("military_spending"))


def estimate(iso3: str, year: int) -> float:
    table = data.table("governance_estimates").set_index(["iso3", "indicator", "year"])
    return float(table.loc[(iso3, "rule_of_law", year), "estimate"])


def test_each_mark_is_that_of_the_year_of_the_invitation(values):
    invited = data.table("accessions").set_index("iso3")["invited"].str[:4].astype("float")
    found = marks(values, "rule_of_law")
    assert set(found) == set(INVITED)
    for iso3, (_, year) in INVITED.items():
        assert invited[iso3] == year
        assert found[iso3] == estimate(iso3, year)


def test_georgia_stood_above_albania_in_the_year_of_bucharest():
    assert estimate("GEO", 2008) > estimate("ALB", 2008)


def test_georgia_came_level_with_the_latvia_of_2002_in_2016():
    above = [year for year in range(2002, 2024) if estimate("GEO", year) > estimate("LVA", 2002)]
    assert above == [2016]


@pytest.mark.parametrize(("measure", "title"), [
    ("rule_of_law", "At its best, in 2016, Georgia stood above four of six marks; Ukraine above n"),
    ("political_stability", "At its best, in 2007, Ukraine stood above two of six marks; Georgia"),
    ("pct_gdp", "Georgia spent 9.2 % of GDP in 2007; the Baltic states were invited with at mos"),
])
def test_the_title_says_what_the_measure_shows(values, measure, title):
    assert draw_yardstick(values, measure=measure).description.startswith(title)


def test_only_ukraines_years_of_war_leave_the_scale(values):
    for measure, stick in YARDSTICKS.items():
        shown = values[values["measure"] == measure]
        off = shown[(shown["value"] > stick.high) | (shown["value"] < stick.low)]
        off = off[off["iso3"].isin(["GEO", "UKR"])]
        expected = [("UKR", 2022), ("UKR", 2023)] if measure == "pct_gdp" else []
        assert list(zip(off["iso3"], off["year"], strict=True)) == expected
