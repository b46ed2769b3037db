"""What a page asks of the course and the course does not have ends the build, with the place."""

from types import SimpleNamespace

import pytest
from docutils.statemachine import StringList
from sphinx.errors import ExtensionError

from coursekit.book.events import Events
from coursekit.book.syllabus import Plan


def run(directive, folder, *arguments, content=()):
    """Run a directive in line 3 of a page of the course in ``folder``."""
    config = SimpleNamespace(language="en")
    env = SimpleNamespace(srcdir=folder, config=config, note_dependency=lambda path: None)
    state = SimpleNamespace(document=SimpleNamespace(settings=SimpleNamespace(env=env)))
    machine = SimpleNamespace(reporter=None, get_source_and_line=lambda line: ("page.md", line))
    lines = StringList(list(content))
    return directive("name", list(arguments), {}, lines, 3, 0, "", state, machine).run()


@pytest.mark.parametrize(("line", "said"), [
    ("Monday | 00", "a line of a plan has three parts"),
    ("Monday | 00, 07 | Talk", "there is no chapter '07'; there are 00-sizes, 01-distances"),
    ("Monday | 00 + many | Talk", "'many' is no number of minutes; such as '+ 90' is allowed"),
])
def test_a_line_of_a_plan_that_cannot_be_read_is_quoted(folder, line, said):
    with pytest.raises(ExtensionError) as error:
        run(Plan, folder, content=[line])
    assert str(error.value).startswith(f"page.md:3: {line!r}")
    assert said in str(error.value)


@pytest.mark.parametrize(("table", "said"), [
    ("moons", "there is no table 'moons'; there are 'sources', 'planets'"),
    ("planets", "table 'planets' has no column 'date'; it has 'id', "),
])
def test_a_list_of_events_names_the_table_or_column_that_is_not_there(folder, table, said):
    with pytest.raises(ExtensionError) as error:
        run(Events, folder, table)
    assert str(error.value).startswith(f"page.md:3: {said}")
