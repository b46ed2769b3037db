"""Tables are sound as a whole or not loaded at all."""

import json

import pandas as pd
import pytest

from coursekit.data import Tables
from coursekit.faults import CourseError

SOURCES = {
    "fields": [
        {"name": "id", "type": "string", "title": "Source",
         "constraints": {"required": True, "pattern": "[a-z0-9-]+"}},
        {"name": "date", "type": "string", "title": "Date"},
    ],
    "primaryKey": "id",
}
MOONS = {
    "fields": [
        {"name": "id", "type": "string", "title": "Moon", "constraints": {"required": True}},
        {"name": "planet", "type": "string", "title": "Planet",
         "constraints": {"enum": ["Mars", "Jupiter"]}},
        {"name": "found", "type": "year", "title": "Found",
         "constraints": {"minimum": 1600}},
        {"name": "radius", "type": "number", "title": "Radius", "unit": "km",
         "constraints": {"minimum": 0, "maximum": 3000}},
        {"name": "order", "type": "integer", "title": "Order", "constraints": {"unique": True}},
        {"name": "round", "type": "boolean", "title": "Round"},
        {"name": "sources", "type": "string", "title": "Sources", "separator": ";",
         "references": {"resource": "sources", "field": "id"}, "constraints": {"required": True}},
        {"name": "main_source", "type": "string", "title": "Main source"},
    ],
    "primaryKey": "id",
    "foreignKeys": [
        {"fields": "main_source", "reference": {"resource": "sources", "fields": "id"}}
    ],
}
GOOD = {
    "sources": "id,date\nhall-1878,1878\ngalilei-1610,1610\n",
    "moons": (
        "id,planet,found,radius,order,round,sources,main_source\n"
        "phobos,Mars,1877,11.3,1,false,hall-1878,hall-1878\n"
        "io,Jupiter,1610,1821.6,2,true,galilei-1610;hall-1878,galilei-1610\n"
        "thebe,Jupiter,,,3,,hall-1878,\n"
    ),
}


def resource(name):
    return {"name": name, "path": f"{name}.csv", "title": name, "description": "What a row is.",
            "schema": f"schemas/{name}.json", "vintage": "2026", "licenses": [{"name": "facts"}]}


@pytest.fixture
def package(tmp_path):
    """A folder with a sound package; ``change(name, old, new)`` edits one of its files."""
    (tmp_path / "schemas").mkdir()
    for name, schema in (("sources", SOURCES), ("moons", MOONS)):
        (tmp_path / "schemas" / f"{name}.json").write_text(json.dumps(schema, indent=1))
        (tmp_path / f"{name}.csv").write_text(GOOD[name])
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"name": "p", "resources": [resource("sources"), resource("moons")]}, indent=1)
    )
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text()
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1))


def faults(folder):
    return [str(fault) for fault in Tables(folder, folder).faults()]


def test_a_sound_package_has_no_faults(package):
    assert faults(package) == []


def test_columns_come_with_the_types_of_the_schema(package):
    moons = Tables(package).table("moons").set_index("id")
    assert moons.loc["io", "found"] == 1610
    assert moons.loc["thebe", "found"] is pd.NA
    assert moons["radius"].dtype == "float64"
    assert moons["round"].dtype == "boolean"
    assert moons.loc["io", "sources"] == ["galilei-1610", "hall-1878"]


def test_a_changed_frame_leaves_the_table_as_it_is(package):
    tables = Tables(package)
    first = tables.table("moons")
    first.loc[0, "planet"] = "Venus"
    first.loc[0, "sources"].append("nonsense")
    second = tables.table("moons")
    assert second.loc[0, "planet"] == "Mars"
    assert second.loc[0, "sources"] == ["hall-1878"]


def test_a_changed_row_leaves_the_table_as_it_is(package):
    tables = Tables(package, package)
    rows = tables.rows("moons")
    rows[0]["radius"] = 0
    rows[0]["sources"].append("galilei-1610")
    rows.pop()
    assert [(row["radius"], row["sources"]) for row in tables.rows("moons")] == [
        (11.3, ["hall-1878"]), (1821.6, ["galilei-1610", "hall-1878"]), (None, ["hall-1878"])]


def test_rows_are_found_by_a_cell_or_by_an_item_of_it_in_their_order(package):
    tables = Tables(package, package)

    def found(column, value):
        return [row["id"] for row in tables.holding("moons", column, value)]

    assert found("id", "io") == ["io"]
    assert found("sources", "hall-1878") == ["phobos", "io", "thebe"]
    assert found("found", 1877) == ["phobos"]
    assert found("radius", None) == ["thebe"]
    assert found("planet", "Venus") == []


def test_no_row_is_found_in_a_faulty_table(package):
    change(package, "moons.csv", "11.3", "x")
    with pytest.raises(CourseError, match=r"moons\.csv:2: 'radius' is 'x'"):
        Tables(package, package).holding("moons", "id", "io")


BROKEN = {
    "a missing table": (
        "datapackage.json", '"path": "moons.csv"', '"path": "lunes.csv"',
        "lunes.csv:1: this file of table 'moons' is missing"),
    "a whole number that is none": (
        "moons.csv", "11.3,1,", "11.3,one,",
        "moons.csv:2: 'order' is 'one'; a whole number such as 1343 is allowed"),
    "a number with a decimal comma": (
        "moons.csv", "11.3", '"11,3"',
        "moons.csv:2: 'radius' is '11,3'; a number such as 3.14 is allowed"),
    "a year of two digits": (
        "moons.csv", "1877,", "77,",
        "moons.csv:2: 'found' is '77'; a year of four digits is allowed"),
    "a truth value in words": (
        "moons.csv", "1,false", "1,no",
        "moons.csv:2: 'round' is 'no'; allowed: 'true', 'false'"),
    "a value outside its list": (
        "moons.csv", "phobos,Mars", "phobos,Venus",
        "moons.csv:2: 'planet' is 'Venus'; allowed: 'Mars', 'Jupiter'"),
    "a value below its minimum": (
        "moons.csv", ",1610,", ",1510,", "moons.csv:3: 'found' is 1510; the least allowed is 1600"),
    "a value above its maximum": (
        "moons.csv", "1821.6", "18216", "moons.csv:3: 'radius' is 18216; the most allowed is 3000"),
    "a value of another form": (
        "sources.csv", "hall-1878,", "Hall 1878,",
        "sources.csv:2: 'id' is 'Hall 1878'; allowed form: [a-z0-9-]+"),
    "a required value left out": (
        "moons.csv", "3,,hall-1878,", "3,,,",
        "moons.csv:4: 'sources' is empty; a value is required"),
    "an unknown source": (
        "moons.csv", "galilei-1610;hall-1878", "galilei-1610;cassini-1671",
        "moons.csv:3: 'sources' is 'cassini-1671', which is not in sources.id"),
    "a broken reference": (
        "moons.csv", "hall-1878,hall-1878", "hall-1878,hall-1900",
        "moons.csv:2: 'main_source' is 'hall-1900', which is not in sources.id"),
    "a list with spaces": (
        "moons.csv", "galilei-1610;hall-1878", "galilei-1610; hall-1878",
        "moons.csv:3: 'sources' is 'galilei-1610; hall-1878'; items are separated by ';' alone"),
    "a list that repeats an item": (
        "moons.csv", "galilei-1610;hall-1878", "hall-1878;hall-1878",
        "moons.csv:3: 'sources' is 'hall-1878;hall-1878'; each item may stand once"),
    "a duplicate key": (
        "moons.csv", "io,Jupiter", "phobos,Jupiter",
        "moons.csv:3: the key id='phobos' stands already in line 2"),
    "a duplicate in a unique column": (
        "moons.csv", "1821.6,2", "1821.6,1",
        "moons.csv:3: the key order=1 stands already in line 2"),
    "spaces around a value": (
        "moons.csv", "phobos,Mars", "phobos,Mars ",
        "moons.csv:2: 'planet' is 'Mars '; no spaces before or after the value"),
    "a row with a cell too many": (
        "moons.csv", "thebe,Jupiter,", "thebe,Jupiter,,,",
        "moons.csv:4: 10 cells; the header has 8 columns"),
    "a line break inside a cell": (
        "moons.csv", "phobos,Mars", '"pho\nbos",Mars',
        "moons.csv:2: a line break inside a cell; one row is one line"),
    "an empty line": (
        "moons.csv", "io,", "\nio,", "moons.csv:3: an empty line; remove it"),
    "an unknown column": (
        "moons.csv", "round", "rund",
        "moons.csv:1: the header does not fit the schema: missing: 'round'; "
        "not in the schema: 'rund'"),
    "columns in another order": (
        "moons.csv", "id,planet", "planet,id",
        "moons.csv:1: the header does not fit the schema: columns stand in another order"),
    "quotation marks that do not close": (
        "moons.csv", "thebe", '"the"be', "moons.csv:4: not CSV: "),
    "a column type that does not exist": (
        "schemas/moons.json", '"type": "year"', '"type": "date"',
        "column 'found' has type 'date'; allowed: 'string', 'integer', 'number', 'boolean', "
        "'year'"),
    "a constraint that does not exist": (
        "schemas/moons.json", '"maximum": 3000', '"biggest": 3000',
        "column 'radius' has constraint 'biggest'; allowed: 'required'"),
    "a reference to a table that does not exist": (
        "schemas/moons.json", '"resource": "sources"', '"resource": "sauces"',
        "schemas/moons.json:1: column 'sources' refers to table 'sauces'; there are 'moons', "
        "'sources'"),
    "a table without a name": (
        "datapackage.json", '"name": "moons"', '"nome": "moons"',
        "datapackage.json:1: table '' lacks 'name'"),
    "a minimum that is no number": (
        "schemas/moons.json", '"minimum": 1600', '"minimum": "1600"',
        "column 'found' has a minimum or maximum; they are numbers, for columns of type 'integer', "
        "'number', 'year'"),
    "a pattern that is none": (
        "schemas/sources.json", "[a-z0-9-]+", "[a-z0-9-",
        "schemas/sources.json:4: column 'id' has a pattern that is no regular expression: "),
    "a foreign key that names no table": (
        "schemas/moons.json", '"resource": "sources",\n    "fields"', '"fields"',
        "datapackage.json:18: table 'moons' or its schema is not in the form of Frictionless Data "
        "(KeyError('resource'))"),
    "a package of no tables": (
        "datapackage.json", '"resources"', '"tables"',
        "datapackage.json:1: 'resources' must be a list with an object a table"),
    "a schema that is not JSON": (
        "schemas/moons.json", '"fields": [', '"fields": {', "schemas/moons.json:"),
    "a table without a vintage": (
        "datapackage.json", '"vintage"', '"vintaje"',
        "datapackage.json:5: table 'sources' lacks 'vintage'"),
    "a file that no table is read from": (
        "datapackage.json", '"path": "moons.csv"', '"path": "sources.csv"',
        "moons.csv:1: no table of datapackage.json is read from this file"),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_data_is_named_with_file_line_and_what_is_allowed(package, case):
    name, old, new, message = BROKEN[case]
    change(package, name, old, new)
    found = faults(package)
    assert any(message in line for line in found), found


def test_a_faulty_schema_does_not_make_those_that_refer_to_it_look_faulty(package):
    change(package, "schemas/sources.json", '"title": "Source"', '"titel": "Source"')
    assert faults(package) == ["schemas/sources.json:4: column 'id' lacks a 'title'"]


def test_text_that_is_not_utf8_is_named_with_its_line(package):
    path = package / "moons.csv"
    path.write_bytes(path.read_bytes().replace(b"thebe", b"th\xe6be"))
    assert faults(package) == ["moons.csv:4: not UTF-8 text; save the file as UTF-8"]


def test_a_byte_order_mark_is_named(package):
    path = package / "moons.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "moons.csv:1: starts with a byte-order mark; save as plain UTF-8" in faults(package)


def test_all_faults_come_in_one_run_sorted_by_file_and_line(package):
    change(package, "moons.csv", "11.3", "x")
    change(package, "moons.csv", "1821.6", "y")
    change(package, "sources.csv", "hall-1878", "HALL")
    found = faults(package)
    assert [line.split(": ")[0] for line in found] == ["moons.csv:2", "moons.csv:3",
                                                       "sources.csv:2"]


def test_nothing_of_a_faulty_table_is_loaded(package):
    change(package, "moons.csv", "11.3", "x")
    with pytest.raises(CourseError, match=r"moons\.csv:2: 'radius' is 'x'"):
        Tables(package, package).table("moons")


def test_a_table_is_not_loaded_while_what_it_refers_to_is_faulty(package):
    change(package, "sources.csv", "galilei-1610", "Galilei")
    with pytest.raises(CourseError, match=r"sources\.csv:3"):
        Tables(package, package).table("moons")


def test_an_unknown_table_is_named_with_those_there_are(package):
    with pytest.raises(KeyError, match="there is no table 'stars'; there are 'sources', 'moons'"):
        Tables(package).table("stars")
