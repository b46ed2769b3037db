"""How much for Ukraine: the bars are the table's, and no sum changes its money unmarked."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.support import COUNTS, FRAMES, MONEYS, RATE, TOTALS, draw_support, sums


@pytest.fixture(scope="module")
def table():
    return data.table("ukraine_support")


def test_what_kiel_counts_year_by_year_adds_up_to_its_total(table):
    for count, whole in (("allocation", 11.025), ("commitment", 12.076)):
        *years, every = sums(table, count)
        assert sum(one.value for one in years) == pytest.approx(every.value, abs=0.002)
        assert every.value == pytest.approx(whole)


def test_nine_tenths_of_what_is_set_aside_is_military(table):
    kiel = table[table["kind"] == "allocation"]
    by_scope = kiel.groupby("scope")["eur_billion"].sum()
    assert round(10 * by_scope["military"] / by_scope["all"]) == 9
    assert "nine tenths" in draw_support(table, count="allocation", money="eur").description


def test_two_thirds_of_all_promises_are_of_2023(table):
    promised = table[table["kind"] == "commitment"].set_index("period_start")["eur_billion"]
    assert promised.idxmax() == 2023
    share = round(100 * promised.max() / promised.sum())
    assert f"in 2023 alone, {share} % of all" in draw_support(
        table, count="commitment", money="eur").description


def test_the_two_totals_of_february_2024_differ_by_some_six_billion_kroner(table):
    one, other = (next(bar for bar in sums(table, "frame") if bar.name.startswith(day))
                  for day in ("22 Feb", "23 Feb"))
    assert 5 < one.billions("dkk") - other.billions("dkk") < 6


def test_a_sum_turned_into_the_other_money_is_marked(table):
    for count in COUNTS.values():
        for money in MONEYS.values():
            for bar in sums(table, count):
                assert bar.printed(money).startswith("≈") == (bar.money != money)
                assert bar.billions("dkk") == pytest.approx(bar.billions("eur") * RATE)


def test_frames_and_totals_run_in_the_order_of_their_dates(table):
    dates = table.set_index("id")["date"]
    for names in (FRAMES, TOTALS):
        assert list(dates[list(names)]) == sorted(dates[list(names)])


def test_every_frame_says_who_counted_what_and_when(table):
    for count in COUNTS.values():
        drawn = draw_support(table, count=count, money="dkk")
        said = [text.get_text() for text in drawn.figure.texts]
        assert {"Counted by", "What", "Years"} <= set(said)


def test_an_unknown_count_is_told_with_those_there_are(table):
    with pytest.raises(ValueError, match=r"no count 'spent'; there are allocation, commitment"):
        sums(table, "spent")
