"""A course on another subject, built by the same engine with no change to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit.book.serve import serving

PLANETS = Path(__file__).resolve().parents[1] / "planets"


@pytest.fixture(scope="module")
def planets(tmp_path_factory):
    """The built book of the other course, served; its commands are those of the engine."""
    root = tmp_path_factory.mktemp("other") / "planets"
    shutil.copytree(PLANETS, root, ignore=shutil.ignore_patterns("_build"))
    for command in ("check", "book"):
        done = subprocess.run(
            [sys.executable, "-m", "coursekit.cli", command], cwd=root, check=False,
            capture_output=True, text=True, env={**os.environ, "COURSE_ROOT": str(root)},
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == "", f"the {command} of the other course warns"
    with serving(root / "_build" / "html") as url:
        yield url


def test_its_explorer_moves_without_a_kernel(planets, new_page):
    page = new_page()
    page.goto(f"{planets}/notebooks/00-sizes.html")
    page.get_by_label("Planet", exact=True).select_option("Jupiter")
    page.locator(".ck-description", has_text="Jupiter is 11.21 times as wide").wait_for()


def test_its_quiz_marks_an_answer(planets, new_page):
    page = new_page()
    page.goto(f"{planets}/notebooks/01-distances.html")
    page.get_by_role("radio", name="Neptune").check()
    page.get_by_role("button", name="Fairly sure").first.click()
    page.get_by_role("status").filter(has_text="Correct").first.wait_for()


def test_it_holds_no_word_of_this_course(planets, new_page):
    page = new_page()
    for path in ("index.html", "notebooks/00-sizes.html", "notebooks/01-distances.html"):
        page.goto(f"{planets}/{path}")
        assert "Denmark" not in page.content()
