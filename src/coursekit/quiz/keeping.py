"""Between the boxes of a notebook and the learner's record on this computer."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursekit.quiz.record import (
    Attempt,
    Record,
    RecordError,
    by_now,
    coming,
    dump,
    parse,
    queue,
    report,
    schedule,
)

if TYPE_CHECKING:
    from coursekit.course import Course


def record(course: Course) -> Record:
    """The record of a course on this computer; the same object for the same file."""
    return _record(str(Record.default_path(course.id)), course.id)


def history(course: Course, questions: Sequence[str]) -> tuple[list[dict[str, Any]], str]:
    """The attempts on some questions, and what the learner should be told of the record."""
    try:
        kept = record(course)
        found = kept.attempts(questions)
    except RecordError as error:
        return [], str(error)
    return [attempt.as_dict() for attempt in by_now(found, datetime.now(UTC))], kept.notice


def keep(course: Course, given: Any) -> dict[str, Any]:
    """Keep one attempt that a front end sends; what to answer it."""
    name = given.get("id") if isinstance(given, dict) else None
    try:
        record(course).add(Attempt.from_dict(given))
    except RecordError as error:
        return {"kind": "failed", "id": name, "reason": str(error)}
    return {"kind": "saved", "id": name}


def waiting(course: Course, limit: int) -> tuple[dict[str, Any], str]:
    """What is due: at most ``limit`` ``ids``, how many in ``all``, else when the ``next`` is due.

    ``any`` says whether there is anything to review at all, now or later. Where that is not
    known, for the record could not be read, ``unread`` stands there too. The second
    value is what the learner should be told of the record.
    """
    chapters = {q.id: course.bank.chapter_of(q.id) for q in course.bank.questions}
    try:
        kept = record(course)
        attempts = [one for one in kept.attempts() if one.question in chapters]
    except RecordError as error:
        nothing = {"ids": [], "all": 0, "next": "", "any": False, "unread": True}
        return nothing, str(error)
    now = datetime.now(UTC)
    scheduled = schedule(attempts, now)
    ids = queue(scheduled, chapters, now)
    return {"ids": ids[:limit], "all": len(ids), "next": "" if ids else coming(scheduled),
            "any": bool(attempts)}, kept.notice


def questions_of(course: Course) -> list[tuple[str, str, str]]:
    """Every question of the bank with its objective and its chapter."""
    return [(q.id, q.objective, course.bank.chapter_of(q.id)) for q in course.bank.questions]


def reported(course: Course) -> tuple[dict[str, Any], str]:
    """The report on all attempts, and what the learner should be told of the record.

    Where the record could not be read the report is empty and ``unread`` stands in it.
    """
    questions = questions_of(course)
    try:
        kept = record(course)
        return report(kept.attempts(), questions), kept.notice
    except RecordError as error:
        return report([], questions) | {"unread": True}, str(error)


def answer(course: Course, content: dict[str, Any]) -> dict[str, Any]:
    """Answer a message of the progress page: export, import or clear."""
    try:
        kept = record(course)
        match content.get("kind"):
            case "export":
                name = f"{course.id}-answers-{datetime.now().astimezone():%Y-%m-%d}.json"
                text = dump(kept.attempts(), course.id)
                return {"kind": "file", "name": name, "text": text}
            case "import":
                found = parse(str(content.get("text", "")), course=course.id)
                added, known = kept.merge(found)
                return {"kind": "merged", "added": added, "known": known}
            case "clear":
                kept.clear()
                return {"kind": "cleared"}
    except RecordError as error:
        return {"kind": "failed", "reason": str(error)}
    return {"kind": "failed", "reason": f"unknown message {content.get('kind')!r}"}


@functools.cache
def _record(path: str, course: str) -> Record:
    return Record(Path(path), course)
