"""Progress: what it shows of a record, and what a reader does with it, in the book."""

import json

import pytest

from coursekit import frontend
from coursekit.book.serve import serving
from coursekit.quiz.record import dump, parameters, parse
from tests import axe
from tests.frontend import record_page
from tests.frontend.record_page import COURSE, MORNING, Chance, keep, show, stored
from tests.frontend.test_quiz_hostile import KIND_OF, VECTORS
from tests.pages import sizes
from tests.sampling import sample

DOUGH = [one for one in record_page.QUESTIONS if one[2] == "01-dough"]
NOW = MORNING.replace(day=20)


#: For the scripts of a page it is always the same moment.
TODAY = """(now) => {
    const Real = Date;
    window.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [now])); }
        static now() { return now; }
    };
}"""


@pytest.fixture
def page(new_page, tmp_path):
    """Opens a page with the record that a call gives, and shows progress over it."""
    with serving(tmp_path) as url:

        def open_page(attempts=(), *, theme="light", changed=None, language="en", **options):
            record_page.write(tmp_path, theme=theme, language=language)
            page = new_page(colours=theme, **options)
            page.goto(f"{url}/page.html")
            # Not by the browser's clock, which it would keep for whoever uses the page next.
            page.evaluate(TODAY, NOW.timestamp() * 1000)
            keep(page, attempts)
            show(page, **changed or {})
            return page

        yield open_page


def right(question, day=1, **given):
    """A right answer without help, on a day of September."""
    plain = {"correct": True, "score": 1, "hints": 0, "solution": False, "confidence": ""}
    return CHANCE.attempt(question, MORNING.replace(day=day), **plain | given)


CHANCE = Chance(3)
#: Four of five questions of one objective right, two of them kept; of the other one missed.
SOME = [
    *(right(DOUGH[place][0], day=1) for place in range(4)),
    *(right(DOUGH[place][0], day=10) for place in range(2)),
    right(DOUGH[5][0], day=18, correct=False, score=0),
]


def compared():
    """Answers before and after the course: one of four right, then three."""
    names = list(record_page.POINTS)
    return [
        *(right(name, 1, quiz="ck-quiz-diagnostic", correct=place == 0)
          for place, name in enumerate(names)),
        *(right(name, 19, quiz="ck-quiz-final", correct=place != 3)
          for place, name in enumerate(names)),
    ]


def goal(page, text):
    return page.locator(".ck-goal", has_text=text)


def chapter(page, title):
    return page.locator(".ck-chapter").filter(has=page.get_by_role("heading", name=title))


def said(page):
    return page.get_by_role("status").inner_text()


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


# What it shows --------------------------------------------------------------------


def test_without_answers_it_says_so_and_what_to_do(page):
    page = page()
    box = page.locator(".ck-now")
    assert box.get_by_role("heading").inner_text() == "No answers yet"
    assert "Answer some questions in a chapter." in box.inner_text()
    assert box.get_by_role("link", name="Dough").get_attribute("href") == "01.html"
    assert page.get_by_text("Begun").count() == 0
    assert "10 questions" in chapter(page, "Dough").inner_text()
    assert button(page, "Save a copy").get_attribute("aria-disabled") == "true"
    button(page, "Save a copy").press("Enter")
    assert said(page) == "There are no answers yet."
    button(page, "Clear my answers").press("Enter")
    assert page.locator(".ck-ask").count() == 0


def test_each_objective_has_its_level_and_its_counts_in_words(page):
    page = page(SOME)
    assert goal(page, "Weigh the Dough.").locator("strong").inner_text() == "Met"
    assert "4 of 5 right, 2 of them kept, 2 due" in goal(page, "Weigh the Dough.").inner_text()
    assert goal(page, "Name the Dough.").locator("strong").inner_text() == "Begun"
    assert "1 of 5 answered, 1 due" in goal(page, "Name the Dough.").inner_text()
    summary = chapter(page, "Dough").locator("summary").inner_text()
    assert "4 of 10 right, 2 of them kept, 3 due" in summary
    assert "Begun" in summary


def test_an_objective_that_was_kept_says_so(page):
    names = [one[0] for one in DOUGH[:5]]
    page = page([right(name, day) for name in names for day in (1, 10)])
    assert goal(page, "Weigh the Dough.").locator("strong").inner_text() == "Kept"
    assert "5 of 5 right, 5 of them kept" in goal(page, "Weigh the Dough.").inner_text()


def test_a_bar_is_for_the_eye_alone_and_as_long_as_the_words_say(page):
    page = page(SOME)
    bar = goal(page, "Weigh the Dough.").locator(".ck-bar")
    assert bar.get_attribute("aria-hidden") == "true"
    whole, *parts = (one.bounding_box()["width"] for one in (bar, *bar.locator("span").all()))
    assert [round(part / whole * 5, 1) for part in parts] == [2, 2, 1]


def test_a_chapter_that_was_begun_is_open_and_the_others_open_by_hand(page):
    page = page(SOME)
    assert goal(page, "Weigh the Dough.").is_visible()
    assert goal(page, "Weigh the Oven.").is_hidden()
    oven = chapter(page, "Oven").locator("summary")
    oven.focus()
    page.keyboard.press("Enter")
    assert goal(page, "Weigh the Oven.").is_visible()
    assert "5 questions" in goal(page, "Weigh the Oven.").inner_text()
    button(page, "Dansk").click()
    assert goal(page, "Weigh the Oven.").is_visible(), "it is folded by a change of language"


def test_what_is_due_leads_to_the_review(page):
    page = page(SOME)
    box = page.locator(".ck-now")
    assert "3 questions are due for review." in box.inner_text()
    assert box.get_by_role("link", name="Review now").get_attribute("href") == "review.html"


def test_one_due_question_is_one_and_in_the_lab_the_way_to_it_is_a_file(page):
    page = page(SOME[:1], changed={"review": {"href": "", "file": "review.ipynb"}})
    assert "1 question is due for review." in page.locator(".ck-now").inner_text()
    page.evaluate("model.set('published', false)")
    page.evaluate(
        "() => { shown(); shown = coursekit.fronts.progress.render({ model, "
        "el: document.querySelector('.here') }); }")
    box = page.locator(".ck-now")
    assert "Open review.ipynb in the file browser" in box.inner_text()
    assert page.get_by_role("link").count() == 0


def test_when_nothing_is_due_the_next_day_is_named(page):
    page = page([right(DOUGH[0][0], day=20, confidence="sure")], timezone_id="America/New_York")
    assert "Nothing is due for review. The next question comes back on 28 September 2026." in (
        page.locator(".ck-now").inner_text())


@pytest.mark.parametrize(("zone", "said"), [
    ("Europe/Copenhagen", "comes back on 21 September 2026."),
    ("America/Los_Angeles", "comes back today at 16:38."),
])
def test_the_next_day_is_the_readers_own_and_today_says_the_hour(page, zone, said):
    night = MORNING.replace(day=19, hour=23, minute=38)
    page = page([CHANCE.attempt(DOUGH[0][0], night, correct=False, score=0)], timezone_id=zone)
    assert said in page.locator(".ck-now").inner_text()


def test_in_danish_a_day_has_its_point_and_an_hour_too(page):
    answered = CHANCE.attempt(DOUGH[0][0], NOW.replace(hour=7), correct=False, score=0)
    page = page([answered], language="da", changed={"language": "da"},
                timezone_id="Europe/Copenhagen")
    assert "kommer igen den 21. september 2026." in page.locator(".ck-now").inner_text()


def test_before_and_after_are_compared_by_the_chapter_a_question_points_to(page):
    page = page(compared())
    table = page.get_by_role("table")
    rows = [row.inner_text().split("\t") for row in table.get_by_role("row").all()]
    assert rows == [
        ["Chapter", "At the start", "At the end"],
        ["Dough", "1 of 1", "1 of 1"], ["Oven", "0 of 1", "1 of 1"],
        ["Crumb", "0 of 1", "1 of 1"], ["Glaze", "0 of 1", "0 of 1"],
        ["All", "1 of 4", "3 of 4"],
    ]


@pytest.mark.parametrize("quiz", ["ck-quiz-diagnostic", "ck-quiz-final"])
def test_with_one_of_the_two_there_is_nothing_to_compare(page, quiz):
    page = page([one for one in compared() if one.quiz == quiz])
    assert page.get_by_role("table").count() == 0
    assert page.get_by_role("heading", name="Before and after").count() == 0


def test_it_says_what_is_kept_and_where(page):
    assert "7 answers are kept. Your answers are kept in this browser." in (
        page(SOME).locator(".ck-keeping").inner_text())


def test_answers_that_could_not_be_read_are_named(page):
    page = page(SOME)
    page.evaluate("() => localStorage.setItem('coursekit:bakery:attempt:x', '{')")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert "Saved answers that could not be read: 1." in page.locator(".ck-trouble").inner_text()
    button(page, "Dansk").click()
    assert "der ikke kunne læses: 1." in page.locator(".ck-trouble").inner_text()


def test_the_host_of_the_book_shows_it_over_the_record_in_place_of_the_still_version(page):
    page = page(SOME)
    data = {"spec": record_page.spec(), "words": record_page.words(), "published": True,
            "schedule": parameters()}
    page.evaluate("""(data) => {
        const root = document.createElement("div");
        root.className = "ck-widget";
        root.dataset.ck = "progress";
        root.innerHTML = '<div class="ck-still">Needs JavaScript.</div>'
            + '<script type="application/json" class="ck-data"></' + 'script>';
        root.querySelector("script").textContent = JSON.stringify(data);
        document.querySelector("main").append(root);
        coursekit.mount(root);
    }""", data)
    box = page.locator("[data-ck=progress]")
    assert "7 answers are kept." in box.inner_text()
    assert "Needs JavaScript." not in box.inner_text()
    box.get_by_role("button", name="Clear my answers").click()
    box.get_by_role("button", name="Clear them").click()
    box.get_by_text("Your answers were cleared.").wait_for()
    assert page.get_by_text("No answers yet").count() == 2, "both views of the record show it"


def test_an_answer_in_another_tab_is_shown_here(page):
    page = page(SOME)
    other = page.context.new_page()
    other.goto(page.url)
    keep(other, [right(DOUGH[6][0], day=19)])
    page.get_by_text("8 answers are kept.").wait_for()
    assert "1 of 5 right" in goal(page, "Name the Dough.").inner_text()


# What is done with it ---------------------------------------------------------------


def test_a_copy_is_saved_loaded_and_cleared_with_the_keyboard_alone(page, tmp_path):
    page = page(SOME)
    to(page, "Save a copy")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    name = download.value.suggested_filename
    assert name == "bakery-answers-2026-09-20.json"
    assert said(page) == f"The copy is named {name}. It is where your browser keeps downloads."
    assert focused(page) == "Save a copy"
    copy = tmp_path / name
    download.value.save_as(copy)
    assert sorted(one.id for one in parse(copy.read_text(encoding="utf-8"), course=COURSE)) == (
        sorted(one.id for one in SOME))

    to(page, "Clear my answers")
    page.keyboard.press("Space")
    assert "Clear 7 answers?" in page.locator(".ck-ask").inner_text()
    assert focused(page) == "Keep them"
    page.keyboard.press("Tab")
    assert focused(page) == "Clear them"
    page.keyboard.press("Enter")
    page.get_by_text("No answers yet").wait_for()
    assert said(page) == "Your answers were cleared."
    assert focused(page) == "Clear my answers"
    assert stored(page) == {}

    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Load a copy"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(copy)
    page.get_by_text("7 answers are kept.").wait_for()
    assert said(page) == "Answers added: 7. Already here: 0."
    assert focused(page) == "Load a copy"
    assert len(stored(page)) == 7


def to(page, name):
    """Go on with the Tab key until a button has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"the Tab key does not reach {name!r}")


def focused(page):
    return page.evaluate("document.activeElement.innerText")


@pytest.mark.parametrize("way", ["Escape", "Keep them"])
def test_nothing_is_cleared_without_a_yes(page, way):
    page = page(SOME)
    button(page, "Clear my answers").click()
    assert page.get_by_role("group", name="Clear 7 answers?").count() == 1
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        button(page, way).click()
    assert page.locator(".ck-ask").count() == 0
    assert focused(page) == "Clear my answers"
    assert len(stored(page)) == 7


def test_one_answer_is_one_answer(page):
    page = page(SOME[:1])
    assert "1 answer is kept." in page.locator(".ck-keeping").inner_text()
    button(page, "Clear my answers").click()
    assert "Clear 1 answer?" in page.locator(".ck-ask").inner_text()


def test_what_was_set_aside_can_be_cleared_without_any_answer(page):
    page = page()
    page.evaluate("() => localStorage.setItem('coursekit:bakery:attempt:x', '{')")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    button(page, "Clear my answers").click()
    assert "Clear what could not be read?" in page.locator(".ck-ask").inner_text()
    button(page, "Clear them").click()
    page.locator(".ck-trouble").wait_for(state="detached")
    assert stored(page) == {}


def load(page, text, name="copy.json"):
    with page.expect_file_chooser() as chooser:
        button(page, "Load a copy").click()
    chooser.value.set_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode("utf-8")})
    page.wait_for_function("document.querySelector('[role=status]').textContent")


@pytest.mark.parametrize(("text", "reason"), [
    ("no JSON", "This file holds no answers."),
    (dump([], "carpentry"), "This file is of another course: carpentry. Choose one of bakery."),
    (dump([], COURSE).replace('"version":1', '"version":2'), "A newer version of the course"),
    (dump(SOME, COURSE).replace('"score":1', '"score":7'), "Answer 1 in this file is broken"),
])
def test_a_file_that_is_not_taken_says_why_and_changes_nothing(page, text, reason):
    page = page(SOME[:2])
    before = stored(page)
    load(page, text)
    assert said(page).startswith(reason)
    assert stored(page) == before


def test_the_same_file_can_be_loaded_twice_and_adds_nothing(page):
    page = page(SOME[:2])
    load(page, dump(SOME, COURSE))
    assert said(page) == "Answers added: 5. Already here: 2."
    load(page, dump(SOME, COURSE))
    page.get_by_text("Answers added: 0. Already here: 7.").wait_for()


def test_a_file_beyond_all_bounds_is_not_read(page):
    page = page()
    page.evaluate("""() => {
        const input = document.querySelector("input[type=file]");
        const file = { size: 60e6, text() { throw new Error("it was read"); } };
        Object.defineProperty(input, "files", { value: [file] });
        input.dispatchEvent(new Event("change"));
    }""")
    assert said(page) == "This file holds no answers. Choose one that was saved from a course."


def test_a_host_that_does_not_answer_is_said_to_be_late(page):
    page = page(SOME)
    page.clock.install(time=NOW)
    page.evaluate("model.respond = () => null")
    button(page, "Save a copy").click()
    page.clock.fast_forward(6000)
    assert said(page).startswith("No answer yet.")


def test_an_answer_to_another_view_of_the_same_model_is_not_for_this_one(page):
    page = page(SOME)
    page.evaluate("""() => {
        const el = document.createElement("div");
        document.querySelector("main").append(el);
        window.other = coursekit.fronts.progress.render({ model, el });
    }""")
    with page.expect_download():
        button(page, "Save a copy").first.click()
    assert [one.inner_text() == "" for one in page.get_by_role("status").all()] == [False, True]
    page.evaluate("other()")
    assert page.locator(".ck-progress").count() == 1


def test_keys_pressed_inside_do_not_reach_the_notebook(page):
    page = page(SOME)
    page.evaluate("() => { window.heard = []; "
                  "document.addEventListener('keydown', ({ key }) => heard.push(key)); }")
    button(page, "Clear my answers").focus()
    for key in ("d", "d", "x", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("heard") == []


def test_when_it_is_taken_away_nothing_of_it_stays(page):
    page = page(SOME)
    page.evaluate("shown()")
    assert page.locator(".here").inner_html() == ""
    keep(page, [right(DOUGH[6][0])])
    page.evaluate("model.set('report', null)")
    page.evaluate("dispatchEvent(new CustomEvent('coursekit-language', { detail: 'da' }))")
    assert page.locator(".here").inner_html() == ""


# Languages --------------------------------------------------------------------------


def test_the_interface_changes_its_language_and_the_course_keeps_its_own(page):
    page = page(SOME)
    root = page.locator(".ck-progress")
    assert root.get_attribute("lang") == "en"
    language = button(page, "Dansk")
    assert language.get_attribute("lang") == "da"
    language.click()
    assert root.get_attribute("lang") == "da"
    assert page.evaluate("localStorage.getItem('coursekit-language')") == "da"
    assert focused(page) == "English"
    assert "3 spørgsmål er klar til repetition." in page.locator(".ck-now").inner_text()
    assert "Dine svar gemmes i browseren." in page.locator(".ck-keeping").inner_text()
    assert "4 af 5 rigtige, heraf 2 husket, 2 klar" in goal(page, "Weigh the Dough.").inner_text()
    assert page.get_by_role("group", name="Hvor langt du er").count() == 1
    for one in (page.get_by_role("heading", name="Dough"),
                goal(page, "Weigh the Dough.").locator("span").first):
        assert one.get_attribute("lang") == "en"
    show(page)
    assert root.get_attribute("lang") == "da", "the choice is remembered"


def test_another_part_of_the_page_may_change_the_language(page):
    page = page(SOME)
    page.evaluate("dispatchEvent(new CustomEvent('coursekit-language', { detail: 'da' }))")
    assert button(page, "Gem en kopi").count() == 1
    page.evaluate("dispatchEvent(new CustomEvent('coursekit-language', { detail: 'nl' }))")
    assert button(page, "Gem en kopi").count() == 1


def test_a_course_in_a_language_without_words_has_an_english_interface(page):
    page = page(changed={"language": "nl", "kept": {"en": "Kept here."}}, language="nl")
    assert page.locator(".ck-progress").get_attribute("lang") == "en"
    assert page.get_by_role("heading", name="Dough").get_attribute("lang") == "nl"
    assert "Kept here." in page.locator(".ck-keeping").inner_text()


# For everyone -----------------------------------------------------------------------


@pytest.mark.exhaustive(keep=1, each=["state"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", ["empty", "some", "all"])
def test_axe_finds_nothing(page, theme, width, state):
    attempts = {"empty": [], "some": SOME, "all": [*SOME, *compared()]}[state]
    page = page(attempts, theme=theme, width=width)
    if state != "empty":
        page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
        button(page, "Clear my answers").click()
        load(page, "no JSON")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_its_parts_have_headings_in_order(page):
    page = page([*SOME, *compared()])
    found = page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3)')]"
                          ".map((e) => `${e.tagName} ${e.textContent}`)")
    assert found == ["H1 Widgets", "H2 Due now", "H2 By chapter and objective", "H3 Dough",
                     "H3 Oven", "H3 Crumb", "H3 Glaze", "H2 Before and after",
                     "H2 Your answers"]
    assert page.get_by_role("group", name="Your progress").count() == 1


def test_what_it_says_is_a_status_that_is_there_from_the_start(page):
    page = page()
    assert page.get_by_role("status").count() == 1
    assert said(page) == ""
    same = page.get_by_role("status").element_handle()
    load(page, "no JSON")
    assert same.inner_text() == said(page) != ""


def test_every_target_is_at_least_24_pixels_wide_and_high(page):
    page = page(SOME, width=320)
    button(page, "Clear my answers").click()
    boxes = sizes(page.locator(".ck-progress :is(button, a, summary)"))
    assert len(boxes) > 10
    assert [box for box in boxes if min(box) < 24] == []


def test_long_words_do_not_make_the_page_wider(page):
    long = "Forsvarsforligsimplementering" * 3
    chapters = [{**one, "title": long} for one in record_page.CHAPTERS]
    objectives = [{**one, "text": long} for one in record_page.OBJECTIVES]
    page = page([*SOME, *compared()], width=320,
                changed={"chapters": chapters, "objectives": objectives, "kept": {"en": long}})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_in_forced_colours_a_bar_is_still_seen(page):
    page = page(SOME, forced_colors="active")
    colours = goal(page, "Weigh the Dough.").locator(".ck-bar span").evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).backgroundColor)")
    assert len(set(colours)) == 3


def test_nothing_moves(page):
    page = page([*SOME, *compared()])
    chapter(page, "Oven").locator("summary").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_on_paper_every_objective_is_printed_and_no_button(page):
    page = page([*SOME, *compared()])
    page.emulate_media(media="print")
    assert goal(page, "Weigh the Oven.").is_visible()
    assert page.get_by_role("button").filter(visible=True).count() == 0
    assert page.get_by_role("link").filter(visible=True).count() == 0
    assert page.get_by_role("table").is_visible()
    assert page.get_by_text("3 questions are due for review.").is_visible()


# Hostile ----------------------------------------------------------------------------


def test_nothing_of_a_hostile_title_or_file_runs(page):
    page = page([*SOME, *compared()])
    for number, vector in enumerate(sample(VECTORS, keep=3, kind=KIND_OF.get)):
        chapters = [{**one, "title": vector} for one in record_page.CHAPTERS]
        objectives = [{**one, "text": vector} for one in record_page.OBJECTIVES]
        show(page, chapters=chapters, objectives=objectives, kept={"en": vector},
             review={"href": "review.html", "file": vector})
        file = json.loads(dump([right("yeast", response=f"{number} {vector}")], COURSE))
        broken = json.loads(json.dumps(file))
        broken["attempts"][0]["question"] = vector
        for content, wanted in ((file, "Answers added: 1."), (broken, ""),
                                ({**file, "course": vector}, "This file is of another course")):
            page.locator("input[type=file]").set_input_files(
                {"name": "x.json", "mimeType": "", "buffer": json.dumps(content).encode()})
            page.wait_for_function(
                "(wanted) => document.querySelector('[role=status]').textContent"
                ".startsWith(wanted)", arg=wanted)
        title = page.locator(".ck-chapter h3").first
        assert title.evaluate("(e) => e.textContent") == vector
        assert page.locator(".ck-progress :is(script, img, iframe, svg, math, style, base, form)"
                            ).count() == 0, vector
        assert page.evaluate("window.ran") is None, vector


# Size; how long a large record takes, the benchmarks measure ------------------------


def test_it_is_small():
    assert len(frontend._read("progress", "js").encode()) < 16_000


def test_a_large_record_is_shown_whole(page):
    chance = Chance(8)
    names = [one[0] for one in record_page.QUESTIONS]
    attempts = [one for name in names for _ in range(20) for one in chance.history(name, 5)]
    page = page()
    keep(page, attempts)
    page.evaluate("() => coursekit.record.connect(model, 'progress')")
    assert page.evaluate("model.get('report').attempts") == len(attempts) > 2000
