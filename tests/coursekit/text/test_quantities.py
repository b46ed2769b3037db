"""What counts as a quantity in a text, and which values it shows."""

import pytest

from coursekit.text.quantities import everything, mentions, names, shown

NAMES = names(["Category #", "Chapter #", "Chapters #", "three categories"])


@pytest.mark.parametrize(("text", "found"), [
    ("In June 1995 Denmark had 1,343 people", ["1,343"]),
    ("It rose by 3.5 % to 271.", ["3.5", "271"]),
    ("1,000km, 84m and DKK84m", ["1,000", "84m", "84m"]),
    ("7-9 ships, 7–9 ships, 10 to 12", ["7", "9", "7", "9", "10", "12"]),
    ("3/4 of it, ½ of it, 2½ years", ["3/4", "½", "2½"]),
    ("−0.18, -0.2 and –0.3", ["−0.18", "-0.2", "–0.3"]),
    ("1 343 and 1\u00a0343 and 1\u202f343", ["1 343", "1\u00a0343", "1\u202f343"]),
    ("12 %, 12%, 12 per cent", ["12", "12", "12"]),
    ("a stray ` sign before 40 and after ` 50", ["40", "50"]),
    ("phase 2, part 3, version 4, step 5, point 6", ["2", "3", "4", "5", "6"]),
    ("eight of the twelve, one of two", ["eight", "twelve"]),
    ("twenty-one, forty four, two hundred and fifty, a dozen", [
        "twenty-one", "forty four", "two hundred and fifty", "a dozen"]),
    ("half a million, a hundred, three quarters, two thirds", [
        "half a million", "a hundred", "three quarters", "two thirds"]),
    ("the twenty-first century, freight, canine, often", []),
    ("between 1990 and 2026, in 1995-96, 2013–17, 2022/23, the 1990s", []),
    ("2000 soldiers, some 2000, DKK 2000 and the year 2000", ["2000", "2000", "2000"]),
    ("F-35, SFOR-2, COVID-19, A400M, Tiger2, chapter 01", []),
    ("category 2, chapters 5, 6 and 7, the three categories", []),
    ("UN resolution 1441", ["1441"]),
    ("on 29 March 2004", ["29 March 2004"]),
    ("in March 2004, in May", []),
    ("12–14 June 1999", ["12", "14 June 1999"]),
    ("28 August to 3 September 1995", ["28 August", "3 September 1995"]),
    ("March 29, 2004 and 2004-03-29", ["March 29, 2004", "2004-03-29"]),
    ("14. maj 1994", ["14. maj 1994"]),
    ("On 20 December.", ["20 December"]),
    ("5 ſept 1994, ſixty ſtates, five thouſand men", ["5 ſept 1994", "ſixty", "five thouſand"]),
])
def test_quantities_are_told_from_years_and_names(text, found):
    assert [one.text for one in mentions(text, NAMES)] == found


@pytest.mark.parametrize(("text", "value", "does"), [
    ("1,343 people", 1343, True),
    ("11,343 people", 1343, False),
    ("1,343.5 km", 1343, False),
    ("0.0 per cent", 0.04, True),
    ("0.0 per cent", 0.06, False),
    ("0 per cent", 0.0, True),
    ("35 million", 35.4, True),
    ("35 million", 35_400_000, True),
    ("35 million", 36_000_000, False),
    ("1.4 million", 1_449_000, True),
    ("1.4 million", 1_451_000, False),
    ("DKK 84m", 84, True),
    ("seven states", 7, True),
    ("seven states", 8, False),
    ("fell by 3.5", -3.5, False),
    ("fell to −3.5", -3.5, True),
    ("three quarters", 0.75, True),
    ("two thirds", 0.66, True),
    ("two thirds", 0.6, False),
    ("about 2,000", 1943, True),
    ("about 2,000", 2400, False),
    ("some 800", 812, True),
    ("2,000 people", 1943, False),
    ("more than 1,200", 1343, True),
    ("more than 1,200", 1200, False),
    ("more than 1,200", 3000, False),
    ("at least 16", 16, True),
    ("at least 16", 15, False),
    ("fewer than 40", 39, True),
    ("fewer than 40", 40, False),
    ("no more than 311", 311, True),
    ("no more than 311", 312, False),
    ("less than 5", -5, False),
    ("at most 5 million", 7, False),
    ("at most 5 million", 5, True),
    ("below 5 million", 900, False),
    ("less than 5 million", 4_900_000, True),
    ("up to 4 of them", 3, True),
    ("they add up to 4", 3, False),
    ("never less than 0.3 %", 0.34, True),
    ("never less than 0.3 %", 0.29, False),
    ("never exceeds 311", 311, True),
    ("never above 311", 312, False),
    ("almost 36", 35.5, True),
    ("almost 36", 36, False),
    ("almost 36", 30, False),
    ("over four years", 4, True),
    ("over DKK 400 million", 450, True),
    ("over DKK 400 million", 350, False),
    ("on 29 March 2004", "2004-03-29", True),
    ("on 29 March", "2004-03-29", True),
    ("on 28 March 2004", "2004-03-29", False),
    ("on 29 April 2004", "2004-03-29", False),
    ("on 29 March 2005", "2004-03-29", False),
    ("on 29 March 2004", "2004-03", False),
    ("on 12–14 June 1999", "1999-06-12", True),
    ("29 March and 1 May 2004", "2004-05-01", True),
    ("in 1995", 1995, True),
    ("in March 2004", "2004-03", True),
    ("in March", "2004-03", False),
    ("in May 2005", "2004-03-29", False),
    ("7 ships", True, False),
    ("7 ships", "seven", False),
])
def test_words_show_a_value_as_what_it_is(text, value, does):
    assert shown(text, value) is does


def test_what_is_free_is_found_and_marked():
    found = {one.text: one.free for one in everything("In 1995 two of 12 left in March 2004")}
    assert found == {"1995": True, "two": True, "12": False, "March 2004": True}


def test_a_name_with_a_number_covers_lists_of_numbers_and_no_more():
    found = mentions("Chapters 3, 4 and 7 have 40 pages", names(["chapters #"]))
    assert [one.text for one in found] == ["40"]
