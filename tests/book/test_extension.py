"""The Sphinx extension, on a small course made up for it and built once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coursekit.book.assets import relocated
from coursekit.book.formulas import mathml
from coursekit.book.page import shortened
from coursekit.book.showing import shown
from coursekit.book.strings import STRINGS, strings
from coursekit.book.tables import tidied
from tests.book.conftest import CONFIG, PLANETS, run_build

INDEX = """\
# A small course

<div class="hero">

Words that open the front page of a small course, long enough to describe it.

<div class="buttons">

[Begin](text.md)

</div>
</div>
"""
TEXT = """\
---
myst:
  html_meta:
    description: "Described by its author."
---

# A text

See [Jupiter's source](sources.md#source-nasa-fact-sheet), [a term](terms.md#term-orbit) and
[below](#second-part), [in capitals](#Second-part) and [elsewhere](sources.md#How-far).
The share is $\\frac{1}{3}$ of all.

> **Before you look.** Guess a number.

> A quotation without a lead.

*Sources:* a page and a table.

*Words* that open a line and name nothing.

| Planet | Moons |
|---|---|
| Mars | 2 |

## Second part

$$x^2$$
"""
TERMS = """\
# Terms

(term-orbit)=
orbit
: A closed path.
"""
SOURCES = """\
# Sources

All sources of the course about planets, by publisher and date.

```{sources-table}
```

## How far
"""


def build(root: Path, pages: dict[str, str], config: str) -> str:
    """Build ``pages`` over the data of the planets; gives what Sphinx had to say."""
    shutil.copytree(PLANETS / "data", root / "data")
    shutil.copy(PLANETS / "course.yml", root)
    for name, text in pages.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    listed = "".join(f"  - file: {name}\n" for name in pages if name != "index")
    (root / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}",
                                   encoding="utf-8")
    (root / "_config.yml").write_text(config, encoding="utf-8")
    code, _, errors = run_build(root)
    assert code == 0, errors
    return errors


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    config = CONFIG % "https://example.org/course"
    pages = {"index": INDEX, "text": TEXT, "terms": TERMS, "sources": SOURCES}
    said = build(root, pages, config + "  config: {book_social_card: card.png}\n")
    assert "WARNING" not in said, "a warning means a link or a directive that does not work"
    return root / "_build" / "html"


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    return (site / "text.html").read_text(encoding="utf-8")


def test_links_to_sources_terms_and_headings_lead_to_their_places(site: Path, text: str) -> None:
    assert 'href="sources.html#source-nasa-fact-sheet"' in text
    assert 'href="terms.html#term-orbit"' in text
    assert 'href="#second-part"' in text
    assert 'id="source-nasa-fact-sheet"' in (site / "sources.html").read_text(encoding="utf-8")
    assert 'id="term-orbit"' in (site / "terms.html").read_text(encoding="utf-8")


def test_links_to_headings_with_their_capitals_as_jupyterlab_wants_them_lead_there(
    text: str,
) -> None:
    for place, words in (("#second-part", "in capitals"), ("sources.html#how-far", "elsewhere")):
        assert re.search(f'href="{place}"[^>]*>(<[^>]*>)*{words}<', text), words


def test_sources_stand_under_their_publishers(site: Path) -> None:
    page = (site / "sources.html").read_text(encoding="utf-8")
    heading = r'class="[^"]*publisher[^"]*"><th[^>]*colspan="2"[^>]*><p>([^<]+)'
    publishers = re.findall(heading, page)
    assert publishers
    assert publishers == sorted(publishers, key=str.casefold)


def test_every_page_says_of_which_day_it_speaks(site: Path) -> None:
    for name in ("index", "text", "sources"):
        assert "As of 1 November 2026." in (site / f"{name}.html").read_text(encoding="utf-8")


def test_formulas_are_mathml(text: str) -> None:
    assert "<mfrac>" in text
    assert 'display="block"' in text
    assert "mathjax" not in text.lower()


def test_only_a_quotation_with_a_bold_lead_becomes_a_callout(text: str) -> None:
    assert text.count("<blockquote") == 2
    assert '<blockquote class="callout callout-before-you-look">' in text


def test_a_line_that_opens_with_a_name_in_italics_is_named_by_it(text: str) -> None:
    assert '<p class="lead-sources">' in text
    assert text.count('class="lead-') == 1


def test_tables_stand_in_boxes_that_scroll(text: str) -> None:
    assert re.search(r'<div class="scroll[^>]*>\s*<table', text)


def test_a_page_is_described_by_its_author_or_else_by_its_opening(site: Path, text: str) -> None:
    assert '<meta name="description" content="Described by its author.">' in text
    sources = (site / "sources.html").read_text(encoding="utf-8")
    assert 'content="All sources of the course about planets, by publisher and date."' in sources
    front = (site / "index.html").read_text(encoding="utf-8")
    assert 'content="Words that open the front page of a small course' in front


def test_with_a_base_address_pages_have_canonical_links_and_a_social_card(
    site: Path, text: str
) -> None:
    assert '<link rel="canonical" href="https://example.org/course/text.html">' in text
    assert 'content="https://example.org/course/_static/card.png"' in text
    front = (site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/course/">' in front


def test_nothing_of_the_stock_theme_is_left(site: Path) -> None:
    static = {path.name for path in (site / "_static").rglob("*") if path.is_file()}
    assert static == {
        "book.css", "book.js", "doctools.js", "documentation_options.js", "language_data.js",
        "searchtools.js", "sphinx_highlight.js",
    }


def test_pages_without_widgets_load_two_files_of_their_own(text: str) -> None:
    assert re.findall(r'(?:src|href)="(_static/[^"?]+)', text) == [
        "_static/book.css", "_static/book.js"
    ]


def test_what_a_course_draws_is_shown_on_a_page_that_is_no_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = "class Card:\n  def _repr_mimebundle_(self):\n    return {'text/html': '<b>5</b>'}\n"
    (tmp_path / "cards_of_a_course.py").write_text(drawn, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert shown("cards_of_a_course:Card") == "<b>5</b>"


def test_a_danish_course_has_danish_buttons(tmp_path: Path) -> None:
    config = CONFIG % ""
    build(tmp_path, {"index": INDEX, "text": "# Tekst\n"}, config + "  config: {language: da}\n")
    page = (tmp_path / "_build" / "html" / "text.html").read_text(encoding="utf-8")
    assert '<html lang="da"' in page
    assert "Gå til teksten" in page
    assert "Skip to the text" not in page


def test_both_languages_say_the_same_things() -> None:
    assert STRINGS["en"].keys() == STRINGS["da"].keys()
    assert strings(None) == STRINGS["en"]


def test_a_page_moved_up_keeps_its_links_to_elsewhere() -> None:
    page = '<a href="https://a.org/b">a</a><a href="mailto:x@y.z">m</a><a href="#top">t</a>'
    assert relocated(page, "book") == page


@pytest.mark.parametrize(("folder", "link", "moved"), [
    ("", "sources.html#a", "sources.html#a"),
    ("book", "../notebooks/00.html", "notebooks/00.html"),
    ("book", "../", "./"),
    ("a/b", "../c.html", "a/c.html"),
    ("a/b", "../../_static/book.css?v=1", "_static/book.css?v=1"),
    ("a/b", "d/../e.html", "a/b/e.html"),
    ("a/b/c", "../../../index.html", "index.html"),
])
def test_a_page_moved_up_keeps_its_links_within_the_book(
        folder: str, link: str, moved: str) -> None:
    assert relocated(f'<a href="{link}">', folder) == f'<a href="{moved}">'
    root = "../" * len(folder.split("/")) if folder else "./"
    assert relocated(f'<html data-content_root="{root}">', folder) == \
        '<html data-content_root="./">'


def test_descriptions_are_cut_after_a_word() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"


def test_other_html_than_that_of_pandas_is_left_alone() -> None:
    html = "<table><tr><th></th></tr></table>"
    assert tidied(html) == html


@pytest.mark.parametrize("latex", ["x", "\\frac{a}{b}", "\\sum_{i=1}^{n} x_i", "12\\,\\%"])
def test_a_formula_becomes_one_math_element(latex: str) -> None:
    drawn = mathml(latex)
    assert drawn.startswith("<math")
    assert drawn.count("<math") == 1
