"""The questions of this course, as notebooks ask for them.

``quiz.section("two-readings-of-the-scheme")``, ``quiz.chapter("01")``, ``quiz.diagnostic()``
and ``quiz.show("question-id")``; see :class:`coursekit.quiz.Quiz`.
"""

from coursekit.quiz import Quiz
from seccoop.course import course

__all__ = ["chapter", "diagnostic", "section", "show"]

_quiz = Quiz(course())
chapter = _quiz.chapter
diagnostic = _quiz.diagnostic
section = _quiz.section
show = _quiz.show
