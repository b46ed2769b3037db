"""The review box: the questions that are due by the reader's own record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coursekit.frontend import spoken
from coursekit.quiz import page
from coursekit.quiz.box import Box
from coursekit.quiz.display import PREFIX, quiz_spec
from coursekit.quiz.record import parameters

if TYPE_CHECKING:
    from coursekit.course import Course


class Review(Box):
    """At most ``limit`` due questions at a time; in the book chosen from all of the bank."""

    def __init__(self, course: Course, limit: int) -> None:
        if limit < 1:
            raise ValueError(f"limit is {limit}; at least 1 question can be asked at a time")
        say = spoken("still", course.manifest.language)
        super().__init__(course, say["review"], f"{PREFIX}review")
        self.limit = limit
        self._words = say["review-still"]

    @property
    def spec(self) -> dict[str, Any]:
        """The specification with every question of the bank, of which the host chooses."""
        return self.spec_of(question.id for question in self._course.bank.questions)

    def spec_of(self, ids: Iterable[str]) -> dict[str, Any]:
        """The specification with some of the questions: see ``Spec`` in ``frontend/quiz.js``."""
        bank = self._course.bank
        return quiz_spec(self._course, [bank.question(one) for one in ids], title=self.title,
                         name=self.id, kind="review")

    def extra(self) -> dict[str, Any]:
        return {"limit": self.limit, "schedule": parameters()}

    def waiting(self) -> tuple[dict[str, Any], str]:
        """What is due now by the record on this computer; see :func:`keeping.waiting`."""
        from coursekit.quiz import keeping

        return keeping.waiting(self._course, self.limit)

    def body(self) -> str:
        return page.notice(self.title, self._words)

    def widget(self) -> Any:
        from coursekit.quiz.live import LiveReview  # ipywidgets is slow to import

        return LiveReview(self, self._course)
