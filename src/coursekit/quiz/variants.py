"""Questions made from data: the same question for another country or year.

A question with ``variants`` is a pattern. Each variant fills its ``{{names}}`` with values of
its own and with ``values`` looked up in the tables, so the key of each is what the data say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coursekit import dates
from coursekit.complaints import complaints
from coursekit.data.proof import Lookup, Scalar
from coursekit.data.tables import Tables
from coursekit.documents import Location
from coursekit.faults import allowed, quoted
from coursekit.numerals import Kind, written
from coursekit.quiz.kinds import kind_of

_NAME = re.compile(r"\{\{\s*([a-z0-9_]+)\s*(?:\|\s*([a-z]+)\s*)?\}\}")
_BRACED = re.compile(r"\{\{[^{}]*\}\}")
_WORD = re.compile(r"[a-z0-9_]+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FORMS = ("year", "date", "number")
#: Keys of which a reader sees the words: a number among them is written as what it is.
_READ = {"prompt", "text", "feedback", "unchosen", "otherwise", "hints", "solution", "first",
         "last", "alt"}


class Pattern(BaseModel):
    """The keys that make a question a pattern."""

    model_config = ConfigDict(extra="forbid")

    variants: list[dict[str, Scalar]] = Field(
        min_length=2, description="for each variant its id, and the values of {{names}}"
    )
    values: dict[str, Lookup] = Field(
        default_factory=dict, description="values of more {{names}}, looked up for each variant"
    )


class Unfilled(Exception):
    """A pattern that gives no questions; ``findings`` say where and why."""

    def __init__(self, findings: list[tuple[Location, str]]) -> None:
        super().__init__("; ".join(message for _, message in findings))
        self.findings = findings


def filled(given: Any, tables: Tables, language: str = "en") -> list[Any]:
    """The questions that a pattern makes, or the one question that is no pattern.

    Unfilled if the pattern is faulty; CourseError if the data is.
    """
    if isinstance(given, dict) and "variant" in given:
        raise Unfilled([(("variant",), "unknown key 'variant'; a question made from data has "
                                       "'variants'")])
    if not isinstance(given, dict) or not given.keys() & Pattern.model_fields.keys():
        return [given]
    pattern = {key: given[key] for key in Pattern.model_fields if key in given}
    rest = {key: value for key, value in given.items() if key not in pattern}
    findings = list(_faults(pattern))
    if findings:
        raise Unfilled(findings)
    made = []
    for i, variant in enumerate(pattern["variants"]):
        names = {key: value for key, value in variant.items() if key != "id"}
        kinds: dict[str, Kind | None] = {}  # of what was looked up; the file's own stand as written
        for name, lookup in pattern.get("values", {}).items():
            place, said = ("values", name), f"variant {variant['id']!r}: "
            try:
                lookup = _fill(lookup, names, (), language)
                asked = Lookup.model_validate(lookup)
                names[name] = asked.evaluate(tables)
                kinds[name] = kind_of(asked, tables)
            except Unfilled as error:
                findings += [((*place, *at), message) for at, message in error.findings]
            except ValidationError as error:
                findings += [((*place, *at), said + message)
                             for at, message in complaints(error, Lookup, lookup)]
            except (LookupError, TypeError) as error:
                findings.append((place, f"{said}{error.args[0]}"))
        try:
            if not findings:
                made.append({**_kind(rest, kinds), **_fill(rest, names, (), language, kinds),
                             "variant": variant["id"]})
        except Unfilled as error:
            findings += error.findings
        if findings:
            raise Unfilled([(at if at else ("variants", i), said) for at, said in findings])
    return made


def _kind(given: dict[str, Any], kinds: dict[str, Kind | None]) -> dict[str, str]:
    """That the number asked for is a year, where its key is one and the file does not say."""
    key = _NAME.fullmatch(str(given.get("answer")).strip())
    if given.get("type") != "numeric" or given.get("unit") or not key:
        return {}
    return {"is": "year"} if "year" in (key[2], kinds.get(key[1])) else {}


def _faults(pattern: dict[str, Any]) -> Iterator[tuple[Location, str]]:
    if "variants" not in pattern:
        yield ("values",), "'values' go with 'variants': for which is the question to be asked?"
        return
    try:
        Pattern.model_validate(pattern)
    except ValidationError as error:
        yield from complaints(error, Pattern, pattern)
        return
    variants = pattern["variants"]
    names = {key for variant in variants for key in variant}
    seen: set[str] = set()
    for i, variant in enumerate(variants):
        at = ("variants", i)
        missing = sorted(({"id"} | names) - variant.keys())
        if missing:
            yield at, f"this variant lacks {allowed(missing)}; all variants have the same keys"
        elif not isinstance(variant["id"], str) or not _ID.fullmatch(variant["id"]):
            yield (*at, "id"), (f"id: {quoted(variant['id'])} is not allowed; allowed: small "
                                "letters, digits, single hyphens")
        elif variant["id"] in seen:
            yield (*at, "id"), f"the variant {variant['id']!r} stands twice"
        seen.add(str(variant.get("id")))
    values = pattern.get("values", {})
    for name in values.keys() & names:
        yield ("values", name), f"{quoted(name)} is a key of the variants already"
    for at, name in [(("variants", 0, one), one) for one in variants[0]] + [
            (("values", one), one) for one in values]:
        if not _WORD.fullmatch(name):
            yield at, (f"{quoted(name)} cannot stand in {{{{}}}}; allowed: small letters, digits, "
                       "underscores")


def _fill(
    value: Any, names: dict[str, Any], at: Location, language: str,
    kinds: Mapping[str, Kind | None] = MappingProxyType({}),
) -> Any:
    """A copy with its {{names}} filled; a text that is one name alone becomes its value.

    In what a reader sees it becomes words, in which a number is written by its kind.
    """
    if isinstance(value, dict):
        return {key: _fill(child, names, (*at, key), language, kinds)
                for key, child in value.items()}
    if isinstance(value, list):
        return [_fill(child, names, (*at, i), language, kinds) for i, child in enumerate(value)]
    if not isinstance(value, str) or "{{" not in value:
        return value
    for braced in _BRACED.finditer(value):
        if not _NAME.fullmatch(braced[0]):
            raise Unfilled([(at, f"{quoted(braced[0])} is no name; allowed: {{{{name}}}}, or "
                                 f"{{{{name|form}}}} with a form of {allowed(FORMS)}")])
    read = at[:1] != ("proof",) and any(part in _READ for part in at)
    whole = _NAME.fullmatch(value.strip())
    if whole and not read:
        return _value(whole, names, at, language)

    def words(found: re.Match[str]) -> str:
        kind = kinds.get(found[1]) if read and not found[2] else None
        return _shown(_value(found, names, at, language), kind, language)

    return _NAME.sub(words, value)


def _value(found: re.Match[str], names: dict[str, Any], at: Location, language: str) -> Any:
    name, form = found[1], found[2]
    if name not in names:
        raise Unfilled([(at, f"{found[0]} is filled by nothing; allowed: {allowed(list(names))}")])
    value = names[name]
    if form is None:
        return value
    if form not in FORMS:
        raise Unfilled([(at, f"the form {form!r} of {found[0]} is unknown; "
                             f"allowed: {allowed(FORMS)}")])
    try:
        return _formed(value, form, language)
    except (TypeError, ValueError, OverflowError):
        raise Unfilled([(at, f"{found[0]}: {quoted(value)} cannot be written as a {form}")]
                       ) from None


def _formed(value: Any, form: str, language: str) -> Any:
    """A value as year, as date in words, or as a number with its thousands parted.

    >>> _formed("2004-03-29", "year", "en"), _formed("2004-03-29", "date", "en")
    (2004, '29 March 2004')
    """
    if form == "number":
        if isinstance(value, bool) or not math.isfinite(number := float(value)):
            raise ValueError("no number")
        return written(number, language)
    date = str(value)
    if form == "year" or "-" not in date:
        return int(date.split("-")[0])
    return dates.said(date, language)


def _shown(value: Any, kind: Kind | None = None, language: str = "en") -> str:
    """A value among words: a number by its kind, or in full where nothing is known of it.

    >>> _shown(1343, "count"), _shown(2004, "year"), _shown(1343.0)
    ('1,343', '2004', '1343')
    """
    if isinstance(value, list):
        return ", ".join(_shown(one, kind, language) for one in value)
    if kind and isinstance(value, int | float) and not isinstance(value, bool):
        return written(value, language, kind)
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
