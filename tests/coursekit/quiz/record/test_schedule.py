"""When questions come back: by hand, and what holds for any history."""

import json
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import fsrs
import pytest
from fsrs import Scheduler
from hypothesis import strategies as st

from coursekit.quiz.record import RecordError, due, merged, parameters, reviews, schedule
from tests.coursekit.quiz.record.samples import MORNING, RECORDS, attempt, given

CHAPTERS = {f"{chapter}{n}": chapter for chapter in "abc" for n in range(4)}
# Every question once, wrong and sure or not, at an hour of its own or another's.
ASKED = st.fixed_dictionaries({question: st.none() | st.tuples(st.booleans(), st.integers(0, 9))
                               for question in CHAPTERS})


@pytest.mark.parametrize(("answer", "days"), [
    ({"correct": False}, 1), ({"confidence": "guess"}, 1), ({}, 2), ({"confidence": "sure"}, 8)])
def test_a_first_answer_comes_back_after_as_many_days_as_fsrs_says(answer, days):
    assert schedule([attempt(**answer)])["raising-agent"].due == MORNING + timedelta(days=days)


def test_what_is_known_when_it_is_due_comes_back_later_each_time():
    history, last = [], timedelta()
    for _ in range(6):
        days = sum(((one.due - MORNING).days for one in schedule(history).values()), 0)
        history.append(attempt(days=days))
        found = schedule(history)["raising-agent"]
        assert found.due - found.last.moment > last
        last = found.due - found.last.moment


def test_what_is_forgotten_comes_back_soon():
    found = schedule([attempt(), attempt(days=2), attempt(days=12, correct=False)])
    assert found["raising-agent"].due - found["raising-agent"].last.moment < timedelta(days=4)


@given(RECORDS)
def test_a_question_is_due_whole_days_after_its_last_review_and_never_before_the_next(record):
    for question, one in schedule(merged(record)).items():
        wait = one.due - one.last.moment
        assert wait >= timedelta(days=1)
        assert wait % timedelta(days=1) == timedelta()
        assert one.last == reviews(each for each in merged(record) if each.question == question)[-1]
        assert 1 <= one.difficulty <= 10
        assert one.stability > 0


@given(RECORDS, st.randoms())
def test_the_order_in_which_attempts_are_given_makes_no_difference(record, random):
    record = merged(record)
    shuffled = random.sample(record, len(record))
    assert schedule(shuffled) == schedule(record)


def test_the_last_day_of_the_calendar_can_be_scheduled():
    latest = attempt(at="2999-12-31T23:59:59.999Z", confidence="sure")
    assert schedule([latest])["raising-agent"].due.year == 3000


@given(ASKED)
def test_the_due_list_holds_what_is_due_once_and_urgent_ones_first(asked):
    found = due(answers(asked), CHAPTERS, MORNING + timedelta(days=3))
    assert sorted(found) == sorted(question for question, one in asked.items() if one)
    urgent = [asked[question][0] for question in found]
    assert urgent == sorted(urgent, reverse=True)


@given(ASKED)
def test_chapters_take_turns_as_long_as_they_have_questions(asked):
    found = due(answers(asked), CHAPTERS, MORNING + timedelta(days=3))
    for urgent in (True, False):
        group = [CHAPTERS[question] for question in found if asked[question][0] == urgent]
        totals = {chapter: group.count(chapter) for chapter in group}
        for length in range(len(group) + 1):
            so_far = {chapter: group[:length].count(chapter) for chapter in totals}
            # A chapter that still has some is never two behind another.
            waiting = [so_far[c] for c in totals if so_far[c] < totals[c]]
            assert not waiting or max(so_far.values()) - min(waiting) <= 1


def answers(asked):
    """The answers that ``asked`` stands for: some wrong and sure, some wrong."""
    return [attempt(question, correct=False, confidence="sure" if one[0] else "", minutes=one[1])
            for question, one in asked.items() if one]


def test_without_a_time_the_due_list_is_that_of_this_moment():
    then = attempt("yeast", at="2020-01-01T00:00:00.000Z")
    ahead = attempt("soda", at="2900-01-01T00:00:00.000Z")
    assert due([then, ahead], {"yeast": "a", "soda": "a"}) == ["yeast"]


def test_the_browser_is_given_the_numbers_that_python_computes_with():
    handed = json.loads(json.dumps(parameters()))
    ours = Scheduler()
    assert handed == {"parameters": list(ours.parameters), "desired_retention": 0.9,
                     "maximum_interval": 36500}
    assert len(handed["parameters"]) == 21


def test_fsrs_is_not_loaded_before_something_is_scheduled():
    script = ("import sys; from coursekit.quiz import record; assert 'fsrs' not in sys.modules\n"
              "record.parameters(); assert 'fsrs' in sys.modules")
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("weights", [
    (), (0.2,) * 17, (0.2,) * 19, (0.2,) * 22, (float("nan"),) * 21, (float("inf"),) * 21,
])
def test_another_number_of_weights_is_refused_before_anything_is_scheduled(monkeypatch, weights):
    made = SimpleNamespace(parameters=weights)
    monkeypatch.setattr(fsrs, "Scheduler", lambda **settings: made)
    ours = sys.modules["coursekit.quiz.record.schedule"]
    monkeypatch.setattr(ours, "_scheduler", ours._scheduler.__wrapped__)
    for use in (lambda: schedule([attempt()]), parameters):
        with pytest.raises(RecordError, match="21 finite numbers are allowed"):
            use()
