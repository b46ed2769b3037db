"""Question text: Markdown and formulas to HTML that is safe whatever stands in the file.

Two locks, one behind the other: Markdown passes no HTML of the file through, and what it
makes is sanitised against the short list below.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from coursekit import formula
from coursekit.quiz import supported
from coursekit.typography import apostrophes

_MATH = {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot",
    "mstyle", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
    "mpadded", "mphantom", "menclose",
}
_TAGS = _MATH | {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "sub", "sup",
    "table", "thead", "tbody", "tr", "th", "td", "span",
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "math": {"display", "aria-label"},
    "mo": {"stretchy", "form", "fence", "separator"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel"},
}
# Bidirectional overrides and other invisible controls can turn text around; nobody types them.
# A lone half of a surrogate pair cannot be written to a file at all. Private characters mark
# the gaps of a text (see mark).
_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ue000-\uf8ff]"
)
_GAP = re.compile(r"\{([a-z0-9-]+)\}")
_MARK = re.compile("[\ue000-\ue0ff]")
_GAP_OR_MARK = re.compile(f"{_GAP.pattern}|{_MARK.pattern}")
_FIRST = re.compile(r"<p>((?:(?!</p>).)*)</p>\s*(.*)", re.DOTALL)


def mark(number: int) -> str:
    """The character that stands for a gap of a text while the text is made into HTML."""
    return chr(0xE000 + number)


def html(markdown: str, *, inline: bool = False, marks: bool = False) -> str:
    """Markdown as sanitised HTML; ``inline`` without the paragraph around it.

    ``marks`` keeps the characters of :func:`mark`, which are taken out otherwise.

    >>> html("See *Two readings* and <b>")
    '<p>See <em>Two readings</em> and &lt;b&gt;</p>'
    """
    source = (markdown if marks else clean(markdown)).strip()
    md = _markdown()
    return _sanitised(md.renderInline(source) if inline else md.render(source))


def _sanitised(made: str) -> str:
    safe: str = nh3.clean(
        made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"},
        link_rel="noopener",
    )
    return safe.strip()


def opening(markdown: str) -> tuple[str, str]:
    """The first paragraph, without its tag, and all the rest: a legend holds no blocks.

    >>> opening("Which year? " + chr(10) * 2 + "- a list")
    ('Which year?', '<ul>\\n<li>a list</li>\\n</ul>')
    """
    made = html(markdown)
    match = _FIRST.fullmatch(made)
    return (match[1].strip(), match[2].strip()) if match else ("", made)


def plain(markdown: str) -> str:
    """The words alone: for labels, messages and the like.

    >>> plain("See *Two readings* & $x^2$")
    'See Two readings & x squared'
    """
    return plain_html(html(markdown))


def plain_html(made: str) -> str:
    """The words alone of HTML that was made here."""
    said = re.sub(r"<math\b[^>]*?aria-label=\"([^\"]*)\".*?</math>", r"\1", made, flags=re.DOTALL)
    said = re.sub(r"</?(?:em|strong|code|a|sub|sup|span)\b[^>]*>", "", said)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", said)).split())


def clean(text: str) -> str:
    """Text without invisible control characters."""
    return _CONTROLS.sub("", text)


def problems(markdown: str, *, inline: bool = False) -> Iterator[str]:
    """Why the text cannot be shown as it was meant: nothing of it is seen, something is lost.

    ``inline`` if it is shown in one line; see :mod:`coursekit.quiz.supported`.
    """
    source = clean(markdown).strip()
    if not source:
        yield "only invisible characters stand in it; write a text"
    if supported.SUSPECT.search(source):
        env: dict[str, Any] = {}
        tokens = _markdown().parse(source, env)
        yield from dict.fromkeys(supported.problems(tokens, source, env, inline=inline))


def unfilled(markdown: str) -> list[str]:
    """The {{names}} that are shown as they stand.

    >>> unfilled("When did {{country}} join? $x_{{a}}$")
    ['{{country}}']
    """
    return supported.names(_markdown().parse(clean(markdown))) if "{{" in markdown else []


def gapped(markdown: str, ids: Sequence[str]) -> tuple[str, list[str]]:
    """A text with gaps as HTML, with a :func:`mark` in each, and the names of its gaps in order.

    ``ids`` are those that are known; a name that is none is among the names and stays as it
    stands. Braces in formulas are the formulas' own.

    >>> made, found = gapped("In {when} a $\\frac{1}{3}$ of the {what}", ["when"])
    >>> made.count(mark(0)), found
    (1, ['when', 'what'])
    """
    marked = _GAP.sub(
        lambda gap: mark(ids.index(gap[1])) if gap[1] in ids else gap[0], clean(markdown).strip())
    env: dict[str, Any] = {}
    md = _markdown()
    tokens = md.parse(marked, env)
    found: list[str] = []
    for token in _all(tokens):
        if token.type.startswith("math"):
            token.content = _MARK.sub(
                lambda one: f"{{{ids[ord(one[0]) - ord(mark(0))]}}}", token.content)
        elif token.type in ("text", "code_inline", "fence", "code_block"):
            found += [one[1] or ids[ord(one[0]) - ord(mark(0))]
                      for one in _GAP_OR_MARK.finditer(token.content)]
    return _sanitised(md.renderer.render(tokens, md.options, env)), found


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


@functools.cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.add_render_rule("image", _picture)
    md.add_render_rule("text", _text)
    return md.use(
        dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True,
        renderer=_formula,
    )


def _text(_: Any, tokens: Sequence[Token], at: int, *__: Any) -> str:
    # Code and formulas are tokens of their own, and stay as they are.
    return escapeHtml(apostrophes(tokens[at].content))


def _picture(_: Any, tokens: Sequence[Token], at: int, *__: Any) -> str:
    # The bank refuses pictures; where one gets here all the same, its words remain.
    return escape(tokens[at].content)


def _formula(latex: str, options: dict[str, Any]) -> str:
    try:
        return formula.mathml(latex, block=bool(options.get("display_mode")))
    except ValueError:
        return f"<code>{escape(latex)}</code>"
