"""Tables are sound as a whole or not loaded at all."""

import json

import pandas as pd
import pytest

from coursekit.data import Tables
from coursekit.data import tables as tables_module
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
        "schemas/moons.json", '"type": "year"', '"type": "time"',
        "schemas/moons.json:23: column 'found' has type 'time'; allowed: 'string', 'integer', "
        "'number', 'boolean', 'year', 'date', 'yearmonth'"),
    "a constraint that does not exist": (
        "schemas/moons.json", '"maximum": 3000', '"biggest": 3000',
        "a constraint of column 'radius' has the property 'biggest', which is not obeyed here; "
        "leave it out. Known are 'required', 'unique'"),
    "a reference to a table that does not exist": (
        "schemas/moons.json", '"resource": "sources"', '"resource": "sauces"',
        "schemas/moons.json:58: column 'sources' refers to table 'sauces'; there are 'moons', "
        "'sources'"),
    "a table without a name": (
        "datapackage.json", '"name": "moons"', '"nome": "moons"',
        "datapackage.json:17: table '' lacks 'name'"),
    "a minimum that is no number": (
        "schemas/moons.json", '"minimum": 1600', '"minimum": "1600"',
        "column 'found' has a minimum or maximum; they are numbers, for columns of type 'integer', "
        "'number', 'year'"),
    "a pattern that is none": (
        "schemas/sources.json", "[a-z0-9-]+", "[a-z0-9-",
        "schemas/sources.json:4: column 'id' has a pattern that is no regular expression: "),
    "a foreign key that names no table": (
        "schemas/moons.json", '"resource": "sources",\n    "fields"', '"fields"',
        "schemas/moons.json:74: a foreign key has its own 'fields' and a 'reference' with a "
        "'resource'"),
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
    said = faults(package)
    assert "schemas/sources.json:4: column 'id' lacks a 'title'" in said
    assert all(fault.startswith("schemas/sources.json:") for fault in said)


def test_text_that_is_not_utf8_is_named_with_its_line(package):
    path = package / "moons.csv"
    path.write_bytes(path.read_bytes().replace(b"thebe", b"th\xe6be"))
    assert faults(package) == ["moons.csv:4: not UTF-8 text; save the file as UTF-8"]


SPREADSHEET = {
    "a byte-order mark": lambda text: f"\ufeff{text}",
    "capitals for truth values": lambda text: text.replace(
        "false", "FALSE").replace("true", "TRUE"),
    "empty columns at the end": lambda text: text.replace("\n", ",,\n"),
    "empty columns behind the header alone": lambda text: text.replace("\n", ",,\n", 1),
    "empty rows at the end": lambda text: f"{text},,,,,,,\n,,,,,,,\n\n",
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "quotation marks round every cell": lambda text: "\n".join(
        '"' + line.replace(",", '","') + '"' for line in text.splitlines()),
}


@pytest.mark.parametrize("habit", SPREADSHEET)
def test_what_a_spreadsheet_cannot_help_writing_changes_nothing(package, habit):
    before = Tables(package, package).rows("moons")
    path = package / "moons.csv"
    path.write_bytes(SPREADSHEET[habit](path.read_text(encoding="utf-8")).encode("utf-8"))
    assert faults(package) == []
    assert Tables(package, package).rows("moons") == before


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_sign_between_the_cells_is_one_fault_with_an_example(package, sign):
    path = package / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8")
    [fault] = faults(package)
    assert fault.startswith("sources.csv:1: the cells are parted by ")
    assert "save the file with commas, such as 'id,date'" in fault


def dated(package, kind, text, form="default"):
    """The faults of the package where a column of dates holds ``text`` in two rows."""
    column = {"name": "date", "type": kind, "title": "Date", "format": form}
    schema = {**SOURCES, "fields": [SOURCES["fields"][0], column]}
    (package / "schemas" / "sources.json").write_text(json.dumps(schema))
    (package / "sources.csv").write_text(
        f"id,date\nhall-1878,{text}\ngalilei-1610,{text}\n", encoding="utf-8")
    return faults(package)


@pytest.mark.parametrize(("kind", "text", "form"), [
    ("date", "2004-03-29", "default"), ("date", "2004-02-29", "any"), ("date", "2004-03", "any"),
    ("date", "2004", "any"), ("yearmonth", "2004-12", "default"), ("date", "", "default"),
])
def test_a_day_of_the_calendar_is_kept_as_it_is_written(package, kind, text, form):
    assert dated(package, kind, text, form) == []
    assert Tables(package, package).rows("sources")[0]["date"] == (text or None)


@pytest.mark.parametrize(("kind", "text", "form", "said"), [
    ("date", "1964-14-05", "any", "there is no such day; a date such as 2004-03-29, 2004-03 or"),
    ("date", "2003-02-29", "default", "there is no such day; a date such as 2004-03-29 is"),
    ("date", "2004-00", "any", "there is no such day"),
    ("date", "0000", "any", "there is no such day"),
    ("date", "2004-03", "default", "a date such as 2004-03-29 is allowed"),
    ("date", "2004-3-9", "default", "a date such as 2004-03-29 is allowed"),
    ("date", "spring 2004", "any", "a date such as 2004-03-29, 2004-03 or 2004 is allowed"),
    ("date", "٢٠٠٤", "any", "a date such as"),
    ("yearmonth", "2004", "default", "a date such as 2004-03 is allowed"),
    ("yearmonth", "2004-13", "default", "there is no such day"),
    ("yearmonth", "2004-03-29", "default", "a date such as 2004-03 is allowed"),
])
def test_what_is_no_day_of_the_calendar_is_refused_in_words(package, kind, text, form, said):
    found = dated(package, kind, text, form)
    assert found[0].startswith(f"sources.csv:2: 'date' is '{text}'; ")
    assert said in found[0]


@pytest.mark.parametrize("text", ["29-03-2004", "29/03/2004", "3/29/04", "29.3.2004", "mar-04",
                                  "29 Mar 2004", "38075", "29-03-2004 00:00"])
def test_dates_that_a_spreadsheet_has_rewritten_are_one_fault_a_file(package, text):
    [fault] = dated(package, "date", text)
    assert fault == (f"sources.csv:2: 'date' is '{text}'; a date such as 2004-03-29 is allowed "
                     "(and in 1 more cell); a spreadsheet has written them its own way: format "
                     "the column as text, write the dates as here, and save again")


@pytest.mark.parametrize(("column", "old", "new", "said"), [
    ("radius", "11.3", "1e400", "the number is too large to be kept"),
    ("radius", "11.3", "inf", "a number such as 3.14 is allowed"),
    ("radius", "11.3", "nan", "a number such as 3.14 is allowed"),
    ("radius", "11.3", "١١", "a number such as 3.14 is allowed"),
    ("order", "11.3,1,", "11.3,12345678901234567890,", "at most 18 digits"),
    ("order", "11.3,1,", f"11.3,{'9' * 5000},", "at most 18 digits"),
    ("order", "11.3,1,", "11.3,١,", "a whole number such as 1343 is allowed"),
    ("order", "11.3,1,", "11.3,1_000,", "a whole number such as 1343 is allowed"),
    ("found", "1877", "१८७७", "a year of four digits is allowed"),
    ("found", "1877", "0000", "a year of four digits is allowed"),
])
def test_a_cell_is_read_as_what_its_schema_says_or_refused(package, column, old, new, said):
    change(package, "moons.csv", old, new)
    [fault] = faults(package)
    assert fault.startswith(f"moons.csv:2: '{column}' is '{new[:4].split(',')[0]}" if "," not in old
                            else f"moons.csv:2: '{column}' is '")
    assert said in fault


PROPERTIES = {
    "another delimiter": ({"dialect": {"delimiter": ";"}}, {}, {},
                          "the dialect's delimiter ';' is not obeyed; only ',' is"),
    "no header": ({"dialect": {"header": False}}, {}, {}, "the dialect's header false is not"),
    "comments": ({"dialect": {"commentChar": "#"}}, {}, {}, "the dialect's commentChar '#' is not"),
    "another encoding": ({"encoding": "cp1252"}, {}, {}, "has encoding 'cp1252'; every table is"),
    "another format": ({"format": "xlsx"}, {}, {}, "has format 'xlsx'; every table is read as"),
    "a check sum": ({"hash": "abc"}, {}, {}, "has the property 'hash', which is not obeyed here"),
    "a schema in place of its path": ({"schema": {"fields": []}}, {}, {}, "'schema' must be text"),
    "several paths": ({"path": ["a.csv", "b.csv"]}, {}, {}, "'path' must be text, not a list"),
    "no empty cells": ({}, {"missingValues": ["NA"]}, {}, "the empty text \"\" is one of them"),
    "unique keys": ({}, {"uniqueKeys": [["id"]]}, {}, "the schema has the property 'uniqueKeys'"),
    "words for true": ({}, {}, {"trueValues": ["ja"]}, "has the property 'trueValues'"),
    "a decimal comma": ({}, {}, {"decimalChar": ","}, "has the property 'decimalChar'"),
    "a form of text": ({}, {}, {"format": "email"}, "has format 'email'; allowed: 'default'"),
    "a greatest length": ({}, {}, {"constraints": {"maxLength": 3}}, "the property 'maxLength'"),
    "a name written wrong": ({}, {}, {"seperator": ";"}, "has the property 'seperator'"),
    "a list for a title": ({}, {}, {"title": ["Date"]}, "'title' must be text"),
}


@pytest.mark.parametrize("case", PROPERTIES)
def test_a_property_is_obeyed_or_refused_by_its_name(package, case):
    of_table, of_schema, of_field, said = PROPERTIES[case]
    path = package / "datapackage.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["resources"][0].update(of_table)
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    first, second = SOURCES["fields"]
    schema = {**SOURCES, "fields": [first, {**second, **of_field}], **of_schema}
    (package / "schemas" / "sources.json").write_text(json.dumps(schema, indent=1))
    found = faults(package)
    assert len(found) == 1
    assert said in found[0]
    name = next(iter({**of_table.get("dialect", of_table), **of_schema,
                      **of_field.get("constraints", of_field)}))
    file, line, _ = found[0].split(":", 2)
    assert f'"{name}"' in (package / file).read_text().splitlines()[int(line) - 1]


def test_cells_that_stand_for_nothing_are_obeyed(package):
    schema = {**MOONS, "missingValues": ["", "NA", "-"]}
    (package / "schemas" / "moons.json").write_text(json.dumps(schema))
    change(package, "moons.csv", "thebe,Jupiter,,,3,", "thebe,-,NA,NA,3,")
    assert faults(package) == []
    thebe = Tables(package, package).rows("moons")[2]
    assert [thebe[name] for name in ("planet", "found", "radius")] == [None] * 3


def test_a_dialect_that_says_what_is_done_anyway_is_no_fault(package):
    change(package, "datapackage.json", '"vintage"',
           '"dialect": {"delimiter": ",", "header": true}, "encoding": "UTF-8", "vintage"')
    assert faults(package) == []


@pytest.mark.parametrize("indent", [None, 1])
def test_a_fault_of_a_description_stands_in_its_own_line(package, indent):
    # The name of a column stands in an earlier text too, as does that of the table.
    schema = {"title": 'The "name": "radius"', **MOONS}
    schema["fields"] = [{**one, "type": "size"} if one["name"] == "radius" else one
                        for one in MOONS["fields"]]
    path = package / "schemas" / "moons.json"
    text = json.dumps(schema, indent=indent)
    path.write_text(text.replace('{"name": "order"', '\n{"name": "order"'))
    wanted = 1 if indent is None else 1 + text.split('"type": "size"')[0].count("\n") - 1
    assert faults(package) == [
        f"schemas/moons.json:{wanted}: column 'radius' has type 'size'; allowed: 'string', "
        "'integer', 'number', 'boolean', 'year', 'date', 'yearmonth'"]


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


def test_a_faulty_package_is_read_once_and_refused_each_time(package, monkeypatch):
    change(package, "datapackage.json", '"vintage"', '"vintaje"')
    read = []
    whole = tables_module.read_package
    monkeypatch.setattr(tables_module, "read_package",
                        lambda *args: read.append(args) or whole(*args))
    tables = Tables(package)
    said = set()
    for name in ("moons", "sources", "moons"):
        with pytest.raises(CourseError) as refused:
            tables.view(name)
        said.add(str(refused.value))
    assert len(read) == len(said) == 1
