"""Help on the way to an answer: hints, the solution, another try; and how sure one is."""

import pytest

from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    FAIRLY,
    GUESS,
    LEVELS,
    SURE,
    again,
    answer,
    attempts,
    check,
    give,
    question,
    questions,
    status,
)

HINTED = "hotter-is-faster"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A page with three questions, one of which has two hints."""
    folder = tmp_path_factory.mktemp("quiz")
    return quiz_page.write(folder, f"show:{HINTED},raising-agent,name-of-the-oven").as_uri()


@pytest.fixture
def page(new_page, path):
    """That page, rendered."""
    page = new_page()
    page.goto(path)
    quiz_page.mount(page)
    return page


@pytest.fixture
def hinted(page):
    """The question with hints."""
    return question(page, HINTED)


def focused(locator):
    return locator.evaluate("(e) => e === document.activeElement")


def hints(of):
    return [line for line in of.locator(".ck-hints").inner_text().split("\n") if line]


def buttons(of):
    return of.get_by_role("button").all_inner_texts()


# Hints ----------------------------------------------------------------------------


def test_hints_open_one_by_one_in_a_region_that_speaks(hinted):
    assert hinted.locator(".ck-hints").get_attribute("role") == "status"
    assert hints(hinted) == []
    hinted.get_by_role("button", name="Hint 1 of 2", exact=True).click()
    assert hints(hinted) == ["Hint 1: Think of the crust."]
    assert focused(hinted.get_by_role("button", name="Hint 2 of 2", exact=True))
    hinted.get_by_role("button", name="Hint 2 of 2", exact=True).click()
    assert hints(hinted) == [
        "Hint 1: Think of the crust.", "Hint 2: Think of what the crumb does meanwhile."]
    assert hinted.locator(".ck-hint").is_hidden()
    assert focused(hinted.locator(".ck-hints")), "focus must not fall off the page"


def test_a_question_without_hints_offers_none(page):
    assert buttons(question(page, "raising-agent")) == list(LEVELS)


def test_the_number_of_hints_opened_is_part_of_the_attempt(page, hinted):
    hinted.get_by_role("button", name="Hint 1 of 2").click()
    answer(hinted, right=True)
    answer(question(page, "raising-agent"), right=True)
    assert [one["hints"] for one in attempts(page)] == [1, 0]


def test_hints_stay_open_after_the_check_and_the_next_one_comes_back_with_another_try(hinted):
    hinted.get_by_role("button", name="Hint 1 of 2").click()
    answer(hinted, right=False)
    assert hints(hinted) == ["Hint 1: Think of the crust."]
    assert hinted.locator(".ck-hint").is_hidden()
    again(hinted)
    assert hints(hinted) == ["Hint 1: Think of the crust."]
    hinted.get_by_role("button", name="Hint 2 of 2").click()
    answer(hinted, right=True)
    assert [one["hints"] for one in attempts(hinted.page)] == [1, 2]


def test_a_hint_opened_takes_nothing_away_that_was_chosen(hinted):
    give(hinted, right=False)
    hinted.get_by_role("button", name="Hint 1 of 2").click()
    check(hinted)
    assert status(hinted).inner_text().startswith("Not yet")


# How sure ----------------------------------------------------------------------------


def test_three_buttons_in_a_named_group_check_and_say_how_sure_one_is(page):
    for one in questions(page):
        group = one.get_by_role("group", name="Check. How sure are you?", exact=True)
        assert group.get_by_role("button").all_inner_texts() == list(LEVELS)
        assert group.locator("[aria-pressed], [aria-disabled]").count() == 0


@pytest.mark.parametrize(("sure", "sent"), [(SURE, "sure"), (FAIRLY, "fairly"), (GUESS, "guess")])
def test_how_sure_one_was_is_sent_and_stays_visible(page, sure, sent):
    one = question(page, "raising-agent")
    answer(one, right=True, sure=sure)
    assert [a["confidence"] for a in attempts(page)] == [sent]
    pressed = one.get_by_role("button", pressed=True)
    assert pressed.all_inner_texts() == [sure]
    assert pressed.get_attribute("aria-disabled") == "false"
    others = one.get_by_role("button", pressed=False)
    assert others.evaluate_all("(all) => all.map(e => e.ariaDisabled)") == ["true"] * 2


def test_what_is_checked_is_checked_once(page):
    one = question(page, "raising-agent")
    answer(one, right=True)
    for level in LEVELS:
        one.get_by_role("button", name=level, exact=True).click(force=True)
    assert len(attempts(page)) == 1
    assert one.get_by_role("button", pressed=True).all_inner_texts() == [FAIRLY]


def test_after_another_try_one_says_again_how_sure_one_is(page):
    one = question(page, "raising-agent")
    answer(one, right=False, sure=SURE)
    again(one)
    assert one.locator("[aria-pressed], [aria-disabled]").count() == 0
    answer(one, right=True, sure=GUESS)
    assert [a["confidence"] for a in attempts(page)] == ["sure", "guess"]


# The solution and another try ------------------------------------------------------------


def test_only_a_wrong_answer_offers_another_try_and_the_solution(page):
    one = question(page, "raising-agent")
    answer(one, right=False)
    assert buttons(one) == [*LEVELS, "Try again", "Show the solution"]
    give(one, right=True)
    assert buttons(one) == list(LEVELS)
    check(one)
    assert buttons(one) == list(LEVELS)


def test_the_solution_joins_the_feedback_and_hands_the_focus_on(page):
    one = question(page, "raising-agent")
    answer(one, right=False)
    one.get_by_role("button", name="Show the solution").click()
    said = status(one).inner_text()
    assert "Salt slows the yeast down." in said
    assert "Yeast lives on sugar" in said.split("The solution:")[1]
    assert focused(one.get_by_role("button", name="Try again"))


def test_whoever_saw_the_solution_has_it_in_every_later_attempt(page):
    one = question(page, "raising-agent")
    answer(one, right=False)
    one.get_by_role("button", name="Show the solution").click()
    again(one)
    answer(one, right=False)
    answer(one, right=True)
    assert [a["solution"] for a in attempts(page)] == [False, True, True]


def test_the_solution_is_folded_away_with_another_try_and_may_be_shown_again(page):
    one = question(page, "raising-agent")
    answer(one, right=False)
    one.get_by_role("button", name="Show the solution").click()
    again(one)
    assert "The solution:" not in one.inner_text()
    answer(one, right=False)
    assert "The solution:" not in one.inner_text()
    one.get_by_role("button", name="Show the solution").click()
    assert "The solution:" in one.inner_text()


def test_the_verdict_of_a_true_or_false_question_is_part_of_its_solution(page, hinted):
    answer(hinted, right=False)
    hinted.get_by_role("button", name="Show the solution").click()
    said = status(hinted).inner_text().split("The solution:")[1].split("\n")
    assert next(line for line in said if line) == "False"
