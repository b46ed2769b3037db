"""What a text of a question would lose, or show as dead signs, is a fault; all else is none."""

import json

import pytest
import yaml

from coursekit.course import Course
from coursekit.quiz import BankError, text
from tests.coursekit.quiz import bakery

#: Texts with room for several paragraphs, and what is said of them.
LOST = [
    ("1995. What happened in that year?", "'1995.' at the beginning of a line makes a list"),
    ("1. maj 1994 began what?", "'1.' at the beginning of a line makes a list"),
    ("In short\n\n1914) What began?", "'1914)' at the beginning of a line makes a list"),
    ("1990. The one\n1995. The other", "'1990.' at the beginning of a line makes a list"),
    ("1. The first\n3. The third", "'1.' at the beginning of a line makes a list"),
    ("- 5 degrees is how cold?", "'-' at its beginning makes a list of one item"),
    ("+ 5 per cent", "'+' at its beginning makes a list of one item"),
    ("* a note", "'*' at its beginning makes a list of one item"),
    ("> - alone", "'-' at its beginning makes a list of one item"),
    ("# two of the list", "'two of the list' would be a heading"),
    ("Which one?\n---\nThis", "'Which one?' would be a heading"),
    ("Which one?\n\n***\n\nThis", "a line of dashes or stars alone is not shown"),
    ("So $p = x%$ is", "the formula p = x% loses its % and what follows"),
    ("So $$a % b$$", "the formula a % b loses its %"),
    ("See [this](mailto:a@example.org)", "the link to 'mailto:a@example.org' would lead nowhere"),
    ("See <ftp://example.org/x>", "the link to 'ftp://example.org/x' would lead nowhere"),
    ("[note]: https://example.org", "the line that begins with '[note]:' is not shown"),
    ("It is ~~not~~ so", "'~~not~~' is shown as it stands"),
    ("It is so[^1]", "'[^1]' is shown as it stands: there are no footnotes"),
    ("See {term}`IFOR`", "'{term}' before 'IFOR' is shown as it stands: there are no roles"),
    ("```{note}\nx\n```", "'{note}' is no language of code"),
    (":::note\nx\n:::", "':::' is shown as it stands"),
    ("|a|b|\n|-|-|\n|c|d|e|", "a row of the table has more cells than its head"),
    (r"so \(x^2\) is", r"\( and \[ are no signs of a formula here"),
]
#: Texts in one line, which take no lists and no paragraphs.
LOST_IN_A_LINE = [
    ("One.\n\nTwo.", "several paragraphs stand in it"),
    ("It is:\n\n- a\n- b", "a list stands in it"),
    ("- a\n- b", "a list stands in it"),
    ("|a|b|\n|-|-|\n|c|d|", "a table stands in it"),
    ("> a\n> b", "a quotation stands in it"),
    ("```\na\n```", "a block of code stands in it"),
    ("Right.\n---", "a line of dashes would make a heading"),
    ("So $p = x%$ is", "loses its %"),
]


@pytest.mark.parametrize(("given", "said"), LOST)
def test_what_would_be_lost_is_a_fault_that_says_what_to_write(given, said):
    found = list(text.problems(given))
    assert any(said in one for one in found), found


@pytest.mark.parametrize(("given", "said"), LOST_IN_A_LINE)
def test_what_has_no_room_in_one_line_is_a_fault(given, said):
    found = list(text.problems(given, inline=True))
    assert any(said in one for one in found), found


@pytest.mark.parametrize("given", [
    "In 1995. What?", r"1995\. What happened?", "1. a\n2. b\n3. c", "1) a\n2) b", "- a\n- b",
    "* a\n  1. b\n  2. c\n* d", "*so* and **so** and `so`", "3.5 per cent", "-5 degrees",
    "#2 of it", "a < b & c > d", "<b>bold</b> <br>",
    "[x](https://example.org) [y](#here) [z](02-a.html#b)",
    r"so $p = x\%$ and $\text{50% of}$ and $\frac{1}{3}$", "It cost $5 and 10 % more",
    "> quoted\n> on", "|a|b|\n|-|-|\n|c|d\\|e|\n|f|", "```\ncode\n```", "a ~ b ~ c",
    "See [1] and [2]: both", "2 * 3 * 4",
    "$1{,}343 + x_{1}^{2}$", "Two.\n\nParagraphs.", "a [b] c",
])
def test_what_is_supported_is_no_fault(given):
    assert list(text.problems(given)) == []


@pytest.mark.parametrize("given", [
    "1995. The year", "1. maj 1994", "- 5 degrees", "# two", "> 5", "+ 5", "*", "a\nb", "1995.",
])
def test_in_one_line_a_number_or_a_sign_at_the_beginning_is_only_text(given):
    assert list(text.problems(given, inline=True)) == []
    assert text.plain_html(text.html(given, inline=True)) == given.replace("\n", " ")


def test_each_text_of_the_bakery_is_without_a_fault(tmp_path):
    assert bakery.course(tmp_path).bank.questions


def broken(folder, change):
    """The faults of a course of which one question was changed."""
    root = bakery.write(folder)
    path = root / "quizzes" / "02-oven.yml"
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    change({one["id"]: one for one in given["questions"]})
    path.write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(BankError) as error:
        _ = Course(root).bank
    return [fault.message for fault in error.value.faults]


def put(question, *path, value):
    def change(questions):
        inside = questions[question]
        for part in path[:-1]:
            inside = inside[part]
        inside[path[-1]] = value
    return change


@pytest.mark.parametrize("path", [
    ("where-ovens-are", "prompt"), ("where-ovens-are", "options", 0, "feedback"),
    ("where-ovens-are", "options", 1, "text"), ("name-of-the-oven", "accept", 0),
    ("name-of-the-oven", "near", 0, "accept", 0), ("name-of-the-oven", "otherwise"),
    ("sentence-of-heat", "blanks", 0, "options", 0, "text"), ("steps-of-baking", "first"),
    ("heat-of-each", "items", 0, "feedback", "low"), ("hotter-is-faster", "hints", 0),
    ("hotter-is-faster", "solution"),
])
@pytest.mark.parametrize("name", ["{{country}}", "{{ country|year }}"])
def test_a_name_that_nothing_fills_is_a_fault_wherever_it_stands(tmp_path, path, name):
    [said] = broken(tmp_path, put(*path, value=f"Say {name} here and say it well, for it matters."))
    assert f"{name} is shown as it stands, for nothing fills it" in said


def test_a_name_as_the_unit_is_a_fault_too(tmp_path):
    def change(questions):
        question = questions["flour-of-each"]
        del question["variants"], question["values"]
        question |= {"prompt": "How much?", "answer": 12, "feedback": "Right.", "unit": "{{unit}}"}
    assert any("{{unit}} is shown as it stands" in said for said in broken(tmp_path, change))


def test_braces_of_formulas_are_no_names_and_no_gaps(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "02-oven.yml"
    content = path.read_text(encoding="utf-8")
    content = content.replace("Where does the oldest oven stand?", "Where, if $x_{{a}}$ is so?")
    content = content.replace(
        "goes in at {heat}", "takes $\\\\frac{1}{3}$ of $x_{time}$ and $$a^{2}$$ at {heat}")
    path.write_text(content, encoding="utf-8")
    question = Course(root).bank.question("sentence-of-heat")
    shown = question.data(None)["text"]
    assert "<mfrac>" in shown
    assert (shown.count(text.mark(0)), shown.count(text.mark(1))) == (1, 1)
    assert "1 over 3" in text.plain_html(question.gapped())
    assert text.mark(1) not in question.gapped()
    assert "(2) ______" in question.gapped()


def test_a_gap_that_stands_only_in_a_formula_is_a_fault(tmp_path):
    said = broken(tmp_path, put("sentence-of-heat", "text",
                                value="At $x_{heat}$ it comes out after {time}."))
    assert said == ["{heat} stands in a formula or an address, where no gap can be shown; let it "
                    "stand among the words"]


def test_a_belief_is_held_to_the_same(tmp_path):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "misconceptions.yml"
    path.write_text(path.read_text().replace("An oven is hot or it is not.", "'So $x%$ is.'"))
    with pytest.raises(BankError, match="loses its %"):
        _ = Course(root).bank
