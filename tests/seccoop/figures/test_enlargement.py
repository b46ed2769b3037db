"""The enlargement map: each state has the status its dates give, each year its news."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures import maps
from seccoop.figures.enlargement import FIRST, LAST, draw_enlargement, standings
from seccoop.figures.labels import PLACES
from seccoop.figures.palette import colour


@pytest.fixture(scope="module")
def accessions() -> pd.DataFrame:
    return data.table("accessions")


@pytest.fixture(scope="module")
def countries() -> pd.DataFrame:
    return data.table("countries")


@pytest.fixture(scope="module")
def outlines() -> pd.DataFrame:
    return data.table("outlines")


def status(accessions, countries, year: int) -> dict[str, str]:
    return {state.iso3: state.status for state in standings(accessions, countries, year)}


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_members_are_those_whose_accession_lies_behind(accessions, countries, year):
    found = Counter(status(accessions, countries, year).values())
    old = accessions["member_before_1990"].astype(bool)
    when = accessions.loc[~old, "nato"].dropna().str[:4].astype(int)
    assert found["before"] == old.sum()
    assert found["nato"] == (when <= year).sum()


@pytest.mark.parametrize(("year", "members"), [(1990, 16), (1999, 19), (2004, 26), (2009, 28),
                                               (2020, 30), (2024, 32)])
def test_the_number_of_members_is_the_known_one(accessions, countries, year, members):
    found = Counter(status(accessions, countries, year).values())
    assert found["before"] + found["nato"] == members


def test_each_road_ends_as_it_did(accessions, countries):
    found = status(accessions, countries, LAST)
    assert found["EST"] == found["FIN"] == "nato"
    assert found["GEO"] == found["UKR"] == "pfp"
    assert found["BIH"] == "map"
    assert found["DNK"] == "before"


def test_finland_and_sweden_leap_from_partnership_to_invitation(accessions, countries):
    assert status(accessions, countries, 2021)["SWE"] == "pfp"
    assert status(accessions, countries, 2022)["SWE"] == "invited"
    assert status(accessions, countries, 2023)["SWE"] == "invited"
    assert status(accessions, countries, 2024)["SWE"] == "nato"


def test_malta_left_the_partnership_and_came_back(accessions, countries):
    found = [status(accessions, countries, year)["MLT"] for year in (1995, 1997, 2007, 2008)]
    assert found == ["pfp", "none", "none", "pfp"]


def test_bosnias_plan_of_2010_is_told_with_its_condition(accessions, countries, outlines):
    said = draw_enlargement(accessions, outlines, countries, year=2010).description
    assert said.startswith("2010: Bosnia and Herzegovina is offered a MAP, on a condition")


def test_the_last_year_names_those_who_wait(accessions, countries, outlines):
    said = draw_enlargement(accessions, outlines, countries, year=LAST).description
    assert "32 members; Bosnia and Herzegovina, Georgia and Ukraine wait" in said


def test_the_title_names_who_joins(accessions, countries, outlines):
    said = draw_enlargement(accessions, outlines, countries, year=2004).description
    assert said.startswith("2004: seven states, the Baltic three among them, join NATO")
    assert "Bulgaria, Estonia, Latvia, Lithuania, Romania, Slovakia and Slovenia" in said


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_the_table_names_what_is_new_and_the_map_marks_as_many(
    accessions, countries, outlines, year
):
    drawing = draw_enlargement(accessions, outlines, countries, year=year)
    new = drawing.table.loc[drawing.table["New this year"] != "–", "State"]
    steps = ["pfp", "pfp_left", "pfp_back", "map", "invited", "nato"]
    dated = accessions[~accessions["member_before_1990"].astype(bool)].set_index("iso3")[steps]
    expected = dated.apply(lambda row: any(str(when)[:4] == str(year) for when in row), axis=1)
    assert len(new) == expected.sum()
    red = [patch for patch in drawing.figure.axes[1].patches
           if to_hex(patch.get_facecolor()) == colour("highlight")]
    seen = maps.outlined(maps.EUROPE, outlines)
    assert len(red) == len(set(expected[expected].index) & seen)


def test_every_state_that_ever_moves_has_a_place_for_its_name_or_lies_outside(
    accessions, outlines, countries
):
    seen = maps.outlined(maps.EUROPE, outlines)
    moving = accessions.loc[~accessions["member_before_1990"].astype(bool), "iso3"]
    central_asia = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert set(moving) & seen <= set(PLACES) | central_asia | {"CYP"}


def test_the_tables_are_not_changed(accessions, outlines, countries):
    before = [table.copy(deep=True) for table in (accessions, outlines, countries)]
    draw_enlargement(accessions, outlines, countries, year=1999)
    for table, copy in zip((accessions, outlines, countries), before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
