"""The host: what it renders, when, and what stays where it cannot."""

import pytest

from tests.coursekit.explore.family import html, line, make
from tests.frontend import book_page

FAR = '<div style="height: 6000px"></div>'


@pytest.fixture
def opened(new_page, tmp_path):
    def open_page(body, **options):
        page = new_page(**options)
        page.goto(book_page.write(tmp_path, body).as_uri())
        return page

    return open_page


def test_without_javascript_the_still_version_is_there_and_whole(opened):
    page = opened(html("bars"), java_script_enabled=False)
    assert page.locator("svg[role=img]").is_visible()
    assert page.get_by_text('In 2000 "North" has 2 bars').is_visible()
    assert page.get_by_text("The interactive version also shows").is_visible()
    page.get_by_text("Data of this picture").click()
    assert page.get_by_role("cell", name="1.67").is_visible()


def test_a_widget_far_below_is_rendered_when_it_comes_near(opened):
    page = opened(FAR + html("edges"))
    page.wait_for_load_state()
    assert page.locator("[data-ck-ready]").count() == 0
    page.locator(".ck-widget").scroll_into_view_if_needed()
    page.locator("[data-ck-ready]").wait_for()


def test_printing_renders_all_first(opened):
    page = opened(FAR + html("edges"))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("[data-ck-ready]").count() == 1


def test_a_still_version_in_use_is_not_taken_away(opened):
    page = opened(FAR + html("edges"))
    page.locator("summary").evaluate("(summary) => summary.focus({ preventScroll: true })")
    page.locator(".ck-widget").scroll_into_view_if_needed()
    # The host's observer was made before this one, so it has been told by then.
    page.evaluate("""() => new Promise((done) => {
        const observer = new IntersectionObserver(
            (entries) => entries.some((one) => one.isIntersecting) && setTimeout(done));
        observer.observe(document.querySelector(".ck-widget"));
    })""")
    assert page.locator("summary").evaluate("(summary) => summary === document.activeElement")
    assert page.locator("[data-ck-ready]").count() == 0
    page.evaluate("document.activeElement.blur()")
    page.locator("[data-ck-ready]").wait_for()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('data-ck="explorer"', 'data-ck="clock"', 'there is no front end "clock"'),
        ('class="ck-data">{', 'class="ck-data">{,', "JSON"),
        ('"kind":"select"', '"kind":"dial"', "is not a function"),
    ],
)
def test_where_anything_fails_the_still_version_stays_and_the_reason_is_told(
    opened, old, new, reason
):
    page = opened(html("edges").replace(old, new))
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "The interactive version could not start" in alert.inner_text()
    assert reason in alert.inner_text()
    assert page.locator(".ck-still svg").is_visible()
    assert page.locator(".ck-explorer").count() == 0
    assert len(page.faults) == 1
    page.faults.clear()


def test_one_broken_widget_does_not_stop_the_others(opened):
    page = opened(html("edges").replace('"explorer"', '"clock"', 1) + html("bars"))
    page.locator("#ck-three-controls-more[data-ck-ready]").wait_for()
    page.faults.clear()


def test_a_picture_without_data_stays_as_it_is(opened):
    page = opened(make("edges").html())
    page.wait_for_load_state()
    assert page.locator(".ck-still img").is_visible()
    assert page.locator("[data-ck-ready]").count() == 0


def test_pictures_and_explorers_on_one_page_share_no_id(opened):
    from coursekit.explore.page import still

    page = opened(html("line") + html("bars") + still(line(year=2000)) + still(line(year=2001)))
    page.locator("#ck-three-controls-more[data-ck-ready]").wait_for()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
