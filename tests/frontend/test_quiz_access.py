"""Quizzes for everyone: screen readers, small windows, dark pages, no script, paper."""

import pytest

from coursekit.book.serve import serving
from tests import axe
from tests.frontend import quiz_page
from tests.frontend.quiz_page import answer, questions

WHOLE = ("each", "diagnostic", "show:hydration")


@pytest.fixture
def opened(new_page, tmp_path):
    """Opens a page over HTTP: axe reads the style sheets, which a page on a disk may not."""
    with serving(tmp_path) as url:

        def open_page(*shown, theme="light", still=False, **options):
            page = new_page(colours=theme, **options)
            path = quiz_page.write(tmp_path, *shown or WHOLE, theme=theme, publish=not still)
            page.goto(f"{url}/{path.name}")
            if not still:
                quiz_page.mount(page)
            return page

        yield open_page


def answer_all(page, *, right):
    for one in list(questions(page))[:4]:
        answer(one, right=right)
    for name in ("diagnostic-dough", "diagnostic-oven"):
        one = quiz_page.question(page, name)
        one.get_by_role("radio").nth(0).check()
        one.get_by_role("button", name="Check").click()
    assert page.locator(".ck-summary:not(:empty)").count() == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", ["fresh", "checked empty", "wrong", "right"])
def test_axe_finds_nothing(opened, theme, width, state):
    page = opened(theme=theme, width=width)
    if state == "checked empty":
        for one in questions(page):
            one.get_by_role("button", name="Check").click()
    elif state != "fresh":
        answer_all(page, right=state == "right")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_still_version(opened, theme):
    page = opened(theme=theme, still=True, width=320)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert page.locator(".ck-still").count() == len(WHOLE)
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_javascript_questions_and_answers_are_readable(opened):
    page = opened(java_script_enabled=False, still=True)
    assert page.get_by_text("What makes a wheat dough rise?").is_visible()
    assert page.get_by_text("Right. Yeast lives on sugar").is_hidden()
    page.get_by_text("Answer and feedback").first.click()
    assert page.get_by_text("Right. Yeast lives on sugar").is_visible()
    assert page.get_by_role("button", name="Check").count() == 0


def test_on_paper_without_javascript_the_answers_are_printed(opened):
    page = opened(java_script_enabled=False, still=True)
    page.emulate_media(media="print")
    assert page.get_by_text("Right. Yeast lives on sugar").is_visible()


def test_on_paper_the_live_quiz_has_no_buttons(opened):
    page = opened("each")
    page.emulate_media(media="print")
    assert page.get_by_role("button").filter(visible=True).count() == 0
    assert page.get_by_text("What makes a wheat dough rise?").is_visible()


def test_every_question_is_a_group_named_by_its_number_and_prompt(opened):
    page = opened("each")
    names = ["Question 1 of 4 What makes a wheat dough rise?",
             "Question 2 of 4 Which of these are cereals?",
             "Question 3 of 4 How many grams of flour do hundred loaves of rye take?",
             "Question 4 of 4 Bread or cake?"]
    for one, name in zip(questions(page), names, strict=True):
        assert one.evaluate("(e) => e.tagName === 'FIELDSET' && e.firstChild.tagName") == "LEGEND"
        assert page.get_by_role("group", name=name, exact=True).count() == 1


def test_a_formula_is_part_of_the_name_in_words(opened):
    page = opened("show:hydration")
    assert page.get_by_role("group", name="share of water, w equals 31.4 over 100 , as").count()


def test_every_target_is_at_least_24_pixels_wide_and_high(opened):
    page = opened(width=320)
    answer_all(page, right=False)
    targets = page.locator(".ck-widget :is(button, input, select, label.ck-option, a)").all()
    boxes = [box for box in (target.bounding_box() for target in targets) if box]
    assert len(boxes) > 20
    assert [box for box in boxes if min(box["width"], box["height"]) < 24] == []


def test_a_verdict_is_a_word_and_a_border_and_not_only_a_colour(opened):
    page = opened("each", forced_colors="active")
    for one in questions(page):
        answer(one, right=False)
    for verdict in page.locator(".ck-status:not(:empty)").all():
        assert verdict.locator("strong").first.inner_text() in ("Not yet", "Partly right")
        assert verdict.evaluate("(e) => getComputedStyle(e).borderLeftWidth") == "4px"
    mark = page.locator(".ck-option[data-ck-mark=wrong]").first
    assert mark.locator(".ck-mark").inner_text() == "Not this one"


def test_nothing_moves(opened):
    page = opened()
    answer_all(page, right=False)
    assert page.evaluate("document.getAnimations().length") == 0
