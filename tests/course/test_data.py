"""Every table of the course is guarded: break any of them and the check names file and line."""

from __future__ import annotations

import csv
import io
import shutil

import pytest

from coursekit.data import Tables, renewal
from seccoop.course import course

#: Some tables stand for all; the course's own are read whole by `make check` in any case.
pytestmark = pytest.mark.exhaustive(keep=6, by="name")
NAMES = course().tables.names
PACKAGE = course().tables.package


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "data"
    shutil.copytree(course().root / "data", folder)
    return folder


@pytest.fixture
def broken(copy, request):
    """``broken(name, change)``: the faults after ``change(header, rows)`` edited one table."""
    restored = []

    def edit(name, change):
        path = copy / PACKAGE[name].path.name
        text = path.read_text(encoding="utf-8")
        restored.append((path, text))
        header, *rows = csv.reader(io.StringIO(text))
        change(header, rows)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        path.write_text(out.getvalue(), encoding="utf-8")
        return [str(fault) for fault in Tables(copy, copy.parent).faults()], len(rows) + 1

    yield edit
    for path, text in restored:
        path.write_text(text, encoding="utf-8")


def test_the_tables_of_the_course_have_no_fault():
    assert course().tables.faults() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_stands_twice_is_named(name, broken):
    faults, last = broken(name, lambda header, rows: rows.append(rows[0]))
    assert any(fault.startswith(f"data/{PACKAGE[name].path.name}:{last}: the key ")
               and "stands already in line 2" in fault for fault in faults)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "sources"])
def test_an_unknown_source_is_named(name, broken):
    def change(header, rows):
        rows[0][header.index("sources")] = "nobody-1900"

    faults, _ = broken(name, change)
    assert any(fault.startswith(f"data/{PACKAGE[name].path.name}:2: 'sources' is 'nobody-1900', "
                                "which is not in sources.id") for fault in faults)


@pytest.mark.parametrize("name", NAMES)
def test_a_value_of_the_wrong_kind_is_named(name, broken):
    table = PACKAGE[name]
    column = next((f for f in table.fields if f.type != "string" or f.enum or f.pattern), None)
    if column is None:
        pytest.skip(f"every column of {name} takes any text")

    def change(header, rows):
        rows[0][header.index(column.name)] = "Not this!"

    faults, _ = broken(name, change)
    assert any(fault.startswith(f"data/{table.path.name}:2: {column.name!r} is 'Not this!'")
               and ("allowed" in fault) for fault in faults), faults


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_column_is_named(name, broken):
    def change(header, rows):
        header[0] = "renamed"

    faults, _ = broken(name, change)
    first = PACKAGE[name].fields[0].name
    assert any(f"data/{PACKAGE[name].path.name}:1: the header does not fit the schema: "
               f"missing: {first!r}; not in the schema: 'renamed'" in fault for fault in faults)


def test_every_series_that_is_kept_current_holds_cells_of_countries_that_its_source_knows():
    tables = course().tables
    assert renewal.faults(tables) == []
    entries = {name: renewal.entry_of(tables.describe(name), tables) for name in NAMES}
    series = [(name, entry, one) for name, entry in entries.items() if entry
              for one in entry.series]
    assert {name for name, _, _ in series} == {
        "military_spending", "violence_deaths", "displacement"}
    for name, entry, one in series:
        asked = renewal.asked_of(one, entry, tables.describe(name), tables, 2026)
        assert len(asked.countries) >= 10
        assert set(asked.countries) <= set(getattr(one, "countries", asked.countries))
        assert all(set(cells) == set(one.columns) for cells in asked.held.values())


def test_the_timeline_holds_two_hundred_events_and_more():
    assert len(course().tables.rows("timeline")) >= 200


def test_every_source_of_the_register_is_used():
    tables = course().tables
    used = {source for name in tables.names if name != "sources"
            for row in tables.rows(name) for source in row["sources"]}
    text = "".join(path.read_text(encoding="utf-8") for folder in ("quizzes", "data/claims",
                   "notebooks", "book") for path in (course().root / folder).glob("*.*")
                   if path.is_file() and path.suffix in {".yml", ".ipynb", ".md"})
    idle = [row["id"] for row in tables.rows("sources")
            if row["id"] not in used and row["id"] not in text]
    assert idle == []
