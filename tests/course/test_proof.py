"""Every number of the course is proven: a change of any of them is named, and nothing is open."""

import csv
import io
import random
import shutil

import pytest

from coursekit.check import check
from coursekit.claims.mutation import Mutations, another
from coursekit.course import Course
from seccoop.course import course

SAMPLE = 400
#: The share of mentions that may be exempt from proof.
EXEMPT = 0.02


@pytest.fixture(scope="module")
def mutations():
    return Mutations(course())


@pytest.fixture
def copy(tmp_path):
    for name in ("book", "data", "notebooks", "quizzes", course().manifest.figures):
        shutil.copytree(course().root / name, tmp_path / name)
    for name in ("course.yml", "_toc.yml"):
        shutil.copy(course().root / name, tmp_path)
    return tmp_path


def sample(values, seed):
    return random.Random(seed).sample(values, min(SAMPLE, len(values)))


def test_every_mention_of_a_quantity_is_proven_and_few_are_exempt():
    tally = check(course()).tally
    assert tally.uncovered == 0
    assert tally.mentions > 2_000
    assert tally.kinds["exemption"] < EXEMPT * tally.mentions


def test_a_quantity_typed_into_a_figure_of_the_course_is_named(copy):
    path = copy / course().manifest.figures / "maps.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Natural Earth", "Natural Earth in 3 sizes"), encoding="utf-8")
    said = [str(fault) for fault in check(Course(copy)).faults if "typed into" in str(fault)]
    assert len(said) == 1
    assert "maps.py" in said[0]


def test_a_change_of_any_cell_that_changes_a_look_up_is_named(mutations):
    told = {cell: mutations.names_cell(cell) for cell in sample(mutations.cells(), seed=10)}
    assert [cell for cell, named in told.items() if named is False] == []
    # Where a change of a cell changes no look-up at all, nothing becomes false.
    assert sum(named is True for named in told.values()) > 0.9 * len(told)


def test_another_number_in_any_place_of_the_text_is_named(mutations):
    assert [spot for spot in sample(mutations.spots(), seed=10)
            if not mutations.names_spot(spot)] == []


def test_a_cell_changed_in_its_file_is_named_by_the_whole_check(copy, mutations):
    cells = mutations.cells()
    cell = next(one for one in random.Random(3).sample(cells, len(cells))
                if mutations.names_cell(one))
    path = copy / "data" / course().tables.describe(cell.table).path.name
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    at = header.index(cell.column)
    rows[cell.row][at] = f"{abs(float(rows[cell.row][at])) * 10 + 7:g}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    assert check(Course(copy)).faults


def test_a_number_changed_in_its_file_is_named_by_the_whole_check(copy, mutations):
    [spot] = random.Random(3).sample(
        [one for one in mutations.spots() if one.page.endswith(".md")], 1)
    path = copy / spot.page
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(spot.mention.text, another(spot.mention)), encoding="utf-8")
    said = [str(fault) for fault in check(Course(copy)).faults]
    assert any(spot.page in one for one in said)
