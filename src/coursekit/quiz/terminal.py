"""Review in a terminal: the due questions asked one by one, answers kept in the same record."""

from __future__ import annotations

import random
import re
import textwrap
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from coursekit.dates import when
from coursekit.frontend import spoken
from coursekit.quiz import behind, keeping, text
from coursekit.quiz.lines import lines
from coursekit.quiz.numbers import OtherUnit, Reading
from coursekit.quiz.record import moment, new_id, now
from coursekit.quiz.spelling import Meant, Spelling
from coursekit.quiz.types import (
    Fill,
    Match,
    MultipleChoice,
    Numeric,
    Option,
    Order,
    Question,
    Result,
    ShortText,
    Sort,
    Truth,
)
from coursekit.quiz.types.base import letter

if TYPE_CHECKING:
    from coursekit.course import Course

WIDTH = 78
_SURE = {"s": "sure", "f": "fairly", "g": "guess"}


class Stopped(Exception):
    """The learner has had enough for now."""


def review(
    course: Course, limit: int, *, ask: Callable[[str], str] = input,
    say: Callable[[str], object] = print,
) -> int:
    """Ask what is due, at most ``limit`` questions; gives how many were answered.

    ``ask`` reads a line after a prompt, ``say`` writes one. An answer is in the record before
    its verdict is shown; ``q`` stops, and what was answered stays.
    """
    found, notice = keeping.waiting(course, limit)
    if notice:
        say(notice)
    for line in listed(course, found):
        say(line)
    if found["ids"]:
        say("Type ? for a hint, q to stop.")
    answered = 0
    try:
        for place, name in enumerate(found["ids"], 1):
            variants = course.bank.variants(name)
            say("")
            _Asking(course, random.choice(variants), ask, say).run(place, len(found["ids"]))
            answered += 1
    except (Stopped, EOFError, KeyboardInterrupt):
        say("")
    if found["ids"]:
        say(f"{answered} of {len(found['ids'])} answered.")
    return answered


def listed(course: Course, found: dict[str, Any]) -> list[str]:
    """What is due, in words: how many and which, or when the next question comes back."""
    if "unread" in found:
        return []  # what is wrong with the record has been said, and nothing else is known
    if not found["any"]:
        return ["There is nothing to review yet. Answer some questions in a chapter first."]
    if not found["all"]:
        words = spoken("quiz", "en")
        return [f"{words['noneDue']} {when(moment(found['next']), words, 'nextDue')}"]
    ids = [f"  {name} ({course.chapter(course.bank.chapter_of(name)).title})"
           for name in found["ids"]]
    count = found["all"]
    return [f"{count} question{'s are' if count != 1 else ' is'} due.", *ids]


class _Asking:
    """One question, asked and answered in a terminal."""

    def __init__(self, course: Course, question: Question, ask: Callable[[str], str],
                 say: Callable[[str], object]) -> None:
        self._course, self._question = course, question
        self._ask, self._say = ask, say
        self._hints = 0
        self._words = spoken("quiz", "en")

    def run(self, place: int, total: int) -> None:
        question = self._question
        first, *more = lines(text.html(question.prompt)) or [""]
        self._tell(f"{place} of {total}. {first}")
        for line in more:
            self._tell(line, "  ")
        start = time.monotonic()
        result = Result(answered=False)
        response: Any = None
        while not result.answered:
            response = self._response()
            result = question.grade(response)
            if not result.answered:
                self._tell(self._amiss(result))
        level = ""
        while level not in _SURE:
            level = self._line("How sure are you? s(ure), f(airly), g(uess): ").lower()[:1]
        kept = keeping.keep(self._course, {
            "id": new_id(), "question": question.id, "version": question.version,
            "variant": question.variant, "quiz": "ck-quiz-review", "response": response,
            "score": result.score, "correct": result.correct, "confidence": _SURE[level],
            "hints": self._hints, "solution": False,
            "seconds": round(time.monotonic() - start, 1), "at": now(), "where": "terminal",
        })
        self._verdict(result, response)
        if kept["kind"] != "saved":
            self._tell(f"Not saved. {kept['reason']}")

    def _verdict(self, result: Result, response: Any) -> None:
        words = self._words
        self._tell(words["correct"] if result.correct else words["partly"] if result.score
                   else words["not"])
        for mark, said in zip(result.marks, result.feedback, strict=True):
            if said:
                self._tell(f"{'+' if mark else '-'} {text.plain(said)}", "  ")
        beliefs = self._course.bank.misconceptions
        for name in behind.misconceptions(self._question, response, result):
            self._tell(f"{words['belief']} \u201c{text.plain(beliefs[name].belief)}\u201d", "  ")
            self._tell(f"{words['notSo']} {text.plain(beliefs[name].correction)}", "  ")
        question, language = self._question, self._course.manifest.language
        if isinstance(result.reading, Spelling) and result.reading.written:
            self._tell(words["spelled"].format(result.reading.written), "  ")
        if isinstance(result.reading, Reading) and isinstance(question, Numeric):
            self._tell(question.read_as(result.reading, words, language), "  ")
        if not result.correct:
            answer = lines(question.solved(language))
            if isinstance(question, Truth):
                answer = [words[str(question.answer).lower()], *answer]
            # Each paragraph in a line of its own: what is right is no sentence.
            one_line = [f"{words['solved']} {answer[0]}", *answer[1:]]
            for line in one_line:
                self._tell(line, "  ")

    def _amiss(self, result: Result) -> str:
        """Why an answer was not graded, as far as that is known."""
        if isinstance(result.reading, Meant):
            return self._words["meant"].format(result.reading.meant)
        if isinstance(result.reading, OtherUnit):
            return self._words["unit"].format(result.reading.unit)
        return "That could not be read as an answer. Once more, or q to stop."

    # Each type's way of being asked ------------------------------------------------

    def _response(self) -> Any:
        question = self._question
        if isinstance(question, Numeric | ShortText):
            unit = f" ({question.unit})" if isinstance(question, Numeric) and question.unit else ""
            return self._line(f"Your answer{unit}: ")
        if isinstance(question, Truth):
            verdict = self._line("True or false? t/f: ").lower()[:1]
            if verdict not in ("t", "f"):
                return None
            return {"verdict": verdict == "t",
                    "reason": self._choice(question.reasons(verdict == "t"), "Why? ")}
        if isinstance(question, Sort | Match):
            names = [text.plain(place.text) for place in question.places]
            self._letters(names)
            if isinstance(question, Match):
                self._tell("Each letter can be given once.", "  ")
            placed = [self._letter(f"{text.plain(item.text)}: ", len(names))
                      for item in question.items]
            return [None if at is None else question.places[at].id for at in placed]
        if isinstance(question, Fill):
            for line in lines(question.gapped()):
                self._tell(line)
            return [self._choice(blank.options, f"({i}) ")
                    for i, blank in enumerate(question.blanks, 1)]
        if isinstance(question, Order):
            order = self._shuffled([False] * len(question.items))
            if order == sorted(order):  # the right order from the start would ask nothing
                order = [*order[1:], order[0]]
            self._letters([text.plain(question.items[at].text) for at in order])
            letters = self._line(f"All letters, from {text.plain(question.first)} to "
                                 f"{text.plain(question.last)}: ")
            return self._places(letters, order)
        if isinstance(question, MultipleChoice):
            order = self._shuffled([one.pinned for one in question.options])
            self._letters([text.plain(question.options[at].text) for at in order])
            return sorted(self._places(self._line("All letters that fit: "), order) or [])
        return self._choice(question.options, "Letter: ")

    def _choice(self, options: Sequence[Option], prompt: str) -> int | None:
        order = self._shuffled([one.pinned for one in options])
        self._letters([text.plain(options[at].text) for at in order])
        at = self._letter(prompt, len(options))
        return None if at is None else order[at]

    def _letters(self, names: Sequence[str]) -> None:
        for place, name in enumerate(names):
            self._tell(f"{letter(place)}. {name}", "  ")

    def _letter(self, prompt: str, count: int) -> int | None:
        return _named(self._line(prompt), count)

    @staticmethod
    def _places(letters: str, order: Sequence[int]) -> list[int] | None:
        """The places that some letters name; up to Z they may stand without spaces between."""
        typed = re.findall(r"[^\W\d_]" if len(order) <= 26 else r"[^\W\d_]+", letters)
        found = [_named(one, len(order)) for one in typed]
        return None if None in found else [order[at] for at in found if at is not None]

    def _shuffled(self, pinned: Sequence[bool]) -> list[int]:
        """The places of things in the order to show them; those that are pinned stay.

        The same each time the question is asked again after an answer that was not read.
        """
        order = list(range(len(pinned)))
        loose = [at for at in order if not pinned[at]]
        mixed = random.Random(f"{self._question.id} {len(order)}").sample(loose, len(loose))
        for at, other in zip(loose, mixed, strict=True):
            order[at] = other
        return order

    def _line(self, prompt: str) -> str:
        """A line that is no command: ``q`` stops, ``?`` gives a hint."""
        while True:
            typed = self._ask(prompt).strip()
            if typed == "q":
                raise Stopped
            if typed != "?":
                return typed
            if self._hints < len(self._question.hints):
                self._tell(text.plain(self._question.hints[self._hints]), "  ")
                self._hints += 1
            else:
                self._tell("There is no further hint.", "  ")

    def _tell(self, words: str, indent: str = "") -> None:
        self._say(textwrap.fill(words, WIDTH, initial_indent=indent, subsequent_indent=indent))


def _named(typed: str, count: int) -> int | None:
    """The place that a typed letter names among so many; None for none of them."""
    return next((at for at in range(count) if letter(at) == typed.strip().upper()), None)
