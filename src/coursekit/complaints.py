"""What a model refuses in a file, in words: where it stands, what it is, what is allowed."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from coursekit.documents import Location
from coursekit.faults import allowed, quoted

# Set by the bank, and by nobody who writes a file.
_UNWRITTEN = {"variant"}
_KINDS = {
    "string_type": "text", "bool_type": "true or false", "bool_parsing": "true or false",
    "float_type": "a number", "float_parsing": "a number", "finite_number": "a number",
    "int_type": "a whole number", "int_parsing": "a whole number",
    "int_from_float": "a whole number", "int_parsing_size": "a whole number",
    "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def complaints(
    error: ValidationError, model: type[BaseModel] | None, given: Any, *,
    tags: Sequence[str] = (), more: Sequence[str] = (),
    written: Mapping[Location, str] | None = None, at: Location = (),
) -> Iterator[tuple[Location, str]]:
    """Where in ``given`` something is wrong, and what.

    ``model`` is the one that refused it; ``tags`` are the types it is a choice of, and
    ``more`` the keys that may stand beside its own. ``written`` has the words of its file where
    they are not the value (:class:`~coursekit.documents.Document`), ``at`` is its place in it.
    """
    said_in_file = _Written(given, written or {}, at)
    errors = [(_place(one["loc"], given), one) for one in error.errors(include_url=False)]
    # What fits none of several forms is refused once for each of them.
    forms: dict[Location, list[str]] = {}
    for place, one in errors:
        if _is_form(one):
            forms.setdefault(place, []).append(one["type"])
    around = {place[:end] for place, _ in errors for end in range(len(place))}
    said: set[Location] = set()
    for place, one in errors:
        refused = forms.get(place, [])
        if len(refused) < 2 or not _is_form(one):
            yield place, _message(one, place, model, said_in_file, tags, more)
        elif place not in said and place not in around:
            said.add(place)
            yield place, _none_of(refused, place, said_in_file)


def _is_form(error: Any) -> bool:
    """Whether something was refused because it has another form; keys of mappings aside."""
    return (error["type"] in _KINDS or error["type"] == "string_unicode"
            ) and error["loc"][-1:] != ("[key]",)


def _place(loc: Sequence[str | int], given: Any) -> Location:
    """The location in the file: tags of unions stand in pydantic's, but not in the file."""
    place: Location = ()
    for part in loc:
        if _has(given, part):
            place, given = (*place, part), given[part]
    return place


def _has(inside: Any, part: str | int) -> bool:
    if isinstance(inside, dict):
        return part in inside
    return isinstance(inside, list) and isinstance(part, int) and part < len(inside)


class _Written:
    """What was given, by its place, and how it stands in the file."""

    def __init__(self, given: Any, written: Mapping[Location, str], at: Location) -> None:
        self._given, self._written, self._at = given, written, at

    def value(self, place: Location) -> Any:
        given = self._given
        for part in place:
            given = given[part]
        return given

    def shown(self, place: Location) -> str:
        """A part as its file has it: in quotation marks, but for a number that is plain."""
        value = self.value(place)
        if value is None or isinstance(value, str | dict | list):
            return quoted(value if value is not None else self._written.get(
                (*self._at, *place)) or None)
        written = self._written.get((*self._at, *place))
        plain = quoted(value)
        return plain if written in (None, plain) else quoted(written)

    def in_marks(self, place: Location) -> bool:
        """Whether a part is text because it stands in quotation marks."""
        return self._written.get((*self._at, *place), "")[:1] in ("'", '"')


def _name(place: Location) -> str:
    return next((str(part) for part in reversed(place) if isinstance(part, str)), "question")


def _none_of(kinds: Sequence[str], place: Location, given: _Written) -> str:
    if "string_unicode" in kinds:
        return _half(_name(place), given.value(place))
    wanted = list(dict.fromkeys(_KINDS[kind] for kind in kinds if kind in _KINDS))
    if "a number" in wanted and "a whole number" in wanted:
        wanted.remove("a whole number")
    return f"{_name(place)}: {_is_not(place, given, ' or '.join(wanted))}"


def _is_not(place: Location, given: _Written, wanted: str) -> str:
    value = given.value(place)
    if value is None and given.shown(place) == "nothing":
        return f"nothing stands here; {wanted} is needed"
    hint = ""
    if wanted == "text" and not isinstance(value, dict | list):
        hint = "; put quotes round it"
    elif "text" not in wanted and isinstance(value, str) and given.in_marks(place):
        hint = "; take the quotes away"
    elif isinstance(value, dict) and wanted == "text":
        hint = "; text with a colon or in braces stands in quotation marks"
    elif isinstance(value, list) and wanted == "text":
        hint = "; text that begins with a bracket or a hyphen stands in quotation marks"
    return f"{given.shown(place)} is not {wanted}{hint}"


def _half(name: str, value: Any) -> str:
    return f"{name}: half a character stands in {quoted(value)}; write characters, not their codes"


def _message(
    error: Any, place: Location, model: type[BaseModel] | None, given: _Written,
    tags: Sequence[str], more: Sequence[str],
) -> str:
    name, value, shown = _name(place), given.value(place), given.shown(place)
    kind, context = error["type"], error.get("ctx", {})
    if error["loc"][-1:] == ("[key]",):  # the key is refused and not what stands under it
        value = error["loc"][-2]
        shown, name = quoted(value), _name(place[:-1])
    if kind in ("extra_forbidden", "invalid_key"):
        keys = _keys(model, place[:-1], more)
        return (f"unknown key {quoted(error['loc'][-1])}"
                + (f"; allowed: {allowed(keys, 20)}" if keys else ""))
    if kind == "missing":
        return f"the key {str(error['loc'][-1])!r} is missing"
    if kind == "union_tag_not_found":
        return f"the key 'type' is missing; allowed: {allowed(tags)}"
    if kind == "union_tag_invalid":
        return f"unknown type {quoted(value.get('type'))}; allowed: {allowed(tags)}"
    if kind == "literal_error":
        return f"{name}: {shown} is not allowed; allowed: {context['expected']}"
    if kind == "string_too_short" and value.strip():
        least = error["ctx"]["min_length"]
        return f"{name}: the text is too short ({len(value)} characters); at least {least}"
    if kind == "string_too_short" or (kind == "string_pattern_mismatch" and not value.strip()):
        return f"{name}: the text is empty; write one, or leave the key out where it may be"
    if kind == "string_pattern_mismatch" and context["pattern"] == r"\w":
        return f"{name}: {quoted(value)} holds no letter and no digit"
    if kind == "string_pattern_mismatch":
        return (f"{name}: {quoted(value)} is not allowed; allowed: small letters, digits, "
                "single hyphens")
    if kind == "string_unicode":
        return _half(name, value)
    if kind == "string_too_long":
        return f"{name}: the text has {len(value)} characters; at most {context['max_length']}"
    if kind == "too_short":
        least = context["min_length"]
        return f"{name}: the list is too short ({context['actual_length']}); at least {least}"
    if kind == "too_long":
        return (f"{name}: the list is too long ({len(value)}); "
                f"at most {context['max_length']}")
    if kind in _KINDS and error["loc"][-1:] == ("[key]",):
        return f"{name}: {shown} is not {_KINDS[kind]}; put quotes round it"
    if kind in _KINDS:
        return f"{name}: {_is_not(place, given, _KINDS[kind])}"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"


def _keys(
    model: type[BaseModel] | None, place: Location, more: Sequence[str] = ()
) -> list[str]:
    """The keys that may stand at a place, read off the model."""
    inside, named = model, False
    for part in place:
        if named or not isinstance(part, str):
            named = False  # a key of the file's own, or a place in a list
            continue
        fields = inside.model_fields.items() if inside else ()
        about = next((f for n, f in fields if (f.alias or n) == part), None)
        inside = _model_in(about.annotation) if about else None
        named = about is not None and get_origin(about.annotation) is dict
    if inside is None:
        return []
    keys = [about.alias or name for name, about in inside.model_fields.items()
            if name not in _UNWRITTEN]
    return keys if place else [*keys, *more]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, dict, Union, types.UnionType, Annotated):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
