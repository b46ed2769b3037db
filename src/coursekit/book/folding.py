"""Code cells folded away behind a line that says what opening it shows."""

from __future__ import annotations

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from coursekit.book.strings import strings


def register(app: Sphinx) -> None:
    """Replace MyST-NB's fold, whose spoken name differs from the words that are seen."""
    app.add_node(HideCodeCellNode, override=True, html=(_open, _close))


def _open(writer: HTML5Translator, node: nodes.Element) -> None:
    say = strings(writer.config.language)
    kinds = {child.get("nb_element") for child in node.children if isinstance(child, nodes.Element)}
    if "cell_code_source" in kinds:
        label = say["show_cell" if "cell_code_output" in kinds else "show_code"]
    else:
        label = say["show_output"]
    writer.body.append(f'<details class="fold"><summary>{escape(label)}</summary>\n')


def _close(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</details>\n")
