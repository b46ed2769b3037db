"""A few typed words."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, PrivateAttr

from coursekit.documents import Location
from coursekit.quiz import spelling, text
from coursekit.quiz.spelling import Form, Meant, Spelling
from coursekit.quiz.types.base import (
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

Words = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\w")]


class NearMiss(Part):
    """Another answer that is often given in its place."""

    accept: list[Words] = Field(min_length=1, description="its spellings")
    feedback: Text = Field(description="what it is, and why it is not what was asked for")
    misconception: Id | None = Field(
        default=None, description="id in misconceptions.yml of the belief behind it"
    )


class ShortText(BaseQuestion):
    """A name or a term. A response is the text typed.

    Case, accents, hyphens and articles do not count, a small slip of spelling is forgiven
    and named. Where a slip would make another word, the reader is asked what was meant; what
    is another word for certain, of those that the course knows, is not right.
    """

    type: Literal["short"] = Field(description="a few words are typed")
    accept: list[Words] = Field(
        min_length=1, description="accepted spellings, the first as it is written"
    )
    feedback: Text = Field(description="feedback for the right words")
    near: list[NearMiss] = Field(
        default_factory=list, description="other answers that are often given"
    )
    otherwise: Text = Field(description="feedback for any other words")

    _names: list[tuple[str, ...]] = PrivateAttr(default_factory=list)

    def know(self, names: Iterable[tuple[str, ...]]) -> None:
        self._names = list(names)

    def typed(self) -> Iterator[tuple[Location, str]]:
        for i, one in enumerate(self.accept):
            yield ("accept", i), one
        for i, miss in enumerate(self.near):
            yield from ((("near", i, "accept", j), one) for j, one in enumerate(miss.accept))

    def findings(self) -> Iterator[Finding]:
        yield from self._mistaken()
        seen: dict[str, str] = {}
        lists = [(("accept",), self.accept)]
        lists += [(("near", i, "accept"), miss.accept) for i, miss in enumerate(self.near)]
        for at, words in lists:
            for i, one in enumerate(words):
                forms = spelling.keys(one)
                if not forms:
                    yield (*at, i), f"{one!r} holds no letter and no digit to compare"
                for form in forms & seen.keys():
                    yield (*at, i), (f"{one!r} is read as the same as {seen[form]!r}, which "
                                     "stands before it; once is enough")
                    break
                seen.update((form, one) for form in forms)

    def grade(self, response: Any) -> Result:
        typed = response if isinstance(response, str) else ""
        typed_keys = spelling.keys(typed)
        if not typed_keys:
            return UNANSWERED
        if spelling.found(typed, self._accepted):
            return self._right("")
        for miss, others in zip(self.near, self._nearby, strict=True):
            if spelling.found(typed, others):
                return self._wrong(miss.feedback)
        other = bool(typed_keys & set(self._others))
        if not other and (form := spelling.found(typed, self._accepted, spelling.FREE)):
            return self._right(form.written)
        for miss, others in zip(self.near, self._nearby, strict=True):
            if spelling.found(typed, others, spelling.FREE):
                return self._wrong(miss.feedback)
        if not other and (form := spelling.found(typed, self._accepted, spelling.ASK)):
            return Result(answered=False, reading=Meant(form.written))
        return self._wrong(self.otherwise)

    def right(self) -> str:
        return self.accept[0]

    def wrong(self) -> Iterator[Wrong]:
        for i, miss in enumerate(self.near):
            yield Wrong(("near", i), miss.misconception)

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "accept": [text.clean(one) for one in self.accept],
            "forms": _shapes(self._accepted),
            "others": self._others,
            "feedback": line(self.feedback),
            "near": [
                {"forms": _shapes(forms),
                 "feedback": line(miss.feedback), "misconception": miss.misconception or ""}
                for miss, forms in zip(self.near, self._nearby, strict=True)
            ],
            "otherwise": line(self.otherwise),
        }

    def solved(self, language: str) -> str:
        return (f"<p><strong>{escape(text.clean(self.accept[0]))}</strong></p>"
                f"<p>{line(self.feedback)}</p>")

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        return (
            f'<p class="ck-blank">{say["blank"]} <span class="ck-line"></span></p>',
            f'<p class="ck-right"><strong>{escape(text.clean(self.accept[0]))}.'
            f"</strong> {line(self.feedback)}</p>",
        )

    @functools.cached_property
    def _accepted(self) -> list[Form]:
        return spelling.forms([text.clean(one) for one in self.accept])

    @functools.cached_property
    def _nearby(self) -> list[list[Form]]:
        return [spelling.forms([text.clean(one) for one in miss.accept]) for miss in self.near]

    @functools.cached_property
    def _others(self) -> list[str]:
        """Words that would count as slips, and are others; see :func:`spelling.others`."""
        return spelling.others(self.accept, self._names)

    def _mistaken(self) -> Iterator[Finding]:
        """Accepted spellings that are read as another answer when they are typed as printed."""
        together = [f"{one} ({other})" for one in self.accept[:1] for other in self.accept[1:]]
        for typed in [*self.accept, *together]:
            result = self.grade(typed)
            if result.answered and not result.correct:
                yield ("accept",), f"{typed!r} is accepted, and whoever types it is not right"

    def _right(self, meant: str) -> Result:
        return Result(True, 1.0, True, [True], [self.feedback], Spelling(meant))

    def _wrong(self, feedback: str) -> Result:
        return Result(True, 0.0, False, [False], [feedback], Spelling(""))


def _shapes(forms: list[Form]) -> list[list[str]]:
    return [[form.key, form.mask, form.written] for form in forms]
