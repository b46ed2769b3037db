"""Quizzes for everyone: screen readers, small windows, dark pages, no script, paper."""

import pytest

from coursekit.book.serve import serving
from tests import axe, sampling
from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    ALL,
    EACH,
    VARIED,
    answer,
    attempt,
    check,
    give,
    hint,
    point_at,
    press,
    question,
    questions,
    remember,
    reopen,
)
from tests.pages import sizes

#: All types in one page, the diagnostic with its advice, and a formula.
WHOLE = ("all", "diagnostic", f"show:hydration,{VARIED}")


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


def paint(page, colours):
    """Change the colours of the page, as its button for them does."""
    page.evaluate("(colours) => { document.documentElement.dataset.theme = colours; }", colours)


def answer_all(page, *, right):
    for name in (*ALL, VARIED, "diagnostic-dough", "diagnostic-oven"):
        answer(question(page, name), right=right)
    assert page.locator(".ck-summary:not(:empty)").count() == 2


# The states that a question may be in, each reached from the one before.


def fresh(page):
    assert page.locator(".ck-status:not(:empty)").count() == 0


def checked_empty(page):
    for one in questions(page):
        check(one)
    assert page.locator(".ck-status:not(:empty)").count() == 14


def hints_open(page):
    for one in questions(page):
        hint(one)
    assert page.locator(".ck-hints p").count() == 2


def wrong(page):
    answer_all(page, right=False)


def solved(page):
    for name in (*ALL, VARIED, "diagnostic-dough", "diagnostic-oven"):
        press(question(page, name), "Show the solution")
    assert page.locator(".ck-solution").count() == 13


def restored(page):
    reopen(page)
    assert page.get_by_role("button", name="Answer afresh").count() == 13


def danish(page):
    page.get_by_role("button", name="Dansk", exact=True).first.click()
    assert page.locator(".ck-quiz[lang=da]").count() == 3


def right(page):
    page.get_by_role("button", name="English", exact=True).first.click()
    answer_all(page, right=True)


STATES = [fresh, checked_empty, hints_open, wrong, solved, restored, danish, right]
#: What there is to see in these is all there in the next one as well, beside what that adds.
WITHIN_THE_NEXT = [fresh, checked_empty, restored]
#: Between them these have everything that is coloured.
COLOURED = [hints_open, solved, right]


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize(("width", "theme", "other"),
                         [(320, "light", "dark"), (1280, "dark", "light")])
def test_axe_finds_nothing_in_any_state(opened, width, theme, other):
    page = opened(theme=theme, width=width)
    found = {}
    for state in STATES:
        state(page)
        if state in WITHIN_THE_NEXT and not sampling.whole:
            continue
        found[state.__name__] = axe.violations(page)
        if state in COLOURED or sampling.whole:
            paint(page, other)
            found[state.__name__] += axe.colour_violations(page)
            paint(page, theme)
        # 320 pixels are a window of 1280 at 400 per cent: nothing may scroll sideways.
        if (wide := page.evaluate("document.documentElement.scrollWidth")) != width:
            found[state.__name__].append(f"the page is {wide} pixels wide")
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) >= len(STATES) - len(WITHIN_THE_NEXT)


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_still_version(opened, theme):
    page = opened(theme=theme, still=True, width=320)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert page.locator(".ck-still").count() == len(WHOLE)
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_comparison_the_review_and_what_is_not_kept(opened, theme):
    page = opened("final", "review", "section:what-rises", theme=theme, width=320)
    old = "2025-01-01T10:00:00.000Z"
    remember(page, attempt("diagnostic-dough", 0, correct=True, at=old, quiz="ck-quiz-diagnostic"),
             attempt("raising-agent", 1, correct=False, at=old))
    page.evaluate("""() => {
        Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
    }""")
    final = page.locator("#ck-quiz-final")
    for name in ("diagnostic-dough", "diagnostic-oven"):
        answer(question(final, name), right=True)
    assert page.get_by_role("table").count() == 1
    assert page.locator(".ck-kept[role=alert]").count() == 2
    assert page.locator("#ck-quiz-review [data-ck-question]").count() == 2
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_javascript_questions_and_answers_are_readable(opened):
    page = opened(java_script_enabled=False, still=True)
    assert page.get_by_text("What makes a wheat dough rise?").is_visible()
    assert page.get_by_text("Right. Yeast lives on sugar").is_hidden()
    page.get_by_text("Answer and feedback").first.click()
    assert page.get_by_text("Right. Yeast lives on sugar").is_visible()
    assert page.get_by_role("button").count() == 0


def test_on_paper_without_javascript_the_answers_are_printed(opened):
    page = opened(java_script_enabled=False, still=True)
    page.emulate_media(media="print")
    for text in ("Right. Yeast lives on sugar", "The crust burns before the crumb is done.",
                 "Right. The crust is where the sugars", "Right. As hot as the oven gets.",
                 "Gas fills the dough", "It falls as soon as the door", "It stands in the middle",
                 "Think of what the crumb does meanwhile."):
        assert page.get_by_text(text).first.is_visible(), text


def test_on_paper_the_live_quiz_has_no_buttons(opened):
    page = opened("all")
    page.emulate_media(media="print")
    assert page.get_by_role("button").filter(visible=True).count() == 0
    assert page.get_by_text("What makes a wheat dough rise?").is_visible()


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_what_was_answered_is_readable_with_its_verdict(opened, theme):
    page = opened("all", theme=theme)
    for one in questions(page):
        answer(one, right=False)
    page.emulate_media(media="print")
    assert page.get_by_role("button").filter(visible=True).count() == 0
    assert page.locator(".ck-verdict").filter(visible=True).count() == len(ALL)
    assert page.locator(".ck-summary").is_visible()
    for text in ("Salt slows the yeast down.", "Not this one", "Not here.", "Out of order",
                 "You may have thought:", "It is not so:", "Midtown lies between"):
        assert page.get_by_text(text).first.is_visible(), text
    assert page.get_by_role("radio", checked=True).filter(visible=True).count() == 4
    for field in page.get_by_role("textbox").all():
        assert field.input_value() != ""
        assert field.is_visible()
    ink, paper = page.locator(".ck-widget").first.evaluate(
        "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert (ink, paper) == ("rgb(27, 31, 36)", "rgb(255, 255, 255)"), "dark ink on white paper"


def test_every_question_is_a_group_named_by_its_number_and_prompt(opened):
    page = opened("each")
    names = ["Question 1 of 4 What makes a wheat dough rise?",
             "Question 2 of 4 Which of these are cereals?",
             "Question 3 of 4 How many grams of flour do hundred loaves of rye take?",
             "Question 4 of 4 Bread or cake?"]
    for one, name in zip(questions(page), names, strict=True):
        assert one.evaluate("(e) => e.tagName === 'FIELDSET' && e.firstChild.tagName") == "LEGEND"
        assert page.get_by_role("group", name=name, exact=True).count() == 1


def test_no_two_elements_of_a_page_have_one_id_and_no_two_questions_one_name(opened):
    page = opened("all", "each", f"show:{VARIED}", "diagnostic")
    page.evaluate("document.querySelectorAll('[value=true]').forEach((e) => e.click())")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids)) > 50
    owners = page.evaluate("""() => [...document.querySelectorAll("input[type=radio]")]
        .map((e) => [e.name, e.closest("fieldset").querySelector(".ck-sureness")
            .getAttribute("aria-labelledby")])""")
    assert len({name for name, _ in owners}) == len({tuple(one) for one in owners}) > 5


def test_what_describes_an_input_is_there(opened):
    page = opened("all")
    for one in questions(page):
        answer(one, right=False)
    named = page.evaluate("""() => ["aria-describedby", "aria-labelledby"].flatMap((name) =>
        [...document.querySelectorAll(`.ck-quiz [${name}]`)].flatMap((e) =>
            e.getAttribute(name).split(" ").map((id) => {
                const found = document.getElementById(id);
                return found?.ariaLabel || found?.textContent.trim() || `nothing at ${id}`;
            })))""")
    assert len(named) > 30
    assert [words for words in named if words.startswith("nothing at")] == []
    fields = page.evaluate("""() => [...document.querySelectorAll(".ck-quiz label[for]")]
        .map((e) => e.control?.tagName)""")
    assert sorted(set(fields)) == ["INPUT", "SELECT"]


def test_a_formula_is_part_of_the_name_in_words(opened):
    page = opened("show:hydration")
    assert page.get_by_role("group", name="share of water, w equals 31.4 over 100 , as").count()


def test_every_target_is_at_least_24_pixels_wide_and_high(opened):
    page = opened(width=320)
    hints = sizes(page.locator(".ck-hint"))
    assert hints
    assert min(map(min, hints)) >= 24
    answer_all(page, right=False)
    boxes = sizes(page.locator(".ck-widget :is(button, input, select, label.ck-option, a)"))
    assert len(boxes) > 100
    assert [box for box in boxes if min(box) < 24] == []


def test_a_place_on_the_map_can_be_hit_within_24_pixels_on_a_small_screen(opened):
    page = opened("all", width=320)
    one = question(page, "where-ovens-are")
    radius = one.locator('[data-ck-place="2"]').bounding_box()["width"] / 2
    for across, down in ((0, -12), (0, 12), (-12, 0), (12, 0)):
        one.get_by_role("radio", name="Westland").check()
        point_at(one, 2, across=0.5 + across / 2 / radius, down=0.5 + down / 2 / radius)
        assert one.get_by_role("radio", name="Midtown").is_checked()


# Colours that are not ours ------------------------------------------------------------

# What of an element can be seen of its edge: the widths and the colours of border and outline.
EDGE = """(e) => {
    const s = getComputedStyle(e);
    return [["borderTop"], ["outline"]].map(([side]) => s[`${side}Style`] === "none" ? ""
        : parseFloat(s[`${side}Width`]) ? s[`${side}Color`] : "").filter(Boolean);
}"""
CLEAR = ("transparent", "rgba(0, 0, 0, 0)")


def visible_edges(locator):
    found = locator.evaluate_all(f"(all) => all.map({EDGE})")
    assert found
    return [[colour for colour in edges if colour not in CLEAR] for edges in found]


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_forced_colours_every_choice_field_and_button_has_an_edge(opened, theme):
    page = opened("all", theme=theme, forced_colors="active")
    for one in questions(page):
        give(one, right=True)
    for what in (".ck-option", ".ck-field", ".ck-list", ".ck-check", ".ck-arrow", ".ck-step-item",
                 ".ck-language", ".ck-hint:visible", ".ck-map"):
        assert all(visible_edges(page.locator(f".ck-quiz {what}"))), what
    paper = page.locator(".ck-widget").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    for edges in visible_edges(page.locator(".ck-option:has(:checked)")):
        assert len(edges) == 2, "what is chosen has an outline as well"
        assert paper not in edges


def test_in_forced_colours_the_chosen_place_of_a_map_differs_from_the_others(opened):
    page = opened("all", forced_colors="active")
    one = question(page, "where-ovens-are")
    point_at(one, 0)
    looks = one.locator("[data-ck-place]").evaluate_all("""(all) => all.map((e) => {
        const s = getComputedStyle(e);
        return [s.fill, s.stroke, s.strokeWidth];
    })""")
    chosen, other, point = looks
    assert other == point
    assert chosen[0] != other[0]
    assert chosen[2] != other[2]
    paper = one.locator(".ck-map").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert all(look[1] not in (*CLEAR, paper) for look in looks), "a place without an outline"
    assert chosen[0] not in (*CLEAR, paper)


def test_in_forced_colours_how_sure_one_was_is_to_be_seen(opened):
    page = opened("all", forced_colors="active")
    one = question(page, "raising-agent")
    answer(one, right=False)
    again = one.get_by_role("button", name="Try again")
    again.focus()
    pressed, other = (one.get_by_role("button", pressed=pressed).first.evaluate(
        "(e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")
        for pressed in (True, False))
    assert pressed[0] != other[0]
    assert pressed[0] != pressed[1]
    assert other[0] != other[1]


def test_in_forced_colours_the_focus_is_to_be_seen(opened):
    page = opened("all", forced_colors="active")
    seen = set()
    page.locator("h1").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        kind, shown = page.evaluate("""() => {
            const e = document.activeElement;
            const on = e.matches("[type=radio], [type=checkbox]") ? e.closest("label") : e;
            const s = getComputedStyle(on);
            return [e.type, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2];
        }""")
        if kind is None:  # the end of the page
            break
        seen.add(kind)
        assert shown, kind
    assert seen == {"radio", "checkbox", "text", "select-one", "button"}


def test_a_verdict_is_a_word_and_a_border_and_not_only_a_colour(opened):
    page = opened("all", forced_colors="active")
    for one in questions(page):
        answer(one, right=False)
    verdicts = page.locator(".ck-status:not(:empty)").evaluate_all("""(all) => all.map((e) =>
        [e.querySelector("strong").innerText, getComputedStyle(e).borderLeftWidth])""")
    assert len(verdicts) == len(ALL)
    assert {tuple(one) for one in verdicts} == {("Not yet", "4px"), ("Partly right", "4px")}
    mark = page.locator(".ck-option[data-ck-mark=wrong]").first
    assert mark.locator(".ck-mark").inner_text() == "Not this one"
    for place, words in ((".ck-step-item", ("In place", "Out of order")),
                         (".ck-item:not(.ck-step-item)", ("In place.", "Not here.")),
                         (".ck-status li:has(.ck-icon)", ("In place.", "Not here."))):
        found = page.locator(place).all_inner_texts()
        assert found
        assert [text for text in found if not any(word in text for word in words)] == []


def test_every_verdict_mark_keeps_its_icon_in_forced_colours(opened):
    page = opened("each", forced_colors="active")
    answer(question(page, EACH[0]), right=False)
    icon = page.locator(".ck-verdict path").first
    paper = page.locator(".ck-status").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert icon.evaluate("(e) => getComputedStyle(e).stroke") not in (*CLEAR, paper)


def test_nothing_moves(opened):
    for motion in ("no-preference", "reduce"):
        page = opened(reduced_motion=motion)
        answer_all(page, right=False)
        assert page.evaluate("document.getAnimations().length") == 0
        moving = page.evaluate("""() => [...document.querySelectorAll(".ck-widget *")]
            .map((e) => getComputedStyle(e))
            .filter((s) => s.animationName !== "none" || s.transitionDuration !== "0s").length""")
        assert moving == 0
