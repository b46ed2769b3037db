"""What a notebook calls: some questions, shown where the call stands."""

from __future__ import annotations

import functools
import zlib
from typing import TYPE_CHECKING, Any

from coursekit import frontend
from coursekit.faults import allowed
from coursekit.quiz import page, text
from coursekit.quiz.data import question_data
from coursekit.quiz.model import Question
from coursekit.quiz.words import words

if TYPE_CHECKING:
    from coursekit.course import Course


class Quiz:
    """The quizzes of one course. Each method gives a :class:`Shown`, the last line of a cell."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._say = words(course.manifest.language)

    def show(self, *ids: str) -> Shown:
        """Some questions by id, in this order."""
        if not ids:
            raise ValueError("name at least one question: quiz.show('question-id')")
        questions = [self._course.bank.question(one) for one in ids]
        title = self._say["one" if len(ids) == 1 else "several"]
        return self._shown(questions, title, "-".join(["show", *ids]))

    def section(self, section: str, chapter: str | None = None) -> Shown:
        """The questions of one section, named by the anchor of its heading.

        ``chapter`` is needed only where two chapters have a section of that name.
        """
        homes = self._course.bank.sections()
        if section not in homes:
            raise KeyError(f"no question belongs to a section {section!r}; "
                           f"there are {allowed(sorted(homes), 60)}")
        chapters = homes[section]
        if chapter is not None:
            chapters = [one for one in chapters if one == self._course.chapter(chapter).id]
            if not chapters:
                raise KeyError(f"section {section!r} of chapter {chapter!r} has no questions; "
                               f"it has some in {allowed(homes[section])}")
        if len(chapters) > 1:
            raise KeyError(f"section {section!r} stands in {allowed(chapters)}; name the chapter: "
                           f"quiz.section({section!r}, {chapters[0]!r})")
        asked = self._course.bank.of_chapter(chapters[0], "section")
        questions = [q for q in asked if q.section == section]
        return self._shown(questions, self._say["check"], section)

    def chapter(self, chapter: str | int) -> Shown:
        """The wrap-up quiz of one chapter, by its id or its number."""
        found = self._course.chapter(f"{chapter:02d}" if isinstance(chapter, int) else chapter)
        questions = self._course.bank.of_chapter(found.id, "wrap-up")
        if not questions:
            raise KeyError(f"chapter {found.id!r} has no questions of role 'wrap-up'")
        return self._shown(questions, self._say["wrap-up"].format(chapter=found.title),
                           f"{found.id}-wrap-up", kind="wrap-up")

    def diagnostic(self) -> Shown:
        """The questions that name the chapter to begin with."""
        chapters = self._course.chapters
        questions = [q for c in chapters for q in self._course.bank.of_chapter(c.id, "diagnostic")]
        if not questions:
            raise KeyError("the course has no questions of role 'diagnostic'")
        return self._shown(questions, self._say["diagnostic"], "diagnostic", kind="diagnostic")

    def _shown(self, questions: list[Question], title: str, name: str,
               kind: str = "questions") -> Shown:
        return Shown(self._course, questions, title, f"ck-quiz-{name}", kind)


class Shown:
    """Some questions, ready to be answered in JupyterLab or in the book."""

    def __init__(self, course: Course, questions: list[Question], title: str, name: str,
                 kind: str) -> None:
        self.questions = questions
        self.title = title
        self.id = name
        self.kind = kind
        self._course = course

    def __repr__(self) -> str:
        count = len(self.questions)
        return f"{self.title} ({count} question{'s' if count != 1 else ''})"

    @property
    def spec(self) -> dict[str, Any]:
        """What the front end works on: see ``Spec`` in ``frontend/quiz.js``."""
        course, language = self._course, self._course.manifest.language
        spec: dict[str, Any] = {
            "id": self.id,
            "title": text.clean(self.title),
            "kind": self.kind,
            "language": language,
            # The same order each time a page is loaded, another for each quiz.
            "seed": zlib.crc32(self.id.encode()),
            "note": words(language)["note"],
            "questions": [self._data(question) for question in self.questions],
            "objectives": {
                q.objective: text.clean(course.objectives[q.objective]) for q in self.questions
            },
            "chapters": [],
        }
        if self.kind == "diagnostic":
            spec["chapters"] = [
                {"id": c.id, "title": text.clean(c.title),
                 "written": course.notebook(c.id).is_file()}
                for c in course.chapters
            ]
        return spec

    def _data(self, question: Question) -> dict[str, Any]:
        chapter = self._course.bank.chapter_of(question.id)
        headings = self._course.sections(chapter) if question.section else {}
        return question_data(question, chapter, headings.get(question.section or "", ""))

    def html(self, *, publish: bool = False) -> str:
        """The still version; with ``publish`` the front end's data stand in it as well."""
        script = ""
        if publish:
            content = frontend.embedded({"spec": self.spec, "published": True})
            script = f'\n<script type="application/json" class="ck-data">{content}</script>'
        body = page.still(self.questions, self.title, self._course.manifest.language)
        return (f'<div class="ck-widget" data-ck="quiz" id="{self.id}">\n<div class="ck-still">\n'
                f"{body}\n</div>{script}\n</div>")

    @functools.cached_property
    def live(self) -> Any:
        """The widget that JupyterLab shows."""
        from coursekit.quiz.live import LiveQuiz  # ipywidgets is slow to import

        return LiveQuiz(self.spec)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return frontend.outputs(self)
