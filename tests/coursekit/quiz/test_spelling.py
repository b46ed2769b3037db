"""Typed words are the same, misspelt or others, by the cases that JavaScript runs as well."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.quiz import grade
from coursekit.quiz.spelling import keys, misspelt, same
from tests.coursekit.quiz import cases

#: What is typed in the languages around the course, and what nobody should type.
words = st.text(alphabet="aeosxzæøåÆØÅßđé KF19-_&.\u0301\u030a\u00a0\u200b\u202e\x00", max_size=14)


@pytest.mark.parametrize("case", cases.SPELLINGS, ids=lambda c: ascii(c["typed"]))
def test_words_are_told_as_the_case_says(case):
    found = dataclasses.asdict(grade(cases.asking(case), case["typed"]))
    assert {key: found[key] for key in ("answered", "correct", "reading")} == cases.spelled(case)


@given(words, words)
def test_whether_words_are_the_same_does_not_hang_on_which_were_typed(one, other):
    assert same(one, [other]) == same(other, [one])


@given(words)
def test_words_are_the_same_as_themselves_in_any_case_and_any_form(one):
    if keys(one):
        for form in ("NFC", "NFD"):
            assert same(unicodedata.normalize(form, one), [one])
            assert same(unicodedata.normalize(form, one.upper()), [one])
        assert same(f" {one}? ", [one])


@given(words)
def test_a_form_to_compare_holds_letters_and_digits_with_single_spaces_between(one):
    for form in keys(one):
        assert form
        assert all(part.isalnum() for part in form.split(" "))


@given(words, words)
def test_what_is_misspelt_has_the_same_digits_and_nearly_the_same_length(one, other):
    if misspelt(one, [other]) and not same(one, [other]):
        assert min(abs(len(a) - len(b)) for a in keys(one) for b in keys(other)) <= 2
        assert any([c for c in a if c.isdigit()] == [c for c in b if c.isdigit()]
                   for a in keys(one) for b in keys(other))


@pytest.mark.parametrize("one", ["crust", "IFOR", "ICI", "MAP", "1995", "Ærø", "EU"])
def test_no_slip_in_a_short_word_is_forgiven(one):
    for place in range(len(one)):
        for slip in (one[:place] + one[place + 1:], one[:place] + "q" + one[place:],
                     one[:place] + "q" + one[place + 1:]):
            assert misspelt(slip, [one]) == ""


@pytest.mark.parametrize(("one", "forgiven"), [("Serbia", 1), ("Afghanistan", 2)])
def test_as_many_slips_are_forgiven_as_the_length_allows_and_no_more(one, forgiven):
    for slips in range(1, 4):
        typed = one[:2] + "q" * slips + one[2 + slips:]
        assert bool(misspelt(typed, [one])) == (slips <= forgiven)


def test_the_spelling_that_stands_first_among_those_near_is_meant():
    assert misspelt("Georgie", ["Kosovo", "Georgia", "Georgien"]) == "Georgia"
    assert misspelt("Georgie", ["Georgien", "Georgia"]) == "Georgien"


def test_a_text_of_any_length_is_compared_at_once():
    assert misspelt("a" * 100_000, ["Partnership for Peace"]) == ""
    assert not same("\u0301" * 100_000, ["Partnership for Peace"])
