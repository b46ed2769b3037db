"""The still figures: their findings are recomputed from the tables."""

from __future__ import annotations

from itertools import pairwise

import pytest

from seccoop import data
from seccoop.figures.entries import LAST
from seccoop.figures.periods import SPANS, draw_categories_over_time
from seccoop.figures.personnel import draw_un_monthly


@pytest.fixture(scope="module")
def monthly():
    return data.table("un_personnel_monthly")


@pytest.fixture(scope="module")
def votes():
    return data.table("votes")


def test_the_fall_of_1995_is_the_tables(monthly, votes):
    persons = monthly.set_index("month")["personnel"]
    said = draw_un_monthly(monthly, votes).description
    assert (persons["1995-06"], persons["1996-01"]) == (1343, 271)
    assert "from 1,343 in June 1995 to 271 in January 1996" in said
    assert persons["1992-04":"1995-06"].min() > 1200
    assert f"never exceed {persons['1996-02':].max()} afterwards" in said


def test_every_month_is_drawn_once_and_the_fall_again(monthly, votes):
    line, fall = draw_un_monthly(monthly, votes).figure.axes[0].lines[:2]
    assert list(line.get_ydata()) == monthly["personnel"].tolist()
    assert [fall.get_ydata()[0], fall.get_ydata()[-1]] == [1343, 271]


def test_no_other_half_year_fell_as_far(monthly):
    change = monthly.set_index("month")["personnel"].astype(int).diff(6)
    assert "1995-12" <= change.idxmin() <= "1996-02"


def test_spans_count_each_entry_in_every_span_it_ran_in():
    operations, programmes = data.table("operations"), data.table("programmes")
    table = draw_categories_over_time(operations, programmes).table
    first = operations["start"].str[:4].astype("Float64")
    last = operations["end"].str[:4].astype("Float64")
    last = last.fillna(first.where(~operations["ongoing"].fillna(False), LAST))
    first = first.fillna(last)
    for place, (start, end) in enumerate(SPANS):
        running = ((first <= end) & (last >= start)).fillna(False).sum()
        assert table["Category 1: operations (entries)"][place] == running


def test_the_spans_follow_one_another_without_a_gap():
    assert all(a[1] + 1 == b[0] for a, b in pairwise(SPANS))
