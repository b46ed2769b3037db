"""The front ends keep to the types that their comments declare: TypeScript reads both.

TypeScript is fetched once, into ``_build/types``; without Node, or where npm reaches no
registry, there is nothing to check with. Then the run says so at its end, and fails where the
environment has CI set.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sampling import NOT_CHECKED

ROOT = Path(__file__).parents[2]
TYPES = ROOT / "tests" / "types"
LOCK = TYPES / "package-lock.json"
SCRIPTS = {
    path.relative_to(ROOT).as_posix()
    for folder in ("src/coursekit/frontend", "src/coursekit/book/theme/static")
    for path in (ROOT / folder).glob("*.js")
}
#: What npm says where it reaches no registry, or one that does not give it what it asks for.
UNREACHED = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|E?TIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|"
    r"ERR_SOCKET_TIMEOUT|\w*CERT\w*|E40[134]|E50[0234])\b"
)


def not_checked(why: str) -> None:
    """Skip, which the last line of the run then says; where CI is set, fail: there it must run."""
    message = f"{NOT_CHECKED} the types of the front ends, for {why}"
    (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


@pytest.fixture(scope="module")
def tsc():
    """Runs TypeScript with some arguments; gives its exit code and what it says."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        not_checked("Node and npm are not here")
    # A folder for each lock, so that another version is fetched anew and none is fetched twice.
    folder = ROOT / "_build" / "types" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:8]
    program = folder / "node_modules" / "typescript" / "bin" / "tsc"
    if not (folder / "node_modules" / ".package-lock.json").is_file():  # npm writes it last
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(TYPES / name, folder)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"],
            cwd=folder, capture_output=True, text=True, check=False,
        )
        if done.returncode and (reason := UNREACHED.search(done.stderr)):
            not_checked(f"npm can fetch no TypeScript here ({reason[0]})")
        assert done.returncode == 0, done.stderr

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [node, str(program), "--pretty", "false", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_every_front_end_and_every_script_of_the_book_keeps_to_its_types(tsc):
    code, said = tsc("--project", "tests/types")
    assert code == 0, f"\n{said}"


def test_no_script_is_left_out_of_the_check(tsc):
    _, listed = tsc("--project", "tests/types", "--listFilesOnly")
    found = {Path(line).resolve() for line in listed.splitlines()}
    assert {name for name in SCRIPTS if (ROOT / name).resolve() in found} == SCRIPTS


def test_a_value_of_another_type_is_found(tsc, tmp_path):
    (tmp_path / "wrong.js").write_text("/** @type {number | null} */\nlet at = 'one';\nat += 1;\n")
    settings = {"extends": str(TYPES / "tsconfig.json"), "include": ["wrong.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings))
    code, said = tsc("--project", str(tmp_path))
    assert code != 0
    assert "wrong.js(2,5): error TS2322" in said


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip), ("true", pytest.fail)])
def test_where_nothing_can_be_checked_a_run_says_so_and_in_ci_fails(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome.Exception, match=r"^NOT CHECKED: the types .* for npm sleeps$"):
        not_checked("npm sleeps")


def test_the_lock_holds_hashes_and_no_address():
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    fetched = [package for place, package in packages.items() if place]
    assert fetched
    assert all(package["integrity"].startswith("sha512-") for package in fetched)
    assert "://" not in LOCK.read_text(encoding="utf-8")
