"""What all types of question share: their common keys, options, results, texts and version."""

from __future__ import annotations

import functools
import hashlib
import json
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from coursekit.data.proof import Proof, Proofs, as_list
from coursekit.documents import Location
from coursekit.quiz import text

if TYPE_CHECKING:
    from coursekit.data.tables import Tables
    from coursekit.quiz.numbers import OtherUnit, Reading
    from coursekit.quiz.spelling import Meant, Spelling

Text = Annotated[str, Field(min_length=1, max_length=5000, pattern=r"\S")]
Id = Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]  # neither "7" nor yes
Finding = tuple[Location, str]

#: More things than these in one list nobody compares.
MOST = 50

ROLES = ("section", "wrap-up", "diagnostic")
# Keys whose values no reader sees, or sees as they are and not as Markdown.
_SILENT = {
    "id", "type", "role", "section", "points_to", "objective", "sources", "proof", "key",
    "misconception", "misconceptions", "reread", "variant", "area", "at", "map", "unit", "accept",
    "transfer", "is",
}
# What may change without the question being another one: an old answer still belongs to it.
_BESIDE = _SILENT - {"id", "type", "key", "unit", "accept", "area", "at", "map", "variant"} | {
    "feedback", "unchosen", "otherwise", "hints", "solution", "mistakes", "near", "pinned",
}


class Part(BaseModel):
    """A part of a question file: no key that it does not know."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Result:
    """What a response earns.

    ``score`` runs from 0 to 1. ``marks`` and ``feedback`` run beside the options or items
    (a typed answer has one of each): whether it was handled rightly, and the text to show;
    None where there is nothing to say. ``reading`` is how a typed answer was understood. A
    response that is not ``answered`` is empty, or cannot be read, and is not graded; its
    ``reading`` says what may be amiss, where that is known.
    """

    answered: bool
    score: float = 0.0
    correct: bool = False
    marks: list[bool | None] = field(default_factory=list)
    feedback: list[str | None] = field(default_factory=list)
    reading: Reading | OtherUnit | Spelling | Meant | None = None


UNANSWERED = Result(answered=False)


@dataclass(frozen=True)
class Wrong:
    """A wrong answer to choose, or a typical one to type: where it stands and what it stands for.

    ``named`` says whether it must stand for a misconception: a wrong placing may be a slip.
    """

    place: Location
    misconception: str | None
    named: bool = True


class Option(Part):
    """One answer to choose, with feedback of its own for choosing it."""

    text: Text = Field(description="the answer, as Markdown in one line")
    key: bool = Field(default=False, description="true for a right answer")
    feedback: Text = Field(description="what choosing it assumes, and what is wrong with that")
    unchosen: Text | None = Field(
        default=None, description="multiple choice: feedback where this key was left out"
    )
    pinned: bool = Field(default=False, description="keeps its place when options are shuffled")
    misconception: Id | None = Field(
        default=None, description="id in misconceptions.yml of the belief a wrong option stands for"
    )
    reread: str | None = Field(
        default=None, description="where to read again, if not in the question's own section: "
        "a section, or chapter#section"
    )


class BaseQuestion(Part):
    """The keys that every question has. A type adds its own, and the methods below."""

    id: Id = Field(description="unique in the whole course, never changed once published")
    variant: Literal[""] | Id = Field(
        default="", description="set by the bank for a question made from data; not written"
    )
    role: Literal[ROLES] = Field(  # type: ignore[valid-type]
        default="section", description="where it is asked: after a section, at the end of the "
        "chapter, or before the course"
    )
    section: str | None = Field(
        default=None, description="heading of this chapter, as its anchor: where to read again"
    )
    points_to: str | None = Field(
        default=None, description="diagnostic: the chapter to begin with when it is missed"
    )
    objective: str = Field(description="id of an objective in course.yml")
    transfer: bool = Field(
        default=False, description="true where it asks the objective of a case that the chapter "
        "does not treat: another country, year or document"
    )
    sources: list[str] = Field(min_length=1, description="ids of data/sources.csv")
    prompt: Text = Field(description="the question, as Markdown; formulas as $...$")
    hints: list[Text] = Field(
        default_factory=list, max_length=3, description="up to three, general to nearly done"
    )
    solution: Text | None = Field(
        default=None, description="the way to the answer, shown on demand after a try"
    )
    proof: Proofs | None = Field(
        default=None, description="look-ups in the tables that give the key: one, or a list"
    )

    @property
    def proofs(self) -> list[Proof]:
        """The look-ups that prove the key."""
        return as_list(self.proof)

    @functools.cached_property
    def version(self) -> str:
        """Eight digits that change when what is asked, or what is right, changes."""
        asked = _without(self.model_dump(by_alias=True, exclude_defaults=True), _BESIDE)
        written = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Every text that a reader sees as Markdown, with its place."""
        return _texts(self.model_dump(by_alias=True, exclude_defaults=True), ())

    def typed(self) -> Iterator[tuple[Location, str]]:
        """Every text that is compared with what is typed, or stands beside its field."""
        yield from ()

    def options_anywhere(self) -> Iterator[tuple[Location, Option]]:
        """Every option of the question, in whatever list it stands, with its place."""
        return _options(self, ())

    # What a type of question must say --------------------------------------------

    @abstractmethod
    def findings(self) -> Iterator[Finding]:
        """What is wrong with it beyond its form: where in it, and what is allowed."""

    def unfit(self, tables: Tables) -> Iterator[Finding]:
        """What it names in the tables that is not there."""
        yield from ()

    def learn(self, tables: Tables) -> None:
        """Learn from the tables what the file need not say."""

    def know(self, names: Iterable[tuple[str, ...]]) -> None:
        """Learn what else the course calls by name, each thing with its spellings."""

    @abstractmethod
    def grade(self, response: Any) -> Result:
        """Grade one response; its form is told by the type."""

    @abstractmethod
    def right(self) -> Any:
        """The response that earns all."""

    @abstractmethod
    def wrong(self) -> Iterator[Wrong]:
        """Every wrong answer that has feedback of its own."""

    def unasserted(self) -> Iterator[Location]:
        """The places of texts that the course does not vouch for: wrong answers on offer."""
        for wrong in self.wrong():
            yield (*wrong.place, "text")

    def option_lists(self) -> list[Sequence[Option]]:
        """The lists of options of which one is right, where the type has such."""
        return []

    @abstractmethod
    def data(self, tables: Tables) -> dict[str, Any]:
        """What the front end needs besides the common keys: see ``frontend/grading.js``."""

    @abstractmethod
    def solved(self, language: str) -> str:
        """The right answer and why, as HTML."""

    @abstractmethod
    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        """Body and answer as HTML, for paper and pages without JavaScript."""


def letter(place: int) -> str:
    """The letter of a place in a list: A to Z, then two of them.

    >>> letter(0), letter(25), letter(26), letter(49)
    ('A', 'Z', 'AA', 'AX')
    """
    return (letter(place // 26 - 1) if place > 25 else "") + chr(65 + place % 26)


def line(markdown: str | None) -> str:
    """Markdown as safe HTML in one line; nothing for nothing."""
    return text.html(markdown, inline=True) if markdown else ""


def keyed(options: Sequence[Option], before: str = "") -> str:
    """The right ones of a list of options with their feedback, a paragraph each, as HTML."""
    return "".join(
        f"<p>{before}<strong>{line(option.text)}</strong></p><p>{line(option.feedback)}</p>"
        for option in options if option.key)


def option_rules(
    options: Sequence[Option], at: Location, *, keys: int | None = 1, unchosen: bool = False
) -> Iterator[Finding]:
    """What is wrong with a list of options; ``keys`` is how many of them must be right."""
    found = sum(option.key for option in options)
    if keys is not None and found != keys:
        wanted = "exactly one option is the key" if keys else "no option may be a key"
        yield at, f"{at[-1]}: {wanted}; this list has {found}"
    seen: set[str] = set()
    for i, option in enumerate(options):
        words = " ".join(option.text.split())
        if words in seen:
            yield (*at, i, "text"), f"the option {words!r} stands twice"
        seen.add(words)
        if option.unchosen and not (option.key and unchosen):
            yield (*at, i, "unchosen"), (
                "'unchosen' is for a key of a multiple choice that was left out")
        if option.key and option.misconception:
            yield (*at, i, "misconception"), "a right option stands for no misconception"


def option_wrongs(options: Sequence[Option], at: Location) -> Iterator[Wrong]:
    """The wrong ones of a list of options."""
    for i, option in enumerate(options):
        if not option.key:
            yield Wrong((*at, i), option.misconception)


def option_data(option: Option) -> dict[str, Any]:
    """One option for the front end."""
    return {
        "text": line(option.text),
        "key": option.key,
        "feedback": line(option.feedback),
        "unchosen": line(option.unchosen),
        "pinned": option.pinned,
        "misconception": option.misconception or "",
        "reread": option.reread or "",
    }


def chosen(options: Sequence[Option], place: Any) -> int | None:
    """The place of the option that a response names; None for none or one that is not there."""
    whole = isinstance(place, int) and not isinstance(place, bool)
    return place if whole and 0 <= place < len(options) else None


def one_of(options: Sequence[Option], place: Any) -> Result:
    """The result of choosing one of several options."""
    at = chosen(options, place)
    if at is None:
        return UNANSWERED
    key = options[at].key
    only = [i == at for i in range(len(options))]
    return Result(True, float(key), key, [key if o else None for o in only],
                  [options[at].feedback if o else None for o in only])


def _options(part: Part, at: Location) -> Iterator[tuple[Location, Option]]:
    for name, about in type(part).model_fields.items():
        value = getattr(part, name)
        for i, one in enumerate(value if isinstance(value, list) else ()):
            place = (*at, about.alias or name, i)
            if isinstance(one, Option):
                yield place, one
            elif isinstance(one, Part):
                yield from _options(one, place)


def _without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, dict):
        return {k: _without(v, keys) for k, v in value.items() if k not in keys}
    return [_without(v, keys) for v in value] if isinstance(value, list) else value


def _texts(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, child in value.items():
            if key not in _SILENT:
                yield from _texts(child, (*at, key))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _texts(child, (*at, i))
