"""Links of the form ``page.md#name`` to any named place, and to headings as JupyterLab names them.

JupyterLab keeps the capitals of a heading in its name, the book does not. The book takes both, so
that ``page.md#Article-10`` leads to the heading "Article 10" in either.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from coursekit.course import place


def register(app: Sphinx) -> None:
    """Tell MyST, page by page, which anchors there are beside the headings it knows."""
    app.add_transform(Anchors)


class Anchors(SphinxTransform):
    """The names of a page's places, for links from this page and from others."""

    default_priority = 870  # before MyST looks up the links of a page to itself, at 879

    def apply(self) -> None:
        slugs = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        for node in self.document.findall(nodes.Element):
            for name in node.get("ids", ()):
                slugs.setdefault(name, (node.line, name, ""))
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            if title and section["ids"]:
                heading = title.astext()
                slugs.setdefault(place(heading), (section.line, section["ids"][0], heading))
        self.document.myst_slugs = slugs
