"""A question file, read question by question, so that one fault does not hide another."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from coursekit.documents import Document, read
from coursekit.faults import CourseError, Fault, allowed
from coursekit.quiz.model import Question, QuestionFile

_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
_TYPES: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(Question)[0])
}
_KINDS = {
    "string_type": "text", "bool_type": "true or false", "bool_parsing": "true or false",
    "float_type": "a number", "float_parsing": "a number", "finite_number": "a number",
    "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


@dataclass
class Contents:
    """What one file gave: its sound questions with their places in it, and its faults."""

    document: Document
    chapter: str = ""
    questions: list[tuple[int, Question]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_file(path: Path, root: Path) -> Contents:
    """Read one question file. Faults are kept in the result; nothing is raised for them."""
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
    for place, one in enumerate(each):
        try:
            found.questions.append((place, _QUESTION.validate_python(one)))
        except ValidationError as error:
            kind = one.get("type") if isinstance(one, dict) else None
            model = _TYPES.get(kind) if isinstance(kind, str) else None
            found.faults.extend(_faults(error, document, ("questions", place), model, one))
    return found


def _faults(
    error: ValidationError, document: Document, place: tuple[str | int, ...],
    model: type[BaseModel] | None, given: Any,
) -> Iterator[Fault]:
    for one in error.errors():
        # Tags of unions stand in pydantic's location but not in the file.
        location: list[str | int] = []
        inside = given
        for part in one["loc"]:
            if isinstance(inside, dict | list) and _has(inside, part):
                location.append(part)
                inside = inside[part]  # type: ignore[index]
        yield document.fault([*place, *location], _message(one, location, model, inside))


def _has(inside: dict[Any, Any] | list[Any], part: str | int) -> bool:
    if isinstance(inside, dict):
        return part in inside
    return isinstance(part, int) and part < len(inside)


def _message(
    error: Any, location: Sequence[str | int], model: type[BaseModel] | None, given: Any
) -> str:
    name = next((str(p) for p in reversed(location) if isinstance(p, str)), "question")
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        keys = _keys(model, location[:-1])
        return f"unknown key {name!r}" + (f"; allowed: {allowed(keys, 20)}" if keys else "")
    if kind == "missing":
        return f"the key {str(error['loc'][-1])!r} is missing"
    if kind == "union_tag_not_found":
        return f"the key 'type' is missing; allowed: {allowed(list(_TYPES))}"
    if kind == "union_tag_invalid":
        return f"unknown type {context['tag']!r}; allowed: {allowed(list(_TYPES))}"
    if kind == "literal_error":
        return f"{name}: {given!r} is not allowed; allowed: {context['expected']}"
    if kind == "string_too_short" or (kind == "string_pattern_mismatch" and not given.strip()):
        return f"{name}: the text is empty; write one, or leave the key out where it may be"
    if kind == "string_pattern_mismatch":
        return f"{name}: {given!r} is not allowed; allowed: small letters, digits, single hyphens"
    if kind == "string_unicode":
        return f"{name}: half a character stands in {given!r}; write characters, not their codes"
    if kind == "string_too_long":
        return f"{name}: the text has {len(given)} characters; at most {context['max_length']}"
    if kind == "too_short":
        least = context["min_length"]
        return f"{name}: the list is too short ({context['actual_length']}); at least {least}"
    if kind in _KINDS:
        quote = "; put quotes round it" if kind == "string_type" and not (
            isinstance(given, dict | list) or given is None) else ""
        return f"{name}: {given!r} is not {_KINDS[kind]}{quote}"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"


def _keys(model: type[BaseModel] | None, location: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a place, read off the model."""
    for part in location:
        if model is None:
            return []
        if isinstance(part, str):
            one = next((f for n, f in model.model_fields.items() if (f.alias or n) == part), None)
            model = _model_in(one.annotation) if one else None
    return [f.alias or n for n, f in model.model_fields.items()] if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, types.UnionType, Annotated):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
