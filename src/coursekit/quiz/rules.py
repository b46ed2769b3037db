"""What a question must be beyond its form: one key, feedback everywhere, no overlaps."""

from __future__ import annotations

from collections.abc import Iterator

from coursekit.documents import Location
from coursekit.faults import allowed
from coursekit.prose import shows
from coursekit.quiz import text
from coursekit.quiz.model import MultipleChoice, Numeric, Question, SingleChoice, Sort

Finding = tuple[Location, str]


def findings(question: Question) -> Iterator[Finding]:
    """What is wrong with one question: where in it, and what is allowed."""
    if question.role == "section" and not question.section:
        yield (), "a question of role 'section' needs the 'section' it belongs to"
    if question.role == "diagnostic" and not question.points_to:
        yield (), "a question of role 'diagnostic' needs 'points_to', the chapter to begin with"
    if question.role != "diagnostic" and question.points_to:
        yield ("points_to",), "only a question of role 'diagnostic' points to a chapter"
    if isinstance(question, SingleChoice | MultipleChoice):
        yield from _options(question)
    elif isinstance(question, Numeric):
        yield from _numeric(question)
        yield from _proofs(question)
    elif isinstance(question, Sort):
        yield from _sort(question)
    for place, written in texts(question):
        for problem in text.problems(written):
            yield place, f"{place[-1]}: {problem}"


def texts(question: Question) -> Iterator[tuple[Location, str]]:
    """Every text of a question that a reader sees, with its place."""
    yield ("prompt",), question.prompt
    if isinstance(question, SingleChoice | MultipleChoice):
        for i, option in enumerate(question.options):
            yield ("options", i, "text"), option.text
            yield ("options", i, "feedback"), option.feedback
            if option.unchosen:
                yield ("options", i, "unchosen"), option.unchosen
    elif isinstance(question, Numeric):
        yield ("feedback",), question.feedback
        yield ("otherwise",), question.otherwise
        for i, mistake in enumerate(question.mistakes):
            yield ("mistakes", i, "feedback"), mistake.feedback
    elif isinstance(question, Sort):
        for i, category in enumerate(question.categories):
            yield ("categories", i, "text"), category.text
        for i, item in enumerate(question.items):
            yield ("items", i, "text"), item.text
            for name, said in item.feedback.items():
                yield ("items", i, "feedback", name), said


def _proofs(question: Numeric) -> Iterator[Finding]:
    """Look-ups that do not lead to the number asked for.

    A single one must give it. Of several, each gives it or a number that stands in the
    question, so that the key follows from what is printed.
    """
    printed = " ".join(text.plain(written) for _, written in texts(question))
    for proof in question.proofs:
        given = proof.gives
        if not isinstance(given, int | float) or isinstance(given, bool):
            yield ("proof",), f"the look-up gives {given!r}, which is no number"
        elif abs(given - question.answer) <= question.tolerance + 1e-9:
            continue
        elif len(question.proofs) == 1:
            yield ("proof",), (f"the look-up gives {given:g}, the answer is {question.answer:g}; "
                               "a single look-up must give the answer")
        elif not shows(printed, given):
            yield ("proof",), (f"the look-up gives {given:g}, which is not the answer "
                               f"({question.answer:g}) and stands nowhere in the question")


def _options(question: SingleChoice | MultipleChoice) -> Iterator[Finding]:
    keys = sum(option.key for option in question.options)
    if isinstance(question, SingleChoice) and keys != 1:
        yield ("options",), f"a single choice has exactly one key; this one has {keys}"
    if isinstance(question, MultipleChoice):
        if keys == 0:
            yield ("options",), "a multiple choice needs at least one key; this one has none"
        elif keys == len(question.options):
            yield ("options",), "every option is a key; at least one must be wrong"
    seen: set[str] = set()
    for i, option in enumerate(question.options):
        words = " ".join(option.text.split())
        if words in seen:
            yield ("options", i, "text"), f"the option {words!r} stands twice"
        seen.add(words)
        if option.unchosen and not (option.key and isinstance(question, MultipleChoice)):
            yield ("options", i, "unchosen"), (
                "'unchosen' is for a key of a multiple choice that was left out")


def _numeric(question: Numeric) -> Iterator[Finding]:
    low, high = question.answer - question.tolerance, question.answer + question.tolerance
    ranges = [("the key", low, high)]
    for i, mistake in enumerate(question.mistakes):
        found = mistake.range
        if found is None:
            yield ("mistakes", i), "a mistake needs a 'value', or 'from' and 'to', and not both"
            continue
        if found[0] > found[1]:
            yield ("mistakes", i), f"'from' {found[0]:g} lies above 'to' {found[1]:g}"
            continue
        for name, low, high in ranges:
            if found[0] <= high and low <= found[1]:
                yield ("mistakes", i), (
                    f"the range {found[0]:g} to {found[1]:g} overlaps {name} "
                    f"({low:g} to {high:g}); a number may have one feedback only")
        ranges.append((f"mistake {i + 1}", *found))


def _sort(question: Sort) -> Iterator[Finding]:
    ids = [category.id for category in question.categories]
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield ("categories", i), f"the category {name!r} stands twice"
    for i, item in enumerate(question.items):
        if item.key not in ids:
            yield ("items", i, "key"), (
                f"the key {item.key!r} is no category; allowed: {allowed(ids)}")
        missing = [name for name in ids if name not in item.feedback]
        unknown = [name for name in item.feedback if name not in ids]
        if missing:
            yield ("items", i, "feedback"), (
                f"feedback is missing for {allowed(missing)}; every placing needs its own")
        if unknown:
            yield ("items", i, "feedback"), (
                f"feedback for {allowed(unknown)}, which is no category; allowed: {allowed(ids)}")
