"""The interface speaks English or Danish; the course's own texts stay as they are."""

import json
import re
from pathlib import Path

import pytest

from coursekit import frontend
from tests.coursekit.quiz import bakery
from tests.frontend import quiz_page
from tests.frontend.quiz_page import (
    ALL,
    GUESS,
    SURE,
    again,
    answer,
    attempt,
    check,
    give,
    hint,
    kept,
    press,
    question,
    questions,
    remember,
    reopen,
    seen,
    status,
)

FRONTEND = Path(frontend.__file__).parent
WORDS = json.loads((FRONTEND / "words.json").read_text(encoding="utf-8"))
GROUPS = sorted(WORDS)


def danish(page):
    page.get_by_role("button", name="Dansk", exact=True).first.click()


# The list of words ------------------------------------------------------------------


def test_no_word_is_listed_twice_for_then_one_would_be_said_in_place_of_the_other():
    def distinct(pairs):
        keys = [key for key, _ in pairs]
        assert [key for key in keys if keys.count(key) > 1] == []
        return dict(pairs)

    json.loads((FRONTEND / "words.json").read_text(encoding="utf-8"), object_pairs_hook=distinct)


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_have_the_same_words(group):
    assert set(WORDS[group]) == {"en", "da"}
    assert list(WORDS[group]["en"]) == list(WORDS[group]["da"])
    assert all(text.strip() for words in WORDS[group].values() for text in words.values())


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_fill_the_same_places(group):
    def places(text):
        return sorted(re.findall(r"\{(\w*)\}", text))

    for key, text in WORDS[group]["en"].items():
        assert places(text) == places(WORDS[group]["da"][key]), key


def test_every_word_that_the_quiz_says_is_in_the_list():
    said = set()
    for part in ("quiz", "result"):
        script = (FRONTEND / f"{part}.js").read_text(encoding="utf-8")
        said |= set(re.findall(r"\bsay\.(\w+)", script))
    assert len(said) > 50
    assert sorted(said - set(WORDS["quiz"]["en"])) == []


# The switch --------------------------------------------------------------------------

# All that is written, with the language that the page says it is in.
TEXTS = """(root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const within = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (text && !within.closest("math")) found.push([within.closest("[lang]").lang, text]);
    }
    for (const e of root.querySelectorAll("[aria-label], [title]")) {
        for (const name of ["aria-label", "title"]) {
            const text = e.getAttribute(name);
            if (text && !e.closest("svg, math")) found.push([e.closest("[lang]").lang, text]);
        }
    }
    return found;
}"""


def sentences(language):
    """A pattern of all that the interface may say in a language, and of nothing else."""
    said = [*WORDS["quiz"][language].values(), WORDS["still"][language]["note"]]
    each = [re.sub(r"\\\{\d\\\}", "(?:.+)", re.escape(text)) for text in said]
    one = f"(?:{'|'.join(sorted(each, key=len, reverse=True))})"
    return re.compile(rf"{one}[.,:]?(?: \(?{one}\)?)*")


# Letters of options, numbers, and what separates.
BESIDE = re.compile(r"[A-D]|[\d.,:]+|,")


def strangers(page, language):
    """What stands there as of this language and is none of its words."""
    known = sentences(language)
    return [text for lang, text in page.locator(".ck-quiz").first.evaluate(TEXTS)
            if lang == language and not known.fullmatch(text) and not BESIDE.fullmatch(text)]


def everything(page):
    """A page on which as much is said as can be."""
    for name in ALL[:8]:
        one = question(page, name)
        hint(one)
        answer(one, right=False, sure=SURE)
        press(one, "Show the solution")
    for name in ALL[8:]:
        check(question(page, name))


def test_every_text_of_the_interface_changes_and_no_english_one_is_left(page):
    everything(page)
    assert strangers(page, "en") != [], "the course's own texts are English and no words of ours"
    danish(page)
    everything_danish(page)
    assert strangers(page, "da") == []
    assert len([1 for lang, _ in page.locator(".ck-quiz").evaluate(TEXTS) if lang == "da"]) > 100
    english = sentences("en")
    danish_too = set(WORDS["quiz"]["da"].values())
    left = [text for lang, text in page.locator(".ck-quiz").evaluate(TEXTS)
            if lang == "da" and english.fullmatch(text) and text not in danish_too]
    assert left == []


def everything_danish(page):
    """Asks once more of what was only asked for: such requests are for the moment."""
    for name in ALL[8:]:
        press(question(page, name), "Sikker")
    for name in ALL[8:]:
        assert status(question(page, name)).inner_text() != ""


def test_no_english_is_left_in_the_result_the_advice_the_comparison_and_the_review(
        new_page, tmp_path):
    page = new_page()
    page.goto(quiz_page.write(tmp_path, "diagnostic", "final", "review", "chapter:01,2",
                              "show:flour-of-each").as_uri())
    remember(page, attempt("cereals", [2], correct=False, at="2025-01-01T10:00:00.000Z"))
    danish(page)
    for one in page.locator(".ck-quiz").all():
        for field in one.get_by_role("textbox").all():
            field.fill("12")
    quizzes = page.locator(".ck-quiz")
    for name, wrong in (("diagnostic-dough", "A kind of oven"), ("diagnostic-oven", "Two degrees")):
        for one in (question(quizzes.nth(0), name), question(quizzes.nth(1), name)):
            one.get_by_role("radio", name=wrong).check()
            press(one, "Sikker")
    for one in page.get_by_role("button", name="Vis mit resultat").all():
        one.click()
    assert page.locator(".ck-summary:not(:empty)").count() == 3
    assert "Begynd med kapitel 1: Dough" in quizzes.nth(0).inner_text()
    assert "Der er tid til ét spørgsmål." in quizzes.nth(2).inner_text()
    assert "2 af 2 spørgsmål, trukket tilfældigt." in quizzes.nth(3).inner_text()
    known = sentences("da")
    for one in quizzes.all():
        assert [text for lang, text in one.evaluate(TEXTS) if lang == "da"
                and not known.fullmatch(text) and not BESIDE.fullmatch(text)] == []


def test_what_was_chosen_typed_opened_and_checked_stays(page):
    question(page, "hotter-is-faster").get_by_role("button", name="Hint 1 of 2").click()
    for name in ALL[:5]:
        answer(question(page, name), right=False, sure=GUESS)
    question(page, "cereals").get_by_role("button", name="Show the solution").click()
    for name in ALL[5:]:
        give(question(page, name), right=True)
    before = [seen(one) for one in questions(page)]
    danish(page)
    assert [seen(one) for one in questions(page)] == before
    hints = question(page, "hotter-is-faster").locator(".ck-hints")
    assert hints.inner_text() == "Hjælp 1: Think of the crust."
    assert "Løsningen:" in status(question(page, "cereals")).inner_text()
    for name in ALL[5:]:
        press(question(page, name), "Et gæt")
        assert status(question(page, name)).inner_text().startswith("Rigtigt")
    page.get_by_role("button", name="English", exact=True).click()
    assert status(question(page, "where-ovens-are")).inner_text().startswith("Correct")
    assert quiz_page.attempts(page)[-1]["confidence"] == "guess"


def test_a_verdict_without_its_reason_stays_too(page):
    one = question(page, "hotter-is-faster")
    one.get_by_role("radio", name="True").check()
    danish(page)
    assert one.get_by_role("radio", name="Sandt").is_checked()
    assert one.get_by_role("radiogroup", name="Hvorfor?").get_by_role("radio").count() == 2


def test_whether_an_answer_is_kept_is_said_in_the_new_language(page):
    one = question(page, "raising-agent")
    answer(one, right=True)
    assert kept(one).inner_text() == "Saved on this computer."
    danish(page)
    assert kept(one).inner_text() == "Gemt på denne computer."
    reopen(page)
    assert re.fullmatch(r"Besvaret den \d+\. \w+ \d{4}\.", kept(one).inner_text())
    assert one.get_by_role("button", name="Svar forfra").is_visible()


def test_a_confirmation_that_comes_after_the_switch_is_heard(page):
    page.evaluate("""() => {
        const root = document.querySelector(".ck-quiz").parentElement;
        const {spec} = JSON.parse(root.querySelector(".ck-data").textContent);
        window.model = coursekit.modelOf({spec, words: coursekit.words.quiz, history: []});
        model.respond = ({attempt}) => { window.id = attempt.id; return null; };
        const el = document.createElement("div");
        root.replaceWith(el);
        coursekit.fronts.quiz.render({model, el});
    }""")
    one = question(page, "raising-agent")
    answer(one, right=True)
    assert kept(one).inner_text() == ""
    danish(page)
    page.evaluate("""() => { model.respond = () => ({kind: "saved", id}); model.send({}); }""")
    kept(one).get_by_text("Gemt på denne computer.").wait_for()


def test_the_root_names_its_language_and_texts_of_the_course_theirs_where_they_differ(page):
    everything(page)
    for name in ALL[8:]:
        answer(question(page, name), right=False)
    root = page.locator(".ck-quiz")
    assert root.get_attribute("lang") == "en"
    # The button to the other language is in that language.
    assert root.locator("[lang]").evaluate_all("(all) => all.map((e) => e.className)") == [
        "ck-button ck-language"]
    danish(page)
    assert root.get_attribute("lang") == "da"
    for text in ("Questions", "What makes a", "Salt slows the yeast down.", "Name the kinds of",
                 "Twice the heat is half the time.", "Think of the crust.", "What rises?",
                 "Cake & sweets", "230 degrees", "first"):
        found = root.get_by_text(text).first
        assert found.evaluate("(e) => e.closest('[lang]').lang") == "en", text
    assert root.locator("span", has_text=re.compile("^g$")).get_attribute("lang") == "en"
    back = page.get_by_role("button", name="English", exact=True)
    assert back.get_attribute("lang") == "en"


def test_the_switch_keeps_the_focus(page):
    danish(page)
    back = page.get_by_role("button", name="English", exact=True)
    assert back.evaluate("(e) => e === document.activeElement")


def test_all_quizzes_of_a_page_switch_together(new_page, tmp_path):
    page = new_page()
    page.goto(quiz_page.write(tmp_path, "each", "diagnostic", "review").as_uri())
    quiz_page.mount(page)
    page.get_by_role("button", name="Dansk", exact=True).nth(1).click()
    assert page.locator(".ck-quiz").evaluate_all("(all) => all.map(e => e.lang)") == ["da"] * 3
    assert page.evaluate("document.activeElement.closest('.ck-widget').id") == "ck-quiz-diagnostic"


def test_the_choice_holds_for_the_next_page(page, tmp_path):
    danish(page)
    page.goto(quiz_page.write(tmp_path, "each", name="next.html").as_uri())
    quiz_page.mount(page)
    assert page.get_by_role("button", name="Sikker", exact=True).count() == 4
    page.get_by_role("button", name="English", exact=True).click()
    reopen(page)
    assert page.get_by_role("button", name="Sure", exact=True).count() == 4


@pytest.mark.parametrize("junk", ["", "xx", "constructor", "__proto__", "da\x00", "en-GB"])
def test_a_language_that_is_none_is_left_aside(page, junk):
    page.evaluate("(junk) => localStorage.setItem('coursekit-language', junk)", junk)
    reopen(page)
    assert page.locator(".ck-quiz").get_attribute("lang") == "en"
    page.evaluate("""(detail) =>
        window.dispatchEvent(new CustomEvent("coursekit-language", {detail}))""", junk)
    assert page.locator(".ck-quiz").get_attribute("lang") == "en"
    assert page.get_by_role("button", name="Sure", exact=True).count() == len(ALL)


def test_where_the_browser_keeps_nothing_the_switch_works_for_this_page(page):
    page.evaluate("""() => Object.defineProperty(window, "localStorage",
        {get() { throw new DOMException("no", "SecurityError"); }})""")
    danish(page)
    assert page.locator(".ck-quiz").get_attribute("lang") == "da"


def test_a_danish_course_speaks_danish_from_the_start(new_page, tmp_path):
    root = bakery.write(tmp_path)
    manifest = root / "course.yml"
    manifest.write_text(manifest.read_text().replace("language: en", "language: da"))
    page = new_page()
    course = bakery.Course(root)
    page.goto(quiz_page.write_of(quiz_page.Quiz(course), tmp_path, "each").as_uri())
    quiz_page.mount(page)
    quiz = page.locator(".ck-quiz")
    assert quiz.get_attribute("lang") == "da"
    one = question(page, "flour-for-hundred")
    one.get_by_role("textbox", name="Dit svar").fill("1.343")
    one.get_by_role("button", name="Ret sikker", exact=True).click()
    assert "Læst som 1.343: før tre cifre" in status(one).inner_text()
    assert quiz.locator("[lang]").count() == 1
    page.get_by_role("button", name="English", exact=True).click()
    assert "Read as 1,343: before" in status(one).inner_text()
    assert one.locator("legend [lang=da]").count() == 1


def test_another_try_in_the_other_language_is_judged_in_it(page):
    one = question(page, "bread-or-cake")
    answer(one, right=False)
    again(one)
    danish(page)
    give(one, right=True)
    one.get_by_role("button", name="Sikker", exact=True).click()
    assert status(one).inner_text().startswith("Rigtigt")
    assert one.locator(".ck-reply").first.inner_text().startswith("På plads.")
