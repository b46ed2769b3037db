"""How far a learner has come: each question, each objective, each chapter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from coursekit.quiz.record.attempt import Attempt, by_now, in_order, stated
from coursekit.quiz.record.schedule import Scheduled, histories, queue, reviews, schedule

#: The quizzes before and after the course.
DIAGNOSTIC = "ck-quiz-diagnostic"
FINAL = "ck-quiz-final"
#: How long something must have been known to be kept.
APART = timedelta(hours=24)

State = Literal["new", "missed", "right", "kept"]
Level = Literal["new", "begun", "met", "kept"]


@dataclass(frozen=True)
class Progress:
    """The questions of an objective or a chapter, counted.

    ``n`` in all, of which so many are ``answered``, ``right`` (those ``kept`` among them),
    ``kept``, and ``due`` for review.

    >>> Progress(n=5, answered=5, right=4, kept=1, due=0).level
    'met'
    """

    n: int
    answered: int
    right: int
    kept: int
    due: int

    @property
    def level(self) -> Level:
        """``kept`` or ``met`` where four in five questions are kept, or right; else ``begun``."""
        if not self.answered:
            return "new"
        if self._most(self.kept):
            return "kept"
        return "met" if self._most(self.right) else "begun"

    def as_dict(self) -> dict[str, Any]:
        """The counts and the level, as JSON."""
        return {**asdict(self), "level": self.level}

    def _most(self, some: int) -> bool:
        return some * 5 >= self.n * 4


def state(attempts: Iterable[Attempt]) -> State:
    """How a question stands, by the attempts at it.

    Right is an answer that is correct without hints and without the solution. ``missed`` or
    ``right`` is the latest attempt; ``kept`` is one that is right now, was right at the last
    review, and at an earlier one a day or more before, with none that was not between them.
    """
    history = in_order(attempts)
    if not history:
        return "new"
    if not history[-1].right:
        return "missed"
    counted = reviews(history)
    run = 0
    while run < len(counted) and counted[-1 - run].right:
        run += 1
    apart = run and counted[-1].moment - counted[-run].moment >= APART
    return "kept" if apart else "right"


def report(attempts: Iterable[Attempt], questions: Sequence[tuple[str, str, str]],
           now: datetime | None = None) -> dict[str, Any]:
    """What the progress page shows, as JSON.

    ``questions`` are all of the bank, each with its objective and chapter; attempts at others
    count only for ``attempts``, their number, and for before and after. ``due`` lists questions
    in the order to ask them; where it is empty, ``next`` is when the next one is due, in UTC:
    which day that is depends on where the reader is. No attempt counts as later than ``now``.
    ``before`` says of each question of the diagnostic quiz whether the very first answer was
    correct, ``after`` of each of the final quiz whether the first of the latest sitting was.

    >>> report([], [("yeast", "01.rise", "01-bread")])["objectives"]
    {'01.rise': {'n': 1, 'answered': 0, 'right': 0, 'kept': 0, 'due': 0, 'level': 'new'}}
    """
    now = now or datetime.now(UTC)
    every = list(attempts)
    attempts = by_now(every, now)
    chapters = {question: chapter for question, _, chapter in questions}
    tried = {q: history for q, history in histories(attempts).items() if q in chapters}
    scheduled = schedule(one for history in tried.values() for one in history)
    states = {question: state(tried.get(question, ())) for question in chapters}
    waiting = queue(scheduled, chapters, now)
    def counted(place: int) -> dict[str, Any]:
        groups: dict[str, list[str]] = {}
        for one in questions:
            groups.setdefault(one[place], []).append(one[0])
        return {name: _progress(group, states, waiting).as_dict()
                for name, group in groups.items()}

    return {
        "questions": states,
        "objectives": counted(1),
        "chapters": counted(2),
        "due": waiting,
        "next": "" if waiting else coming(scheduled),
        "attempts": len(every),
        "before": {question: sittings[0].correct
                   for question, sittings in _sittings(every, DIAGNOSTIC, now).items()},
        "after": {question: sittings[-1].correct
                  for question, sittings in _sittings(every, FINAL, now).items()},
    }


def coming(scheduled: Mapping[str, Scheduled]) -> str:
    """When the first of some questions is due, as attempts state times; empty without any."""
    first = min((one.due for one in scheduled.values()), default=None)
    return stated(first) if first else ""


def _progress(questions: Sequence[str], states: Mapping[str, State],
              waiting: Collection[str]) -> Progress:
    found = [states[question] for question in questions]
    kept = found.count("kept")
    return Progress(n=len(found), answered=len(found) - found.count("new"),
                    right=found.count("right") + kept, kept=kept,
                    due=sum(question in waiting for question in questions))


def _sittings(attempts: Iterable[Attempt], quiz: str, now: datetime) -> dict[str, list[Attempt]]:
    """The first attempt of each sitting, of each question of a quiz.

    Only attempts in that quiz are looked at: practice elsewhere just before it hides nothing.
    """
    asked = by_now((one for one in attempts if one.quiz == quiz), now)
    return {question: reviews(history) for question, history in histories(asked).items()}
