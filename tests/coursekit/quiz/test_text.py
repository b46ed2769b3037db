"""Question text becomes safe HTML, MathML and plain words."""

import pytest

from coursekit import formula
from coursekit.quiz import text


def test_markdown_becomes_html():
    assert text.html("A *b* **c** `d`") == (
        "<p>A <em>b</em> <strong>c</strong> <code>d</code></p>"
    )


def test_inline_text_has_no_paragraph_and_a_year_at_its_start_begins_no_list():
    assert text.html("1995. The year", inline=True) == "1995. The year"


def test_html_in_a_text_is_shown_and_not_obeyed():
    assert text.html("<b onclick='x()'>bold</b>", inline=True) == (
        "&lt;b onclick='x()'&gt;bold&lt;/b&gt;"
    )


@pytest.mark.parametrize("address", ["https://nato.int/a?b=1&amp;c=2", "#a-section", "a.html#b"])
def test_links_to_the_web_and_within_the_book_are_kept(address):
    assert f'href="{address}"' in text.html(f"[x]({address})")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
                "file:///etc/passwd", "mailto:a@b"]
)
def test_links_to_anything_else_are_no_links(address):
    assert "href" not in text.html(f"[x]({address})")
    assert "href" not in text.html(f"<{address}>")


def test_a_formula_is_mathml_with_words():
    made = text.html("so $x^2$", inline=True)
    assert '<math aria-label="x squared"' in made
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in made
    assert "script" not in made


@pytest.mark.parametrize(("latex", "words"), [
    (r"\frac{a+b}{c}", "a plus b over c"),
    (r"x_{1}^3 \le \sqrt{y}", "x sub 1 cubed at most the square root of y"),
    (r"\text{share} = 79\%", "share equals 79 percent"),
    (r"2^{10} \times \alpha", "2 to the power 10 times alpha"),
    (r"\frac{a", "a over"),
    (r"\left( x \right)", "( x )"),
    ("}x", ""),
])
def test_a_formula_is_spoken_as_one_reads_it(latex, words):
    assert formula.spoken(latex) == words


def test_the_opening_paragraph_is_parted_from_lists_and_the_rest():
    first, rest = text.opening("Which *one*?\n\n- a\n- b")
    assert first == "Which <em>one</em>?"
    assert rest.startswith("<ul>")
    assert text.opening("- a") == ("", "<ul>\n<li>a</li>\n</ul>")


def test_plain_words_keep_formulas_as_words():
    assert text.plain("What *rises*? $x^2$ & <more>") == "What rises? x squared & <more>"


def test_invisible_controls_and_halves_of_characters_are_dropped():
    assert text.html("a\x00b\u202ec\ud800d\u2067e", inline=True) == "abcde"


@pytest.mark.parametrize("part", ["x", "$", "[", "*a ", "> ", "`", "<", "&", "a_", "![", "$x$ "])
def test_as_much_of_one_mark_as_a_text_may_hold_is_only_text(part):
    assert text.html(part * (5000 // len(part)))


@pytest.mark.parametrize(("markdown", "message"), [
    ("![map](map.png)", "the picture 'map.png': pictures are not allowed in questions"),
    (r"so $\left($ is", r"in the formula \left(; use the LaTeX that latex2mathml knows"),
    (r"so $\half$ is", r"unknown command \half in the formula"),
])
def test_what_cannot_be_shown_is_a_problem(markdown, message):
    assert message in next(text.problems(markdown))


def test_amounts_in_dollars_are_no_formulas():
    assert list(text.problems("It cost $5 and then $6 more")) == []
    assert text.html("It cost $5 and then $6 more", inline=True) == "It cost $5 and then $6 more"


def test_the_marks_of_gaps_are_dropped_wherever_they_stand_in_a_file():
    marked = f"a{text.mark(0)}b{text.mark(8)}c\uf8ffd"
    assert text.clean(marked) == "abcd"
    assert text.html(marked, inline=True) == "abcd"
    assert text.plain(marked) == "abcd"


def test_the_marks_of_gaps_are_kept_where_gaps_are_asked_for():
    marked = f"*a* {text.mark(0)} and {text.mark(1)}"
    assert text.html(marked, inline=True, marks=True) == (
        f"<em>a</em> {text.mark(0)} and {text.mark(1)}")


def test_marks_are_characters_that_nobody_types():
    assert {len({text.mark(n) for n in range(9)}), *(len(text.mark(n)) for n in range(9))} == {1, 9}
    assert all(0xE000 <= ord(text.mark(n)) <= 0xF8FF for n in range(9))


@pytest.mark.parametrize("markdown", ["\u202e", " \u2066\u2069 ", "\x00", "\ue000\uf8ff", "\t\n"])
def test_a_text_of_which_nothing_is_seen_is_a_problem(markdown):
    assert list(text.problems(markdown)) == ["only invisible characters stand in it; write a text"]


@pytest.mark.parametrize("latex", [
    "{" * 2400, r"\frac" * 900, r"\sqrt" * 900, "^" * 4000, "_{" * 2000, r"\text{" * 700,
    "x^" * 2000, r"\left(" * 700, "}" * 4000, "\\" * 3999, "&" * 4000, r"\begin{matrix}" * 300,
])
def test_a_formula_as_deep_as_a_text_allows_is_a_problem_or_shown(latex):
    found = list(text.problems(f"so ${latex}$ is"))
    assert len(found) <= 1
    assert "so " in text.html(f"so ${latex}$ is", inline=True)
