"""The JSON Schema of question files, from which editors complete keys and explain them."""

from __future__ import annotations

import json
from pathlib import Path

from coursekit.quiz.model import QuestionFile

NAME = "question-file.schema.json"


def schema() -> str:
    """The schema as text, the same bytes every time.

    >>> schema() == schema()
    True
    """
    made = QuestionFile.model_json_schema(by_alias=True)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(made, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write(folder: Path) -> Path:
    """Write the schema into ``folder`` and return its path."""
    path = Path(folder) / NAME
    path.write_text(schema(), encoding="utf-8")
    return path
