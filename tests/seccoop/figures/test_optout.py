"""The opt-out in numbers: shares by their base, uses by their unit."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.optout import BASES, USES, draw_opt_out, share, votes


@pytest.fixture(scope="module")
def table():
    return data.table("opt_out")


@pytest.fixture(scope="module")
def values(table):
    return table.set_index("id")["value"]


def test_the_share_of_the_valid_votes_is_the_official_one(values):
    assert round(share(values, "valid"), 2) == values["referendum-yes-share"]


def test_the_wider_the_base_the_smaller_the_share(values):
    valid, cast, electorate = (share(values, base) for base in BASES)
    assert valid > cast > 50 > electorate
    assert electorate == pytest.approx(
        values["referendum-turnout"] / 100 * cast, abs=0.05)


def test_the_four_parts_are_the_whole_electorate(values):
    assert sum(votes(values).values()) == values["referendum-electorate"]


def test_all_counts_of_use_are_shown_but_the_single_first_use(table):
    counts = table[(table["kind"] == "count") & (table["unit"] != "use")]
    assert set(USES) == set(counts["id"]) - {"count-34"}
    assert list(counts.set_index("id").loc[list(USES), "value"]) == sorted(
        counts.set_index("id").loc[list(USES), "value"])


def test_a_count_is_never_told_without_its_unit_and_years(table):
    for row in table[table["id"].isin(USES)].itertuples():
        told = draw_opt_out(table, figure=row.id).description
        assert row.unit in told.split(".")[0]
        assert row.period.replace("-", "–") in told.split(".")[0]
        assert row.counter in told


def test_an_uncertain_count_says_so(table):
    assert "Uncertain" in draw_opt_out(table, figure="count-141").description
    assert "Uncertain" not in draw_opt_out(table, figure="count-235").description


def test_an_unknown_number_is_told_with_those_there_are(table):
    with pytest.raises(ValueError, match=r"no number '235'; there are valid, cast, electorate"):
        draw_opt_out(table, figure="235")
