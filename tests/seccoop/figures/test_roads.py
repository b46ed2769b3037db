"""The roads into NATO: each as long as its dates say, with every stage where it belongs."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.roads import STAGES, Road, draw_roads, roads_of


@pytest.fixture(scope="module")
def roads() -> list[Road]:
    return roads_of(data.table("accessions"), data.table("countries"))


def test_the_roads_are_those_of_new_members_and_of_those_who_wait(roads):
    table = data.table("accessions")
    new = table[~table["member_before_1990"].astype(bool) & table["nato"].notna()]
    wait = table[table["aspirant"].astype(bool)]
    assert {road.iso3 for road in roads} == set(new["iso3"]) | set(wait["iso3"])


def test_a_road_is_as_long_as_the_days_between_signature_and_seat(roads):
    table = data.table("accessions").set_index("iso3")
    for road in roads:
        signed, joined = table.loc[road.iso3, ["pfp", "nato"]]
        if isinstance(joined, str) and len(signed) == len(joined) == 10:
            days = (pd.Timestamp(joined) - pd.Timestamp(signed)).days
            assert road.years == pytest.approx(days / 365.25, abs=0.03), road.iso3


def test_the_stages_of_a_road_follow_each_other_without_a_gap(roads):
    for road in roads:
        stages = road.stages()
        assert all(one[2] == other[1] for one, other in pairwise(stages))
        assert sum(end - begin for _, begin, end in stages) == pytest.approx(road.years)
        assert all(begin <= end for _, begin, end in stages)


def test_nobody_waited_two_years_after_an_invitation(roads):
    after = [end - begin for road in roads if road.nato
             for step, begin, end in road.stages() if step == "invited"]
    assert len(after) == 16
    assert max(after) < 2


def test_latvia_took_ten_years_in_three_stages(roads):
    said = draw_roads(roads, state="LVA").description
    assert said.startswith("Latvia: 10.1 years from the Partnership to NATO. Partner only 5.2 ")
    assert "plan 3.6 years" in said


def test_a_state_that_waits_is_told_to_be_outside(roads):
    said = draw_roads(roads, state="GEO").description
    assert "and not in NATO" in said
    assert "no plan, no invitation" in said


def test_finlands_road_has_no_stretch_of_the_plan(roads):
    [finland] = [road for road in roads if road.iso3 == "FIN"]
    assert [step for step, *_ in finland.stages()] == ["pfp", "invited"]
    assert "about 28.8 years" in draw_roads(roads, state="FIN").description


def test_every_stage_of_every_road_is_drawn_in_its_colour(roads):
    ax = draw_roads(roads, state="POL").figure.axes[1]
    drawn = [to_hex(patch.get_facecolor()) for patch in ax.patches]
    for step, (name, _) in STAGES.items():
        expected = sum(step in road.stations for road in roads)
        assert drawn.count(colour(name)) == expected
