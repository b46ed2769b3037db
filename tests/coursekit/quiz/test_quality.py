"""What is allowed and yet weakens questions is a warning: each is told, and only where it is."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.course import Course
from coursekit.quiz import quality
from tests.coursekit.quiz import bakery

SAYS = "feedback: It says what this assumes and why that is wrong."


def option(text, *, key=False, feedback=SAYS, more=""):
    kind = "key: true" if key else "misconception: crumb-is-outside"
    return f"      - {{text: {text}, {kind}, {feedback}{more}}}\n"


def question(name, *options, objective="02.heat"):
    return (f"  - id: {name}\n    type: single\n    role: wrap-up\n    objective: {objective}\n"
            "    transfer: true\n"
            "    sources: [book-of-bread-1990]\n    prompt: Which is it?\n    options:\n"
            + "".join(options))


SOUND = "chapter: 02-oven\nquestions:\n" + question(
    "one", option("long enough", key=True), option("quite as long"), option("nay")
) + question("two", option("nay"), option("longer than the key"), option("key", key=True)
) + question("three", option("nay"), option("key", key=True), option("longer than the key"))


REGISTER = """\
misconceptions:
  crumb-is-outside: {belief: It is what falls off., correction: It is what stays within.}
"""


@pytest.fixture
def warnings(tmp_path):
    """The warnings about one question file, and one belief, of an otherwise empty bank."""
    root = bakery.write(tmp_path)

    def read(text, register=REGISTER):
        for path in (root / "quizzes").glob("*.yml"):
            path.unlink()
        (root / "quizzes" / "02-oven.yml").write_text(text, encoding="utf-8")
        (root / "quizzes" / "misconceptions.yml").write_text(register, encoding="utf-8")
        return [str(one) for one in Course(root).bank.warnings]

    return read


def line_of(text, phrase):
    return text[: text.index(phrase)].count("\n") + 1


def test_a_sound_file_has_no_warnings(warnings):
    assert warnings(SOUND) == []


def test_short_feedback_is_a_warning_with_its_line(warnings):
    text = SOUND.replace(option("quite as long"), option("quite as long", feedback="feedback: No."))
    [told] = warnings(text)
    assert told == (f"quizzes/02-oven.yml:{line_of(text, '- {text: quite')}: this feedback has 1 "
                    "word; at least 8 say what the answer assumes and why")


@pytest.mark.parametrize(("words", "told"), [(7, 1), (8, 0)])
def test_feedback_of_eight_words_is_enough(warnings, words, told):
    feedback = f"feedback: {' '.join(['word'] * words)}"
    assert len(warnings(SOUND.replace(option("nay"), option("nay", feedback=feedback), 1))) == told


def test_feedback_of_every_type_is_counted(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "02-oven.yml"
    text = path.read_text(encoding="utf-8")
    short = {
        "truth": "It sounds like arithmetic and yet the crust burns before the crumb is done.",
        "short": "The crumb is the soft inside; one cuts through both and mixes them up.",
        "short, otherwise": "Think of what you hear crack when the loaf cools on the table.",
        "match": "Most ovens stand there and most pizzas are pale for it.",
        "order": "Gas fills the dough and it needs an hour or two.",
        "fill": "At that heat it would dry out and never become bread.",
        "point": "Eastland has the largest oven and people take it for the oldest.",
        "numeric": "Look at the sheet beside the oven and read the row again.",
    }
    before = set(map(str, Course(root).bank.warnings))
    for kind, feedback in short.items():
        assert text.count(feedback) == 1, kind
        path.write_text(text.replace(feedback, "No."), encoding="utf-8")
        told = set(map(str, Course(root).bank.warnings)) - before
        assert len(told) == 1, kind
        assert f":{line_of(text, feedback)}: this feedback has 1 word;" in told.pop(), kind


def test_a_wrong_answer_without_a_misconception_is_a_warning(warnings):
    text = SOUND.replace("{text: nay, misconception: crumb-is-outside,", "{text: nay,", 1)
    assert warnings(text) == [f"quizzes/02-oven.yml:{line_of(text, '- {text: nay,')}: this wrong "
                              "answer names no misconception"]


def test_a_wrong_placing_may_be_a_slip_and_needs_no_misconception(tmp_path):
    root = bakery.write(tmp_path)
    lines = (root / "quizzes" / "02-oven.yml").read_text(encoding="utf-8").splitlines()
    told = [one.line for one in Course(root).bank.warnings
            if one.path.endswith("02-oven.yml") and "names no misconception" in one.message]
    assert told
    assert not any("Meringue" in lines[line - 1] or "Pizza" in lines[line - 1] for line in told)


@pytest.mark.parametrize("text", [
    "All of the above", "None of the above", "all of these", "Both of the above.", "none of them",
    "Neither of these", "Alle de ovenstående svar er rigtige, alle af de nævnte", "Ingen af disse",
])
def test_an_option_answered_by_logic_is_a_warning(warnings, text):
    [told] = warnings(SOUND.replace("text: nay,", f"text: '{text}',", 1))
    assert f"the option '{text}' is answered by logic instead of knowledge" in told


@pytest.mark.parametrize("text", [
    "All of the members of NATO, since 1949", "None", "Both sides", "all the bread",
    "It fell in all of the years that followed the war",
])
def test_an_option_that_only_begins_like_one_is_none(warnings, text):
    assert warnings(SOUND.replace("text: nay,", f"text: '{text}',", 1)) == []


@pytest.mark.parametrize(("lines", "told"), [
    ("answer: 2016", 1), ("answer: -1500", 1), ("answer: 2016\n    is: year", 0),
    ("answer: 2016\n    is: number", 0), ("answer: 2016\n    unit: g", 0), ("answer: 999", 0),
    ("answer: 1000.5", 0),
])
def test_a_large_number_of_which_nothing_is_known_is_a_warning(warnings, lines, told):
    typed = (question("year").split("    type:")[0] + "    type: numeric\n    role: wrap-up\n"
             "    objective: 02.heat\n    sources: [book-of-bread-1990]\n    prompt: Which?\n"
             f"    {lines}\n    {SAYS}\n    otherwise: {SAYS.removeprefix('feedback: ')}\n")
    found = [one for one in warnings(SOUND + typed) if "say whether it is a year" in one]
    assert len(found) == told


def test_an_objective_with_one_question_is_a_warning(warnings):
    text = SOUND[: SOUND.index("  - id: two")]
    assert warnings(text) == ["quizzes/02-oven.yml:2: objective '02.heat' has 1 of the 3 questions "
                              "that show whether it is met"]


def test_an_objective_of_the_chapter_without_any_question_is_a_warning(warnings):
    assert warnings(SOUND.replace("objective: 02.heat", "objective: 01.weigh")) == [
        "quizzes/02-oven.yml:2: no question carries objective '02.heat' to a case that the chapter "
        "does not treat; mark one with 'transfer: true'",
        "quizzes/02-oven.yml:2: objective '02.heat' has 0 of the 3 questions that show whether it "
        "is met"]


def test_a_question_of_several_variants_counts_as_one(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "02-oven.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text("chapter: 02-oven\nquestions:\n" + text[text.index("  - id: flour-of-each"):])
    (root / "quizzes" / "00-start.yml").unlink()
    assert any("objective '02.heat' has 1 of the 3" in one.message
               for one in Course(root).bank.warnings)


def test_a_belief_that_no_wrong_answer_stands_for_is_a_warning(warnings):
    register = f"{REGISTER}  idle: {{belief: Nobody says so., correction: Nor need they.}}\n"
    assert warnings(SOUND, register) == [
        "quizzes/misconceptions.yml:3: no wrong answer stands for misconception 'idle'"]


def keys(*places, of=4, long=False):
    """A file of questions whose keys stand in these places, or are the longest there."""
    return "chapter: 02-oven\nquestions:\n" + "".join(
        question(f"q{n}", *(option(f"{'key' * 5 if i == place and long else 'some'} {i}",
                                   key=i == place) for i in range(of)))
        for n, place in enumerate(places))


def test_keys_that_stand_in_one_place_too_often_are_a_warning(warnings):
    assert warnings(keys(0, 0, 0, 0)) == [
        "quizzes/02-oven.yml:2: the key stands in place 1 in 4 of 4 questions, by chance it would "
        "be in about 1; spread the keys evenly"]
    assert warnings(keys(2, 2, 2, 2)) == [
        "quizzes/02-oven.yml:2: the key stands in place 3 in 4 of 4 questions, by chance it would "
        "be in about 1; spread the keys evenly"]


def test_keys_in_one_place_as_often_as_chance_may_have_it_are_none(warnings):
    assert warnings(keys(0, 0, 0)) == []
    assert warnings(keys(0, 1, 2, 3, 0, 1, 2, 3)) == []


def test_keys_that_are_the_longest_option_too_often_are_a_warning(warnings):
    assert warnings(keys(0, 1, 2, 3, long=True)) == [
        "quizzes/02-oven.yml:2: the key is the longest option in 4 of 4 questions, by chance it "
        "would be in about 1; shorten keys or say more in the others"]


def test_a_key_as_long_as_another_option_does_not_stand_out(warnings):
    assert warnings(keys(0, 1, 2, 3)) == []


@given(st.lists(st.tuples(st.booleans(), st.integers(2, 6)), max_size=9))
def test_chance_is_what_counting_all_ways_gives(trials):
    hits = [hit for hit, _ in trials]
    chances = [1 / count for _, count in trials]
    tail = math.fsum(
        math.prod(p if won else 1 - p for won, p in zip(ways, chances, strict=True))
        for ways in itertools.product((True, False), repeat=len(chances))
        if sum(ways) >= sum(hits))
    if abs(tail - quality.CHANCE) > 1e-9:
        assert bool(quality._too_often(hits, chances)) == (tail < quality.CHANCE)


@pytest.mark.parametrize(("count", "of", "told"), [
    (3, 3, False), (4, 4, True), (4, 5, False), (5, 5, True), (5, 9, False), (6, 9, True),
])
def test_as_many_hits_among_fourths_are_too_many_as_the_binomial_says(count, of, told):
    hits = [i < count for i in range(of)]
    tail = sum(math.comb(of, k) * 0.25**k * 0.75**(of - k) for k in range(count, of + 1))
    assert (tail < quality.CHANCE) is told
    assert bool(quality._too_often(hits, [0.25] * of)) is told


def test_no_question_at_all_is_no_bias():
    assert quality._too_often([], []) == ""


def test_an_objective_that_is_never_carried_to_a_new_case_is_a_warning(warnings):
    text = SOUND.replace("    transfer: true\n", "")
    assert warnings(text) == [
        "quizzes/02-oven.yml:2: no question carries objective '02.heat' to a case that the chapter "
        "does not treat; mark one with 'transfer: true'"]
