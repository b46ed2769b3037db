"""Items to put in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from coursekit.quiz import text
from coursekit.quiz.types.base import (
    MOST,
    UNANSWERED,
    BaseQuestion,
    Finding,
    Part,
    Result,
    Text,
    Wrong,
    line,
)

if TYPE_CHECKING:
    from coursekit.data.tables import Tables


class Step(Part):
    """One item, which stands in the file where it belongs."""

    text: Text = Field(description="what is ordered, as Markdown in one line")
    feedback: Text = Field(description="why it stands where it stands")


class Order(BaseQuestion):
    """Items in order. A response lists their places in the file, from first to last.

    As many items as stand in order among themselves count as right: who puts the last one
    first has misplaced one item and not all.
    """

    type: Literal["order"] = Field(description="items are put in order")
    first: Text = Field(description="what stands at the top, such as 'earliest'")
    last: Text = Field(description="what stands at the bottom, such as 'latest'")
    items: list[Step] = Field(
        min_length=3, max_length=MOST, description="in the right order"
    )

    def findings(self) -> Iterator[Finding]:
        seen: set[str] = set()
        for i, item in enumerate(self.items):
            words = " ".join(item.text.split())
            if words in seen:
                yield ("items", i, "text"), f"the item {words!r} stands twice"
            seen.add(words)

    def grade(self, response: Any) -> Result:
        places = range(len(self.items))
        whole = isinstance(response, list) and all(type(one) is int for one in response)
        if not whole or sorted(response) != list(places):
            return UNANSWERED
        kept = in_order(response)
        marks: list[bool | None] = [place in kept for place in places]
        feedback: list[str | None] = [item.feedback for item in self.items]
        score = (len(kept) - 1) / (len(self.items) - 1)
        return Result(True, score, all(marks), marks, feedback)

    def right(self) -> list[int]:
        return list(range(len(self.items)))

    def wrong(self) -> Iterator[Wrong]:
        yield from ()

    def data(self, tables: Tables) -> dict[str, Any]:
        return {
            "first": text.plain(self.first),
            "last": text.plain(self.last),
            "items": [{"text": line(item.text), "feedback": line(item.feedback)}
                      for item in self.items],
        }

    def solved(self, language: str) -> str:
        listed = "".join(f"<li><strong>{line(item.text)}</strong> {line(item.feedback)}</li>"
                         for item in self.items)
        return f"<ol>{listed}</ol>"

    def still(self, say: dict[str, str], language: str, tables: Tables) -> tuple[str, str]:
        # By the alphabet, so that the order gives nothing away.
        mixed = sorted(self.items, key=lambda item: text.plain(item.text).lower())
        body = "\n".join(f"<li>{line(item.text)}</li>" for item in mixed)
        answer = "\n".join(f'<li class="ck-right"><strong>{line(item.text)}</strong> '
                           f"{line(item.feedback)}</li>" for item in self.items)
        ends = " – ".join(escape(text.plain(end)) for end in (self.first, self.last))
        return (f'<p class="ck-blank">{say["order"]} {ends}</p>\n'
                f'<ul class="ck-bullets">\n{body}\n</ul>',
                f'<ol class="ck-replies">\n{answer}\n</ol>')


def in_order(response: Sequence[int]) -> set[int]:
    """The largest set of items that stand in order among themselves.

    Where several are as large, the one whose last items come earliest in the right order.

    >>> sorted(in_order([3, 0, 1, 2])), sorted(in_order([1, 0, 2]))
    ([0, 1, 2], [0, 2])
    """
    tails: list[int] = []  # the smallest item that ends a run of each length
    before: dict[int, int | None] = {}
    for item in response:
        at = bisect_left(tails, item)
        before[item] = tails[at - 1] if at else None
        tails[at:at + 1] = [item]
    kept: set[int] = set()
    item: int | None = tails[-1] if tails else None
    while item is not None:
        kept.add(item)
        item = before[item]
    return kept
