"""Where the Fund's money came from: the parts add up, and what is inferred is said."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.pots import BASES, draw_pots, parts_of


@pytest.fixture(scope="module")
def budget():
    return data.table("stabilisation_budget")


@pytest.mark.parametrize("cut", ["aid", "payer"])
@pytest.mark.parametrize("base", list(BASES.values()))
def test_the_two_parts_of_each_pot_make_the_whole(budget, cut, base):
    known = parts_of(budget, cut, base).dropna(subset=["first"])
    assert len(known) >= 2
    assert (known["first"] + known["second"]).tolist() == pytest.approx(known["total"].tolist())


def test_nearly_all_that_was_added_is_aid(budget):
    said = draw_pots(budget, cut="aid", unit="kroner", base="2010-agreement").description
    assert "Of 355.5 million more in 2020 than in 2010, 335.0 is development aid" in said


def test_defence_falls_from_a_half_to_about_a_fifth(budget):
    said = draw_pots(budget, cut="payer", unit="share", base="2010-agreement").description
    assert said.startswith("Ministry of Defence: from 50 to about 19 % of the pot")


def test_the_agreements_three_lines_make_its_pot(budget):
    row = budget.set_index("id").loc["2010-agreement"]
    assert row["aid_dkk_million"] == 65
    assert row["defence_dkk_million"] == 65 + 20 / 2
    assert row["non_aid_dkk_million"] == 65 + 20


def test_a_split_that_no_source_gives_is_drawn_whole(budget):
    drawing = draw_pots(budget, cut="aid", unit="kroner", base="2010-altinget")
    words = [text.get_text() for ax in drawing.figure.axes for text in ax.texts]
    assert words == ["this split is not on record"]
    assert "split not on record" in drawing.description
