"""The questions of the built book, opened from the disk, answered wrong and right."""

from __future__ import annotations

import json
import re

import pytest

from coursekit.quiz.types import TYPES
from seccoop.course import course


def first_of(book, page, kind):
    """The first question of one type in a section: what its page holds of it, and its place."""
    found = course()
    chapter, asked = next((chapter, question) for chapter in found.chapters
                          for question in found.bank.of_chapter(chapter.id, "section")
                          if question.type == kind)
    page.goto((book.folder / "notebooks" / f"{chapter.id}.html").as_uri())
    for root in page.locator(".ck-widget[data-ck=quiz]").all():
        spec = json.loads(root.locator("script.ck-data").text_content())["spec"]
        for place, question in enumerate(spec["questions"]):
            if question["id"] == asked.id and not spec["pick"]:
                root.scroll_into_view_if_needed()
                root.locator(".ck-quiz").wait_for()
                return question, root.locator("fieldset").nth(place)
    raise AssertionError(f"{chapter.id} does not ask {asked.id}")


def answer(item, question, right):
    """Answer as a reader would, rightly or wrongly."""
    kind = question["type"]
    if kind in ("single", "point"):
        place = next(i for i, o in enumerate(question["options"]) if o["key"] == right)
        item.locator(f"input[value='{place}']").check()
    elif kind == "multiple":
        for place, option in enumerate(question["options"]):
            item.locator(f"input[value='{place}']").set_checked(option["key"] == right)
    elif kind == "truth":
        verdict = question["answer"] == right
        item.locator(f"input[value='{str(verdict).lower()}']").check()
        reasons = question["ifTrue" if verdict else "ifFalse"]
        place = next(i for i, o in enumerate(reasons) if o["key"] == right)
        item.locator(f".ck-why input[value='{place}']").check()
    elif kind == "numeric":
        item.locator("input").fill(str(question["answer"] if right else question["answer"] + 7777))
    elif kind == "short":
        item.locator("input").fill(question["accept"][0] if right else "something else")
    elif kind in ("sort", "match"):
        place_all(item, question, right)
    elif kind == "order":
        order(item, question, right)
    else:
        for select, blank in zip(item.locator("select").all(), question["blanks"], strict=True):
            place = next(i for i, o in enumerate(blank["options"]) if o["key"] == right)
            select.select_option(str(place))
    item.get_by_role("button", name="Fairly sure").click()


def place_all(item, question, right):
    """Give each item its place, or the place of the item before it."""
    keys = [one["key"] for one in question["items"]]
    wrong = keys[-1:] + keys[:-1]
    for select in item.locator("select").all():
        label = item.locator(f"label[for='{select.get_attribute('id')}']").inner_text()
        place = next(i for i, one in enumerate(question["items"])
                     if _words(item, one["text"]).split() == label.split())
        select.select_option(keys[place] if right else wrong[place])


def order(item, question, right):
    """Move the items one by one until they stand in order, or in the order reversed."""
    wanted = [" ".join(_words(item, one["text"]).split()) for one in question["items"]]
    wanted = wanted if right else wanted[::-1]
    # One move at least, or there is nothing to check.
    item.get_by_role("button", name="Move down").first.click()
    for place, text in enumerate(wanted):
        for _ in wanted:
            there = item.locator(".ck-step-item .ck-text").all_inner_texts()
            at = [" ".join(one.split()) for one in there].index(text)
            if at == place:
                break
            item.locator(".ck-step-item").nth(at).get_by_role("button", name="Move up").click()


def _words(item, html):
    return item.evaluate("(_, html) => { const box = document.createElement('div'); "
                         "box.innerHTML = html; return box.textContent; }", html)


@pytest.mark.parametrize("kind", list(TYPES))
def test_a_question_of_each_type_is_marked_in_words(book, new_page, kind):
    question, item = first_of(book, new_page(), kind)
    status = item.locator(".ck-status")
    answer(item, question, right=False)
    status.filter(has_text=re.compile("Not yet|Partly right")).wait_for()
    again = item.get_by_role("button", name="Try again")
    if again.count():
        again.click()
    answer(item, question, right=True)
    status.filter(has_text="Correct").wait_for()
    item.get_by_text("Saved on this computer.").wait_for()


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
