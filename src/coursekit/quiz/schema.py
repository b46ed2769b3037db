"""The JSON Schemas of question files, from which editors complete keys and explain them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.quiz.model import Misconceptions, QuestionFile
from coursekit.quiz.types import TYPES
from coursekit.quiz.variants import Pattern

NAME = "question-file.schema.json"
MISCONCEPTIONS = "misconceptions.schema.json"
# Their numbers are those of a look-up and not of a question.
_LOOKUPS = ("Lookup", "Proof", "Condition")
_FILLED = {"type": "string", "pattern": r"^\{\{.*\}\}$"}


def schema() -> str:
    """The schema of question files as text, the same bytes every time.

    >>> schema() == schema()
    True
    """
    made = QuestionFile.model_json_schema(by_alias=True)
    # A question made from data has two keys more, and names in the place of numbers.
    pattern = Pattern.model_json_schema(by_alias=True)
    pattern["properties"]["variants"]["items"] |= {
        "properties": {"id": {"type": "string", "description": "unique in this question"}},
        "propertyNames": {"pattern": "^[a-z0-9_]+$"}, "required": ["id"],
    }
    made["$defs"] |= pattern.pop("$defs", {})
    for name, part in made["$defs"].items():
        if name not in _LOOKUPS:
            made["$defs"][name] = _fillable(part)
    for model in TYPES.values():
        keys = made["$defs"][model.__name__]["properties"]
        del keys["variant"]
        keys |= pattern["properties"]
    return _written(made)


def misconceptions() -> str:
    """The schema of the register of misconceptions as text."""
    made = Misconceptions.model_json_schema()
    made["properties"]["misconceptions"]["additionalProperties"] = False
    return _written(made)


def write(folder: Path) -> list[Path]:
    """Write the schemas into ``folder`` and return their paths."""
    paths = []
    for name, text in ((NAME, schema()), (MISCONCEPTIONS, misconceptions())):
        paths.append(Path(folder) / name)
        paths[-1].write_text(text, encoding="utf-8", newline="\n")
    return paths


def _fillable(part: Any) -> Any:
    """The part with {{names}} allowed wherever a number or a truth value is to stand."""
    if isinstance(part, list):
        return [_fillable(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") in ("number", "boolean"):
        about = {key: part[key] for key in ("title", "description", "default") if key in part}
        form = {key: value for key, value in part.items() if key not in about}
        return {"anyOf": [form, _FILLED], **about}
    if any(one.get("type") == "number" for one in part.get("anyOf", ())):
        return {**part, "anyOf": [*part["anyOf"], _FILLED]}
    return {key: _fillable(value) for key, value in part.items()}


def _written(made: dict[str, Any]) -> str:
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(made, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
