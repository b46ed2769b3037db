"""The grading rules, as a table of cases that Python and JavaScript both run."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from coursekit import frontend
from coursekit.quiz import Question, grade, read_number
from coursekit.quiz.page import question_data

TABLE = json.loads(Path(__file__).with_name("grading-cases.json").read_text(encoding="utf-8"))
COMMON = {"id": "q", "section": "s", "objective": "o", "sources": ["x"], "prompt": "p"}
QUESTIONS = {name: TypeAdapter(Question).validate_python({**COMMON, **given})
             for name, given in TABLE["questions"].items()}


def expected(case):
    answered = case.get("answered", True)
    return {"answered": answered, "score": case.get("score", 0),
            "correct": case.get("correct", False), "feedback": case.get("feedback", [])}


@pytest.mark.parametrize("case", TABLE["numbers"], ids=lambda c: f"{c['text']}/{c['whole']}")
def test_python_reads_a_number_as_its_writer_means_it(case):
    assert read_number(case["text"], whole=case["whole"]) == case["value"]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda c: f"{c['question']}:{c['response']}")
def test_python_grades_by_the_table(case):
    result = grade(QUESTIONS[case["question"]], case["response"])
    assert {"answered": result.answered, "score": result.score, "correct": result.correct,
            "feedback": result.feedback} == expected(case)


def test_javascript_reads_and_grades_by_the_same_table(new_page):
    page = new_page()
    page.set_content("<!doctype html><title>Grading</title>")
    page.add_script_tag(content=frontend.runtime())
    numbers = page.evaluate(
        "cases => cases.map(c => coursekit.fronts.quiz.readNumber(c.text, c.whole))",
        TABLE["numbers"],
    )
    assert numbers == [case["value"] for case in TABLE["numbers"]]
    questions = {name: question_data(q, "") for name, q in QUESTIONS.items()}
    results = page.evaluate(
        "([questions, cases]) => cases.map(c => "
        "  coursekit.fronts.quiz.grade(questions[c.question], c.response))",
        [questions, TABLE["cases"]],
    )
    for case, result in zip(TABLE["cases"], results, strict=True):
        found = {key: result[key] for key in ("answered", "score", "correct", "feedback")}
        assert found == expected(case), case
