"""The operations map counts what the tables hold, in the right years, places and lanes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from seccoop import data
from seccoop.figures import operations
from seccoop.figures.entries import FIRST, LAST, Entry, in_years, operations_of, programmes_of
from seccoop.figures.operations import KINDS, PERIODS, SHOWN, draw_operations
from seccoop.figures.theatres import THEATRES, theatre_of
from tests.seccoop.figures.conftest import words_of

NAMES = ("operations", "programmes", "outlines", "countries")


@pytest.fixture(scope="module")
def tables() -> list[pd.DataFrame]:
    return [data.table(name) for name in NAMES]


def marks(drawing) -> int:
    """How many marks the map of a drawing carries."""
    found = [c for c in drawing.figure.axes[0].collections if isinstance(c, PathCollection)]
    return sum(len(c.get_offsets()) for c in found)


def entry(start: int | None, end: int | None, ongoing: bool = False) -> Entry:
    return Entry("x", "UN", (), (), start, end, ongoing, False, ())


@pytest.mark.parametrize("lead", ["UN", "NATO", "EU", "coalition"])
@pytest.mark.parametrize("period", list(PERIODS.values())[1:], ids=str)
def test_the_frame_of_a_lead_lists_what_the_table_holds(tables, period, lead):
    table = tables[0]
    first = table["start"].str[:4].astype("Float64")
    last = table["end"].str[:4].astype("Float64")
    last = last.fillna(first.where(~table["ongoing"].fillna(False), LAST))
    first = first.fillna(last)
    running = (table["lead"] == lead) & (first <= period[1]) & (last >= period[0])
    expected = set(table.loc[running.fillna(False), "name"])
    drawing = draw_operations(*tables, period=period, show=lead)
    listed = drawing.table["Operation"].tolist()
    assert set(listed) - {"none in this period"} == expected
    assert marks(drawing) == len(expected)
    if expected:
        assert f"led {len(expected)} of " in drawing.description


def test_the_whole_time_holds_every_operation_once(tables):
    drawing = draw_operations(*tables, period=(FIRST, LAST), show="all")
    assert sorted(drawing.table["Operation"]) == sorted(tables[0]["name"])
    assert marks(drawing) == len(tables[0])
    split = drawing.table["Lead"].value_counts()
    for kind in KINDS.values():
        if kind.lane in split:
            assert f"{kind.lane} {split[kind.lane]}" in drawing.description


@pytest.mark.parametrize("category", [2, 3])
def test_a_programme_has_a_mark_in_each_theatre_of_its_partners(tables, category):
    drawing = draw_operations(*tables, period=(FIRST, LAST), show=str(category))
    entries = programmes_of(tables[1], category)
    assert len(drawing.table) == len(entries) == (tables[1]["category"] == category).sum()
    assert marks(drawing) == sum(len(entry.theatres) for entry in entries)
    assert all(entry.theatres for entry in entries)


def test_every_operation_lies_in_a_theatre(tables):
    for found in operations_of(tables[0]):
        assert found.theatres[0] in THEATRES, found.name


def test_no_country_lies_in_two_theatres():
    codes = [iso3 for theatre in THEATRES for iso3 in theatre.countries]
    assert len(codes) == len(set(codes))


def test_every_country_of_a_theatre_is_in_the_table(tables):
    known = set(tables[3]["iso3"])
    assert {iso3 for theatre in THEATRES for iso3 in theatre.countries} <= known


def test_an_unknown_place_is_named_with_what_to_do():
    with pytest.raises(ValueError, match="no theatre holds ATA; add the country"):
        theatre_of(["ATA"], 0, -80)


def test_a_period_counts_what_ran_in_any_of_its_years():
    entries = [entry(1992, 1992), entry(1989, 2026, True), entry(1996, 1999), entry(None, None)]
    assert len(in_years(entries, 1992, 1995)) == 2
    assert len(in_years(entries, FIRST, LAST)) == 4


def test_bars_of_a_lane_never_overlap(tables):
    for rows in (operations._packed(operations_of(tables[0])),
                 operations._packed(programmes_of(tables[1], 3))):
        for row in rows:
            assert all(a.last < b.first for a, b in pairwise(row))


@pytest.mark.parametrize("show", SHOWN.values())
def test_no_mark_lies_on_a_name_or_outside_the_map(tables, show):
    drawing = draw_operations(*tables, period=(FIRST, LAST), show=show)
    words = words_of(drawing.figure)
    ax = drawing.figure.axes[0]
    scale = 72 / drawing.figure.dpi
    spots = np.vstack([ax.transData.transform(c.get_offsets()) * scale
                       for c in ax.collections if isinstance(c, PathCollection)])
    frame = ax.get_window_extent()
    assert (spots[:, 1] > frame.y0 * scale).all()
    assert (spots[:, 0] < frame.x1 * scale).all()
    for text, box in words.pieces:
        inside = ((spots > [box.x0 - 2.5, box.y0 - 2.5]) & (spots < [box.x1 + 2.5, box.y1 + 2.5]))
        assert not inside.all(axis=1).any(), f"a mark lies on {text!r}"


def test_the_tables_are_not_changed(tables):
    before = [table.copy(deep=True) for table in tables]
    draw_operations(*tables, period=(2003, 2007), show="all")
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_an_unknown_choice_is_told_with_those_there_are(tables):
    with pytest.raises(ValueError, match=r"show is 'AU'; allowed are all, UN, NATO"):
        draw_operations(*tables, period=(FIRST, LAST), show="AU")
