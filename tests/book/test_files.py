"""The files of the built book, read as text: where they point, and what they must not hold."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import Book

# What loads by itself, without a reader's click.
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
           "audio": "src", "embed": "src", "object": "data", "use": "href", "image": "href"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch",
                 "manifest", "prefetch"}
# What the stock theme brings from elsewhere, or for no use here.
UNWANTED = ("thebe", "require.js", "requirejs", "html-manager", "fontawesome", "font-awesome",
            "fa-solid", "mathjax", "unpkg.com", "jsdelivr", "cdnjs", "googleapis")


class Outline(HTMLParser):
    """The anchors, links, headings and loaded addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.metas: dict[str, str] = {}
        self.language = ""
        self.title = ""
        self.headings: Counter[str] = Counter()
        self._in_title = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADING and LOADING[tag] in given:
            self.loads.append(given[LOADING[tag]])
        if tag == "link" and LOADING_LINKS & set(given.get("rel", "").split()):
            self.loads.append(given["href"])
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given.get("content", "")
        if tag == "html":
            self.language = given.get("lang", "")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings[tag] += 1
        self._in_title = tag == "title" or (self._in_title and tag != "title")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        # Pictures have titles as well; the page's own comes first.
        if self._in_title and not self.headings:
            self.title += data


@pytest.fixture(scope="module")
def outlines(book: Book) -> dict[str, Outline]:
    return {name: Outline(book.folder / name) for name in book.pages}


def test_nothing_is_loaded_from_another_host(outlines: dict[str, Outline], book: Book) -> None:
    away = [(name, address) for name, one in outlines.items() for address in one.loads
            if urlsplit(address).scheme not in ("", "data")]
    assert not away
    for path in book.folder.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text), path.name
        assert "@import" not in text, path.name


def test_no_file_holds_what_the_book_does_without(book: Book) -> None:
    found = []
    for path in book.folder.rglob("*"):
        if path.suffix in {".js", ".css", ".html"}:
            text = path.read_text(encoding="utf-8").lower()
            # Addresses that a reader may follow are text, not things the book uses.
            text = re.sub(r'href="https?:[^"]*"', "", text)
            found += [f"{path.relative_to(book.folder)}: {word}" for word in UNWANTED
                      if word in text]
    assert not found


def test_every_script_and_style_in_the_output_is_loaded_by_some_page(
    outlines: dict[str, Outline], book: Book
) -> None:
    loaded = {urlsplit(address).path.rsplit("/", 1)[-1]
              for one in outlines.values() for address in one.loads}
    static = {path.name for path in (book.folder / "_static").iterdir()
              if path.suffix in {".js", ".css"}}
    assert static <= loaded


def test_every_link_within_the_book_leads_to_a_page_and_a_place(
    outlines: dict[str, Outline], book: Book
) -> None:
    dead = []
    for name, one in outlines.items():
        for link in one.links + one.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = (book.folder / name).parent / unquote(parts.path) if parts.path else (
                book.folder / name)
            path = path.resolve()
            if not path.is_file():
                dead.append(f"{name}: {link}")
            elif parts.fragment and path.suffix == ".html":
                target = outlines[path.relative_to(book.folder.resolve()).as_posix()]
                if unquote(parts.fragment) not in target.ids:
                    dead.append(f"{name}: {link}: no such place")
    assert not dead, "\n".join(dead)


def test_no_page_uses_an_id_twice(outlines: dict[str, Outline]) -> None:
    twice = {name: [i for i, n in Counter(one.ids).items() if n > 1]
             for name, one in outlines.items()}
    assert not {name: ids for name, ids in twice.items() if ids}


def test_every_page_has_a_title_a_language_and_one_main_heading(
    outlines: dict[str, Outline]
) -> None:
    for name, one in outlines.items():
        assert one.title, name
        assert one.language == "en", name
        assert one.headings["h1"] == 1, name


def test_every_page_but_the_search_describes_itself_in_one_or_two_lines(
    outlines: dict[str, Outline]
) -> None:
    described = {name: one.metas.get("description", "") for name, one in outlines.items()
                 if name != "search.html"}
    lengths = {name: len(text) for name, text in described.items()}
    assert all(40 <= length <= 200 for length in lengths.values()), lengths
    # The front page stands twice: where visitors arrive, and at its own address.
    texts = [text for name, text in described.items() if name != "index.html"]
    assert len(set(texts)) == len(texts)


def test_the_social_card_weighs_at_most_100_kb(book: Book) -> None:
    assert (book.folder / "_static" / "social-card.png").stat().st_size <= 100_000
