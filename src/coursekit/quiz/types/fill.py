"""A text with gaps, each filled from a drop-down."""

from __future__ import annotations

from collections.abc import Iterator
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
    Option,
    Part,
    Result,
    Text,
    Wrong,
    chosen,
    keyed,
    line,
    option_data,
    option_rules,
    option_wrongs,
)

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class Blank(Part):
    """One gap and what may fill it."""

    id: Id = Field(description="stands in the text in braces")
    options: list[Option] = Field(
        min_length=2, max_length=MOST, description="exactly one of them is the key"
    )


class Fill(BaseQuestion):
    """A text with gaps. A response lists for each blank the place of the option chosen."""

    type: Literal["fill"] = Field(description="gaps in a text are filled from drop-downs")
    text: Text = Field(description="the text, with {id} where a blank stands")
    blanks: list[Blank] = Field(min_length=1, max_length=9, description="in the order of the text")

    def findings(self) -> Iterator[Finding]:
        ids = [blank.id for blank in self.blanks]
        made, gaps = text.gapped(self.text, list(dict.fromkeys(ids)))
        for i, blank in enumerate(self.blanks):
            at = ("blanks", i)
            shown = made.count(text.mark(ids.index(blank.id)))
            if blank.id in ids[:i]:
                yield (*at, "id"), f"the blank {blank.id!r} stands twice"
            elif gaps.count(blank.id) != 1 and f"{{{blank.id}}}" in self.text and shown < 2:
                yield ("text",), (f"{{{blank.id}}} stands in a formula or an address, where no "
                                  "gap can be shown; let it stand among the words")
            elif gaps.count(blank.id) != 1:
                yield (*at, "id"), (f"{{{blank.id}}} stands {gaps.count(blank.id)} times in the "
                                    "text; once is allowed")
            yield from option_rules(blank.options, (*at, "options"))
        for gap in gaps:
            if gap not in ids:
                yield ("text",), f"{{{gap}}} is no blank; allowed: {allowed(ids)}"
        if gaps != ids and sorted(gaps) == sorted(set(ids)):
            yield ("blanks",), "the blanks do not come in the order of the text"

    def grade(self, response: Any) -> Result:
        if not isinstance(response, list) or len(response) != len(self.blanks):
            return UNANSWERED
        picked = []
        for blank, place in zip(self.blanks, response, strict=True):
            at = chosen(blank.options, place)
            if at is None:
                return UNANSWERED
            picked.append(blank.options[at])
        marks: list[bool | None] = [option.key for option in picked]
        feedback: list[str | None] = [option.feedback for option in picked]
        return Result(True, marks.count(True) / len(marks), all(marks), marks, feedback)

    def right(self) -> list[int]:
        return [next(i for i, option in enumerate(blank.options) if option.key)
                for blank in self.blanks]

    def wrong(self) -> Iterator[Wrong]:
        for i, blank in enumerate(self.blanks):
            yield from option_wrongs(blank.options, ("blanks", i, "options"))

    def option_lists(self) -> list[list[Option]]:
        return [blank.options for blank in self.blanks]

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "text": self._filled([text.mark(i) for i in range(len(self.blanks))]),
            "blanks": [
                {"options": [option_data(o) | {"text": text.plain(o.text)} for o in blank.options]}
                for blank in self.blanks
            ],
        }

    def solved(self, language: str) -> str:
        return "".join(keyed(blank.options, f"({i}) ") for i, blank in enumerate(self.blanks, 1))

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        lines, answer = [], []
        for i, blank in enumerate(self.blanks, 1):
            words = " · ".join(escape(text.plain(option.text)) for option in blank.options)
            lines.append(f"<li>({i}) {words}</li>")
            key = next(option for option in blank.options if option.key)
            answer.append(f'<li class="ck-right">({i}) <strong>{line(key.text)}</strong> '
                          f"{line(key.feedback)}</li>")
        listed, replies = "\n".join(lines), "\n".join(answer)
        body = f'<div class="ck-fill">{self.gapped()}</div>\n<ul class="ck-plain">\n{listed}\n</ul>'
        return body, f'<ul class="ck-replies">\n{replies}\n</ul>'

    def gapped(self) -> str:
        """The text as HTML with a numbered line in each gap."""
        return self._filled([f"({i + 1}) ______" for i in range(len(self.blanks))])

    def _filled(self, instead: list[str]) -> str:
        """The text as HTML with something else in its gaps."""
        made, _ = text.gapped(self.text, [blank.id for blank in self.blanks])
        for i, words in enumerate(instead):
            made = made.replace(text.mark(i), words)
        return made
