"""Questions as the front end takes them: one JSON object, all texts as safe HTML."""

from __future__ import annotations

from typing import Any

from coursekit.data.tables import Tables
from coursekit.quiz import text
from coursekit.quiz.types import Question
from coursekit.quiz.types.base import line


def question_data(
    question: Question, tables: Tables, chapter: str = "", language: str = "en"
) -> dict[str, Any]:
    """One question; ``chapter`` is the id of the one it belongs to, ``language`` the course's.

    What is HTML is named in ``frontend/grading.js``; all else is plain text there.
    """
    prompt, more = text.opening(question.prompt)
    way = text.html(question.solution) if question.solution else ""
    return {
        "id": question.id,
        "variant": question.variant,
        "version": question.version,
        "type": question.type,
        "prompt": prompt,
        "more": more,
        "objective": question.objective,
        "pointsTo": question.points_to or "",
        "chapter": chapter,
        "reread": f"{chapter}#{question.section}" if question.section else "",
        "hints": [line(hint) for hint in question.hints],
        "solution": question.solved(language) + way,
        **question.data(tables),
    }
