"""True or false, and why: the reason is chosen after the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from coursekit.documents import Location
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
    line,
    option_data,
    option_rules,
    option_wrongs,
)

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class Truth(BaseQuestion):
    """A statement. The verdict alone, without the right reason, earns half.

    A response is ``{"verdict": True, "reason": 0}``, the reason by its place among those
    offered after that verdict.
    """

    type: Literal["truth"] = Field(description="a statement is true or false, for a reason")
    answer: bool = Field(description="whether the statement is true")
    if_true: list[Option] = Field(
        min_length=1, max_length=MOST, description="reasons offered after 'true'"
    )
    if_false: list[Option] = Field(
        min_length=1, max_length=MOST, description="reasons offered after 'false'"
    )

    def reasons(self, verdict: bool) -> list[Option]:
        """The reasons offered after a verdict."""
        return self.if_true if verdict else self.if_false

    def findings(self) -> Iterator[Finding]:
        for verdict, at in ((True, "if_true"), (False, "if_false")):
            reasons = self.reasons(verdict)
            yield from option_rules(reasons, (at,), keys=int(verdict == self.answer))
            if verdict == self.answer and len(reasons) < 2:
                yield (at,), "the right verdict needs at least two reasons to choose from"

    def grade(self, response: Any) -> Result:
        if not isinstance(response, dict) or not isinstance(response.get("verdict"), bool):
            return UNANSWERED
        verdict = response["verdict"]
        reasons = self.reasons(verdict)
        at = chosen(reasons, response.get("reason"))
        if at is None:
            return UNANSWERED
        reason, right = reasons[at], verdict == self.answer
        score = 1.0 if reason.key else 0.5 if right else 0.0
        return Result(True, score, reason.key, [right, reason.key], [None, reason.feedback])

    def right(self) -> dict[str, Any]:
        reasons = self.reasons(self.answer)
        return {"verdict": self.answer,
                "reason": next(i for i, reason in enumerate(reasons) if reason.key)}

    def wrong(self) -> Iterator[Wrong]:
        yield from option_wrongs(self.if_true, ("if_true",))
        yield from option_wrongs(self.if_false, ("if_false",))

    def unasserted(self) -> Iterator[Location]:
        yield from super().unasserted()
        if not self.answer:
            yield ("prompt",)

    def option_lists(self) -> list[list[Option]]:
        return [self.reasons(self.answer)]

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "answer": self.answer,
            "ifTrue": [option_data(option) for option in self.if_true],
            "ifFalse": [option_data(option) for option in self.if_false],
        }

    def solved(self, language: str) -> str:
        return keyed(self.reasons(self.answer))

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        body, answer = [], []
        for verdict in (True, False):
            word = say["true" if verdict else "false"]
            reasons = self.reasons(verdict)
            listed = "\n".join(f"<li>{line(reason.text)}</li>" for reason in reasons)
            body.append(f'<p class="ck-blank">{word}, {say["because"]}</p>\n'
                        f'<ul class="ck-bullets">\n{listed}\n</ul>')
            answer += [
                f'<li class="{"ck-right" if reason.key else "ck-wrong"}"><strong>{word}:</strong> '
                f"{line(reason.text)} <em>{line(reason.feedback)}</em></li>"
                for reason in sorted(reasons, key=lambda one: not one.key)
            ]
        right = say["true" if self.answer else "false"]
        listed = "\n".join(answer)
        return "\n".join(body), (f'<p class="ck-right"><strong>{right}.</strong></p>\n'
                                 f'<ul class="ck-replies">\n{listed}\n</ul>')
