"""No quantity is typed into the strings of a figure."""

import pytest

from coursekit.claims.typed import typed


def found(tmp_path, source):
    (tmp_path / "figures").mkdir(exist_ok=True)
    (tmp_path / "figures" / "one.py").write_text(source)
    return [str(one) for one in typed(tmp_path / "figures", tmp_path)]


@pytest.mark.parametrize(("source", "line", "said"), [
    ('title = "In all 43 fell"', 1, "'43' is typed into 'In all 43 fell'"),
    ('x = 1\ntitle = f"{x} of twelve"', 2, "'twelve' is typed into '… of twelve'"),
    ('ax.text(0, 0, "1,200")', 1, "'1,200'"),
    ('caption = ("a "\n           "seven b")', 1, "'seven'"),
    ('day = "on 1 June 2022"', 1, "'1 June 2022'"),
    # A number that is put in where it could be typed has no more behind it.
    ('title = f"{84} million"', 1, "'84 million'"),
    ('title = f"{in_words(12)} states"', 1, "'12'"),
    ('label = "{}/12"', 1, "'12'"),
    # Headings of tables and labels of choices are keys, and read all the same.
    ('table = {"Rank": 1, "Of 12 states": 2}', 1, "'12' is typed into 'Of 12 states'"),
    ('table["Known of four"] = known', 1, "'four'"),
    ('choice = {f"{name}, by 30 counts": name}', 1, "'30'"),
])
def test_a_typed_quantity_is_named_with_its_line(tmp_path, source, line, said):
    [fault] = found(tmp_path, source)
    assert fault.startswith(f"figures/one.py:{line}: ")
    assert said in fault


def test_a_span_of_numbers_is_two_quantities_and_no_id(tmp_path):
    first, second = found(tmp_path, 'label = "150-200"')
    assert "'150' is typed" in first
    assert "'200' is typed" in second


@pytest.mark.parametrize("source", [
    '"""Drawn in 3 parts."""', 'def f():\n    """Of 12 rows."""', 'title = f"{n:.2f} of {m}"',
    'row["col 3"]', 'colour = "#1f2d63"', 'style = "round,pad=0,rounding_size=7"',
    'words = {"three": 1, "3": 2}',
    'raise ValueError("there are 0, 1, 2")', 'if x == "3 months": pass',
    'where = "agreement-2018"', 'season = "in 1995"', 'ident = "three-roads"',
])
def test_what_no_reader_sees_is_no_text(tmp_path, source):
    assert found(tmp_path, source) == []


def test_a_module_that_is_no_python_is_named(tmp_path):
    [fault] = found(tmp_path, "def f(:\n")
    assert fault.startswith("figures/one.py:1: not Python: ")
