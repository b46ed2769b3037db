"""The published JSON Schema is that of the model, and explains every key."""

import json
from pathlib import Path

from coursekit.quiz.schema import NAME, schema, write

ROOT = Path(__file__).resolve().parents[3]


def test_the_published_schema_is_current():
    assert (ROOT / "quizzes" / NAME).read_text(encoding="utf-8") == schema(), (
        "the question model has changed; write its schema again: seccoop schema"
    )


def test_writing_twice_gives_the_same_bytes(tmp_path):
    assert write(tmp_path).read_bytes() == write(tmp_path).read_bytes() == schema().encode()


def test_every_key_of_a_question_explains_itself():
    for name, part in json.loads(schema())["$defs"].items():
        if name in ("Condition", "Lookup", "Proof"):
            continue
        unexplained = [
            key for key, field in part["properties"].items()
            if "description" not in field and not _refers_only(field)
        ]
        assert unexplained == [], f"{name} has keys without a description"


def test_every_type_of_question_is_offered():
    questions = json.loads(schema())["properties"]["questions"]
    assert sorted(questions["items"]["discriminator"]["mapping"]) == [
        "multiple", "numeric", "single", "sort",
    ]


def _refers_only(field):
    return set(field) == {"$ref"}
