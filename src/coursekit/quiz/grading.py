"""Grading: from a response to a score and the feedback that belongs to it.

The same rules stand in ``frontend/grading.js``; both run the cases in
``tests/coursekit/quiz/grading-cases.json``.
"""

from __future__ import annotations

from typing import Any

from coursekit.quiz.types import Question, Result

__all__ = ["Result", "grade"]


def grade(question: Question, response: Any) -> Result:
    """Grade one response; what form it has is told by the question's type."""
    return question.grade(response)
