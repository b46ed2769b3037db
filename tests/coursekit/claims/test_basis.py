"""Arithmetic over look-ups and quotations, and how long one date lies after another."""

import pytest
from pydantic import TypeAdapter

from coursekit.claims.basis import AnyBasis, Scope

ADAPTER = TypeAdapter(AnyBasis)


def quoted(value):
    return {"quoted": "nasa-fact-sheet", "value": value}


def result(basis):
    return ADAPTER.validate_python(basis).result(Scope(None, lambda name: 3.0, lambda words: True))


@pytest.mark.parametrize(("basis", "value"), [
    ({"sum": [quoted(1), quoted(2), "three"]}, 6),
    ({"difference": [quoted(1), quoted(4)]}, -3),
    ({"product": [quoted(2), quoted(4), "three"]}, 24),
    ({"ratio": [quoted(6), "three"]}, 2),
    ({"share": [quoted(6), quoted(8)]}, 75),
    ({"sum": [{"difference": [quoted(9), quoted(4)]}, quoted(1)], "times": 100}, 600),
    ({"difference": [quoted("2004-03-29"), quoted("2004-03-24")], "in": "days"}, 5),
    ({"difference": [quoted("2004-03-29"), quoted("2004-03-15")], "in": "weeks"}, 2),
    ({"difference": [quoted("1996-01"), quoted("1995-06-30")], "in": "months"}, 7),
    ({"difference": [quoted(2004), quoted("1994-02-02")], "in": "years"}, 10),
    ({"counted": ["a", "b", "c"]}, 3),
])
def test_operations_give_what_their_names_say(basis, value):
    assert result(basis) == pytest.approx(value)


@pytest.mark.parametrize(("basis", "said"), [
    ({"ratio": [quoted(1), quoted(0)]}, "it divides by 0"),
    ({"sum": [quoted("a"), quoted(1)]}, "numbers, or dates alike, are needed"),
    ({"sum": [quoted(True), quoted(1)]}, "numbers, or dates alike, are needed"),
    ({"sum": [{"quoted": "x"}, quoted(1)]}, "has no value to work with"),
    ({"difference": [quoted("soon"), quoted(2004)], "in": "years"}, "'soon' is no date"),
    ({"difference": [quoted(2004), quoted("1994-02-02")], "in": "days"},
     "do not say how many days"),
    ({"difference": [quoted("2004-02-31"), quoted("2004-02-02")], "in": "days"},
     "no day of the calendar"),
])
def test_what_cannot_be_worked_out_is_said(basis, said):
    with pytest.raises(LookupError) as refused:
        result(basis)
    assert said in str(refused.value)
