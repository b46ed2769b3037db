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


MARKS = ("put the text in quotation marks, or begin it with >- and go on in the next line")
BEGINS = "at the beginning of a text"
BROKEN = {
    "a bracket that stays open": (
        "[1.5, true, null]}", "[1.5, true", 9,
        "not YAML: the bracket in line 8, '{id: second, answer: [1.5, true', is not closed; close "
        "it, or put text that begins with a bracket in quotation marks"),
    "a tab": ("    answer: 7", "\tanswer: 7", 4,
              "not YAML: a tab stands here; indent with spaces"),
    "a control character": ("Which?", "Which\x07?", 6,
                            "not YAML: a character that is not allowed (U+0007); take it out"),
    "an indent too small": ("    answer: 7", "   answer: 7", 4,
                            "not YAML: 'answer: 7' does not stand below the entry before it; "
                            "entries of one list or mapping begin in the same column"),
    "a name that stands for nothing": (
        "answer: 7", "answer: *Category three*", 4,
        f"not YAML: '*Category three*': '*' {BEGINS} repeats what '&' has named; {MARKS}"),
    "a name that nothing repeats": (
        "answer: 7", "answer: &co and", 4, f"'&co and': '&' {BEGINS} names what follows; {MARKS}"),
    "an exclamation mark": (
        "answer: 7", "answer: !not so", 4, f"'!not so': '!' {BEGINS} begins a tag; {MARKS}"),
    "a per cent sign": (
        "answer: 7", "answer: %d of 7", 4,
        f"not YAML: '%d of 7': '%' {BEGINS} begins a directive; {MARKS}"),
    "text after a bracket": (
        "answer: 7", "answer: [sic] he said", 4,
        f"not YAML: '[sic] he said': '[' {BEGINS} begins a list; {MARKS}"),
    "text after a sign of more": (
        "answer: 7", "answer: > 5 persons", 4,
        f"not YAML: '> 5 persons': '>' {BEGINS} begins lines that are folded; {MARKS}"),
    "a hyphen": (
        "answer: 7", "answer: - 7", 4,
        f"not YAML: '- 7': '-' {BEGINS} begins an item of a list; {MARKS}"),
    "text after text in quotation marks": (
        "answer: 7", 'answer: "So" he said', 4,
        "not YAML: 'answer: \"So\" he said': text goes on behind the closing quotation mark; put "
        "the whole text in quotation marks, or begin it with >- and go on in the next line"),
    "a quotation mark that stays open": (
        "answer: 7", "answer: 'tis", 4,
        "not YAML: the quotation mark in \"answer: 'tis\" is not closed; close it at the end "
        "of the text"),
    "a colon in text": (
        "answer: 7", "answer: Which one: the first?", 4,
        f"not YAML: 'answer: Which one: the first?': a colon with a space stands in text; {MARKS}"),
    "a key without a colon": (
        "answer: 7", "answer\n    unit: 7", 4,
        "not YAML: 'answer' is neither 'key: value' nor an item of a list; write a colon with a "
        "space behind the key, or indent text that goes on"),
    "a second document": (
        "questions:", "---\nquestions:", 2,
        "not YAML: '---': a file holds one document and no directives; take out this line, or put "
        "the text in quotation marks"),
    "an escape that is none": (
        "answer: 7", r'answer: "$\sum$"', 4,
        "not YAML: 'answer: \"$\\sum$\"': a backslash in double quotation marks begins a sign such "
        "as \\n; put the text in single quotation marks, or begin it with >- and go on in the next "
        "line"),
    "a command of LaTeX that is an escape": (
        "answer: 7", r'answer: "$\frac{1}{3}$"', 4,
        "'\\frac' in double quotation marks is a control character and not what it looks like; put "
        "the text in single quotation marks, or begin it with >- and go on in the next line"),
    "a command of LaTeX that is a line break": (
        "answer: 7", r'answer: "$2\nu$"', 4,
        "'\\nu' in double quotation marks is a control character and not what it looks like; put "
        "the text in single quotation marks, or begin it with >- and go on in the next line"),
    "text that a comment cuts": (
        "answer: 7", "answer: Which is item #two of the list?", 4,
        f"'#two of the list?' is a comment and not part of the text; {MARKS}, or write the comment "
        "on a line of its own above"),
    "text that a comment cuts after a space": (
        "answer: 7", "answer: Is C # a language?", 4,
        f"'# a language?' is a comment and not part of the text; {MARKS}, or write the comment "
        "on a line of its own above"),
    "text that a comment cuts in the second line": (
        "answer: 7", "answer: Which is item\n      #two of the list?", 4,
        f"'#two of the list?' is a comment and not part of the text; {MARKS}, or write the comment "
        "on a line of its own above"),
    "items parted by semicolons": (
        "answer: 7", "answer: [Estonia; Eesti]", 4,
        "'Estonia; Eesti' is one item of the list; items are parted by commas, and text with a "
        "semicolon stands in quotation marks"),
    "a tag": ("answer: 7", "answer: !!python/name:os.system", 4,
              "'' cannot be read (!!python/name:os.system is a tag, and none is known here); "
              "correct it, or put it in quotation marks"),
    "a tag of a mapping": ("answer: 7", "answer: !!set {a}", 4,
                           "'!!set' is a tag, and none is known here; leave it out"),
    "a key twice": ("    answer: 7", "    id: again", 4, "key 'id' stands twice; once is allowed"),
    "a key that is a list": ("answer: 7", "[a]: 7", 4,
                             "a list or mapping cannot be a key; text is allowed, in quotation "
                             "marks where it looks like something else"),
    "a key that is a truth value": ("answer: 7", "true: 7", 4,
                                    "'true' cannot be a key; text is allowed, in quotation "
                                    "marks where it looks like something else"),
    "a number too large": ("answer: 7", "answer: 1e400", 4,
                           "'1e400' cannot be read (this number is too large, or none); correct "
                           "it, or put it in quotation marks"),
    "a number of too many digits": (
        "answer: 7", f"answer: {'7' * 5000}", 4,
        f"'{'7' * 80}...' cannot be read (a number of 5000 digits is too large); correct "
        "it, or put it in quotation marks"),
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


PLAIN = {
    "012": 12, "-3": -3, "+3": 3, "1e3": 1000.0, "1.": 1.0, ".5": 0.5, "0x1F": 31, "0o17": 15,
    "true": True, "FALSE": False, "~": None, "": None, "null": None,
    "1:30": "1:30", "12:30:45": "12:30:45", "1_000": "1_000", "NO": "NO", "yes": "yes", "on": "on",
    "y": "y", "2004-03-29": "2004-03-29", "2004-03": "2004-03", "0b11": "0b11", "<<": "<<",
    "=": "=", "1,5": "1,5", "½": "½", "١٢": "١٢", "#": None, "a#b": "a#b",
    "http://a.b/c#d": "http://a.b/c#d", "7 # persons": 7, "single # of one": "single",
    "It ended. # A remark.": "It ended.", "'a # b'": "a # b", "[a, b] # two": ["a", "b"],
    "['a; b', c]": ["a; b", "c"], r"'$\frac{1}{3}$'": r"$\frac{1}{3}$",
    r'"$\\frac{1}{3}$"': r"$\frac{1}{3}$", r'"one\ntwo"': "one\ntwo", "Tom & Jerry": "Tom & Jerry",
    "wow!": "wow!", "5 > 3": "5 > 3",
}


@pytest.mark.parametrize("fast", [pytest.param(True, marks=needs_c), False],
                         ids=["in C", "without C"])
@pytest.mark.parametrize("text", PLAIN)
def test_a_word_is_what_it_looks_like(file, monkeypatch, text, fast):
    file.write_text(f"answer: {text}\n", encoding="utf-8")
    if not fast:
        monkeypatch.setattr(documents, "_Fast", None)
    found = read(file, file.parent).value["answer"]
    assert found == PLAIN[text]
    assert type(found) is type(PLAIN[text])


def test_what_is_named_may_be_repeated(file):
    file.write_text("a: &name text\nb: *name\nc: &list [1]\nd: *list\n")
    assert read(file, file.parent).value == {"a": "text", "b": "text", "c": [1], "d": [1]}


def test_a_file_of_another_tool_may_have_comments_behind_its_texts(file):
    file.write_text("title: My book  # The title of the book. Will be placed in the left.\n")
    assert read(file, file.parent, strict=False).value == {"title": "My book"}


def test_a_document_tells_how_its_words_stand_in_the_file(file):
    file.write_text("a: 0110\nb: \"7\"\nc: TRUE\nd: text\ne:\n")
    assert read(file, file.parent).written == {
        ("a",): "0110", ("b",): '"7"', ("c",): "TRUE", ("e",): ""}
