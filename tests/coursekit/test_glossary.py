"""Terms and chapters meet: each entry is whole, in order and used, each use leads to an entry."""

import json

import pytest

from coursekit.check import check
from coursekit.course import Course
from coursekit.glossary import Glossary
from tests.coursekit.quiz import bakery

ENTRIES = """\
# Glossary

## C

### crumb

Danish: *krumme*. The soft inside of a loaf.

## Y

### yeast

Danish: *gær*. What makes dough rise.
"""
DOUGH = """\
# Dough

## Crumb and yeast

- yeast in a list
| yeast | in a table |

*Sources:* yeast in a line of sources

The **[crumb](../book/glossary.md#crumb)** needs **[yeast](../book/glossary.md#yeast)**; yeast costs
little, and yeasty is another word.
"""


@pytest.fixture
def found(tmp_path):
    """The faults of a glossary and the one chapter that uses it."""
    root = bakery.write(tmp_path)
    (root / "book").mkdir()

    def read(entries=ENTRIES, dough=DOUGH):
        (root / "book" / "glossary.md").write_text(entries, encoding="utf-8")
        cells = [{"cell_type": "markdown", "metadata": {}, "source": dough.splitlines(True)}]
        (root / "notebooks" / "01-dough.ipynb").write_text(json.dumps({"cells": cells}, indent=1))
        return [str(fault) for fault in Glossary(Course(root)).faults()]

    read.root = root
    return read


def test_a_glossary_that_its_chapters_use_has_no_faults(found):
    assert found() == []
    assert Glossary(Course(found.root)).uses == {"crumb": ["01-dough"], "yeast": ["01-dough"]}


def test_a_course_without_a_glossary_has_no_faults(tmp_path):
    assert Glossary(bakery.course(tmp_path)).faults() == []


def test_an_entry_that_no_chapter_links_is_named_with_its_line(found):
    told = found(dough=DOUGH.replace("**[crumb](../book/glossary.md#crumb)**", "inside"))
    assert told == ["book/glossary.md:5: 'crumb': no chapter links to it; link it where it is "
                    "used, or take it out"]


def test_a_link_to_no_entry_is_named_with_its_line(found):
    told = found(dough=DOUGH.replace("#yeast)", "#yest)").replace("; yeast costs", "; it costs"))
    before = (found.root / "notebooks/01-dough.ipynb").read_text().split("#yest)")[0]
    assert (f"notebooks/01-dough.ipynb:{before.count(chr(10)) + 1}: it links to 'yest', which "
            "book/glossary.md does not have") in told


def test_a_link_that_leads_nowhere_in_jupyterlab_is_named_with_the_one_that_does(found):
    entries = ENTRIES.replace("### yeast", "### Wild yeast").replace(
        "a loaf.", "a loaf. Not [wild](#wild-yeast).")
    told = found(entries, DOUGH.replace("#yeast", "#wild-yeast"))
    line = (found.root / "notebooks/01-dough.ipynb").read_text().split("#wild")[0].count("\n") + 1
    said = "JupyterLab does not find 'wild-yeast'; write '#Wild-yeast', as the term is spelt"
    assert told == [f"notebooks/01-dough.ipynb:{line}: {said}", f"book/glossary.md:7: {said}"]
    entries, dough = (one.replace("#wild-yeast", "#Wild-yeast") for one in (
        entries, DOUGH.replace("#yeast", "#wild-yeast")))
    assert found(entries, dough) == []
    assert Glossary(Course(found.root)).uses["wild-yeast"] == ["01-dough"]


def test_a_term_used_before_its_link_is_named(found):
    [told] = found(dough=DOUGH.replace("The **[crumb]", "Without yeast nothing. The **[crumb]"))
    assert told.startswith("notebooks/01-dough.ipynb:")
    assert "'yeast' is not linked where it is first used (… Without yeast nothing." in told


def test_a_term_used_and_never_linked_is_named(found):
    told = found(ENTRIES.replace("## Y", "### little\n\nDanish: *lidt*. Not much.\n\n## Y"))
    assert [one for one in told if "'little' is not linked where it is first used" in one]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("Danish: *krumme*. ", "", "'crumb': an entry opens with the term in the other language"),
    ("### yeast", "### Bread", "'Bread': it stands after 'crumb'; terms are in the order"),
    ("## Y\n", "### crumb\n\nDanish: *x*. Y.\n", "'crumb': the term stands twice; first in line 5"),
])
def test_an_entry_is_whole_in_order_and_stands_once(found, old, new, said):
    assert [one for one in found(ENTRIES.replace(old, new)) if said in one]


def test_the_check_of_the_course_names_faults_of_the_glossary(found):
    found(ENTRIES.replace("Danish: *gær*. ", ""))
    assert any("'yeast': an entry opens" in str(one) for one in check(Course(found.root)).faults)


def test_a_notebook_that_cannot_be_read_is_a_fault_and_no_crash(found):
    found()
    (found.root / "notebooks" / "01-dough.ipynb").write_text("{")
    assert any("not a notebook" in str(one) for one in check(Course(found.root)).faults)
