"""Grading follows the cases, and keeps a few promises for any response whatever."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.quiz import grade, read_number
from tests.coursekit.quiz import cases


@pytest.mark.parametrize("case", cases.NUMBERS, ids=lambda c: f"{c['text']!r}-{c['whole']}")
def test_a_number_is_read_as_the_case_says(case):
    found = read_number(case["text"], whole=case["whole"], unit=case.get("unit", ""))
    if case["value"] is None:
        assert found is None
    else:
        assert (found.value, found.doubt) == (case["value"], case.get("doubt", ""))


@pytest.mark.parametrize("case", cases.GRADES, ids=lambda c: f"{c['question']}-{c['response']}")
def test_a_response_is_graded_as_the_case_says(case):
    found = dataclasses.asdict(grade(cases.QUESTIONS[case["question"]], case["response"]))
    del found["reading"]
    assert found == cases.expected(case)


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
