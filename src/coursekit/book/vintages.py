"""How far the data of a course go: the directive ``{vintages}``."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from coursekit.book.directive import CourseDirective


def register(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("vintages", Vintages)


class Vintages(CourseDirective):
    """Every table of the course in the package's order, with its vintage: how far it goes.

    The words are those of ``data/datapackage.json``, so the page cannot promise newer data
    than there are.
    """

    def run(self) -> list[nodes.Node]:
        tables = self.course.tables
        shown = [tables.describe(name) for name in tables.names]
        for folder in {one.path.parent for one in shown}:
            self.env.note_dependency(str(folder / "datapackage.json"))
        body = nodes.tbody("", *(
            nodes.row("", _cell(one.title), _cell(one.vintage)) for one in shown))
        head = nodes.row("", _cell(self.say["table"]), _cell(self.say["vintage"]))
        columns = [nodes.colspec(colwidth=50, stub=1), nodes.colspec(colwidth=50)]
        group = nodes.tgroup("", *columns, nodes.thead("", head), body, cols=2)
        caption = self.say["vintages_caption"].format(count=len(shown))
        return [nodes.table("", nodes.title(text=caption), group, classes=["vintages"])]


def _cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph(text=text))
