"""What holds for every state of every explorer, and for every still figure.

Warnings are errors (pyproject.toml), so a frame that draws with one fails here.
"""

from __future__ import annotations

import re
import sys

import pandas as pd
import pytest

from coursekit.explore import Drawing, Explorer
from coursekit.explore.svg import render
from tests.seccoop.figures.conftest import Shown, words_of

#: Raw SVG of one frame, in bytes; the book stores the later ones as patches.
MOST_BYTES = 90_000


@pytest.fixture
def frames(shown: tuple[Explorer, list[Shown]]) -> list[tuple[dict, Drawing]]:
    return [(one.values, one.drawing) for one in shown[1]]


def test_no_text_leaves_the_picture_or_lies_on_other_text(frames):
    faults = {}
    for values, drawing in frames:
        words = words_of(drawing.figure)
        if words.outside or words.colliding:
            faults[str(values)] = (words.outside, words.colliding)
    assert not faults


def test_each_frame_says_something_of_its_own(frames):
    said = [drawing.description for _, drawing in frames]
    assert all(30 < len(text) < 900 for text in said)
    assert len(set(said)) == len(said)


def title_of(drawing: Drawing) -> str:
    """The title of a figure, whose lines are pieces of text of one size below each other."""
    bold = [text for text in drawing.figure.texts if text.get_weight() == "bold"]
    first = bold[0]
    return " ".join(text.get_text() for text in bold if text.get_size() == first.get_size()
                    and text.get_position()[0] == first.get_position()[0])


def words_alone(text: str) -> list[str]:
    """Its words without the points between them, where a line of a title has an end instead."""
    return re.sub(r"[.:;](?=\s|$)", "", text).split()


def test_each_title_is_the_beginning_of_what_is_read_aloud(frames):
    for values, drawing in frames:
        title, said = words_alone(title_of(drawing)), words_alone(drawing.description)
        assert title, values
        assert said[:len(title)] == title, values


def test_all_frames_of_an_explorer_have_one_size(frames):
    assert len({tuple(drawing.figure.get_size_inches()) for _, drawing in frames}) == 1


def test_each_frame_is_light(shown: tuple[Explorer, list[Shown]]):
    sizes = {str(one.values): len(one.frame.svg.encode()) for one in shown[1]}
    heavy = {values: size for values, size in sizes.items() if size > MOST_BYTES}
    assert not heavy


def test_what_lies_between_1900_and_2100_in_a_whole_column_is_a_year_or_said_to_be_none(frames):
    for _, drawing in frames:
        for heading in unexplained_years(drawing):
            pytest.fail(f"{heading!r} holds years, or what looks like them: say in the drawing's "
                        "'kinds' whether it is 'year' or 'count'")


def unexplained_years(drawing: Drawing) -> list[str]:
    """Headings of numbers that all could be years, and of which the drawing says nothing."""
    table = drawing.table
    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    found = []
    for heading, column in table.items():
        values = pd.to_numeric(column, errors="coerce").dropna()
        if (heading not in drawing.kinds and heading != "Year" and len(values)
                and not pd.api.types.is_string_dtype(column)
                and ((values % 1 == 0) & values.between(1900, 2100)).all()):
            found.append(str(heading))
    return found


def test_each_frame_has_a_dated_source_and_readable_headings(frames):
    for _, drawing in frames:
        assert "Source: " in drawing.caption
        assert "as of 20" in drawing.caption
        for heading in drawing.table.reset_index().columns:
            assert "_" not in str(heading)


def test_drawing_twice_gives_the_same_bytes(shown: tuple[Explorer, list[Shown]]):
    explorer, _ = shown
    values = explorer.controls.arguments(explorer.controls.start)
    one, other = explorer.draw(**values), explorer.draw(**values)
    assert render(one.figure, "t") == render(other.figure, "t")
    assert one.description == other.description
    pd.testing.assert_frame_equal(one.table, other.table)


def test_pyplot_is_not_touched(frames):
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


def test_a_still_figure_keeps_its_text_apart_and_says_its_source(still: Drawing):
    words = words_of(still.figure)
    assert words.outside == []
    assert words.colliding == []
    assert "Source: " in still.caption
    assert len(still.description) > 60
