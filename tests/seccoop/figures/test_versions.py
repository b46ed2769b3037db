"""One page, two dates: what is covered stays covered, and every point has its sign."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.versions import CHANGES, KINDS, SHOWN, draw_versions


@pytest.fixture(scope="module")
def versions():
    return data.table("page_versions")


def words(drawing):
    return " ".join(text.get_text() for text in drawing.figure.texts)


def test_every_point_of_the_table_has_a_sign(versions):
    assert set(KINDS) == set(versions["id"])
    assert set(KINDS.values()) == set(CHANGES)


def test_a_point_that_reads_unchanged_is_never_called_changed(versions):
    for row in versions.itertuples():
        if row.version_2020.startswith(("Unchanged", "The same")):
            assert KINDS[row.id] == "same", row.id
        if row.version_2020.startswith(("Removed", "The forecast is gone")):
            assert KINDS[row.id] == "out", row.id
        if row.version_2015.startswith("None"):
            assert KINDS[row.id] == "new", row.id


def test_the_examples_of_categories_1_and_2_change_and_those_of_3_do_not(versions):
    rows = versions.set_index("id")
    for point in ("operations-examples", "democratic-examples", "aspirant-examples"):
        same = rows.loc[point, "version_2015"] == rows.loc[point, "version_2020"]
        assert (KINDS[point] == "same") == same


def test_2020_and_the_reading_stay_covered_until_they_are_asked_for(versions):
    row = versions.set_index("id").loc["democratic-examples"]
    for shown in SHOWN.values():
        drawing = draw_versions(versions, point="democratic-examples", shown=shown)
        for said, needed in ((row["version_2015"], 1), (row["version_2020"], 2),
                             (row["reading"], 3)):
            assert (said in words(drawing)) == (shown >= needed)
            assert (said in drawing.description) == (shown >= needed)
            assert (said in drawing.table.to_string(max_colwidth=None)) == (shown >= needed)


def test_a_covered_frame_gives_no_sign_away(versions):
    drawing = draw_versions(versions, point="money", shown=1)
    signs = [text.get_text() for text in drawing.figure.axes[0].texts]
    assert signs == ["?"] * len(versions)


def test_an_unknown_point_is_told_with_those_there_are(versions):
    with pytest.raises(ValueError, match=r"no point 'navy' with 1 parts shown; there are opening"):
        draw_versions(versions, point="navy", shown=1)
