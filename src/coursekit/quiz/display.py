"""What a notebook calls: some questions, shown where the call stands."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coursekit.faults import Unknown, allowed
from coursekit.frontend import spoken
from coursekit.quiz import page, text
from coursekit.quiz.box import Box
from coursekit.quiz.checking import Outcome, checked
from coursekit.quiz.data import question_data
from coursekit.quiz.types import Question
from coursekit.quiz.types.base import line
from coursekit.typography import apostrophes

if TYPE_CHECKING:
    from coursekit.course import Course

PREFIX = "ck-quiz-"


class Quiz:
    """The quizzes of one course. Each method gives a box, the last line of a cell.

    With ``pick`` that many of the questions are drawn at random, of every objective some.
    """

    def __init__(self, course: Course) -> None:
        self._course = course

    def show(self, *ids: str, pick: int = 0) -> Shown:
        """Some questions by id, in this order."""
        if not ids:
            raise ValueError("name at least one question: quiz.show('question-id')")
        questions = [self._course.bank.question(one) for one in ids]
        title = self._say["one" if len(ids) == 1 else "several"]
        return self._shown(questions, title, "-".join(["show", *ids]), pick=pick)

    def section(self, section: str, chapter: str | None = None, *, pick: int = 0) -> Shown:
        """The questions of one section, named by the anchor of its heading.

        ``chapter`` is needed only where two chapters have a section of that name.
        """
        homes = self._course.bank.sections()
        if section not in homes:
            raise Unknown(f"no question belongs to a section {section!r}; "
                           f"there are {allowed(sorted(homes), 60)}")
        chapters = homes[section]
        if chapter is not None:
            chapters = [one for one in chapters if one == self._course.chapter(chapter).id]
            if not chapters:
                raise Unknown(f"section {section!r} of chapter {chapter!r} has no questions; "
                               f"it has some in {allowed(homes[section])}")
        if len(chapters) > 1:
            raise Unknown(f"section {section!r} stands in {allowed(chapters)}; name the chapter: "
                           f"quiz.section({section!r}, {chapters[0]!r})")
        asked = self._course.bank.of_chapter(chapters[0], "section")
        questions = [q for q in asked if q.section == section]
        return self._shown(questions, self._say["check"], section, pick=pick)

    def chapter(self, chapter: str | int, *, pick: int = 0) -> Shown:
        """The wrap-up quiz of one chapter, by its id or its number.

        Its own questions, and those of earlier chapters that its file asks ``again``.
        """
        found = self._course.chapter(f"{chapter:02d}" if isinstance(chapter, int) else chapter)
        bank = self._course.bank
        questions = bank.of_chapter(found.id, "wrap-up")
        if not questions:
            raise Unknown(f"chapter {found.id!r} has no questions of role 'wrap-up'")
        questions += bank.again(found.id)
        return self._shown(questions, self._say["wrap-up"].format(found.title),
                           f"{found.id}-wrap-up", kind="wrap-up", pick=pick)

    def check(self, question_id: str, value: Any, *, variant: str = "") -> Shown | Outcome:
        """The verdict on a value that a data task worked out; for ``...`` the question itself.

        ``variant`` names one of a question made from data. Nothing goes to the record: a cell
        is run many times, and that is no new answer.
        """
        if value is ...:
            return self.show(question_id)
        question = self._variant(question_id, variant)
        return checked(question, value, self._course.manifest.language)

    def diagnostic(self) -> Shown:
        """The questions that name the chapter to begin with."""
        return self._shown(self._asked_before(), self._say["diagnostic"], "diagnostic",
                           kind="diagnostic")

    def final(self) -> Shown:
        """The questions of the diagnostic again, after the course: before set beside after."""
        return self._shown(self._asked_before(), self._say["final"], "final", kind="final")

    def review(self, limit: int = 10) -> Box:
        """What is due today by the reader's own record, at most ``limit`` at a time."""
        from coursekit.quiz.review import Review

        return Review(self._course, limit)

    def progress(self) -> Box:
        """How far the reader has come, by chapter and objective, and what is kept."""
        from coursekit.quiz.progress import ProgressBox

        return ProgressBox(self._course)

    def _variant(self, question_id: str, variant: str) -> Question:
        variants = {one.variant: one for one in self._course.bank.variants(question_id)}
        if variant not in variants:
            raise Unknown(f"question {question_id!r} has no variant {variant!r}; "
                           f"allowed: {allowed(list(variants))}")
        return variants[variant]

    @functools.cached_property
    def _say(self) -> dict[str, str]:
        return spoken("still", self._course.manifest.language)

    def _asked_before(self) -> list[Question]:
        bank = self._course.bank
        questions = [q for c in self._course.chapters for q in bank.of_chapter(c.id, "diagnostic")]
        if not questions:
            raise Unknown("the course has no questions of role 'diagnostic'")
        return questions

    def _shown(self, questions: list[Question], title: str, name: str, *,
               kind: str = "questions", pick: int = 0) -> Shown:
        if not 0 <= pick <= len(questions):
            raise ValueError(f"pick is {pick}; allowed: 1 to {len(questions)}, the number of "
                             "questions, or 0 for all of them in their order")
        return Shown(self._course, questions, title, f"{PREFIX}{name}", kind, pick)


class Shown(Box):
    """Some questions, ready to be answered in JupyterLab or in the book."""

    def __init__(self, course: Course, questions: list[Question], title: str, name: str,
                 kind: str, pick: int = 0) -> None:
        super().__init__(course, title, name)
        self.questions = questions
        self.kind = kind
        self.pick = pick

    def __repr__(self) -> str:
        count = len(self.questions)
        return f"{self.title} ({count} question{'s' if count != 1 else ''})"

    @property
    def spec(self) -> dict[str, Any]:
        """What the front end works on: see ``Spec`` in ``frontend/quiz.js``."""
        return quiz_spec(self._course, self.questions, title=self.title, name=self.id,
                         kind=self.kind, pick=self.pick)

    def body(self) -> str:
        bank = self._course.bank
        return page.still([bank.variants(q.id) for q in self.questions], self.title,
                          self._course.tables, self._language)

    def widget(self) -> Any:
        from coursekit.quiz.live import LiveQuiz  # ipywidgets is slow to import

        return LiveQuiz(self.spec, self._course)


def quiz_spec(course: Course, questions: Iterable[Question], *, title: str, name: str,
              kind: str, pick: int = 0) -> dict[str, Any]:
    """The specification of one quiz: see ``Spec`` in ``frontend/quiz.js``."""
    language = course.manifest.language
    asked = [_slot(course, question) for question in questions]
    every = [data for slot in asked for data in (slot, *slot.get("variants", []))]
    beliefs = {one["misconception"] for data in every for one in _parts(data)
               if one.get("misconception")}
    beliefs |= {b for data in every for one in _parts(data)
                for b in one.get("misconceptions", {}).values()}
    spec: dict[str, Any] = {
        "course": course.id,
        "id": name,
        "title": text.clean(title),
        "kind": kind,
        "language": language,
        # The same order each time a page is loaded, another for each quiz.
        "seed": zlib.crc32(name.encode()),
        "pick": pick,
        "note": {code: spoken("still", code)["note"] for code in ("en", "da")},
        "questions": asked,
        "objectives": {
            slot["objective"]: text.clean(apostrophes(course.objectives[slot["objective"]]))
            for slot in asked
        },
        "headings": _headings(course, every),
        "misconceptions": {
            name: {"belief": line(one.belief), "correction": line(one.correction)}
            for name, one in course.bank.misconceptions.items()
            if name in beliefs
        },
        "chapters": [],
    }
    if kind in ("diagnostic", "final"):
        spec["chapters"] = [
            {"id": c.id, "title": text.clean(c.title), "written": course.notebook(c.id).is_file()}
            for c in course.chapters
        ]
    return spec


def _slot(course: Course, question: Question) -> dict[str, Any]:
    """One question, with its other variants where it is made from data."""
    chapter = course.bank.chapter_of(question.id)
    first, *others = (question_data(one, course.tables, chapter, course.manifest.language)
                      for one in course.bank.variants(question.id))
    return first | ({"variants": others} if others else {})


def _parts(data: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """What of a question can be chosen wrongly."""
    for name in ("options", "ifTrue", "ifFalse", "mistakes", "near", "items", "blanks"):
        for one in data.get(name, []):
            yield one
            yield from one.get("options", [])


def _headings(course: Course, every: list[dict[str, Any]]) -> dict[str, str]:
    """The words of each heading that is worth reading again, by ``chapter#section``."""
    wanted: dict[str, None] = {}
    for data in every:
        named = (one["reread"] for one in _parts(data) if one.get("reread"))
        wanted |= dict.fromkeys(at if "#" in at else f"{data['chapter']}#{at}"
                                for at in (data["reread"], *named) if at)
    sections = {chapter: course.sections(chapter)
                for chapter in {at.partition("#")[0] for at in wanted}}
    found = {at: sections[at.partition("#")[0]].get(at.partition("#")[2], "") for at in wanted}
    return {at: text.plain(heading) for at, heading in found.items() if heading}
