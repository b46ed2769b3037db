"""Large operations: who led them depends on what one calls large."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.strengths import SHORT, STEPS, draw_large_operations


@pytest.fixture(scope="module")
def operations():
    return data.table("operations")


def large(operations, least):
    """Operations begun since 1990 with at least so many Danes, found by plain loops."""
    return [row for row in operations.to_dict("records")
            if pd.notna(row["start"]) and row["start"] >= "1990"
            and pd.notna(row["peak_personnel"]) and row["peak_personnel"] >= least]


def test_every_operation_of_a_hundred_has_a_short_name_and_no_other(operations):
    assert set(SHORT) == {row["id"] for row in large(operations, STEPS[0])}


@pytest.mark.parametrize("least", STEPS)
def test_the_title_names_the_year_in_which_the_last_large_un_force_ended(operations, least):
    led = [row["end"] for row in large(operations, least) if row["lead"] == "UN"]
    later = [row for row in large(operations, least)
             if row["lead"] != "UN" and row["start"] > max(led)]
    title = draw_large_operations(operations, least=least).description
    assert title.startswith(
        f"{least} Danes or more: the UN's last ended in {max(led)[:4]}; {len(later)} others"
    )


@pytest.mark.parametrize("least", [STEPS[0], STEPS[-1]])
def test_only_operations_of_that_size_are_filled(operations, least):
    ax = draw_large_operations(operations, least=least).figure.axes[0]
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    filled = [bar for bar in bars if to_hex(bar.get_facecolor()) != colour("paper")]
    assert len(bars) == len(SHORT)
    assert len(filled) == len(large(operations, least))


def test_the_higher_the_bar_the_earlier_the_un_falls_below_it(operations):
    ends = [draw_large_operations(operations, least=least).description.split("ended in ")[1][:4]
            for least in STEPS]
    assert ends == sorted(ends, reverse=True)
    assert (ends[0], ends[-1]) == ("2011", "1995")


def test_a_ceiling_is_not_printed_as_a_strength(operations):
    table = draw_large_operations(operations, least=100).table.set_index("Operation")
    assert table.loc["NMI, Iraq", "Most Danes at once (persons)"] == "≤ 285"
    assert table.loc["SFOR, Bosnia", "Most Danes at once (persons)"] == "≥ 350"
