"""A quiz ends with what was met and what to read; the diagnostic with where to begin."""

import pytest

from coursekit.book.serve import serving
from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    SURE,
    again,
    answer,
    attempt,
    attempts,
    check,
    question,
    questions,
    remember,
    reopen,
)


@pytest.fixture
def opened(new_page, tmp_path):
    """Opens a page with the named quizzes, under the name of a chapter's page."""

    def open_page(*shown, name="01-dough.html"):
        page = new_page()
        page.goto(quiz_page.write(tmp_path, *shown, name=name).as_uri())
        quiz_page.mount(page)
        return page

    return open_page


def lines(of):
    return [line for line in of.inner_text().split("\n") if line]


def choose(page, name, option):
    quiz_page.choose(question(page, name), option)
    check(question(page, name))


def test_the_result_waits_for_the_last_question(opened):
    page = opened("section:flour-and-water")
    end = page.locator(".ck-summary")
    answer(question(page, "cereals"), right=False)
    assert end.inner_text() == ""
    answer(question(page, "flour-for-hundred"), right=True)
    assert lines(end) == [
        "Your result", "1 of 2 right at the first try.",
        "Name the kinds of dough. Not yet", "Weigh flour and water. Met",
        "Read again:", "Flour and water"]


def test_the_result_follows_a_second_try(opened):
    page = opened("section:flour-and-water")
    answer(question(page, "cereals"), right=False)
    answer(question(page, "flour-for-hundred"), right=True)
    again(question(page, "cereals"))
    for cereal in ("Potato", "Buckwheat", "Rye"):
        question(page, "cereals").get_by_text(cereal, exact=True).click()
    question(page, "cereals").get_by_text("Wheat", exact=True).click()
    check(question(page, "cereals"))
    text = page.locator(".ck-summary").inner_text()
    assert "1 of 2 right at the first try. 2 of 2 right now." in text
    assert "Name the kinds of dough. Met" in text
    assert "Read again" not in text


def test_where_to_read_again_is_a_link_within_the_page_or_to_another(opened):
    for name, wanted in (("01-dough.html", "#flour-and-water"),
                         ("00-start.html", "01-dough.html#flour-and-water")):
        page = opened("section:flour-and-water", name=name)
        answer(question(page, "cereals"), right=False)
        answer(question(page, "flour-for-hundred"), right=True)
        for where in (page.locator(".ck-summary"), question(page, "cereals")):
            link = where.get_by_role("link", name="Flour and water")
            assert link.get_attribute("href") == wanted


def test_a_quiz_of_one_question_ends_with_its_feedback(opened):
    page = opened("section:what-rises")
    answer(question(page, "raising-agent"), right=True)
    assert page.locator(".ck-summary").inner_text() == ""


def test_the_diagnostic_names_the_first_chapter_of_which_something_was_missed(opened):
    page = opened("diagnostic")
    choose(page, "diagnostic-dough", "A kind of oven")
    choose(page, "diagnostic-oven", "Two degrees")
    advice = page.locator(".ck-advice")
    assert lines(advice) == [
        "Begin with chapter 1: Dough",
        "You missed 1 of 1 questions on it; it is the first in reading order.",
        "Open the chapter"]
    assert advice.get_by_role("link").get_attribute("href") == "01-dough.html"


def test_a_chapter_to_come_is_named_with_what_to_read_until_then(opened):
    page = opened("diagnostic")
    choose(page, "diagnostic-dough", "Flour and water")
    choose(page, "diagnostic-oven", "Two degrees")
    advice = page.locator(".ck-advice")
    assert lines(advice) == [
        "Begin with chapter 2: The <oven>",
        "You missed 1 of 1 questions on it, and none on the chapters before it.",
        "This chapter is still to come. Until it is here, read chapter 1: Dough.",
        "Open the chapter"]
    assert advice.get_by_role("link").get_attribute("href") == "01-dough.html"


def test_who_missed_nothing_may_begin_anywhere(opened):
    page = opened("diagnostic")
    choose(page, "diagnostic-dough", "Flour and water")
    choose(page, "diagnostic-oven", "Two hundred degrees")
    advice = page.locator(".ck-advice")
    assert advice.inner_text().startswith("Begin where you like")
    assert advice.get_by_role("link").count() == 0


def test_the_advice_rests_on_the_first_try(opened):
    page = opened("diagnostic")
    choose(page, "diagnostic-dough", "A kind of oven")
    choose(page, "diagnostic-dough", "Flour and water")
    choose(page, "diagnostic-oven", "Two hundred degrees")
    assert "Begin with chapter 1: Dough" in page.locator(".ck-advice").inner_text()


def test_the_advised_chapter_opens(new_page, tmp_path):
    quiz_page.write(tmp_path, "diagnostic", name="01-dough.html")
    quiz_page.bakery.write(tmp_path / "again")
    with serving(tmp_path) as url:
        page = new_page()
        page.goto(f"{url}/01-dough.html")
        quiz_page.mount(page)
        choose(page, "diagnostic-dough", "A kind of oven")
        choose(page, "diagnostic-oven", "Two degrees")
        page.get_by_role("link", name="Open the chapter").click()
        page.wait_for_url(f"{url}/01-dough.html")
        assert page.title() == "Widgets"


def test_who_leaves_questions_out_sees_the_result_with_those_as_missed(opened):
    page = opened("diagnostic")
    choose(page, "diagnostic-dough", "Flour and water")
    page.get_by_role("button", name="Show my result").click()
    assert lines(page.locator(".ck-advice"))[0] == "Begin with chapter 2: The <oven>"
    choose(page, "diagnostic-oven", "Two hundred degrees")
    assert page.locator(".ck-advice").inner_text().startswith("Begin where you like")


def test_only_a_quiz_with_a_verdict_offers_its_result_early(opened):
    page = opened("section:flour-and-water")
    assert page.get_by_role("button", name="Show my result").count() == 0


# Ideas, certainty -----------------------------------------------------------------


def test_the_result_names_the_ideas_that_stood_behind_wrong_answers_each_once(opened):
    page = opened("show:hotter-is-faster,sentence-of-heat,where-ovens-are")
    for one in questions(page):
        answer(one, right=False)
    ideas = page.locator(".ck-summary .ck-bullets")
    told = lines(ideas)
    assert [one.removeprefix("You may have thought: ") for one in told[::2]] == [
        "Twice the heat is half the time.", "An oven is hot or it is not.",
        "The crumb is what falls off the outside."]
    assert [one.startswith("It is not so: ") for one in told[1::2]] == [True] * 3
    assert told[1].startswith("It is not so: Twice the heat burns the crust before the crumb is "
                              "done.")
    for one in questions(page):
        answer(one, right=True)
    assert ideas.count() == 0


def test_the_result_counts_what_was_sure_and_wrong(opened):
    page = opened("section:flour-and-water")
    answer(question(page, "cereals"), right=False, sure=SURE)
    answer(question(page, "flour-for-hundred"), right=True, sure=SURE)
    assert "Sure and wrong: 1. In review they come back first." in lines(
        page.locator(".ck-summary"))[1]


# Before and after -------------------------------------------------------------------


def rows(page):
    return [row.locator("th, td").all_inner_texts()
            for row in page.get_by_role("table", name="Before and after").get_by_role("row").all()]


def test_the_final_quiz_sets_what_is_known_now_beside_what_was_known_before(new_page, tmp_path):
    before = quiz_page.write(tmp_path, "diagnostic", name="before.html").as_uri()
    after = quiz_page.write(tmp_path / "2", "final", name="after.html").as_uri()
    page = new_page()
    page.goto(before)
    quiz_page.mount(page)
    choose(page, "diagnostic-dough", "A kind of oven")
    choose(page, "diagnostic-oven", "Two hundred degrees")
    page.goto(after)
    quiz_page.mount(page)
    assert page.locator(".ck-status:not(:empty)").count() == 0, "what was answered is asked anew"
    choose(page, "diagnostic-dough", "Flour and water")
    page.get_by_role("button", name="Show my result").click()
    assert rows(page) == [["Chapter", "Before", "After"],
                          ["Dough", "0 of 1 right", "1 of 1 right"],
                          ["The <oven>", "1 of 1 right", "0 of 1 right"]]
    choose(page, "diagnostic-oven", "Two hundred degrees")
    assert rows(page)[2] == ["The <oven>", "1 of 1 right", "1 of 1 right"]
    assert page.locator(".ck-advice").count() == 0


def test_without_a_before_the_final_quiz_says_so(opened):
    page = opened("final")
    choose(page, "diagnostic-dough", "Flour and water")
    choose(page, "diagnostic-oven", "Two hundred degrees")
    assert "There is nothing to compare with" in page.locator(".ck-summary").inner_text()
    assert page.get_by_role("table").count() == 0


# Review -----------------------------------------------------------------------------


def note(page):
    return page.locator(".ck-quiz > .ck-note").inner_text()


def test_who_answered_nothing_has_nothing_to_review(opened):
    page = opened("review")
    assert note(page).startswith("There is nothing to review yet.")
    assert page.locator("[data-ck-question]").count() == 0


def test_what_was_answered_just_now_comes_back_on_a_day_that_is_named(opened):
    page = opened("review", "section:what-rises")
    answer(question(page, "raising-agent"), right=True)
    reopen(page)
    day = page.evaluate("""() => {
        const kept = coursekit.record.openRecord("bakery").attempts();
        const data = document.querySelector("#ck-quiz-review .ck-data");
        const {schedule} = JSON.parse(data.textContent);
        const [{due}] = coursekit.record.schedule(kept, schedule).values();
        return new Date(due).toLocaleDateString("en-GB",
            {day: "numeric", month: "long", year: "numeric"});
    }""")
    assert note(page) == f"Nothing is due now. The next question comes back on {day}."


def test_due_questions_are_asked_those_first_that_were_sure_and_wrong(opened):
    page = opened("review")
    remember(
        page,
        attempt("cereals", [2], correct=False, at="2025-01-01T10:00:00.000Z"),
        attempt("raising-agent", 0, correct=True, at="2025-01-02T10:00:00.000Z"),
        attempt("where-ovens-are", 1, correct=False, at="2025-02-01T10:00:00.000Z",
                confidence="sure"),
        attempt("of-another-course", 1, correct=False, at="2025-02-01T10:00:00.000Z"))
    assert note(page) == "3 questions are due."
    asked = [one.get_attribute("data-ck-question") for one in questions(page)]
    assert asked == ["where-ovens-are", "cereals", "raising-agent"]
    assert page.locator(".ck-status:not(:empty)").count() == 0, "they are asked anew"
    for one in questions(page):
        answer(one, right=True)
    assert lines(page.locator(".ck-summary"))[1] == "3 of 3 right at the first try."
    assert {one["quiz"] for one in attempts(page) if one["at"] > "2026"} == {"ck-quiz-review"}
    reopen(page)
    assert note(page).startswith("Nothing is due now.")


def test_one_due_question_is_one(opened):
    page = opened("review")
    remember(page, attempt("cereals", [2], correct=False, at="2025-01-01T10:00:00.000Z"))
    assert note(page) == "One question is due."


def test_of_many_due_questions_some_are_asked_and_then_the_next(opened):
    page = opened("review:2")
    remember(page, *(attempt(name, 0, correct=False, at=f"2025-01-0{day}T10:00:00.000Z")
                     for day, name in enumerate(("cereals", "raising-agent", "bread-or-cake"), 1)))
    assert note(page) == "3 questions are due; here are 2 of them."
    assert [one.get_attribute("data-ck-question") for one in questions(page)] == [
        "cereals", "raising-agent"]
    for one in questions(page):
        answer(one, right=True)
    page.get_by_role("button", name="Go on with the next").click()
    assert note(page) == "One question is due."
    assert [one.get_attribute("data-ck-question") for one in questions(page)] == ["bread-or-cake"]
    assert question(page, "bread-or-cake").evaluate("(e) => e.contains(document.activeElement)")
    assert page.locator(".ck-summary").inner_text() == ""
    assert page.get_by_role("button", name="Go on with the next").count() == 0
