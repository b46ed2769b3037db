"""The quiz stays small: what is written, and what a notebook or a page is sent."""

from pathlib import Path

import pytest

from coursekit import frontend

FRONTEND = Path(frontend.__file__).parent
#: Bytes.
LARGEST = 40_000


@pytest.mark.parametrize("part", ["quiz.js", "grading.js", "result.js", "elements.js", "quiz.css"])
def test_each_file_of_the_quiz_is_small(part):
    assert len((FRONTEND / part).read_bytes()) <= LARGEST


def test_the_quiz_is_delivered_with_all_its_parts_in_no_more_than_the_budget():
    sent = frontend.module("quiz")
    assert len(sent.encode()) <= LARGEST
    for part in ("function readNumber(", "function summary(", "function render("):
        assert part in sent
