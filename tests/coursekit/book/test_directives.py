"""What a page asks of the course and the course does not have ends the build, with the place."""

import json
import re
from types import SimpleNamespace

import pytest
from docutils.statemachine import StringList
from sphinx.errors import ExtensionError

from coursekit.book.events import Events
from coursekit.book.syllabus import Plan

FLIGHTS = {
    "id": "string", "date": "string", "title": "string", "description": "string",
    "sources": "string", "by": "string",
}


def with_flights(folder, *rows, separator="", years=False):
    """Add a table of flights to the course in ``folder``, a text a row, and return it."""
    data = folder / "data"
    fields = [{"name": name, "type": kind, "title": name} for name, kind in FLIGHTS.items()]
    fields[1]["type"] = "year" if years else "string"
    fields[4]["separator"] = separator
    fields[5]["constraints"] = {"enum": ["usa", "ussr"]}
    (data / "flights.json").write_text(json.dumps({"fields": fields, "primaryKey": "id"}))
    (data / "flights.csv").write_text("\n".join([",".join(FLIGHTS), *rows, ""]))
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"].append({
        "name": "flights", "path": "flights.csv", "schema": "flights.json", "title": "Flights",
        "description": "A row a flight.", "vintage": "2026", "licenses": [{"name": "facts"}]})
    path.write_text(json.dumps(package), encoding="utf-8")
    return folder


def shown(folder, *rows, options=None, **table):
    """The list of some flights as HTML."""
    [made] = run(Events, with_flights(folder, *rows, **table), "flights", options=options)
    return made.astext()


def run(directive, folder, *arguments, content=(), options=None):
    """Run a directive in line 3 of a page of the course in ``folder``."""
    config = SimpleNamespace(language="en", book_events={})
    env = SimpleNamespace(srcdir=folder, config=config, note_dependency=lambda path: None)
    state = SimpleNamespace(document=SimpleNamespace(settings=SimpleNamespace(env=env)))
    machine = SimpleNamespace(reporter=None, get_source_and_line=lambda line: ("page.md", line))
    lines = StringList(list(content))
    return directive("name", list(arguments), options or {}, lines, 3, 0, "", state, machine).run()


@pytest.mark.parametrize(("line", "said"), [
    ("Monday | 00", "a line of a plan has three parts"),
    ("Monday | 00, 07 | Talk", "there is no chapter '07'; there are 00-sizes, 01-distances"),
    ("Monday | 00 + many | Talk", "'many' is no number of minutes; such as '+ 90' is allowed"),
])
def test_a_line_of_a_plan_that_cannot_be_read_is_quoted(folder, line, said):
    with pytest.raises(ExtensionError) as error:
        run(Plan, folder, content=[line])
    assert str(error.value).startswith(f"page.md:3: {line!r}")
    assert said in str(error.value)


@pytest.mark.parametrize(("table", "said"), [
    ("moons", "there is no table 'moons'; there are 'sources', 'planets'"),
    ("planets", "table 'planets' has no column 'date'; it has 'id', "),
])
def test_a_list_of_events_names_the_table_or_column_that_is_not_there(folder, table, said):
    with pytest.raises(ExtensionError) as error:
        run(Events, folder, table)
    assert str(error.value).startswith(f"page.md:3: {said}")


def test_a_source_that_is_no_list_is_one_source(folder):
    html = shown(folder, "a,1994,A,What,nasa-fact-sheet,usa")
    assert re.findall(r'href="([^"]*)"', html) == ["sources.html#source-nasa-fact-sheet"]


def test_an_event_without_date_and_source_stands_at_the_end_and_says_so(folder):
    html = shown(folder, "b,,B,What,,", "a,1994-05,A,What,,usa", options={"periods": "1990-"})
    assert re.findall(r'id="event-(.)" data-period="(.?)"', html) == [("a", "0"), ("b", "")]
    assert "<span>undated</span>" in html
    assert '<p class="event-about"></p>' in html


def test_events_of_one_date_come_in_the_same_order_whatever_that_of_the_rows(folder):
    rows = [f"a-{number},1994,A,What,," for number in (10, 9, 1)]
    there = re.findall(r'id="event-a-(\d+)"', shown(folder, *rows, years=True))
    assert there == ["1", "9", "10"]


@pytest.mark.parametrize(("row", "options", "said"), [
    ("a,1994-13,A,What,,", {}, "event 'a' has the date '1994-13'; allowed: 1994, 1994-05"),
    ("a,spring,A,What,,", {}, "event 'a' has the date 'spring'; allowed: 1994, 1994-05"),
    ("a,1994,A,What,no-such,", {}, "event 'a' names source 'no-such', which is not in the table"),
    ("a,1994,A,What,,", {"filters": "title"}, "column 'title' cannot be a filter"),
])
def test_an_event_that_cannot_be_shown_is_named(folder, row, options, said):
    with pytest.raises(ExtensionError) as error:
        shown(folder, row, options=options)
    assert str(error.value).startswith(f"page.md:3: {said}")
