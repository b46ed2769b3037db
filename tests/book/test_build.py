"""The build: progress, failures, caches, and the same bytes every time."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coursekit.book.build import notebooks
from coursekit.book.cache import cache_folder, fingerprint, is_current, state
from tests import kernels
from tests.book.conftest import run_build, write_course


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a built book but Sphinx's note to itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.fixture(autouse=True, scope="module")
def fixed_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        yield


@dataclass(frozen=True)
class Built:
    """A course that was built: where it is, and what the build said."""

    root: Path
    code: int
    said: str
    errors: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course built for the first time since its data changed, by a kernel that ends late.

    ``old`` in its folder ``_build`` is the cache of the state before.
    """
    root = write_course(tmp_path_factory.mktemp("built") / "small",
                        {"index": "# A course", "page": "# Early\n"}, start=["# Start", "1 + 1"])
    (root / "data").mkdir()
    old = cache_folder(root, root / "_build")
    old.mkdir(parents=True)
    (root / "old").write_text(old.name)
    (root / "data" / "new.csv").touch()
    late = kernels.write(tmp_path_factory.mktemp("late"), kernels.LATE)
    return Built(root, *run_build(root, **late))


def test_progress_names_each_notebook_and_the_end_says_what_to_open(built: Built) -> None:
    assert built.code == 0, built.errors
    first, *_, last_but_one, last = built.said.splitlines()
    assert first.startswith("[1/1] start … ")
    assert first.endswith(" s")
    assert str(built.root / "_build" / "html" / "index.html") in last_but_one
    assert "make serve" in last


def test_nothing_is_seen_of_what_a_kernel_says_while_it_ends(built: Built) -> None:
    assert "ZMQ" not in built.said + built.errors
    assert "Traceback" not in built.said + built.errors


def test_caches_of_earlier_states_are_removed(built: Built) -> None:
    caches = [path.name for path in (built.root / "_build").glob("notebooks-*")]
    assert caches == [cache_folder(built.root, built.root / "_build").name]
    assert caches != [(built.root / "old").read_text()]


def test_nothing_is_built_again_until_something_changes_and_then_no_notebook_that_did_not(
    built: Built, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(built.root, tmp_path / "small"))
    assert "Nothing has changed" in run_build(root)[1]
    (root / "page.md").write_text("# Late\n", encoding="utf-8")
    code, said, _ = run_build(root)
    assert code == 0
    assert "Nothing has changed" not in said
    assert said.startswith("[1/1] start … kept from the last build")
    html = root / "_build" / "html"
    assert "Late" in (html / "page.html").read_text(encoding="utf-8")
    # The menu of a page that did not change itself.
    assert "Late" in (html / "index.html").read_text(encoding="utf-8")
    assert "Early" not in (html / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course whose three notebooks fail, each in another way, built in vain."""
    root = write_course(
        tmp_path_factory.mktemp("failed") / "small", {"index": "# A course"},
        error=["# Start", "good = 1", "good / 0"],
        death=["# Start", "1", "import os; os._exit(1)"],
        long=["# Start", "import time; time.sleep(600)"])
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("timeout: 60", "timeout: 10"),
                      encoding="utf-8")
    return Built(root, *run_build(root))


def test_a_failing_cell_is_named_with_its_code_and_error_and_nothing_is_built(
    failed: Built,
) -> None:
    assert failed.code == 1
    assert "] error … FAILED" in failed.said
    assert ("notebooks/error.ipynb, code cell 2:\n    good / 0\nZeroDivisionError"
            in failed.errors)
    assert "Traceback" not in failed.errors
    assert not (failed.root / "_build" / "html").exists()


def test_a_kernel_that_dies_is_reported_with_the_cell_that_killed_it(failed: Built) -> None:
    assert ("notebooks/death.ipynb, code cell 2:\n    import os; os._exit(1)\nthe kernel died"
            in failed.errors)


def test_a_cell_that_takes_too_long_is_reported_with_the_limit(failed: Built) -> None:
    assert ("notebooks/long.ipynb, code cell 1:\n    import time; time.sleep(600)\n"
            "not done after 10 seconds" in failed.errors)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course with faults in its pages, built all the same."""
    pages = {"index": "# A course\n\n[gone](gone.md)",
             "page": "# Page\n\n[lost](#lost)\n\n$\\left( x$\n"}
    root = write_course(tmp_path_factory.mktemp("faulty") / "small", pages)
    return Built(root, *run_build(root))


def test_links_that_lead_nowhere_fail_the_build_all_of_them_with_their_places(
    faulty: Built,
) -> None:
    assert faulty.code == 1
    assert f"{faulty.root / 'index.md'}:3: WARNING" in faulty.errors
    assert f"{faulty.root / 'page.md'}:3: WARNING" in faulty.errors


def test_a_formula_that_cannot_be_drawn_fails_the_build_and_is_quoted(faulty: Built) -> None:
    assert "\\left( x" in faulty.errors


def test_a_faulty_book_is_not_finished(faulty: Built) -> None:
    assert (faulty.root / "_build" / "html" / "index.html").is_file()
    assert not is_current(faulty.root, state(faulty.root))


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("way", ["the same way", "with the stock command"])
def test_a_book_built_once_more_has_the_same_bytes(built_planets: Path, way: str) -> None:
    folder = built_planets / "_build"
    first = contents(folder / "html")
    folder.rename(built_planets / "_kept")
    try:
        if way == "the same way":
            assert run_build(built_planets)[0] == 0
        else:
            subprocess.run([Path(sys.executable).with_name("jupyter-book"), "build", "-qq", "."],
                           cwd=built_planets, check=True, capture_output=True)
        second = contents(folder / "html")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (built_planets / "_kept").rename(folder)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def test_only_what_notebooks_rest_on_changes_their_cache(planets: Path) -> None:
    before = fingerprint(planets)
    (planets / "index.md").write_text("# Other words\n", encoding="utf-8")
    (planets / "notebooks" / "02-new.ipynb").write_text("{}", encoding="utf-8")
    assert fingerprint(planets) == before
    table = planets / "data" / "planets.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(planets) != before
    assert cache_folder(planets, planets / "_build").parent == planets / "_build"


def test_a_change_of_what_the_book_leaves_out_does_not_make_it_old(planets: Path) -> None:
    config = planets / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"(?m)^exclude_patterns: .*$", "exclude_patterns: [tests, data]",
                             text), encoding="utf-8")
    before = state(planets)
    (planets / "tests").mkdir()
    (planets / "tests" / "test_all.py").touch()
    assert state(planets) == before
    (planets / "data" / "new.csv").touch()
    assert state(planets) != before, "notebooks rest on the data, which is no page"
    before = state(planets)
    (planets / "index.md").write_text("# Other words\n", encoding="utf-8")
    assert state(planets) != before


def test_compiled_code_and_checkpoints_do_not_change_the_cache(planets: Path) -> None:
    before = fingerprint(planets)
    for folder in ("src/one/__pycache__", "quizzes/.ipynb_checkpoints", "src/one.egg-info"):
        (planets / folder).mkdir(parents=True)
        (planets / folder / "file").touch()
    assert fingerprint(planets) == before


def test_notebooks_are_those_of_the_table_of_contents_in_its_order(planets: Path) -> None:
    names = [path.stem for path in notebooks(planets)]
    assert names == ["00-sizes", "01-distances"]


@pytest.mark.parametrize(("name", "content", "said"), [
    ("_config.yml", "execute: {timeout: soon}\n", "_config.yml:1: timeout: 'soon' is no number"),
    ("_config.yml", "- a list\n", "_config.yml:1: the configuration and its 'execute' are"),
    ("_config.yml", "title: One: two\n", "_config.yml:1: not YAML: 'title: One: two': a colon"),
    ("_config.yml", None, "_config.yml:1: this file is missing"),
    ("_toc.yml", "root: [\n", "_toc.yml:2: not YAML: "),
    ("_toc.yml", "- a list\n", "_toc.yml:1: no table of contents: "),
    ("_toc.yml", "root: 5\n", "_toc.yml:1: no table of contents: "),
    ("_toc.yml", "chapters: []\n", "_toc.yml:1: no table of contents: "),
    ("_toc.yml", None, "_toc.yml:1: this file is missing"),
])
def test_a_file_of_the_book_that_cannot_be_read_is_named_before_anything_is_run(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    root = write_course(tmp_path / "small", {"index": "# A course"}, cells=["# Start", "1"])
    if content is None:
        (root / name).unlink()
    else:
        (root / name).write_text(content, encoding="utf-8")
    code, shown, errors = run_build(root)
    assert (code, shown) == (1, "")
    assert errors.startswith(said)
    assert errors.endswith("Nothing was built.\n")
    assert "Traceback" not in errors
