"""Drawings: nothing that cannot be read without eyes gets through."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from coursekit.explore import Drawing, show

DATA = pd.DataFrame({"Year": [1990], "Persons": [1343]})


def drawing(**changes):
    whole = {"figure": Figure(), "description": "It falls.", "table": DATA, "caption": "Troops."}
    return Drawing(**{**whole, **changes})


@pytest.mark.parametrize("what", ["description", "caption"])
@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_refused(what, text):
    with pytest.raises(ValueError, match=f"the {what} of a drawing is empty; "):
        drawing(**{what: text})


def test_an_empty_table_is_refused():
    with pytest.raises(ValueError, match="the table of a drawing is empty"):
        drawing(table=pd.DataFrame({"Year": []}))


@pytest.mark.parametrize(
    ("what", "given", "allowed"),
    [
        ("figure", "a picture", "must be a matplotlib Figure"),
        ("table", [[1, 2]], "must be a pandas DataFrame"),
        ("description", None, "must be text"),
        ("sources", "one-id", "must be a list of source ids"),
        ("sources", [1], "must be a list of source ids"),
    ],
)
def test_the_wrong_type_is_refused_with_the_right_one(what, given, allowed):
    with pytest.raises(TypeError, match=allowed):
        drawing(**{what: given})


def test_a_drawing_shows_picture_description_caption_and_data():
    shown = show(drawing())._repr_mimebundle_()["text/html"]
    for part in ("<img", "It falls.", "Troops.", "1,343", "<details"):
        assert part in shown


def test_a_column_of_years_is_named_by_its_heading_and_written_without_separators():
    table = pd.DataFrame({"Mission": ["IFOR"], "From": [1995], "Persons": [1343]})
    shown = show(drawing(table=table, kinds={"From": "year"}))._repr_mimebundle_()["text/html"]
    assert ">1995<" in shown
    assert ">1,343<" in shown


@pytest.mark.parametrize(("kinds", "said"), [
    ({"Form": "year"}, "'Form', which is no heading of its table; there are 'Year', 'Persons'"),
    ({"Year": "month"}, "'Year' is of kind 'month'; allowed: 'year', 'count', 'money'"),
])
def test_a_kind_of_no_column_or_an_unknown_kind_is_refused(kinds, said):
    with pytest.raises(ValueError, match=said):
        drawing(kinds=kinds)


def test_show_refuses_anything_but_a_drawing():
    with pytest.raises(TypeError, match="show\\(\\) was given a Figure; it takes a Drawing"):
        show(Figure())


def test_a_figure_made_with_pyplot_is_not_shown_a_second_time_by_the_notebook():
    from matplotlib import pyplot

    figure = pyplot.figure()
    drawing(figure=figure)
    assert not pyplot.fignum_exists(figure.number)
