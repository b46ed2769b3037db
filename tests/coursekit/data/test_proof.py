"""A printed value is proven from the tables, or the check says what they give."""

from itertools import permutations

import pytest
from pydantic import ValidationError

from coursekit.data import Proof, Tables
from coursekit.faults import CourseError
from tests.coursekit.data.test_tables import change, package  # noqa: F401  (a fixture)


@pytest.fixture
def tables(package):  # noqa: F811
    return Tables(package, package)


PROVEN = {
    "one cell": {"where": {"id": "io"}, "value": "radius", "gives": 1821.6},
    "a count": {"where": {"planet": "Jupiter"}, "aggregate": "count", "gives": 2},
    "a sum, rounded": {"value": "radius", "aggregate": "sum", "round": 0, "gives": 1833},
    "a mean of what is known": {"value": "radius", "aggregate": "mean", "gives": 916.45},
    "a latest year": {"value": "found", "aggregate": "max", "gives": 1877},
    "an earliest year": {"value": "found", "aggregate": "min", "gives": 1610},
    "the first": {"value": "id", "aggregate": "first", "by": "order", "gives": "phobos"},
    "the last": {"value": "id", "aggregate": "last", "by": "order", "gives": "thebe"},
    "a list of values": {"where": {"round": True}, "value": "id", "aggregate": "values",
                         "gives": ["io"]},
    "values in the order of a column": {"value": "id", "aggregate": "values", "by": "id",
                                        "gives": ["io", "phobos", "thebe"]},
    "values in whichever order": {"value": "id", "aggregate": "values",
                                  "gives": ["thebe", "io", "phobos"]},
    "different values": {"value": "planet", "aggregate": "distinct", "gives": 2},
    "one of several": {"where": {"id": ["io", "thebe"]}, "aggregate": "count", "gives": 2},
    "a range": {"where": {"found": {"min": 1800, "max": 1900}}, "value": "id",
                "gives": "phobos"},
    "an item of a list": {"where": {"sources": "galilei-1610"}, "value": "id", "gives": "io"},
    "what is not known": {"where": {"found": {"known": False}}, "value": "id", "gives": "thebe"},
    "a value and a range": {"where": {"planet": "Jupiter", "order": {"max": 2}}, "value": "id",
                            "gives": "io"},
    "two values": {"where": {"sources": "hall-1878", "planet": "Jupiter"}, "value": "id",
                   "aggregate": "values", "gives": ["io", "thebe"]},
    "a whole number written as a decimal": {"where": {"order": 2.0}, "value": "id", "gives": "io"},
    "a number that is no truth value": {"where": {"order": True}, "aggregate": "count",
                                        "gives": 0},
    "all but some": {"where": {"id": {"not_in": ["io", "thebe"]}}, "value": "id",
                     "gives": "phobos"},
    "a difference": {"where": {"id": "phobos"}, "value": "found", "gives": 267,
                     "minus": {"table": "moons", "where": {"id": "io"}, "value": "found"}},
    "a share of a difference": {
        "where": {"id": "phobos"}, "value": "found", "times": 100, "round": 0, "gives": -15,
        "minus": {"table": "moons", "where": {"id": "io"}, "value": "found"},
        "divided_by": {"table": "moons", "where": {"id": "phobos"}, "value": "radius",
                       "minus": {"table": "moons", "where": {"id": "io"}, "value": "radius"}}},
    "a percentage": {"where": {"id": "phobos"}, "value": "radius", "times": 100, "round": 2,
                     "gives": 0.62, "divided_by": {"table": "moons", "where": {"id": "io"},
                                                   "value": "radius"}},
}


@pytest.mark.parametrize("case", PROVEN, ids=str)
def test_a_true_value_is_proven(tables, case):
    assert Proof(table="moons", **PROVEN[case]).check(tables) == []


@pytest.mark.parametrize("case", PROVEN, ids=str)
def test_a_false_value_is_named_with_what_the_table_gives(tables, case):
    proof = PROVEN[case]
    false = ["x"] if isinstance(proof["gives"], list) else 99
    [problem] = Proof(table="moons", **{**proof, "gives": false}).check(tables)
    assert f"{false!r} stands in print" in problem
    assert "gives" in problem


FAULTY = {
    "no row": ({"where": {"id": "europa"}, "value": "found"}, "0 rows of 'moons' fit"),
    "several rows": ({"where": {"planet": "Jupiter"}, "value": "found"}, "2 rows of 'moons' fit"),
    "an unknown table": ({"table": "stars", "value": "id"}, "there is no table 'stars'"),
    "an unknown column": ({"value": "mass"}, "has no column 'mass'; it has 'id', 'planet'"),
    "an unknown condition": ({"where": {"mass": 1}, "value": "id"}, "has no column 'mass'"),
    "an empty cell": ({"where": {"id": "thebe"}, "value": "found"}, "moons.found is empty"),
    "a sum of text": ({"value": "planet", "aggregate": "sum"}, "'sum' needs numbers"),
    "a number before text": ({"where": {"planet": 5}, "value": "id"},
                             "'where' asks for planet 5, which is a number; moons.planet holds "
                             "text; put it in quotation marks"),
    "a range of texts before numbers": ({"where": {"found": {"min": "1800"}}, "value": "id"},
                                        "'where' asks for found '1800', which is text; "
                                        "moons.found holds numbers; write it without"),
    "a range of numbers before texts": ({"where": {"id": {"max": 10}}, "value": "id"},
                                        "moons.id holds text"),
    "an exclusion of another kind": ({"where": {"radius": {"not_in": ["12"]}}, "value": "id"},
                                     "moons.radius holds numbers"),
    "a text before truth values": ({"where": {"round": "true"}, "value": "id"},
                                   "moons.round holds true or false"),
    "a truth value at the end of a range": ({"where": {"found": {"min": True}}, "value": "id"},
                                            "which is true or false"),
    "texts taken off": ({"where": {"id": "io"}, "value": "planet",
                         "minus": {"table": "moons", "where": {"id": "io"}, "value": "planet"}},
                        "'minus' needs numbers; moons.planet gives 'Jupiter'"),
    "a text that is rounded": ({"where": {"id": "io"}, "value": "planet", "round": 1},
                               "'round' needs a number; moons.planet gives 'Jupiter'"),
    "texts that are divided by": ({"where": {"id": "io"}, "value": "radius", "divided_by": {
        "table": "moons", "where": {"id": "io"}, "value": "planet"}},
        "'divided_by' gives 'Jupiter'"),
    "a factor too large": ({"where": {"id": "io"}, "value": "order", "times": 1e308, "divided_by": {
        "table": "moons", "where": {"id": "io"}, "value": "order"}}, "stands in print"),
    "a first without an order": ({"where": {"planet": "Jupiter"}, "value": "id",
                                  "aggregate": "first", "by": "planet"},
                                 "several rows of 'moons' where planet='Jupiter' have planet "
                                 "'Jupiter'"),
    "a last by what is empty": ({"value": "id", "aggregate": "last", "by": "found"},
                                "'found', which is empty in a row"),
    "a first by a column of lists": ({"value": "id", "aggregate": "first", "by": "sources"},
                                     "which is a list in a row"),
    "a first by no column": ({"value": "id", "aggregate": "first", "by": "mass"},
                             "has no column 'mass'"),
    "a maximum of nothing": ({"where": {"id": "thebe"}, "value": "found", "aggregate": "max"},
                             "has nothing to work on"),
}


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_a_look_up_that_finds_nothing_sound_says_why(tables, case):
    given, message = FAULTY[case]
    [problem] = Proof(**{"table": "moons", "gives": 1, **given}).check(tables)
    assert message in problem


def test_a_proof_tells_every_cell_that_it_reads(tables):
    share = PROVEN["a share of a difference"]
    assert Proof(table="moons", **share).cells(tables) == [1877, 1610, 11.3, 1821.6]
    assert Proof(table="moons", **PROVEN["a count"]).cells(tables) == [True, True]


def test_a_look_up_without_a_column_is_refused():
    with pytest.raises(ValidationError, match="'value' names the column to read"):
        Proof(table="moons", gives=1)


@pytest.mark.parametrize("aggregate", ["first", "last"])
def test_a_first_or_last_says_by_which_column(aggregate):
    with pytest.raises(ValidationError, match="needs 'by', the column that says which row"):
        Proof(table="moons", value="id", aggregate=aggregate, gives="io")


def test_a_column_to_go_by_is_refused_where_nothing_goes_by_it():
    with pytest.raises(ValidationError, match="'by' goes with an aggregate of 'first', 'last'"):
        Proof(table="moons", value="found", aggregate="max", by="id", gives=1)


@pytest.mark.parametrize("case", PROVEN, ids=str)
def test_a_proof_is_the_same_for_every_order_of_the_rows(package, case):  # noqa: F811
    path = package / "moons.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    for order in permutations(rows):
        path.write_text("\n".join([header, *order, ""]), encoding="utf-8")
        assert Proof(table="moons", **PROVEN[case]).check(Tables(package, package)) == []


def test_a_changed_number_makes_its_proof_false(package):  # noqa: F811
    proof = Proof(table="moons", where={"id": "io"}, value="radius", gives=1821.6)
    assert proof.check(Tables(package, package)) == []
    change(package, "moons.csv", "1821.6", "1822")
    assert "gives 1822.0" in proof.check(Tables(package, package))[0]


def test_a_row_that_a_caller_changes_changes_no_proof(tables):
    proof = Proof(table="moons", where={"sources": "galilei-1610"}, value="radius", gives=1821.6)
    tables.rows("moons")[1].update(radius=0)
    tables.rows("moons")[0]["sources"].append("galilei-1610")
    assert proof.check(tables) == []
    tables.rows("moons")[2]["sources"].append("galilei-1610")
    assert proof.check(tables) == []


def test_nothing_is_proven_from_a_faulty_table(package):  # noqa: F811
    change(package, "moons.csv", "11.3", "x")
    proof = Proof(table="moons", where={"id": "io"}, value="radius", gives=1821.6)
    with pytest.raises(CourseError, match=r"moons\.csv:2: 'radius' is 'x'"):
        proof.check(Tables(package, package))
