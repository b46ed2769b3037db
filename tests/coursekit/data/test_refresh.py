"""Newer values are fetched, shown and written on yes; whatever goes wrong changes nothing."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from coursekit import cli
from coursekit.check import check
from coursekit.course import Course
from coursekit.data import writing
from coursekit.data.interfaces import Fetch
from coursekit.refresh import refresh

ANSWERS = Path(__file__).parent / "answers"
PLANETS = Path(__file__).parents[2] / "planets"
TODAY = datetime.date(2026, 11, 25)
RESEARCH, PEOPLE = "GB.XPD.RSDV.GD.ZS", "SP.POP.TOTL"

TABLE = '''\
iso3,year,share,people,sources,confidence,note
CHL,2020,0.34,19370624,bank-research;bank-people,confirmed,
CHL,2021,0.36,19456334,bank-research;bank-people,confirmed,"Low, as ""always""."
CHL,2022,,19553036,bank-people,confirmed,
ESP,2020,1.41,47365655,bank-research;bank-people,confirmed,
ESP,2021,1.40,47000000,"bank-research;census",confirmed,
'''
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "iso3", "type": "string", "title": "Country", "constraints": {"required": True}},
        {"name": "year", "type": "year", "title": "Year", "constraints": {"required": True}},
        {"name": "share", "type": "number", "title": "Research", "unit": "% of GDP",
         "constraints": {"minimum": 0, "maximum": 10}},
        {"name": "people", "type": "integer", "title": "People"},
        {"name": "sources", "type": "string", "title": "Sources", "separator": ";",
         "references": {"resource": "sources", "field": "id"}, "constraints": {"required": True}},
        {"name": "confidence", "type": "string", "title": "Confidence",
         "constraints": {"required": True}},
        {"name": "note", "type": "string", "title": "Note"},
    ],
    "primaryKey": ["iso3", "year"],
}
ENTRY: dict[str, Any] = {
    "new_vintage": "indicators of {edition}, years {years}",
    "new_rows": {"confidence": "confirmed"},
    "series": [
        {"from": "world-bank", "indicator": RESEARCH, "column": "share", "round": 3,
         "named": "Research and development expenditure (% of GDP)", "source": "bank-research"},
        {"from": "world-bank", "indicator": PEOPLE, "column": "people",
         "source": "bank-people"},
    ],
}
CLAIMS = '''\
page: research.md
claims:
- says: spent 0.36 % in 2021
  basis: {table: research, where: {iso3: CHL, year: 2021}, value: share}
- says: never less than 0.3 %
  basis: {table: research, where: {iso3: CHL}, value: share, aggregate: min}
- says: Spain 1.41 % in 2020
  basis: {table: research, where: {iso3: ESP, year: 2020}, value: share}
'''
QUESTION = '''\
  - id: research-of-a-country
    type: numeric
    section: the-outer-planets
    objective: 01.compare-distances
    sources: [bank-research]
    variants:
      - {id: chl, country: Chile, iso3: CHL}
      - {id: esp, country: Spain, iso3: ESP}
    values:
      share: {table: research, where: {iso3: "{{iso3}}", year: 2021}, value: share}
    prompt: What share of its product did {{country}} spend on research in 2021?
    answer: "{{share}}"
    feedback: Right, as the table of this course has it.
    otherwise: Look into the table of this course and read the year's row.
'''


@dataclass
class Bank:
    """A server on this machine that stands in for the interfaces."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        self.tokens.append(handler.headers.get("x-ucdp-access-token"))
        known = [part for part in self.answers if part in handler.path]
        given = self.answers[known[0]] if known else (ANSWERS / "unknown.json").read_bytes()
        if callable(given):
            given(handler)
        else:
            send(handler, given if isinstance(given, bytes) else json.dumps(given).encode())


def send(
    handler: BaseHTTPRequestHandler, body: bytes, *, code: int = 200,
    kind: str = "application/json;charset=utf-8", length: int | None = None, **headers: str
) -> None:
    handler.send_response(code)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A server that gives the recorded answers unless a test says otherwise."""
    made = Bank(answers={RESEARCH: recorded("research"), PEOPLE: recorded("people"),
                         "/25.1": recorded("events-25.1"), "/26.1": recorded("events-26.1")})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def recorded(name: str) -> Any:
    return json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course about planets, with a table of research and what rests on it."""
    root = Path(shutil.copytree(PLANETS, tmp_path_factory.mktemp("original") / "planets",
                                ignore=shutil.ignore_patterns("_build")))
    with (root / "data" / "sources.csv").open("a") as file:
        for name in ("bank-research", "bank-people", "census", "events-25", "events-26"):
            file.write(f"{name},A Bank,Figures,,https://bank.example,primary,CC BY 4.0,\n")
    add_table(root, "research", TABLE, SCHEMA, ENTRY, "indicators of 2025")
    (root / "data" / "claims" / "research.yml").write_text(CLAIMS)
    (root / "research.md").write_text("Chile spent 0.36 % in 2021 and never less than 0.3 %; "
                                      "Spain 1.41 % in 2020.\n")
    with (root / "_toc.yml").open("a") as file:
        file.write("  - file: research\n")
    with (root / "quizzes" / "01-distances.yml").open("a") as file:
        file.write(QUESTION)
    assert check(Course(root)).faults == []
    return root


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of that course, to be changed."""
    return Path(shutil.copytree(original, tmp_path / "planets"))


def add_table(
    root: Path, name: str, rows: str, schema: dict[str, Any], entry: dict[str, Any], vintage: str
) -> None:
    (root / "data" / f"{name}.csv").write_text(rows)
    (root / "data" / "schemas" / f"{name}.json").write_text(json.dumps(schema))
    path = root / "data" / "datapackage.json"
    resource = {"name": name, "path": f"{name}.csv", "schema": f"schemas/{name}.json",
                "title": name, "description": "A row is a country in a year.",
                "refresh": entry, "vintage": vintage, "licenses": [{"name": "CC-BY-4.0"}]}
    text = path.read_text()
    end = text.rindex("\n  ]")
    path.write_text(f"{text[:end]},\n    {json.dumps(resource)}{text[end:]}")


def edit(root: Path, **keys: Any) -> None:
    """Give the table of research another entry."""
    path = root / "data" / "datapackage.json"
    document = json.loads(path.read_text())
    [resource] = [one for one in document["resources"] if one["name"] == "research"]
    resource["refresh"] = {**ENTRY, **keys}
    path.write_text(json.dumps(document, indent=2))


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(folder: Path, bank: Bank, capsys: pytest.CaptureFixture[str]) -> Run:
    """Refreshes the course from the server: the exit code, what was said, and the errors."""

    def call(*names: str, said: str | None = None, fetch: Fetch | None = None,
             **options: Any) -> tuple[int, str, str]:
        ask = None if said is None else lambda question: said
        code = refresh(Course(folder), names, fetch=fetch or quick(bank), ask=ask, today=TODAY,
                       **options)
        return code, *capsys.readouterr()

    return call


def quick(bank: Bank, **limits: Any) -> Fetch:
    return Fetch(**{"base": bank.url, "pauses": (0,), **limits})


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*")) if path.is_file()}


def refused(run: Run, folder: Path, **options: Any) -> str:
    """The message of a refresh that must fail and leave every file as it was."""
    before = contents(folder)
    code, _, errors = run("research", yes=True, **options)
    assert code == 1
    assert contents(folder) == before
    assert errors.endswith("\nNothing was changed.\n")
    assert "Traceback" not in errors
    return errors.splitlines()[-2]


# What is written


def test_yes_writes_new_values_and_leaves_every_other_byte(run: Run, folder: Path) -> None:
    code, _, _ = run(said="y")
    assert code == 0
    assert (folder / "data" / "research.csv").read_text() == '''\
iso3,year,share,people,sources,confidence,note
CHL,2020,0.34,19370624,bank-research;bank-people,confirmed,
CHL,2021,0.37,19456334,bank-research;bank-people,confirmed,"Low, as ""always""."
CHL,2022,0.39,19553036,bank-research;bank-people,confirmed,
CHL,2023,0.41,19658835,bank-research;bank-people,confirmed,
ESP,2020,1.41,47365655,bank-research;bank-people,confirmed,
ESP,2021,1.40,47000000,"bank-research;census",confirmed,
ESP,2022,1.44,47759127,bank-research;bank-people,confirmed,
ESP,2023,,48347910,bank-people,confirmed,
'''
    assert check(Course(folder)).rows == 9 + 5 + 5 + 3


def test_the_vintage_is_renewed_and_the_note_keeps_the_old_one(run: Run, folder: Path) -> None:
    before = (folder / "data" / "datapackage.json").read_text()
    run(yes=True)
    table = Course(folder).tables.describe("research")
    assert table.vintage == "indicators of 2026-07-13, years 2020-2023"
    assert table.note == "Until 2026-11-25 the vintage was: indicators of 2025."
    after = (folder / "data" / "datapackage.json").read_text()
    assert after == before.replace(
        '"vintage": "indicators of 2025"',
        f'"vintage": "{table.vintage}", "note": "{table.note}"')


def test_each_refresh_puts_the_vintage_before_it_in_front_of_the_note(
    run: Run, folder: Path, bank: Bank
) -> None:
    run(yes=True)
    for name in (RESEARCH, PEOPLE):
        bank.answers[name][0]["lastupdated"] = "2026-12-01"
    assert run(yes=True)[0] == 0
    assert Course(folder).tables.describe("research").note == (
        "Until 2026-11-25 the vintage was: indicators of 2026-07-13, years 2020-2023. "
        "Until 2026-11-25 the vintage was: indicators of 2025.")


def test_a_second_refresh_finds_nothing_to_write(run: Run, folder: Path) -> None:
    run(yes=True)
    before = contents(folder)
    code, said, _ = run(yes=True)
    assert (code, said) == (0, "Nothing to write: what came is in the tables already.\n")
    assert contents(folder) == before


def test_line_ends_and_a_missing_last_one_are_kept(run: Run, folder: Path) -> None:
    path = folder / "data" / "research.csv"
    path.write_bytes(TABLE.rstrip("\n").replace("\n", "\r\n").encode())
    run(yes=True)
    lines = path.read_bytes().split(b"\r\n")
    assert len(lines) == 10
    assert b"\n" not in b"".join(lines)
    assert check(Course(folder)).rows == 22


def test_the_answer_in_several_pages_is_read_whole(run: Run, folder: Path, bank: Bank) -> None:
    meta, rows = bank.answers[RESEARCH]

    def page(handler: BaseHTTPRequestHandler) -> None:
        number = int(parse_qs(urlsplit(handler.path).query)["page"][0])
        part = rows[3 * number - 3: 3 * number]
        send(handler, json.dumps([{**meta, "page": number, "pages": "3"}, part]).encode())

    bank.answers[RESEARCH] = page
    assert run(yes=True)[0] == 0
    assert "ESP,2022,1.44" in (folder / "data" / "research.csv").read_text()
    assert sum("page=3" in path for path in bank.asked) == 1


def test_only_the_countries_and_years_of_the_table_are_asked_for(run: Run, bank: Bank) -> None:
    run(dry_run=True)
    assert bank.asked[0] == (
        f"/world-bank/country/CHL;ESP/indicator/{RESEARCH}?format=json&source=2"
        "&date=2020:2026&per_page=1000&page=1")


def test_a_table_of_several_indicators_is_renewed_row_by_row(
    run: Run, folder: Path, bank: Bank
) -> None:
    schema = json.loads(json.dumps(SCHEMA))
    schema["fields"][2:4] = [
        {"name": "kind", "type": "string", "title": "Kind"},
        {"name": "share", "type": "number", "title": "Share", "constraints": {"required": True}}]
    schema["primaryKey"] = ["iso3", "year", "kind"]
    rows = ("iso3,year,kind,share,sources,confidence,note\n"
            "CHL,2020,research,0.3,bank-research,confirmed,\n"
            "CHL,2021,research,0.3,bank-research,confirmed,\n"
            "CHL,2021,other,0.3,census,confirmed,\n")
    series = {"from": "world-bank", "indicator": "GOV.EST", "database": 3, "column": "share",
              "where": {"kind": "research"}, "round": 3, "source": "bank-research"}
    add_table(folder, "kinds", rows, schema, {**ENTRY, "series": [series]}, "2025")
    bank.answers["GOV.EST"] = [
        {**recorded("research")[0], "total": 4, "sourceid": "3"},
        [{**row, "indicator": {"id": "GOV.EST", "value": "Estimate"}}
         for row in recorded("research")[1] if row["countryiso3code"] == "CHL"]]
    assert run("kinds", yes=True)[0] == 0
    assert (folder / "data" / "kinds.csv").read_text() == (
        "iso3,year,kind,share,sources,confidence,note\n"
        "CHL,2020,research,0.34,bank-research,confirmed,\n"
        "CHL,2021,research,0.37,bank-research,confirmed,\n"
        "CHL,2022,research,0.39,bank-research,confirmed,\n"
        "CHL,2023,research,0.41,bank-research,confirmed,\n"
        "CHL,2021,other,0.3,census,confirmed,\n")


# What is shown, and asked


def test_the_differences_are_shown_before_anything_is_written(run: Run, folder: Path) -> None:
    before = contents(folder)
    code, said, errors = run(said="n")
    assert (code, contents(folder)) == (0, before)
    assert said.startswith('''
research: 1 cell changes, 6 are new; 3 new rows. Vintage: indicators of 2025 -> indicators \
of 2026-07-13, years 2020-2023
  CHL 2021 share: 0.36 -> 0.37
  CHL 2022 share: (none) -> 0.39
  CHL 2023 people: (none) -> 19658835
  CHL 2023 share: (none) -> 0.41
  ESP 2022 people: (none) -> 47759127
  ESP 2022 share: (none) -> 1.44
  ESP 2023 people: (none) -> 48347910
''')
    assert said.endswith("\nNothing was written.\n")
    lines = [line.partition(" (")[0] for line in errors.splitlines()]
    assert lines == [f"research: {RESEARCH} ... 7 values of 2026-07-13",
                     f"research: {PEOPLE} ... 8 values of 2026-07-13"]


def test_sentences_and_questions_that_the_new_values_touch_are_named(run: Run) -> None:
    _, said, _ = run(dry_run=True)
    false, look = said.split("\nLook at these too:\n")
    assert false.split("\nThese would be false:\n")[1] == (
        "data/claims/research.yml:4: research.md says 'spent 0.36 % in 2021': '0.36' stands in "
        "print, but 'research' (share where iso3='CHL', year=2021) gives 0.37\n")
    assert ("data/claims/research.yml:5: research.md says 'never less than 0.3 %': still true, "
            "and reads cells that change\n") in look
    assert "question 'research-of-a-country' (chl): takes values from cells that change" in look
    assert "(esp)" not in look
    assert "Spain" not in look
    assert """data/research.csv:3: does its note still hold: 'Low, as "always".'""" in look
    assert "does source 'bank-research' still say what was read, and when?" in look
    assert "does the description of 'research' still hold?" in look


def test_a_long_list_is_cut_and_counted_with_the_largest_changes_kept(
    run: Run, folder: Path, bank: Bank
) -> None:
    years = range(1990, 2024)
    rows = "".join(f"CHL,{year},1,,bank-research,confirmed,\n" for year in years)
    text = TABLE.splitlines(keepends=True)
    (folder / "data" / "research.csv").write_text(text[0] + rows + "".join(text[-2:]))
    (folder / "data" / "claims" / "research.yml").unlink()
    edit(folder, series=ENTRY["series"][:1])
    row = recorded("research")[1][0]
    more = [{**row, "date": str(year), "value": 3 if year == 2001 else 1.1} for year in years]
    spain = [one for one in recorded("research")[1] if one["countryiso3code"] == "ESP"]
    bank.answers[RESEARCH] = [{**recorded("research")[0], "total": 38}, [*more, *spain]]
    _, said, _ = run(dry_run=True)
    assert "  CHL 2001 share: 1 -> 3\n" in said
    assert "  ... and 22 more, with smaller changes\n" in said


def test_a_dry_run_writes_nothing_even_with_yes(run: Run, folder: Path) -> None:
    before = contents(folder)
    code, said, _ = run(yes=True, dry_run=True)
    assert (code, contents(folder)) == (0, before)
    assert said.endswith("\nA dry run: nothing was written.\n")


def test_without_a_terminal_nothing_is_written_and_yes_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull) as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        before = contents(folder)
        code, _, errors = run()
    assert (code, contents(folder)) == (1, before)
    assert errors.endswith("so nothing was written; --yes writes.\n")


def test_the_command_passes_its_options_on(
    folder: Path, bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["data", "refresh", "--table", "research", "--from", f"{bank.url}/"]
    before = contents(folder)
    assert cli.run(lambda: Course(folder), "course", [*argv, "--dry-run"]) == 0
    assert contents(folder) == before
    assert cli.run(lambda: Course(folder), "course", [*argv, "--yes"]) == 0
    assert "\nWritten: data/datapackage.json, data/research.csv. " in capsys.readouterr().out
    assert "CHL,2023,0.41" in (folder / "data" / "research.csv").read_text()


def test_a_table_that_cannot_be_renewed_says_why(run: Run, folder: Path) -> None:
    assert run("planets")[2] == ("no newer values are known of for table 'planets'; there are for "
                                 "'research'.\nNothing was changed.\n")
    path = folder / "data" / "datapackage.json"
    path.write_text(path.read_text().replace('"vintage": "fact sheet', '"refresh": {"never": '
                                             '"Planets stay."}, "vintage": "fact sheet'))
    assert run("planets")[2].startswith("planets is not refreshed: Planets stay.\n")
    code, _, errors = run(dry_run=True)
    assert (code, errors.splitlines()[0]) == (0, "planets is not refreshed: Planets stay.")


# What is refused


def test_without_a_server_the_message_says_so_at_once(run: Run, folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    said = refused(run, folder, fetch=Fetch(base=url, pauses=(99,)))
    assert said.startswith(f"research: {RESEARCH}: {url[7:]} cannot be reached (Connection "
                           "refused); is there a network?")


@pytest.mark.parametrize("step", [0.05, None])
def test_a_slow_server_is_given_up_whether_it_drips_or_is_silent(
    run: Run, folder: Path, bank: Bank, step: float | None
) -> None:
    stopped = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        send(handler, b"", length=10_000)
        try:
            while not stopped.wait(step):
                handler.wfile.write(b" ")
        except OSError:
            pass  # nobody listens any more

    bank.answers[RESEARCH] = slow
    try:
        said = refused(run, folder, fetch=quick(bank, seconds=0.3, pauses=()))
    finally:
        stopped.set()
    assert "did not answer in full within 0.3 seconds; try again later" in said


def test_a_passing_fault_is_tried_again(run: Run, folder: Path, bank: Bank) -> None:
    good = bank.answers[RESEARCH]

    def busy(handler: BaseHTTPRequestHandler) -> None:
        bank.answers[RESEARCH] = good
        send(handler, b"busy", code=503, kind="text/plain")

    bank.answers[RESEARCH] = busy
    assert run(yes=True)[0] == 0
    assert len(bank.asked) == 3


HTML = b"<!doctype html><title>Log in</title>"
SOUND = json.dumps(recorded("research")).encode()


@pytest.mark.parametrize(("answer", "message"), [
    ({"code": 404, "body": b"gone", "kind": "text/plain"}, "answers 404 Not Found (gone); look"),
    ({"code": 410, "body": b"go\x1b[2Jne"}, "answers 410 Gone (go[2Jne); look"),
    ({"code": 503, "body": b"busy", "kind": "text/plain"}, "503 Service Unavailable (busy); try"),
    ({"body": HTML, "kind": "text/html"}, "gives a web page in place of data"),
    ({"body": HTML}, "a web page came in place of data"),
    ({"body": SOUND[:300]}, "the answer breaks off in the middle"),
    ({"body": SOUND[:300], "length": len(SOUND)}, "broke the answer off after 300 of"),
    ({"body": b'{"a": 1,, "b": 2}'}, "is no JSON (Expecting property name"),
    ({"body": b'[{"page": 1}, [NaN]]'}, "the answer is no JSON that can be read"),
    ({"body": b"[" * 90_000}, "the answer is no JSON that can be read"),
    ({"body": "[\u00e5]".encode("latin-1")}, "the answer is no JSON that can be read"),
    ({"body": b""}, "the answer breaks off in the middle"),
    ({"body": b"", "code": 302, "Location": "http://other.example/data"},
     "sends on to http://other.example, which was not asked"),
    ({"body": b" " * 5000 + SOUND}, "gives more than 4,000 bytes in one answer"),
], ids=lambda value: None if isinstance(value, dict) else value[:30])
def test_what_is_no_answer_is_told_in_one_sentence(
    run: Run, folder: Path, bank: Bank, answer: dict[str, Any], message: str
) -> None:
    bank.answers[RESEARCH] = lambda handler: send(handler, **answer)
    said = refused(run, folder, fetch=quick(bank, size=4000 if "4,000" in message else 99_999))
    assert said.startswith(f"research: {RESEARCH}: ")
    assert message in said


def meta(**keys: Any) -> Callable[[Any], Any]:
    return lambda given: [{**given[0], **keys}, given[1]]


def first(**keys: Any) -> Callable[[Any], Any]:
    return lambda given: [given[0], [{**given[1][0], **keys}, *given[1][1:]]]


def only(*codes: str) -> Callable[[Any], Any]:
    def change(given: Any) -> Any:
        rows = [row for row in given[1] if row["countryiso3code"] in codes]
        return [{**given[0], "total": len(rows)}, rows]
    return change


def without(country: str, year: str) -> Callable[[Any], Any]:
    return lambda given: [given[0], [
        {**row, "value": None} if (row["countryiso3code"], row["date"]) == (country, year)
        else row for row in given[1]]]


@pytest.mark.parametrize(("change", "message"), [
    (lambda _: recorded("unknown"), "does not know the question: 'The provided parameter value"),
    (lambda _: recorded("people"), "the answer is 'SP.POP.TOTL'; 'GB.XPD.RSDV.GD.ZS' was asked"),
    (lambda _: {"rows": []}, "is not in the form [meta, rows]"),
    (lambda given: [given[0], None], "0 rows came where 8 were promised"),
    (lambda given: [given[0], given[1][:5]], "5 rows came where 8 were promised"),
    (lambda given: [given[0], ["row", *given[1][1:]]], "a row is not in the form of the World"),
    (lambda given: [given[0], [*given[1][:7], given[1][0]]], "stands twice for CHL 2023"),
    (meta(lastupdated="yesterday"), "pages, total or date are missing"),
    (meta(pages=9000), "page 1 of 9000 came where page 1 of at most 50 was asked for"),
    (meta(sourceid="57"), "the answer is of database '57'; 2 was asked"),
    (first(indicator={"id": RESEARCH, "value": "Research (% of GNI)"}), "look whether it still"),
    (first(value="0.41"), "the value for CHL 2023 is '0.41', which is no number"),
    (first(value=10 ** 400), "which is no number"),
    (first(value=True), "the value for CHL 2023 is true, which is no number"),
    (first(value=41), "'share' is 41; the most allowed is 10; if that is right, data/sch"),
    (first(value=-1), "the least allowed is 0"),
    (first(date="2031"), "the answer holds year '2031' for CHL; years from 2020 to 2026 were"),
    (first(date="2023Q1"), "the answer holds year '2023Q1'"),
    (first(countryiso3code="PER"), "the answer holds country 'PER', which was not asked for"),
    (only("CHL"), "the answer leaves out 'ESP', of 2 countries asked for"),
    (without("ESP", "2021"), "no value came for 'ESP 2021', which the table holds; cells of two "
                             "editions are not mixed."),
], ids=lambda value: None if callable(value) else value[:30])
def test_an_answer_that_is_not_what_was_asked_is_refused(
    run: Run, folder: Path, bank: Bank, change: Callable[[Any], Any], message: str
) -> None:
    bank.answers[RESEARCH] = change(recorded("research"))
    said = refused(run, folder)
    assert said.startswith("research: ")
    assert RESEARCH in said
    assert message in said


def test_a_withdrawn_value_is_told_with_its_line(run: Run, folder: Path, bank: Bank) -> None:
    bank.answers[RESEARCH] = without("ESP", "2021")(recorded("research"))
    assert refused(run, folder).endswith("take the row out first: data/research.csv:6.")


def test_a_broken_number_of_people_is_refused(run: Run, folder: Path, bank: Bank) -> None:
    bank.answers[PEOPLE][1][0]["value"] = 19658835.5
    assert "'people' is 19658835.5; a whole number is allowed" in refused(run, folder)


def test_a_year_that_the_schema_does_not_allow_yet_names_the_schema(
    run: Run, folder: Path
) -> None:
    path = folder / "data" / "schemas" / "research.json"
    path.write_text(path.read_text().replace('"type": "year", "title": "Year", "constraints": {',
                                             '"type": "year", "title": "Year", "constraints": {'
                                             '"maximum": 2022, '))
    assert refused(run, folder) == (
        "research: a new row: 'year' is 2023; the most allowed is 2022; if that is right, "
        "data/schemas/research.json must allow it.")


def test_data_that_are_faulty_already_are_named_and_nothing_is_asked(
    folder: Path, bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "data" / "research.csv"
    path.write_text(TABLE.replace("0.36", "much"))
    argv = ["data", "refresh", "--yes", "--from", bank.url]
    assert cli.run(lambda: Course(folder), "course", argv) == 1
    assert capsys.readouterr().err.startswith("data/research.csv:3: 'share' is 'much'; a number")
    assert bank.asked == []


@pytest.mark.parametrize(("keys", "message"), [
    ({"series": []}, "'series' says where newer values come from, or 'never' why there are none"),
    ({"never": "No."}, "'series' says where newer values come from, or 'never'"),
    ({"new_vintage": "of {date}"}, "'new_vintage' may hold {edition} and {years}"),
    ({"country": "land"}, "there is no column 'land'"),
    ({"series": [{**ENTRY["series"][0], "column": "note"}]}, "column 'note' holds no numbers"),
    ({"series": [{**ENTRY["series"][0], "source": "bank"}]}, "source 'bank' is not in the table"),
    ({"series": [{**ENTRY["series"][0], "where": {"note": ""}}]}, "a row is found by 'iso3', 'y"),
    ({"series": [{**ENTRY["series"][0], "from": "oracle"}]}, "series.0"),
    ({"serie": []}, "serie: Extra inputs are not permitted"),
], ids=lambda value: None if isinstance(value, dict) else value[:30])
def test_the_check_names_what_is_wrong_with_an_entry(
    folder: Path, keys: dict[str, Any], message: str
) -> None:
    edit(folder, **keys)
    faults = [str(fault) for fault in check(Course(folder)).faults]
    assert [fault for fault in faults if message in fault]
    assert all(fault.startswith("data/datapackage.json:") for fault in faults)


# How it is written


def test_a_failure_in_the_midst_of_writing_puts_every_table_back(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == "research.csv":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(writing.os, "replace", full)
    code, _, errors = run(yes=True)
    assert (code, contents(folder)) == (1, before)
    assert "No space left on device" in errors
    assert errors.endswith("they are as they were.\n")


@pytest.mark.parametrize("name", ["research", "deaths"])
@pytest.mark.usefixtures("token")
def test_a_kill_between_two_files_leaves_whole_ones_and_the_next_run_ends_the_work(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    deaths(folder)
    files: dict[Path, tuple[bytes, bytes]] = {}
    with monkeypatch.context() as patch:
        patch.setattr("coursekit.refresh.write", files.update)
        run(name, yes=True)
    package, _ = files
    package.write_bytes(files[package][1])  # what lies there when it stops before the second
    assert Course(folder).tables.faults() == []
    assert run(name, yes=True)[0] == 0
    assert {path: path.read_bytes() for path in files} == {p: new for p, (_, new) in files.items()}


def test_a_table_edited_during_the_question_is_not_overwritten(
    folder: Path, bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "data" / "research.csv"
    mine = TABLE.replace("census", "bank-people")

    def edit_first(question: str) -> str:
        path.write_text(mine)
        return "y"

    code = refresh(Course(folder), fetch=quick(bank), ask=edit_first, today=TODAY)
    assert code == 1
    assert path.read_text() == mine
    assert "research.csv was changed by somebody else in the meantime" in capsys.readouterr().err


# Sums of events

DEATHS = '''\
iso3,year,best,low,high,sources
MLI,2023,10,9,13,events-25
MLI,2024,5,2,5,events-25
'''
EVENTS = {"from": "ucdp", "versions": {"25.1": "events-25", "26.1": "events-26"},
          "countries": {"MLI": 432}, "sums": {"best": "best", "low": "low", "high": "high"}}


def deaths(folder: Path, rows: str = DEATHS, **keys: Any) -> None:
    columns = [{"name": name, "type": "integer", "title": name, "constraints": {"required": True}}
               for name in ("best", "low", "high")]
    fields = [*SCHEMA["fields"][:2], *columns, SCHEMA["fields"][4]]
    entry = {"new_vintage": "version {edition}, {years}", "series": [{**EVENTS, **keys}]}
    add_table(folder, "deaths", rows, {**SCHEMA, "fields": fields}, entry, "version 25.1")


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCDP_ACCESS_TOKEN", "open-sesame")


@pytest.mark.usefixtures("token")
def test_sums_of_events_are_renewed_once_the_held_version_gives_the_table(
    run: Run, folder: Path, bank: Bank
) -> None:
    deaths(folder)
    assert run("deaths", yes=True)[0] == 0
    assert (folder / "data" / "deaths.csv").read_text() == '''\
iso3,year,best,low,high,sources
MLI,2023,10,9,13,events-25
MLI,2024,6,2,6,events-26
MLI,2025,11,8,15,events-26
'''
    assert Course(folder).tables.describe("deaths").vintage == "version 26.1, 2023-2025"
    assert [path.split("?")[0] for path in bank.asked] == [
        "/ucdp/gedevents/25.1", "/ucdp/gedevents/26.1"]
    assert set(bank.tokens) == {"open-sesame"}
    code, said, _ = run("deaths", yes=True)
    assert (code, said) == (0, "Nothing to write: what came is in the tables already.\n")
    assert len(bank.asked) == 2


@pytest.mark.usefixtures("token")
def test_pages_of_events_are_followed_by_number_and_never_to_another_host(
    run: Run, folder: Path, bank: Bank
) -> None:
    deaths(folder)
    for version in ("/25.1", "/26.1"):
        given = bank.answers.pop(version)
        events = given["Result"]
        bank.answers[f"{version}?pagesize=1000&Country=432&page=1"] = {
            **given, "NextPageUrl": "", "Result": events[2:]}
        bank.answers[version] = {**given, "NextPageUrl": "http://other.example/api?page=1",
                                 "Result": events[:2]}
    assert run("deaths", yes=True)[0] == 0
    assert "MLI,2025,11,8,15" in (folder / "data" / "deaths.csv").read_text()


@pytest.mark.parametrize(("keys", "rows", "message"), [
    ({}, DEATHS.replace("10,9,13", "12,9,13"), "the events of version 25.1 add up to 10 for MLI "
     "2023, where the table has 12 as 'best' (1 such cells): the table was not made from these"),
    ({"countries": {"NER": 436}}, DEATHS, "'countries' has no number for 'MLI'"),
], ids=["other sums", "no number"])
@pytest.mark.usefixtures("token")
def test_sums_that_cannot_renew_the_table_are_refused(
    run: Run, folder: Path, keys: dict[str, Any], rows: str, message: str
) -> None:
    deaths(folder, rows, **keys)
    before = contents(folder)
    code, _, errors = run("deaths", yes=True)
    assert (code, contents(folder)) == (1, before)
    assert message in errors


@pytest.mark.parametrize(("change", "message"), [
    ({"TotalCount": 9}, "4 events came where 9 were promised"),
    ({"Result": [], "TotalCount": 0}, "0 events came where 0 were promised"),
    ({"Result": {}}, "the answer is not in the form of the Program's API"),
    ({"Result": [{"id": 1, "country_id": 432, "year": 2024, "best": "4", "low": 1, "high": 1}],
      "TotalCount": 1}, "event 1 has '4' as its 'best' estimate"),
    ({"Result": [{"id": 1, "country_id": 2, "year": 2024}]}, "an event is of country 2 and year"),
    ({"Result": [{"id": 1, "country_id": 432, "year": 2024, "best": 1, "low": 1, "high": 1}] * 2},
     "event 1 stands twice"),
], ids=lambda value: None if isinstance(value, dict) else value[:30])
@pytest.mark.usefixtures("token")
def test_events_that_are_not_what_was_asked_are_refused(
    run: Run, folder: Path, bank: Bank, change: dict[str, Any], message: str
) -> None:
    deaths(folder)
    bank.answers["/26.1"] = {**bank.answers["/26.1"], **change}
    before = contents(folder)
    code, _, errors = run("deaths", yes=True)
    assert (code, contents(folder)) == (1, before)
    assert f"deaths: events of version 26.1: {message}" in errors


def test_without_a_token_it_is_named_and_nothing_is_asked(
    run: Run, folder: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UCDP_ACCESS_TOKEN", raising=False)
    deaths(folder)
    code, _, errors = run("deaths", yes=True)
    assert code == 1
    assert "put it into the environment variable UCDP_ACCESS_TOKEN" in errors
    assert bank.asked == []


@pytest.mark.usefixtures("token")
def test_a_token_that_is_refused_never_stands_in_the_message(
    run: Run, folder: Path, bank: Bank
) -> None:
    deaths(folder)
    bank.answers["/25.1"] = lambda handler: send(
        handler, b"API token required. Add header: x-ucdp-access-token", code=401,
        kind="text/plain")
    code, _, errors = run("deaths", yes=True)
    assert code == 1
    assert "answers 401 Unauthorized (API token required." in errors
    assert "open-sesame" not in errors
