"""No look-up, question or made page depends on the order in which the rows of a table stand."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
import yaml
from docutils import nodes
from docutils.statemachine import StringList

from coursekit.book.events import Events
from coursekit.book.sources import SourcesTable
from coursekit.check import check
from coursekit.claims import registers
from coursekit.claims.structure import WithStructure
from coursekit.course import Course
from coursekit.quiz.data import question_data
from seccoop.course import course
from tests.row_order import shuffled

pytestmark = pytest.mark.exhaustive(keep=1, by="other")
DIRECTIVES = {"events": Events, "sources-table": SourcesTable}
#: Every directive of the book that shows rows of tables, with its page, argument and options.
MADE = [
    (path.relative_to(course().root).as_posix(), *found.groups())
    for path in sorted((course().root / "book").glob("*.md"))
    for found in re.finditer(rf"^```{{({'|'.join(DIRECTIVES)})}} ?(.*)\n((?::.*\n)*)[^`]*```",
                             path.read_text(encoding="utf-8"), flags=re.MULTILINE)
]


CONFIG = SimpleNamespace(language="en", book_events=yaml.safe_load(
    (course().root / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]["book_events"])


@pytest.fixture(scope="module", params=[0, 1, 2])
def other(request, tmp_path_factory):
    """The course with the rows of every table turned upside down, or shuffled."""
    found = Course(course().root)
    found.tables = shuffled(course(), tmp_path_factory.mktemp("data"), request.param)
    return found


def test_no_check_finds_a_fault_in_another_order(other):
    report = check(other)
    assert report.faults == []
    assert report.rows == sum(len(course().tables.view(name)) for name in course().tables.names)


def test_every_look_up_gives_the_same(other):
    tables, mixed = WithStructure(course()), WithStructure(other)
    lookups = [lookup for register in registers(course()) for claim in register.claims
               for basis in claim.basis for lookup in basis.lookups()]
    proofs = [proof for question, _ in course().bank.located() for proof in question.proofs]
    assert len(lookups) > 1000
    differing = [one for one in lookups if one.evaluate(mixed) != one.evaluate(tables)]
    differing += [one for one in proofs if one.result(mixed) != one.result(tables)]
    assert differing == []


def test_every_question_is_the_same_with_its_variants_and_maps(other):
    for (one, _), (same, _) in zip(course().bank.located(), other.bank.located(), strict=True):
        assert question_data(same, other.tables) == question_data(one, course().tables)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made[0])
def test_every_made_page_lists_the_same_in_the_same_order(other, made):
    _, name, argument, options = made
    assert run(other, name, argument, options) == run(course(), name, argument, options)


def test_both_made_pages_are_looked_at():
    assert {name for _, name, _, _ in MADE} == DIRECTIVES.keys()


def run(of, name, argument, options):
    """What a directive puts on its page, as text."""
    env = SimpleNamespace(srcdir=of.root, config=CONFIG,
                          note_dependency=lambda path: None)
    state = SimpleNamespace(document=SimpleNamespace(settings=SimpleNamespace(env=env)),
                            nested_parse=lambda lines, offset, node: node.append(
                                nodes.paragraph(text="\n".join(lines))))
    machine = SimpleNamespace(reporter=None, get_source_and_line=lambda line: ("page.md", line))
    given = dict(re.findall(r"^:(\w+): (.*)$", options, flags=re.MULTILINE))
    made = DIRECTIVES[name](name, argument.split(), given, StringList(), 1, 0, "", state, machine)
    made.course = of
    return "\n".join(node.pformat() for node in made.run())
