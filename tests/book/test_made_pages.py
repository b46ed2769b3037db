"""Pages that are made from a course's own files: glossary, syllabus, events."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from coursekit.book.serve import serving
from tests.book.conftest import PLANETS, run_build

GLOSSARY = """\
# Glossary

## O

### orbit

Danish: *bane*. The closed path of a planet.
"""
SYLLABUS = """\
# Syllabus

```{chapters}
```

```{plan}
Monday | 00, 01 | *Both* at one go
Tuesday | + 30 | Talk about them
```

```{coverage}
Elsewhere these words stand in its place.
```
"""
EVENTS = """\
# Events

```{events} flights
:sources: sources.html
Elsewhere these words stand in its place.
```
"""
OPTIONS = """\
  config:
    book_events:
      flights: {filters: "kind, by", periods: "-1969, 1970-1979, 1980-", sources: no.html}
"""
FLIGHTS = """\
id,date,title,kind,by,description,sources,confidence
mariner-2,1962-12-14,Mariner 2 passes Venus,past,usa,The <first> of all.,nasa-fact-sheet,sure
venera-7,1970-12-15,Venera 7 lands,landing,ussr,It sends for twenty minutes.,nasa-fact-sheet,partial
voyager-2,1989-08,Voyager 2 at Neptune,past,usa,No other craft has been there.,nasa-fact-sheet,sure
magellan,1990,Magellan at Venus,,usa,Radar sees through the clouds.,nasa-fact-sheet,
"""
SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "title": "Id"},
        {"name": "date", "type": "string", "title": "Date"},
        {"name": "title", "type": "string", "title": "Flight"},
        {"name": "kind", "type": "string", "title": "Kind",
         "constraints": {"enum": ["past", "landing"]},
         "categories": [{"value": "past", "label": "Flight past"}]},
        {"name": "by", "type": "string", "title": "Flown by",
         "constraints": {"enum": ["usa", "ussr"]}},
        {"name": "description", "type": "string", "title": "What happened"},
        {"name": "sources", "type": "string", "title": "Sources", "separator": ";",
         "references": {"resource": "sources", "field": "id"}},
        {"name": "confidence", "type": "string", "title": "Confidence"},
    ],
    "primaryKey": "id",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The course about planets with three more pages, built."""
    root = tmp_path_factory.mktemp("made") / "planets"
    shutil.copytree(PLANETS, root, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    (root / "book").mkdir()
    (root / "book" / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    (root / "syllabus.md").write_text(SYLLABUS, encoding="utf-8")
    (root / "events.md").write_text(EVENTS, encoding="utf-8")
    (root / "sources.md").write_text("# Sources\n\n```{sources-table}\n```\n\n"
                                     "```{vintages}\nElsewhere, these words.\n```\n",
                                     encoding="utf-8")
    with (root / "_toc.yml").open("a", encoding="utf-8") as file:
        file.write("  - file: book/glossary\n  - file: syllabus\n  - file: events\n"
                   "  - file: sources\n")
    with (root / "_config.yml").open("a", encoding="utf-8") as file:
        file.write(OPTIONS)
    data = root / "data"
    (data / "flights.csv").write_text(FLIGHTS, encoding="utf-8")
    (data / "schemas" / "flights.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"].append({
        "name": "flights", "path": "flights.csv", "schema": "schemas/flights.json",
        "title": "Flights", "description": "One row a flight.", "vintage": "2026",
        "licenses": [{"name": "facts"}]})
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    notebook = root / "notebooks" / "01-distances.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = [
        *content["cells"][0]["source"],
        "\n\nEach planet has an **[orbit](../book/glossary.md#orbit)**."]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    code, _, errors = run_build(root)
    assert code == 0, errors
    assert "WARNING" not in errors, "a warning means a link or a directive that does not work"
    return root / "_build" / "html"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(page: Path, place: int) -> list[str]:
    """The rows of one table of a page, as text."""
    table = re.findall(r"<table.*?</table>", page.read_text(encoding="utf-8"), re.DOTALL)[place]
    return [words(row) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]


def test_an_entry_names_the_chapters_that_use_it(site):
    page = (site / "book" / "glossary.html").read_text(encoding="utf-8")
    used = re.search(r'<p class="used-in">(.*?)</p>', page, re.DOTALL)[1]
    assert words(used) == "Used in chapter 01 ."
    assert 'href="../notebooks/01-distances.html"' in used


def test_the_chapters_are_listed_with_the_sum_of_their_minutes(site):
    assert rows(site / "syllabus.html", 0) == [
        "No. Chapter Minutes Needs", "00 Sizes 5 –", "01 Distances 5 00", "Together 10"]


def test_a_plan_sums_the_minutes_of_its_chapters_and_of_the_class(site):
    assert rows(site / "syllabus.html", 1) == [
        "When Chapters Minutes What is done", "Monday 00 , 01 10 Both at one go",
        "Tuesday – 30 Talk about them", "Together 40"]


def test_each_objective_stands_beside_what_serves_and_tests_it(site):
    head, *body = rows(site / "syllabus.html", 2)
    assert head == "Objective Explorers and tasks Questions"
    assert body[-1].startswith("01 compare the planets by their distance from the Sun")
    assert body[-1].endswith("3, of which 1 on a new case")


def test_links_of_the_coverage_lead_to_the_section_of_the_activity(site):
    page = (site / "syllabus.html").read_text(encoding="utf-8")
    [anchor] = set(re.findall(r'href="notebooks/01-distances\.html#([^"]+)"', page))
    assert f'id="{anchor}"' in (site / "notebooks" / "01-distances.html").read_text("utf-8")


def test_every_table_is_listed_with_how_far_it_goes(site):
    assert rows(site / "sources.html", 1) == [
        "Table How far it goes", "Sources 2026-11-01", "Planets fact sheet read in 2026",
        "Flights 2026"]


def test_every_event_is_there_in_order_with_its_source_and_escaped(site):
    page = (site / "events.html").read_text(encoding="utf-8")
    found = re.findall(r'<li id="event-([^"]+)"', page)
    assert found == ["mariner-2", "venera-7", "voyager-2", "magellan"]
    assert "The &lt;first&gt; of all." in page
    assert page.count('href="sources.html#source-nasa-fact-sheet"') == 4
    assert "Flight past · usa" in page


def test_what_a_directive_says_to_readers_elsewhere_is_not_in_the_book(site):
    for name in ("events", "syllabus", "sources"):
        assert "Elsewhere" not in (site / f"{name}.html").read_text(encoding="utf-8")


def test_an_event_with_partial_evidence_says_so_and_no_other(site):
    page = (site / "events.html").read_text(encoding="utf-8")
    assert page.count("partial evidence") == 1
    assert "landing · ussr · partial evidence." in page


def test_only_the_page_of_events_loads_their_script(site):
    assert "events.js?v=" in (site / "events.html").read_text(encoding="utf-8")
    assert "events.js" not in (site / "syllabus.html").read_text(encoding="utf-8")
    assert (site / "_static" / "events.js").is_file()


@pytest.fixture
def events(site, new_page):
    page = new_page()
    with serving(site) as url:
        page.goto(f"{url}/events.html")
        yield page


def shown(page):
    return [one.get_attribute("id").removeprefix("event-")
            for one in page.locator("ol.events > li").all() if one.is_visible()]


def test_menus_narrow_the_list_together_and_say_how_many_are_left(events):
    status = events.locator(".event-filters [role=status]")
    assert status.inner_text() == "4 of 4 events."
    events.get_by_label("Flown by").select_option("usa")
    assert shown(events) == ["mariner-2", "voyager-2", "magellan"]
    events.get_by_label("Kind").select_option("Flight past")
    events.get_by_label("Period").select_option("since 1980")
    assert shown(events) == ["voyager-2"]
    assert status.inner_text() == "1 of 4 events."
    events.get_by_label("Period").select_option("1970–1979")
    assert shown(events) == []
    assert status.inner_text().startswith("No event is all of this.")
    for menu in ("Flown by", "Kind", "Period"):
        events.get_by_label(menu).select_option("All")
    assert len(shown(events)) == 4


def test_the_address_leads_to_the_list_as_it_was_seen(events):
    events.get_by_label("Flown by").select_option("ussr")
    assert events.url.endswith("events.html?by=ussr")
    events.reload()
    assert shown(events) == ["venera-7"]
    events.get_by_label("Flown by").select_option("All")
    assert events.url.endswith("events.html")


def test_an_address_with_a_value_that_is_not_there_shows_all(events):
    events.goto(f"{events.url}?by=mars&kind=past")
    assert shown(events) == ["mariner-2", "voyager-2"]
