"""Question files are sound as a whole, or every fault is named with file and line."""

import pytest

from coursekit.course import Course
from coursekit.quiz import BankError, Quiz
from tests.coursekit.quiz import bakery

TYPES = ("'single', 'multiple', 'truth', 'numeric', 'short', 'match', 'order', 'sort', 'fill', "
         "'point'")
MORE = """\
  - id: rocky-planets
    type: multiple
    section: the-outer-planets
    objective: 01.compare-distances
    sources: [nasa-fact-sheet]
    prompt: Which planets are rock? Choose all.
    options:
      - {text: Mars, key: true, feedback: Mars is rock and dust., unchosen: Mars is rock too.}
      - {text: Venus, key: true, feedback: Venus is rock below its clouds.}
      - {text: Saturn, feedback: Saturn is a giant made of gas.}
  - id: place-planets
    type: sort
    section: the-outer-planets
    objective: 01.compare-distances
    sources: [nasa-fact-sheet]
    prompt: Near or far?
    categories: [{id: near, text: Near}, {id: far, text: Far}]
    items:
      - {text: Venus, key: near, feedback: {near: Yes it is near., far: Venus is the second.}}
      - {text: Neptune, key: far, feedback: {near: Neptune is the last., far: Yes it is far.}}
"""


@pytest.fixture
def folder(folder):
    """The course about planets, with a question of one more type."""
    with (folder / "quizzes" / "01-distances.yml").open("a") as file:
        file.write(MORE)
    return folder


def change(folder, old, new):
    path = folder / "quizzes" / "01-distances.yml"
    text = path.read_text()
    assert old in text, f"{old!r} is not in the file"
    path.write_text(text.replace(old, new, 1))


def line_of(folder, phrase):
    text = (folder / "quizzes" / "01-distances.yml").read_text()
    return text[: text.index(phrase)].count("\n") + 1


def refused(folder):
    with pytest.raises(BankError) as error:
        _ = Course(folder).bank
    return [str(fault) for fault in error.value.faults]


def test_a_sound_bank_holds_its_questions_in_order(folder):
    bank = Course(folder).bank
    assert [q.id for q in bank.questions] == ["farthest-planet", "earth-to-sun", "jupiter-to-sun",
                                              "rocky-planets", "place-planets"]
    assert bank.chapter_of("rocky-planets") == "01-distances"


# what was changed -> (old, new, where the fault stands, what it says)
BROKEN = {
    "an unknown type": ("type: numeric", "type: number", "  - id: earth-to-sun",
                        f"unknown type 'number'; allowed: {TYPES}"),
    "two keys in a single choice": (
        "text: Uranus", "text: Uranus\n        key: true", "options:",
        "a single choice has exactly one key; this one has 2"),
    "no key in a single choice": (
        "key: true", "key: false", "options:",
        "a single choice has exactly one key; this one has 0"),
    "missing feedback": (
        "        feedback: Uranus is the last but one; Neptune lies more than half as far out "
        "again.\n", "", "- text: Uranus", "the key 'feedback' is missing"),
    "empty feedback": ("feedback: Saturn is a giant made of gas.", "feedback: ' '",
                       "- {text: Saturn", "feedback: the text is empty"),
    "an unknown key of a question": ("    unit: million km", "    units: million km",
                                     "    units: million",
                                     "unknown key 'units'; allowed: 'id', 'role'"),
    "an option that stands twice": ("- text: Uranus", "- text: Neptune",
                                    "- text: Neptune\n        feedback",
                                    "the option 'Neptune' stands twice"),
    "a multiple choice without a key": (
        "Mars, key: true, feedback: Mars is rock and dust., unchosen: Mars is rock too.}\n"
        "      - {text: Venus, key: true", "Mars, feedback: x}\n      - {text: Venus, key: false",
        "options:\n      - {text: Mars", "a multiple choice needs at least one key"),
    "a multiple choice of keys only": (
        "Saturn, feedback", "Saturn, key: true, feedback", "options:\n      - {text: Mars",
        "every option is a key; at least one must be wrong"),
    "feedback for leaving out a wrong option": (
        "Saturn, feedback", "Saturn, unchosen: Well done., feedback", "- {text: Saturn",
        "'unchosen' is for a key of a multiple choice that was left out"),
    "an unknown objective": ("objective: 01.compare-distances", "objective: 01.measure",
                             "    objective: 01.measure",
                             "objective '01.measure' is not in course.yml; allowed: "
                             "'00.compare-sizes', '01.compare-distances'"),
    "an unknown section": ("section: the-outer-planets", "section: the-inner-planets",
                           "    section: the-inner", "section 'the-inner-planets' is no heading "
                           "of 01-distances; allowed: 'the-outer-planets'"),
    "a section question without a section": (
        "    section: the-outer-planets\n", "", "  - id: farthest-planet",
        "a question of role 'section' needs the 'section' it belongs to"),
    "a diagnostic without an aim": (
        "type: single", "type: single\n    role: diagnostic", "  - id: farthest-planet",
        "a question of role 'diagnostic' needs 'points_to'"),
    "an aim that is no chapter": (
        "type: single", "type: single\n    role: diagnostic\n    points_to: 09-moons",
        "    points_to", "chapter '09-moons' is not in course.yml"),
    "an unknown source": ("sources: [nasa-fact-sheet]", "sources: [esa]", "    sources: [esa]",
                          "source 'esa' is not in data/sources.csv"),
    "an unknown chapter": ("chapter: 01-distances", "chapter: 02-moons", "chapter:",
                           "chapter '02-moons' is not in course.yml"),
    "a look-up that does not give the key": (
        "value: name, gives: Neptune", "value: name, gives: Uranus",
        "    proof: {table: planets, where: {distance",
        "the look-up of 'farthest-planet' fails: 'Uranus' stands in print, but table 'planets' "
        "gives 'Neptune'"),
    "a look-up without a column": (
        "value: name, gives: Neptune", "gives: Neptune", "    proof: {table: planets, where: {d",
        "'value' names the column to read"),
    "a duplicate id": ("id: earth-to-sun", "id: farthest-planet",
                       "  - id: farthest-planet\n    type: numeric",
                       "id 'farthest-planet' stands already in quizzes/01-distances.yml:4"),
    "an id with capitals": ("id: earth-to-sun", "id: EarthToSun", "  - id: EarthToSun",
                            "id: 'EarthToSun' is not allowed; allowed: small letters, digits"),
    "a range that overlaps the key": ("from: 90, to: 96", "from: 140, to: 150", "- {from: 140",
                                      "the range 140 to 150 overlaps the key (148.6 to 150.6)"),
    "ranges that overlap each other": (
        "asks for km.\"}", "asks for km.\"}\n      - {value: 93, feedback: Again.}",
        "- {value: 93", "the range 93 to 93 overlaps mistake 1 (90 to 96)"),
    "a range upside down": ("from: 90, to: 96", "from: 96, to: 90", "- {from: 96",
                            "'from' 96 lies above 'to' 90"),
    "half a range": ("from: 90, to: 96", "from: 90", "- {from: 90",
                     "a mistake needs a 'value', or 'from' and 'to'"),
    "a negative tolerance": ("tolerance: 1", "tolerance: -1", "    tolerance",
                             "tolerance: Input should be greater than or equal to 0"),
    "an answer that is no number": ("answer: 149.6", "answer: far", "    answer",
                                    "answer: 'far' is not a number"),
    "an item whose key is no category": ("key: near", "key: close", "- {text: Venus, key: close",
                                         "the key 'close' is no category; allowed: 'near', 'far'"),
    "a placing without feedback": (", far: Venus is the second.", "", "- {text: Venus, key: near",
                                   "feedback is missing for 'far'"),
    "feedback for no category": ("near: Neptune is the last.", "nigh: Neptune is the last.",
                                 "- {text: Neptune, key: far", "feedback for 'nigh', which is no "
                                 "category"),
    "a category twice": ("{id: far, text: Far}", "{id: near, text: Far}", "    categories",
                         "the category 'near' stands twice"),
    "a key of the file twice": ("    unit: million km", "    unit: million km\n    unit: km",
                                "    unit: km", "key 'unit' stands twice"),
    "a tab": ("    unit: million km", "\tunit: million km", "\tunit", "not YAML"),
    "a control character": ("million miles", "million \x01 miles", "million \x01",
                            "not YAML: a character that is not allowed (U+0001)"),
    "no type": ("    type: numeric\n", "", "  - id: earth-to-sun", "the key 'type' is missing; "
                f"allowed: {TYPES}"),
    "an unknown role": ("type: single", "type: single\n    role: exam", "    role: exam",
                        "role: 'exam' is not allowed; allowed: 'section', 'wrap-up' or "),
    "an unknown key of an option": ("- text: Uranus", "- txt: Uranus", "- txt",
                                    "unknown key 'txt'; allowed: 'text', 'key', 'feedback'"),
    "an unknown key of an item": ("{text: Venus, key: near", "{text: Venus, keys: near",
                                  "- {text: Venus, keys",
                                  "unknown key 'keys'; allowed: 'text', 'key', 'feedback'"),
    "an unknown key of the file": ("chapter: 01-distances", "title: x\nchapter: 01-distances",
                                   "title: x", "unknown key 'title'; allowed: 'chapter', 'again', "
                                   "'questions'"),
    "an unknown key of a look-up": ("value: name, gives", "column: name, value: name, gives",
                                    "    proof: {table: planets, where: {d",
                                    "unknown key 'column'; allowed: 'table', 'where'"),
    "a word that YAML takes for true": ("- text: Uranus", "- text: TRUE", "- text: TRUE",
                                        "text: 'TRUE' is not text; put quotes round it"),
    "a number where a text belongs": ("- text: Uranus", "- text: 1781", "- text: 1781",
                                      "text: 1781 is not text; put quotes round it"),
    "a single choice with one option": (
        "      - text: Uranus\n        feedback: Uranus is the last but one; Neptune lies more "
        "than half as far out again.\n        misconception: last-one-named-is-last\n"
        "      - text: Pluto\n        feedback: Pluto was the ninth planet until 2006. Today it "
        "counts as a dwarf planet.\n        misconception: nine-planets\n", "", "    options:",
        "options: the list is too short (1); at least 2"),
    "an answer without end": ("answer: 149.6", "answer: .inf", "    answer",
                              "'.inf' cannot be read (this number is too large, or none)"),
    "a look-up that gives another number": (
        "where: {id: earth}, value: distance, gives: 149.6", "where: {id: mars}, value: distance, "
        "gives: 228.0", "    proof: {table: planets, where: {id: mars",
        "the look-up gives 228, the answer is 149.6; a single look-up must give the answer"),
    "a text without end": ("Which planet lies", "x" * 5001, "    prompt: xxx",
                           "prompt: the text has 5024 characters; at most 5000"),
    "half a character": ("- text: Uranus", '- text: "Uran\\ud800"', "- text: \"Uran",
                         "text: half a character stands in 'Uran<U+D800>'"),
    "a picture": ("Which planet lies", "Look at ![Neptune](n.png) and say which lies",
                  "    prompt: Look",
                  "prompt: the picture 'n.png': pictures are not allowed in questions"),
    "a formula that is none": ("Which planet lies", r"$\left($ Which planet lies", "    prompt: $",
                               r"in the formula \left(; use the LaTeX that latex2mathml knows"),
    "a list where a text belongs": ("prompt: Which planet lies farthest from the Sun?",
                                    "prompt: [Which, planet]", "    prompt: [Which",
                                    "prompt: ['Which', 'planet'] is not text"),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_broken_question_file_is_refused_with_file_line_and_reason(folder, case):
    old, new, place, message = BROKEN[case]
    change(folder, old, new)
    found = refused(folder)
    matching = [fault for fault in found if message in fault]
    assert matching, found
    assert matching[0].startswith(f"quizzes/01-distances.yml:{line_of(folder, place)}: "), found


def test_all_faults_of_all_files_come_in_one_run(folder):
    change(folder, "objective: 01.compare-distances", "objective: 01.measure")
    change(folder, "from: 90, to: 96", "from: 96, to: 90")
    (folder / "quizzes" / "02-more.yml").write_text("chapter: 01-distances\nquestions: []\n")
    found = refused(folder)
    assert len(found) == 4
    assert any("quizzes/01-distances.yml holds the questions of" in fault for fault in found)
    assert "quizzes/02-more.yml:2: questions: the list is too short (0); at least 1" in found


def test_two_files_for_one_chapter_are_refused(folder):
    text = (folder / "quizzes" / "01-distances.yml").read_text()
    (folder / "quizzes" / "02-again.yml").write_text(text.replace("- id: ", "- id: again-"))
    assert any("quizzes/01-distances.yml holds the questions of '01-distances' already" in fault
               for fault in refused(folder))


@pytest.mark.parametrize("content", ["", "just words", "- a list", "7"])
def test_a_file_that_holds_no_questions_at_all_says_what_belongs_in_it(folder, content):
    (folder / "quizzes" / "02-more.yml").write_text(content)
    assert refused(folder) == ["quizzes/02-more.yml:1: a question file has the keys 'chapter' and "
                               "'questions'; this one holds neither"]


def test_a_fault_in_one_question_does_not_hide_that_of_another(folder):
    change(folder, "type: single", "type: singel")
    change(folder, "tolerance: 1", "tolerance: -1")
    change(folder, "key: near", "key: close")
    assert [fault.split(": ", 1)[1][:24] for fault in refused(folder)] == [
        "unknown type 'singel'; a", "tolerance: Input should ", "the key 'close' is no ca"]


def test_a_file_that_is_not_text_is_named(folder):
    (folder / "quizzes" / "02-more.yaml").write_bytes(b"chapter: \xff\xfe")
    assert refused(folder) == ["quizzes/02-more.yaml:1: not UTF-8 text; save the file as UTF-8"]


def test_questions_are_asked_for_by_id_section_and_chapter(folder):
    quiz = Quiz(Course(folder))
    assert len(quiz.section("the-outer-planets").questions) == 5
    assert [q.id for q in quiz.show("place-planets", "earth-to-sun").questions] == [
        "place-planets", "earth-to-sun"]
    with pytest.raises(KeyError, match="did you mean 'earth-to-sun'"):
        quiz.show("earth-to-moon")
    with pytest.raises(KeyError, match="there are 'the-outer-planets'"):
        quiz.section("the-inner-planets")
    with pytest.raises(KeyError, match="has no questions of role 'wrap-up'"):
        quiz.chapter("01")
    with pytest.raises(KeyError, match="no questions of role 'diagnostic'"):
        quiz.diagnostic()
    with pytest.raises(ValueError, match="name at least one question"):
        quiz.show()


def test_the_same_quiz_is_the_same_bytes(folder):
    first = Quiz(Course(folder)).section("the-outer-planets").html(publish=True)
    assert Quiz(Course(folder)).section("the-outer-planets").html(publish=True) == first


def ask_again(root, *ids):
    path = root / "quizzes" / "02-oven.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "chapter: 02-oven\n", f"chapter: 02-oven\nagain: [{', '.join(ids)}]\n"), encoding="utf-8")
    return Course(root)


def test_a_chapter_ends_with_questions_of_earlier_ones(tmp_path):
    course = ask_again(bakery.write(tmp_path), "raising-agent", "hydration")
    asked = [question.id for question in Quiz(course).chapter(2).questions]
    assert asked[-2:] == ["raising-agent", "hydration"]
    assert course.bank.chapter_of("raising-agent") == "01-dough"
    assert "hydration" in [question.id for question in Quiz(course).chapter(1).questions]


@pytest.mark.parametrize(("ids", "said"), [
    (["raising-agents"], "again: there is no question 'raising-agents'; did you mean "
                         "'raising-agent'?"),
    (["name-of-the-oven"], "again: 'name-of-the-oven' belongs to '02-oven'; only questions of "
                           "earlier chapters are asked again"),
    (["cereals", "cereals"], "again: 'cereals' stands twice; once is enough"),
])
def test_only_earlier_questions_are_asked_again_and_each_once(tmp_path, ids, said):
    with pytest.raises(BankError) as error:
        _ = ask_again(bakery.write(tmp_path), *ids).bank
    assert [str(fault) for fault in error.value.faults] == [f"quizzes/02-oven.yml:2: {said}"]
