"""The register of sources as a page: the directive ``{sources-table}``."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx

from coursekit.book.directive import CourseDirective

TABLE = "sources"


def register(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("sources-table", SourcesTable)


class SourcesTable(CourseDirective):
    """All sources of the course, by publisher and date, each at its anchor ``source-<id>``.

    Text refers to one with a plain link: ``[Ministry 2015](../book/sources.md#source-<id>)``.
    """

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(self.course.tables.describe(TABLE).path))
        rows = self.course.tables.rows(TABLE)
        rows.sort(key=lambda row: (row["publisher"].casefold(), row["publisher"],
                                   row["date"] or "", row["title"], row["id"]))
        return [self._table(rows)]

    def _table(self, rows: list[dict[str, Any]]) -> nodes.table:
        say = self.say
        publishers = {row["publisher"] for row in rows}
        caption = say["sources_caption"].format(count=len(rows), publishers=len(publishers))
        body = nodes.tbody()
        for publisher, group in groupby(rows, key=lambda row: row["publisher"]):
            heading = nodes.entry("", nodes.paragraph(text=publisher), morecols=1)
            body += nodes.row("", heading, classes=["publisher"])
            body.extend(self._row(row, say) for row in group)
        head = nodes.row("", *(_cell(say[name]) for name in ("source_title", "source_date")))
        columns = [nodes.colspec(colwidth=80, stub=1), nodes.colspec(colwidth=20)]
        group = nodes.tgroup("", *columns, nodes.thead("", head), body, cols=2)
        return nodes.table("", nodes.title(text=caption), group, classes=["sources"])

    def _row(self, row: dict[str, Any], say: dict[str, str]) -> nodes.row:
        title = nodes.paragraph(classes=["source-title"])
        if row["url"]:
            title += nodes.reference(text=row["title"], refuri=row["url"])
        else:
            title += nodes.Text(row["title"])
        about = " · ".join(filter(None, (say.get(row["tier"], row["tier"]), row["licence"])))
        cell = nodes.entry("", title, nodes.paragraph(text=about, classes=["source-about"]))
        if row["note"]:
            note = nodes.paragraph(classes=["source-about"])
            note += self._inline(row["note"])
            cell += note
        date = _cell(row["date"] or say["undated"])
        return nodes.row("", cell, date, ids=[f"source-{row['id']}"])

    def _inline(self, text: str) -> list[nodes.Node]:
        """Notes are plain text; parsed, so that quotation marks come out as everywhere else."""
        holder = nodes.paragraph()
        self.state.nested_parse(StringList([text], source=TABLE), 0, holder)
        first = holder.children[0] if holder.children else holder
        return list(first.children) if isinstance(first, nodes.paragraph) else [nodes.Text(text)]


def _cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph(text=text))
