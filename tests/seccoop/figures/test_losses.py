"""Counts of the dead: each number stands with what it counts, and none is invented."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.losses import SCOPES, draw_death_counts


@pytest.fixture(scope="module")
def table():
    return data.table("fatalities")


def numbers(drawing) -> list[str]:
    """The large numbers at the left, from above."""
    return [text.get_text() for text in drawing.figure.texts if text.get_size() == 14.5
            and text.get_ha() == "right"]


@pytest.mark.parametrize(("asked", "column"), [("died", "total"), ("fell", "fallen")])
def test_the_numbers_shown_are_those_of_the_table(table, asked, column):
    rows = {row["id"]: row[column] for row in table.to_dict("records")}
    shown = numbers(draw_death_counts(table, scope="un-since-1990", asked=asked))
    assert shown == ["–" if pd.isna(rows[key]) else f"{rows[key]:,}" for key in SCOPES]


def test_a_count_that_does_not_say_who_fell_gives_no_number(table):
    said = draw_death_counts(table, scope="all-1992-2020", asked="fell").description
    assert said.startswith("Unknown from this count: how many of the 69 fell")


def test_forty_three_answers_two_questions(table):
    died = draw_death_counts(table, scope="afghanistan-2013", asked="died").description
    fell = draw_death_counts(table, scope="all-2002-2018", asked="fell").description
    assert died.startswith("43 died in Afghanistan by July 2013")
    assert fell.startswith("43 died in combat in all operations, 2002–2018")


def test_the_fallen_and_the_others_add_up_where_both_are_given(table):
    for row in table.to_dict("records"):
        causes = [row[name]
                  for name in ("fallen", "accident", "illness", "self_inflicted", "other")]
        if not any(pd.isna(value) for value in [row["total"], *causes]):
            assert sum(causes) == row["total"], row["id"]


@pytest.mark.parametrize("scope", list(SCOPES))
def test_each_count_is_shown_with_its_definition(table, scope):
    definition = table.set_index("id").loc[scope, "definition"]
    assert definition in draw_death_counts(table, scope=scope, asked="died").description
