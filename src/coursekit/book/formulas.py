"""Formulas as MathML, which browsers draw themselves: no script, no font, no other host."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.writers.html5 import HTML5Translator

from coursekit.formula import mathml

RENDERER = "mathml"


def register(app: Sphinx) -> None:
    """Offer the renderer to Sphinx under the name ``mathml``."""
    app.add_html_math_renderer(RENDERER, (_inline, None), (_block, None))


def _inline(writer: HTML5Translator, node: nodes.math) -> None:
    writer.body.append(_converted(node, block=False))
    raise nodes.SkipNode


def _block(writer: HTML5Translator, node: nodes.math_block) -> None:
    name = writer.starttag(node, "div", CLASS="math")
    writer.body.append(f"{name}{_converted(node, block=True)}</div>\n")
    raise nodes.SkipNode


def _converted(node: nodes.Element, *, block: bool) -> str:
    try:
        return mathml(node.astext(), block=block)
    except ValueError as error:
        raise ExtensionError(
            f"{node.source}:{node.line}: {error}; write it with the LaTeX commands that "
            "latex2mathml knows"
        ) from error
