"""The Baltic projects: each had one leader, and each frame tells one supporter's part."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.projects import PROJECTS, SUPPORTERS, draw_projects


@pytest.fixture(scope="module")
def roles():
    return data.table("baltic_projects")


def test_each_project_has_one_leader_and_no_two_the_same(roles):
    leaders = roles[roles["role"] == "lead"]
    assert sorted(leaders["project"]) == sorted(PROJECTS)
    assert leaders["country"].is_unique


def test_denmark_led_one_and_had_a_part_in_all(roles):
    said = draw_projects(roles, supporter="DNK").description
    assert said.startswith("Denmark led one of the four, BALTBAT, and had a part in three more.")
    assert "no part found" not in said


def test_the_state_that_paid_most_led_none(roles):
    said = draw_projects(roles, supporter="USA").description
    assert said.startswith("The United States led none of the four, and paid most of one.")


@pytest.mark.parametrize("supporter", SUPPORTERS)
def test_a_frame_names_every_part_of_its_state(roles, supporter):
    drawing = draw_projects(roles, supporter=supporter)
    own = roles[roles["country"] == supporter]
    for what in own["what"]:
        assert what in drawing.description
    assert drawing.description.count("no part found") == len(PROJECTS) - len(own)
