"""The palette: named colours that follow the page from light to dark."""

import pytest

from coursekit.explore import palette


@pytest.fixture(autouse=True)
def _own_colours(monkeypatch):
    monkeypatch.setattr(palette, "_names", {})
    monkeypatch.setattr(palette, "_dark", {})


def test_a_named_colour_becomes_a_variable_with_its_light_value_to_fall_back_on():
    palette.register({"#1B1F24": "sea"})
    assert palette.variable("#1b1f24") == "var(--ck-c-sea, #1b1f24)"


def test_a_colour_without_a_name_stays_as_it_is():
    assert palette.variable("#123456") == "#123456"


def test_black_and_white_follow_the_page_even_without_a_palette():
    assert palette.variable("#000000") == "var(--ck-ink, #000000)"
    assert palette.variable("#ffffff") == "var(--ck-paper, #ffffff)"


def test_the_style_sheet_holds_both_values():
    palette.register({"#1b1f24": "sea"}, dark={"sea": "#e9edf1"})
    assert "--ck-c-sea: #1b1f24;" in palette.css()
    assert "--ck-c-sea: light-dark(#1b1f24, #e9edf1);" in palette.css()


def test_without_a_palette_there_is_no_style_sheet():
    assert palette.css() == ""


def test_the_same_may_be_registered_again():
    palette.register({"#1b1f24": "sea"})
    palette.register({"#1b1f24": "sea"})
    assert palette.css().count("--ck-c-sea: #") == 1


@pytest.mark.parametrize(
    ("light", "dark", "said"),
    [
        ({"#1b1f24": "land"}, {}, "is 'sea' already and cannot be 'land'"),
        ({"#222222": "sea"}, {}, "'sea' is #1b1f24 already and cannot be #222222"),
        ({"navy": "deep"}, {}, "allowed is a hex value like #1b1f24"),
        ({"#222222": "Deep Sea"}, {}, "must be like ink or deep-sea"),
        ({"#222222": "deep"}, {"depe": "#333333"}, "dark value for depe, but no light one"),
    ],
)
def test_a_second_meaning_or_a_bad_value_is_refused(light, dark, said):
    palette.register({"#1b1f24": "sea"})
    with pytest.raises(ValueError, match=said):
        palette.register(light, dark)
