"""Which Markdown the texts of questions may hold; all else would be lost, or stand there dead.

Everywhere: *emphasis*, **strong**, `code`, links, formulas in dollars. In what has room for
several paragraphs (prompt, solution, the text with gaps) also lists, tables, quotations and
blocks of code. CONTRIBUTING says the same to those who write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markdown_it.token import Token

from coursekit import formula

_NAME = re.compile(r"\{\{\s*[a-z0-9_]+\s*(?:\|\s*[a-z]+\s*)?\}\}")
_CELL = re.compile(r"(?<!\\)\|")
#: Without any of these a text holds nothing but words, emphasis and code.
SUSPECT = re.compile(
    r"!\[|\$|\]\(|\]:|<[a-zA-Z]+[:@]|~~|\{\{|\\[(\[]|\}`|\[\^|\n[ \t]*\n"
    r"|^[ \t]*(?:#|\d{1,9}[.)]|[-+*=_|>`~:])", re.MULTILINE)
_DEAD = (
    (re.compile(r"(?<!~)~~(?=\S)[^~\n]*[^\s~]~~(?!~)"), "nothing is struck out here; leave out "
                                                       "the tildes"),
    (re.compile(r"\[\^[^\]\s]+\]"), "there are no footnotes in questions; write the note out"),
    (re.compile(r"^:::"), "there are no directives in questions; write plain Markdown"),
)
_BLOCKS = {
    "bullet_list_open": "a list", "ordered_list_open": "a list", "table_open": "a table",
    "blockquote_open": "a quotation", "fence": "a block of code", "code_block": "a block of code",
}


def problems(
    tokens: Sequence[Token], source: str, env: Mapping[str, Any], *, inline: bool
) -> Iterator[str]:
    """Why a text cannot be shown as it was meant.

    ``tokens`` are what Markdown made of its ``source``, ``env`` with the addresses that it
    defines; ``inline`` if it is shown in one line.
    """
    if inline:
        yield from _paragraphs(tokens)
    else:
        yield from _blocks(tokens, source.splitlines())
    for label in env.get("references", {}):
        yield (f"the line that begins with '[{label.lower()}]:' is not shown; "
               "write \\[ for a bracket")
    if re.search(r"\\[(\[].*\\[)\]]", source, re.DOTALL):
        yield "\\( and \\[ are no signs of a formula here; write it between dollars"
    before = ""
    for token in _all(tokens):
        yield from _token(token, before)
        before = token.content if token.type == "text" else ""


def names(tokens: Sequence[Token]) -> list[str]:
    """The {{names}} that stand among the words and the code of a text, formulas left out."""
    return [found for token in _all(tokens) if token.type in ("text", "code_inline", "fence")
            for found in _NAME.findall(token.content)]


def names_in(words: str) -> list[str]:
    """The {{names}} in words that are no Markdown."""
    return _NAME.findall(words)


def _token(token: Token, before: str) -> Iterator[str]:
    if token.type == "image":
        yield (f"the picture {token.attrs.get('src', '')!r}: pictures are not allowed in "
               "questions; say in words what is to be seen, or show it above the quiz")
    elif token.type.startswith("math"):
        yield from _formula(token.content)
    elif token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        scheme = urlsplit(address).scheme
        if scheme not in ("", "http", "https"):
            yield (f"the link to {address!r} would lead nowhere; allowed: addresses that begin "
                   "with https:// or http://, and places in the book")
    elif token.type == "text":
        for pattern, said in _DEAD:
            if found := pattern.search(token.content):
                yield f"{found[0]!r} is shown as it stands: {said}"
    elif token.type == "code_inline" and (role := re.search(r"\{[a-z:_-]+\}$", before)):
        yield (f"{role[0]!r} before {token.content!r} is shown as it stands: there are no roles in "
               "questions; write plain Markdown")
    elif token.type == "fence" and token.info.startswith("{"):
        yield f"{token.info!r} is no language of code: there are no directives in questions"


def _formula(latex: str) -> Iterator[str]:
    try:
        made = formula.mathml(latex)
    except ValueError as error:
        yield f"{error}; use the LaTeX that latex2mathml knows, or write \\$ for a dollar"
        return
    shown = re.sub(r"<[^>]*>", "", made)
    if latex.count("%") > shown.count("%") + shown.count("&#x00025;"):
        yield (f"the formula {latex} loses its % and what follows: there it begins a comment; "
               "write \\%")


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    """What cannot stand in one line: more than one paragraph, and all that needs several lines."""
    top = [token for token in tokens if token.level == 0 and token.nesting >= 0]
    several = [token for token in top if token.type in _BLOCKS and len(_lines(token)) > 1]
    if any(token.type == "heading_open" and token.markup in ("-", "=") for token in top):
        yield "a line of dashes would make a heading of what stands above; leave it out"
    elif several:
        yield (f"{_BLOCKS[several[0].type]} stands in it, and it is shown in one line; write a "
               "sentence, or put it in the prompt or the solution")
    elif len(top) > 1:
        yield ("several paragraphs stand in it, and it is shown in one line; make one of them, or "
               "put the rest in the solution")


def _blocks(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield (f"'{tokens[at + 1].content}' would be a heading, and is shown as plain words; "
                   "write \\# for the sign, or leave it out")
        elif token.type == "hr":
            yield "a line of dashes or stars alone is not shown; leave it out"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _list(tokens, at)
        elif token.type == "table_open":
            head, _, *rows = (source[at].strip().strip("|") for at in _lines(token))
            if any(len(_CELL.split(row)) > len(_CELL.split(head)) for row in rows):
                yield ("a row of the table has more cells than its head, and they are lost; write "
                       "\\| for the sign, or give the head as many")


def _list(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Signs and numbers that are lost because Markdown takes them for those of a list."""
    level = tokens[at].level + 1
    items = []
    for token in tokens[at + 1:]:
        if token.level < level and token.nesting < 0:
            break
        if token.type == "list_item_open" and token.level == level:
            items.append(token)
    if tokens[at].type == "bullet_list_open":
        if len(items) == 1:
            yield (f"{items[0].markup!r} at its beginning makes a list of one item, and the sign "
                   f"is lost; write \\{items[0].markup}, or put a word before it")
        return
    numbers = [f"{item.info}{item.markup}" for item in items]
    if numbers != [f"{i}{items[0].markup}" for i in range(1, len(items) + 1)] or len(items) == 1:
        yield (f"{numbers[0]!r} at the beginning of a line makes a list of it, and the number is "
               f"lost; write {items[0].info}\\{items[0].markup}, put a word before it, or number "
               "a list of several items from 1")


def _lines(token: Token) -> range:
    return range(*token.map) if token.map else range(0)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
