"""What `make test` leaves to `make test-all`: a sample stands for many, and for every kind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import sampling

ROOT = Path(__file__).resolve().parents[1]
MANY = """
import pytest

@pytest.mark.exhaustive(keep=3)
@pytest.mark.parametrize("number", range(40))
def test_numbers(number):
    pass

@pytest.mark.exhaustive(keep=1, each=["kind"])
@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("kind", ["a", "b"])
def test_kinds(number, kind):
    pass

@pytest.mark.exhaustive(keep=2, by="name")
@pytest.mark.parametrize("end", ["first", "last"])
@pytest.mark.parametrize("name", list("uvwxyz"))
def test_names(name, end):
    pass

@pytest.mark.exhaustive(keep=2, by="name")
@pytest.mark.parametrize("name", list("uvwxyz"))
def test_names_again(name):
    pass

@pytest.mark.exhaustive(keep=1)
def test_one():
    pass

def test_plain():
    pass
"""
CONFTEST = """
from tests import sampling

def pytest_addoption(parser):
    parser.addoption("--all", action="store_true")

def pytest_configure(config):
    config.addinivalue_line("markers", "exhaustive: as in the tests themselves")
    sampling.configure(config)

def pytest_collection_modifyitems(config, items):
    if not sampling.whole:
        items[:], _ = sampling.select(items)
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The tests that a command line collects from the example."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_many.py").write_text(MANY)

    def collect(*arguments, of="test_many.py"):
        # A process of its own, since what is a sample and what is whole holds for a process.
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "--collect-only", "-q", of, *arguments], cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": "",
                 "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        return [line.partition("::")[2] for line in done.stdout.splitlines() if "::" in line]

    return collect


def test_so_many_cases_stand_for_all_and_every_kind_and_name_keeps_one(collected):
    names = collected()
    assert len([name for name in names if name.startswith("test_numbers[")]) == 3
    kinds = [name for name in names if name.startswith("test_kinds[")]
    assert sorted(name.partition("[")[2][0] for name in kinds) == ["a", "b"]
    drawn = [name.partition("[")[2].rstrip("]") for name in names if name.startswith("test_names[")]
    again = [name.partition("[")[2].rstrip("]") for name in names if "names_again" in name]
    assert len(again) == 2
    assert sorted(drawn) == sorted(f"{name}-{end}" for name in again for end in ("first", "last"))
    assert {"test_one", "test_plain"} <= set(names)


def test_the_same_cases_are_drawn_each_time(collected):
    assert collected() == collected()


def test_with_all_every_case_is_run(collected):
    assert len(collected("--all")) == 40 + 10 + 12 + 6 + 2


def test_whoever_names_a_test_gets_all_of_its_cases(collected):
    assert len(collected(of="test_many.py::test_numbers")) == 40


def test_a_sample_holds_every_kind_and_moves_little_when_something_is_added():
    things = [f"{kind}{number}" for kind in "abc" for number in range(20)]
    before = sampling.drawn(things, 4, kind=lambda one: one[0])
    assert [one[0] for one in before] == ["a"] * 4 + ["b"] * 4 + ["c"] * 4
    after = sampling.drawn([*things, "a20"], 4, kind=lambda one: one[0])
    assert len(set(before) - set(after)) <= 1


def test_a_sample_that_would_keep_nothing_is_refused():
    with pytest.raises(ValueError, match="keeps at least one case, not 0"):
        sampling.drawn([1, 2], 0)
