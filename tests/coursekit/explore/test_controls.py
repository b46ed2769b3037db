"""Controls: what a reader can set, and what is refused."""

import pytest

from coursekit.explore import options, years
from coursekit.explore.controls import Controls


def test_years_include_both_ends():
    assert years(1990, 1993).values == (1990, 1991, 1992, 1993)


def test_years_that_hold_no_year_are_refused():
    with pytest.raises(ValueError, match="the first must not come after the last"):
        years(2000, 1990)


def test_start_is_the_value_shown_at_first():
    assert Controls({"year": years(1990, 2026, start=1995)}).start == (5,)


def test_a_start_that_is_no_value_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match="start 'EST' is none of the values 'LVA', 'LTU'"):
        options({"Latvia": "LVA", "Lithuania": "LTU"}, start="EST")


def test_a_control_without_a_label_is_called_by_its_parameter():
    controls = Controls({"lead_organisation": options(["UN", "NATO"])})
    assert controls.label("lead_organisation") == "Lead organisation"


@pytest.mark.parametrize(
    ("control", "kind"),
    [
        (years(1990, 1991), "slider"),
        (options(list("abcde")), "radio"),
        (options(list("abcdef")), "select"),
        (options(list("abcdef"), ordered=True), "slider"),
    ],
)
def test_the_kind_follows_from_order_and_number(control, kind):
    assert control.kind == kind


def test_fifty_values_are_allowed_and_one_more_is_refused():
    years(1951, 2000)
    with pytest.raises(ValueError, match=r"51 values \(1950 to 2000\); at most 50"):
        years(1950, 2000)


def test_two_hundred_states_are_allowed_and_more_are_refused_with_the_sum():
    Controls({"year": years(1961, 2000), "lead": options(list("abcde"))})
    with pytest.raises(ValueError, match="41 year × 5 lead make 205 states; at most 200"):
        Controls({"year": years(1960, 2000), "lead": options(list("abcde"))})


@pytest.mark.parametrize("given", [5, "year", None])
def test_any_other_control_is_refused_with_what_is_allowed(given):
    with pytest.raises(TypeError, match=r"control 'year' is .*; allowed are years\("):
        Controls({"year": given})


def test_options_refuses_what_is_neither_names_nor_texts():
    with pytest.raises(TypeError, match="allowed are a mapping of names to values"):
        options("EST")


def test_two_values_of_one_name_are_refused():
    with pytest.raises(ValueError, match="the same name: Estonia"):
        options(["Estonia", "Estonia"])


def test_no_control_at_all_is_refused():
    with pytest.raises(ValueError, match="needs at least one control"):
        Controls({})


def test_the_last_control_changes_fastest():
    controls = Controls({"a": options(["x", "y"]), "b": options(["p", "q", "r"])})
    assert list(controls.states()) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]


def test_a_state_is_found_by_its_values():
    controls = Controls({"year": years(1990, 2000), "land": options({"Estonia": "EST", "X": "x"})})
    state = controls.state({"year": 1993, "land": "x"})
    assert state == (3, 1)
    assert controls.arguments(state) == {"year": 1993, "land": "x"}
    assert controls.spoken(state) == "Year 1993, Land X"


def test_an_unknown_value_or_control_is_refused_with_those_there_are():
    controls = Controls({"year": years(1990, 1991)})
    with pytest.raises(ValueError, match="year cannot be 2030; it can be 1990, 1991"):
        controls.state({"year": 2030})
    with pytest.raises(KeyError, match="no control 'month'; there are year"):
        controls.state({"month": 1})


def test_a_range_is_a_slider_and_a_list_a_choice():
    controls = Controls({"year": range(1990, 1993), "side": ["left", "right"]})
    assert controls.by_name["year"].kind == "slider"
    assert controls.by_name["year"].values == (1990, 1991, 1992)
    assert controls.by_name["side"].kind == "radio"
