"""Tables behind pictures, as HTML."""

import numpy as np
import pandas as pd
import pytest

from coursekit.explore import tables


@pytest.mark.parametrize(
    ("value", "kind", "seen"),
    [
        (1343, "count", "1,343"),
        (np.int64(-1343), "number", "-1,343"),
        (1995, "year", "1995"),
        (1995.0, "year", "1995"),
        (np.int64(2004), "year", "2004"),
        (1995, "number", "1,995"),
        (0.123456789, "share", "0.123"),
        (-1.987, "number", "-1.99"),
        (2.5, "share", "2.5"),
        (12345678.9, "money", "12,345,678.9"),
        (0.0, "number", "0"),
        (-0.0, "number", "0"),
        (float("nan"), "count", "–"),
        (None, "number", "–"),
        (pd.NA, "year", "–"),
        ("", "number", "–"),
        (True, "number", "yes"),
        (np.False_, "number", "no"),
        ([], "number", "–"),
        (["EST", "LVA"], "number", "EST, LVA"),
        ("2004-03-29", "number", "2004-03-29"),
    ],
)
def test_a_value_is_written_for_a_reader(value, kind, seen):
    assert tables.cell(value, kind) == seen


@pytest.mark.parametrize("heading", ["Kroner a year", "Years of service", "Yearly deaths", "Years"])
def test_a_heading_that_speaks_of_years_makes_no_year_of_a_number(heading):
    frame = pd.DataFrame({"Country": ["Estonia"], heading: [2004]})
    assert '<td class="ck-number">2,004</td>' in tables.html(frame, "caption")
    assert '<td class="ck-number">2004</td>' in tables.html(frame, "caption", {heading: "year"})


def test_the_first_column_names_the_rows_and_every_heading_its_column():
    frame = pd.DataFrame({"Country": ["Estonia"], "Joined": [2004]})
    shown = tables.html(frame, "caption", {"Joined": "year"})
    assert '<th scope="row">Estonia</th><td class="ck-number">2004</td>' in shown
    assert '<th scope="col">Country</th>' in shown


def test_a_named_index_becomes_the_first_column():
    frame = pd.DataFrame({"Persons": [3]}, index=pd.Index(["Mali"], name="Country"))
    assert '<th scope="row">Mali</th>' in tables.html(frame, "caption")
    years = pd.DataFrame({"Persons": [1343]}, index=pd.Index([1995], name="When"))
    shown = tables.html(years, "caption", {"When": "year"})
    assert '<th scope="row" class="ck-number">1995</th><td class="ck-number">1,343</td>' in shown


def test_what_looks_like_markup_is_text():
    shown = tables.html(pd.DataFrame({"<b>": ["<script>&"]}), "caption")
    assert "&lt;b&gt;" in shown
    assert "&lt;script&gt;&amp;" in shown


def test_a_table_is_named_by_its_caption():
    assert tables.html(pd.DataFrame({"a": [1]}), "here").startswith(
        '<table aria-labelledby="here">'
    )
