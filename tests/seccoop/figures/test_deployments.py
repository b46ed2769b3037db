"""Deployments and persons: the order changes with what is counted."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.deployments import MEASURES, draw_deployments


@pytest.fixture(scope="module")
def table():
    return data.table("deployments")


def groups(table):
    """The rows that tell men from women: the ten groups of missions."""
    return [row for row in table.to_dict("records") if pd.notna(row["persons_women"])]


@pytest.mark.parametrize(("measure", "first"), [
    ("deployments", "balkans"), ("persons", "balkans"), ("each", "gulf-of-aden"),
    ("women", "lebanon"),
])
def test_each_measure_has_the_leader_that_the_table_gives(table, measure, first):
    value = {
        "deployments": lambda row: row["deployments"], "persons": lambda row: row["persons"],
        "each": lambda row: row["deployments"] / row["persons"],
        "women": lambda row: row["persons_women"] / row["persons"],
    }[measure]
    assert max(groups(table), key=value)["id"] == first
    assert ": first of ten" in draw_deployments(table, measure=measure, group=first).description


def test_the_balkans_lead_in_persons_and_come_last_in_women(table):
    rows = {row["id"]: row["persons_women"] / row["persons"] for row in groups(table)}
    assert min(rows, key=rows.get) == "balkans"
    said = draw_deployments(table, measure="women", group="balkans").description
    assert f"last of ten, {100 * rows['balkans']:.1f}% women" in said


def test_added_up_the_groups_hold_more_persons_than_there_were(table):
    added = sum(row["persons"] for row in groups(table))
    once = int(table.loc[table["id"] == "all-persons-once", "persons"].iloc[0])
    assert added > once
    said = draw_deployments(table, measure="persons", group="mali").description
    assert f"{added:,} persons" in said
    assert f"{once:,}" in said


def test_the_deployments_named_add_up_to_the_total(table):
    rows = table.set_index("id")["deployments"]
    parts = sum(row["deployments"] for row in groups(table)) + rows["other-missions"]
    assert parts == rows["all-missions"]
    assert f"{parts:,} deployments in all" in draw_deployments(
        table, measure="deployments", group="libya").description


def test_the_data_table_is_the_same_for_every_measure(table):
    drawn = [draw_deployments(table, measure=measure, group="kosovo").table
             for measure in MEASURES.values()]
    assert all(drawn[0].equals(other) for other in drawn[1:])
    assert len(drawn[0]) == len(groups(table))
