"""What a question must be beyond its form: placed, whole, and readable."""

from __future__ import annotations

from collections.abc import Iterator

from coursekit.quiz import supported, text
from coursekit.quiz.types import Finding, Question

#: Where several paragraphs have room.
_BLOCKS = (("prompt",), ("solution",), ("text",))


def findings(question: Question) -> Iterator[Finding]:
    """What is wrong with one question: where in it, and what is allowed."""
    if question.role == "section" and not question.section:
        yield (), "a question of role 'section' needs the 'section' it belongs to"
    if question.role == "diagnostic" and not question.points_to:
        yield (), "a question of role 'diagnostic' needs 'points_to', the chapter to begin with"
    if question.role != "diagnostic" and question.points_to:
        yield ("points_to",), "only a question of role 'diagnostic' points to a chapter"
    yield from question.findings()
    for place, written in question.texts():
        name = next(str(part) for part in reversed(place) if isinstance(part, str))
        for problem in text.problems(written, inline=place not in _BLOCKS):
            yield place, f"{name}: {problem}"
        yield from ((place, f"{name}: {_dead(one)}") for one in text.unfilled(written))
    for place, typed in question.typed():
        yield from ((place, f"{place[0]}: {_dead(one)}") for one in supported.names_in(typed))


def _dead(name: str) -> str:
    return (f"{name} is shown as it stands, for nothing fills it; a question with 'variants' and "
            "'values' fills such names")
