"""A quiz ends with what was met and what to read; the diagnostic with where to begin."""

import pytest

from coursekit.book.serve import serving
from tests.frontend import quiz_page
from tests.frontend.quiz_page import answer, question


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
    one = question(page, name)
    one.get_by_role("radio", name=option).check()
    one.get_by_role("button", name="Check").click()


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
    question(page, "cereals").get_by_role("button", name="Try again").click()
    for cereal in ("Potato", "Buckwheat", "Rye"):
        question(page, "cereals").get_by_text(cereal, exact=True).click()
    question(page, "cereals").get_by_text("Wheat", exact=True).click()
    question(page, "cereals").get_by_role("button", name="Check").click()
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
        link = page.get_by_role("link", name="Flour and water")
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
