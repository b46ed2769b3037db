"""HTML that was made here as lines of plain words, for a terminal."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "br", "thead", "tbody"}


def lines(made: str) -> list[str]:
    """The words of some HTML, a line for each paragraph, item of a list and row of a table.

    >>> lines("<p><strong>IFOR</strong></p><p>Right. See</p><ol><li>a</li><li><em>b</em></li></ol>")
    ['IFOR', 'Right. See', '1. a', '2. b']
    """
    reader = _Reader()
    reader.feed(made)
    reader.close()
    return [line for line in (" ".join(said.split()) for said in reader.said)
            if re.search(r"\S", re.sub(r"^(?:-|\d+\.)$", "", line))]


class _Reader(HTMLParser):
    """Collects the words; of a formula those that it is spoken with."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = [""]
        self._counts: list[int | None] = []
        self._formula = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self.said[-1] += dict(attrs).get("aria-label") or ""
            self._formula += 1
        elif tag in _BLOCKS and not self._opens_item():
            self.said.append("")
        if tag in ("ul", "ol"):
            self._counts.append(0 if tag == "ol" else None)
        elif tag == "li" and self._counts:
            count = self._counts[-1]
            self._counts[-1] = None if count is None else count + 1
            self.said[-1] = "- " if count is None else f"{count + 1}. "
        elif tag in ("td", "th") and self.said[-1].strip():
            self.said[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        if tag == "math":
            self._formula -= 1
        if tag in ("ul", "ol") and self._counts:
            self._counts.pop()
        if tag in _BLOCKS:
            self.said.append("")

    def handle_data(self, data: str) -> None:
        if not self._formula:
            self.said[-1] += data

    def _opens_item(self) -> bool:
        """Whether only the sign of an item stands in the line: its paragraph goes on there."""
        return re.fullmatch(r"(?:-|\d+\.) ", self.said[-1]) is not None
