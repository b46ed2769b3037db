"""The front end grades by the same cases as Python, and shuffles as it is told."""

import pytest

from coursekit import frontend
from coursekit.quiz.data import question_data
from tests.coursekit.quiz import cases


@pytest.fixture
def page(new_page):
    """An empty page in which the front end's functions can be called."""
    page = new_page()
    page.add_script_tag(content=frontend.runtime())
    return page


def test_every_number_is_read_as_the_case_says(page):
    found = page.evaluate(
        "(cases) => cases.map(({text, whole, unit}) => "
        "coursekit.fronts.quiz.readNumber(text, whole, unit))", cases.NUMBERS
    )
    assert len(found) == len(cases.NUMBERS) > 50
    for case, reading in zip(cases.NUMBERS, found, strict=True):
        wanted = case["value"] if case["value"] is None else {
            "value": case["value"], "doubt": case.get("doubt", "")}
        assert reading == wanted, case


def test_every_response_is_graded_as_the_case_says(page):
    questions = {name: question_data(one) for name, one in cases.QUESTIONS.items()}
    found = page.evaluate(
        "([questions, cases]) => cases.map(({question, response}) => "
        "coursekit.fronts.quiz.grade(questions[question], response))", [questions, cases.GRADES]
    )
    assert len(found) == len(cases.GRADES) > 20
    for case, result in zip(cases.GRADES, found, strict=True):
        assert {k: v for k, v in result.items() if k != "reading"} == cases.expected(case), case


def test_a_number_too_large_to_hold_is_none(page):
    assert page.evaluate("coursekit.fronts.quiz.readNumber('9'.repeat(400), true)") is None


def test_the_same_seed_gives_the_same_order_and_other_seeds_give_others(page):
    orders = page.evaluate(
        "() => Array.from({length: 200}, (_, seed) => [0, 1].map(() => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {}, {}], seed)))"
    )
    assert all(first == second and sorted(first) == [0, 1, 2, 3] for first, second in orders)
    assert len({tuple(first) for first, _ in orders}) == 24


def test_every_place_is_as_likely_as_another(page):
    firsts = page.evaluate(
        "() => Array.from({length: 4000}, (_, seed) => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {}, {}], seed * 7919)[0])"
    )
    assert all(900 < firsts.count(place) < 1100 for place in range(4))


def test_what_is_pinned_keeps_its_place(page):
    orders = page.evaluate(
        "() => Array.from({length: 50}, (_, seed) => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {pinned: true}, {}], seed))"
    )
    assert all(order[2] == 2 for order in orders)
    assert len({tuple(order) for order in orders}) == 6
