"""Questions as the front end takes them: one JSON object, all texts as safe HTML."""

from __future__ import annotations

from typing import Any

from coursekit.quiz import text
from coursekit.quiz.model import MultipleChoice, Numeric, Question, SingleChoice, Sort


def question_data(question: Question, chapter: str = "", heading: str = "") -> dict[str, Any]:
    """One question. ``chapter`` and ``heading`` say where to read again, if anywhere.

    What is HTML is named in ``frontend/quiz.js``; all else is plain text there.
    """
    prompt, more = text.opening(question.prompt)
    data: dict[str, Any] = {
        "id": question.id,
        "type": question.type,
        "prompt": prompt,
        "more": more,
        "objective": question.objective,
        "pointsTo": question.points_to or "",
        "section": question.section or "",
        "chapter": chapter,
        "heading": text.plain(heading),
    }
    if isinstance(question, SingleChoice | MultipleChoice):
        return data | _options(question)
    if isinstance(question, Numeric):
        return data | _number(question)
    return data | _items(question)


def _options(question: SingleChoice | MultipleChoice) -> dict[str, Any]:
    return {
        "options": [
            {
                "text": _line(option.text),
                "key": option.key,
                "feedback": _line(option.feedback),
                "unchosen": _line(option.unchosen or ""),
                "pinned": option.pinned,
            }
            for option in question.options
        ]
    }


def _number(question: Numeric) -> dict[str, Any]:
    ranges = [(mistake.range, mistake.feedback) for mistake in question.mistakes]
    return {
        "answer": question.answer,
        "tolerance": question.tolerance,
        "whole": question.whole,
        "unit": text.clean(question.unit),
        "feedback": _line(question.feedback),
        "mistakes": [
            {"from": found[0], "to": found[1], "feedback": _line(said)}
            for found, said in ranges
            if found
        ],
        "otherwise": _line(question.otherwise),
    }


def _items(question: Sort) -> dict[str, Any]:
    return {
        "categories": [{"id": c.id, "text": text.plain(c.text)} for c in question.categories],
        "items": [
            {
                "text": _line(item.text),
                "key": item.key,
                "feedback": {name: _line(said) for name, said in item.feedback.items()},
            }
            for item in question.items
        ],
    }


def _line(markdown: str) -> str:
    return text.html(markdown, inline=True)
