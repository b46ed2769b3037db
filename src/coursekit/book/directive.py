"""What directives that are made from the course's own files have in common."""

from __future__ import annotations

import functools
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from coursekit.book.strings import strings
from coursekit.course import Course


class CourseDirective(SphinxDirective):
    """A directive that knows the course of its page, and the book's words in its language.

    Lines within it may say in plain words what the book shows there: JupyterLab shows them in its
    place, and the book does not.
    """

    has_content = True

    @functools.cached_property
    def course(self) -> Course:
        return Course.find(Path(self.env.srcdir))

    @property
    def say(self) -> dict[str, str]:
        return strings(self.config.language)

    def fault(self, message: str) -> ExtensionError:
        """An error that ends the build: a page without its table is not published."""
        path, line = self.get_source_info()
        return ExtensionError(f"{path}:{line}: {message}")
