"""YAML files are read with their lines, alike with and without PyYAML's parser in C."""

import contextlib
import gc
from pathlib import Path

import pytest

from coursekit import documents
from coursekit.documents import DEPTH, read
from coursekit.faults import CourseError

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in (ROOT / "quizzes", ROOT / "data" / "claims", ROOT / "tests")
               for path in folder.rglob("*.yml"))
TEXT = """\
chapter: 01-one
questions:
  - id: first
    answer: 7
    prompt: >-
      Which?
      This one.
  - {id: second, answer: [1.5, true, null]}
"""

needs_c = pytest.mark.skipif(documents._Fast is None, reason="PyYAML came without C here")


def refused(path):
    with pytest.raises(CourseError) as error:
        read(path, path.parent)
    return [str(fault) for fault in error.value.faults]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file.yml"
    path.write_text(TEXT)
    return path


def test_every_part_knows_its_line(file):
    document = read(file, file.parent)
    assert document.value["questions"][0]["prompt"] == "Which? This one."
    assert document.value["questions"][1]["answer"] == [1.5, True, None]
    assert [document.line(place) for place in (
        (), ("questions",), ("questions", 0), ("questions", 0, "answer"),
        ("questions", 0, "prompt"), ("questions", 1), ("questions", 1, "answer", 2),
    )] == [1, 2, 3, 4, 5, 8, 8]


def test_the_line_of_a_part_that_is_not_there_is_that_of_the_part_around_it(file):
    assert read(file, file.parent).line(("questions", 0, "options", 2)) == 3


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("text", [TEXT, "[", "7: seven\n7: again"])
def test_garbage_is_collected_after_a_file_as_it_was_before(file, text, running):
    file.write_text(text)
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        with contextlib.suppress(CourseError):
            read(file, file.parent)
        assert gc.isenabled() == running
    finally:
        (gc.enable if was else gc.disable)()


@needs_c
def test_a_sound_file_is_read_by_the_parser_in_c_alone(file, monkeypatch):
    monkeypatch.delattr(documents, "_Plain")
    assert read(file, file.parent).value["chapter"] == "01-one"


@needs_c
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_both_parsers_give_the_same_values_and_lines(path, monkeypatch):
    fast = read(path, ROOT)
    monkeypatch.setattr(documents, "_Fast", None)
    assert read(path, ROOT) == fast


BROKEN = {
    "a bracket that stays open": (
        "[1.5, true, null]}", "[1.5, true", 9,
        "not YAML: expected ',' or ']', but got '<stream end>'"),
    "a tab": ("    answer: 7", "\tanswer: 7", 4,
              "not YAML: found character '\\t' that cannot start any token"),
    "a control character": ("Which?", "Which\x07?", 6,
                            "not YAML: a character that is not allowed (U+0007)"),
    "an indent too small": ("    answer: 7", "   answer: 7", 4,
                            "not YAML: expected <block end>, but found '<block mapping start>'"),
    "a name that stands for nothing": ("answer: 7", "answer: *seven", 4,
                                       "not YAML: found undefined alias 'seven'"),
    "a tag": ("answer: 7", "answer: !!python/name:os.system", 4,
              "not YAML: could not determine a constructor for the tag "
              "'tag:yaml.org,2002:python/name:os.system'"),
    "a key twice": ("    answer: 7", "    id: again", 4, "key 'id' stands twice; once is allowed"),
    "a key that is a list": ("answer: 7", "[a]: 7", 4,
                             "['a'] cannot be a key; text is allowed"),
    "a date that is none": ("answer: 7", "answer: 2001-13-01", 4,
                            "'2001-13-01' cannot be read (month must be in 1..12); correct it, or "
                            "put it in quotation marks"),
    "depth without end": ("answer: 7", "answer: " + 100_000 * "[", 4,
                          f"not YAML: nested more than {DEPTH} deep"),
}


@pytest.mark.parametrize("fast", [pytest.param(True, marks=needs_c), False],
                         ids=["in C", "without C"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_is_named_in_the_same_words_whichever_parser_there_is(
    file, monkeypatch, case, fast
):
    old, new, line, message = BROKEN[case]
    assert old in TEXT
    file.write_text(TEXT.replace(old, new, 1))
    if not fast:
        monkeypatch.setattr(documents, "_Fast", None)
    assert refused(file) == [f"file.yml:{line}: {message}"]
