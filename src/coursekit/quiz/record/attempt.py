"""One answer given, and the file that a learner's answers travel in."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NoReturn

from coursekit.quiz.record.canonical import canonical, order, plain
from coursekit.quiz.record.errors import RecordError

FORMAT = "coursekit-record"
VERSION = 1
#: Bounds on what a file may ask of this computer: characters in all, attempts, and
#: characters of one response as JSON.
LONGEST_FILE = 50_000_000
MOST_ATTEMPTS = 200_000
LONGEST_RESPONSE = 10_000

Confidence = Literal["sure", "fairly", "guess", ""]
Where = Literal["book", "lab", "terminal", ""]

_ID = re.compile(r"[0-9a-f]{32}")
_VERSION = re.compile(r"(?:[0-9a-f]{8})?")
# A name may hold letters of any language. The name of a quiz may list its questions.
_VISIBLE = "[^\x00-\x20\x7f-\xa0\ud800-\udfff]"
_NAME = re.compile(_VISIBLE + "{1,100}")
_NAME_OR_NONE = re.compile(_VISIBLE + "{0,100}")
_QUIZ = re.compile(_VISIBLE + "{0,2000}")
# Intervals reach a hundred years ahead: Python's calendar must not end before.
_AT = re.compile(
    r"(?:19[7-9]|2[0-9]{2})[0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
    r"\.[0-9]{3}Z"
)
_A_MOMENT = timedelta(milliseconds=1)
_TEXTS = {
    "id": (_ID, "32 digits 0-9 and a-f are allowed"),
    "question": (_NAME, "1 to 100 characters without spaces are allowed"),
    "version": (_VERSION, "8 digits 0-9 and a-f, or nothing, are allowed"),
    "variant": (_NAME_OR_NONE, "up to 100 characters without spaces are allowed"),
    "quiz": (_QUIZ, "up to 2000 characters without spaces are allowed"),
    "at": (_AT, "a time of 1970 to 2999 like 2026-11-25T17:39:47.123Z is allowed"),
    "confidence": (re.compile("sure|fairly|guess|"), "'sure', 'fairly', 'guess' or '' is allowed"),
    "where": (re.compile("book|lab|terminal|"), "'book', 'lab', 'terminal' or '' is allowed"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attempt:
    """One answer given, checked when it is made: RecordError names the first key that is wrong.

    ``response`` is JSON in the form of the question's type, ``score`` runs from 0 to 1,
    ``seconds`` from the first sight of the question to the check, ``at`` is when that was, in
    UTC. ``hints`` counts those opened before, ``solution`` says whether it was shown before.
    Attempts are equal when their JSON is, where true is not 1.

    >>> Attempt(id=new_id(), question="yeast", response=2, score=1.0, correct=True, at=now()).score
    1
    >>> Attempt(id="1", question="yeast", response=2, score=1, correct=True, at=now())
    Traceback (most recent call last):
    coursekit.quiz.record.errors.RecordError: id is '1'; 32 digits 0-9 and a-f are allowed
    """

    id: str
    question: str
    version: str = ""
    variant: str = ""
    quiz: str = ""
    response: Any
    score: float
    correct: bool
    confidence: Confidence = ""
    hints: int = 0
    solution: bool = False
    seconds: float = 0
    at: str
    where: Where = ""

    def __post_init__(self) -> None:
        for name, (shape, allowed) in _TEXTS.items():
            value = getattr(self, name)
            if not isinstance(value, str) or not shape.fullmatch(value):
                _refuse(name, value, allowed)
        try:
            moment(self.at)
        except ValueError:
            _refuse("at", self.at, "a day and hour that exist are allowed")
        for name in ("correct", "solution"):
            if not isinstance(value := getattr(self, name), bool):
                _refuse(name, value, "true or false is allowed")
        self._keep("score", self._number("score", 0, 1, "a number from 0 to 1 is allowed"))
        seconds = self._number("seconds", 0, float("inf"), "a number of 0 or more is allowed")
        self._keep("seconds", seconds)
        hints = self._number("hints", 0, 3, "0, 1, 2 or 3 is allowed")
        if not isinstance(hints, int):
            _refuse("hints", hints, "0, 1, 2 or 3 is allowed")
        self._keep("hints", hints)
        self._keep("response", _response(self.response))

    @classmethod
    def from_dict(cls, value: Any) -> Attempt:
        """The attempt that a JSON object holds; unknown keys are left out.

        RecordError says what is missing or wrong.
        """
        if not isinstance(value, Mapping):
            raise RecordError(f"an attempt is {_shown(value)}; an object is allowed", "attempt")
        missing = [name for name in _REQUIRED if name not in value]
        if missing:
            raise RecordError(f"an attempt has no {missing[0]}; it needs {', '.join(_REQUIRED)}",
                              "attempt")
        return cls(**{name: value[name] for name in KEYS if name in value})

    def as_dict(self) -> dict[str, Any]:
        """The attempt as a JSON object, its keys in the order of the file."""
        return {name: getattr(self, name) for name in KEYS}

    @property
    def text(self) -> str:
        """Its canonical JSON, which decides between two attempts with one id."""
        return canonical(self.as_dict())

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return moment(self.at)

    @property
    def place(self) -> tuple[str, str]:
        """What attempts are sorted by."""
        return (self.at, self.id)

    @property
    def right(self) -> bool:
        """Whether it was correct without help: no hints, and no solution shown."""
        return self.correct and not self.hints and not self.solution

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Attempt):
            return NotImplemented
        return self is other or (self.id == other.id and self.text == other.text)

    def __hash__(self) -> int:
        return hash(self.id)

    def _number(self, name: str, least: float, most: float, allowed: str) -> float:
        value = getattr(self, name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            _refuse(name, value, allowed)
        try:
            if least <= value <= most:
                return plain(value)
        except ValueError:
            pass
        _refuse(name, value, allowed)

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)


KEYS = tuple(one.name for one in fields(Attempt))
_REQUIRED = ("id", "question", "response", "score", "correct", "at")


def new_id() -> str:
    """An id that no other attempt has.

    >>> len(new_id()), new_id() == new_id()
    (32, False)
    """
    return secrets.token_hex(16)


def now() -> str:
    """This moment as attempts state it: UTC, to the millisecond.

    >>> moment(now()) <= datetime.now(UTC)
    True
    """
    return stated(datetime.now(UTC))


def moment(at: str) -> datetime:
    """The moment that an attempt states.

    >>> moment("2026-11-25T17:39:47.123Z").isoformat()
    '2026-11-25T17:39:47.123000+00:00'
    """
    return datetime.fromisoformat(at)


def stated(when: datetime) -> str:
    """A moment as attempts state it.

    >>> stated(datetime(2026, 11, 25, 17, 39, 47, 123999, tzinfo=UTC))
    '2026-11-25T17:39:47.123Z'
    """
    utc = when.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.removesuffix("+00:00") + "Z"


def in_order(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Attempts by when they were made."""
    return sorted(attempts, key=lambda one: one.place)


def by_now(attempts: Iterable[Attempt], now: datetime) -> list[Attempt]:
    """What is known of the attempts at ``now``, in order; none is later.

    A computer whose clock is wrong states times that have not come yet. Such an attempt counts
    as made now. Where the same question was also attempted at times that have come, only these
    count: which was last cannot be known, and what a wrong clock stated is not to outrank all
    that the learner answers for years. The record itself keeps what was stated, so that
    merging comes to the same in any order.

    >>> late = Attempt(id=new_id(), question="yeast", response=2, score=1, correct=True,
    ...                at="2099-01-01T00:00:00.000Z")
    >>> [one.at for one in by_now([late], moment("2026-11-25T17:39:47.123Z"))]
    ['2026-11-25T17:39:47.123Z']
    """
    attempts = in_order(attempts)
    come = [one for one in attempts if one.moment <= now]
    known = {one.question for one in come}
    ahead = [one for one in attempts if one.moment > now and one.question not in known]
    # A millisecond apart, for they keep their order among themselves.
    return in_order([*come, *(replace(one, at=stated(now - place * _A_MOMENT))
                              for place, one in enumerate(reversed(ahead)))])


def merged(a: Iterable[Attempt], b: Iterable[Attempt] = ()) -> list[Attempt]:
    """All attempts of both, each once, in order.

    Where one id has two contents, the smaller canonical text stays: in which order and how
    often records are merged makes no difference.
    """
    found: dict[str, Attempt] = {}
    for one in (*a, *b):
        found[one.id] = settled(found[one.id], one) if one.id in found else one
    return in_order(found.values())


def settled(known: Attempt, other: Attempt) -> Attempt:
    """Which of two attempts with one id stays; ``known`` where they are the same."""
    return known if known is other else min(known, other, key=lambda one: order(one.text))


def dump(attempts: Iterable[Attempt], course: str) -> str:
    """The record file of a course: JSON, an attempt a line.

    >>> print(dump([], "bakery"))
    {"format":"coursekit-record","version":1,"course":"bakery","attempts":[
    ]}
    <BLANKLINE>
    """
    lines = ",\n".join(_line(one) for one in merged(attempts))
    head = f'"format":"{FORMAT}","version":{VERSION},"course":{canonical(course)},"attempts":['
    return f"{{{head}\n{lines}{lines and chr(10)}]}}\n"


def parse(text: str, *, course: str) -> list[Attempt]:
    """The attempts of a course's record file, each once, in order.

    RecordError says why a file is not taken, and then nothing of it is.
    """
    file = _file(text)
    if file.get("format") != FORMAT:
        raise RecordError(
            f"This file is no record of answers: its format is {_shown(file.get('format'))}; "
            f"{FORMAT!r} is allowed. Choose a file that was saved from a course.", "file")
    version = file.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise RecordError(f"This record's version is {_shown(version)}; {VERSION} is allowed. "
                          "Save the file from the course once more.", "file")
    if version > VERSION:
        raise RecordError(
            f"This record has version {_shown(version)}, and only {VERSION} is known here. "
            "Update the course, then read the file again.", "newer")
    if file.get("course") != course:
        raise RecordError(f"This record is of the course {_shown(file.get('course'))}; one of "
                          f"{course!r} is allowed. Choose a file of this course.", "course")
    given = file.get("attempts")
    if not isinstance(given, list):
        raise RecordError(f"This record's attempts are {_shown(given)}; a list is allowed. "
                          "Save the file from the course once more.", "file")
    if len(given) > MOST_ATTEMPTS:
        raise RecordError(f"This record has {len(given)} attempts; {MOST_ATTEMPTS} are allowed.",
                          "file")
    attempts = []
    for number, one in enumerate(given, 1):
        try:
            attempts.append(Attempt.from_dict(one))
        except RecordError as error:
            raise RecordError(f"Attempt {number} of {len(given)} is broken, so nothing of this "
                              f"file was taken: {error}.", "attempt") from None
    return merged(attempts)


def _file(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_FILE:
        raise RecordError(f"This file has {len(text)} characters; {LONGEST_FILE} are allowed. "
                          "Choose a file that was saved from a course.", "file")
    try:
        # Some editors put a byte-order mark in front.
        file = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_number)
    except RecursionError:
        raise RecordError("This file is no record of answers: its brackets are nested too deep. "
                          "Choose a file that was saved from a course.", "file") from None
    except ValueError as error:
        raise RecordError(f"This file is no record of answers: it is not JSON ({error}). "
                          "Choose a file that was saved from a course.", "file") from None
    if not isinstance(file, dict):
        raise RecordError(f"This file is no record of answers: it holds {_shown(file)}; an "
                          "object is allowed. Choose a file that was saved from a course.", "file")
    return file


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _line(attempt: Attempt) -> str:
    parts = [f'"{name}":{canonical(value)}' for name, value in attempt.as_dict().items()]
    return f"{{{','.join(parts)}}}"


def _response(value: Any) -> Any:
    """A response as it is kept: a copy that nobody else can change, of plain JSON."""
    try:
        text = canonical(value)
    except ValueError as error:
        raise RecordError(f"response holds {error}", "attempt") from None
    length = len(text) if text.isascii() else len(order(text)) // 2
    if length > LONGEST_RESPONSE:
        raise RecordError(f"response has {length} characters as JSON; {LONGEST_RESPONSE} are "
                          "allowed", "attempt")
    return json.loads(text)


def _refuse(name: str, value: Any, allowed: str) -> NoReturn:
    raise RecordError(f"{name} is {_shown(value)}; {allowed}", "attempt")


def _shown(value: Any) -> str:
    """A value as it stands in a message: short, and harmless whatever it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value) if abs(value) < 10**20 else "a huge number"
    shown = repr(value[:60] if isinstance(value, str) else value)
    return shown if len(shown) <= 80 else f"{shown[:76]}...'"
