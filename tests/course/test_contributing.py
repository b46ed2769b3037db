"""The worked examples of CONTRIBUTING.md are carried out as they stand there, in a copy."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from coursekit import claims
from coursekit.check import check
from coursekit.claims.typed import typed
from coursekit.cli import run
from coursekit.course import Course
from coursekit.faults import Fault
from coursekit.quiz import Quiz
from coursekit.text.quantities import names
from seccoop import figures
from tests.course import test_notebooks as rules_of_notebooks
from tests.seccoop.figures import test_every_frame as rules_of_figures
from tests.seccoop.figures.conftest import states_of

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHAPTER = "01-three-categories"
PARTS = ("course.yml", "book", "data", "notebooks", "quizzes", "src/seccoop/figures")


def examples(section: str, language: str = "") -> list[str]:
    """The fenced examples of one language in a section of the guide, without their indent."""
    text = GUIDE.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    fences = re.findall(r"^( *)```(\w*)\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    found = [re.sub(f"^{indent}", "", body, flags=re.MULTILINE)
             for indent, name, body in fences if name == language]
    assert found, f"section {section!r} has no example in {language or 'plain text'!r}"
    return found


def said(faults: Iterable[Fault]) -> list[str]:
    """Faults without the numbers of their lines, which move."""
    return [f"{fault.path}: {fault.message}" for fault in faults]


def quoted(section: str) -> str:
    """The one message that a section quotes, as :func:`said` gives it."""
    [message] = examples(section)
    return re.sub(r"^(\S+):\d+:", r"\1:", " ".join(message.split()))


def put(path: Path, text: str, *, below: str = "", instead_of: str = "") -> None:
    """Write ``text`` into a file: below a line, in place of a piece, or at its end."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    mark = f"\n{below}\n" if below else instead_of
    assert mark in old, f"{path.name} does not hold {mark!r}"
    new = f"{mark}{text}" if below else text
    path.write_text(old.replace(mark, new, 1) if mark else old + new, encoding="utf-8")


def claim_faults(root: Path, chapter: str) -> list[Fault]:
    """What is wrong with the claims of one chapter, or with its text."""
    course = Course(root)
    return [fault for fault in claims.check(course, claims.registers(course))[0]
            if f"notebooks/{chapter}.ipynb" in str(fault) or f"notebooks-{chapter}" in str(fault)]


def write(text: str, path: Path) -> None:
    """Make the notebook whose cells the guide lists."""
    notebook = nbformat.v4.new_notebook()
    cells = re.findall(r"^%% (text|code)\n(.*?)(?=^%%|\Z)", text, re.MULTILINE | re.DOTALL)
    for number, (kind, source) in enumerate(cells):
        make = nbformat.v4.new_markdown_cell if kind == "text" else nbformat.v4.new_code_cell
        cell = make(source.strip(), id=f"cell-{number}")
        if kind == "code":
            cell.metadata["tags"] = ["hide-input"]
        notebook.cells.append(cell)
    nbformat.write(notebook, path)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the course to contribute to."""
    for name in PARTS:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    put(tmp_path / "src/seccoop/figures/spending.py", examples("Add a figure", "python")[0])
    return tmp_path


@pytest.fixture
def chapter(copy: Path) -> Path:
    """The notebook of the new chapter, in a copy that has all of its files."""
    entry, questions, register = examples("Add a chapter", "yaml")
    put(copy / "course.yml", f"\n{entry}")
    name = re.search(r"id: (\S+)", entry)[1]
    path = copy / "notebooks" / f"{name}.ipynb"
    write(examples("Add a chapter", "text")[0], path)
    put(copy / "quizzes" / f"{name}.yml", questions)
    put(copy / "data" / "claims" / f"notebooks-{name}.yml", register)
    return path


@pytest.fixture
def spending(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the figure, as if it lay where the guide puts it."""
    [code, _] = examples("Add a figure", "python")
    module = ModuleType("seccoop.figures.spending")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(code, "CONTRIBUTING.md", "exec"), module.__dict__)
    return module


def test_a_corrected_fact_names_the_sentence_that_the_guide_quotes(copy):
    put(copy / "data" / "operations.csv", ",880,", instead_of=",875,")
    assert quoted("Correct a fact") in said(check(Course(copy)).faults)


def test_the_table_is_sound_and_has_the_types_of_its_schema(copy):
    [schema, resource] = examples("Add a table", "json")
    put(copy / "data" / "ships.csv", examples("Add a table", "csv")[0])
    put(copy / "data" / "schemas" / "ships.json", schema)
    put(copy / "data" / "datapackage.json", f'"resources": [{resource},',
        instead_of='"resources": [')
    tables = Course(copy).tables
    assert tables.faults() == []
    ships = tables.table("ships")
    assert str(ships["year"].dtype) == "Int64"
    assert all(isinstance(sources, list) for sources in ships["sources"])


def test_the_entry_of_a_table_that_is_kept_current_is_the_one_that_the_package_has():
    [entry] = examples("Keep the data current", "json")
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    [table] = [one for one in package["resources"] if one["name"] == "military_spending"]
    assert json.loads(f"{{{entry}}}")["refresh"] == table["refresh"]


def test_the_options_of_the_refresh_that_the_guide_names_are_there(capsys):
    with pytest.raises(SystemExit):
        run(lambda: Course(ROOT), "seccoop", ["data", "refresh", "--help"])
    section = GUIDE.split("\n## Keep the data current\n", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"--[a-z][a-z-]+", section))
    assert named == {"--dry-run", "--table", "--yes"}
    assert named <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_the_question_is_sound_and_asked_in_its_section(copy):
    put(copy / "quizzes" / f"{CHAPTER}.yml", f"\n{examples('Add a question', 'yaml')[0]}")
    course = Course(copy)
    added = course.bank.question("estonia-in-nato")
    assert added in Quiz(course).section(added.section, CHAPTER).questions


def test_the_question_made_from_data_has_a_key_for_each_variant(copy):
    put(copy / "quizzes" / f"{CHAPTER}.yml", f"\n{examples('Add a question', 'yaml')[1]}")
    variants = Course(copy).bank.variants("year-of-partnership")
    assert [(one.variant, one.answer) for one in variants] == [("ukr", 1994), ("srb", 2006)]
    assert "14 December 2006" in variants[1].feedback


def test_the_questions_of_the_guide_bring_no_warning(copy):
    put(copy / "quizzes" / f"{CHAPTER}.yml", "\n".join(["", *examples("Add a question", "yaml")]))
    assert Course(copy).bank.warnings == []


def test_the_new_number_is_a_fault_until_the_claim_proves_it(copy):
    [sentence], [claim] = examples("Add a claim", "markdown"), examples("Add a claim", "yaml")
    path = copy / "notebooks" / f"{CHAPTER}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(sentence))
    nbformat.write(notebook, path)
    assert quoted("Add a claim") in said(claim_faults(copy, CHAPTER))
    put(copy / "data" / "claims" / f"notebooks-{CHAPTER}.yml", claim, below="claims:")
    assert claim_faults(copy, CHAPTER) == []


def test_the_figure_types_no_quantity(copy):
    path = copy / "src" / "seccoop" / "figures" / "spending.py"
    manifest = Course(copy).manifest
    assert not typed(path.parent, copy, names(manifest.numbered_names))
    put(path, "Military spending as 2 shares", instead_of="Military spending as a share")
    assert len(typed(path.parent, copy, names(manifest.numbered_names))) == 1


def test_the_explorer_keeps_every_rule_of_figures(spending):
    explorer = spending.spending()
    shown = (explorer, states_of(explorer))
    frames = [(one.values, one.drawing) for one in shown[1]]
    rules_of_figures.test_no_text_leaves_the_picture_or_lies_on_other_text(frames)
    rules_of_figures.test_each_frame_says_something_of_its_own(frames)
    rules_of_figures.test_each_title_is_the_beginning_of_what_is_read_aloud(frames)
    rules_of_figures.test_all_frames_of_an_explorer_have_one_size(frames)
    rules_of_figures.test_each_frame_is_light(shown)
    rules_of_figures.test_each_frame_has_a_dated_source_and_readable_headings(frames)
    rules_of_figures.test_drawing_twice_gives_the_same_bytes(shown)


def test_the_figure_has_labelled_axes_and_a_source_of_the_register(spending):
    drawing = spending.spending().draw(country="DNK")
    [axes] = drawing.figure.axes
    assert axes.get_xlabel()
    assert axes.get_ylabel()
    assert drawing.sources
    assert set(drawing.sources) <= {row["id"] for row in Course(ROOT).tables.rows("sources")}


def test_no_state_of_the_figure_cuts_a_value_off(spending):
    for one in states_of(spending.spending()):
        [axes] = one.drawing.figure.axes
        years, shares = (one.drawing.table[name] for name in one.drawing.table.columns)
        assert years.between(*axes.get_xlim()).all(), one.values
        assert shares.between(*axes.get_ylim()).all(), one.values


def test_the_test_of_the_figure_passes(spending):
    names: dict = {}
    exec(examples("Add a figure", "python")[1], names)
    tests = [value for name, value in names.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()


def test_the_chapter_its_questions_and_its_claims_are_sound(chapter):
    course = Course(chapter.parents[1])
    assert claim_faults(course.root, chapter.stem) == []
    assert len(course.bank.of_chapter(chapter.stem, "section")) == 1


def test_the_chapter_keeps_the_rules_of_notebooks(chapter, monkeypatch):
    monkeypatch.setattr(rules_of_notebooks, "course", lambda: Course(chapter.parents[1]))
    monkeypatch.setattr(rules_of_notebooks, "NOTEBOOKS", [chapter])
    rules_of_notebooks.test_code_cells_are_short_say_what_they_do_and_fold_away(chapter)
    rules_of_notebooks.test_text_holds_nothing_that_only_the_book_understands(chapter)
    rules_of_notebooks.test_a_chapter_opens_with_its_question_and_ends_with_key_points(chapter)
    rules_of_notebooks.test_every_explorer_comes_after_a_prediction_and_before_an_explanation(
        chapter)
    rules_of_notebooks.test_every_question_is_asked_in_the_chapter_it_belongs_to()


def test_the_code_of_the_chapter_runs(chapter, monkeypatch):
    quiz = importlib.import_module("seccoop.quiz")
    monkeypatch.setattr(quiz, "section", Quiz(Course(chapter.parents[1])).section)
    names: dict = {}
    for cell in nbformat.read(chapter, as_version=4).cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    assert names["figures"] is figures


def test_every_file_that_the_guide_names_is_there_or_made_by_an_example():
    made = re.compile("ships|spending|one-winter")
    named = re.findall(r"`((?:src|tests|data|quizzes|notebooks|book)/[\w./-]+|\w+\.yml)`", GUIDE)
    assert named
    assert [name for name in named if not (ROOT / name).exists() and not made.search(name)] == []
