"""The course itself as tables, for what a page says of it: how many chapters, how many minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coursekit.data.package import Field, Table
from coursekit.data.tables import Tables
from coursekit.faults import CourseError

if TYPE_CHECKING:
    from coursekit.course import Course

COURSE, CHAPTERS, QUESTIONS = "course", "course.chapters", "course.questions"
_COLUMNS = {
    COURSE: {"id": "string", "as_of": "string"},
    CHAPTERS: {"id": "string", "number": "string", "minutes": "integer", "objectives": "integer"},
    QUESTIONS: {"id": "string", "chapter": "string", "section": "string", "role": "string",
                "type": "string", "objective": "string",
                **dict.fromkeys(("options", "keys", "items", "places", "hints"), "integer")},
}


class WithStructure(Tables):
    """The tables of a course, and three more: the course, its chapters and its questions.

    ``course`` has one row (``as_of``), ``course.chapters`` a row a chapter (``minutes``,
    ``objectives``), ``course.questions`` a row a question, with how many ``options``, ``keys``
    (right options), ``items``, ``places`` and ``hints`` it has. A look-up in the questions
    raises CourseError where a question file is faulty.
    """

    def __init__(self, course: Course) -> None:
        super().__init__(course.tables.folder, course.root)
        self._course = course
        self._own: dict[str, list[dict[str, Any]]] = {}
        self._broken: CourseError | None = None

    def describe(self, name: str) -> Table:
        if name not in _COLUMNS:
            return self._course.tables.describe(name)
        path = self._course.root / "course.yml"
        return Table(name, path, path, name, "", "", "",
                     tuple(Field(one, kind, one) for one, kind in _COLUMNS[name].items()), ("id",),
                     ())

    def view(self, name: str) -> Sequence[Mapping[str, Any]]:
        if name not in _COLUMNS:
            return self._course.tables.view(name)
        if name not in self._own:
            # Or a faulty bank would be read again for every look-up in the questions.
            if self._broken:
                raise self._broken.with_traceback(None)
            try:
                self._own[name] = _ROWS[name](self._course)
            except CourseError as error:
                self._broken = error
                raise
        return self._own[name]

    def holding(self, name: str, column: str, value: Any) -> Sequence[Mapping[str, Any]]:
        if name not in _COLUMNS:
            return self._course.tables.holding(name, column, value)
        return [row for row in self.view(name) if row[column] == value]


def _chapters(course: Course) -> list[dict[str, Any]]:
    return [{"id": one.id, "number": one.number, "minutes": one.minutes,
             "objectives": len(one.objectives)} for one in course.chapters]


def _questions(course: Course) -> list[dict[str, Any]]:
    bank = course.bank
    return [{"id": one.id, "chapter": bank.chapter_of(one.id), "section": one.section or "",
             "role": one.role, "type": one.type, "objective": one.objective,
             "keys": sum(option.key for option in getattr(one, "options", ())) or None,
             **{name: len(getattr(one, name)) if getattr(one, name, None) else None
                for name in ("options", "items", "places", "hints")}}
            for one in bank.questions]


def _course(course: Course) -> list[dict[str, Any]]:
    return [{"id": course.id, "as_of": course.manifest.as_of}]


_ROWS = {COURSE: _course, CHAPTERS: _chapters, QUESTIONS: _questions}
