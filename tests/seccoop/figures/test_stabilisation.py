"""The Fund's phases: counted once, full where an amount was found, split where aid is known."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.stabilisation import INSIDE, REGIONS, draw_fund


@pytest.fixture(scope="module")
def programmes():
    return data.table("stabilisation_programmes")


@pytest.fixture(scope="module")
def draw(programmes):
    components = data.table("stabilisation_components")
    return lambda view: draw_fund(programmes, components, view=view)


def rows_of_the_fund():
    return [row for row in data.table("stabilisation_programmes").to_dict("records")
            if row["fund"] == "yes" and not isinstance(row["part_of"], str)]


def test_known_amounts_are_counted_once_and_only_where_the_fund_pays(draw):
    rows = rows_of_the_fund()
    found = [row["dkk_million"] for row in rows if row["dkk_million"] == row["dkk_million"]]
    said = draw("all").description
    assert said.startswith(f"All regions: an amount was found for {len(found)} of {len(rows)}")
    assert f"DKK {sum(found):,.1f} million, and that sum is too low" in said


def test_every_phase_stands_in_one_region(draw):
    assert draw("all").table["Phases"].sum() == len(rows_of_the_fund())
    assert sum(len(draw(view).table) for view in REGIONS) == len(rows_of_the_fund())


def test_a_phase_without_an_amount_is_hollow_and_says_so(draw):
    drawing = draw("Afghanistan and Pakistan")
    assert "not one amount found" in drawing.description
    for ax in drawing.figure.axes[2:]:
        assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == [colour("paper")]


def test_aid_takes_its_share_of_the_bar(draw):
    bars = next(ax.patches for ax in draw("Syria and Iraq").figure.axes if len(ax.patches) == 2)
    whole, aid = bars
    assert aid.get_width() / whole.get_width() == pytest.approx(355 / 397)


def test_an_amount_that_is_not_sure_is_marked(draw, programmes):
    unsure = programmes[programmes["dkk_million"].notna() & (programmes["fund"] == "yes")
                        & (programmes["confidence"] == "partial")]
    said = " ".join(draw(view).description for view in REGIONS)
    assert said.count("(uncertain)") == len(unsure) == 3


@pytest.mark.parametrize("phase", [phase for phase, _ in INSIDE.values()])
def test_the_parts_of_a_phase_make_the_whole(draw, programmes, phase):
    whole = programmes.set_index("id").loc[phase, "dkk_million"]
    assert draw(phase).table["Amount (DKK million)"].sum() == pytest.approx(whole)


def test_an_unknown_view_is_told_with_those_there_are(draw):
    with pytest.raises(ValueError, match="no view 'Greenland'; there are all, Horn of Africa"):
        draw("Greenland")
