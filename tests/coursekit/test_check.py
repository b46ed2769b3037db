"""One run names every fault of data, questions and claims, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursekit.check import check
from coursekit.claims import registers
from coursekit.course import Course


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in check(Course(folder)).faults]


def places(folder: Path) -> list[str]:
    return [":".join(fault.split(":")[:2]) for fault in faults(folder)]


def test_a_sound_course_is_counted(folder: Path) -> None:
    report = check(Course(folder))
    assert report.faults == []
    claims = sum(len(register.claims) for register in registers(Course(folder)))
    assert report.summary == (
        f"2 tables with 9 rows, 3 questions and {claims} claims checked. 9 mentions of "
        "quantities: 4 on a look-up, 2 on a quotation, 1 on arithmetic, 0 on a count in the page, "
        "1 on a wrong answer, 1 exempt, 0 unproven.")


def test_faults_of_data_questions_and_claims_come_in_one_run_sorted(folder: Path) -> None:
    change(folder / "data" / "planets.csv", "142984", "143000")
    change(folder / "data" / "sources.csv", "nasa-fact-sheet,", "NASA,")
    change(folder / "quizzes" / "01-distances.yml", "type: numeric", "type: number")
    change(folder / "data" / "claims" / "00-sizes.yml", "are giants", "are dwarfs")
    report = check(Course(folder))
    assert report.faults == sorted(set(report.faults))
    found = list(map(str, report.faults))
    for place in ("data/planets.csv:2:", "quizzes/01-distances.yml:",
                  "data/claims/00-sizes.yml:10:"):
        assert any(fault.startswith(place) for fault in found), found


def test_a_fault_of_the_data_is_named_once_and_not_for_all_that_rests_on_it(folder: Path) -> None:
    change(folder / "data" / "planets.csv", "142984", "wide")
    assert len(faults(folder)) == 1


def test_a_wrong_number_names_each_sentence_that_it_makes_false(folder: Path) -> None:
    change(folder / "data" / "planets.csv", "12756", "6378")
    assert places(folder) == ["data/claims/00-sizes.yml:6"]


@pytest.mark.parametrize(("name", "content"), [
    ("data/datapackage.json", "{"),
    ("data/datapackage.json", "{}"),
    ("data/schemas/planets.json", "[]"),
    ("data/planets.csv", ""),
    ("data/claims/00-sizes.yml", "- a list"),
    ("data/claims/00-sizes.yml", "page: notebooks/none.ipynb"),
    ("quizzes/01-distances.yml", "chapter: ["),
    ("quizzes/01-distances.yml", "a text"),
    ("notebooks/00-sizes.ipynb", "<<<<<<< ours"),
    ("notebooks/01-distances.ipynb", "<<<<<<< ours"),
])
def test_a_file_that_is_no_longer_what_it_was_is_named(
    folder: Path, name: str, content: str
) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    assert any(place.startswith(f"{name}:") for place in places(folder)), faults(folder)


def test_a_notebook_that_cannot_be_read_hides_no_fault_of_its_questions(folder: Path) -> None:
    (folder / "notebooks" / "01-distances.ipynb").write_text("{", encoding="utf-8")
    change(folder / "quizzes" / "01-distances.yml", "objective: 01.compare-distances",
           "objective: 01.other")
    assert places(folder) == ["notebooks/01-distances.ipynb:1", "quizzes/01-distances.yml:7"]
