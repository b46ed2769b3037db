"""Each type of question is answered right and wrong, by mouse and by keyboard alone."""

import pytest

from tests.frontend import quiz_page
from tests.frontend.quiz_page import EACH, answer, question, status


@pytest.fixture
def page(new_page, tmp_path):
    """The four questions, rendered."""
    page = new_page()
    page.goto(quiz_page.write(tmp_path).as_uri())
    quiz_page.mount(page)
    return page


def test_before_an_answer_every_region_that_speaks_is_there_and_empty(page):
    regions = page.get_by_role("status").all()
    assert len(regions) == len(EACH) + 1
    assert [region.inner_text() for region in regions] == [""] * 5


def test_choosing_alone_judges_nothing(page):
    one = question(page, "raising-agent")
    one.get_by_role("radio", name="Salt").check()
    one.get_by_role("radio", name="Salt").press("ArrowDown")
    assert status(one).inner_text() == ""
    assert one.locator("[data-ck-mark]").count() == 0


RIGHT = {
    "raising-agent": ["Correct", "Right. Yeast lives on sugar and gives off gas."],
    "cereals": ["Correct", "Right. Rye is a grass with grains.", "Right. Wheat is the commonest"],
    "flour-for-hundred": ["Correct", "That is the sum on the sheet.", "Read as 1,343: before three "
                          "digits, a comma or point marks thousands"],
    "bread-or-cake": ["Correct", "3 of 3 in the right place."],
}
WRONG = {
    "raising-agent": ["Not yet", "Salt slows the yeast down. See What rises?"],
    "cereals": ["Not yet", "0 of 2 right answers found; wrongly chosen: 2.",
                "The name misleads", "A potato is a tuber", "You left out rye."],
    "flour-for-hundred": ["Not yet", "You are ten times too high", "Read as 13,430"],
    "bread-or-cake": ["Partly right", "1 of 3 in the right place."],
}


@pytest.mark.parametrize("name", EACH)
def test_a_right_answer_says_correct_and_why(page, name):
    answer(question(page, name), right=True)
    said = status(question(page, name)).inner_text()
    assert [text for text in RIGHT[name] if text not in said] == []
    assert question(page, name).get_by_role("button", name="Try again").count() == 0


@pytest.mark.parametrize("name", EACH)
def test_a_wrong_answer_has_feedback_of_its_own_and_may_be_tried_again(page, name):
    answer(question(page, name), right=False)
    said = status(question(page, name)).inner_text()
    assert [text for text in WRONG[name] if text not in said] == []
    question(page, name).get_by_role("button", name="Try again").click()
    assert status(question(page, name)).inner_text() == ""
    assert question(page, name).locator("[data-ck-mark]").count() == 0
    answer(question(page, name), right=True)


def test_each_item_sorted_says_by_itself_why_it_is_in_place_or_not(page):
    one = question(page, "bread-or-cake")
    answer(one, right=False)
    assert [reply.inner_text() for reply in one.locator("p.ck-reply:visible").all()].sort() == [
        "Not here. It is half sugar.", "Not here. It holds no sugar at all.",
        "In place. Right. It is rich and yet a bread."].sort()
    described = one.get_by_role("combobox", name="Sponge")
    assert described.evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-describedby')).textContent"
    ) == "Not here. It is half sugar."


def test_what_the_learner_gave_is_kept_and_focus_stays(page):
    one = question(page, "flour-for-hundred")
    answer(one, right=False)
    assert one.get_by_role("textbox").input_value() == "13.430"
    assert one.get_by_role("button", name="Check").evaluate("(e) => e === document.activeElement")
    one.get_by_role("button", name="Try again").click()
    assert one.get_by_role("textbox").input_value() == "13.430"
    assert one.get_by_role("textbox").evaluate("(e) => e === document.activeElement")


def test_a_changed_answer_takes_the_old_verdict_away(page):
    one = question(page, "raising-agent")
    answer(one, right=False)
    one.get_by_role("radio", name="Yeast").check()
    assert status(one).inner_text() == ""
    one.get_by_role("button", name="Check").click()
    assert "Correct" in status(one).inner_text()


@pytest.mark.parametrize(("name", "said"), [
    ("raising-agent", "Choose an answer first, then check."),
    ("cereals", "Choose all answers that fit, at least one, then check."),
    ("flour-for-hundred", "Type a number first, then check."),
    ("bread-or-cake", "Give every item a place first; 3 of 3 still have none."),
])
def test_checking_an_empty_question_asks_for_an_answer_and_judges_nothing(page, name, said):
    question(page, name).get_by_role("button", name="Check").click()
    assert status(question(page, name)).inner_text() == said
    assert question(page, name).locator("[data-ck-mark]").count() == 0


def test_what_is_no_number_is_named_with_the_ways_to_write_one(page):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox").fill("2,5 mio.")
    one.get_by_role("textbox").press("Enter")
    assert status(one).inner_text() == (
        "“2,5 mio.” cannot be read as a number. Write it in digits, such as 1,343 or 2.5.")


def test_the_unit_may_be_typed_and_stands_beside_the_field(page):
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox", name="Your answer").fill("1343 g")
    one.get_by_role("textbox").press("Enter")
    assert "Read as 1,343." in status(one).inner_text()
    assert one.get_by_role("textbox").evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-describedby')).textContent") == "g"


def test_a_whole_quiz_is_answered_with_the_keyboard_alone(page):
    page.locator("h1").click()
    press = page.keyboard.press
    press("Tab")  # into the radio buttons
    while page.evaluate("document.activeElement.closest('label').innerText.includes('Yeast')") \
            is False:
        press("ArrowDown")
    press("Space")
    press("Tab")
    press("Enter")  # Check
    for _ in range(4):
        press("Tab")
        if page.evaluate("/Rye|Wheat/.test(document.activeElement.closest('label').innerText)"):
            press("Space")
    press("Tab")
    press("Space")  # Check
    press("Tab")
    page.keyboard.type("1.343")
    press("Enter")
    press("Tab")  # over Check
    for _ in range(3):
        press("Tab")
        item = page.evaluate("document.activeElement.labels[0].innerText")
        page.keyboard.type("Cake" if item == "Sponge" else "Bread")
    press("Tab")
    press("Enter")
    said = [status(question(page, name)).inner_text() for name in EACH]
    assert [text.split()[0] for text in said] == ["Correct"] * 4
    assert "4 of 4 right at the first try." in page.locator(".ck-summary").inner_text()


def test_the_order_is_the_same_each_time_the_page_is_opened(new_page, tmp_path):
    path = quiz_page.write(tmp_path).as_uri()
    orders = []
    for _ in range(2):
        page = new_page()
        page.goto(path)
        quiz_page.mount(page)
        orders.append(page.locator(".ck-option").all_inner_texts())
    assert orders[0] == orders[1]
    assert "None of these" in orders[0][3]


def test_every_answer_checked_is_an_attempt(page):
    page.evaluate("""() => {
        window.log = [];
        const data = {spec: {id: "q", title: "", kind: "", language: "en", seed: 1, note: "",
            objectives: {o: "O"}, chapters: [], questions: [{id: "a", type: "single", prompt: "?",
            more: "", objective: "o", options: [{text: "x", key: true, feedback: "f"},
            {text: "y", feedback: "g"}]}]}, attempts: [{question: "a", response: 1, score: 0,
            correct: false}]};
        const model = coursekit.modelOf(data);
        model.save_changes = () => log.push(data.attempts.length);
        const el = document.createElement("div");
        document.querySelector("main").prepend(el);
        coursekit.fronts.quiz.render({ model, el });
        window.data = data;
    }""")
    one = question(page, "a")
    assert "Not yet" in status(one).inner_text(), "an attempt of before is shown again"
    one.get_by_role("radio", name="x", exact=False).first.check()
    one.get_by_role("button", name="Check").click()
    one.get_by_role("button", name="Check").click()
    assert page.evaluate("log") == [2]
    assert page.evaluate("data.attempts[1]") == {
        "question": "a", "response": 0, "score": 1, "correct": True}


def test_when_a_view_is_closed_its_elements_are_gone(page):
    page.evaluate("""() => {
        const spec = {id: "q", title: "", kind: "", language: "da", seed: 1, note: "",
            objectives: {}, chapters: [], questions: []};
        const el = document.createElement("div");
        const close = coursekit.fronts.quiz.render({ model: coursekit.modelOf({spec}), el });
        window.before = el.childElementCount;
        close();
        window.after = el.childElementCount;
    }""")
    assert page.evaluate("[before, after]") == [1, 0]
