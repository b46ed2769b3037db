"""The rules of grading as cases: Python and JavaScript run the same ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from coursekit.quiz import Question

_FILE = Path(__file__).with_name("grading-cases.json")
_COMMON = {"role": "wrap-up", "objective": "o", "sources": ["s"], "prompt": "?"}

_given = json.loads(_FILE.read_text(encoding="utf-8"))

#: Numbers as typed, with what is to be read: ``value`` (None for no number) and ``doubt``.
NUMBERS: list[dict[str, Any]] = _given["numbers"]
#: Responses to the questions, with the result that they are to have.
GRADES: list[dict[str, Any]] = _given["grades"]
#: The questions, by name.
QUESTIONS: dict[str, Question] = {
    name: TypeAdapter(Question).validate_python({"id": name, **_COMMON, **one})
    for name, one in _given["questions"].items()
}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """The whole result of a case: what it leaves out is that of an unanswered question."""
    nothing = {"answered": True, "score": 0, "correct": False, "marks": [], "feedback": []}
    return nothing | {k: v for k, v in case.items() if k not in ("question", "response")}
