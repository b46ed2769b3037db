"""A few typed words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from coursekit.quiz import spelling, text
from coursekit.quiz.spelling import Spelling
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
    and named.
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

    def findings(self) -> Iterator[Finding]:
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
        if not spelling.keys(typed):
            return UNANSWERED
        if spelling.same(typed, self.accept):
            return self._right("")
        for miss in self.near:
            if spelling.same(typed, miss.accept):
                return self._wrong(miss.feedback)
        if meant := spelling.misspelt(typed, self.accept):
            return self._right(meant)
        for miss in self.near:
            if spelling.misspelt(typed, miss.accept):
                return self._wrong(miss.feedback)
        return self._wrong(self.otherwise)

    def right(self) -> str:
        return self.accept[0]

    def wrong(self) -> Iterator[Wrong]:
        for i, miss in enumerate(self.near):
            yield Wrong(("near", i), miss.misconception)

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "accept": [text.clean(one) for one in self.accept],
            "feedback": line(self.feedback),
            "near": [
                {"accept": [text.clean(one) for one in miss.accept],
                 "feedback": line(miss.feedback), "misconception": miss.misconception or ""}
                for miss in self.near
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

    def _right(self, meant: str) -> Result:
        return Result(True, 1.0, True, [True], [self.feedback], Spelling(meant))

    def _wrong(self, feedback: str) -> Result:
        return Result(True, 0.0, False, [False], [feedback], Spelling(""))
