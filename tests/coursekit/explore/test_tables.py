"""Tables behind pictures, as HTML."""

import numpy as np
import pandas as pd
import pytest

from coursekit.explore import tables


@pytest.mark.parametrize(
    ("value", "heading", "seen"),
    [
        (1343, "Persons", "1,343"),
        (np.int64(-1343), "Persons", "-1,343"),
        (1995, "Year", "1995"),
        (1995.0, "First year", "1995"),
        (0.123456789, "Share", "0.123"),
        (-1.987, "Estimate", "-1.99"),
        (2.5, "Share", "2.5"),
        (12345678.9, "DKK", "12,345,678.9"),
        (float("nan"), "Persons", "–"),
        (None, "Note", "–"),
        (pd.NA, "Persons", "–"),
        ("", "Note", "–"),
        (True, "Member", "yes"),
        (np.False_, "Member", "no"),
        ([], "Countries", "–"),
        (["EST", "LVA"], "Countries", "EST, LVA"),
        ("2004-03-29", "Joined", "2004-03-29"),
    ],
)
def test_a_value_is_written_for_a_reader(value, heading, seen):
    assert tables.cell(value, heading) == seen


def test_the_first_column_names_the_rows_and_every_heading_its_column():
    shown = tables.html(pd.DataFrame({"Country": ["Estonia"], "Year": [2004]}), "caption")
    assert '<th scope="row">Estonia</th><td class="ck-number">2004</td>' in shown
    assert '<th scope="col">Country</th>' in shown


def test_a_named_index_becomes_the_first_column():
    frame = pd.DataFrame({"Persons": [3]}, index=pd.Index(["Mali"], name="Country"))
    assert '<th scope="row">Mali</th>' in tables.html(frame, "caption")


def test_what_looks_like_markup_is_text():
    shown = tables.html(pd.DataFrame({"<b>": ["<script>&"]}), "caption")
    assert "&lt;b&gt;" in shown
    assert "&lt;script&gt;&amp;" in shown


def test_a_table_is_named_by_its_caption():
    assert tables.html(pd.DataFrame({"a": [1]}), "here").startswith(
        '<table aria-labelledby="here">'
    )
