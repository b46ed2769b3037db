"""A link to a section leads to that section, at the first try, whatever wakes on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, Book
from tests.sampling import sample

NewPage = Callable[..., Page]
CHAPTERS = sorted(path.stem for path in Path(ROOT, "notebooks").glob("[0-9]*.ipynb"))
#: Pixels by which a heading may miss its place.
NEAR = 10

# How far each section is from where a section is to lie, or from the lowest place to scroll to.
MISSED = """(id) => {
    const top = document.getElementById(id).getBoundingClientRect().top;
    const wanted = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    return top > wanted && left < 1 ? 0 : top - wanted;
}"""
# Nothing has moved for several frames.
STILL = """() => new Promise((done) => {
    let [frames, last] = [0, ""];
    const look = () => {
        const now = `${scrollY} ${document.documentElement.scrollHeight}`;
        frames = now === last ? frames + 1 : 0;
        last = now;
        if (frames > 5) done(); else requestAnimationFrame(look);
    };
    look();
})"""


def sections(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('article section[id]')].map(s => s.id)")


def missed(page: Page, section: str) -> float:
    page.evaluate(STILL)
    return page.evaluate(MISSED, section)


@pytest.mark.exhaustive(keep=1, each=["width"])
@pytest.mark.parametrize(("width", "height"), [(375, 800), (1366, 768)])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_address_leads_to_its_section(
    book: Book, new_page: NewPage, chapter: str, width: int, height: int
) -> None:
    page = new_page(width=width, height=height)
    address = f"{book.url}/notebooks/{chapter}.html"
    page.goto(address)
    astray = {}
    for section in sample(sections(page), keep=3):
        page.goto("about:blank")
        page.goto(f"{address}#{section}")
        if abs(far := missed(page, section)) > NEAR:
            astray[section] = far
    assert not astray, json.dumps(astray, indent=1)


@pytest.mark.exhaustive(keep=1, each=["where"])
@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize(("width", "where"), [(375, ".site-nav-sections a"), (1366, ".page-nav a")])
def test_a_list_of_sections_leads_to_each_of_them(
    book: Book, new_page: NewPage, chapter: str, width: int, where: str
) -> None:
    page = new_page(width=width, height=768)
    address = f"{book.url}/notebooks/{chapter}.html"
    page.goto(address)
    astray = {}
    listed = page.locator(where).evaluate_all("all => all.map(a => a.hash.slice(1))")
    for section in sample(listed, keep=3):
        page.goto("about:blank")
        page.goto(address)  # nothing is awake yet
        if width < 992:
            page.get_by_role("button", name="Menu").click()
        page.locator(f'{where}[href="#{section}"]').click()
        if abs(far := missed(page, section)) > NEAR:
            astray[section] = far
    assert not astray, json.dumps(astray, indent=1)


def test_the_reader_is_let_go_at_the_first_move(book: Book, new_page: NewPage) -> None:
    page = new_page(width=375, height=800)
    page.goto(f"{book.url}/notebooks/{CHAPTERS[1]}.html")
    last = sections(page)[-1]
    page.goto("about:blank")
    page.goto(f"{book.url}/notebooks/{CHAPTERS[1]}.html#{last}")
    assert abs(missed(page, last)) <= NEAR
    page.mouse.move(100, 400)
    page.mouse.wheel(0, -3000)
    page.wait_for_function("(id) => document.getElementById(id).getBoundingClientRect().top > 800",
                           arg=last)
    page.evaluate("document.querySelector('article').style.paddingBottom = '500px'")
    page.evaluate(STILL)
    assert page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top",
                         last) > 800


def test_read_again_leads_to_its_section(book: Book, new_page: NewPage) -> None:
    page = new_page(width=375, height=800)
    page.goto(f"{book.url}/notebooks/{CHAPTERS[1]}.html#{'wrap-up'}")
    page.evaluate("document.querySelectorAll('.ck-widget[data-ck]').forEach(coursekit.mount)")
    # A right answer has no such link, nor has one that is told in another chapter.
    for card in page.locator("[data-ck=quiz] .ck-q:has(input[type=radio])").all():
        card.locator("input[type=radio]").first.check()
        card.get_by_role("button", name="A guess").click()
        link = card.locator('.ck-reread a[href^="#"]')
        if link.count():
            break
    link = link.first
    section = link.evaluate("a => a.hash.slice(1)")
    link.click()
    assert abs(missed(page, section)) <= NEAR
