"""How far a learner has come: what holds for any record."""

import json
from datetime import timedelta

from hypothesis import strategies as st

from coursekit.quiz.record import Progress, merged, report, state
from tests.coursekit.quiz.record.samples import MORNING, RECORDS, attempt, given

BANK = [("yeast", "01.rise", "01-bread"), ("soda", "01.rise", "01-bread"),
        ("hævning", "01.bake", "01-bread"), ("butter", "02.fold", "02-pastry")]
LATER = MORNING + timedelta(days=3)


@given(RECORDS)
def test_the_sums_of_a_chapter_are_those_of_its_objectives(record):
    found = report(merged(record), BANK, LATER)
    bread = [found["objectives"][name] for name in ("01.rise", "01.bake")]
    for key in ("n", "answered", "right", "kept", "due"):
        assert found["chapters"]["01-bread"][key] == sum(one[key] for one in bread)


@given(RECORDS)
def test_the_states_of_questions_add_up_to_the_counts(record):
    found = report(merged(record), BANK, LATER)
    states = list(found["questions"].values())
    chapters = found["chapters"].values()
    assert sum(one["n"] for one in chapters) == len(states) == len(BANK)
    assert sum(one["answered"] for one in chapters) == len(states) - states.count("new")
    assert sum(one["kept"] for one in chapters) == states.count("kept")
    assert sum(one["right"] for one in chapters) == states.count("kept") + states.count("right")
    assert sum(one["due"] for one in chapters) == len(found["due"])


@given(RECORDS)
def test_a_report_is_json_and_names_a_next_day_only_if_nothing_is_due(record):
    found = report(merged(record), BANK, LATER)
    assert json.loads(json.dumps(found)) == found
    known = {one.question for one in record}
    assert bool(found["next"]) == (bool(known) and not found["due"])


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
def test_a_level_is_never_higher_for_fewer_right_answers(n, right, kept):
    order = ["new", "begun", "met", "kept"]

    def level(right, kept):
        return order.index(Progress(n=6, answered=n, right=right, kept=kept, due=0).level)

    assert level(right, min(right, kept)) <= level(6, max(right, kept))


def test_a_question_is_kept_only_while_it_is_answered_right():
    history = [attempt(), attempt(days=2)]
    assert state(history) == "kept"
    assert state([*history, attempt(days=2, minutes=1, correct=False)]) == "missed"
    assert state([*history, attempt(days=2, minutes=1, hints=1)]) == "missed"


def test_nothing_but_the_diagnostic_and_the_final_quiz_counts_before_and_after():
    record = [attempt("yeast", quiz="ck-quiz-diagnostic", correct=False),
              attempt("yeast", quiz="ck-quiz-what-rises", days=1),
              attempt("soda", quiz="", days=1),
              attempt("yeast", quiz="ck-quiz-final", days=9)]
    found = report(record, BANK, LATER)
    assert (found["before"], found["after"]) == ({"yeast": False}, {"yeast": True})
