"""Grading follows the cases, and keeps a few promises for any response whatever."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.quiz import grade, read_number
from coursekit.quiz.types import TYPES
from tests.coursekit.quiz import cases
from tests.coursekit.quiz.responses import anything, response


@pytest.mark.parametrize("case", cases.NUMBERS, ids=lambda c: f"{c['text']!r}-{c['whole']}")
def test_a_number_is_read_as_the_case_says(case):
    found = read_number(case["text"], whole=case["whole"], unit=case.get("unit", ""))
    if case["value"] is None:
        assert found is None
    else:
        assert (found.value, found.doubt) == (case["value"], case.get("doubt", ""))


@pytest.mark.parametrize("case", cases.GRADES, ids=lambda c: f"{c['question']}-{c['response']!a}")
def test_a_response_is_graded_as_the_case_says(case):
    found = dataclasses.asdict(grade(cases.QUESTIONS[case["question"]], case["response"]))
    del found["reading"]
    assert found == cases.expected(case)


def test_the_cases_ask_every_type_of_question():
    asked = {cases.QUESTIONS[case["question"]].type for case in cases.GRADES}
    assert asked == {question.type for question in cases.QUESTIONS.values()} == set(TYPES)


@given(st.text(alphabet="0123456789.,-+ '%\u00a0\u2212e", max_size=12), st.booleans())
def test_whatever_is_typed_is_a_finite_number_or_none(text, whole):
    found = read_number(text, whole=whole)
    assert found is None or abs(found.value) < float("inf")


def test_a_number_too_large_to_hold_is_none():
    assert read_number("9" * 400, whole=True) is None


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_with_thousands_marked_either_way_is_read_back(number):
    for mark in (",", ".", " ", "'"):
        assert read_number(f"{number:,}".replace(",", mark), whole=True).value == number


@given(st.sets(st.integers(0, 3), min_size=1))
def test_all_keys_and_nothing_else_is_the_only_full_score_of_a_multiple_choice(chosen):
    result = grade(cases.QUESTIONS["some"], sorted(chosen))
    assert 0 <= result.score <= 1
    assert result.correct == (result.score == 1) == (chosen == {0, 1})


@pytest.mark.parametrize("name", cases.QUESTIONS)
def test_the_right_response_earns_all(name):
    question = cases.QUESTIONS[name]
    result = grade(question, question.right())
    assert (result.answered, result.score, result.correct) == (True, 1.0, True)
    assert False not in result.marks


@pytest.mark.parametrize("name", cases.QUESTIONS)
@given(st.data())
def test_whatever_the_response_its_result_is_whole(name, data):
    question = cases.QUESTIONS[name]
    result = grade(question, data.draw(response(question) | anything))
    assert len(result.marks) == len(result.feedback)
    if result.answered:
        assert 0 <= result.score <= 1
        assert result.correct == (result.score == 1) == (False not in result.marks)
        assert any(result.feedback)
    else:
        assert (result.score, result.correct, result.marks) == (0, False, [])


@pytest.mark.parametrize("name", cases.QUESTIONS)
def test_a_response_nested_however_deeply_is_unanswered(name):
    deep = 0
    for _ in range(10_000):
        deep = [deep]
    question = cases.QUESTIONS[name]
    for given_ in (deep, [deep] * 2, [deep] * 3, [deep] * 4, {"verdict": deep},
                   {"verdict": True, "reason": deep}):
        assert not grade(question, given_).answered


@given(st.permutations(range(4)))
def test_the_score_of_an_order_is_that_of_its_longest_run(order):
    longest = max(
        sum(1 for _ in run) for mask in range(1, 16)
        if (run := [place for i, place in enumerate(order) if mask >> i & 1]) == sorted(run))
    result = grade(cases.QUESTIONS["steps"], order)
    assert result.score == (longest - 1) / 3
    assert result.marks.count(True) == longest
