"""Figures as SVG: small, themed, scalable, and the same every time."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from coursekit.explore import palette, svg
from tests.coursekit.explore.family import NAMES, make


@pytest.fixture
def picture():
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.plot([1, 2, 3], [1, 4, 2], marker="o", color="#1b1f25")
    axes.bar([1], [1], hatch="//")
    axes.set_title("A & <B>")
    return svg.render(figure, "ck-here")


def test_text_stays_text(picture):
    assert ">A &amp; &lt;B&gt;</text>" in picture


def test_it_is_well_formed(picture):
    ElementTree.fromstring(picture)


def test_it_scales_with_its_column(picture):
    head = picture.split("\n")[0]
    assert 'viewBox="0 0 288 216"' in head
    assert 'width="100%"' in head
    assert " height=" not in head


def test_it_is_an_image_with_a_name(picture):
    assert 'role="img" aria-label="Picture, described in the text below it"' in picture


def test_coordinates_carry_one_decimal_at_most(picture):
    outlines = re.findall(r' d="([^"]*)"', picture)
    places = re.findall(r' (?:x|y|width|height)="([^"]*)"', picture)
    assert outlines
    assert places
    assert not re.search(r"\.\d\d", " ".join(outlines + places))


def test_it_brings_no_rules_for_the_rest_of_the_page(picture):
    assert "<style" not in picture
    assert "font-family: '" not in picture


def test_it_does_not_say_when_or_by_what_it_was_made(picture):
    assert not re.search("matplotlib|<metadata|date", picture, flags=re.IGNORECASE)


def test_every_id_begins_with_the_prefix_and_every_link_finds_one(picture):
    ids = re.findall(r' id="([^"]+)"', picture)
    links = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', picture)
    assert len(ids) == len(set(ids))
    assert all(name.startswith("ck-here-") for name in ids)
    assert {a or b for a, b in links} == set(ids)


def test_two_explorers_share_no_id():
    ids = [set(re.findall(r' id="([^"]+)"', make(name).html())) for name in NAMES]
    assert sum(map(len, ids)) == len(set.union(*ids))


def test_colours_of_the_palette_become_variables():
    palette.register({"#1b1f25": "test-sea"})
    try:
        figure = Figure()
        figure.subplots().plot([1, 2], color="#1b1f25")
        assert "stroke: var(--ck-c-test-sea, #1b1f25)" in svg.render(figure, "ck-x")
    finally:
        palette.forget("test-sea")


def test_the_paper_is_the_pages_own():
    figure = Figure(facecolor="#ffffff")
    figure.text(0.5, 0.5, "x")
    assert "<path" not in svg.render(figure, "ck-x")


def test_text_without_a_colour_takes_the_pages_ink(picture):
    assert "fill: var(--ck-ink, #000000)" in picture.split("\n")[0]


def test_points_that_fall_together_are_written_once():
    assert svg.outline("M 1 1 L 2 2 L 2.01 2 L 3 3") == "M1 1 2 2 3 3"
    assert svg.outline("M 1 1 L 1 1") == "M1 1 1 1"


def test_curves_keep_their_commands():
    assert svg.outline("M 0 0 C 1 1 2 2 3 3 C 4 4 5 5 6 6 L 7 7 z M 1 1 L 2 2") == (
        "M0 0C1 1 2 2 3 3 4 4 5 5 6 6L7 7zM1 1 2 2"
    )


def test_an_outline_stands_on_a_line_apart_from_its_colours(picture):
    lines = [line for line in picture.split("\n") if line.startswith("<path")]
    assert lines
    assert all(re.fullmatch(r'<path d="[^"]*"', line) for line in lines)


def test_shapes_turned_by_nothing_carry_no_transform(picture):
    assert "rotate(0" not in picture
    assert "rotate(-0" not in picture
