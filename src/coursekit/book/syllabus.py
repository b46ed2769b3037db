"""The syllabus, made from the course's own files: ``{chapters}``, ``{plan}``, ``{coverage}``."""

from __future__ import annotations

from abc import abstractmethod

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from coursekit.book.directive import CourseDirective
from coursekit.course import MANIFEST, Chapter
from coursekit.coverage import Covered, covered


def register(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_directive("chapters", Chapters)
    app.add_directive("plan", Plan)
    app.add_directive("coverage", Coverage)


class _Table(CourseDirective):
    """A table about the chapters; it follows the files that it is made from."""

    def run(self) -> list[nodes.Node]:
        quizzes = self.course.root / "quizzes"
        for path in (self.course.root / MANIFEST, *self.course.notebooks(), *quizzes.glob("*.yml")):
            self.env.note_dependency(str(path))
        return [self.table()]

    @abstractmethod
    def table(self) -> nodes.table:
        """The table itself."""

    def link(self, chapter: Chapter, words: str, anchor: str = "") -> nodes.Node:
        """A link to a chapter; plain words where it is not written yet."""
        if not self.course.notebook(chapter.id).is_file():
            return nodes.Text(words)
        if anchor:
            # Anchors of notebooks are made when those are read, maybe after this page.
            folder = "../" * self.env.docname.count("/")
            return nodes.reference(
                "", words, refuri=f"{folder}notebooks/{chapter.id}.html#{anchor}", internal=True)
        return addnodes.pending_xref(
            "", nodes.inline(text=words), refdomain="std", reftype="doc", refexplicit=True,
            reftarget=f"/notebooks/{chapter.id}", refdoc=self.env.docname)


class Chapters(_Table):
    """Number, title, minutes and prerequisites of each chapter, with the sum of the minutes."""

    def table(self) -> nodes.table:
        say = self.say
        rows: list[list[list[nodes.Node]]] = []
        for chapter in self.course.chapters:
            title: list[nodes.Node] = [self.link(chapter, chapter.title)]
            if not self.course.notebook(chapter.id).is_file():
                title.append(nodes.Text(f" ({say['in_preparation']})"))
            needs = ", ".join(self.course.chapter(one).number for one in chapter.prerequisites)
            rows.append([_words(chapter.number), title, _words(str(chapter.minutes)),
                         _words(needs or "–")])
        total = sum(chapter.minutes for chapter in self.course.chapters)
        rows.append([_words(""), [nodes.strong(text=say["together"])], _words(f"{total:,}"),
                     _words("")])
        heads = [say[name] for name in ("number", "the_chapter", "the_minutes", "needs")]
        return _table(heads, rows, [8, 60, 16, 16])


class Plan(_Table):
    """A plan of a term or a seminar. Each line: when | chapters | what is done there.

    Chapters are numbers; their minutes are summed. ``+ 90`` adds minutes of class that no chapter
    counts.
    """

    def table(self) -> nodes.table:
        say = self.say
        rows: list[list[list[nodes.Node]]] = []
        total = 0
        for line in self.content:
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3:
                raise self.fault(f"{line!r}: a line of a plan has three parts, when | chapters | "
                                 "what is done")
            when, named, what = parts
            numbers, _, extra = (part.strip() for part in named.partition("+"))
            if extra and not extra.isdigit():
                raise self.fault(f"{line!r}: {extra!r} is no number of minutes; such as '+ 90' is "
                                 "allowed")
            try:
                chapters = [self.course.chapter(one.strip()) for one in numbers.split(",")
                            if one.strip()]
            except KeyError as error:
                raise self.fault(f"{line!r}: {error.args[0]}") from None
            minutes = sum(chapter.minutes for chapter in chapters) + int(extra or 0)
            total += minutes
            read: list[nodes.Node] = []
            for chapter in chapters:
                read += [nodes.Text(", " if read else ""),
                         self.link(chapter, chapter.number)]
            done, messages = self.parse_inline(what)
            rows.append([_words(when), read or _words("–"), _words(str(minutes)),
                         [*done, *messages]])
        rows.append([[nodes.strong(text=say["together"])], _words(""), _words(f"{total:,}"),
                     _words("")])
        heads = [say[name] for name in ("when", "the_chapters", "the_minutes", "done")]
        return _table(heads, rows, [16, 14, 12, 58])


class Coverage(_Table):
    """Each objective with the explorers and tasks that serve it, and how many questions test it."""

    def table(self) -> nodes.table:
        say = self.say
        rows = []
        for one in covered(self.course):
            objective = [self.link(one.chapter, one.chapter.number),
                         nodes.Text(f" {one.text}")]
            count = say["questions_of"].format(one.questions, one.transfers)
            rows.append([objective, self._activities(one), _words(count)])
        heads = [say[name] for name in ("objective", "activities", "the_questions")]
        return _table(heads, rows, [42, 38, 20])

    def _activities(self, one: Covered) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        seen = set()
        for activity in one.activities:
            if activity.title not in seen:
                seen.add(activity.title)
                found += [nodes.Text("; " if found else ""),
                          self.link(one.chapter, activity.title, activity.section)]
        return found


def _words(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)]


def _table(heads: list[str], rows: list[list[list[nodes.Node]]], widths: list[int]) -> nodes.table:
    columns = [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.thead("", nodes.row("", *(_entry(_words(words)) for words in heads)))
    body = nodes.tbody("", *(nodes.row("", *map(_entry, row)) for row in rows))
    group = nodes.tgroup("", *columns, head, body, cols=len(widths))
    return nodes.table("", group)


def _entry(content: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
