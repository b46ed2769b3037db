"""What was answered before, and whether an answer is kept: restored, asked anew, drawn, saved."""

import re
from datetime import datetime, timedelta

import pytest

from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    FAIRLY,
    LEVELS,
    VARIED,
    again,
    answer,
    attempt,
    attempts,
    check,
    give,
    kept,
    press,
    question,
    questions,
    remember,
    reopen,
    status,
)


@pytest.fixture
def opened(new_page, tmp_path):
    """Opens a page with the named quizzes."""

    def open_page(*shown, **options):
        page = new_page()
        page.goto(quiz_page.write(tmp_path, *shown, **options).as_uri())
        quiz_page.mount(page)
        return page

    return open_page


@pytest.fixture
def versions(tmp_path_factory):
    """The version of each question, as it is asked now."""
    bank = quiz_page.bakery.course(tmp_path_factory.mktemp("course")).bank
    return {one.id: one.version for one in bank.questions}


def focused_within(locator):
    return locator.evaluate("(e) => e.contains(document.activeElement)")


# Restored ---------------------------------------------------------------------------

EACH = "ck-quiz-show-raising-agent-cereals-flour-for-hundred-bread-or-cake"
DAY = "2026-03-01T12:00:00.000Z"


def test_what_was_answered_earlier_says_when_and_offers_to_answer_afresh(opened, versions):
    page = opened("each")
    remember(page, attempt("raising-agent", 1, correct=False, at=DAY, quiz=EACH, confidence="sure",
                           version=versions["raising-agent"]))
    one = question(page, "raising-agent")
    assert kept(one).inner_text() == "Answered on 1 March 2026."
    assert "Salt slows the yeast down." in status(one).inner_text()
    assert one.get_by_role("radio", name="Salt").is_checked()
    assert one.get_by_role("button", pressed=True).all_inner_texts() == ["Sure"]
    assert one.get_by_role("button").all_inner_texts() == [
        *LEVELS, "Answer afresh", "Show the solution"]


def test_to_answer_afresh_empties_the_question_and_counts_as_a_new_attempt(opened, versions):
    page = opened("each")
    remember(page, attempt("raising-agent", 0, correct=True, at=DAY, quiz=EACH,
                           version=versions["raising-agent"]))
    one = question(page, "raising-agent")
    press(one, "Answer afresh")
    assert one.locator("input:checked, [data-ck-mark], [aria-pressed]").count() == 0
    assert (status(one).inner_text(), kept(one).inner_text()) == ("", "")
    assert focused_within(one)
    answer(one, right=True)
    assert status(one).inner_text().startswith("Correct")
    assert one.get_by_role("button").all_inner_texts() == list(LEVELS)
    assert [a["question"] for a in attempts(page)] == ["raising-agent"] * 2


def test_a_restored_answer_may_be_changed_at_once(opened):
    page = opened("each")
    answer(question(page, "raising-agent"), right=False)
    reopen(page)
    one = question(page, "raising-agent")
    give(one, right=True)
    assert (status(one).inner_text(), kept(one).inner_text()) == ("", "")
    assert one.get_by_role("button").all_inner_texts() == list(LEVELS)
    check(one)
    assert kept(one).inner_text() == "Saved on this computer."


def test_a_solution_seen_before_answering_afresh_is_part_of_the_attempt(opened):
    page = opened("each")
    answer(question(page, "raising-agent"), right=False)
    reopen(page)
    one = question(page, "raising-agent")
    press(one, "Show the solution")
    press(one, "Answer afresh")
    answer(one, right=True)
    assert [a["solution"] for a in attempts(page)] == [False, True]


@pytest.mark.parametrize("current", [True, False])
def test_only_answers_to_the_questions_as_they_are_now_make_a_result(opened, versions, current):
    page = opened("section:flour-and-water")
    remember(page, *(
        attempt(name, response, correct=False, at=DAY, quiz="ck-quiz-flour-and-water",
                version=versions[name] if current else "00000000")
        for name, response in (("cereals", [2]), ("flour-for-hundred", "7"))))
    assert bool(page.locator(".ck-summary").inner_text()) == current


def test_an_answer_to_another_version_or_in_another_quiz_is_not_restored(opened, versions):
    page = opened("each")
    remember(page,
             attempt("raising-agent", 1, correct=False, at=DAY, quiz=EACH, version="00000000"),
             attempt("cereals", [0], correct=False, at=DAY, quiz="ck-quiz-review",
                     version=versions["cereals"]))
    assert page.locator(".ck-status:not(:empty), input:checked").count() == 0


def test_the_latest_answer_is_restored_whatever_order_the_record_has(opened, versions):
    page = opened("each")
    version = versions["raising-agent"]
    remember(page, *(attempt("raising-agent", response, correct=response == 0, quiz=EACH,
                             version=version, at=f"2026-03-0{day}T12:00:00.000Z", id=id * 32)
                     for day, response, id in ((2, 0, "a"), (1, 1, "f"), (1, 2, "c"))))
    assert status(question(page, "raising-agent")).inner_text().startswith("Correct")
    assert kept(question(page, "raising-agent")).inner_text() == "Answered on 2 March 2026."


# Variants ----------------------------------------------------------------------------


def prompt(of):
    return of.locator(".ck-q-prompt").inner_text()


def test_a_right_answer_to_a_question_with_variants_offers_another_one(opened):
    page = opened(f"show:{VARIED}")
    one = question(page, VARIED)
    first = prompt(one)
    answer(one, right=True)
    press(one, "Ask me another")
    assert prompt(one) != first
    assert one.get_by_role("textbox").input_value() == ""
    assert one.get_by_role("textbox").evaluate("(e) => e === document.activeElement")
    answer(one, right=True)
    assert status(one).inner_text().startswith("Correct")
    sent = attempts(page)
    assert {a["variant"] for a in sent} == {"rye", "wheat"}
    assert len({a["version"] for a in sent}) == 2
    press(one, "Ask me another")
    assert prompt(one) == first


def test_a_wrong_answer_to_a_variant_is_tried_again_with_the_same_one(opened):
    page = opened(f"show:{VARIED}")
    one = question(page, VARIED)
    first = prompt(one)
    answer(one, right=False)
    assert one.get_by_role("button").all_inner_texts() == [
        *LEVELS, "Try again", "Show the solution"]
    again(one)
    assert prompt(one) == first


def test_the_variant_answered_last_is_restored_and_afresh_means_another(opened):
    page = opened(f"show:{VARIED}")
    one = question(page, VARIED)
    answer(one, right=True)
    press(one, "Ask me another")
    answer(one, right=False)
    last = prompt(one)
    reopen(page)
    assert prompt(one) == last
    assert status(one).inner_text().startswith("Not yet")
    press(one, "Answer afresh")
    assert prompt(one) != last


def test_the_solution_of_one_variant_gives_no_other_one_away(opened):
    page = opened(f"show:{VARIED}")
    one = question(page, VARIED)
    answer(one, right=False)
    press(one, "Show the solution")
    again(one)
    answer(one, right=True)
    press(one, "Ask me another")
    answer(one, right=True)
    assert [a["solution"] for a in attempts(page)] == [False, True, False]


# Drawn at random ----------------------------------------------------------------------

DRAWN = "show:raising-agent,cereals,hydration,flour-for-hundred,name-of-the-oven,heat-of-each,3"


def asked(page):
    return [one.get_attribute("data-ck-question") for one in questions(page)]


def test_some_of_the_questions_are_drawn_of_every_objective_one(opened):
    page = opened(DRAWN)
    assert page.locator(".ck-quiz > .ck-note").inner_text() == (
        "3 of 6 questions, drawn at random.")
    name, weigh, heat = ({"raising-agent", "cereals"}, {"hydration", "flour-for-hundred"},
                         {"name-of-the-oven", "heat-of-each"})
    for _ in range(6):
        found = asked(page)
        assert len(found) == 3
        assert all(set(found) & group for group in (name, weigh, heat)), found
        page.get_by_role("button", name="Other questions").click()


def test_other_questions_are_others_in_time_and_the_first_of_them_has_the_focus(opened):
    page = opened(DRAWN)
    draws = set()
    for _ in range(8):
        draws.add(tuple(asked(page)))
        page.get_by_role("button", name="Other questions").click()
        assert focused_within(next(questions(page)))
    assert len(draws) > 4


def test_the_same_questions_are_drawn_and_restored_when_the_page_is_opened_again(opened):
    page = opened(DRAWN)
    first = asked(page)
    for one in questions(page):
        check(one)
    for text in page.locator(".ck-status").all_inner_texts():
        assert text != ""
    reopen(page)
    assert asked(page) == first


def test_the_result_is_that_of_the_questions_drawn(opened):
    page = opened("show:raising-agent,cereals,flour-for-hundred,2")
    for one in questions(page):
        answer(one, right=True)
    end = page.locator(".ck-summary")
    assert "2 of 2 right at the first try." in end.inner_text()
    right = asked(page)
    for _ in range(4):
        page.get_by_role("button", name="Other questions").click()
        for one in questions(page):
            if status(one).inner_text() == "":
                answer(one, right=False)
        kept_right = len(set(right) & set(asked(page)))
        assert f"{kept_right} of 2 right at the first try." in end.inner_text()


# Kept, or not ----------------------------------------------------------------------------


def test_an_answer_is_said_to_be_saved_once_it_is_in_the_record(opened):
    page = opened("each")
    one = question(page, "raising-agent")
    answer(one, right=True)
    assert kept(one).inner_text() == "Saved on this computer."
    assert kept(one).get_attribute("role") == "status"
    assert [a["question"] for a in attempts(page)] == ["raising-agent"]


FULL = """() => {
    window.wasSetItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_an_answer_that_could_not_be_kept_says_why_and_may_be_sent_once_more(opened):
    page = opened("each")
    page.evaluate(FULL)
    one = question(page, "raising-agent")
    answer(one, right=True)
    assert re.fullmatch(r"Not saved\. .{20,}", kept(one).inner_text())
    assert kept(one).get_attribute("role") == "alert"
    assert status(one).inner_text().startswith("Correct"), "it is judged all the same"
    page.evaluate("() => { Storage.prototype.setItem = wasSetItem; }")
    check(one)
    assert kept(one).inner_text() == "Saved on this computer."
    assert kept(one).get_attribute("role") == "status"
    assert len(attempts(page)) == 1
    assert status(one).inner_text().startswith("Correct")


SILENT = """() => {
    const root = document.querySelector(".ck-quiz").parentElement;
    const {spec} = JSON.parse(root.querySelector(".ck-data").textContent);
    window.sent = [];
    window.model = coursekit.modelOf({spec, words: coursekit.words.quiz, history: []});
    model.respond = (content) => {
        if (content.reply) return content.reply;
        sent.push(content.attempt);
        return null;
    };
    const el = document.createElement("div");
    root.replaceWith(el);
    window.close = coursekit.fronts.quiz.render({model, el});
}"""
LATE = "The kernel has not answered yet. It may be busy; if it was stopped, run the cell again, " \
       "then check once more."


@pytest.fixture
def silent(new_page, tmp_path):
    """A quiz whose host does not answer by itself, and a clock in our hands."""
    page = new_page()
    page.clock.install()
    page.goto(quiz_page.write(tmp_path, "each").as_uri())
    quiz_page.mount(page)
    page.evaluate(SILENT)
    # Or real time would go on beside it, more of it the busier the machine.
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    return page


def test_a_host_that_does_not_answer_in_five_seconds_is_named(silent):
    one = question(silent, "raising-agent")
    answer(one, right=True)
    silent.clock.run_for(4900)
    assert kept(one).inner_text() == ""
    silent.clock.run_for(200)
    assert kept(one).inner_text() == LATE
    assert kept(one).get_attribute("role") == "alert"


def test_what_was_saved_in_time_is_never_called_late(silent):
    one = question(silent, "raising-agent")
    answer(one, right=True)
    silent.evaluate("model.send({reply: {kind: 'saved', id: sent[0].id}})")
    silent.clock.run_for(6000)
    assert kept(one).inner_text() == "Saved on this computer."


def test_an_answer_that_comes_late_is_heard(silent):
    one = question(silent, "raising-agent")
    answer(one, right=True)
    silent.clock.run_for(6000)
    silent.evaluate("model.send({reply: {kind: 'saved', id: sent[0].id}})")
    assert kept(one).inner_text() == "Saved on this computer."
    silent.clock.run_for(6000)
    assert kept(one).inner_text() == "Saved on this computer."


def test_to_check_once_more_sends_the_same_attempt_again(silent):
    one = question(silent, "raising-agent")
    answer(one, right=True)
    silent.clock.run_for(6000)
    check(one, FAIRLY)
    assert kept(one).inner_text() == ""
    first, second = silent.evaluate("sent")
    assert first == second
    silent.clock.run_for(6000)
    assert kept(one).inner_text() == LATE


def test_the_word_on_one_answer_never_lands_on_another(silent):
    answer(question(silent, "raising-agent"), right=True)
    answer(question(silent, "cereals"), right=False)
    silent.evaluate("model.send({reply: {kind: 'failed', id: sent[0].id, reason: 'No room.'}})")
    assert kept(question(silent, "raising-agent")).inner_text() == "Not saved. No room."
    assert kept(question(silent, "cereals")).inner_text() == ""


def test_a_view_that_is_closed_says_nothing_more(silent):
    answer(question(silent, "raising-agent"), right=True)
    silent.evaluate("close()")
    silent.clock.run_for(6000)
    assert silent.locator(".ck-quiz").count() == 0


# A record that is damaged -------------------------------------------------------------------


@pytest.mark.parametrize("entry", [
    "", "null", "[]", "{", "7", '"text"', '{"id": 1}', "x" * 100_000,
    '{"id": "%s", "question": "raising-agent", "__proto__": {"correct": true}}' % ("a" * 32),
])
def test_a_damaged_entry_breaks_no_page_and_is_named(opened, entry):
    page = opened("each")
    page.evaluate("(entry) => localStorage.setItem(`coursekit:bakery:attempt:${'a'.repeat(32)}`, "
                  "entry)", entry)
    reopen(page)
    assert len(asked(page)) == 4
    assert page.locator(".ck-trouble").inner_text() != ""
    answer(question(page, "raising-agent"), right=True)
    assert kept(question(page, "raising-agent")).inner_text() == "Saved on this computer."


def test_without_any_storage_the_quiz_works_and_says_that_nothing_is_kept(new_page, tmp_path):
    page = new_page()
    page.add_init_script("""Object.defineProperty(window, "localStorage",
        {get() { throw new DOMException("no", "SecurityError"); }});""")
    page.goto(quiz_page.write(tmp_path, "each").as_uri())
    quiz_page.mount(page)
    one = question(page, "raising-agent")
    answer(one, right=True)
    assert status(one).inner_text().startswith("Correct")
    assert kept(one).inner_text().startswith("Not saved.")
