"""Warnings: what is allowed in questions and yet weakens them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from coursekit.documents import Location
from coursekit.faults import Fault
from coursekit.numerals import written
from coursekit.quiz import text
from coursekit.quiz.misconceptions import Register
from coursekit.quiz.reading import Contents
from coursekit.quiz.types import Numeric, Option, Question

#: Words that feedback needs at least to say what is wrong and why.
FEEDBACK_WORDS = 8
#: Questions that an objective needs at least.
QUESTIONS = 3
#: A pattern of keys that comes about by chance less often than this is a bias.
CHANCE = 0.01

_CATCH_ALL = re.compile(
    r"\b(?:all|none|both|neither) of (?:the|these|those)\b.{0,12}$|^(?:all|none) of (?:them|it)\b"
    r"|\b(?:alle|ingen) af (?:de|disse|dem)\b", re.IGNORECASE)


def warnings(
    files: Sequence[Contents], beliefs: Register, objectives: dict[str, str]
) -> Iterator[Fault]:
    """Every warning about the questions of a course, with file and line."""
    every = [question for file in files for _, question in file.once()]
    asked = Counter(question.objective for question in every)
    carried = {question.objective for question in every if question.transfer}
    behind: set[str] = set()
    for file in files:
        yield from _key_bias(file)
        for place, question in file.once():
            behind.update(w.misconception for w in question.wrong() if w.misconception)
            for location, message in _weaknesses(question):
                yield file.document.fault(["questions", place, *location], message)
        number = file.chapter.split("-")[0]
        for objective in objectives:
            if not objective.startswith(f"{number}."):
                continue
            if asked[objective] < QUESTIONS:
                yield file.document.fault(
                    ["questions"], f"objective {objective!r} has {asked[objective]} of the "
                    f"{QUESTIONS} questions that show whether it is met")
            if objective not in carried:
                yield file.document.fault(
                    ["questions"], f"no question carries objective {objective!r} to a case that "
                    "the chapter does not treat; mark one with 'transfer: true'")
    for name in beliefs.beliefs:
        if name not in behind:
            yield beliefs.document.fault(("misconceptions", name), f"no wrong answer stands for "
                                                                   f"misconception {name!r}")


def _weaknesses(question: Question) -> Iterator[tuple[Location, str]]:
    for at, said in question.texts():
        names = [part for part in at if isinstance(part, str)]
        if "feedback" in names or names[-1] in ("unchosen", "otherwise"):
            count = len(text.clean(said).split())
            if count < FEEDBACK_WORDS:
                yield at, (f"this feedback has {count} word{'s' * (count != 1)}; at least "
                           f"{FEEDBACK_WORDS} say what the answer assumes and why")
    if (isinstance(question, Numeric) and question.kind == "number" and question.is_ is None
            and not question.unit.strip() and question.whole and abs(question.answer) >= 1000):
        yield ("answer",), (f"the number is shown as {written(question.answer)}; say whether it is "
                            "a year (is: year), a count (is: count) or another number (is: number)")
    for wrong in question.wrong():
        if wrong.named and wrong.misconception is None:
            yield wrong.place, "this wrong answer names no misconception"
    for at, option in question.options_anywhere():
        if _CATCH_ALL.search(" ".join(option.text.split())):
            yield (*at, "text"), (f"the option {option.text!r} is answered by logic instead of "
                                  "knowledge; name the things themselves")


def _key_bias(file: Contents) -> Iterator[Fault]:
    """Whether the keys of a file give themselves away by their length or their place."""
    lists = [options for _, question in file.once() for options in question.option_lists()]
    longest = [(_key_is_longest(options), 1 / len(options)) for options in lists]
    if message := _too_often([hit for hit, _ in longest], [p for _, p in longest]):
        yield file.document.fault(["questions"], f"the key is the longest option {message}; "
                                                 "shorten keys or say more in the others")
    for place in range(max(map(len, lists), default=0)):
        there = [options for options in lists if len(options) > place]
        hits = [options[place].key for options in there]
        if message := _too_often(hits, [1 / len(options) for options in there]):
            yield file.document.fault(["questions"], f"the key stands in place {place + 1} "
                                                     f"{message}; spread the keys evenly")


def _key_is_longest(options: Sequence[Option]) -> bool:
    lengths = [len(text.clean(option.text)) for option in options]
    key = next(i for i, option in enumerate(options) if option.key)
    return all(lengths[key] > length for i, length in enumerate(lengths) if i != key)


def _too_often(hits: Sequence[bool], chances: Sequence[float]) -> str:
    """How often something happened, if that is more than chance allows; else empty.

    ``chances`` are the probabilities of each hit; the sum of such trials has the
    Poisson-binomial distribution, whose upper tail is computed exactly.
    """
    count = sum(hits)
    ways = [1.0]  # ways[k]: the probability of k hits so far, counted up to `count`
    for chance in chances:
        more = [0.0, *(way * chance for way in ways)]
        less = [*(way * (1 - chance) for way in ways), 0.0]
        ways = [a + b for a, b in zip(more, less, strict=True)][: count + 1]
    if 1 - sum(ways[:count]) >= CHANCE:
        return ""
    return f"in {count} of {len(hits)} questions, by chance it would be in about {sum(chances):.0f}"
