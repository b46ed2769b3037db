"""Evidence by programme: ten rows, four questions, and a title that names what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.evidence import ASPECTS, VERDICTS, draw_evidence


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return data.table("programme_evidence")


def test_each_of_ten_programmes_is_asked_the_same_four_questions(table):
    asked = table.groupby("programme")["aspect"].apply(set)
    assert len(asked) == 10
    assert all(aspects == set(ASPECTS) for aspects in asked)


def test_no_programme_is_known_in_all_four(table):
    known = table[table["verdict"] == "known"].groupby("programme").size()
    assert known.max() == 1


def test_outcomes_are_the_one_column_that_is_known_nowhere(table):
    known = table[table["verdict"] == "known"]["aspect"]
    assert set(ASPECTS) - set(known) == {"outcomes"}


def test_the_title_names_what_was_not_found(table):
    drawing = draw_evidence(table, programme="georgia")
    assert drawing.description.startswith("Georgia: no outcome and no evaluation found. ")


def test_the_verdict_is_written_beside_its_finding(table):
    for programme, rows in table.groupby("programme"):
        drawing = draw_evidence(table, programme=programme)
        for row in rows.itertuples():
            said = f"{ASPECTS[row.aspect]}, {VERDICTS[row.verdict][0].lower()}: {row.finding}"
            assert said in drawing.description


def test_every_phase_named_exists_and_lies_within_the_years(table):
    programmes = data.table("stabilisation_programmes").set_index("id")
    for row in table.itertuples():
        first, last = row.years.split("-")
        for phase in row.phases:
            assert first <= programmes.loc[phase, "start"][:4] <= last


def test_an_unknown_programme_is_refused_with_the_ones_there_are(table):
    with pytest.raises(ValueError, match="sahel"):
        draw_evidence(table, programme="atlantis")
