"""What wrong answers stand for: the register, and where its beliefs are shown."""

import pytest

from coursekit.course import Course
from coursekit.quiz import Quiz, misconceptions
from coursekit.quiz.misconceptions import Register
from tests.coursekit.quiz import bakery


@pytest.fixture
def root(tmp_path):
    return bakery.write(tmp_path)


@pytest.fixture
def course(root):
    return Course(root)


def test_the_bank_knows_every_belief_by_its_id(course):
    known = course.bank.misconceptions["ovens-have-one-heat"]
    assert known.belief == "An oven is hot or it is not."
    assert known.correction == "An oven has many heats, and each bread wants its own."
    assert list(course.bank.misconceptions) == [
        "heat-and-time-trade-off", "ovens-have-one-heat", "crumb-is-outside"]


def test_a_course_without_a_register_has_no_beliefs_and_no_fault(root):
    (root / "quizzes" / misconceptions.NAME).unlink()
    (root / "quizzes" / "02-oven.yml").unlink()
    assert Course(root).bank.misconceptions == {}


def test_the_register_is_no_question_file(course):
    assert len(course.bank.questions) == 14


def test_a_quiz_carries_the_beliefs_of_its_own_wrong_answers_and_no_others(course):
    quiz = Quiz(course)
    assert quiz.show("where-ovens-are").spec["misconceptions"] == {
        "ovens-have-one-heat": {
            "belief": "An oven is hot or it is not.",
            "correction": "An oven has many heats, and each bread wants its own."},
        "crumb-is-outside": {
            "belief": "The crumb is what falls off the <em>outside</em>.",
            "correction": "The crumb is the soft <em>inside</em> of a loaf."},
    }
    assert quiz.show("raising-agent").spec["misconceptions"] == {}


@pytest.mark.parametrize(("question", "beliefs"), [
    ("hotter-is-faster", ["heat-and-time-trade-off", "ovens-have-one-heat"]),
    ("name-of-the-oven", ["crumb-is-outside"]),
    ("heat-of-each", ["ovens-have-one-heat"]),
    ("steps-of-baking", []),
    ("sentence-of-heat", ["heat-and-time-trade-off", "ovens-have-one-heat"]),
    ("flour-of-each", []),
])
def test_beliefs_are_found_wherever_a_type_holds_its_wrong_answers(course, question, beliefs):
    assert list(Quiz(course).show(question).spec["misconceptions"]) == beliefs
    assert sorted({one.misconception for one in course.bank.question(question).wrong()
                   if one.misconception}) == beliefs


def test_a_belief_of_a_mistake_is_carried_too(root):
    path = root / "quizzes" / "01-dough.yml"
    path.write_text(path.read_text().replace("{value: -1343,", "{value: -1343, misconception: "
                                             "crumb-is-outside,"))
    spec = Quiz(Course(root)).show("flour-for-hundred").spec
    assert list(spec["misconceptions"]) == ["crumb-is-outside"]
    assert spec["questions"][0]["mistakes"][1]["misconception"] == "crumb-is-outside"


def test_a_belief_is_safe_html_in_the_page(root):
    path = root / "quizzes" / misconceptions.NAME
    hostile = "<b onclick='x()'>Hot</b> & *cold*"
    text = path.read_text(encoding="utf-8")
    for said in ("An oven is hot or it is not.",
                 "An oven has many heats, and each bread wants its own."):
        text = text.replace(said, hostile + "." * len(said))
    path.write_text(text, encoding="utf-8")
    spec = Quiz(Course(root)).show("heat-of-each").spec
    for said in spec["misconceptions"]["ovens-have-one-heat"].values():
        assert said.rstrip(".") == "&lt;b onclick='x()'&gt;Hot&lt;/b&gt; &amp; <em>cold</em>"


def test_an_unknown_id_is_answered_with_those_like_it_or_with_where_to_add_it():
    register = Register(document=None, beliefs=dict.fromkeys(("crumb-is-outside", "quite-another")))
    assert register.stranger("crumb-is-out") == (
        "misconception 'crumb-is-out' is not in misconceptions.yml; did you mean "
        "'crumb-is-outside'?")
    assert register.stranger("heat").endswith("; add it to misconceptions.yml")
