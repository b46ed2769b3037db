"""Every number in a registered page stands on a look-up, a quoted source or a reason."""

import json

import pytest

from coursekit.claims import registers, unregistered
from coursekit.course import Course
from coursekit.faults import CourseError
from coursekit.prose import numbers, plain, shows


def change(path, old, new):
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1))


def faults(folder):
    course = Course(folder)
    return [str(f) for register in registers(course) for f in register.faults(course)]


def test_true_claims_have_no_faults(folder):
    assert faults(folder) == []


def test_a_changed_number_in_the_data_names_the_sentence_that_is_now_false(folder):
    change(folder / "data" / "planets.csv", "142984", "143000")
    [fault] = faults(folder)
    assert fault.startswith("data/claims/00-sizes.yml:3: notebooks/00-sizes.ipynb says "
                            "'Jupiter measures 142,984 km across': 142984 stands in print, "
                            "but table 'planets' gives 143000")


def test_a_change_below_the_rounding_makes_nothing_false(folder):
    change(folder / "data" / "planets.csv", "12756", "12757")
    assert faults(folder) == []


def test_a_sentence_that_was_rewritten_is_named(folder):
    change(folder / "data" / "claims" / "00-sizes.yml", "Jupiter measures", "Jupiter is")
    assert any("'Jupiter is 142,984 km across' does not stand in notebooks/00-sizes.ipynb" in f
               for f in faults(folder))


def test_a_claim_must_show_the_value_it_proves(folder):
    change(folder / "data" / "claims" / "00-sizes.yml",
           "Jupiter measures 142,984 km across", "Jupiter measures")
    assert any("'Jupiter measures' does not show the 142984 that the proof gives" in f
               for f in faults(folder))


def test_a_number_without_a_claim_is_named(folder):
    path = folder / "notebooks" / "00-sizes.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][2]["source"] = ["Saturn has 274 moons. ", *notebook["cells"][2]["source"]]
    path.write_text(json.dumps(notebook))
    [fault] = faults(folder)
    assert "notebooks/00-sizes.ipynb prints '274'" in fault
    assert "without a claim; add one, or an exemption with its reason" in fault


def test_an_unknown_source_of_a_quoted_value_is_named(folder):
    change(folder / "data" / "claims" / "00-sizes.yml",
           "proof: {table: planets, where: {kind: giant}, aggregate: count, gives: 4}",
           "quoted: [esa-2020]")
    assert faults(folder) == [
        "data/claims/00-sizes.yml:13: source 'esa-2020' is not in data/sources.csv"]


def test_where_sources_are_faulty_only_they_are_named_and_not_who_quotes_them(folder):
    change(folder / "data" / "claims" / "00-sizes.yml",
           "proof: {table: planets, where: {kind: giant}, aggregate: count, gives: 4}",
           "quoted: [nasa-fact-sheet]")
    with (folder / "data" / "sources.csv").open("a") as file:
        file.write("one,cell,too,many,for,this,table,and,yet,more\n")
    assert not any("nasa-fact-sheet" in fault for fault in faults(folder))


def test_a_page_that_cannot_be_read_is_named_with_its_line(folder):
    page = folder / "quizzes" / "01-distances.yml"
    page.write_text("chapter: [\n")
    [fault] = faults(folder)
    assert fault.startswith("quizzes/01-distances.yml:2: not YAML:")


REFUSED = {
    "a claim that rests on nothing": (
        "proof: {table: planets, where: {kind: giant}, aggregate: count, gives: 4}", "quoted: []",
        "00-sizes.yml:13: claims: a claim needs a 'proof' (look-up) or 'quoted' (ids of sources)"),
    "an unknown key": ("claims:", "klaims:", "00-sizes.yml:2: klaims: Extra inputs"),
    "an exemption without a reason": (
        "why: how long reading takes, not a fact about planets", "why: because",
        "00-sizes.yml:17: why: String should have at least 10 characters"),
    "a key that stands twice": (
        "exempt:", "page: x\nexempt:", "00-sizes.yml:15: key 'page' stands twice"),
    "a text that is no YAML": ("claims:", "claims: [", "00-sizes.yml:3: not YAML:"),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_faulty_register_is_refused_with_file_and_line(folder, case):
    old, new, message = REFUSED[case]
    change(folder / "data" / "claims" / "00-sizes.yml", old, new)
    with pytest.raises(CourseError) as refused:
        registers(Course(folder))
    assert message in str(refused.value)


@pytest.mark.parametrize(("text", "found"), [
    ("In June 1995 Denmark had 1,343 people", ["1,343"]),
    ("It rose by 3.5 % to 271.", ["3.5", "271"]),
    ("between 1990 and 2026, on 29 March 2004 and in 1995-96", []),
    ("see chapter 5, chapters 6 and 7, category 2", []),
    ("UN resolution 1441 and B 118", []),
    ("Tiger2 and A400M", []),
])
def test_quantities_are_told_from_years_dates_and_names(text, found):
    assert [m.group() for m in numbers(text)] == found


@pytest.mark.parametrize(("text", "value", "shown"), [
    ("1,343 people", 1343, True),
    ("1343 people", 1343, True),
    ("11,343 people", 1343, False),
    ("1,343.5 km", 1343, False),
    ("seven states", 7, True),
    ("fell by 3.5", -3.5, True),
    ("in March 2004", "2004-03-29", True),
    ("on 29 March", "2004-03-29", True),
    ("in May 2005", "2004-03-29", False),
    ("66.87 % yes", 66.87, True),
    ("on 19 March 2004", "2004-03-09", False),
    ("on 28 March 2004", "2004-03-29", False),
    ("in April 2004", "2004-03-29", False),
    ("between 1999 and 2004", "2004-03-29", True),
    ("on 12–14 June 1999", "1999-06-12", True),
    ("on 12-14 June 1999", "1999-06-14", True),
    ("from March to May 2004", "2004-03", True),
    ("29 March and 1 May 2004", "2004-03-29", True),
    ("on 5 May 2004", "2004", True),
])
def test_a_value_is_recognised_in_the_ways_a_reader_writes_it(text, value, shown):
    assert shows(text, value) is shown


def test_link_targets_code_and_marks_are_no_text():
    assert plain("> **See** `f(3)` and [ten](../x.md#s-12), *now*\n1. once") == (
        "See and ten, now once")


def test_a_page_whose_numbers_no_register_speaks_of_is_named(folder):
    (folder / "data" / "claims" / "00-sizes.yml").unlink()
    course = Course(folder)
    [fault] = [str(f) for f in unregistered(course, registers(course))]
    assert fault.startswith("notebooks/00-sizes.ipynb:1: prints numbers, such as '5', that no ")
    assert fault.endswith("write data/claims/notebooks-00-sizes.yml with "
                          "'page: notebooks/00-sizes.ipynb'")
