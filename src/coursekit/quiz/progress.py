"""The progress box: what is mastered, what is due, and what is kept where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursekit.frontend import spoken, words
from coursekit.quiz import page, text
from coursekit.quiz.box import Box
from coursekit.quiz.record import parameters

if TYPE_CHECKING:
    from coursekit.course import Course

#: The page on which due questions are answered, beside the chapters.
REVIEW = "review"


class ProgressBox(Box):
    """How far the reader has come, by chapter and objective, before and after."""

    front = "progress"

    def __init__(self, course: Course) -> None:
        title = spoken("still", course.manifest.language)["progress"]
        super().__init__(course, title, "ck-progress")

    @property
    def spec(self) -> dict[str, Any]:
        """What the front end works on: see ``Spec`` in ``frontend/progress.js``."""
        return self.spec_for("kept-book")

    def spec_for(self, kept: str, place: str = "") -> dict[str, Any]:
        """The specification; ``kept`` names the sentence that says what is kept, at ``place``."""
        from coursekit.quiz.keeping import questions_of

        course = self._course
        asked = questions_of(course)
        there = {chapter for _, _, chapter in asked}
        review = course.root / "notebooks" / f"{REVIEW}.ipynb"
        return {
            "course": course.id,
            "language": self._language,
            "chapters": [
                {"id": c.id, "title": text.clean(c.title),
                 "href": f"{c.id}.html" if course.notebook(c.id).is_file() else ""}
                for c in course.chapters if c.id in there
            ],
            "objectives": [
                {"id": name, "text": text.clean(objective), "chapter": c.id}
                for c in course.chapters for name, objective in c.objectives.items()
                if any(name == one for _, one, _ in asked)
            ],
            "questions": [list(one) for one in asked],
            "pointsTo": {q.id: q.points_to for q in course.bank.questions if q.points_to},
            "review": {"href": f"{REVIEW}.html", "file": review.name} if review.is_file() else None,
            "kept": {code: say[kept].format(place) for code, say in words("still").items()},
        }

    def extra(self) -> dict[str, Any]:
        return {"schedule": parameters()}

    def body(self) -> str:
        return page.notice(self.title, spoken("still", self._language)["progress-still"])

    def widget(self) -> Any:
        from coursekit.quiz.keeping import record
        from coursekit.quiz.live import LiveProgress  # ipywidgets is slow to import

        place = record(self._course).path
        return LiveProgress(self.spec_for("kept-lab", str(place)), self._course)
