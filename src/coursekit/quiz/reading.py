"""A question file, read question by question, so that one fault does not hide another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from coursekit.complaints import complaints
from coursekit.data.tables import Tables
from coursekit.documents import Document, Location, read
from coursekit.faults import CourseError, Fault
from coursekit.quiz.model import QuestionFile
from coursekit.quiz.types import TYPES, Question
from coursekit.quiz.variants import Pattern, Unfilled, filled

_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@dataclass
class Contents:
    """What one file gave: its sound questions with their places in it, and its faults.

    The variants of a question made from data have the same place. ``named`` are the ids of all
    its questions, those at fault among them; a file that cannot be read has no ``document.value``.
    """

    document: Document
    chapter: str = ""
    again: list[str] = field(default_factory=list)
    questions: list[tuple[int, Question]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    named: set[str] = field(default_factory=set)

    @property
    def unread(self) -> bool:
        """Whether nothing is known of its questions, so that nobody may miss one."""
        return not isinstance(self.document.value, dict)

    def once(self) -> Iterator[tuple[int, Question]]:
        """Every question with its place, of several variants the first."""
        last = None
        for place, question in self.questions:
            if place != last:
                yield place, question
            last = place


def read_file(path: Path, root: Path, tables: Tables, language: str = "en") -> Contents:
    """Read one question file. Faults are kept in the result; nothing is raised for them.

    ``tables`` and ``language`` fill the questions that are made from data.
    """
    try:
        document = read(path, root)
    except CourseError as error:
        return Contents(Document(path.name, None), faults=error.faults)
    found = Contents(document)
    given = document.value
    if not isinstance(given, dict):
        found.faults.append(document.fault((), "a question file has the keys 'chapter' and "
                                               "'questions'; this one holds neither"))
        return found
    questions = given.get("questions")
    each = questions if isinstance(questions, list) else []
    # The file's own keys are judged with no questions in it, then each question by itself.
    try:
        QuestionFile.model_validate({**given, "questions": []} if each else given)
    except ValidationError as error:
        for fault in _faults(error, document, (), QuestionFile, given):
            if not (each and "questions: the list is too short" in fault.message):
                found.faults.append(fault)
    found.chapter = given["chapter"] if isinstance(given.get("chapter"), str) else ""
    again = given.get("again")
    found.again = [one for one in again if isinstance(one, str)] if isinstance(again, list) else []
    found.named = {one["id"] for one in each
                   if isinstance(one, dict) and isinstance(one.get("id"), str)}
    for place, one in enumerate(each):
        _read_question(found, place, one, tables, language)
    return found


def _read_question(
    found: Contents, place: int, given: Any, tables: Tables, language: str
) -> None:
    at = ("questions", place)
    try:
        made = filled(given, tables, language)
    except Unfilled as error:
        found.faults.extend(found.document.fault([*at, *where], said)
                            for where, said in error.findings)
        return
    except CourseError as error:  # the data's own faults, each of them named once
        found.faults.extend(error.faults)
        return
    for one in made:
        try:
            question = _QUESTION.validate_python(one)
            question.learn(tables)
            found.questions.append((place, question))
        except ValidationError as error:
            kind = one.get("type") if isinstance(one, dict) else None
            model = TYPES.get(kind) if isinstance(kind, str) else None
            found.faults.extend(_faults(error, found.document, at, model, one))
            return  # the other variants have the same fault


def _faults(
    error: ValidationError, document: Document, place: Location,
    model: type[BaseModel] | None, given: Any,
) -> Iterator[Fault]:
    more = Pattern.model_fields if model in TYPES.values() else ()
    for at, said in complaints(error, model, given, tags=list(TYPES), more=list(more),
                               written=document.written, at=place):
        yield document.fault([*place, *at], said)
