"""Three roads from one year: each frame shows what had happened by then and nothing later."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.crossroads import FIRST, KINDS, LAST, SOURCE, STATES, draw_three
from seccoop.figures.style import MARGIN, SMALL, WIDTH, wrap


@pytest.fixture(scope="module")
def accessions() -> pd.DataFrame:
    return data.table("accessions")


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return data.table("road_events")


def test_the_three_stand_level_until_latvia_enters_the_plan(accessions, events):
    for year in range(FIRST, 1999):
        said = draw_three(accessions, events, year=year).description
        assert "all three are partners" in said.split(".")[0], year
    said = draw_three(accessions, events, year=1999).description
    assert "Latvia is in the plan, Georgia and Ukraine are partners" in said


def test_latvia_is_a_member_ten_years_on(accessions, events):
    said = draw_three(accessions, events, year=2004).description
    assert said.startswith("2004, 10 years on: Latvia is a member, Georgia and Ukraine are partner")


@pytest.mark.parametrize("year", [1994, 2008, 2014, LAST])
def test_no_event_is_shown_before_its_year(accessions, events, year):
    drawing = draw_three(accessions, events, year=year)
    shown = drawing.table["Date"].str[:4].astype(int)
    assert shown.max() <= year
    assert len(shown) == (events["date"].str[:4].astype(int) <= year).sum()
    dots = sum(len(one.get_offsets()) for lane in drawing.figure.axes[1:4]
               for one in lane.collections)
    kinds = events.loc[events["date"].str[:4].astype(int) <= year, "kind"]
    assert dots == kinds.isin(KINDS).sum()


def test_all_that_happened_in_a_year_fits_into_its_two_lines(events):
    for (_, year), group in events.groupby(["iso3", events["date"].str[:4]]):
        text = f"{year}: {'; '.join(group['title'])}."
        assert len(wrap(text, WIDTH - 2 * MARGIN, SMALL)) <= 2, text


def test_the_stations_of_the_two_tables_have_the_same_dates(accessions, events):
    steps = events[events["kind"] == "step"]
    known = accessions.set_index("iso3")
    for row in steps.itertuples():
        assert row.date in set(known.loc[row.iso3, ["pfp", "map", "invited", "nato"]].dropna())
    assert set(steps["iso3"]) == set(STATES)
    assert "as of 20" in SOURCE
