"""One run names every fault of data, questions and claims, each once."""

from __future__ import annotations

import json
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


CELL = {"cell_type": "markdown", "metadata": {}, "source": []}
NOTEBOOK = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
NO_NOTEBOOKS = {
    "an empty file": ("", "the file is empty"),
    "white space": ("\n\n", "the file is empty"),
    "a list": ("[]", "it has no list of 'cells'"),
    "no cells": ({"nbformat": 4}, "it has no list of 'cells'"),
    "no version": ({"cells": []}, "it lacks 'nbformat'"),
    "an old version": ({"worksheets": [], "nbformat": 3}, "it is of version 3, and 4 is read here"),
    "a cell that is text": ({**NOTEBOOK, "cells": ["text"]}, "cell 1: it is no object"),
    "a cell without text": ({**NOTEBOOK, "cells": [CELL, {"cell_type": "markdown"}]},
                            "cell 2: it lacks 'source'"),
    "a cell without kind": ({**NOTEBOOK, "cells": [{"source": ""}]}, "'cell_type' is nothing"),
    "a number for a text": ({**NOTEBOOK, "cells": [{**CELL, "source": 5}]}, "must be text"),
    "a number for a line": ({**NOTEBOOK, "cells": [{**CELL, "source": [5]}]}, "must be text"),
    "outputs that are none": ({**NOTEBOOK, "cells": [{
        **CELL, "cell_type": "code", "outputs": [5]}]}, "'outputs' must be a list of objects"),
    "data that is none": ({**NOTEBOOK, "cells": [{
        **CELL, "cell_type": "code", "outputs": [{"data": 5}]}]}, "'data' of an output must be"),
    "a picture for a text": ({**NOTEBOOK, "cells": [{
        **CELL, "cell_type": "code", "outputs": [{"data": {"text/html": 5}}]}]},
        "'text/html' of an output must be text"),
    "marks of a merge": ('{"cells": [\n<<<<<<< ours\n', "two versions were merged"),
    "a comma too many": ('{"cells": [],\n}', "not a notebook"),
    "a mark at the beginning": ("\ufeff" + json.dumps(NOTEBOOK), "byte-order mark"),
    "depth without end": ("[" * 100_000, "not a notebook"),
}


@pytest.mark.parametrize("name", ["notebooks/00-sizes.ipynb", "notebooks/review.ipynb",
                                  "appendix.ipynb"])
@pytest.mark.parametrize("case", NO_NOTEBOOKS)
def test_a_broken_notebook_of_the_book_is_named_whether_or_not_it_is_a_chapter(
    folder: Path, name: str, case: str
) -> None:
    with (folder / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write("  - file: appendix\n")
    given, said = NO_NOTEBOOKS[case]
    (folder / name).write_text(given if isinstance(given, str) else json.dumps(given),
                               encoding="utf-8")
    found = [fault for fault in faults(folder) if fault.startswith(f"{name}:")]
    assert len(found) == 1, faults(folder)
    assert said in found[0]


def test_the_fault_of_a_cell_stands_in_its_line(folder: Path) -> None:
    path = folder / "notebooks" / "review.ipynb"
    path.write_text(json.dumps({**NOTEBOOK, "cells": [CELL, {"cell_type": "markdown"}]}, indent=1))
    line = path.read_text().split('"source": []')[0].count("\n") + 3
    assert faults(folder) == [f"notebooks/review.ipynb:{line}: not a notebook: cell 2: it lacks "
                              "'source', its text"]


def test_a_table_of_contents_that_cannot_be_read_is_named(folder: Path) -> None:
    change(folder / "_toc.yml", "root:", "root: [")
    assert any(fault.startswith("_toc.yml:") for fault in faults(folder))


def test_a_file_that_cannot_be_read_makes_no_reference_to_it_false(folder: Path) -> None:
    first = "questions:\n"
    (folder / "quizzes" / "00-sizes.yml").write_text("chapter: 00-sizes\nquestions: [\n")
    change(folder / "quizzes" / "01-distances.yml", first, f"again: [largest-planet]\n{first}")
    assert places(folder) == ["quizzes/00-sizes.yml:3"]


def test_a_notebook_that_cannot_be_read_hides_no_fault_of_its_questions(folder: Path) -> None:
    (folder / "notebooks" / "01-distances.ipynb").write_text("{", encoding="utf-8")
    change(folder / "quizzes" / "01-distances.yml", "objective: 01.compare-distances",
           "objective: 01.other")
    assert places(folder) == ["notebooks/01-distances.ipynb:1", "quizzes/01-distances.yml:7"]
