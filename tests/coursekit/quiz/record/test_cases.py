"""The rules on a record follow the cases."""

import json

import pytest

from coursekit.quiz.record import (
    Attempt,
    RecordError,
    due,
    merged,
    moment,
    rating,
    report,
    reviews,
    schedule,
    state,
)
from coursekit.quiz.record.attempt import KEYS, stated
from coursekit.quiz.record.canonical import canonical
from tests.coursekit.quiz.record import cases


def each(some):
    return pytest.mark.parametrize("case", some, ids=lambda case: case.get("why", case.get("text")))


@each(cases.REVIEWS)
def test_the_reviews_among_attempts_are_those_of_the_case(case):
    found = [one.id for one in reviews(cases.attempts(case["attempts"]))]
    assert found == list(map(cases.number, case["expected"]))


@each(cases.RATINGS)
def test_a_review_is_rated_as_the_case_says(case):
    assert rating(Attempt.from_dict(cases.full(case["attempt"]))) == case["expected"]


@each(cases.STATES)
def test_the_state_of_a_question_is_that_of_the_case(case):
    assert state(cases.attempts(case["attempts"])) == case["expected"]


@each(cases.SCHEDULES)
def test_questions_are_scheduled_as_the_case_says(case):
    found = {
        question: {"due": stated(one.due), "urgent": one.urgent, "last": one.last.id,
                   "stability": one.stability, "difficulty": one.difficulty}
        for question, one in schedule(cases.attempts(case["attempts"])).items()
    }
    assert found == {
        question: {**one, "last": cases.number(one["last"]),
                   "stability": pytest.approx(one["stability"], rel=1e-8),
                   "difficulty": pytest.approx(one["difficulty"], rel=1e-8)}
        for question, one in case["expected"].items()
    }


@each(cases.DUE)
def test_questions_are_due_in_the_order_of_the_case(case):
    found = due(cases.attempts(case["attempts"]), case["chapters"], moment(case["now"]))
    assert found == case["expected"]


def reported(case):
    questions = [tuple(one) for one in case["questions"]]
    return report(cases.attempts(case["attempts"]), questions, moment(case["now"]))


@each(cases.MASTERY)
def test_objectives_and_chapters_are_mastered_as_far_as_the_case_says(case):
    found = reported(case)
    assert {key: found[key] for key in ("objectives", "chapters")} == case["expected"]


@each(cases.REPORTS)
def test_the_report_is_that_of_the_case(case):
    assert reported(case) == case["expected"]


@each(cases.MERGES)
def test_records_are_merged_as_the_case_says(case):
    found = merged(cases.attempts(case["a"]), cases.attempts(case["b"]))
    assert found == cases.attempts(case["expected"])


@each(cases.CANONICAL)
def test_a_value_has_the_canonical_text_of_the_case(case):
    assert canonical(json.loads(case["value"])) == case["text"]


@each(cases.ATTEMPTS)
def test_an_attempt_is_allowed_or_refused_as_the_case_says(case):
    given = cases.changed(case)
    if case["allowed"]:
        found = Attempt.from_dict(given).as_dict()
        assert tuple(found) == KEYS
        kept = {key: value for key, value in given.items() if key in KEYS}
        assert found == {**found, **kept, **case.get("becomes", {})}
    else:
        with pytest.raises(RecordError) as caught:
            Attempt.from_dict(given)
        assert caught.value.code == "attempt"
