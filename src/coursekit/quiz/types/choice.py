"""Single and multiple choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from coursekit.quiz.types.base import (
    MOST,
    UNANSWERED,
    BaseQuestion,
    Finding,
    Option,
    Result,
    Wrong,
    chosen,
    keyed,
    letter,
    line,
    one_of,
    option_data,
    option_rules,
    option_wrongs,
)

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class SingleChoice(BaseQuestion):
    """One of several options is right. A response is the place of the option chosen."""

    type: Literal["single"] = Field(description="one of several options is right")
    options: list[Option] = Field(
        min_length=2, max_length=MOST, description="exactly one of them is the key"
    )

    def findings(self) -> Iterator[Finding]:
        keys = sum(option.key for option in self.options)
        if keys != 1:
            yield ("options",), f"a single choice has exactly one key; this one has {keys}"
        yield from option_rules(self.options, ("options",), keys=None)

    def grade(self, response: Any) -> Result:
        return one_of(self.options, response)

    def right(self) -> int:
        return next(i for i, option in enumerate(self.options) if option.key)

    def wrong(self) -> Iterator[Wrong]:
        return option_wrongs(self.options, ("options",))

    def option_lists(self) -> list[list[Option]]:
        return [self.options]

    def data(self, tables: Tables) -> dict[str, Any]:
        return {"options": [option_data(option) for option in self.options]}

    def solved(self, language: str) -> str:
        return keyed(self.options)

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        return still_options(self.options, say)


class MultipleChoice(BaseQuestion):
    """Several options may be right, each worth a part. A response lists the places chosen."""

    type: Literal["multiple"] = Field(description="several of the options are right")
    options: list[Option] = Field(
        min_length=3, max_length=MOST,
        description="at least one is a key, at least one is not",
    )

    def findings(self) -> Iterator[Finding]:
        keys = sum(option.key for option in self.options)
        if keys == 0:
            yield ("options",), "a multiple choice needs at least one key; this one has none"
        elif keys == len(self.options):
            yield ("options",), "every option is a key; at least one must be wrong"
        yield from option_rules(self.options, ("options",), keys=None, unchosen=True)

    def grade(self, response: Any) -> Result:
        """Each key chosen counts for, each other option chosen counts against."""
        places = response if isinstance(response, list) else []
        if not places or any(chosen(self.options, place) is None for place in places):
            return UNANSWERED
        marks: list[bool | None] = []
        feedback: list[str | None] = []
        earned = 0
        for place, option in enumerate(self.options):
            if place in places:
                marks.append(option.key)
                feedback.append(option.feedback)
                earned += 1 if option.key else -1
            else:
                marks.append(False if option.key else None)
                feedback.append(option.unchosen if option.key else None)
        keys = sum(option.key for option in self.options)
        return Result(True, max(0.0, earned / keys), False not in marks, marks, feedback)

    def right(self) -> list[int]:
        return [i for i, option in enumerate(self.options) if option.key]

    def wrong(self) -> Iterator[Wrong]:
        return option_wrongs(self.options, ("options",))

    def data(self, tables: Tables) -> dict[str, Any]:
        return {"options": [option_data(option) for option in self.options]}

    def solved(self, language: str) -> str:
        return keyed(self.options)

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        return still_options(self.options, say)


def still_options(options: list[Option], say: dict[str, str]) -> tuple[str, str]:
    """Options with letters, and what each of them is answered with."""
    lettered = [(letter(place), option) for place, option in enumerate(options)]
    body = "\n".join(
        f'<li><span class="ck-letter">{name}</span> <span>{line(o.text)}</span></li>'
        for name, o in lettered
    )
    answer = "\n".join(
        f'<li class="{"ck-right" if o.key else "ck-wrong"}">'
        f"<strong>{say['key'].format(name) if o.key else name + '.'}</strong> "
        f"{line(o.feedback)}</li>"
        for name, o in lettered
    )
    return f'<ul class="ck-plain">\n{body}\n</ul>', f'<ul class="ck-replies">\n{answer}\n</ul>'
