"""Markdown is taken apart into what a reader reads."""

import pytest

from coursekit.text.markdown import blocks, headings, plain

PAGE = """\
# A title with 3 words

> A quotation of **7** words.

- an item
- another with [a link](x.md#s-12) and `code 99`

| Head | 1990 |
|------|------|
| Danes | 1,343 |

```python
x = 5
```

```{note} Mind this
:class: tip
Directives hold 8 words.
```

A stray ` sign, then 40 men. <!-- not 50 -->

<p title="60">Raw 70</p>

Footnote[^1] and $x^2 = 9$.

[^1]: It says 80.
"""


def test_every_piece_of_a_page_is_a_piece_of_its_own_with_its_line():
    assert [(one.line, one.text) for one in blocks(PAGE)] == [
        (1, "A title with 3 words"),
        (3, "A quotation of 7 words."),
        (5, "an item"),
        (6, "another with a link and"),
        (8, "Head | 1990"),
        (10, "Danes | 1,343"),
        (16, "Mind this"),
        (18, "Directives hold 8 words."),
        (21, "A stray ` sign, then 40 men."),
        (23, "Raw 70"),
        (25, "Footnote and x 2 = 9."),
        (27, "It says 80."),
    ]


@pytest.mark.parametrize("text", [
    "Nothing but words.", "5. March", "# Title", "a *b* c", "a_b", "x < y & z", "1. once",
    "    code", ":::{note}", "- item", "a\nb",
])
def test_the_short_way_for_plain_text_gives_what_the_parser_gives(text):
    with_mark = [one.text for one in blocks(f"{text}\n\n*")]
    assert [one.text for one in blocks(text)] == [one for one in with_mark if one != "*"]


def test_link_targets_code_and_marks_are_no_text():
    assert plain("> **See** `f(3)` and [ten](../x.md#s-12), *now*\n1. once") == (
        "See and ten, now once")


def test_headings_come_with_their_level():
    assert list(headings("# One\n\n## Two *words*\n\n```\n# no\n```")) == [
        (1, "One"), (2, "Two words")]
