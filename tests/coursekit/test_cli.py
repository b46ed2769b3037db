"""Commands end with 0 where all is well, and else with 1 and what to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from coursekit.cli import run
from coursekit.course import Course
from coursekit.quiz.record import Attempt, Record
from coursekit.quiz.schema import MISCONCEPTIONS, NAME, misconceptions, schema

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the course in ``folder``: its exit code, what it said, its errors."""

    def call(*argv: str) -> tuple[int, str, str]:
        code = run(lambda: Course(folder), "course", argv)
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def questions(folder: Path) -> Path:
    """The question file of the course, about which there is no warning."""
    return folder / "quizzes" / "01-distances.yml"


def test_check_of_a_sound_course_ends_with_0_and_one_line(command: Run) -> None:
    code, said, errors = command("check")
    assert (code, errors) == (0, "")
    assert re.fullmatch(r"2 tables with 9 rows, 3 questions and \d+ claims checked. .* No faults. "
                        r"\(\d+\.\d s\)\n", said)


def test_check_names_and_counts_warnings_and_ends_with_0_all_the_same(
    command: Run, questions: Path
) -> None:
    text = questions.read_text(encoding="utf-8")
    for old, new, count in (("feedback: Pluto was", "feedback: It was. #", "1 warning"),
                            ("feedback: Uranus is", "feedback: No. #", "2 warnings")):
        assert old in text
        text = text.replace(old, new)
        questions.write_text(text, encoding="utf-8")
        code, said, errors = command("check")
        assert code == 0
        assert f" 0 unproven. No faults, {count}. (" in said
        assert len(errors.splitlines()) == int(count.split()[0])
        warned = r"quizzes/01-distances\.yml:\d+: warning: this feedback has \d word"
        assert all(re.match(warned, line) for line in errors.splitlines())


def test_check_of_a_course_with_faults_and_warnings_names_both_and_ends_with_1(
    command: Run, folder: Path, questions: Path
) -> None:
    text = questions.read_text(encoding="utf-8")
    questions.write_text(text.replace("feedback: Pluto was", "feedback: It was. #"),
                         encoding="utf-8")
    claims = folder / "data" / "claims" / "00-sizes.yml"
    claims.write_text(claims.read_text().replace("id: jupiter", "id: earth", 1))
    code, said, errors = command("check")
    assert (code, said) == (1, "")
    assert ": warning: this feedback has 2 words" in errors
    assert errors.endswith("1 fault; nothing was loaded.\n")


def test_check_of_a_faulty_course_ends_with_1_and_a_line_a_fault(
    command: Run, folder: Path
) -> None:
    path = folder / "data" / "planets.csv"
    path.write_text(path.read_text().replace("142984", "wide").replace("12756", "narrow"))
    code, said, errors = command("check")
    assert (code, said) == (1, "")
    *lines, end = errors.splitlines()
    assert end == "2 faults; nothing was loaded."
    assert all(line.startswith("data/planets.csv:") for line in lines)
    assert len(lines) == 2


def test_every_command_names_the_faults_of_a_course_that_cannot_be_read(
    command: Run, folder: Path
) -> None:
    (folder / "course.yml").write_text("title: [\n")
    for argv in (["check"], ["book"], ["serve"], ["run"], ["schema"], ["data", "refresh"]):
        code, said, errors = command(*argv)
        assert (code, said) == (1, "")
        assert errors.startswith("course.yml:2: not YAML: ")
        assert errors.endswith("\n1 fault; nothing was loaded.\n")


def test_outside_a_course_the_message_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    assert run(lambda: Course.find(tmp_path), "course", ["check"]) == 1
    assert "start in the folder of a course" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["chekc"], ["data"], ["serve", "--port", "x"]])
def test_a_command_that_does_not_exist_is_refused_with_those_that_do(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(Course.find, "course", argv)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("usage: course")


def test_serve_without_a_book_says_how_to_make_one(command: Run) -> None:
    code, said, errors = command("serve")
    assert (code, said) == (1, "")
    assert errors.endswith("make it with `make book`.\n")


def test_serve_at_a_port_that_cannot_be_says_so(command: Run, folder: Path) -> None:
    (folder / "_build" / "html").mkdir(parents=True)
    (folder / "_build" / "html" / "index.html").write_text("<p>A book")
    code, said, errors = command("serve", "--port", "99999")
    assert (code, said) == (1, "")
    assert errors.startswith("Port 99999 cannot be used (")


def test_an_unknown_notebook_is_named_with_those_there_are_and_none_is_run(
    command: Run, folder: Path
) -> None:
    path = folder / "notebooks" / "00-sizes.ipynb"
    before = path.read_bytes()
    code, said, errors = command("run", str(path), "notebooks/07-moons.ipynb")
    assert (code, said) == (1, "")
    assert errors == ("course: there is no notebook notebooks/07-moons.ipynb; the course has "
                      "notebooks/00-sizes.ipynb, notebooks/01-distances.ipynb\n")
    assert path.read_bytes() == before


def test_a_notebook_that_fails_is_named_and_the_others_are_stored(
    command: Run, folder: Path
) -> None:
    paths = [folder / "notebooks" / f"{name}.ipynb" for name in ("bad", "good")]
    for path, code in zip(paths, ("1 / 0", "1 + 1"), strict=True):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code, id="one")])
        nbformat.write(notebook, path)
    code, said, errors = command("run", *map(str, paths))
    assert (code, said) == (1, f"{paths[1]}\n")
    assert errors.startswith(f"{paths[0]}, code cell 1:\n    1 / 0\nZeroDivisionError")
    [cell] = nbformat.read(paths[1], as_version=4).cells
    assert cell.outputs[0].data["text/plain"] == "2"


def test_schema_writes_the_schemas_that_editors_complete_from(command: Run, folder: Path) -> None:
    code, said, _ = command("schema")
    made = {NAME: schema(), MISCONCEPTIONS: misconceptions()}
    assert (code, said) == (0, "".join(f"{folder / 'quizzes' / name}\n" for name in made))
    for name, text in made.items():
        assert (folder / "quizzes" / name).read_text(encoding="utf-8") == text


def in_a_process(folder: Path, *argv: str, **environment: str) -> subprocess.CompletedProcess:
    """A command run as a user runs it, with other values in its environment; None takes one out."""
    given = {**os.environ, "COURSE_ROOT": str(folder), **environment}
    return subprocess.run([sys.executable, "-m", "coursekit.cli", *argv], capture_output=True,
                          env={name: value for name, value in given.items() if value is not None},
                          stdin=subprocess.DEVNULL, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_terminal_that_lacks_a_character_shows_a_question_mark(
    folder: Path, encoding: str
) -> None:
    claims = folder / "data" / "claims" / "00-sizes.yml"
    claims.write_text(claims.read_text(encoding="utf-8").replace(
        "are giants", "are gi\N{GREEK SMALL LETTER ALPHA}nts \N{BLACK STAR}"), encoding="utf-8")
    done = in_a_process(folder, "check", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"are gi" in done.stderr
    assert b"nts ?" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_review_in_such_a_terminal_goes_on(folder: Path, tmp_path: Path) -> None:
    questions = folder / "quizzes" / "01-distances.yml"
    questions.write_text(questions.read_text(encoding="utf-8").replace(
        "prompt: ", "prompt: \N{BLACK STAR} "), encoding="utf-8")
    path = tmp_path / "record.sqlite"
    Record(path, Course(folder).id).add(Attempt(
        id="0" * 32, question="earth-to-sun", response="1", score=0, correct=False,
        at="2020-01-01T00:00:00.000Z"))
    done = in_a_process(folder, "review", PYTHONIOENCODING="cp1252", COURSEKIT_RECORD=str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1 of 1. ? " in done.stdout


@pytest.mark.parametrize("argv", [["review"], ["review", "--list"]])
def test_without_a_home_a_sentence_says_where_answers_can_go(
    command: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    def nobody(user: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {user}")

    pwd = pytest.importorskip("pwd", reason="only Unix asks it for the home of a user")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_DATA_HOME", "COURSEKIT_RECORD"):
        monkeypatch.delenv(name, raising=False)
    _, said, errors = command(*argv)
    assert "does not say where your home folder is" in said
    assert "COURSEKIT_RECORD" in said
    assert errors == ""


def test_a_folder_that_may_not_be_written_is_named(
    command: Run, folder: Path
) -> None:
    shutil.rmtree(folder / "quizzes")
    (folder / "quizzes").write_text("a file in the place of a folder")
    code, said, errors = command("schema")
    assert (code, said) == (1, "")
    assert errors.splitlines()[-1].endswith("; allow it, or choose another place")
    assert "Traceback" not in errors
