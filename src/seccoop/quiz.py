"""The questions of this course, as notebooks ask for them.

``quiz.section("two-readings-of-the-scheme")``, ``quiz.chapter("01")``, ``quiz.diagnostic()``,
``quiz.final()``, ``quiz.review()``, ``quiz.progress()`` and ``quiz.show("question-id")``; in a
data task ``quiz.check("question-id", value)``. See :class:`coursekit.quiz.Quiz`.
"""

from coursekit.quiz import Quiz
from seccoop.course import course

__all__ = ["chapter", "check", "diagnostic", "final", "progress", "review", "section", "show"]

_quiz = Quiz(course())
chapter = _quiz.chapter
check = _quiz.check
diagnostic = _quiz.diagnostic
final = _quiz.final
progress = _quiz.progress
review = _quiz.review
section = _quiz.section
show = _quiz.show
