"""What the book does in a reader's hands: colours, menu, keyboard, paper, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Book

NewPage = Callable[..., Page]
CHAPTER = "notebooks/01-three-categories.html"


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_colours_follow_the_system_until_the_reader_chooses(
    book: Book, new_page: NewPage, system: str, other: str
) -> None:
    page = new_page(colours=system)
    page.goto(f"{book.url}/index.html")
    assert page.locator("html").get_attribute("data-theme") == system
    before = ground(page)
    page.get_by_role("button", name=f"Use {other} colours").click()
    assert ground(page) != before
    expect(page.get_by_role("button", name=f"Use {system} colours")).to_be_visible()
    page.goto(f"{book.url}/{CHAPTER}")
    assert page.locator("html").get_attribute("data-theme") == other


def test_a_change_of_the_system_changes_the_page_where_nothing_was_chosen(
    book: Book, new_page: NewPage
) -> None:
    page = new_page(colours="light")
    page.goto(f"{book.url}/index.html")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_colours_are_set_before_anything_is_painted(book: Book, new_page: NewPage) -> None:
    page = new_page(colours="dark")
    page.goto(f"{book.url}/index.html")
    order = page.evaluate(
        "[...document.head.children].map(e => e.tagName + (e.src || e.href ? '+' : ''))"
    )
    assert order.index("SCRIPT") < order.index("LINK+")


def test_the_menu_opens_takes_the_focus_and_closes_by_escape(book: Book, new_page: NewPage) -> None:
    page = new_page(width=375)
    page.goto(f"{book.url}/{CHAPTER}")
    menu, button = page.locator("#site-nav"), page.get_by_role("button", name="Menu")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.locator("[aria-current]")).to_be_focused()
    assert page.locator("#content").evaluate("part => part.inert")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    assert not page.locator("#content").evaluate("part => part.inert")


def test_the_menu_leads_to_another_chapter(book: Book, new_page: NewPage) -> None:
    page = new_page(width=375)
    page.goto(f"{book.url}/{CHAPTER}")
    page.get_by_role("button", name="Menu").click()
    page.locator("#site-nav").get_by_role("link", name="Start here").click()
    page.wait_for_url("**/00-start-here.html")


def test_the_first_tab_offers_to_skip_to_the_text(book: Book, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{book.url}/{CHAPTER}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_has_the_focus_is_never_hidden_under_the_bar(book: Book, new_page: NewPage) -> None:
    page = new_page(height=600)
    page.goto(f"{book.url}/{CHAPTER}")
    bottom = page.locator(".bar").bounding_box()["height"]
    covered = []
    for link in page.locator("main a:visible").all()[-12:]:
        link.focus()
        if link.bounding_box()["y"] < bottom - 1:
            covered.append(link.inner_text())
    assert not covered


def test_a_fold_says_that_it_holds_code_and_opens_from_the_keyboard(
    book: Book, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{book.url}/{CHAPTER}")
    fold = page.locator("details.fold").first
    expect(fold.locator("pre").first).to_be_hidden()
    fold.locator("summary").focus()
    assert fold.locator("summary").inner_text() == "Show the code"
    page.keyboard.press("Enter")
    expect(fold.locator("pre").first).to_be_visible()


def test_on_paper_there_is_only_the_text(book: Book, new_page: NewPage) -> None:
    page = new_page(colours="dark")
    page.goto(f"{book.url}/{CHAPTER}")
    page.emulate_media(media="print")
    for part in (".bar", ".site-nav", ".page-nav", ".turn"):
        assert page.locator(f"{part}:visible").count() == 0, part
    assert ground(page) == "rgb(255, 255, 255)"
    expect(page.locator("h1")).to_be_visible()


def test_on_paper_a_link_to_elsewhere_shows_its_address(book: Book, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{book.url}/book/sources.html")
    page.emulate_media(media="print")
    link = page.locator('article a[href^="http"]').first
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert link.get_attribute("href") in shown


def test_without_javascript_text_and_menu_are_there(book: Book, new_page: NewPage) -> None:
    page = new_page(width=375, java_script_enabled=False)
    page.goto(f"{book.url}/{CHAPTER}")
    expect(page.locator("#site-nav")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("source", ["http", "file"])
@pytest.mark.parametrize("typed", ["Haekkerup", "hakkerup", "HÆKKERUP"])
def test_the_search_knows_danish_letters_however_they_are_typed(
    book: Book, new_page: NewPage, source: str, typed: str
) -> None:
    start = book.url if source == "http" else book.folder.as_uri()
    found = []
    for words in ("Hækkerup", typed):
        page = new_page()
        page.goto(f"{start}/search.html?q={words}")
        page.locator("#search-results li a").first.wait_for()
        page.get_by_text("Search finished").wait_for()
        found.append(sorted(page.locator("#search-results li a").all_inner_texts()))
    assert found[0]
    assert found[0] == found[1]


def test_the_language_of_buttons_is_chosen_once_a_page_in_the_settings(
    book: Book, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{book.url}/{CHAPTER}")
    settings = page.locator("fieldset", has=page.get_by_text("Settings"))
    expect(settings.get_by_role("radio", name="English")).to_be_checked()
    expect(settings).to_contain_text("The questions stay as they are.")
    page.evaluate("document.querySelectorAll('.ck-widget[data-ck]').forEach(coursekit.mount)")
    assert page.locator(".ck-language").count() == 0
    settings.get_by_role("radio", name="Dansk").check()
    assert {text.split(".")[0] for text in page.locator(".ck-sureness > .ck-label")
            .all_inner_texts()} == {"Tjek"}
    page.goto(f"{book.url}/notebooks/progress.html")
    expect(page.get_by_role("radio", name="Dansk")).to_be_checked()
    expect(page.locator(".ck-progress")).to_contain_text("Dine svar")


def test_a_page_without_questions_has_no_settings_for_them(book: Book, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{book.url}/book/sources.html")
    expect(page.locator("[data-ck-settings]")).to_be_hidden()
