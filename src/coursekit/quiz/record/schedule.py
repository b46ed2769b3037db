"""When a question is to come back: FSRS, as py-fsrs computes it.

The browser follows the same rules; both run ``record-cases.json`` of the tests.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coursekit.quiz.record.attempt import Attempt, by_now, in_order, moment
from coursekit.quiz.record.errors import RecordError

if TYPE_CHECKING:
    from fsrs import Scheduler

#: How long after a review an attempt is a second try, and no review.
SITTING = timedelta(hours=1)
RETENTION = 0.9
LONGEST_DAYS = 36500
#: How many weights FSRS has in its version 6, which is the one that both sides follow.
WEIGHTS = 21

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Scheduled:
    """When one question is due, and why then.

    ``stability`` is in days: after so many, nine of ten such answers are still right.
    ``difficulty`` runs from 1 to 10. ``urgent``: it was answered wrong and with certainty.
    ``last`` is the review that this rests on.
    """

    due: datetime
    stability: float
    difficulty: float
    urgent: bool
    last: Attempt


def reviews(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Those attempts at one question that count for its schedule, in order.

    They are the first, and each that comes an hour or more after the last review. What lies
    between are second tries, which show what feedback has just said.
    """
    found: list[Attempt] = []
    until: datetime | None = None
    for one in in_order(attempts):
        if until is None or one.moment >= until:
            found.append(one)
            until = one.moment + SITTING
    return found


def rating(attempt: Attempt) -> int:
    """How a review is rated for FSRS: 1 again, 2 hard, 3 good, 4 easy."""
    if not attempt.correct:
        return AGAIN
    if attempt.hints or attempt.confidence == "guess":
        return HARD
    return EASY if attempt.confidence == "sure" else GOOD


def schedule(attempts: Iterable[Attempt], now: datetime | None = None) -> dict[str, Scheduled]:
    """When each question that was ever attempted is due.

    Where ``now`` is given, no attempt counts as later: see :func:`by_now`.
    """
    attempts = attempts if now is None else by_now(attempts, now)
    return {question: _scheduled(history) for question, history in histories(attempts).items()}


def due(attempts: Iterable[Attempt], chapters: Mapping[str, str], now: datetime | None = None
        ) -> list[str]:
    """The questions to ask again at ``now``, which is this moment if left out, in their order.

    ``chapters`` names the chapter of every question that the bank knows; others are left out.
    Those answered wrong and with certainty come first. Then chapters take turns, for mixed
    practice teaches to tell things apart.
    """
    now = now or datetime.now(UTC)
    return queue(schedule(attempts, now), chapters, now)


def queue(scheduled: Mapping[str, Scheduled], chapters: Mapping[str, str],
          now: datetime | None = None) -> list[str]:
    """The same, of a schedule."""
    now = now or datetime.now(UTC)
    waiting = {question: one for question, one in scheduled.items()
               if question in chapters and one.due <= now}
    return [question for urgent in (True, False) for question in _turns(
        {q: one.due for q, one in waiting.items() if one.urgent == urgent}, chapters)]


def parameters() -> dict[str, Any]:
    """What the browser's scheduler is given, so that it never computes with other numbers."""
    scheduler = _scheduler()
    return {"parameters": list(scheduler.parameters),
            "desired_retention": scheduler.desired_retention,
            "maximum_interval": scheduler.maximum_interval}


def histories(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    """The attempts at each question, in order."""
    found: dict[str, list[Attempt]] = {}
    for one in in_order(attempts):
        found.setdefault(one.question, []).append(one)
    return found


def _turns(waiting: Mapping[str, datetime], chapters: Mapping[str, str]) -> list[str]:
    """Questions with the chapters in turn: the one whose first question is due first begins."""
    piles: dict[str, list[tuple[datetime, str]]] = {}
    for question, when in waiting.items():
        piles.setdefault(chapters[question], []).append((when, question))
    for pile in piles.values():
        pile.sort()
    order = sorted(piles, key=lambda chapter: (piles[chapter][0][0], chapter))
    longest = max(map(len, piles.values()), default=0)
    return [piles[chapter][turn][1] for turn in range(longest) for chapter in order
            if turn < len(piles[chapter])]


def _scheduled(history: list[Attempt]) -> Scheduled:
    from fsrs import Card, Rating

    # With an id and a time of its own a card does not look at the clock, nor wait for it.
    card = Card(card_id=0, due=moment(history[0].at))
    counted = reviews(history)
    for one in counted:
        card, _ = _scheduler().review_card(card, Rating(rating(one)), one.moment)
    assert card.stability is not None
    assert card.difficulty is not None
    last = counted[-1]
    return Scheduled(card.due, card.stability, card.difficulty,
                     not last.correct and last.confidence == "sure", last)


@functools.cache
def _scheduler() -> Scheduler:
    # Imported when first needed: a notebook that only asks a question needs none of it.
    from fsrs import Scheduler

    made = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False,
                     desired_retention=RETENTION, maximum_interval=LONGEST_DAYS)
    _check(made.parameters)
    return made


def _check(weights: Sequence[float]) -> None:
    """RecordError if FSRS has other weights than these rules: dates would be NaN, or none."""
    if len(weights) != WEIGHTS or not all(map(math.isfinite, weights)):
        raise RecordError(
            f"the installed fsrs has {len(weights)} weights, and {WEIGHTS} finite numbers are "
            "allowed (FSRS 6); without them no question would ever be due. Install the version "
            "that the course's requirements name.", "other")
