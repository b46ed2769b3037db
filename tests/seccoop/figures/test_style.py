"""The sheet: lines that fit, room that is kept, and nothing global changed."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from seccoop.figures import style
from seccoop.figures.style import MARGIN, SMALL, WIDTH, Sheet


def test_each_line_fits_its_column_and_no_word_is_lost():
    text = "First Croatia took back the land the Danish battalion had watched over"
    lines = style.wrap(text, 150)
    assert " ".join(lines) == text
    assert len(lines) > 2
    assert all(style.text_width(line) <= 150 for line in lines)


def test_a_word_wider_than_the_column_stands_alone():
    assert style.wrap("in Storstrømsbroen 1995", 40) == ["in", "Storstrømsbroen", "1995"]


def test_a_title_that_needs_more_lines_than_are_kept_is_refused_by_name():
    with pytest.raises(ValueError, match=r"takes \d lines, 1 are kept for it; shorten"):
        Sheet(300).head("Danish UN missions emptied in half a year, in 1995, " * 2, lines=1)


def test_a_short_and_a_long_title_leave_the_same_room():
    assert Sheet(300).head("1995") == Sheet(300).head("Danish UN missions emptied " * 2)


def test_the_foot_stands_within_the_sheet_in_the_room_it_names():
    source = "Source: UN monthly reports, compiled in the IPI Peacekeeping Database. " * 2
    sheet = Sheet(200)
    sheet.foot(source)
    baselines = [(1 - text.get_position()[1]) * 200 for text in sheet.figure.texts]
    assert max(baselines) < 200
    assert min(baselines) - SMALL > 200 - style.foot_height(source) - 1


def test_axes_stand_where_they_are_put_in_points():
    ax = Sheet(400).axes(MARGIN, 100, 200, 50)
    box = ax.get_position()
    assert box.x0 * WIDTH == pytest.approx(MARGIN)
    assert (1 - box.y1) * 400 == pytest.approx(100)
    assert box.height * 400 == pytest.approx(50)


def test_the_style_ends_with_its_context():
    before = dict(mpl.rcParams)
    with style.context():
        assert mpl.rcParams["axes.spines.top"] is False
    assert dict(mpl.rcParams) == before


def test_no_text_of_the_style_is_too_small_to_read():
    assert min(SMALL, style.BODY, style.TITLE) >= 10.5
