"""Below each entry of the glossary: the chapters that use it, found in the chapters themselves."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from coursekit.book.strings import strings
from coursekit.course import Course
from coursekit.glossary import PAGE, Glossary


def register(app: Sphinx) -> None:
    """Add them when the page is read."""
    app.add_transform(Uses)


class Uses(SphinxTransform):
    """``Used in chapters 01, 04.`` at the end of an entry."""

    default_priority = 400

    def apply(self) -> None:
        if f"{self.env.docname}.md" != PAGE:
            return
        course = Course.find(Path(self.env.srcdir))
        for path in course.notebooks():
            self.env.note_dependency(str(path))
        uses = Glossary(course).uses
        for section in self.document.findall(nodes.section):
            chapters = next((uses[name] for name in section["ids"] if name in uses), [])
            if chapters:
                section += self._paragraph(chapters)

    def _paragraph(self, chapters: list[str]) -> nodes.paragraph:
        say = strings(self.config.language)
        shown = nodes.paragraph(classes=["used-in"])
        shown += nodes.Text(say["used_in"] if len(chapters) == 1 else say["used_in_several"])
        for place, chapter in enumerate(chapters):
            target = addnodes.pending_xref(
                "", nodes.inline(text=chapter.split("-")[0]), refdomain="std", reftype="doc",
                reftarget=f"/notebooks/{chapter}", refexplicit=True, refdoc=self.env.docname)
            shown += [nodes.Text(", " if place else " "), target]
        shown += nodes.Text(".")
        return shown
