"""The published JSON Schemas are those of the model, and explain every key."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from coursekit.quiz.schema import MISCONCEPTIONS, NAME, misconceptions, schema, write
from coursekit.quiz.types import TYPES
from tests.coursekit.quiz import bakery

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = {NAME: schema, MISCONCEPTIONS: misconceptions}


def refusals(made, text):
    return [error.message for error in Draft202012Validator(json.loads(made)).iter_errors(
        yaml.safe_load(text))]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_schema_is_current(name):
    assert (ROOT / "quizzes" / name).read_text(encoding="utf-8") == PUBLISHED[name](), (
        "the question model has changed; write its schema again: seccoop schema"
    )


def test_writing_twice_gives_the_same_bytes(tmp_path):
    first = {path.name: path.read_bytes() for path in write(tmp_path)}
    assert {path.name: path.read_bytes() for path in write(tmp_path)} == first == {
        name: made().encode() for name, made in PUBLISHED.items()}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_schema_is_one(name):
    Draft202012Validator.check_schema(json.loads(PUBLISHED[name]()))


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
    assert set(questions["items"]["discriminator"]["mapping"]) == set(TYPES)
    assert len(TYPES) == 10


@pytest.mark.parametrize("kind", TYPES)
def test_keys_of_a_question_made_from_data_are_offered_and_what_the_bank_sets_is_not(kind):
    part = json.loads(schema())["$defs"][TYPES[kind].__name__]
    assert {"variants", "values"} <= part["properties"].keys()
    assert "variant" not in part["properties"]
    assert part["additionalProperties"] is False


@pytest.mark.parametrize("text", [bakery.START, bakery.DOUGH, bakery.OVEN],
                         ids=["start", "dough", "oven"])
def test_what_the_bank_takes_the_schema_takes(text):
    assert refusals(schema(), text) == []


@pytest.mark.parametrize(("old", "new"), [
    ("type: truth", "type: untruth"),
    ("answer: false", "answer: maybe"),
    ("accept: [crumb]", "accept: []"),
    ("hints: [Think", "hints: [One., Two., Think"),
    ("first: first", "first: 1"),
    ("      - id: time\n", "      - id: Time\n"),
    ("box: [0, 0, 20, 10]", "box: [0, 0, 20]"),
    ('answer: "{{flour}}"', "answer: flour"),
    ("- {id: rye, loaf: rye, name: Rye}\n", ""),
    ("  - id: flour-of-each\n", "  - id: flour-of-each\n    variant: rye\n"),
])
def test_what_the_bank_refuses_by_its_form_the_schema_refuses(old, new):
    assert old in bakery.OVEN
    assert refusals(schema(), bakery.OVEN.replace(old, new, 1))


def test_names_may_stand_wherever_a_number_or_a_truth_value_stands():
    text = bakery.OVEN.replace("answer: false", 'answer: "{{known}}"').replace(
        "box: [0, 0, 20, 10]", 'box: ["{{west}}", 0, 20, 10]')
    assert refusals(schema(), text) == []


def test_the_schema_of_misconceptions_takes_the_register_and_no_other_ids():
    assert refusals(misconceptions(), bakery.MISCONCEPTIONS) == []
    both = "{belief: A belief., correction: What is so.}"
    assert refusals(misconceptions(), f"misconceptions: {{an-id: {both}}}") == []
    assert refusals(misconceptions(), f"misconceptions: {{Not An Id: {both}}}")
    assert refusals(misconceptions(), "misconceptions: {an-id: 7}")
    assert refusals(misconceptions(), "misconceptions: {an-id: A belief.}")
    assert refusals(misconceptions(), "beliefs: {}")


def _refers_only(field):
    return set(field) == {"$ref"}
