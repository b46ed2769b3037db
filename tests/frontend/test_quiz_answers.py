"""Answers: what is asked for, what is said to them, what is sent; by mouse and by keys alone."""

import pytest

from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    ALL,
    FAIRLY,
    GUESS,
    SURE,
    again,
    answer,
    attempts,
    check,
    give,
    items,
    kept,
    question,
    questions,
    status,
)


def focused(locator):
    return locator.evaluate("(e) => e === document.activeElement")


def test_before_an_answer_every_region_that_speaks_is_there_and_empty(page):
    for one in questions(page):
        assert status(one).get_attribute("role") == "status"
        assert kept(one).get_attribute("role") == "status"
    assert page.locator(".ck-summary").get_attribute("role") == "status"
    regions = page.get_by_role("status").all()
    assert len(regions) > 2 * len(ALL)
    assert [region.inner_text() for region in regions] == [""] * len(regions)


def test_choosing_alone_judges_nothing(page):
    for one in questions(page):
        give(one, right=False)
    assert page.locator(".ck-status").all_inner_texts() == [""] * len(ALL)
    assert page.locator("[data-ck-mark]").count() == 0
    assert attempts(page) == []


def test_an_arrow_key_on_a_radio_button_chooses_and_judges_nothing(page):
    one = question(page, "raising-agent")
    one.get_by_role("radio", name="Salt").check()
    one.get_by_role("radio", name="Salt").press("ArrowDown")
    assert not one.get_by_role("radio", name="Salt").is_checked()
    assert status(one).inner_text() == ""
    assert one.locator("[data-ck-mark]").count() == 0


RIGHT = {
    "raising-agent": ["Correct", "Right. Yeast lives on sugar and gives off gas."],
    "cereals": ["Correct", "Right. Rye is a grass with grains.", "Right. Wheat is the commonest"],
    "flour-for-hundred": ["Correct", "That is the sum on the sheet.", "Read as 1,343: before three "
                          "digits, a comma or point marks thousands"],
    "bread-or-cake": ["Correct", "3 of 3 are in the right place."],
    "hotter-is-faster": ["Correct", "Right. Heat needs its time to travel inwards to the crumb."],
    "name-of-the-oven": ["Correct", "Right. The crust is where the sugars turn brown."],
    "heat-of-each": ["Correct", "2 of 2 are in the right place."],
    "steps-of-baking": ["Correct"],
    "sentence-of-heat": ["Correct", "2 of 2 gaps filled rightly.",
                         "230 degrees: In place. Right. It falls as",
                         "forty minutes: In place. Right. The crumb needs that time to set."],
    "where-ovens-are": ["Correct", "Right. It stands in the middle of the square."],
}
WRONG = {
    "raising-agent": ["Not yet", "Salt slows the yeast down. See What rises?"],
    "cereals": ["Not yet", "0 of 2 right answers found; wrongly chosen: 2.",
                "The name misleads", "A potato is a tuber", "You left out rye."],
    "flour-for-hundred": ["Not yet", "You are ten times too high", "Read as 13,430"],
    "bread-or-cake": ["Partly right", "1 of 3 are in the right place."],
    "hotter-is-faster": ["Not yet", "It sounds like arithmetic and yet the crust burns"],
    "name-of-the-oven": ["Not yet", "The crumb is the soft inside; one cuts through both"],
    "heat-of-each": ["Not yet", "0 of 2 are in the right place.",
                     "Below each item you can read why."],
    "steps-of-baking": ["Not yet", "1 of 4 stand in order among themselves. Move the others."],
    "sentence-of-heat": ["Not yet", "0 of 2 gaps filled rightly.",
                         "90 degrees: Not here. At that heat it would dry out",
                         "five minutes: Not here. That is enough for a flat bread"],
    "where-ovens-are": ["Not yet", "Midtown lies between the two and has no oven of its own."],
}


def test_a_right_answer_says_correct_and_why(page):
    for name in ALL:
        answer(question(page, name), right=True, by_mouse=True)
        said = status(question(page, name)).inner_text()
        assert [text for text in RIGHT[name] if text not in said] == [], name
    assert page.get_by_role("button", name="Try again").count() == 0


def test_a_wrong_answer_has_feedback_of_its_own_and_may_be_tried_again(page):
    for name in ALL:
        one = question(page, name)
        answer(one, right=False, by_mouse=True)
        said = status(one).inner_text()
        assert [text for text in WRONG[name] if text not in said] == [], name
        assert one.locator("[data-ck-mark=wrong]").count() > 0, name
        again(one, by_mouse=True)
        assert status(one).inner_text() == "", name
        assert one.locator("[data-ck-mark]").count() == 0, name
        answer(one, right=True, by_mouse=True)
        assert status(one).inner_text().startswith("Correct"), name


def test_a_changed_answer_takes_the_old_verdict_away(page):
    for name in ALL:
        one = question(page, name)
        answer(one, right=False)
        give(one, right=True)
        assert (status(one).inner_text(), kept(one).inner_text()) == ("", ""), name
        assert one.locator("[data-ck-mark]").count() == 0, name
        check(one)
        assert status(one).inner_text().startswith("Correct"), name


def test_what_the_learner_gave_is_kept_and_focus_stays(page):
    for name in ALL:
        one = question(page, name)
        answer(one, right=False)
        before = given(one)
        assert focused(one.get_by_role("button", name=FAIRLY, exact=True)), name
        again(one)
        assert given(one) == before, name
        assert one.evaluate("(e) => e.contains(document.activeElement)"), name
        assert not focused(one.get_by_role("button", name=FAIRLY, exact=True)), name


def test_to_try_again_puts_the_focus_where_the_answer_is_given(page):
    for name, role in (("flour-for-hundred", "textbox"), ("name-of-the-oven", "textbox")):
        one = question(page, name)
        answer(one, right=False)
        again(one)
        assert focused(one.get_by_role(role))
    answer(question(page, "raising-agent"), right=False)
    again(question(page, "raising-agent"))
    assert focused(question(page, "raising-agent").get_by_role("radio", name="Salt"))
    answer(question(page, "bread-or-cake"), right=False)
    again(question(page, "bread-or-cake"))
    assert page.evaluate("document.activeElement.labels[0].innerText") in ("Rye loaf", "Sponge")


def given(one):
    """What is chosen, typed and laid in order."""
    return one.evaluate("""(e) => [...e.querySelectorAll("input, select, .ck-step-item > .ck-text")]
        .map((i) => /radio|checkbox/.test(i.type) ? i.checked : i.value ?? i.innerText)""")


def test_each_item_sorted_says_by_itself_why_it_is_in_place_or_not(page):
    one = question(page, "bread-or-cake")
    answer(one, right=False)
    assert sorted(one.locator(".ck-reply:visible").all_inner_texts()) == [
        "In place. Right. It is rich and yet a bread.",
        "Not here. It holds no sugar at all.", "Not here. It is half sugar."]
    described = one.get_by_role("combobox", name="Sponge")
    assert described.evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-describedby')).textContent"
    ) == "Not here. It is half sugar."


EMPTY = {
    "raising-agent": "Choose an answer first, then check.",
    "cereals": "Choose all answers that fit, at least one, then check.",
    "flour-for-hundred": "Type a number first, then check.",
    "bread-or-cake": "Give every item a place first; 3 of 3 still have none.",
    "hotter-is-faster": "Choose true or false first, then a reason, then check.",
    "name-of-the-oven": "Type an answer first, then check.",
    "heat-of-each": "Give every item a place first; 2 of 2 still have none.",
    "steps-of-baking": "Move the items first: use the arrows beside them, then check.",
    "sentence-of-heat": "Fill every gap first; 2 of 2 are still open.",
    "where-ovens-are": "Point at a place on the map, or choose it from the list, then check.",
}


def test_checking_an_empty_question_asks_for_an_answer_and_judges_nothing(page):
    for one in questions(page):
        check(one)
    assert {name: status(question(page, name)).inner_text() for name in ALL} == EMPTY
    assert page.locator("[data-ck-mark], [aria-pressed]").count() == 0
    assert attempts(page) == []


def test_checking_what_is_half_done_says_how_much_is_missing(page):
    for name in ("bread-or-cake", "heat-of-each", "sentence-of-heat"):
        one = question(page, name)
        one.get_by_role("combobox").first.select_option(index=1)
        check(one)
        total = one.get_by_role("combobox").count()
        assert f"{total - 1} of {total}" in status(one).inner_text()
        assert one.locator("[data-ck-mark]").count() == 0


@pytest.mark.parametrize("name", ["flour-for-hundred", "name-of-the-oven"])
def test_enter_in_a_field_asks_how_sure_one_is_and_judges_nothing(page, name):
    one = question(page, name)
    one.get_by_role("textbox").press("Enter")
    assert status(one).inner_text() == EMPTY[name]
    assert focused(one.get_by_role("textbox"))
    give(one, right=True)
    one.get_by_role("textbox").press("Enter")
    assert status(one).inner_text() == "Now say how sure you are: that checks the answer."
    assert focused(one.get_by_role("button", name=SURE, exact=True))
    assert attempts(page) == []
    page.keyboard.press("Enter")
    assert status(one).inner_text().startswith("Correct")


def test_what_is_no_number_is_named_with_the_ways_to_write_one(page):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox").fill("12 34")
    one.get_by_role("textbox").press("Enter")
    assert status(one).inner_text() == (
        "“12 34” cannot be read as a number. Write it in digits, such as 1,343 or 2.5.")
    check(one)
    assert "cannot be read" in status(one).inner_text()


@pytest.mark.parametrize(("typed", "unit"), [
    ("2,5 mio.", "mio."), ("1343 %", "%"), ("kg 1343", "kg"), ("about 1343 g", "about g")])
def test_another_unit_than_that_asked_for_is_named_and_nothing_is_marked(page, typed, unit):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox").fill(typed)
    check(one)
    assert f"“{unit}” is another. Nothing has been marked yet." in status(one).inner_text()
    assert one.locator("[data-ck-mark]").count() == 0
    assert attempts(page) == []


def test_what_may_be_another_word_is_asked_about_and_nothing_is_marked(page):
    one = question(page, "name-of-the-oven")
    one.get_by_role("textbox").fill("tread crust")
    check(one)
    assert status(one).inner_text() == (
        "Did you mean “bread crust”? If so, write it like that. Nothing has been marked yet.")
    assert attempts(page) == []
    one.get_by_role("textbox").fill("bread crust")
    check(one)
    assert status(one).inner_text().startswith("Correct")


@pytest.mark.parametrize(("typed", "said"), [
    ("\u200e1\u2003343", "Read as 1,343."), ("\uff11\uff13\uff14\uff13 g", "Read as 1,343."),
    ("2,500", "This may be read as 2,500 or as 2.5. Neither is right."),
    ("1.343", "Read as 1,343: before three digits")])
def test_what_was_typed_or_pasted_is_said_as_it_was_read(page, typed, said):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox").fill(typed)
    check(one)
    assert said in status(one).inner_text()


def test_the_unit_may_be_typed_and_stands_beside_the_field(page):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox", name="Your answer").fill("1343 g")
    check(one)
    assert "Read as 1,343." in status(one).inner_text()
    assert one.get_by_role("textbox").evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-describedby')).textContent") == "g"


# With the keyboard alone ---------------------------------------------------------

CHOSEN = {"raising-agent": ["Yeast"], "cereals": ["Rye", "Wheat"], "where-ovens-are": ["Westland"],
          "hotter-is-faster": ["False", "The crust burns"]}
TYPED = {"flour-for-hundred": "1.343", "name-of-the-oven": "crust"}
SELECTED = {"Rye loaf": "Bread", "Sponge": "Cake", "Brioche": "Bread", "Meringue": "90",
            "Pizza": "250", "Gap 1 of 2": "230", "Gap 2 of 2": "forty"}
STEPS = ["Mix", "Rise", "Bake", "Cool"]

FOCUS = """() => {
    const e = document.activeElement, q = e.closest("[data-ck-question]");
    const named = e.getAttribute("aria-label") ?? (e.labels?.[0] ?? e).innerText;
    return {question: q?.dataset.ckQuestion ?? "", name: named.trim(), type: e.type ?? "",
            checked: Boolean(e.checked), group: e.name ?? "",
            item: e.closest(".ck-step-item")?.querySelector(".ck-text").innerText ?? "",
            last: e.classList.contains("ck-language")};
}"""


def test_a_whole_quiz_of_all_types_is_answered_with_the_keyboard_alone(page):
    page.locator("h1").click()
    press = page.keyboard.press
    for _ in range(120):
        press("Tab")
        at = page.evaluate(FOCUS)
        one, kind = at["question"], at["type"]
        if at["last"]:
            break
        if kind == "radio":
            for _ in range(5):
                at = page.evaluate(FOCUS)
                if any(wanted in at["name"] for wanted in CHOSEN[one]):
                    break
                press("ArrowDown")
            if not at["checked"]:
                press("Space")
        elif kind == "checkbox" and any(wanted in at["name"] for wanted in CHOSEN[one]):
            if "Buckwheat" not in at["name"]:
                press("Space")
        elif kind == "text":
            page.keyboard.type(TYPED[one])
            press("Enter")  # which goes on to how sure one is
            press("Enter")
        elif kind == "select-one":
            page.keyboard.type(SELECTED[at["name"]])
        elif at["item"] and at["name"].startswith("Move up"):
            order = items(question(page, one))
            above = order[: order.index(at["item"])]
            for _ in [step for step in above if STEPS.index(step) > STEPS.index(at["item"])]:
                press("Enter")
                assert page.evaluate(FOCUS)["item"] == at["item"]
        elif at["name"] == SURE:
            press("Space")
    assert at["last"], "the way through the quiz has no end"
    said = [status(question(page, name)).inner_text() for name in ALL]
    assert [text.split()[0] for text in said] == ["Correct"] * len(ALL)
    assert "10 of 10 right at the first try." in page.locator(".ck-summary").inner_text()
    assert {one["confidence"] for one in attempts(page)} == {"sure"}


def test_the_order_is_the_same_each_time_the_page_is_opened(new_page, path):
    orders = []
    for _ in range(2):
        page = new_page()
        page.goto(path)
        quiz_page.mount(page)
        orders.append(page.locator(".ck-option, .ck-step-item, option").all_text_contents())
    assert orders[0] == orders[1]
    assert "None of these" in orders[0][3]


# What is sent -------------------------------------------------------------------

SPEC = """{course: "", id: "q", title: "", kind: "", language: "en", seed: 1, note: {en: ""},
    objectives: {o: "O"}, chapters: [], headings: {}, misconceptions: {}, pick: 0}"""
QUESTION = """{id: "a", variant: "v", version: "1a2b3c4d", type: "single", prompt: "?", more: "",
    objective: "o", chapter: "01", reread: "", hints: ["h"], solution: "",
    options: [{text: "x", key: true, feedback: "f"}, {text: "y", key: false, feedback: "g"}]}"""
RENDER = f"""(history) => {{
    window.sent = [];
    const spec = {{...{SPEC}, questions: [{QUESTION}]}};
    const model = coursekit.modelOf({{spec, history, words: coursekit.words.quiz}});
    model.respond = (content) => {{
        sent.push(content);
        return {{kind: "saved", id: content.attempt.id}};
    }};
    const el = document.createElement("div");
    document.querySelector("main").prepend(el);
    window.close = coursekit.fronts.quiz.render({{ model, el }});
    window.root = el;
}}"""


def test_every_answer_checked_is_an_attempt_with_all_that_is_known_of_it(page):
    page.evaluate(RENDER, [])
    one = question(page, "a")
    one.get_by_role("button", name="Hint 1 of 1").click()
    one.get_by_role("radio", name="y", exact=False).last.check()
    check(one, GUESS)
    one.get_by_role("button", name=SURE, exact=True).click(force=True)  # nothing has changed
    assert page.evaluate("sent.length") == 1
    sent = page.evaluate("sent[0]")
    assert sent["kind"] == "attempt"
    attempt = sent["attempt"]
    assert len(attempt.pop("id")) == 32
    assert 0 <= attempt.pop("seconds") < 60
    assert page.evaluate("(at) => new Date(at).toISOString() === at && "
                         "Math.abs(Date.now() - new Date(at)) < 60000", attempt.pop("at"))
    assert attempt == {
        "question": "a", "version": "1a2b3c4d", "variant": "v", "quiz": "q", "response": 1,
        "score": 0, "correct": False, "confidence": "guess", "hints": 1, "solution": False,
        "where": "lab"}
    one.get_by_role("button", name="Show the solution").click()
    again(one)
    one.get_by_role("radio", name="x", exact=False).first.check()
    check(one, SURE)
    later = page.evaluate("sent[1].attempt")
    assert (later["correct"], later["score"], later["confidence"]) == (True, 1, "sure")
    assert (later["hints"], later["solution"]) == (1, True)
    assert later["id"] != sent["attempt"].get("id")


def test_what_is_sent_is_graded_alike_by_python(page, tmp_path):
    bank = quiz_page.bakery.course(tmp_path).bank
    for right in (False, True):
        for one in questions(page):
            answer(one, right=right)
    sent = attempts(page)
    assert [(one["question"], one["correct"]) for one in sent] == [
        (name, right) for right in (False, True) for name in ALL]
    for one in sent:
        asked = bank.question(one["question"])
        result = asked.grade(one["response"])
        assert (result.answered, result.score, result.correct, asked.version) == (
            True, one["score"], one["correct"], one["version"])


def test_when_a_view_is_closed_its_elements_are_gone_and_it_hears_nothing(page):
    page.evaluate(RENDER, [])
    before = page.evaluate("root.childElementCount")
    page.evaluate("close()")
    assert (before, page.evaluate("root.childElementCount")) == (1, 0)
    page.evaluate("window.dispatchEvent(new CustomEvent('coursekit-language', {detail: 'da'}))")
    assert page.evaluate("root.childElementCount") == 0
