"""What a course calls by name comes from its glossary and its tables of names."""

import pytest

from coursekit.course import Course
from coursekit.quiz import BankError
from tests.coursekit.quiz import bakery

GLOSSARY = """\
# Glossary

### crumb

Danish: *krumme*. The soft inside.

### crumble

Danish: *smuldredej*. It goes on apples.
"""


def course(folder, names=""):
    root = bakery.write(folder)
    (root / "book").mkdir()
    (root / "book" / "glossary.md").write_text(GLOSSARY)
    path = root / "course.yml"
    path.write_text(path.read_text().replace("chapters:", f"{names}chapters:", 1))
    return Course(root)


def test_terms_and_their_translations_are_names(tmp_path):
    assert course(tmp_path).names.all == [("crumb", "krumme"), ("crumble", "smuldredej")]


def test_rows_of_a_table_of_names_are_names_and_brackets_hold_short_forms(tmp_path):
    found = course(tmp_path, "names: [{table: sources, columns: [title, id]}]\n")
    path = found.root / "data" / "sources.csv"
    path.write_text(path.read_text().replace("The Book of Bread", "Book of Bread (BOB)"))
    assert found.names.all[2:] == [
        ("Book of Bread (BOB)", "Book of Bread", "BOB", "book-of-bread-1990")]


def test_a_typed_name_is_no_slip_of_another_in_any_question(tmp_path):
    root = course(tmp_path, "names: [{table: loaves, columns: [id]}]\n").root
    path = root / "data" / "loaves.csv"
    path.write_text(path.read_text() + "bread-trust,1\n")
    question = Course(root).bank.question("name-of-the-oven")
    assert not question.grade("bread-trust").correct
    assert question.grade("bread crusd").correct
    assert "bread trust" in question.data(None)["others"]


@pytest.mark.parametrize(("names", "said"), [
    ("names: [{table: ovens, columns: [name]}]\n", "names: there is no table 'ovens'"),
    ("names: [{table: loaves, columns: [name]}]\n",
     "names: table 'loaves' has no column 'name'; it has 'id', 'flour'"),
    ("names: [{table: loaves, columns: [flour]}]\n",
     "names: the column 'flour' of 'loaves' holds no names"),
])
def test_a_table_or_column_of_names_that_is_none_is_a_fault_with_its_line(tmp_path, names, said):
    with pytest.raises(BankError) as error:
        _ = course(tmp_path, names).bank
    [fault] = error.value.faults
    assert fault.path == "course.yml"
    assert fault.line == 5
    assert said in fault.message
