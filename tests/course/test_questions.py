"""The questions of the built book, opened from the disk, answered wrong and right."""

from __future__ import annotations

import json

import pytest

PAGE = "notebooks/01-three-categories.html"


@pytest.fixture
def chapter(book, new_page):
    page = new_page()
    page.goto((book.folder / PAGE).as_uri())
    return page


def first_of(page, kind):
    """The first question of one type: what the page holds of it, and where it stands."""
    for root in page.locator(".ck-widget[data-ck=quiz]").all():
        spec = json.loads(root.locator("script.ck-data").text_content())["spec"]
        for place, question in enumerate(spec["questions"]):
            if question["type"] == kind:
                root.scroll_into_view_if_needed()
                root.locator(".ck-quiz").wait_for()
                return question, root.locator("fieldset").nth(place)
    raise AssertionError(f"the chapter has no question of type {kind}")


def answer(item, question, right):
    """Answer as a reader would, rightly or wrongly."""
    if question["type"] in ("single", "multiple"):
        for place, option in enumerate(question["options"]):
            box = item.locator(f"input[value='{place}']")
            wanted = option["key"] if right else not option["key"]
            if question["type"] == "multiple":
                box.set_checked(wanted)
            elif wanted:
                box.check()
                break
    elif question["type"] == "numeric":
        item.locator("input").fill(str(question["answer"] if right else question["answer"] + 7777))
    else:
        ids = [category["id"] for category in question["categories"]]
        for label, one in ((item.locator("label").nth(i), i)
                           for i in range(len(question["items"]))):
            select = item.locator(f"#{label.get_attribute('for')}")
            text = " ".join(label.inner_text().split())
            found = next(it for it in question["items"]
                         if " ".join(_words(item, it["text"]).split()) == text)
            other = next(i for i in ids if i != found["key"])
            select.select_option(found["key"] if right else other)
            assert one < len(question["items"])
    item.get_by_role("button", name="Check").click()


def _words(item, html):
    return item.evaluate("(_, html) => { const box = document.createElement('div'); "
                         "box.innerHTML = html; return box.textContent; }", html)


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "sort"])
def test_a_question_of_each_type_is_marked_in_words(chapter, kind):
    question, item = first_of(chapter, kind)
    status = item.get_by_role("status")
    answer(item, question, right=False)
    status.filter(has_text="Not yet").first.wait_for()
    again = item.get_by_role("button", name="Try again")
    if again.count():
        again.click()
    answer(item, question, right=True)
    status.filter(has_text="Correct").first.wait_for()


def test_the_diagnostic_names_the_chapter_to_begin_with(book, new_page):
    page = new_page()
    page.goto((book.folder / "notebooks/00-start-here.html").as_uri())
    root = page.locator("#ck-quiz-diagnostic")
    root.scroll_into_view_if_needed()
    quiz = root.locator(".ck-quiz")
    quiz.wait_for()
    assert quiz.locator("fieldset").count() == 10
    quiz.get_by_role("button", name="Show my result").click()
    assert "Begin with chapter 1: Three categories" in quiz.locator(".ck-advice").inner_text()
