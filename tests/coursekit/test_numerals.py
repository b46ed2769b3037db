"""A number is written by what it is, in both languages, and the front end writes it alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.numerals import KINDS, written


@pytest.mark.parametrize(("value", "language", "kind", "shown"), [
    (2004, "en", "year", "2004"), (2004.0, "da", "year", "2004"), (1343, "en", "count", "1,343"),
    (1343, "da", "count", "1.343"), (722.6, "en", "money", "722.6"), (0.25, "da", "share", "0,25"),
    (-1343.5, "en", "number", "-1,343.5"), (-0.0, "en", "number", "0"), (0, "en", "count", "0"),
    (0.1 + 0.2, "en", "number", "0.3"), (1e-7, "en", "number", "0.0000001"),
    (1e-13, "en", "number", "0"), (1e21, "en", "count", "1,000,000,000,000,000,000,000"),
    (10**20, "en", "year", "100000000000000000000"), (12345678.9, "da", "money", "12.345.678,9"),
    (-999.9999, "en", "number", "-999.9999"),
])
def test_a_number_is_written_as_what_it_is(value, language, kind, shown):
    assert written(value, language, kind) == shown


def test_decimals_are_rounded_to_as_many_as_are_asked_for():
    assert written(2.345678, decimals=2) == "2.35"
    assert written(1999.999, decimals=2) == "2,000"
    assert written(-0.001, decimals=2) == "0"


@given(st.floats(-1e12, 1e12), st.sampled_from(KINDS))
def test_without_its_separators_it_is_the_number_again(value, kind):
    shown = written(value, "en", kind).replace(",", "")
    assert abs(float(shown) - value) <= 1e-12 * max(1, abs(value))
    assert written(value, "da", kind).replace(".", "").replace(",", ".") == shown
