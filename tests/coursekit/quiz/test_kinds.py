"""What a number is follows from its column, and every place that shows it writes it so."""

import json

import pytest

from coursekit.course import Course
from coursekit.quiz import BankError, Quiz
from coursekit.quiz.checking import checked
from tests.coursekit.quiz import bakery

BAKERS = """\
  - id: year-of-the-bakery
    type: numeric
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: Since when is there a bakery in the town of the north?
    answer: 2004
    feedback: Right, since that year there is one and people queue for it.
    otherwise: Look at the sign above the door and read it from left to right.
    proof: {table: bakeries, where: {id: north}, value: since, gives: 2004}
  - id: loaves-of-each
    type: fill
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    variants: [{id: north, it: north, by: 1999}, {id: south, it: south, by: 1850}]
    values:
      since: {table: bakeries, where: {id: "{{it}}"}, value: since}
      loaves: {table: bakeries, where: {id: "{{it}}"}, value: loaves}
      weight: {table: bakeries, where: {id: "{{it}}"}, value: weight}
      all: {table: bakeries, value: since, aggregate: values}
      years: {table: bakeries, value: since, aggregate: distinct}
    prompt: "By {{by}}: since {{since}}, {{loaves}} loaves of {{weight}} g; {{all}}; {{years}}."
    text: "It began in {since}."
    blanks:
      - id: since
        options:
          - {text: "{{since}}", key: true,
             feedback: "Right, since {{since}}, with {{loaves}} loaves."}
          - {text: "{{loaves}}", feedback: "That is how many loaves there are and not the year."}
"""
ROWS = "id,since,loaves,weight\nnorth,2004,1343,1250.5\nsouth,1870,12000,900\n"


def course(folder, questions=BAKERS):
    root = bakery.write(folder)
    fields = [("id", "string"), ("since", "year"), ("loaves", "integer"), ("weight", "number")]
    schema = {"fields": [{"name": n, "type": t, "title": n} for n, t in fields], "primaryKey": "id"}
    (root / "data" / "schemas" / "bakeries.json").write_text(json.dumps(schema))
    (root / "data" / "bakeries.csv").write_text(ROWS)
    package = json.loads((root / "data" / "datapackage.json").read_text())
    package["resources"].append({**package["resources"][0], "name": "bakeries",
                                 "path": "bakeries.csv", "schema": "schemas/bakeries.json"})
    (root / "data" / "datapackage.json").write_text(json.dumps(package))
    path = root / "quizzes" / "02-oven.yml"
    path.write_text(path.read_text(encoding="utf-8") + questions, encoding="utf-8")
    return Course(root)


def test_a_year_has_no_separator_wherever_it_is_shown(tmp_path):
    found = course(tmp_path)
    question = found.bank.question("year-of-the-bakery")
    assert question.kind == "year"
    assert "<strong>2004</strong>" in question.solved("en")
    assert "<strong>2004</strong>" in question.solved("da")
    assert "<strong>2004.</strong>" in Quiz(found).show("year-of-the-bakery").html()
    [data] = Quiz(found).show("year-of-the-bakery").spec["questions"]
    assert (data["kind"], data["fraction"]) == ("year", False)
    assert "Read as 1995." in repr(checked(question, "1995"))
    assert "2,004" not in json.dumps(data)


def test_what_is_looked_up_stands_among_words_as_its_column_says(tmp_path):
    north, south = course(tmp_path).bank.variants("loaves-of-each")
    assert north.prompt == "By 1999: since 2004, 1,343 loaves of 1,250.5 g; 1870, 2004; 2."
    assert south.prompt == "By 1850: since 1870, 12,000 loaves of 900 g; 1870, 2004; 2."
    assert [one.text for one in south.blanks[0].options] == ["1870", "12,000"]
    assert north.blanks[0].options[0].feedback == "Right, since 2004, with 1,343 loaves."


def test_in_a_danish_course_numbers_among_words_are_danish(tmp_path):
    root = course(tmp_path).root
    path = root / "course.yml"
    path.write_text(path.read_text().replace("language: en", "language: da"))
    north, _ = Course(root).bank.variants("loaves-of-each")
    assert north.prompt == "By 1999: since 2004, 1.343 loaves of 1.250,5 g; 1870, 2004; 2."


@pytest.mark.parametrize(("lines", "kind"), [
    ("    answer: 2004\n", "number"),
    ("    answer: 2004\n    is: year\n", "year"),
    ("    answer: 2004\n    is: count\n    unit: loaves\n", "count"),
    ("    answer: 2004\n    unit: DKK million\n", "money"),
    ("    answer: 20\n    unit: per cent\n", "share"),
    ("    answer: 2\n    proof: {table: bakeries, aggregate: count, gives: 2}\n", "count"),
    ("    answer: 1870\n    proof: {table: bakeries, value: since, aggregate: min, gives: 1870}\n",
     "year"),
    ("    answer: 134\n    proof: {table: bakeries, value: since, aggregate: max, minus: {table: "
     "bakeries, value: since, aggregate: min}, gives: 134}\n", "number"),
    ("    answer: 1937\n    proof: {table: bakeries, value: since, aggregate: mean, gives: 1937}\n",
     "number"),
])
def test_what_a_number_is_follows_from_what_is_known_of_it(tmp_path, lines, kind):
    whole = BAKERS[:BAKERS.index("  - id: loaves-of-each")]
    head, rest = whole.split("    answer: 2004\n")
    question = course(tmp_path, head + lines + rest.split("    proof:")[0]).bank.question(
        "year-of-the-bakery")
    assert question.kind == kind


def test_to_say_what_a_number_is_makes_no_other_question_of_it(tmp_path):
    told = BAKERS.replace("    answer: 2004\n", "    answer: 2004\n    is: year\n")
    versions = [course(tmp_path / name, text).bank.question("year-of-the-bakery").version
                for name, text in (("a", BAKERS), ("b", told))]
    assert versions[0] == versions[1]


@pytest.mark.parametrize(("lines", "said"), [
    ("    is: year\n    unit: persons\n",
     "is: a year has no unit; this question asks for 'persons'"),
    ("    is: year\n    tolerance: 0.5\n", "is: a year is a whole number; the answer is 2004"),
    ("    is: count\n    unit: per cent\n", "the number is a share, and no count"),
    ("    is: count\n    unit: kr.\n", "the number is a money, and no count"),
    ("    is: date\n", "is: 'date' is not allowed; allowed: 'year', 'count', 'money', 'share'"),
    ("    unit: per 100\n", "unit: beside 'per 100' the right answer, typed as '2004', is not"),
])
def test_what_a_number_cannot_be_is_a_fault(tmp_path, lines, said):
    text = BAKERS.replace("    answer: 2004\n", f"    answer: 2004\n{lines}", 1)
    with pytest.raises(BankError) as error:
        _ = course(tmp_path, text).bank
    assert said in str(error.value)


def test_an_accepted_spelling_that_is_not_right_when_it_is_typed_is_a_fault(tmp_path):
    accepted = """\
  - {id: word, type: short, role: wrap-up, objective: 02.heat, sources: [book-of-bread-1990],
     prompt: Which?, accept: [oven, 'ov\ue000en'], feedback: Right., otherwise: No.}
"""
    with pytest.raises(BankError, match="is accepted, and whoever types it is not right"):
        _ = course(tmp_path, accepted).bank


def test_more_than_fifty_options_are_a_fault(tmp_path):
    options = "".join(f"      - {{text: o{n}, feedback: No.}}\n" for n in range(51))
    question = """\
  - id: many
    type: single
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: Which?
    options:
"""
    with pytest.raises(BankError, match=r"options: the list is too long \(51\); at most 50"):
        _ = course(tmp_path, question + options).bank
