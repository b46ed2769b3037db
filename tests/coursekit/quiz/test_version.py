"""The version of a question changes when it asks something else, and else stays as it is."""

import copy

import pytest
import yaml
from pydantic import TypeAdapter

from coursekit.quiz import Question
from tests.coursekit.quiz import bakery

QUESTIONS = {
    one["id"]: one for text in (bakery.START, bakery.DOUGH, bakery.OVEN)
    for one in yaml.safe_load(text)["questions"] if "variants" not in one
}


def version(given):
    return TypeAdapter(Question).validate_python(given).version


def put(given, place, value):
    *way, last = place
    for part in way:
        given = given[part]
    given[last] = value


# question, place, another value
ASKED = [
    ("raising-agent", ["prompt"], "What makes a dough fall?"),
    ("raising-agent", ["id"], "falling-agent"),
    ("raising-agent", ["options", 1, "text"], "Sugar"),
    ("raising-agent", ["options", 0, "key"], False),
    ("raising-agent", ["options", 2, "key"], True),
    ("cereals", ["options", 2, "key"], True),
    ("flour-for-hundred", ["answer"], 1344),
    ("flour-for-hundred", ["tolerance"], 1),
    ("flour-for-hundred", ["unit"], "kg"),
    ("bread-or-cake", ["items", 1, "text"], "Muffin"),
    ("bread-or-cake", ["items", 2, "key"], "cake"),
    ("bread-or-cake", ["categories", 0, "text"], "Breads"),
    ("hotter-is-faster", ["answer"], True),
    ("hotter-is-faster", ["if_true", 0, "text"], "They trade off."),
    ("hotter-is-faster", ["if_false", 1, "key"], True),
    ("name-of-the-oven", ["accept"], ["crust"]),
    ("name-of-the-oven", ["accept", 2], "skorpe"),
    ("heat-of-each", ["choices", 0, "text"], "95 degrees"),
    ("heat-of-each", ["items", 0, "key"], "mid"),
    ("steps-of-baking", ["items", 0, "text"], "Weigh"),
    ("steps-of-baking", ["first"], "at first"),
    ("sentence-of-heat", ["text"], "At {heat} for {time}."),
    ("sentence-of-heat", ["blanks", 0, "options", 1, "text"], "80 degrees"),
    ("sentence-of-heat", ["blanks", 0, "options", 1, "key"], True),
    ("where-ovens-are", ["map", "box"], [0, 0, 30, 10]),
    ("where-ovens-are", ["options", 0, "area"], "EAS"),
    ("where-ovens-are", ["options", 2, "at"], [11, 5]),
]
BESIDE = [
    ("raising-agent", ["options", 1, "feedback"], "Salt is no agent."),
    ("raising-agent", ["options", 1, "misconception"], "salt-rises"),
    ("raising-agent", ["options", 1, "reread"], "flour-and-water"),
    ("raising-agent", ["options", 3, "pinned"], False),
    ("raising-agent", ["section"], "flour-and-water"),
    ("raising-agent", ["role"], "wrap-up"),
    ("raising-agent", ["sources"], ["another-book"]),
    ("raising-agent", ["objective"], "01.weigh"),
    ("raising-agent", ["hints"], ["It is alive."]),
    ("raising-agent", ["solution"], "Yeast is alive."),
    ("cereals", ["options", 0, "unchosen"], "Rye too."),
    ("flour-for-hundred", ["feedback"], "Right."),
    ("flour-for-hundred", ["otherwise"], "No."),
    ("flour-for-hundred", ["mistakes"], []),
    ("flour-for-hundred", ["proof"], None),
    ("bread-or-cake", ["items", 0, "feedback", "cake"], "No."),
    ("bread-or-cake", ["items", 0, "misconceptions"], {"cake": "rye-is-sweet"}),
    ("hotter-is-faster", ["hints"], []),
    ("hotter-is-faster", ["if_true", 0, "misconception"], None),
    ("name-of-the-oven", ["near"], []),
    ("name-of-the-oven", ["otherwise"], "No."),
    ("heat-of-each", ["items", 0, "feedback", "otherwise"], "No."),
    ("steps-of-baking", ["items", 0, "feedback"], "First."),
    ("sentence-of-heat", ["blanks", 0, "options", 1, "feedback"], "No."),
    ("where-ovens-are", ["options", 1, "misconception"], None),
    ("diagnostic-dough", ["points_to"], "02-oven"),
]


@pytest.mark.parametrize(("name", "place", "value"), ASKED, ids=str)
def test_another_question_has_another_version(name, place, value):
    changed = copy.deepcopy(QUESTIONS[name])
    put(changed, place, value)
    assert version(changed) != version(QUESTIONS[name])


@pytest.mark.parametrize(("name", "place", "value"), BESIDE, ids=str)
def test_what_stands_beside_the_question_leaves_its_version(name, place, value):
    changed = copy.deepcopy(QUESTIONS[name])
    put(changed, place, value)
    assert changed != QUESTIONS[name]
    assert version(changed) == version(QUESTIONS[name])


def test_the_order_of_options_and_of_items_belongs_to_what_is_asked():
    for name, place in (("raising-agent", "options"), ("steps-of-baking", "items")):
        changed = copy.deepcopy(QUESTIONS[name])
        changed[place].reverse()
        assert version(changed) != version(QUESTIONS[name])


def test_what_is_left_out_has_the_version_of_what_it_stands_for():
    changed = QUESTIONS["raising-agent"] | {"hints": [], "role": "section", "proof": None}
    assert version(changed) == version(QUESTIONS["raising-agent"])


def test_a_version_is_eight_digits_and_each_question_has_its_own():
    versions = [version(one) for one in QUESTIONS.values()]
    assert all(len(one) == 8 and int(one, 16) >= 0 for one in versions)
    assert len(set(versions)) == len(versions)


def test_versions_are_the_same_tomorrow():
    """Attempts on disk carry them: another way to reckon them would orphan every answer."""
    assert version(QUESTIONS["raising-agent"]) == "f8ced5c7"
    assert version(QUESTIONS["sentence-of-heat"]) == "59a322eb"
