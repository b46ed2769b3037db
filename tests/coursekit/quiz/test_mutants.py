"""However a question file is broken, it is sound or refused with file and line: nothing else.

Mutants of the bakery's files, first of their contents and then of their text. Those that the
bank takes are shown, and their own right answers earn all.
"""

import copy
import datetime
import json
import re
from collections import Counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.course import Course
from coursekit.quiz import BankError, Quiz, grade
from tests.coursekit.quiz import bakery
from tests.sampling import examples

TEXTS = {"00-start.yml": bakery.START, "01-dough.yml": bakery.DOUGH, "02-oven.yml": bakery.OVEN,
         "misconceptions.yml": bakery.MISCONCEPTIONS}
FILES = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
BOUNDED = settings(max_examples=examples(150), derandomize=True, database=None, deadline=None,
                   suppress_health_check=list(HealthCheck))


def deep(depth, around=lambda inner: [inner]):
    value = 1
    for _ in range(depth):
        value = around(value)
    return value


HOSTILE = [
    "\0", "\ud800", "x" * 100_000, "\u202e\u2067", "a\u202eb", "</script>", "]]>", "<!--", "", " ",
    "\ue000", "![x](y)", "[x](javascript:alert(1))", "$\\frac{1}{0$", "$\\left($", "{heat}", "{x}",
    "{{", "{{x}}", "{{flour|year}}", "{{name|date}}", "{{loaf}}", "otherwise", "constructor", "é",
    "01-dough#what-rises", "#", "../../etc", "2004-13-45", "crust", "\u0301", "_", "%", "5", "-",
    None, True, False, 0, 1, -1, 2.5, 10**400, 10**4000, 1e308, 5e-324, float("nan"), float("inf"),
    float("-inf"), datetime.date(2004, 3, 29), [], {}, [[]], [None], [1, "x"], {"x": 1}, {1: 2},
    {"min": 3}, deep(45), deep(60), deep(40, lambda inner: {"x": inner}),
    deep(40, lambda inner: {"minus": inner, "table": "loaves", "value": "flour"}),
]
KEYS = ["id", "variant", "variants", "values", "type", "key", "text", "options", "items", "proof",
        "reread", "misconceptions", "hints", "at", "area", "from", 7, True, "", "\0", "x" * 1000]


def places(value, at=()):
    """Every place in a file, outermost first."""
    yield at
    for key, child in (value.items() if isinstance(value, dict) else
                       enumerate(value) if isinstance(value, list) else ()):
        yield from places(child, (*at, key))


PLACES = [(name, at) for name, value in FILES.items() for at in places(value) if at]
mutations = st.tuples(
    st.integers(0, len(PLACES) - 1), st.sampled_from(
        ["put", "put", "put", "drop", "rename", "add", "wrap", "said", "swap", "double", "empty"]),
    st.sampled_from(HOSTILE), st.sampled_from(KEYS), st.integers(0, len(PLACES) - 1),
)


def mutated(changes):
    """The files with some changes; a place that an earlier change took away is left."""
    files = copy.deepcopy(FILES)
    for place, change, value, key, other in changes:
        (name, at), (other_name, other_at) = PLACES[place], PLACES[other]
        home, there = inside(files[name], at), inside(files[other_name], other_at)
        if home is None or there is None:
            continue
        last, other_last = at[-1], other_at[-1]
        match change:
            case "put":
                home[last] = copy.deepcopy(value)
            case "drop":
                del home[last]
            case "rename" if isinstance(home, dict):
                home[key] = home.pop(last)
            case "add" if isinstance(home[last], dict):
                home[last][key] = copy.deepcopy(value)
            case "wrap":
                home[last] = [home[last]]
            case "said":
                home[last] = str(home[last])
            case "swap":
                home[last], there[other_last] = (copy.deepcopy(there[other_last]),
                                                 copy.deepcopy(home[last]))
            case "double" if isinstance(home, list):
                home.insert(last, copy.deepcopy(home[last]))
            case "empty":
                home[last] = type(home[last])()
    return {name: yaml.safe_dump(value, sort_keys=False) for name, value in files.items()}


def inside(value, at):
    """The list or mapping that holds a place; None where the place is gone."""
    for part in at[:-1]:
        if not has(value, part):
            return None
        value = value[part]
    return value if has(value, at[-1]) else None


def has(value, part):
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


LINES = [(name, n) for name, text in TEXTS.items() for n in range(text.count("\n"))]
INSERTED = [
    "\t", "\0", "\x07", "\ud800", "\ufeff", "\u2028", "\x85", "\r", "&a ", "*a", "*a ", "!", "!x ",
    "!!bool ", "!!timestamp ", "%", "@", "`", "[", "]", "{", "}", "\"", "'", ":", ": ", "- ", "? ",
    "| ", "> ", "#", " #", ",", "---\n", "...\n", "<<: ", "\n", "  ", "~", "=", "0x", "2004-13-45",
    ".nan", "&a [*a]", "&a {x: *a}", "\\", "\\x", "{{", "}}", "x" * 100_000, "[" * 60, "é",
    "\u202e",
    "0x" + "f" * 6000,
]
edits = st.tuples(
    st.integers(0, len(LINES) - 1), st.sampled_from(
        ["delete", "double", "swap", "insert", "insert", "insert", "cut", "indent", "outdent"]),
    st.sampled_from(INSERTED), st.integers(0, 90), st.integers(0, len(LINES) - 1),
)


def edited(changes):
    """The files with some changes to their lines and characters."""
    files = {name: text.splitlines(keepends=True) for name, text in TEXTS.items()}
    for place, change, inserted, column, other in changes:
        (name, n), (other_name, m) = LINES[place], LINES[other]
        lines, others = files[name], files[other_name]
        if n >= len(lines) or m >= len(others):
            continue
        line = lines[n]
        match change:
            case "delete":
                del lines[n]
            case "double":
                lines.insert(n, line)
            case "swap":
                lines[n], others[m] = others[m], lines[n]
            case "insert":
                lines[n] = line[:column] + inserted + line[column:]
            case "cut":
                lines[n] = line[:column] + line[column + 1 + m % 9:]
            case "indent":
                lines[n] = f"  {line}"
            case "outdent":
                lines[n] = line.removeprefix("  ")
    return {name: "".join(lines) for name, lines in files.items()}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return bakery.write(tmp_path_factory.mktemp("mutants"))


def judged(root, texts):
    """Whether the bank takes the files; whatever it does, it does in full."""
    for name, text in texts.items():
        (root / "quizzes" / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    course = Course(root)
    try:
        _ = course.bank
    except BankError as error:
        told(error.faults, texts)
        return "refused"
    if course.bank.warnings:
        told(course.bank.warnings, texts)
    for question in course.bank.questions:
        for one in course.bank.variants(question.id):
            result = grade(one, one.right())
            assert (result.answered, result.score, result.correct) == (True, 1.0, True), one
        shown = Quiz(course).show(question.id)
        json.dumps(shown.spec, allow_nan=False)
        html = shown.html(publish=True)
        html.encode("utf-8")
        assert html.count("<script") == html.count("</script") == 1
        assert repr(shown)
    return "taken"


def told(faults, texts):
    """Each fault has a file, a line of it, and says something."""
    assert faults
    for fault in faults:
        text = texts[fault.path.removeprefix("quizzes/")]
        # YAML has more ends of lines than an editor shows.
        lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
        assert 1 <= fault.line <= lines, fault
        assert fault.message.strip()


def test_every_mutant_of_the_contents_is_sound_or_refused_with_file_and_line(root):
    seen = Counter()

    @BOUNDED
    @given(st.lists(mutations, min_size=1, max_size=3))
    def judge(changes):
        seen[judged(root, mutated(changes))] += 1

    judge()
    assert min(seen["refused"], seen["taken"]) >= 5, seen


def test_every_mutant_of_the_text_is_sound_or_refused_with_file_and_line(root):
    seen = Counter()

    @BOUNDED
    @given(st.lists(edits, min_size=1, max_size=2))
    def judge(changes):
        seen[judged(root, edited(changes))] += 1

    judge()
    assert min(seen["refused"], seen["taken"]) >= 5, seen


@pytest.mark.parametrize("value", [
    "&a [*a]", "&a {x: *a}", "!!bool perhaps", "!!timestamp soon", "!!int many", "!!binary x",
    "!!python/object:os.system x", "!other x", "2004-13-45", "{2004-13-45: x}", "{!!bool x: y}",
    "{[1]: x}", "{<<: {x: y}}", "=", "0x" + "f" * 6000, "9" * 6000, "[" * 60 + "]" * 60, "*unknown",
    "'", "%", "\0", "\ud800", "[&a [&b [x, x], *b, *b], *a, *a]",
])
@pytest.mark.parametrize("place", ["    hints: ", "    answer: ", "    if_true: ", "chapter: "])
def test_what_yaml_can_say_and_a_question_cannot_is_refused_in_its_line(root, place, value):
    lines = TEXTS["02-oven.yml"].splitlines()
    n = next(n for n, line in enumerate(lines) if line.startswith(place.rstrip()))
    kept = [line for line in lines if not line.startswith("      - {text: Heat and time")]
    changed = "\n".join([*kept[:n], place + value, *kept[n + 1:]])
    assert judged(root, TEXTS | {"02-oven.yml": changed}) == "refused"


def test_a_file_that_grows_tenfold_with_each_line_is_refused(root):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    assert judged(root, TEXTS | {"02-oven.yml": bomb}) == "refused"


def test_the_files_without_a_change_are_sound(root):
    assert judged(root, TEXTS) == "taken"
    assert judged(root, mutated([])) == "taken"
