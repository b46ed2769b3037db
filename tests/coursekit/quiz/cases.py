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


def _question(name: str, keys: dict[str, Any]) -> Question:
    return TypeAdapter(Question).validate_python({"id": name, **_COMMON, **keys})


#: Numbers as typed, with what is to be read: ``value`` (None for no number) and ``doubt``.
NUMBERS: list[dict[str, Any]] = _given["numbers"]
#: Words as ``typed``, what is ``accepted``, and whether they are ``found`` to be the "same", a
#: "misspelt" one (``meant`` says which, or it is the first), one so "near" that one has to ask,
#: an "other" word or "nothing". ``names`` are what the course calls by name.
SPELLINGS: list[dict[str, Any]] = _given["spellings"]
#: Responses to the questions, with the result that they are to have.
GRADES: list[dict[str, Any]] = _given["grades"]
#: The questions, by name.
QUESTIONS: dict[str, Question] = {
    name: _question(name, keys) for name, keys in _given["questions"].items()
}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """The whole result of a case: what it leaves out is that of an unanswered question."""
    nothing = {"answered": True, "score": 0, "correct": False, "marks": [], "feedback": []}
    return nothing | {k: v for k, v in case.items() if k not in ("question", "response")}


def asking(case: dict[str, Any]) -> Question:
    """A question to which the words of one of :data:`SPELLINGS` are a response."""
    question = _question("words", {"type": "short", "accept": case["accepted"],
                                   "feedback": "Right", "otherwise": "Look again"})
    question.know(case.get("names", ()))
    return question


def spelled(case: dict[str, Any]) -> dict[str, Any]:
    """What the result is to say of the words of one of :data:`SPELLINGS`."""
    found = case["found"]
    meant = case.get("meant", case["accepted"][0]) if found in ("misspelt", "near") else ""
    if found == "near":
        return {"answered": False, "correct": False, "reading": {"meant": meant}}
    return {
        "answered": found != "nothing",
        "correct": found in ("same", "misspelt"),
        "reading": None if found == "nothing" else {"written": meant},
    }
