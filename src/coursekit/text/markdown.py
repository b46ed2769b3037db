"""Markdown taken apart: the pieces of text that a reader reads, without marks and code.

One parser for pages and questions alike. What is code, an address, a comment or a mark is a
token of its own, so no stray sign hides what stands behind it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

#: Between the cells of one row of a table.
CELL = " | "
# Directives whose body is no text of the page.
_CODE = {"code", "code-block", "code-cell", "literalinclude", "math", "mermaid", "raw", "toctree",
         "parsed-literal", "eval-rst"}
_DIRECTIVE = re.compile(r"\{([\w:.-]+)\}\s*(.*)")
_OPTIONS = re.compile(r"\A(?:---\n.*?\n---\n|(?:[ \t]*:[\w-]+:[^\n]*(?:\n|\Z))+)", re.DOTALL)
_ROLE = re.compile(r"\{[\w:+.-]+\}\Z")
# Without any of these a text is one paragraph of words: most of a question, and quick to read.
_MARKED = re.compile(r"[\n*_`\[\]<>$|\\&~{}]|\A\s*(?:[#>=+-]|\d+[.)]|:::)|\A(?: {4}|\t)")
_FENCE = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{[\w:.-]+\})?", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, item or row of a table: its words, and the line it begins in."""

    text: str
    line: int


def blocks(markdown: str, line: int = 1) -> list[Block]:
    """The pieces of text in reading order, white space folded; ``line`` is that of the first.

    A row of a table is one piece, its cells parted by ``|``. The words of a formula, of the
    body of a directive and of the alternative of a picture are text; code and addresses are not.

    >>> for block in blocks("# Wide\\n\\nJupiter is **142,984** km `f(3)` [wide](x.md#4)."):
    ...     print(block)
    Block(text='Wide', line=1)
    Block(text='Jupiter is 142,984 km wide.', line=3)
    """
    if not _MARKED.search(markdown):
        return [Block(_folded(markdown), line)] if markdown.strip() else []
    return [one for one in _blocks(_parser().parse(markdown), line) if one.text]


def plain(markdown: str) -> str:
    """The words of Markdown in one line, without marks, code and addresses.

    >>> plain("> *See* [the sources](sources.md), <b>all</b> of them")
    'See the sources, all of them'
    """
    return " ".join(one.text for one in blocks(markdown))


def headings(markdown: str) -> Iterator[tuple[int, str]]:
    """Every heading: its level, and its words."""
    if "#" not in markdown and "\n=" not in markdown and "\n-" not in markdown:
        return
    tokens = _parser().parse(markdown)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield int(token.tag[1]), _folded(_inline(tokens[at + 1].children or []))


def _blocks(tokens: Sequence[Token], line: int) -> Iterator[Block]:
    row: list[str] | None = None
    for token in tokens:
        at = line + (token.map[0] if token.map else 0)
        match token.type:
            case "tr_open":
                row, row_at = [], at
            case "tr_close":
                yield Block(CELL.join(row or []), row_at)
                row = None
            case "inline":
                words = _folded(_inline(token.children or []))
                if row is None:
                    yield Block(words, at)
                else:
                    row.append(words)
            case "fence" if found := _DIRECTIVE.match(token.info):
                if found[1] not in _CODE:
                    yield Block(_folded(plain(found[2])), at)
                    body = _OPTIONS.sub("", token.content)
                    before = token.content[: len(token.content) - len(body)].count("\n")
                    yield from blocks(body, at + 1 + before)
            case "html_block":
                yield Block(_folded(_text_of(token.content)), at)
            case "math_block" | "math_block_label":
                yield Block(_folded(_formula(token.content)), at)


def _inline(tokens: Sequence[Token]) -> str:
    said: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                said.append(token.content)
            case "softbreak" | "hardbreak":
                said.append(" ")
            case "image":
                said.append(_inline(token.children or []))
            case "math_inline" | "math_inline_double":
                said.append(_formula(token.content))
            case "code_inline" | "footnote_ref":
                # The name of a role stands before its code: {doc}`sources`.
                if said:
                    said[-1] = _ROLE.sub("", said[-1])
    return _FENCE.sub("", "".join(said))


def _formula(latex: str) -> str:
    return re.sub(r"\\(?:[a-zA-Z]+|.)|[{}^_$]", " ", latex.replace("{,}", ",").replace("\\%", "%"))


def _folded(text: str) -> str:
    return " ".join(text.split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _text_of(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return " ".join(words.said)


@functools.cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark").enable(["table", "strikethrough"])
        .use(front_matter_plugin).use(footnote_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    )
