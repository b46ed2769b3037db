"""The page of today: parts that belong to no one day are told, and the figures are the tables'."""

from __future__ import annotations

import pytest

from seccoop import data
from seccoop.figures.drafts import PARTS, draw_page, span


@pytest.fixture(scope="module")
def choices():
    return data.table("page_choices")


def said(choices, name):
    row = choices.set_index("id").loc[name]
    return " ".join((row["text"], row["speaks_for"], row["speaks_against"]))


def value(table, name, column):
    return data.table(table).set_index("id").loc[name, column]


def test_each_part_has_four_choices(choices):
    assert choices["part"].value_counts().to_dict() == dict.fromkeys(PARTS, 4)


def test_old_examples_fit_no_sum_of_today(choices):
    drawing = draw_page(choices, examples="as-in-2020", money="kiel", forecast="no-forecast")
    assert drawing.description.startswith("No day fits this page: part of it ends in June 2021")
    assert "begins in April 2026" in drawing.description


def test_the_page_of_2020_could_stand_until_afghanistan_ended(choices):
    drawing = draw_page(choices, examples="as-in-2020", money="no-sum", forecast="no-forecast")
    assert "from January 2020 to June 2021" in drawing.description
    ended = value("timeline", "afghanistan-ends", "date")
    assert span(choices[choices["id"] == "as-in-2020"])[1] == ended


def test_examples_of_today_begin_with_the_programme_for_moldova(choices):
    begins = value("timeline", "moldova-programme", "date")
    named = choices[choices["text"].str.contains("Moldova")]
    assert set(named["held_from"]) == {begins}


@pytest.mark.parametrize(("choice", "table", "row", "column", "form"), [
    ("with-latvia", "operations", "latvia-brigade", "peak_personnel", "{:.0f}"),
    ("fourth-heading", "ukraine_support", "kiel-total-military", "eur_billion", "{:.2f}bn"),
    ("fund", "stabilisation_budget", "2025-minimum", "total_dkk_million", "{:.0f} million"),
    ("frame", "ukraine_support", "fund-2024-04", "dkk_billion", "{:.1f} billion"),
    ("kiel", "ukraine_support", "kiel-total-all", "eur_billion", "{:.1f} billion"),
    ("fragile", "stabilisation_budget", "2016-2018-yearly", "total_dkk_million", "{:.0f}m"),
    ("ukraine", "ukraine_support", "plan-2026", "dkk_billion", "{:.1f}bn"),
    ("ukraine", "ukraine_support", "plan-2026-february", "dkk_billion", "{:.0f}bn"),
    ("defence", "defence_agreements", "framework-2024", "frame_dkk_billion", "{:.0f}bn"),
    ("defence", "defence_agreements", "second-subagreement-2024", "frame_dkk_billion", "{:.0f}bn"),
])
def test_the_figures_in_a_choice_are_those_of_the_tables(choices, choice, table, row, column, form):
    assert form.format(value(table, row, column)) in said(choices, choice)


def test_what_is_called_open_is_open(choices):
    assert "Kosovo" in said(choices, "still-open")
    for table, row in (("operations", "kfor"), ("programmes", "kenya-navy"),
                       ("programmes", "ukraine-agreement"), ("programmes", "moldova-programme")):
        assert value(table, row, "ongoing")


def test_no_page_of_today_names_iraq_whose_mission_left_it(choices):
    assert not value("operations", "nato-mission-iraq", "ongoing")
    begun = choices[(choices["part"] == "examples") & (choices["held_from"] > "2020-01-06")]
    assert not begun["text"].str.contains("Iraq").any()


def test_for_and_against_stand_in_the_picture_and_in_its_table(choices):
    drawing = draw_page(choices, examples="still-open", money="frame", forecast="ukraine")
    words = " ".join(text.get_text() for text in drawing.figure.texts)
    row = choices.set_index("id").loc["frame"]
    for text in (row["speaks_for"], row["speaks_against"]):
        assert text in words
        assert text in drawing.table.to_string(max_colwidth=None)


def test_a_choice_of_another_part_is_told_with_those_there_are(choices):
    with pytest.raises(ValueError, match=r"no choice 'kiel' for the forecast; there are fragile"):
        draw_page(choices, examples="still-open", money="frame", forecast="kiel")
