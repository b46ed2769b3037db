"""The ten types of question, each with what only it has: beliefs, ways to read, moves, maps."""

import json

import pytest
import yaml

from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery
from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    ALL,
    again,
    answer,
    attempts,
    check,
    give,
    items,
    point_at,
    press,
    question,
    questions,
    reopen,
    seen,
    status,
)


def words(of):
    """What is to be read there, in one line."""
    return " ".join(of.inner_text().split())


def focused(locator):
    return locator.evaluate("(e) => e === document.activeElement")


# What stands behind a wrong answer, and where to read ------------------------------


def told(belief, correction):
    """What is said of a belief: what one may have thought, and what is so."""
    return [f"You may have thought: {belief}", f"It is not so: {correction}"]


HOT = told("An oven is hot or it is not.",
           "An oven has many heats, and each bread wants its own.")
TWICE = told("Twice the heat is half the time.",
             "Twice the heat burns the crust before the crumb is done.")
CRUMB = told("The crumb is what falls off the outside.",
             "The crumb is the soft inside of a loaf.")
BELIEFS = {
    "hotter-is-faster": TWICE,
    "name-of-the-oven": CRUMB,
    "heat-of-each": HOT,
    "sentence-of-heat": HOT + TWICE,
    "where-ovens-are": CRUMB,
}


def test_a_wrong_answer_names_the_belief_behind_it_and_what_is_so_where_there_is_one(page):
    for name in ALL:
        one = question(page, name)
        answer(one, right=False)
        assert one.locator(".ck-belief, .ck-correction").all_inner_texts() == (
            BELIEFS.get(name, [])), name
        answer(one, right=True)
        assert one.locator(".ck-belief").count() == 0, name


READ = {"raising-agent": ("What rises?", "01-dough.html#what-rises"),
        "cereals": ("Flour and water", "01-dough.html#flour-and-water"),
        "flour-for-hundred": ("Flour and water", "01-dough.html#flour-and-water"),
        "bread-or-cake": ("What rises?", "01-dough.html#what-rises")}


@pytest.mark.parametrize("right", [False, True])
def test_every_answer_right_or_wrong_says_where_to_read_again(page, right):
    for name in ALL:
        answer(question(page, name), right=right)
        found = [(link.inner_text(), link.get_attribute("href"))
                 for link in question(page, name).locator(".ck-reread a").all()]
        assert found == ([READ[name]] if name in READ else [])


def test_an_answer_may_say_by_itself_what_to_read_in_its_own_chapter_or_in_another(
        new_page, tmp_path):
    root = bakery.write(tmp_path)
    file = root / "quizzes" / "01-dough.yml"
    given = yaml.safe_load(file.read_text())
    given["questions"][0]["options"][1]["reread"] = "flour-and-water"
    given["questions"][0]["options"][2]["reread"] = "00-start#how-to-begin"
    file.write_text(json.dumps(given))
    page = new_page()
    quiz = Quiz(bakery.Course(root))
    path = quiz_page.write_of(quiz, tmp_path, "show:raising-agent", name="01-dough.html")
    page.goto(path.as_uri())
    quiz_page.mount(page)
    one = question(page, "raising-agent")
    for option, name, href in (("Salt", "Flour and water", "#flour-and-water"),
                               ("Heat alone", "How to begin", "00-start.html#how-to-begin"),
                               ("None of these", "What rises?", "#what-rises")):
        one.get_by_role("radio", name=option).check()
        check(one)
        link = one.locator(".ck-reread a")
        assert (link.inner_text(), link.get_attribute("href")) == (name, href)


SOLVED = {
    "raising-agent": "Yeast Right. Yeast lives on sugar and gives off gas.",
    "cereals": "Rye Right. Rye is a grass with grains. Wheat Right. Wheat is the commonest of "
               "them.",
    "flour-for-hundred": "1,343 g Right. That is the sum on the sheet.",
    "bread-or-cake": "Rye loaf: Bread. Right. It holds no sugar. Sponge: Cake & sweets. Right: "
                     "half of it is sugar. Brioche: Bread. Right. It is rich and yet a bread.",
    "hotter-is-faster": "False The crust burns before the crumb is done. Right. Heat needs its "
                        "time to travel inwards to the crumb. The crust is done long before the "
                        "crumb.",
    "name-of-the-oven": "bread crust Right. The crust is where the sugars turn brown.",
    "heat-of-each": "Meringue: 90 degrees. Right. It dries more than it bakes. "
                    "Pizza: 250 degrees. Right. As hot as the oven gets.",
    "steps-of-baking": "Mix Nothing can rise before flour and water have met. "
                       "Rise Gas fills the dough and it needs an hour or two. "
                       "Bake Heat ends the rising and sets the crumb. "
                       "Cool The crumb is still wet and would stick to the knife.",
    "sentence-of-heat": "(1) 230 degrees Right. It falls as soon as the door is opened. "
                        "(2) forty minutes Right. The crumb needs that time to set.",
    "where-ovens-are": "Westland Right. It stands in the middle of the square.",
}


def test_after_a_wrong_try_the_solution_is_shown_on_demand_with_the_key_and_why(page):
    for name in ALL:
        one = question(page, name)
        assert one.get_by_role("button", name="Show the solution").count() == 0
        answer(one, right=False)
        assert "The solution:" not in status(one).inner_text()
        press(one, "Show the solution")
        said = words(status(one)).split("The solution: ")[1]
        assert said == SOLVED[name]
        assert one.get_by_role("button", name="Show the solution").count() == 0


# True or false ----------------------------------------------------------------------


def test_the_reasons_are_those_of_the_verdict_and_come_once_it_is_chosen(page):
    one = question(page, "hotter-is-faster")
    reasons = one.get_by_role("radiogroup", name="Why? Choose the reason.")
    assert reasons.count() == 0
    one.get_by_role("radio", name="True").check()
    assert sorted(reasons.locator(".ck-text").all_inner_texts()) == [
        "Bakers in a hurry do it.", "Heat and time always trade off."]
    reasons.get_by_role("radio", name="Bakers").check()
    one.get_by_role("radio", name="False").check()
    assert sorted(reasons.locator(".ck-text").all_inner_texts()) == [
        "No oven gets twice as hot.", "The crust burns before the crumb is done."]
    assert reasons.locator(":checked").count() == 0
    check(one)
    assert status(one).inner_text() == "Choose a reason too, then check."


def test_a_right_verdict_with_a_wrong_reason_is_partly_right_and_says_which(page):
    one = question(page, "hotter-is-faster")
    one.get_by_role("radio", name="False").check()
    one.get_by_role("radio", name="No oven").check()
    check(one)
    said = status(one).inner_text()
    assert said.startswith("Partly right")
    assert "The verdict is right, the reason is not." in said
    assert [text for text in HOT if text not in said] == []
    assert one.locator(".ck-mark:not(:empty)").all_inner_texts() == ["Right", "Not this one"]
    assert attempts(page)[0]["score"] == 0.5


# Words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "verdict", "said"), [
    ("BREAD-CRUST", "Correct", "Right. The crust is"),
    ("Brodskorpe", "Correct", "Right. The crust is"),
    ("broedskorpe", "Correct", "Right. The crust is"),
    ("bread curst", "Correct", "It is written “bread crust”."),
    ("a crumb", "Not yet", "The crumb is the soft inside"),
    ("the oven", "Not yet", "Think of what you hear crack"),
])
def test_typed_words_are_read_with_good_will_and_a_slip_is_named(page, typed, verdict, said):
    one = question(page, "name-of-the-oven")
    one.get_by_role("textbox", name="Your answer").fill(typed)
    check(one)
    assert status(one).inner_text().startswith(verdict)
    assert said in status(one).inner_text()
    assert ("It is written" in status(one).inner_text()) == ("written" in said)


# Pairs ----------------------------------------------------------------------------------


def test_a_choice_given_twice_is_named_and_nothing_is_judged(page):
    one = question(page, "heat-of-each")
    for item in ("Meringue", "Pizza"):
        one.get_by_role("combobox", name=item).select_option("180 degrees")
    check(one)
    assert status(one).inner_text() == (
        "“180 degrees” is given twice; each can be given once.")
    assert one.locator("[data-ck-mark]").count() == 0


def test_each_pair_says_by_itself_whether_it_fits_and_why(page):
    one = question(page, "heat-of-each")
    one.get_by_role("combobox", name="Meringue").select_option("90 degrees")
    one.get_by_role("combobox", name="Pizza").select_option("180 degrees")
    check(one)
    assert {item.locator("label").inner_text(): words(item.locator(".ck-reply"))
            for item in one.locator(".ck-item").all()} == {
        "Meringue": "In place. Right. It dries more than it bakes.",
        "Pizza": "Not here. Most ovens stand there and most pizzas are pale for it. "
                 + " ".join(HOT)}


# Order ----------------------------------------------------------------------------------


def test_the_items_do_not_stand_in_order_from_the_start(page):
    one = question(page, "steps-of-baking")
    assert sorted(items(one)) == ["Bake", "Cool", "Mix", "Rise"]
    assert items(one) != ["Mix", "Rise", "Bake", "Cool"]


def test_an_item_is_moved_by_its_arrows_keeps_the_focus_and_says_its_new_place(page):
    one = question(page, "steps-of-baking")
    first, second, *rest = items(one)
    told = one.locator(".ck-sequence").get_by_role("status")
    down = one.get_by_role("button", name=f"Move down: {first}")
    down.click()
    assert items(one) == [second, first, *rest]
    assert told.inner_text() == f"{first}: now 2 of 4."
    assert focused(down)
    page.keyboard.press("Enter")
    assert items(one)[2] == first
    assert told.inner_text() == f"{first}: now 3 of 4."
    assert focused(down)
    one.get_by_role("button", name=f"Move up: {first}").click()
    assert items(one)[1] == first
    assert focused(one.get_by_role("button", name=f"Move up: {first}"))


def test_at_the_ends_nothing_moves_and_the_arrow_says_so(page):
    one = question(page, "steps-of-baking")
    before = items(one)
    for button in (one.get_by_role("button", name=f"Move up: {before[0]}"),
                   one.get_by_role("button", name=f"Move down: {before[-1]}")):
        assert button.get_attribute("aria-disabled") == "true"
        button.click(force=True)
        assert items(one) == before
    check(one)
    assert status(one).inner_text().startswith("Move the items first")


def test_what_stands_in_order_is_in_place_and_what_does_not_is_named(page):
    one = question(page, "steps-of-baking")
    give(one, right=True)
    one.get_by_role("button", name="Move up: Cool").click()
    one.get_by_role("button", name="Move up: Cool").click()
    check(one)
    assert status(one).inner_text().startswith("Partly right")
    assert "3 of 4 stand in order among themselves." in status(one).inner_text()
    assert {item.locator(".ck-text").inner_text(): item.locator(".ck-mark").inner_text()
            for item in one.locator(".ck-step-item").all()} == {
        "Mix": "In place", "Cool": "Out of order", "Rise": "In place", "Bake": "In place"}
    assert one.locator(".ck-step-item", has_text="Cool").locator(".ck-reply").inner_text() == (
        "The crumb is still wet and would stick to the knife.")


def test_which_end_is_which_stands_above_and_below_the_items(page):
    said = question(page, "steps-of-baking").locator(".ck-sequence").inner_text().split("\n")
    assert said[0] == "first"
    assert [line for line in said if line][-1] == "last"


# A text with gaps ------------------------------------------------------------------------


def test_gaps_are_filled_within_the_sentence(page):
    one = question(page, "sentence-of-heat")
    said = one.locator(".ck-fill").evaluate("""(e) => {
        const copy = e.cloneNode(true);
        copy.querySelectorAll("select").forEach((select) => select.replaceWith("[gap]"));
        return copy.textContent.trim();
    }""")
    assert said == "A loaf goes in at [gap] and comes out after [gap]."
    assert one.locator(".ck-fill em").inner_text() == "loaf"


def test_one_gap_filled_rightly_is_half_of_two(page):
    one = question(page, "sentence-of-heat")
    one.get_by_role("combobox", name="Gap 1 of 2").select_option("230 degrees")
    one.get_by_role("combobox", name="Gap 2 of 2").select_option("five minutes")
    check(one)
    assert status(one).inner_text().startswith("Partly right")
    assert "1 of 2 gaps filled rightly." in status(one).inner_text()
    assert one.locator(".ck-fill select").evaluate_all(
        "(all) => all.map((e) => e.dataset.ckMark)") == ["right", "wrong"]


# A map -----------------------------------------------------------------------------------


def chosen(one):
    found = one.locator("label.ck-option:has(:checked) .ck-text").all_inner_texts()
    marked = one.locator("[data-ck-chosen]").evaluate_all(
        "(all) => all.map((e) => e.dataset.ckPlace)")
    assert len(found) == len(marked)
    return (*found, *marked)


def test_a_click_on_an_area_or_a_point_of_the_map_chooses_the_same_in_the_list(page):
    one = question(page, "where-ovens-are")
    for place, name in ((1, "Eastland"), (0, "Westland"), (2, "Midtown")):
        point_at(one, place)
        assert chosen(one) == (name, str(place))
        assert focused(one.get_by_role("radio", name=name))
        assert status(one).inner_text() == ""


def test_a_choice_in_the_list_is_shown_on_the_map(page):
    one = question(page, "where-ovens-are")
    one.get_by_role("radio", name="Eastland").check()
    assert chosen(one) == ("Eastland", "1")
    one.get_by_role("radio", name="Midtown").check()
    assert chosen(one) == ("Midtown", "2")


def test_a_click_near_a_point_means_it_and_one_far_from_all_means_nothing(page):
    one = question(page, "where-ovens-are")
    point_at(one, 2, across=2.6)
    assert chosen(one) == ("Midtown", "2")
    point_at(one, 0, across=-0.3, down=-0.3)
    assert chosen(one) == ("Midtown", "2")


def test_what_was_pointed_at_is_checked_and_another_place_takes_the_verdict_away(page):
    one = question(page, "where-ovens-are")
    point_at(one, 1)
    check(one)
    assert "Eastland has the largest oven" in status(one).inner_text()
    assert one.locator('[data-ck-place="1"]').get_attribute("data-ck-mark") == "wrong"
    point_at(one, 0)
    assert status(one).inner_text() == ""
    assert one.locator("[data-ck-mark]").count() == 0
    check(one)
    assert status(one).inner_text().startswith("Correct")
    assert one.locator('[data-ck-place="0"]').get_attribute("data-ck-mark") == "right"


def test_pointing_works_on_a_telephone_too(new_page, path):
    page = new_page(width=320, has_touch=True)
    page.goto(path)
    quiz_page.mount(page)
    one = question(page, "where-ovens-are")
    shape = one.locator('[data-ck-place="2"]')
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    page.touchscreen.tap(box["x"] - 8, box["y"] - 8)  # a finger is no needle
    assert chosen(one) == ("Midtown", "2")


# When somebody comes back ---------------------------------------------------------------


def looks(one):
    """All that is to be seen of a question, but for its ways to go on and whether it is kept."""
    *all_but_buttons, _, verdict = seen(one)
    return [*all_but_buttons, verdict, status(one).inner_text()]


@pytest.mark.parametrize("right", [False, True])
def test_answers_and_verdicts_stand_as_they_were_left_when_the_page_is_opened_again(page, right):
    for one in questions(page):
        answer(one, right=right)
    before = [looks(one) for one in questions(page)]
    end = page.locator(".ck-summary").inner_text()
    reopen(page)
    assert [looks(one) for one in questions(page)] == before
    assert page.locator(".ck-summary").inner_text() == end
    assert page.get_by_role("button", name="Answer afresh").count() == len(ALL)
    assert page.get_by_role("button", name="Try again").count() == 0


def test_the_last_of_several_tries_is_the_one_that_stands(page):
    for one in questions(page):
        answer(one, right=False)
        again(one)
        answer(one, right=True)
    reopen(page)
    for one in questions(page):
        assert status(one).inner_text().startswith("Correct")
    assert "0 of 10 right at the first try. 10 of 10 right now." in page.locator(
        ".ck-summary").inner_text()
