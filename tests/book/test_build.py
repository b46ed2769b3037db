"""The build: progress, failures, caches, and the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.book.build import notebooks
from coursekit.book.cache import cache_folder, fingerprint

Small = Callable[..., Path]


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a built book but Sphinx's note to itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def run_build(root: Path) -> tuple[int, str, str]:
    """A build in a process of its own, as a user starts it: exit code, output, errors."""
    code = f"import sys; from coursekit.book.build import build; sys.exit(build({str(root)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          check=False, cwd=root)
    return done.returncode, done.stdout, done.stderr


def test_progress_names_each_notebook_and_the_end_says_what_to_open(small_course: Small) -> None:
    root = small_course({"index": "# A course"}, cells=["# Start", "1 + 1"])
    code, said, _ = run_build(root)
    assert code == 0
    first, *_, last_but_one, last = said.splitlines()
    assert first.startswith("[1/1] 00-start … ")
    assert first.endswith(" s")
    assert str(root / "_build" / "html" / "index.html") in last_but_one
    assert "make serve" in last


def test_a_notebook_that_did_not_change_is_not_run_again(small_course: Small) -> None:
    root = small_course({"index": "# A course"}, cells=["# Start", "1 + 1"])
    run_build(root)
    (root / "index.md").write_text("# Another title\n", encoding="utf-8")
    code, said, _ = run_build(root)
    assert code == 0
    assert said.startswith("[1/1] 00-start … kept from the last build")


def test_a_book_is_not_built_again_until_something_changes(small_course: Small) -> None:
    root = small_course({"index": "# A course", "page": "# Early\n"})
    run_build(root)
    assert "Nothing has changed" in run_build(root)[1]
    (root / "page.md").write_text("# Late\n", encoding="utf-8")
    assert "Nothing has changed" not in run_build(root)[1]
    built = root / "_build" / "html"
    assert "Late" in (built / "page.html").read_text(encoding="utf-8")
    # The menu of a page that did not change itself.
    assert "Late" in (built / "index.html").read_text(encoding="utf-8")
    assert "Early" not in (built / "index.html").read_text(encoding="utf-8")


def test_a_failing_cell_is_named_with_its_code_and_error_and_nothing_is_built(
    small_course: Small,
) -> None:
    root = small_course({"index": "# A course"}, cells=["# Start", "good = 1", "good / 0"])
    code, said, errors = run_build(root)
    assert code == 1
    assert "[1/1] 00-start … FAILED" in said
    assert "notebooks/00-start.ipynb, code cell 2:\n    good / 0\nZeroDivisionError" in errors
    assert "Traceback" not in errors
    assert not (root / "_build" / "html").exists()


def test_a_kernel_that_dies_is_reported_with_the_cell_that_killed_it(small_course: Small) -> None:
    root = small_course({"index": "# A course"}, cells=["# Start", "1", "import os; os._exit(1)"])
    code, _, errors = run_build(root)
    assert code == 1
    assert "code cell 2:\n    import os; os._exit(1)\nthe kernel died" in errors


def test_a_cell_that_takes_too_long_is_reported_with_the_limit(small_course: Small) -> None:
    root = small_course({"index": "# A course"}, cells=["# Start", "import time; time.sleep(600)"])
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("timeout: 60", "timeout: 2"),
                      encoding="utf-8")
    code, _, errors = run_build(root)
    assert code == 1
    assert "not done after 2 seconds" in errors


def test_links_that_lead_nowhere_fail_the_build_all_of_them_with_their_places(
    small_course: Small,
) -> None:
    pages = {"index": "# A course\n\n[gone](gone.md)", "page": "# Page\n\n[lost](#lost)"}
    root = small_course(pages)
    code, _, errors = run_build(root)
    assert code == 1
    assert f"{root / 'index.md'}:3: WARNING" in errors
    assert f"{root / 'page.md'}:3: WARNING" in errors
    assert "Nothing has changed" not in run_build(root)[1], "a faulty book is not finished"


def test_a_formula_that_cannot_be_drawn_fails_the_build_and_is_quoted(small_course: Small) -> None:
    code, _, errors = run_build(small_course({"index": "# A course\n\n$\\left( x$\n"}))
    assert code == 1
    assert "\\left( x" in errors


def test_two_builds_and_the_stock_command_give_the_same_bytes(planets: Path) -> None:
    books = []
    for stock in (False, False, True):
        if stock:
            subprocess.run([Path(sys.executable).with_name("jupyter-book"), "build", "-qq", "."],
                           cwd=planets, check=True, capture_output=True)
        else:
            assert run_build(planets)[0] == 0
        books.append(contents(planets / "_build" / "html"))
        (planets / "_build").rename(planets / f"_build-{len(books)}")
    first, second, third = books
    assert [name for name in first if first[name] != second.get(name)] == []
    assert [name for name in first if first[name] != third.get(name)] == []
    assert first.keys() == second.keys() == third.keys()


def test_only_what_notebooks_rest_on_changes_their_cache(planets: Path) -> None:
    before = fingerprint(planets)
    (planets / "index.md").write_text("# Other words\n", encoding="utf-8")
    (planets / "notebooks" / "02-new.ipynb").write_text("{}", encoding="utf-8")
    assert fingerprint(planets) == before
    table = planets / "data" / "planets.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(planets) != before
    assert cache_folder(planets, planets / "_build").parent == planets / "_build"


def test_compiled_code_and_checkpoints_do_not_change_the_cache(planets: Path) -> None:
    before = fingerprint(planets)
    for folder in ("src/one/__pycache__", "quizzes/.ipynb_checkpoints", "src/one.egg-info"):
        (planets / folder).mkdir(parents=True)
        (planets / folder / "file").touch()
    assert fingerprint(planets) == before


def test_caches_of_earlier_states_are_removed(small_course: Small) -> None:
    root = small_course({"index": "# A course"})
    (root / "data").mkdir()
    old = cache_folder(root, root / "_build")
    old.mkdir(parents=True)
    (root / "data" / "new.csv").touch()
    assert run_build(root)[0] == 0
    assert not old.exists()


def test_notebooks_are_those_of_the_table_of_contents_in_its_order(planets: Path) -> None:
    names = [path.stem for path in notebooks(planets)]
    assert names == ["00-sizes", "01-distances"]
