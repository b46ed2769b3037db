"""The front end grades by the same cases as Python, and shuffles as it is told."""

import dataclasses

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from coursekit import frontend
from coursekit.quiz import grade, units
from coursekit.quiz.data import question_data
from coursekit.quiz.types.base import letter
from tests.coursekit.quiz import bakery, cases
from tests.coursekit.quiz.responses import anything, response

#: Grades cases of a question's data and a response; what is thrown is told instead of a result.
GRADE = """(cases) => cases.map(({question, response}) => {
  try {
    return coursekit.fronts.quiz.grade(question, response);
  } catch (error) {
    return `${error}`;
  }
})"""


@pytest.fixture
def page(new_page):
    """An empty page in which the front end's functions can be called."""
    page = new_page()
    page.add_script_tag(content=frontend.runtime())
    return page


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return bakery.course(tmp_path_factory.mktemp("rules"))


def graded(page, course, pairs):
    """What the front end makes of questions and responses."""
    data = {}
    for question, _ in pairs:
        if id(question) not in data:
            data[id(question)] = question_data(question, course.tables)
    return page.evaluate(GRADE, [{"question": data[id(question)], "response": given}
                                 for question, given in pairs])


def test_every_number_is_read_as_the_case_says(page):
    given = [{"text": case["text"], "fraction": not case.get("unit"),
              "units": units.parts(case.get("unit", ""), fraction=not case.get("unit"))}
             for case in cases.NUMBERS]
    found = page.evaluate(
        "(cases) => cases.map(({text, units, fraction}) => "
        "coursekit.fronts.quiz.readNumber(text, units, fraction).read)", given)
    assert len(found) == len(cases.NUMBERS) > 50
    for case, read in zip(cases.NUMBERS, found, strict=True):
        wanted = [] if case["value"] is None else [
            {"value": case["value"], "doubt": case.get("doubt", "")}]
        assert (read[:1] if case["whole"] else read[-1:]) == wanted, case


def test_words_are_told_as_the_case_says(page, course):
    found = graded(page, course, [(cases.asking(one), one["typed"]) for one in cases.SPELLINGS])
    assert len(found) == len(cases.SPELLINGS) > 80
    for case, result in zip(cases.SPELLINGS, found, strict=True):
        wanted = cases.spelled(case)
        assert {key: result[key] for key in wanted} == wanted, case


def test_every_response_is_graded_as_the_case_says(page, course):
    pairs = [(cases.QUESTIONS[one["question"]], one["response"]) for one in cases.GRADES]
    found = graded(page, course, pairs)
    assert len(found) == len(cases.GRADES) > 150
    for case, result in zip(cases.GRADES, found, strict=True):
        assert not isinstance(result, str), (case, result)
        assert {k: v for k, v in result.items() if k != "reading"} == cases.expected(case), case


def test_any_response_is_graded_as_python_grades_it(page, course):
    """Responses in the form of each type, nearly in it, and any JSON; in one batch."""
    questions = [one for asked in course.bank.questions for one in course.bank.variants(asked.id)]
    pairs = [(question, given_) for question in [*questions, *cases.QUESTIONS.values()]
             for given_ in drawn(response(question) | anything, 25)]
    assert {question.type for question, _ in pairs} == {q.type for q in cases.QUESTIONS.values()}
    answered = 0
    for (question, given_), result in zip(pairs, graded(page, course, pairs), strict=True):
        wanted = dataclasses.asdict(grade(question, given_))
        case = (question.id, given_, result)
        assert not isinstance(result, str), case
        for key in ("answered", "score", "correct", "marks", "reading"):
            assert result[key] == wanted[key], (key, wanted[key], *case)
        assert len(result["feedback"]) == len(wanted["feedback"]), case
        answered += wanted["answered"]
    assert len(pairs) / 5 < answered < len(pairs) * 4 / 5


def drawn(strategy, count):
    """So many examples of a strategy, the same ones in each run."""
    found = []

    @seed(1)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(st.lists(strategy, min_size=1, max_size=3))
    def draw(examples):
        found.extend(examples)

    draw()
    return found[:count]


def test_a_number_too_large_to_hold_is_none(page):
    assert page.evaluate("coursekit.fronts.quiz.readNumber('9'.repeat(400), []).read") == []


def test_letters_go_on_after_z(page):
    found = page.evaluate(
        "Array.from({length: 60}, (_, at) => coursekit.fronts.quiz.letterOf(at))")
    assert found == [letter(at) for at in range(60)]
    assert found[24:29] == ["Y", "Z", "AA", "AB", "AC"]


def test_the_same_seed_gives_the_same_order_and_other_seeds_give_others(page):
    orders = page.evaluate(
        "() => Array.from({length: 200}, (_, seed) => [0, 1].map(() => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {}, {}], seed)))"
    )
    assert all(first == second and sorted(first) == [0, 1, 2, 3] for first, second in orders)
    assert len({tuple(first) for first, _ in orders}) == 24


def test_every_place_is_as_likely_as_another(page):
    firsts = page.evaluate(
        "() => Array.from({length: 4000}, (_, seed) => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {}, {}], seed * 7919)[0])"
    )
    assert all(900 < firsts.count(place) < 1100 for place in range(4))


def test_what_is_pinned_keeps_its_place(page):
    orders = page.evaluate(
        "() => Array.from({length: 50}, (_, seed) => "
        "coursekit.fronts.quiz.shuffled([{}, {}, {pinned: true}, {}], seed))"
    )
    assert all(order[2] == 2 for order in orders)
    assert len({tuple(order) for order in orders}) == 6
