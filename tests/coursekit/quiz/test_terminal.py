"""The due questions are asked in a terminal, and what is answered there is in the record."""

import datetime
import re
import time

import pytest

from coursekit.course import Course
from coursekit.quiz import keeping, terminal
from coursekit.quiz.record import Attempt, new_id
from coursekit.quiz.record.attempt import stated
from coursekit.quiz.types import Fill, Match, MultipleChoice, Numeric, Order, ShortText, Sort, Truth
from coursekit.quiz.types.base import letter
from tests.coursekit.quiz import bakery


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "record.sqlite"))
    return bakery.course(tmp_path)


def attempted(course, *ids, confidence="", days_ago=400):
    """Wrong answers of long ago, so that their questions are due."""
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days_ago)
    for place, one in enumerate(ids):
        at = (then + datetime.timedelta(minutes=place)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        keeping.record(course).add(Attempt(
            id=new_id(), question=one, response=0, score=0, correct=False, at=at,
            confidence=confidence))


class Terminal:
    """Answers prompts by a function of the prompt, and remembers what was written."""

    def __init__(self, reply):
        self.reply, self.lines, self.prompts = reply, [], []

    def ask(self, prompt):
        self.prompts.append(prompt)
        return self.reply(prompt, self)

    def say(self, line):
        self.lines.append(line)

    @property
    def text(self):
        return "\n".join(self.lines)

    def letter_of(self, words):
        """The letter under which an answer was offered last."""
        found = re.findall(rf"^  ([A-Z]+)\. {re.escape(words)}", self.text, re.MULTILINE)
        assert found, f"{words!r} was not offered:\n{self.text}"
        return found[-1]


def rightly(question):
    """Answers one question as somebody who knows would type it."""
    def reply(prompt, terminal):
        if prompt.startswith("How sure"):
            return "s"
        if isinstance(question, Numeric | ShortText):
            return question.right()
        if isinstance(question, Truth):
            if prompt.startswith("True"):
                return "t" if question.answer else "f"
            key = next(r for r in question.reasons(question.answer) if r.key)
            return terminal.letter_of(key.text)
        if isinstance(question, Sort | Match):
            item = next(one for one in question.items if prompt == f"{one.text}: ")
            return terminal.letter_of(next(p.text for p in question.places if p.id == item.key))
        if isinstance(question, Fill):
            blank = question.blanks[int(prompt[1]) - 1]
            return terminal.letter_of(next(o.text for o in blank.options if o.key))
        if isinstance(question, Order):
            return "".join(terminal.letter_of(item.text) for item in question.items)
        keys = [terminal.letter_of(option.text) for option in question.options if option.key]
        return " ".join(keys) if isinstance(question, MultipleChoice) else keys[0]

    return reply


QUESTIONS = ["raising-agent", "cereals", "flour-for-hundred", "bread-or-cake", "hotter-is-faster",
             "name-of-the-oven", "heat-of-each", "steps-of-baking", "sentence-of-heat",
             "where-ovens-are"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_type_of_question_is_answered_rightly_and_kept(course, name):
    attempted(course, name)
    typed = Terminal(rightly(course.bank.question(name)))
    assert terminal.review(course, 10, ask=typed.ask, say=typed.say) == 1
    assert "Correct" in typed.text, typed.text
    last = keeping.record(course).attempts([name])[-1]
    assert (last.correct, last.score, last.confidence, last.where) == (True, 1, "sure", "terminal")
    assert last.version == course.bank.question(name).version


def test_a_wrong_answer_says_why_and_what_is_right(course):
    attempted(course, "raising-agent")
    typed = Terminal(lambda prompt, t: "g" if "sure" in prompt else t.letter_of("Salt"))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert "Not yet" in typed.text
    assert "- Salt slows the yeast down." in typed.text
    assert "The solution: Yeast" in typed.text
    assert keeping.record(course).attempts(["raising-agent"])[-1].confidence == "guess"


def test_what_cannot_be_read_is_asked_again_and_not_kept(course):
    attempted(course, "flour-for-hundred")
    replies = iter(["many", "1.343", "sure"])
    typed = Terminal(lambda prompt, t: next(replies))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert "That could not be read as an answer." in typed.text
    assert len(keeping.record(course).attempts()) == 2


def test_the_solution_and_why_stand_in_lines_of_their_own(course):
    attempted(course, "name-of-the-oven", "hotter-is-faster")
    wrong = {"Your answer: ": "crumb", "True or false? t/f: ": "t"}
    typed = Terminal(lambda prompt, t: "s" if "sure" in prompt else wrong.get(prompt, "A"))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    for said in ("  The solution: bread crust",
                 "  Right. The crust is where the sugars turn brown.",
                 "  The solution: False", "  The crust burns before the crumb is done."):
        assert said in typed.lines


def test_a_number_is_said_as_it_was_read(course):
    attempted(course, "flour-for-hundred")
    typed = Terminal(lambda prompt, t: "s" if "sure" in prompt else "2.500")
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert "  This may be read as 2,500 or as 2.5. Neither is right." in typed.lines
    assert "  The solution: 1,343 g" in typed.lines


@pytest.mark.parametrize(("name", "first", "then", "said"), [
    ("flour-for-hundred", "1343 %", "1343", "“%” is another. Nothing has been marked yet."),
    ("name-of-the-oven", "tread crust", "the crust", "Did you mean “bread crust”?"),
])
def test_what_was_not_graded_is_asked_again_and_says_what_may_be_amiss(
        course, name, first, then, said):
    attempted(course, name)
    replies = iter([first, then, "sure"])
    typed = Terminal(lambda prompt, t: next(replies))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert said in typed.text.replace("\n", " ")
    assert [one.correct for one in keeping.record(course).attempts([name])] == [False, True]


def test_what_is_pinned_stays_in_its_place(course):
    attempted(course, "raising-agent")
    typed = Terminal(lambda prompt, t: "s" if "sure" in prompt else t.letter_of("Salt"))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert typed.letter_of("None of these") == "D"


def test_pinned_options_stay_and_all_others_move_in_whatever_list_they_stand(course):
    asking = terminal._Asking(course, course.bank.question("cereals"), input, print)
    for pinned in ([False] * 9, [True] * 9, [at % 3 == 0 for at in range(50)]):
        order = asking._shuffled(pinned)
        assert sorted(order) == list(range(len(pinned)))
        assert all(order[at] == at for at, stays in enumerate(pinned) if stays)
        assert order != sorted(order) or all(pinned)


def test_the_steps_of_an_order_never_stand_in_it_from_the_start(course, monkeypatch):
    monkeypatch.setattr(terminal._Asking, "_shuffled", lambda self, pinned: [0, 1, 2, 3])
    attempted(course, "steps-of-baking")
    typed = Terminal(lambda prompt, t: "s" if "sure" in prompt else "ABCD")
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert typed.letter_of("Mix") != "A"


def test_more_options_than_letters_are_all_offered_and_may_all_be_named(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "record.sqlite"))
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "01-dough.yml"
    many = "".join(f"      - {{text: grain {n}, feedback: It is grain number {n} of the field.}}\n"
                   for n in range(30))
    first = "      - {text: Rye, key: true"
    path.write_text(path.read_text().replace(first, many + first))
    course = Course(root)
    attempted(course, "cereals")
    typed = Terminal(rightly(course.bank.question("cereals")))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    offered = re.findall(r"^  ([A-Z]+)\. ", typed.text, re.MULTILINE)
    assert offered == [letter(at) for at in range(34)]
    assert "Correct" in typed.text


def test_a_hint_is_given_on_demand_and_counted(course):
    attempted(course, "hotter-is-faster")
    right = rightly(course.bank.question("hotter-is-faster"))
    asked = iter(["?", "?", "?"])
    typed = Terminal(lambda prompt, t: next(asked, None) or right(prompt, t))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert "Think of the crust." in typed.text
    assert "There is no further hint." in typed.text
    assert keeping.record(course).attempts()[-1].hints == 2


@pytest.mark.parametrize("stop", ["q", EOFError, KeyboardInterrupt])
def test_who_stops_keeps_what_was_answered(course, stop):
    attempted(course, "raising-agent", "cereals")
    calls = iter(range(100))

    def reply(prompt, t):
        if next(calls) < 2:
            return "s" if "sure" in prompt else t.letter_of("Salt")
        if stop == "q":
            return stop
        raise stop

    typed = Terminal(reply)
    assert terminal.review(course, 10, ask=typed.ask, say=typed.say) == 1
    assert "1 of 2 answered." in typed.text
    assert len(keeping.record(course).attempts()) == 3


def test_what_was_sure_and_wrong_comes_first_and_chapters_take_turns(course):
    attempted(course, "raising-agent", "cereals", "name-of-the-oven")
    attempted(course, "sentence-of-heat", confidence="sure", days_ago=300)
    found, _ = keeping.waiting(course, 10)
    assert found["ids"] == ["sentence-of-heat", "raising-agent", "name-of-the-oven", "cereals"]
    assert terminal.listed(course, found)[:2] == [
        "4 questions are due.", "  sentence-of-heat (The <oven>)"]


def test_at_most_as_many_are_asked_as_the_limit_says(course):
    attempted(course, *QUESTIONS)
    found, _ = keeping.waiting(course, 3)
    assert (len(found["ids"]), found["all"]) == (3, 10)


def test_without_answers_there_is_nothing_to_review_and_no_file_is_made(course, tmp_path):
    typed = Terminal(lambda prompt, t: pytest.fail(f"asked {prompt!r}"))
    assert terminal.review(course, 10, ask=typed.ask, say=typed.say) == 0
    assert typed.lines == ["There is nothing to review yet. Answer some questions in a chapter "
                           "first."]
    assert not (tmp_path / "record.sqlite").exists()


def test_where_nothing_is_due_the_day_of_the_next_is_told(course):
    attempted(course, "raising-agent", days_ago=0)
    found, _ = keeping.waiting(course, 10)
    tomorrow = datetime.datetime.now().astimezone() + datetime.timedelta(days=1)
    assert terminal.listed(course, found) == [
        f"Nothing is due now. The next question comes back on {tomorrow.day} {tomorrow:%B %Y}."]


def test_where_the_next_is_due_later_today_the_hour_is_told(course):
    soon = datetime.datetime.now().astimezone().replace(hour=23, minute=59, second=59)
    found = {"ids": [], "all": 0, "next": stated(soon), "any": True}
    assert terminal.listed(course, found) == [
        "Nothing is due now. The next question comes back today at 23:59."]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no time zone by environment")
@pytest.mark.parametrize(("zone", "day"), [
    ("Europe/Copenhagen", "1 December 2036"), ("America/Los_Angeles", "30 November 2036")])
def test_the_day_is_that_of_the_reader_and_not_that_of_greenwich(course, monkeypatch, zone, day):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        found = {"ids": [], "all": 0, "next": "2036-11-30T23:38:00.000Z", "any": True}
        [line] = terminal.listed(course, found)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert line.endswith(f"comes back on {day}.")


def test_a_record_that_cannot_be_read_is_told_and_nothing_else_is_said_of_it(course, monkeypatch,
                                                                            tmp_path):
    (tmp_path / "in-the-way").mkdir()
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "in-the-way"))
    typed = Terminal(lambda prompt, t: pytest.fail(f"asked {prompt!r}"))
    assert terminal.review(course, 10, ask=typed.ask, say=typed.say) == 0
    [line] = typed.lines
    assert line.startswith("Your answers could not be read: ")


def test_a_wrong_answer_is_told_with_the_belief_behind_it_and_what_is_so(course):
    attempted(course, "where-ovens-are")
    wrong = next(at for at, one in enumerate(course.bank.question("where-ovens-are").options)
                 if one.misconception == "crumb-is-outside")
    text = course.bank.question("where-ovens-are").options[wrong].text
    typed = Terminal(lambda prompt, t: "s" if "sure" in prompt else t.letter_of(text))
    terminal.review(course, 1, ask=typed.ask, say=typed.say)
    said = " ".join(typed.text.split())
    assert "You may have thought: \u201cThe crumb is what falls off the outside.\u201d" in said
    assert "It is not so: The crumb is the soft inside of a loaf." in said


def test_an_answer_that_cannot_be_kept_is_told_as_such(course, monkeypatch):
    attempted(course, "raising-agent")
    monkeypatch.setattr(keeping, "keep", lambda course, given: {
        "kind": "failed", "id": given["id"], "reason": "The disk is full."})
    typed = Terminal(rightly(course.bank.question("raising-agent")))
    terminal.review(course, 10, ask=typed.ask, say=typed.say)
    assert "Not saved. The disk is full." in typed.text
