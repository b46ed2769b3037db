"""The still version: complete without a kernel and without JavaScript."""

import json
import re

import pytest

from coursekit.explore import page, sources
from tests.coursekit.explore.family import html, line, make


@pytest.fixture
def shown():
    return make("bars").html()


def test_it_holds_title_question_picture_description_caption_and_data(shown):
    for part in (
        "Three controls &amp; &lt;more&gt;",
        "Which region do you expect to lead?",
        "<img",
        'In 2000 "North" has 2 bars &amp; the last is 2.0.',
        "Shares &lt; 100 &amp; more.",
        "<summary>Data of this picture</summary>",
        "<td class=\"ck-number\">2</td>",
    ):
        assert part in shown


def test_it_says_which_other_states_there_are(shown):
    assert (
        "This is the picture for Year 2000, Region North, Measure Low. The interactive version "
        "also shows Year 1990 to 2020; Region: North, North-east or South-south-west; "
        "Measure: Low, In the middle or High."
    ) in shown


def test_it_carries_frames_only_when_published(shown):
    assert "<script" not in shown
    assert '<script type="application/json" class="ck-data">' in html("bars")


def test_the_root_says_which_front_end_it_is_for(shown):
    head = shown.split("\n")[0]
    assert head == '<div class="ck-widget" data-ck="explorer" id="ck-three-controls-more">'


def test_no_markup_ends_the_data_early():
    inside = re.search(r'class="ck-data">(.*?)</script>', html("bars"), flags=re.DOTALL)[1]
    assert not re.search("[<>&]", inside)
    assert json.loads(inside)["spec"]["title"] == "Three controls & <more>"


def test_every_link_in_the_page_finds_its_id(shown):
    ids = set(re.findall(r' id="([^"]+)"', shown))
    wanted = {a or b or c for a, b, c in re.findall(
        r'url\(#([^)]+)\)|href="#([^"]+)"|aria-labelledby="([^"]+)"', shown)}
    assert wanted <= ids


def test_a_still_picture_has_an_id_that_depends_on_its_contents_alone():
    assert page.still(line(year=1995)) == page.still(line(year=1995))
    first, other = (re.search(r'id="([^"]+)-caption"', page.still(line(year=y)))[1]
                    for y in (1995, 1996))
    assert first != other


def test_sources_are_looked_up_in_the_register(monkeypatch):
    record = {"publisher": "UN", "title": "Troops & <police>", "date": "2014-03",
              "url": "https://example.org/?a=1&b=2"}
    monkeypatch.setattr(sources, "_lookup", {"made-up": record}.__getitem__)
    assert (
        '<li>UN: <a href="https://example.org/?a=1&amp;b=2">Troops &amp; &lt;police&gt;</a> '
        "(2014-03)</li>"
    ) in make("line").html()
