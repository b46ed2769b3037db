"""A question made from data asks the same of each variant, and each key is what the data say."""

import copy

import pytest
import yaml

from coursekit.course import Course
from coursekit.quiz import BankError, Quiz, grade
from coursekit.quiz.variants import Unfilled, _formed, _shown, filled
from tests.coursekit.quiz import bakery

PATTERN = next(one for one in yaml.safe_load(bakery.OVEN)["questions"]
               if one["id"] == "flour-of-each")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return bakery.course(tmp_path_factory.mktemp("variants"))


@pytest.fixture
def pattern():
    return copy.deepcopy(PATTERN)


def findings(pattern, course):
    with pytest.raises(Unfilled) as error:
        filled(pattern, course.tables)
    return error.value.findings


def test_a_pattern_makes_one_question_a_variant_in_their_order(course):
    made = course.bank.variants("flour-of-each")
    assert [(one.id, one.variant) for one in made] == [("flour-of-each", "rye"),
                                                       ("flour-of-each", "wheat")]
    assert [one.prompt[:6] for one in made] == ["Rye: h", "Wheat:"]


def test_the_key_of_each_variant_is_looked_up(course):
    assert [one.answer for one in course.bank.variants("flour-of-each")] == [13.43, 12.0]


def test_each_variant_is_graded_by_its_own_key(course):
    rye, wheat = course.bank.variants("flour-of-each")
    assert grade(rye, "13.43").correct
    assert not grade(wheat, "13.43").correct
    assert grade(wheat, "12").correct


def test_a_changed_table_changes_the_key(tmp_path):
    root = bakery.write(tmp_path)
    table = root / "data" / "loaves.csv"
    table.write_text(table.read_text().replace("wheat,12", "wheat,11"))
    made = Course(root).bank.variants("flour-of-each")
    assert [one.answer for one in made] == [13.43, 11.0]
    assert "takes 11 grams" in made[1].feedback


def test_a_question_without_variants_is_its_only_one(course):
    assert [one.variant for one in course.bank.variants("cereals")] == [""]


def test_the_bank_counts_a_question_of_several_variants_once(course):
    assert [q.id for q in course.bank.questions].count("flour-of-each") == 1
    assert [q.id for q in course.bank.of_chapter("02-oven", "wrap-up")].count("flour-of-each") == 1
    assert course.bank.question("flour-of-each").variant == "rye"


def test_the_front_end_gets_all_variants_in_one_slot(course):
    spec = Quiz(course).show("flour-of-each", "cereals").spec
    assert [one["id"] for one in spec["questions"]] == ["flour-of-each", "cereals"]
    slot, other = spec["questions"]
    assert slot["variant"] == "rye"
    assert [one["variant"] for one in slot["variants"]] == ["wheat"]
    assert "variants" not in slot["variants"][0]
    assert "variants" not in other


def test_the_still_version_shows_the_first_variant_and_says_that_there_are_others(course):
    html = Quiz(course).show("flour-of-each").html()
    assert "Rye: how many" in html
    assert "Wheat" not in html
    assert "Other versions of this question ask about other cases." in html


def test_variants_have_versions_of_their_own(course):
    rye, wheat = course.bank.variants("flour-of-each")
    assert rye.version != wheat.version


def test_a_variant_is_proven_by_the_look_ups_of_its_own_proof_too(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "02-oven.yml"
    proof = '    proof: {table: loaves, where: {id: "{{loaf}}"}, value: flour, gives: 13.43}\n'
    path.write_text(path.read_text() + proof)
    with pytest.raises(BankError) as error:
        _ = Course(root).bank
    found = [fault.message for fault in error.value.faults]
    assert len(found) == 2
    assert "13.43 stands in print, but table 'loaves' gives 12.0" in found[0] + found[1]
    path.write_text(path.read_text().replace("gives: 13.43", 'gives: "{{flour}}"'))
    assert len(Course(root).bank.variants("flour-of-each")) == 2


def test_a_text_that_is_one_name_keeps_the_type_of_its_value(course, pattern):
    pattern["answer"] = " {{flour}} "
    pattern["unit"] = "{{name}}"
    assert [(one["answer"], one["unit"]) for one in filled(pattern, course.tables)] == [
        (13.43, "Rye"), (12.0, "Wheat")]


def test_names_are_filled_in_texts_of_any_depth_and_keys_are_left(course, pattern):
    pattern["mistakes"] = [{"value": "{{flour}}", "feedback": "{{ name }} ({{loaf}})"}]
    pattern["{{name}}"] = 1
    made = filled(pattern, course.tables)
    assert made[1]["mistakes"] == [{"value": 12.0, "feedback": "Wheat (wheat)"}]
    assert made[1]["{{name}}"] == 1


def test_what_is_filled_in_is_not_filled_again(course, pattern):
    pattern["variants"][0]["name"] = "{{loaf}}"
    assert filled(pattern, course.tables)[0]["prompt"].startswith("{{loaf}}: how many")


def test_a_look_up_may_use_the_value_before_it(course, pattern):
    pattern["values"] = {
        "which": {"table": "loaves", "where": {"id": "{{loaf}}"}, "value": "id"},
        "flour": {"table": "loaves", "where": {"id": "{{which}}"}, "value": "flour"},
    }
    assert [one["answer"] for one in filled(pattern, course.tables)] == [13.43, 12.0]


def test_the_pattern_itself_is_left_as_it_is(course, pattern):
    filled(pattern, course.tables)
    assert pattern == PATTERN


@pytest.mark.parametrize("given", [None, 7, "text", [], {}, {"id": "x", "prompt": "{{name}}"}])
def test_what_is_no_pattern_is_one_question_as_it_stands(course, given):
    assert filled(given, course.tables) == [given]


def test_a_look_up_filled_with_what_it_cannot_take_is_named(course, pattern):
    pattern["variants"][0]["loaf"] = 7
    pattern["values"]["flour"]["table"] = "{{loaf}}"
    [(where, said)] = findings(pattern, course)
    assert where == ("values", "flour", "table")
    assert said.startswith("variant 'rye': table: 7 is not text")


def test_a_number_compared_with_a_text_in_a_look_up_is_named(course, pattern):
    pattern["values"]["flour"]["where"] = {"id": {"min": 7}}
    [(where, said)] = findings(pattern, course)
    assert where == ("values", "flour")
    assert said.startswith("variant 'rye': ")


def test_text_less_text_in_a_look_up_is_named(course, pattern):
    pattern["values"]["flour"] = {
        "table": "loaves", "where": {"id": "rye"}, "value": "id",
        "minus": {"table": "loaves", "where": {"id": "rye"}, "value": "id"}}
    [(where, said)] = findings(pattern, course)
    assert where == ("values", "flour")
    assert "'minus' needs numbers; loaves.id gives 'rye'" in said


@pytest.mark.parametrize(("value", "form", "language", "shown"), [
    ("2004-03-29", "year", "en", 2004), ("2004-03", "year", "en", 2004), (2004, "year", "en", 2004),
    ("2004-03-29", "date", "en", "29 March 2004"), ("2004-03", "date", "en", "March 2004"),
    ("2004-03-09", "date", "en", "9 March 2004"), ("2004", "date", "en", 2004),
    ("2004-03-29", "date", "da", "29. marts 2004"), ("2004-12", "date", "da", "december 2004"),
    (1343, "number", "en", "1,343"), (1343.5, "number", "en", "1,343.5"),
    (1343.5, "number", "da", "1.343,5"), ("1343", "number", "en", "1,343"),
    (-1343, "number", "en", "-1,343"), (0, "number", "en", "0"),
])
def test_a_value_is_written_in_its_form(value, form, language, shown):
    assert _formed(value, form, language) == shown


@pytest.mark.parametrize(("value", "form"), [
    ("Rye", "year"), ("Rye", "date"), ("Rye", "number"), (True, "number"), (True, "year"),
    (None, "number"), ([1], "number"), ("2004-13", "date"), ("2004-13-01", "date"), ("-5", "year"),
    (float("nan"), "number"), (float("inf"), "number"), (10**400, "number"), (13.5, "year"),
])
def test_a_form_that_a_value_cannot_take_is_named(course, pattern, value, form):
    pattern["variants"] = [{"id": "one", "it": value}, {"id": "two", "it": value}]
    pattern["values"] = {}
    pattern |= {"prompt": f"x {{{{it|{form}}}}}", "answer": 1, "feedback": "x"}
    if isinstance(value, list) or value is None:  # these come from look-ups alone
        with pytest.raises((TypeError, ValueError)):
            _formed(value, form, "en")
        return
    [(where, said)] = findings(pattern, course)
    assert where == ("prompt",)
    assert f"cannot be written as a {form}" in said


@pytest.mark.parametrize(("value", "shown"), [
    (1343.0, "1343"), (1234567.0, "1234567"), (12.5, "12.5"), (1e15, "1000000000000000"),
    (7, "7"), ("Rye", "Rye"), (-0.5, "-0.5"), (["rye", 12.0], "rye, 12"),
])
def test_a_number_among_words_is_written_in_full(value, shown):
    assert _shown(value) == shown
