"""Patches: whatever changed, the other text comes back, and little is stored."""

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.explore.patches import applied, patch
from tests.sampling import examples

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "<path>", "é & <"]), max_size=30)


@settings(max_examples=examples(300), deadline=None)
@given(LINES, LINES)
def test_a_patch_gives_the_other_text_back(first, other):
    a, b = "\n".join(first), "\n".join(other)
    assert applied(a, patch(a, b)) == b


@settings(max_examples=examples(100), deadline=None)
@given(LINES, LINES)
def test_a_patch_survives_json_and_its_places_rise(first, other):
    changes = json.loads(json.dumps(patch("\n".join(first), "\n".join(other))))
    ends = [start + count for start, count in zip(changes[::3], changes[1::3], strict=True)]
    assert all(end <= start for end, start in zip(ends, changes[3::3], strict=False))


def test_equal_texts_need_no_patch():
    assert patch("a\nb", "a\nb") == []


def test_a_line_taken_out_and_an_empty_line_put_in_are_told_apart():
    assert applied("a\nb\nc", patch("a\nb\nc", "a\nc")) == "a\nc"
    assert applied("a\nb\nc", patch("a\nb\nc", "a\n\nc")) == "a\n\nc"


def test_a_map_whose_colours_repeat_is_stored_in_little_more_than_what_changed():
    chance = random.Random(1)
    outlines = [f'<path d="M{chance.random()}"' for _ in range(1500)]
    before = "\n".join(line for o in outlines for line in (o, ' style="fill: grey"/>'))
    changed = set(chance.sample(range(1500), 20))
    after = "\n".join(
        line
        for place, o in enumerate(outlines)
        for line in (o, f' style="fill: {"blue" if place in changed else "grey"}"/>')
    )
    changes = patch(before, after)
    assert applied(before, changes) == after
    assert len(changes) == 3 * 20


def test_lines_put_in_the_middle_of_equal_ones_do_not_shift_the_rest():
    first = "\n".join(f"line {n}\nsame" for n in range(500))
    other = first.replace("line 100\n", "line 100\nnew\n").replace("line 400\nsame\n", "")
    changes = patch(first, other)
    assert applied(first, changes) == other
    assert len(json.dumps(changes)) < 100
