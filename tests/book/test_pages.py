"""Every page of the built book, in a browser that may talk to nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from coursekit.book.serve import packed
from tests.axe import colour_violations, violations
from tests.conftest import Book
from tests.sampling import sample

NewPage = Callable[..., Page]
#: What a page may be made of. One page stands for all that are made of the same.
PARTS = ('data-ck="explorer"', 'data-ck="quiz"', 'data-ck="progress"', 'class="events',
         "<table", "<math", "<details", "<form")
#: A width, the scheme in which a page is loaded, and the one that it then changes to. Each width
#: and each scheme meets every rule; the change can break none but those about colours.
LOOKS = [(320, "light", "dark"), (1280, "dark", "light")]


@pytest.fixture(scope="module")
def names(book: Book) -> list[str]:
    """Every page of the book, or one of every make-up."""

    def make_up(name: str) -> tuple[bool, ...]:
        text = (book.folder / name).read_text(encoding="utf-8")
        return tuple(part in text for part in PARTS)

    return sample(book.pages, keep=1, kind=make_up)


def settle(page: Page) -> None:
    """Render every widget, also those far below the window, and open what is folded."""
    page.evaluate(
        "() => {"
        " const live = document.querySelectorAll('.ck-widget[data-ck]');"
        " if (live.length) live.forEach(window.coursekit.mount);"
        " document.querySelectorAll('details').forEach((fold) => { fold.open = true; });"
        "}"
    )
    page.wait_for_function(
        "() => [...document.querySelectorAll('.ck-widget[data-ck]')]"
        ".every((one) => one.dataset.ckReady !== undefined)"
    )
    # Boxes are found to scroll once they have been laid out, in the frame after.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => "
                  "requestAnimationFrame(() => setTimeout(done, 0))))")


@pytest.mark.exhaustive(keep=1, each=["half"])
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("width", "first", "then"), LOOKS)
def test_axe_finds_nothing_wrong_on_any_page(
    book: Book, names: list[str], new_page: NewPage, width: int, first: str, then: str, half: int
) -> None:
    page = new_page(width=width, colours=first)
    found = []
    for name in names[half::2]:
        page.goto(f"{book.url}/{name}")
        settle(page)
        found += [f"{name}, {first}: {fault}" for fault in violations(page)]
        page.emulate_media(color_scheme=then)
        page.wait_for_function("(it) => document.documentElement.dataset.theme === it", arg=then)
        found += [f"{name}, {then}: {fault}" for fault in colour_violations(page)]
        page.emulate_media(color_scheme=first)
    assert not found, "\n".join(found)


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_the_open_menu(
    book: Book, new_page: NewPage, colours: str
) -> None:
    page = new_page(width=320, colours=colours)
    page.goto(f"{book.url}/index.html")
    page.get_by_role("button", name="Menu").click()
    assert page.locator("#site-nav").is_visible()
    assert not violations(page)


@pytest.mark.exhaustive(keep=1)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_wrong_among_search_results(
    book: Book, new_page: NewPage, colours: str
) -> None:
    page = new_page(colours=colours)
    page.goto(f"{book.url}/search.html?q=categories")
    page.locator("#search-results li a").first.wait_for()
    assert not violations(page)


def test_no_page_scrolls_sideways(
    book: Book, names: list[str], new_page: NewPage
) -> None:
    page = new_page(width=320)
    wide = []
    for name in names:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(f"{book.url}/{name}")
        settle(page)
        for width in (320, 375):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{name} at {width}")
    assert not wide


def test_every_page_opens_from_the_disk(
    book: Book, names: list[str], new_page: NewPage
) -> None:
    page = new_page()
    for name in names:
        page.goto((book.folder / name).as_uri())
        settle(page)
        assert page.locator("h1").count() == 1, name


@pytest.mark.parametrize("source", ["http", "file"])
def test_the_search_finds_a_word_and_leads_to_its_page(
    book: Book, new_page: NewPage, source: str
) -> None:
    page = new_page()
    start = book.url if source == "http" else book.folder.as_uri()
    page.goto(f"{start}/index.html")
    page.get_by_role("searchbox").fill("categories")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").filter(has_text="Three categories").first.click()
    page.wait_for_url("**/01-three-categories.html*")
    assert page.locator("h1").inner_text().startswith("Three categories")


def test_no_page_weighs_more_than_its_budget(
    book: Book, names: list[str], new_page: NewPage
) -> None:
    page = new_page()
    loaded: list[str] = []
    page.on("response", lambda answer: loaded.append(answer.url))
    heavy = []
    for name in names:
        loaded.clear()
        page.goto(f"{book.url}/{name}")
        settle(page)
        files = {url.split("?")[0].removeprefix(f"{book.url}/") for url in loaded}
        total = sum(len(packed(book.folder / file)) for file in files)
        document = len(packed(book.folder / name))
        if document > 300_000 or total > 1_000_000:
            heavy.append(f"{name}: document {document:,} bytes, all {total:,}")
    assert not heavy, "\n".join(heavy)
