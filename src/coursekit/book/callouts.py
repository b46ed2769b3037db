"""Classes for quotations and lines, by the words they open with: Markdown stays plain."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


def register(app: Sphinx) -> None:
    """Mark them when a page is read."""
    app.add_transform(Callouts)


class Callouts(SphinxTransform):
    """``> **Before you look.** In which year ...`` gets the classes ``callout`` and
    ``callout-before-you-look``; ``*Sources:* ...`` gets ``lead-sources``. So a course may
    style its own kinds."""

    default_priority = 400

    def apply(self) -> None:
        for quote in self.document.findall(nodes.block_quote):
            first = quote.children[0] if quote.children else None
            if lead := _lead(first, nodes.strong):
                quote["classes"] += ["callout", f"callout-{nodes.make_id(lead)}"]
        for paragraph in self.document.findall(nodes.paragraph):
            lead = _lead(paragraph, nodes.emphasis)
            if lead.endswith(":"):
                paragraph["classes"].append(f"lead-{nodes.make_id(lead)}")


def _lead(node: nodes.Node | None, kind: type[nodes.Element]) -> str:
    """The words of ``kind`` that a paragraph opens with."""
    if not isinstance(node, nodes.paragraph):
        return ""
    # MyST puts an empty text before bold words that begin a line.
    words = [child for child in node.children if not _is_blank(child)]
    return words[0].astext() if words and isinstance(words[0], kind) else ""


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and not node.strip()
