"""Each mention of a quantity rests on something of its own, or the check names it."""

import json

import pytest

from coursekit import claims
from coursekit.claims import registers
from coursekit.course import Course
from coursekit.faults import CourseError

SIZES = "data/claims/00-sizes.yml"
GIANTS = """    basis:
      - {table: planets, where: {kind: giant}, aggregate: count}
      - {table: planets, aggregate: count}
"""


def change(path, old, new):
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1))


def checked(folder):
    course = Course(folder)
    return claims.check(course, registers(course))


def faults(folder):
    return sorted(map(str, checked(folder)[0]))


def write(folder, text, cell=2):
    """Put a sentence before a cell of the first chapter."""
    path = folder / "notebooks" / "00-sizes.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][cell]["source"] = [text + "\n\n", *notebook["cells"][cell]["source"]]
    path.write_text(json.dumps(notebook, indent=1))


def claim(folder, says, *bases):
    with (folder / SIZES).open("a") as file:
        file.write(f"  - says: {json.dumps(says)}\n    basis: [{', '.join(bases)}]\n")


def test_true_claims_have_no_faults_and_every_mention_is_counted(folder):
    found, tally = checked(folder)
    assert found == []
    assert dict(tally.kinds) == {"look-up": 4, "arithmetic": 1, "quotation": 2, "exemption": 1,
                                 "distractor": 1}
    assert tally.uncovered == 0
    assert tally.mentions == 9


def test_a_changed_number_in_the_data_names_the_sentence_that_is_now_false(folder):
    change(folder / "data" / "planets.csv", "142984", "143000")
    [fault] = faults(folder)
    assert fault == (
        "data/claims/00-sizes.yml:4: notebooks/00-sizes.ipynb says 'Jupiter measures 142,984 km "
        "across': '142,984' stands in print, but 'planets' (diameter where id='jupiter') gives "
        "143000")


def test_a_change_below_the_rounding_makes_nothing_false(folder):
    change(folder / "data" / "planets.csv", "12756", "12757")
    assert faults(folder) == []


def test_a_sentence_that_was_rewritten_is_named(folder):
    change(folder / SIZES, "Jupiter measures", "Jupiter is")
    assert any("'Jupiter is 142,984 km across' does not stand in notebooks/00-sizes.ipynb" in one
               for one in faults(folder))


def test_a_number_without_a_claim_is_named_with_its_line_in_the_notebook(folder):
    write(folder, "Saturn has 274 moons.")
    [fault] = faults(folder)
    path, line, message = fault.split(":", 2)
    assert path == "notebooks/00-sizes.ipynb"
    assert "Saturn has 274" in (folder / path).read_text().splitlines()[int(line) - 1]
    assert message.startswith(" '274' (… Saturn has 274 moons. …) is not proven")


@pytest.mark.parametrize("sentence", [
    "Saturn has 274 moons.", "Saturn has eighty moons.", "On 5 May 2005 it was seen.",
    "In phase 2 it turns.", "A stray ` sign and 40.", "It is 1,000km off.", "7-9 of them.",
    "| a |\n|---|\n| 99 |\n\n", "It fell by 0.0 per cent.", "- seven items\n\n", "~~12~~",
    "<b>12</b>", "![12 rings](x.png)", "[12](x.md)", "**1**2", "$x = 12$",
])
def test_no_form_of_a_number_escapes(folder, sentence):
    write(folder, sentence)
    assert any("is not proven" in one for one in faults(folder))


def test_words_around_a_proven_number_prove_no_other_number(folder):
    write(folder, "Of 9 planets 3 are near.")
    claim(folder, "Of 9 planets 3 are near", "{table: planets, aggregate: count}")
    assert any("holds 2 quantities ('9', '3') and rests on 1" in one for one in faults(folder))


def test_a_quotation_must_hold_whole_numbers(folder):
    change(folder / SIZES, "Jupiter measures 142,984 km across", "Jupiter measures 142")
    assert any("'Jupiter measures 142' cuts '142,984'; quote all of it" in one
               for one in faults(folder))


def test_the_order_of_the_bases_is_that_of_the_words(folder):
    change(folder / SIZES, GIANTS, """    basis:
      - {table: planets, aggregate: count}
      - {table: planets, where: {kind: giant}, aggregate: count}
""")
    assert len([one for one in faults(folder) if "Four of the eight planets" in one]) == 2


def test_an_unknown_source_of_a_quoted_value_is_named(folder):
    change(folder / "data/claims/01-distances.yml", "{quoted: nasa-fact-sheet}", "{quoted: esa}")
    assert faults(folder) == [
        "data/claims/01-distances.yml:4: source 'esa' is not in data/sources.csv"]


def test_where_sources_are_faulty_only_they_are_named_and_not_who_quotes_them(folder):
    with (folder / "data" / "sources.csv").open("a") as file:
        file.write("one,cell,too,many,for,this,table,and,yet,more\n")
    assert not any("nasa-fact-sheet" in one for one in faults(folder))


def test_a_year_may_be_proven_though_it_need_not(folder):
    write(folder, "Read in 2026, the sheet names 8 planets.")
    claim(folder, "Read in 2026, the sheet names 8", "{table: planets, aggregate: count}",
          '{shows: "2026", table: course, value: as_of}')
    assert faults(folder) == []
    change(folder / "course.yml", '"2026-11-01"', '"2027-11-01"')
    assert any("'2026' stands in print" in one for one in faults(folder))


def test_a_value_that_no_digits_show_is_held_to_the_register(folder):
    write(folder, "The widest of all 8 is Jupiter.")
    claim(folder, "The widest of all 8 is Jupiter", "{table: planets, aggregate: count}",
          "{table: planets, where: {id: jupiter}, value: kind, gives: giant}")
    assert faults(folder) == []
    change(folder / "data" / "planets.csv", "jupiter,Jupiter,giant", "jupiter,Jupiter,rock")
    assert any("the register says 'giant'" in one for one in faults(folder))


def test_the_course_itself_can_be_looked_up(folder):
    change(folder / "course.yml", "minutes: 5", "minutes: 25")
    assert any("'about 5' stands in print, but 'course.chapters'" in one for one in faults(folder))


def test_arithmetic_works_on_proven_mentions_of_the_same_register(folder):
    write(folder, "Jupiter is 142,984 km wide and the Earth 12,756 km, 130,228 km less.")
    with (folder / SIZES).open("a") as file:
        file.write("""  - says: Jupiter is 142,984 km wide and the Earth 12,756
    id: widths
    basis:
      - {table: planets, where: {id: jupiter}, value: diameter}
      - {quoted: nasa-fact-sheet}
  - says: 130,228 km less
    basis: {difference: [widths.1, widths.2]}
""")
    assert faults(folder) == []
    change(folder / "data" / "planets.csv", "142984", "142990")
    assert any("'130,228' stands in print, but the arithmetic gives 130234" in one
               for one in faults(folder))


@pytest.mark.parametrize(("basis", "said"), [
    ("{difference: [nobody, nobody]}", "there is no claim 'nobody' in this register"),
    ("{counted: [Jupiter, Vulcan]}", "'Vulcan' is counted and does not stand in the page"),
    ("{counted: [Jupiter, Jupiter]}", "'counted' names the same words twice"),
    ("{counted: [Jupiter, Earth, giants]}", "'7' stands in print, but the count gives 3"),
    ("{distractor: true}", "is no wrong answer and no misconception"),
    ("{table: planets, where: {id: jupiter}, value: width}", "has no column 'width'"),
    ("{table: moons, aggregate: count}", "there is no table 'moons'"),
    ("{sum: [{table: planets, aggregate: count}, "
     "{table: planets, where: {id: mars}, value: name}]}", "numbers, or dates alike, are needed"),
    ("{ratio: [{table: planets, aggregate: count}, "
     "{table: planets, where: {kind: ring}, aggregate: count}]}", "it divides by 0"),
])
def test_a_basis_that_does_not_hold_is_named(folder, basis, said):
    write(folder, "There are 7 of them.")
    claim(folder, "There are 7 of them", basis)
    assert any(said in one for one in faults(folder)), faults(folder)


def test_a_number_in_a_wrong_answer_is_quoted_and_not_proven(folder):
    change(folder / "quizzes" / "01-distances.yml", "text: Pluto", "text: Pluto, the 9th")
    assert any("'9' (… Pluto, the 9 th …) is not proven" in one for one in faults(folder))
    (folder / "data/claims/quizzes-01-distances.yml").write_text(
        "page: quizzes/01-distances.yml\nclaims:\n"
        "  - says: Pluto, the 9\n    basis: {distractor: true}\n")
    assert faults(folder) == []


REFUSED = {
    "a claim that rests on nothing": (
        GIANTS, "    basis: []\n", "00-sizes.yml:11: basis: the list is too short (0); at least 1"),
    "an unknown key": ("claims:", "klaims:", "00-sizes.yml:2: unknown key 'klaims'"),
    "an exemption without a reason": (
        "{table: course.chapters, where: {number: \"00\"}, value: minutes}", "{exempt: because}",
        "00-sizes.yml:15: exempt: the text is too short (7 characters); at least 10"),
    "a key that stands twice": ("claims:", "page: x\nclaims:", "key 'page' stands twice"),
    "a text that is no YAML": ("claims:", "claims: [", "00-sizes.yml:3: "),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_faulty_register_is_refused_with_file_and_line(folder, case):
    old, new, message = REFUSED[case]
    change(folder / SIZES, old, new)
    with pytest.raises(CourseError) as refused:
        registers(Course(folder))
    assert message in str(refused.value)


@pytest.mark.parametrize(("page", "said"), [
    ("notebooks/none.ipynb", "page: 'notebooks/none.ipynb' does not exist"),
    ("data/planets.csv", "is no page of the course"),
    ("notebooks/01-distances.ipynb", "holds the claims of notebooks/01-distances.ipynb already"),
])
def test_a_register_of_another_page_is_named(folder, page, said):
    change(folder / SIZES, "notebooks/00-sizes.ipynb", page)
    assert any(said in one for one in faults(folder))


def test_a_name_that_stands_nowhere_is_named(folder):
    with (folder / "course.yml").open("a") as file:
        file.write('numbered_names: ["Moon #"]\n')
    assert any("course.yml" in one and "'Moon #' stands nowhere" in one for one in faults(folder))


def test_a_quantity_typed_into_a_figure_of_the_course_is_a_fault(folder):
    change(folder / "course.yml", "chapters:", "figures: plots\nchapters:")
    (folder / "plots").mkdir()
    (folder / "plots" / "sizes.py").write_text('title = f"Of 8 planets {n} are giants"\n')
    [fault] = [one for one in faults(folder) if "plots" in one]
    assert fault.startswith("plots/sizes.py:1: '8' is typed into 'Of 8 planets … are giants'")


def test_a_folder_of_figures_that_is_not_there_is_a_fault_in_the_manifest(folder):
    change(folder / "course.yml", "chapters:", "figures: plots\nchapters:")
    [fault] = [one for one in faults(folder) if "plots" in one]
    assert fault.startswith("course.yml:")
    assert "figures: 'plots' is no folder of the course" in fault
