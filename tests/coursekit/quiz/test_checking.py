"""A data task is told whether its value is right, in words and without an error."""

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return bakery.course(tmp_path_factory.mktemp("checking"))


@pytest.fixture
def check(course):
    return Quiz(course).check


@pytest.mark.parametrize("value", [
    1343, 1343.0, "1.343", "1343 g", np.int64(1343), np.float64(1343), Decimal("1343"),
    np.array([1343]), pd.Series([1343]), pd.Series({"rye": 1343.0}),
])
def test_a_right_number_is_right_in_whatever_form_it_comes(check, value):
    told = check("flour-for-hundred", value)
    assert repr(told) == "Correct: Right. That is the sum on the sheet."


def test_a_computed_fraction_is_never_taken_for_thousands(check):
    told = check("flour-for-hundred", 1.343)
    assert told.correct is False
    assert repr(told) == "Not yet: Multiply what one loaf takes by hundred."


def test_a_computed_number_is_right_within_the_tolerance(check):
    assert check("hydration", 31.4 / 100).correct
    assert check("hydration", 0.3149).correct
    assert check("hydration", 0.3151).correct is False


def test_a_typical_mistake_gets_its_own_feedback(check):
    assert "ten times too high" in repr(check("flour-for-hundred", 13430))


def test_hints_stand_folded_below_a_wrong_value_and_not_below_a_right_one(course, check):
    course.bank.question("flour-for-hundred").hints.append("Think of the <scale>.")
    try:
        assert "<details>" in check("flour-for-hundred", 5)._repr_html_()
        assert "Think of the &lt;scale&gt;." in check("flour-for-hundred", 5)._repr_html_()
        assert "<details>" not in check("flour-for-hundred", 1343)._repr_html_()
    finally:
        course.bank.question("flour-for-hundred").hints.clear()


@pytest.mark.parametrize("value", [
    None, math.nan, math.inf, -math.inf, True, "about a lot", "", 1j, [1343], {"g": 1343},
    pd.Series([1343, 1]), pd.DataFrame({"a": [1]}), np.array([]), np.array([1, 2]), pd.NA, 10**400,
    b"1343", object, pd.Timestamp("2020-01-01"),
])
def test_what_is_no_number_is_told_and_not_raised(check, value):
    told = check("flour-for-hundred", value)
    assert told.correct is None
    assert repr(told).startswith("Not checked: The value given is ")
    assert "one number is wanted" in repr(told)


def test_words_and_options_are_checked_as_they_stand(check):
    assert check("name-of-the-oven", "The crust").correct
    assert check("name-of-the-oven", "crumb").correct is False
    assert check("name-of-the-oven", 3).correct is None
    assert check("raising-agent", "yeast").correct
    assert check("raising-agent", "Salt").correct is False
    assert check("raising-agent", "Magic").correct is None


def test_a_text_from_the_learner_is_escaped(check):
    told = check("flour-for-hundred", "<img src=x onerror=alert(1)>")._repr_html_()
    assert "<img" not in told
    assert "&lt;img" in told


def test_three_dots_stand_for_the_question_itself(check):
    assert [q.id for q in check("flour-for-hundred", ...).questions] == ["flour-for-hundred"]


def test_a_variant_is_named_or_the_message_says_which_there_are(check):
    assert check("flour-of-each", 12, variant="wheat").correct
    assert check("flour-of-each", 12, variant="rye").correct is False
    with pytest.raises(KeyError, match=r"no variant ''; allowed: 'rye', 'wheat'"):
        check("flour-of-each", 12)


def test_types_that_no_value_answers_are_refused_by_name(check):
    with pytest.raises(TypeError, match=r"of type 'multiple'; quiz\.check takes 'numeric'"):
        check("cereals", "Rye")


def test_checking_keeps_nothing_in_the_record(check, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "record.sqlite"))
    check("flour-for-hundred", 1343)
    assert list(tmp_path.iterdir()) == []
