"""Verdicts level by level: a mark for each reading, and none where nothing was read."""

from __future__ import annotations

import pytest
from matplotlib.patches import Circle, Wedge

from seccoop import data
from seccoop.figures.evaluations import draw_ladder


@pytest.fixture(scope="module")
def levels():
    return data.table("evaluation_levels")


def test_each_reading_has_one_mark_and_no_other_cell_has_any(levels):
    marks = draw_ladder(levels, report="").figure.axes[0].patches
    assert sum(isinstance(mark, Circle) for mark in marks) == len(levels)
    assert sum(isinstance(mark, Wedge) for mark in marks) == (levels["verdict"] == "mixed").sum()


def test_the_good_verdicts_stop_before_the_outcomes(levels):
    said = draw_ladder(levels, report="").description
    far = levels[levels["level"].isin(["outcome", "lasting peace"])]
    assert "found" not in set(far["verdict"])
    assert "none finds that peace will last" in said
    assert f"outcome: 0 of {(far['level'] == 'outcome').sum()} found it" in said


def test_a_report_speaks_with_its_own_words_only(levels):
    said = draw_ladder(levels, report="The Fund 2014–20").description
    for row in levels.itertuples():
        assert (row.reason in said) == (row.report == "The Fund 2014–20")


def test_what_was_read_in_the_press_says_so(levels):
    assert "press summaries only" in draw_ladder(levels, report="Afghanistan inquiry").description
    assert "press" not in draw_ladder(levels, report="The Fund 2010–13").description


def test_each_reading_rests_on_sources_of_its_finding(levels):
    findings = data.table("evaluations").set_index("id")["sources"]
    for row in levels.itertuples():
        assert set(row.sources) <= set(findings[row.finding]), row.id


def test_an_unknown_report_is_told_with_those_there_are(levels):
    with pytest.raises(ValueError, match="no report 'Rumour'; there are Somalia 2006–10"):
        draw_ladder(levels, report="Rumour")
