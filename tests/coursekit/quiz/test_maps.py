"""Maps to point at are drawn from outlines: cut to their box, true in shape, and nothing else."""

import json
import math
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.course import Course
from coursekit.quiz import maps
from tests.coursekit.quiz import bakery

BOX = [0, 0, 20, 10]
SQUARE = [(2.0, 2.0), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0)]
NUMBERS = r"-?\d+"
# What a map may consist of: its elements with their attributes, and what these may hold.
ALLOWED = {
    "svg": {"class": "ck-map", "viewBox": rf"0 0 720 {NUMBERS}", "role": "img",
            "aria-label": r"[^<>]*"},
    "path": {"class": "ck-(?:land|place)", "d": rf"(?:M{NUMBERS}(?: {NUMBERS})*Z)*",
             "data-ck-place": NUMBERS, "data-ck-at": rf"{NUMBERS} {NUMBERS}"},
    "circle": {"class": "ck-place", "cx": NUMBERS, "cy": NUMBERS, "r": "9",
               "data-ck-place": NUMBERS, "data-ck-at": rf"{NUMBERS} {NUMBERS}"},
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return bakery.course(tmp_path_factory.mktemp("maps")).tables


def drawn(tables, places, box=BOX, alt="Two squares."):
    return ET.fromstring(maps.svg(tables, "shapes", box, alt, places))


def only_allowed(svg):
    """Whether a map holds nothing but known elements and attributes with known values."""
    root = ET.fromstring(svg)
    for element in root.iter():
        assert element.text is None
        assert element.tail is None
        for name, value in element.attrib.items():
            assert re.fullmatch(ALLOWED[element.tag][name], value), (element.tag, name, value)
    return True


def points(path):
    """The rings of a drawn path."""
    rings = [ring.removeprefix("M").split() for ring in path.split("Z") if ring]
    return [list(zip(map(int, ring[::2]), map(int, ring[1::2]), strict=True)) for ring in rings]


def test_areas_are_those_with_a_code(tables):
    assert maps.areas(tables, "shapes") == {"WES", "EAS"}


def test_places_are_numbered_in_their_order_with_their_centres(tables):
    found = drawn(tables, [("EAS", None), (None, [10, 5]), ("WES", None)])
    places = [one for one in found if one.get("class") == "ck-place"]
    assert [one.get("data-ck-place") for one in places] == ["0", "1", "2"]
    high = maps.high(BOX)
    # East reaches beyond the box: the centre is that of what can be seen.
    assert [one.get("data-ck-at") for one in places] == [
        f"{16 * 36} {high / 2:.0f}", f"360 {high / 2:.0f}", f"{5 * 36} {high / 2:.0f}"]


def test_a_point_is_a_circle_where_it_lies(tables):
    [circle] = [one for one in drawn(tables, [(None, [5, 10])]) if one.tag == "circle"]
    assert (circle.get("cx"), circle.get("cy")) == ("180", "0")


def test_land_that_is_no_place_is_drawn_once_behind_all_places(tables):
    land, place = drawn(tables, [("WES", None)])
    assert (land.get("class"), place.get("class")) == ("ck-land", "ck-place")
    assert len(points(land.get("d"))) == 1  # East; West is a place and the third lies far away
    assert len(points(place.get("d"))) == 1


def test_north_is_up_and_west_is_left(tables):
    _, west, east = drawn(tables, [("WES", None), ("EAS", None)])
    assert max(x for x, _ in points(west.get("d"))[0]) < min(
        x for x, _ in points(east.get("d"))[0])
    [north, south] = [one for one in drawn(tables, [(None, [5, 9]), (None, [5, 1])])
                      if one.tag == "circle"]
    assert int(north.get("cy")) < int(south.get("cy"))


@pytest.mark.parametrize("middle", [0, 30, 60])
def test_a_square_on_the_ground_is_a_square_in_the_middle_of_the_map(middle):
    box = [0, middle - 5, 20, middle + 5]
    unit = maps.WIDTH / 20
    assert maps.high(box) / 10 * math.cos(math.radians(middle)) == pytest.approx(unit)


def test_a_ring_inside_the_frame_is_left_as_it_is():
    assert set(maps._clipped(SQUARE, (0, 0, 20, 10))) == set(SQUARE)


def test_a_ring_across_the_frame_ends_at_it():
    assert set(maps._clipped(SQUARE, (0, 0, 5, 10))) == {(2, 2), (5, 2), (5, 8), (2, 8)}
    assert set(maps._clipped(SQUARE, (4, 4, 6, 6))) == {(4, 4), (6, 4), (6, 6), (4, 6)}


@pytest.mark.parametrize("frame", [(9, 0, 20, 10), (0, 9, 20, 10), (-9, 0, 1, 10), (0, -9, 20, 1)])
def test_a_ring_outside_the_frame_is_nothing(frame):
    assert maps._clipped(SQUARE, frame) == []


@given(st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=3, max_size=9))
def test_nothing_of_a_clipped_ring_lies_outside_the_frame(ring):
    for x, y in maps._clipped(ring, (0.0, 0.0, 20.0, 10.0)):
        assert -1e-6 <= x <= 20 + 1e-6
        assert -1e-6 <= y <= 10 + 1e-6


def test_the_centre_is_that_of_the_largest_ring():
    island = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert maps._centre([island, SQUARE]) == maps._centre([SQUARE, island]) == (5, 5)


@pytest.mark.parametrize(("box", "code", "held"), [
    (BOX, "WES", True), (BOX, "EAS", True), ([9, 0, 20, 10], "WES", False),
    ([0, 0, 11, 10], "EAS", False), ([0, 0, 12, 10], "EAS", False), ([7, 7, 20, 10], "WES", True),
    (BOX, "NOW", False),
])
def test_an_area_is_held_where_some_of_it_lies_in_the_box(tables, box, code, held):
    assert maps.holds(tables, "shapes", box, code) is held


def test_a_map_of_a_question_holds_numbers_and_known_attributes_alone(tables):
    assert only_allowed(maps.svg(tables, "shapes", BOX, "Two squares.", [
        ("WES", None), ("EAS", None), (None, [10, 5])]))


@pytest.mark.parametrize("alt", ['"><script>alert(1)</script>', "' onload='alert(1)", "]]>&amp;<",
                                 "a" * 5000])
def test_a_description_cannot_leave_its_attribute(tables, alt):
    svg = maps.svg(tables, "shapes", BOX, alt, [("WES", None)])
    assert ET.fromstring(svg).get("aria-label") == alt
    assert svg.count("<") == len(["svg", "path", "path", "/svg"])


def test_a_hostile_description_in_a_question_file_is_words_in_the_map(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "02-oven.yml"
    alt = json.dumps('Two <b onclick="x()">squares</b> & **more** \u202e"')
    path.write_text(path.read_text(encoding="utf-8").replace(
        "alt: Two square countries side by side and a town.", f"alt: {alt}"), encoding="utf-8")
    course = Course(root)
    svg = course.bank.question("where-ovens-are").data(course.tables)["map"]
    label = ET.fromstring(svg).get("aria-label")
    assert label == 'Two <b onclick="x()">squares</b> & more "'
    assert "<b" not in svg
