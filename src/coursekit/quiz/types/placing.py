"""Items to put in their places: sorting into categories, and matching one to one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from coursekit.faults import allowed
from coursekit.quiz import text
from coursekit.quiz.types.base import (
    MOST,
    UNANSWERED,
    BaseQuestion,
    Finding,
    Id,
    Part,
    Result,
    Text,
    Wrong,
    line,
)

if TYPE_CHECKING:
    from coursekit.data.tables import Tables

#: Stands in an item's feedback for all wrong choices that have none of their own.
OTHERWISE = "otherwise"


class Choice(Part):
    """One place to put items in."""

    id: Id = Field(description="what items name as their key")
    text: Text = Field(description="its name")


class Item(Part):
    """One thing to place: where it belongs, and feedback for each placing."""

    text: Text = Field(description="what is placed, as Markdown in one line")
    key: str = Field(description="id of the place it belongs to")
    feedback: dict[str, Text] = Field(description="for each place, the feedback for choosing it")
    misconceptions: dict[str, Id] = Field(
        default_factory=dict,
        description="for wrong places, the id in misconceptions.yml of the belief behind it",
    )


class _Placing(BaseQuestion):
    """A response lists the id of a place for each item, in the order of the file."""

    items: list[Item] = Field(min_length=2, max_length=MOST, description="what is placed")

    @property
    @abstractmethod
    def places(self) -> list[Choice]:
        """What items can be put in."""

    @property
    @abstractmethod
    def _noun(self) -> str:
        """What messages call one of them."""

    def grade(self, response: Any) -> Result:
        ids = [place.id for place in self.places]
        if not isinstance(response, list) or len(response) != len(self.items):
            return UNANSWERED
        if not all(one in ids for one in response):
            return UNANSWERED
        placed = list(zip(self.items, response, strict=True))
        marks: list[bool | None] = [item.key == place for item, place in placed]
        feedback: list[str | None] = [
            item.feedback.get(place, item.feedback.get(OTHERWISE)) for item, place in placed]
        return Result(True, marks.count(True) / len(marks), all(marks), marks, feedback)

    def right(self) -> list[str]:
        return [item.key for item in self.items]

    def wrong(self) -> Iterator[Wrong]:
        for i, item in enumerate(self.items):
            for place in self.places:
                if place.id != item.key:
                    yield Wrong(("items", i, "misconceptions", place.id),
                                item.misconceptions.get(place.id), named=False)

    def data(self, tables: Tables) -> dict[str, Any]:
        ids = [place.id for place in self.places]
        return {
            "categories": [{"id": p.id, "text": text.plain(p.text)} for p in self.places],
            "items": [
                {
                    "text": line(item.text),
                    "key": item.key,
                    "feedback": {
                        name: line(item.feedback.get(name, item.feedback.get(OTHERWISE)))
                        for name in ids
                    },
                    "misconceptions": item.misconceptions,
                }
                for item in self.items
            ],
        }

    def solved(self, language: str) -> str:
        names = {place.id: escape(text.plain(place.text)) for place in self.places}
        return "".join(f"<p>{line(item.text)}{'' if item.text.strip().endswith('?') else ':'} "
                       f"<strong>{names[item.key]}.</strong> "
                       f"{line(item.feedback[item.key])}</p>" for item in self.items)

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        names = {place.id: escape(text.plain(place.text)) for place in self.places}
        body = "\n".join(f"<li>{line(item.text)}</li>" for item in self.items)
        answer = "\n".join(
            f'<li class="ck-right">{line(item.text)} '
            f"<strong>{names[item.key]}.</strong> {line(item.feedback[item.key])}</li>"
            for item in self.items
        )
        return (
            f'<p class="ck-blank">{say[self.type]} {" · ".join(names.values())}</p>\n'  # type: ignore[attr-defined]
            f'<ul class="ck-bullets">\n{body}\n</ul>',
            f'<ul class="ck-replies">\n{answer}\n</ul>',
        )

    def _place_rules(self, at: str, *, needed: bool) -> Iterator[Finding]:
        """``needed``: each placing needs feedback of its own; else 'otherwise' may stand for it."""
        ids = [place.id for place in self.places]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                yield (at, i), f"the {self._noun} {name!r} stands twice"
            if name == OTHERWISE:
                yield (at, i, "id"), f"{OTHERWISE!r} cannot be the id of a {self._noun}"
        for i, item in enumerate(self.items):
            if item.key not in ids:
                yield ("items", i, "key"), (
                    f"the key {item.key!r} is no {self._noun}; allowed: {allowed(ids)}")
            known: Sequence[str] = ids if needed else [*ids, OTHERWISE]
            missing = [name for name in ids if name not in item.feedback]
            if not needed and OTHERWISE in item.feedback:
                missing = [name for name in missing if name == item.key]
            unknown = [name for name in item.feedback if name not in known]
            if missing:
                hint = "" if needed else f" (or {OTHERWISE!r} for all that are wrong)"
                yield ("items", i, "feedback"), (
                    f"feedback is missing for {allowed(missing)}{hint}; every placing needs its "
                    "own")
            if unknown:
                yield ("items", i, "feedback"), (
                    f"feedback for {allowed(unknown)}, which is no {self._noun}; "
                    f"allowed: {allowed(known)}")
            wrong = [name for name in ids if name != item.key]
            if strangers := [name for name in item.misconceptions if name not in wrong]:
                yield ("items", i, "misconceptions"), (
                    f"a misconception for {allowed(strangers)}, which is no wrong {self._noun} "
                    f"of this item; allowed: {allowed(wrong)}")


class Sort(_Placing):
    """Every item goes into one of the categories; each placing has feedback of its own."""

    type: Literal["sort"] = Field(description="every item goes into one of the categories")
    categories: list[Choice] = Field(
        min_length=2, max_length=MOST, description="in the order they are shown"
    )

    @property
    def places(self) -> list[Choice]:
        return self.categories

    @property
    def _noun(self) -> str:
        return "category"

    def findings(self) -> Iterator[Finding]:
        return self._place_rules("categories", needed=True)


class Match(_Placing):
    """Every item gets one of the choices, and no choice is given twice."""

    type: Literal["match"] = Field(description="every item gets a choice of its own")
    choices_: list[Choice] = Field(
        alias="choices", min_length=2, max_length=MOST,
        description="what items are matched with; some may be left",
    )

    @property
    def places(self) -> list[Choice]:
        return self.choices_

    @property
    def _noun(self) -> str:
        return "choice"

    def findings(self) -> Iterator[Finding]:
        yield from self._place_rules("choices", needed=False)
        keys = [item.key for item in self.items]
        for i, key in enumerate(keys):
            if key in keys[:i]:
                yield ("items", i, "key"), (f"the choice {key!r} is the key of two items; "
                                            "each choice is given once (or use type 'sort')")

    def grade(self, response: Any) -> Result:
        result = super().grade(response)
        twice = result.answered and len(set(response)) < len(response)
        return UNANSWERED if twice else result
