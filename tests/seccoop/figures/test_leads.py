"""Personnel by lead: bars where figures were read, and nothing where none was."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from seccoop import data
from seccoop.figures.leads import FIRST, LAST, PANELS, draw_leads
from seccoop.figures.palette import colour


@pytest.fixture(scope="module")
def leads() -> pd.DataFrame:
    return data.table("personnel_by_lead")


def bars(ax) -> dict[int, Rectangle]:
    """The bars of one row, by year; the shaded year is wider than a bar."""
    return {round(float(p.get_x() + 0.36)): p for p in ax.patches if p.get_width() < 0.9}


def test_each_row_has_a_bar_for_every_figure_and_no_other(leads):
    rows = draw_leads(leads, year=2001).figure.axes
    for ax, (lead, _, _) in zip(rows, PANELS, strict=True):
        known = leads[leads["lead"] == lead].set_index("year")["personnel"]
        known = known[(known.index >= FIRST) & (known.index <= LAST)]
        assert {year: bar.get_height() for year, bar in bars(ax).items()} == known.to_dict()


def test_nothing_is_drawn_across_a_gap(leads):
    for ax in draw_leads(leads, year=1995).figure.axes:
        assert not ax.lines
        assert not ax.collections


def test_a_sum_that_is_not_complete_is_pale_and_read_as_at_least(leads):
    partial = leads[~leads["complete"] & leads["lead"].isin(["NATO", "coalition"])
                    & leads["year"].between(FIRST, LAST)]
    assert len(partial) > 0
    row = partial.iloc[0]
    drawing = draw_leads(leads, year=int(row["year"]))
    place = [lead for lead, _, _ in PANELS].index(row["lead"])
    bar = bars(drawing.figure.axes[place])[int(row["year"])]
    assert to_hex(bar.get_facecolor()) == colour("highlight_tint")
    assert f"at least {row['personnel']:,} in {row['year']} (" in drawing.description


def test_the_chosen_year_alone_is_highlighted(leads):
    found = []
    for ax in draw_leads(leads, year=1995).figure.axes:
        marked = [year for year, bar in bars(ax).items()
                  if to_hex(bar.get_edgecolor()) == colour("highlight")]
        assert marked == [year for year in bars(ax) if year == 1995]
        found += marked
    assert len(found) >= 2, "the UN and NATO both have a figure for 1995"


def test_the_break_is_told_in_its_year(leads):
    drawing = draw_leads(leads, year=1995)
    assert drawing.description.startswith("1995: UN numbers fall from 1,366 to 325")
    assert "falls most in 1995" in drawing.description


def test_a_year_without_figures_says_so(leads):
    known = leads.loc[leads["lead"] == "UN", "year"]
    empty = max(set(range(FIRST, LAST + 1)) - set(known))
    drawing = draw_leads(leads, year=empty)
    assert f"Under the UN: no figure read for {empty}" in drawing.description


def test_a_count_of_one_day_or_a_mean_is_called_so_and_never_compared(leads):
    day = draw_leads(leads, year=2021).description
    assert "Under the UN: 12 on 31 January 2021" in day
    assert day.startswith("2021: no UN count at the year's end")
    assert "Under the UN: 55 on average in 2016" in draw_leads(leads, year=2016).description


def test_the_table_holds_the_same_numbers(leads):
    table = draw_leads(leads, year=2000).table
    assert table.loc[1994, "Under the UN (persons)"] == 1366
    assert table.loc[1995, "Under the UN (persons)"] == 325
    assert "IFOR" in table.loc[1995, "Under NATO: rests on"]


def test_the_table_read_is_not_changed(leads):
    before = leads.copy(deep=True)
    draw_leads(leads, year=1995)
    pd.testing.assert_frame_equal(leads, before)
