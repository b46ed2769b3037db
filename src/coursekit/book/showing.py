"""What a course draws, on a page that is no notebook: the directive ``{show}``."""

from __future__ import annotations

import importlib

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


def register(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("show", Show)


class Show(SphinxDirective):
    """Call a function of the course and put what it returns on the page, as a notebook would.

    The argument is ``package.module:function``; the function takes nothing.
    Lines within say in plain words what the book shows there, for those who read it without.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        return [nodes.raw("", shown(self.arguments[0]), format="html")]


def shown(target: str) -> str:
    """The HTML of what ``package.module:function`` returns.

    >>> shown("os.path")
    Traceback (most recent call last):
        ...
    ValueError: 'os.path' names no function; write package.module:function
    """
    module, colon, name = target.partition(":")
    if not colon:
        raise ValueError(f"{target!r} names no function; write package.module:function")
    result = getattr(importlib.import_module(module), name)()
    return result._repr_mimebundle_()["text/html"]
