"""The book's schedule and mastery are Python's: by the shared cases, and by chance."""

import json
from datetime import timedelta

import pytest

from coursekit.book.serve import serving
from coursekit.quiz.record import due, dump, parameters, report, schedule
from coursekit.quiz.record.attempt import stated
from tests.coursekit.quiz.record import cases
from tests.frontend import record_page
from tests.frontend.record_page import Chance
from tests.sampling import sample

CHAPTERS = {question: chapter for question, _, chapter in record_page.QUESTIONS}


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """One page in which the record's functions can be called."""
    folder = tmp_path_factory.mktemp("schedule")
    record_page.write(folder)
    with serving(folder) as url:
        page = browser.new_page()
        page.goto(f"{url}/page.html")
        page.evaluate("(parameters) => { window.parameters = parameters; }", parameters())
        yield page
        page.close()


def called(page, body, given):
    """What an expression gives for each of many ``one``."""
    return page.evaluate(
        f"(all) => {{ const r = coursekit.record; return all.map((one) => {body}); }}", given)


def short(given):
    return [one.as_dict() for one in cases.attempts(given)]


@pytest.mark.parametrize(("name", "some", "body"), [
    ("reviews", cases.REVIEWS, "r.reviews(one.attempts).map(({ id }) => id)"),
    ("states", cases.STATES, "r.state(one.attempts)"),
    ("due", cases.DUE, "r.dueList(one.attempts, one.chapters, one.now, parameters)"),
    ("reports", cases.REPORTS, "r.report(one.attempts, one.questions, one.now, parameters)"),
    ("mastery", cases.MASTERY, "r.report(one.attempts, one.questions, one.now, parameters)"),
])
def test_every_case_of_the_rules_gives_what_it_says(page, name, some, body):
    found = called(page, body, [{**one, "attempts": short(one["attempts"])} for one in some])
    assert len(found) == len(some) > 5
    for case, result in zip(some, found, strict=True):
        wanted = case["expected"]
        if name == "reviews":
            wanted = [cases.number(one) for one in wanted]
        if name == "mastery":
            result = {key: result[key] for key in wanted}
        assert result == wanted, case["why"]


def test_every_answer_is_rated_as_its_case_says(page):
    found = called(page, "r.rating(one)", [cases.full(one["attempt"]) for one in cases.RATINGS])
    assert found == [one["expected"] for one in cases.RATINGS]
    assert len(found) > 10


def test_every_schedule_is_what_its_case_says(page):
    found = called(page, "Object.fromEntries(r.schedule(one, parameters))",
                   [short(one["attempts"]) for one in cases.SCHEDULES])
    assert len(found) > 10
    for case, result in zip(cases.SCHEDULES, found, strict=True):
        assert result.keys() == case["expected"].keys(), case["why"]
        for question, wanted in case["expected"].items():
            one = result[question]
            when = page.evaluate("(time) => new Date(time).toISOString()", one["due"])
            said = {"due": when, "urgent": one["urgent"], "last": one["last"]}
            assert said == {"due": wanted["due"], "urgent": wanted["urgent"],
                            "last": cases.number(wanted["last"])}, case["why"]
            assert one["stability"] == pytest.approx(wanted["stability"], rel=1e-8)
            assert one["difficulty"] == pytest.approx(wanted["difficulty"], rel=1e-8)


def test_thousands_of_histories_are_due_on_the_day_that_py_fsrs_says(page):
    chance = Chance(20261125)
    histories = sample(range(4000), keep=600)
    attempts = [one for number in histories for one in chance.history(f"q{number}")]
    found = page.evaluate(
        """(text) => Object.fromEntries(
            [...coursekit.record.schedule(coursekit.record.parse(text, "bakery"), parameters)]
            .map(([id, one]) => [id, { ...one, due: new Date(one.due).toISOString() }]))""",
        dump(attempts, "bakery"))
    wanted = schedule(attempts)
    assert len(attempts) > 12 * len(histories) > 5000
    assert found.keys() == wanted.keys()
    for question, one in wanted.items():
        result = found[question]
        said = (result["due"], result["urgent"], result["last"])
        assert said == (stated(one.due), one.urgent, one.last.id), question
        assert result["stability"] == pytest.approx(one.stability, rel=1e-9)
        assert result["difficulty"] == pytest.approx(one.difficulty, rel=1e-9)


def test_records_by_chance_are_due_and_reported_as_python_says(page):
    chance = Chance(7)
    given = []
    for _ in range(150):
        questions = chance.random.sample(record_page.QUESTIONS, chance.random.randint(1, 40))
        quizzes = ["ck-quiz-diagnostic", "ck-quiz-final", "ck-quiz-oven"]
        names = [one[0] for one in questions[:30]] + ["gone", "constructor", "__proto__"]
        attempts = [chance.attempt(name, one.moment, quiz=chance.random.choice(quizzes))
                    for name in names for one in chance.history(name, longest=6)]
        given.append((attempts, questions, chance.moment()))
    found = page.evaluate(
        """(all) => JSON.stringify(all.map(([text, questions, chapters, now]) => {
            const attempts = coursekit.record.parse(text, "bakery");
            return [coursekit.record.report(attempts, questions, now, parameters),
                coursekit.record.dueList(attempts, chapters, now, parameters)];
        }))""",
        [[dump(attempts, "bakery"), questions, CHAPTERS, stated(now)]
         for attempts, questions, now in given])
    dues = 0
    for (attempts, questions, now), (said, listed) in zip(given, json.loads(found), strict=True):
        moment = now.replace(microsecond=now.microsecond // 1000 * 1000)
        assert said == report(attempts, questions, moment)
        assert listed == due(attempts, CHAPTERS, moment)
        dues += len(listed)
    assert dues > 1000


def test_the_next_is_due_at_the_same_millisecond(page):
    chance = Chance(1)
    midnight = record_page.MORNING.replace(hour=0)
    for shift in (-1, 0, 1):
        at = midnight + timedelta(milliseconds=shift)
        attempts = [chance.attempt("yeast", at, correct=True, hints=0, confidence="")]
        questions = [["yeast", "01.rise", "01-bread"]]
        found = page.evaluate(
            "(given) => coursekit.record.report(...given, parameters)",
            [[one.as_dict() for one in attempts], questions, stated(at)])
        assert found == report(attempts, questions, at)
        assert found["next"] == stated(at + timedelta(days=2))
