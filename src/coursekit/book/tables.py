"""Tables: those of the text and those that pandas writes."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>\s*", flags=re.DOTALL)


def register(app: Sphinx) -> None:
    """Wrap them when pages are written as HTML."""
    app.add_post_transform(ScrollBoxes)
    app.connect("html-page-context", _tidy, priority=400)


class ScrollBoxes(SphinxPostTransform):
    """Put each table into a ``<div class="scroll">``, which scrolls where the page must not."""

    default_priority = 700
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        for table in list(self.document.findall(nodes.table)):
            box = nodes.container(classes=["scroll"])
            # Not replace_self: it would give the box the table's anchor as well.
            table.parent[table.parent.index(table)] = box
            box += table


def _tidy(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if "body" in context:
        context["body"] = tidied(context["body"])


def tidied(html: str) -> str:
    """pandas' tables without a style of their own, and without headings that say nothing.

    >>> tidied('<style scoped>th {}</style><table border="1" class="dataframe"><th></th>')
    '<table class="dataframe"><td></td>'
    """
    if 'class="dataframe"' not in html:
        return html
    html = _PANDAS_STYLE.sub("", html)
    html = html.replace('<table border="1" class="dataframe">', '<table class="dataframe">')
    return html.replace("<th></th>", "<td></td>")
