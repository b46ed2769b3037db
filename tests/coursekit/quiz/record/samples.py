"""Attempts to test with: by hand, and for hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from coursekit.quiz.record import Attempt, RecordError, new_id
from coursekit.quiz.record.attempt import stated
from tests import sampling

T = TypeVar("T")

MORNING = datetime(2026, 9, 1, 8, tzinfo=UTC)
COURSE = "bakery"


def attempt(question: str = "raising-agent", **given: Any) -> Attempt:
    """A right answer to a question, unless ``given`` says otherwise; ``days`` after a morning."""
    at = stated(MORNING + timedelta(days=given.pop("days", 0), minutes=given.pop("minutes", 0)))
    whole = {"id": new_id(), "question": question, "response": 0, "correct": True, "at": at}
    whole |= given
    return Attempt(**{"score": int(whole["correct"]), **whole})


def many(count: int, question: str = "raising-agent") -> list[Attempt]:
    """Answers a minute apart, in order."""
    return [attempt(question, minutes=minute) for minute in range(count)]


def given(*strategies: Any, examples: int = 50) -> Callable[[Callable], Callable]:
    """As hypothesis's own, without limits of time: other tests run on the same cores."""
    steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow],
                      max_examples=sampling.examples(examples))
    return lambda test: steady(hypothesis.given(*strategies)(test))


def tried(action: Callable[[], T]) -> tuple[T | None, str]:
    """What an action gives, and what its RecordError says if it raises one."""
    try:
        return action(), ""
    except RecordError as error:
        return None, str(error)


_text = st.characters(exclude_categories=())  # with halves of characters
_numbers = (st.integers(-(2**53 - 1), 2**53 - 1)
            | st.floats(-(2.0**53 - 1), 2.0**53 - 1, allow_nan=False))
#: What a response may hold: any JSON, with odd text and odd numbers.
RESPONSES = st.recursive(
    st.none() | st.booleans() | _numbers | st.text(_text, max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(_text, max_size=4), inner, max_size=3),
    max_leaves=6,
)
#: Any JSON, and what Python's reader takes for it, as wrong as can be.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from([10**400, -(10**20), 5e-324, "\ud800", "a\0b"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
# Few ids, questions and moments: so that they clash.
ATTEMPTS = st.builds(
    Attempt,
    id=st.sampled_from([f"{n:032x}" for n in range(6)]),
    question=st.sampled_from(["yeast", "soda", "hævning"]),
    version=st.sampled_from(["", "1a2b3c4d"]),
    variant=st.sampled_from(["", "rye"]),
    quiz=st.sampled_from(["", "ck-quiz-diagnostic", "ck-quiz-final"]),
    response=RESPONSES,
    score=st.floats(0, 1),
    correct=st.booleans(),
    confidence=st.sampled_from(["sure", "fairly", "guess", ""]),
    hints=st.integers(0, 3),
    solution=st.booleans(),
    seconds=st.floats(0, 10**6),
    at=st.integers(0, 40).map(lambda n: stated(MORNING + timedelta(minutes=23 * n))),
    where=st.sampled_from(["book", "lab", "terminal", ""]),
)
RECORDS = st.lists(ATTEMPTS, max_size=6)
