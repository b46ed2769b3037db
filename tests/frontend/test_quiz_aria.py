"""What a screen reader is given of each type of question, compared with what is stored.

The snapshots in ``aria/`` are read by people: names, groups, states and the order of reading.
``UPDATE_ARIA=1`` renews them; look at the difference before it is kept.
"""

import difflib
import os
from pathlib import Path

import pytest

from tests.frontend import quiz_page
from tests.frontend.quiz_page import TYPES, answer, kept, question

STORED = Path(__file__).with_name("aria")
UPDATE = os.environ.get("UPDATE_ARIA") == "1"


@pytest.fixture(scope="module")
def seen(browser, tmp_path_factory):
    """What is to be heard, by the name of the file it is stored in."""
    page = browser.new_page()
    page.goto(quiz_page.write(tmp_path_factory.mktemp("quiz"), "all").as_uri())
    quiz_page.mount(page)
    found = {}
    for kind, name in TYPES.items():
        one = question(page, name)
        found[kind] = one.aria_snapshot()
        if one.get_by_role("button", name="Hint 1 of 2").count():
            one.get_by_role("button", name="Hint 1 of 2").click()
        answer(one, right=False)
        kept(one).get_by_text("Saved").wait_for()
        found[f"{kind}-wrong"] = one.aria_snapshot()
        answer(one, right=True)
    found["result"] = page.locator(".ck-summary").aria_snapshot()
    page.close()
    return {name: f"{text}\n" for name, text in found.items()}


@pytest.mark.parametrize(
    "name", [*(f"{kind}{state}" for kind in TYPES for state in ("", "-wrong")), "result"])
def test_a_screen_reader_is_given_what_is_stored(seen, name):
    file = STORED / f"{name}.yml"
    if UPDATE:
        STORED.mkdir(exist_ok=True)
        file.write_text(seen[name], encoding="utf-8")
    stored = file.read_text(encoding="utf-8") if file.is_file() else ""
    changed = "\n".join(difflib.unified_diff(
        stored.splitlines(), seen[name].splitlines(), f"aria/{name}.yml", "now", lineterm=""))
    assert not changed, f"{changed}\n\nIf this is meant: UPDATE_ARIA=1, and look at what changes."


def test_nothing_is_stored_that_is_no_longer_compared(seen):
    assert {file.stem for file in STORED.glob("*.yml")} == set(seen)
