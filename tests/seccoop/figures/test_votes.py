"""Votes: a party's no is what the table names, and nothing is drawn that was not read."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.votes import PARTIES, SHORT, draw_votes


@pytest.fixture(scope="module")
def votes():
    return data.table("votes")


@pytest.fixture(scope="module")
def operations():
    return data.table("operations")


def column(votes, operations, party):
    return draw_votes(votes, operations, party=party).table.set_index("Decision")[party]


def test_every_decision_of_the_table_has_a_short_name(votes):
    assert set(votes["id"]) == set(SHORT)


@pytest.mark.parametrize(("party", "times"), [
    ("Red-Green Alliance", 9), ("Socialist People's Party", 6), ("Social Liberals", 2),
    ("Social Democrats", 1), ("Danish People's Party", 1), ("Conservatives", 1), ("Liberals", 0),
])
def test_a_party_is_against_as_often_as_the_table_names_it(votes, operations, party, times):
    assert (column(votes, operations, party) == "against").sum() == times


def test_single_members_do_not_make_a_party(votes, operations):
    said = column(votes, operations, "Social Democrats")
    assert said["A corvette to the Persian Gulf"] == "a few members against"


def test_a_party_is_not_taken_for_one_whose_name_holds_its_own(votes, operations):
    assert "Social Liberals" in votes.set_index("id").loc["unprofor-1992", "against_by"]
    assert set(column(votes, operations, "Liberals")) == {"not named against", "not read"}


def test_no_party_is_judged_by_a_vote_whose_opponents_were_not_read(votes, operations):
    unread = votes[votes["against_by"].isna() & ~votes["unanimous"].fillna(False)]["subject"]
    assert len(unread) > 0
    for party in PARTIES:
        assert (column(votes, operations, party)[list(unread)] == "not read").all()


def test_a_party_that_was_not_there_did_not_vote(votes, operations):
    said = column(votes, operations, "Danish People's Party")
    assert said["Danish troops for the UN force in the former Yugoslavia"] == "not in the Folketing"


def test_bars_are_drawn_for_counts_and_frames_for_the_rest(votes, operations):
    ax = draw_votes(votes, operations, party="Liberals").figure.axes[0]
    against = sum(to_hex(patch.get_facecolor()) == colour("pfp") for patch in ax.patches)
    empty = sum(to_hex(patch.get_facecolor()) == colour("paper") for patch in ax.patches)
    assert against == votes["against"].notna().sum()
    assert empty == votes["against"].isna().sum()


def test_the_narrowest_vote_is_that_on_the_invasion_of_iraq(votes, operations):
    gaps = {row["id"]: row["for"] - row["against"] for row in votes.to_dict("records")
            if not pd.isna(row["against"])}
    assert min(gaps, key=gaps.get) == "iraq-invasion-2003"
    said = draw_votes(votes, operations, party="Liberals").description
    assert "Iraq, invasion in 2003, 61 to 50" in said


def test_the_red_green_alliance_never_opposed_a_force_of_the_un_alone(votes, operations):
    leads = dict(zip(operations["id"], operations["lead"], strict=True))
    no = [row for row in votes.to_dict("records")
          if isinstance(row["against_by"], str) and "Red-Green Alliance" in row["against_by"]]
    assert all({leads[name] for name in row["operations"]} != {"UN"} for row in no)
    said = draw_votes(votes, operations, party="Red-Green Alliance").description
    assert "none was about a force led by the UN alone" in said
