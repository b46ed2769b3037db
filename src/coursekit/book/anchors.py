"""Links of the form ``page.md#name`` to any named place, not to headings alone."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Tell MyST, page by page, which anchors there are beside the headings it knows."""
    app.connect("doctree-read", _publish)


def _publish(app: Sphinx, doctree: nodes.document) -> None:
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for node in doctree.findall(nodes.Element):
        for name in node.get("ids", ()):
            slugs.setdefault(name, (node.line, name, ""))
