"""Explorers for everyone: screen readers, small windows, dark pages, paper."""

import functools

import pytest

from coursekit.book.serve import serving
from coursekit.explore.page import still
from tests import axe
from tests.coursekit.explore.family import html, line
from tests.frontend import book_page
from tests.pages import sizes

ALL = ("line", "bars", "edges")


@functools.cache
def picture():
    """A still picture, drawn once for all tests."""
    return still(line(year=2000))


@pytest.fixture
def opened(new_page, tmp_path):
    """Opens a page over HTTP: axe reads the style sheets, which a page on a disk may not."""
    with serving(tmp_path) as url:

        def open_page(*, body="", theme="light", **options):
            page = new_page(**options)
            body = body or "\n".join(map(html, ALL)) + picture()
            page.goto(f"{url}/{book_page.write(tmp_path, body, theme=theme).name}")
            return page

        yield open_page


@pytest.fixture
def mounted(opened):
    """Opens a page and renders all its explorers at once."""

    def open_page(**options):
        page = opened(**options)
        page.evaluate("document.querySelectorAll('.ck-widget[data-ck]').forEach(coursekit.mount)")
        return page

    return open_page


@pytest.mark.exhaustive(keep=1, each=["theme"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(mounted, theme, width):
    page = mounted(theme=theme, width=width)
    for summary in page.locator("summary").all():
        summary.click()
    assert axe.violations(page) == []


def test_axe_finds_nothing_in_the_still_versions(opened):
    page = opened(body='<div style="height: 5000px"></div>' + "\n".join(map(html, ALL)))
    assert page.locator(".ck-still").count() == len(ALL)
    assert axe.violations(page) == []


def test_at_320_pixels_the_page_does_not_scroll_sideways(mounted):
    page = mounted(width=320)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_a_phone_a_larger_picture_scrolls_by_itself_and_can_be_reached_by_keyboard(mounted):
    page = mounted(width=375)
    page.get_by_role("button", name="Larger picture").first.click()
    stage = page.get_by_role("group", name="Picture, scrolls sideways")
    assert stage.evaluate("(e) => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.get_by_role("button", name="Larger picture").first.click()
    assert stage.count() == 0


def test_every_target_is_at_least_24_pixels_wide_and_high(mounted):
    page = mounted(width=320)
    boxes = sizes(page.locator(
        ".ck-widget :is(button, input[type=range], select, summary, .ck-choice)"))
    assert len(boxes) > 10
    assert [box for box in boxes if min(box) < 24] == []


def test_colours_follow_the_page_and_not_the_system(mounted):
    page = mounted(theme="dark", colours="light")
    paper = "(e) => getComputedStyle(e).backgroundColor"
    assert page.locator(".ck-widget").first.evaluate(paper) == "rgb(20, 24, 29)"
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.locator(".ck-widget").first.evaluate(paper) == "rgb(255, 255, 255)"


def test_the_words_of_a_picture_are_legible_on_a_dark_page(mounted):
    page = mounted(theme="dark")
    ink = page.locator(".ck-svg text").first.evaluate("(e) => getComputedStyle(e).fill")
    assert ink == "rgb(233, 237, 241)"


def test_on_paper_the_current_picture_stands_with_its_data_and_without_controls(mounted):
    page = mounted(theme="dark")
    page.locator(".ck-explorer").first.get_by_role("slider").press("End")
    page.emulate_media(media="print")
    first = page.locator(".ck-explorer").first
    assert not first.locator(".ck-controls").is_visible()
    assert first.locator(".ck-description").inner_text().startswith("From 1990 to 2012")
    assert first.locator("figcaption").bounding_box()["height"] > 10
    assert first.get_by_role("rowheader", name="2012").is_visible()
    paper = page.locator(".ck-widget").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_the_description_is_heard_after_the_picture_and_seen_with_the_data(mounted):
    page = mounted()
    first = page.locator(".ck-explorer").first
    heard, seen = first.locator("figcaption .ck-description"), first.locator("details .ck-words")
    assert first.locator("figcaption").bounding_box()["height"] <= 1.5
    assert heard.locator("xpath=ancestor-or-self::*[@aria-hidden]").count() == 0
    assert not seen.is_visible()
    first.locator("summary").click()
    assert seen.is_visible()
    assert seen.inner_text() == heard.inner_text()
    assert seen.get_attribute("aria-hidden") == "true"


def test_numbers_of_a_table_stand_in_cells_whatever_other_widgets_style(mounted):
    page = mounted()
    page.locator("summary").first.click()
    shown = page.locator("td.ck-number").first.evaluate("(e) => getComputedStyle(e).display")
    assert shown == "table-cell"
