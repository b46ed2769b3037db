"""One budget in three measures: each change is recomputed from the tables."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.burden import ENDS, STARTS, draw_burden


@pytest.fixture(scope="module")
def tables():
    return tuple(data.table(name) for name in (
        "military_spending_reported", "military_spending_constant", "military_spending",
        "defence_agreements"))


def test_the_three_measures_of_1988_to_2012_point_three_ways(tables):
    title = draw_burden(*tables, first=1988, last=2012).description
    assert title.startswith("1988 to 2012: kroner +64 %, constant prices −4 %, share of GDP −35 %")


def test_the_end_year_decides_whether_real_spending_fell(tables):
    said = {last: draw_burden(*tables, first=1988, last=last).description for last in ENDS}
    assert "constant prices ±0 %" in said[2010]
    assert "constant prices −17 %" in said[2015]
    assert "constant prices +76 %" in said[2023]


def test_the_lowest_share_is_that_of_2015(tables):
    danish = tables[2][tables[2]["iso3"] == "DNK"]
    lowest = danish.sort_values("pct_gdp").iloc[0]
    said = draw_burden(*tables, first=1995, last=2018).description
    assert f"{lowest['pct_gdp']:.2f} % in {lowest['year']}" in said


def test_every_year_on_offer_is_quoted_in_all_three_measures(tables):
    table = draw_burden(*tables, first=1988, last=2012).table.set_index("Year")
    assert not table.loc[[*STARTS, *ENDS]].isna().any().any()


def test_quoted_values_are_never_joined_by_a_line(tables):
    kroner, constant, share = draw_burden(*tables, first=1988, last=2012).figure.axes[:3]
    assert not kroner.lines
    assert not constant.lines
    years = tables[2].loc[tables[2]["iso3"] == "DNK", "year"]
    assert len(share.lines[0].get_xdata()) == len(years)


def test_an_agreement_replaced_early_ends_where_the_next_begins(tables):
    strip = draw_burden(*tables, first=1988, last=2012).figure.axes[3]
    ends = {round(bar.get_x()): round(bar.get_x() + bar.get_width()) for bar in strip.patches}
    assert ends[2010] == 2013
