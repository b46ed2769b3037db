"""The explorers of the course: live and published show the same picture in every state."""

from __future__ import annotations

import pytest

from seccoop import figures
from seccoop.course import course

MAKERS = [name for name in figures.__all__
          if getattr(figures, name).__annotations__["return"] == "Explorer"]
STATES_A_PAGE = 200

# Sets every control of the explorer to the state wanted, as a reader's choice would.
SET = """
([root, state]) => {
  const fire = (node) => ["input", "change"].forEach(
    (name) => node.dispatchEvent(new Event(name, { bubbles: true })));
  [...root.querySelectorAll(".ck-control")].forEach((control, i) => {
    const one = control.querySelector("input[type=range], select");
    if (one?.tagName === "SELECT") one.selectedIndex = state[i];
    else if (one) one.value = state[i];
    else {
      const radios = control.querySelectorAll("input[type=radio]");
      radios[state[i]].checked = true;
      return fire(radios[state[i]]);
    }
    fire(one);
  });
}
"""
# Through the parser once, so that both are written by the same hand.
SAME = """
([root, svg, description]) => {
  const parsed = document.createElement("div");
  parsed.innerHTML = svg;
  const shown = root.querySelector(".ck-stage svg");
  return shown.outerHTML === parsed.querySelector("svg").outerHTML
    && root.querySelector(".ck-description").textContent.trim() === description.trim();
}
"""


@pytest.fixture(scope="module")
def explorers():
    return {name: getattr(figures, name)() for name in MAKERS}


@pytest.mark.parametrize("name", MAKERS)
def test_every_state_shows_in_the_book_the_picture_that_the_kernel_draws(
    book, new_page, explorers, name
):
    explorer = explorers[name]
    home = next(path for path in book.pages
                if f'id="{explorer.id}"' in (book.folder / path).read_text(encoding="utf-8"))
    chapter = new_page()
    chapter.goto(f"{book.url}/{home}")
    root = chapter.locator(f"#{explorer.id}")
    root.scroll_into_view_if_needed()
    stage = root.locator(".ck-explorer")
    stage.wait_for()
    handle = root.element_handle()
    for state, frame in explorer.frames():
        chapter.evaluate(SET, [handle, list(state)])
        chapter.locator(
            f'#{explorer.id} .ck-explorer[data-ck-state="{",".join(map(str, state))}"]'
        ).wait_for()
        assert chapter.evaluate(SAME, [handle, frame.svg, frame.description]), state


@pytest.mark.parametrize("name", MAKERS)
def test_what_the_kernel_sends_is_the_frame_of_the_state_asked_for(explorers, name):
    explorer = explorers[name]
    states = list(explorer.controls.states())
    for state in (states[0], states[len(states) // 2], states[-1]):
        explorer.live.state = list(state)
        assert explorer.live.frame["state"] == list(state)
        assert explorer.live.frame["svg"] == explorer.frame_at(state).svg


@pytest.mark.parametrize("path", course().notebooks(), ids=lambda path: path.stem)
def test_a_page_holds_at_most_as_many_states_as_others_allow(explorers, path):
    text = path.read_text(encoding="utf-8")
    there = [explorer for name, explorer in explorers.items() if f"figures.{name}(" in text]
    assert sum(len(explorer) for explorer in there) <= STATES_A_PAGE


@pytest.mark.parametrize("name", MAKERS)
def test_every_picture_has_words_data_and_sources(explorers, name):
    for state, frame in explorers[name].frames():
        assert len(frame.description.split()) >= 6, state
        assert "<tbody>\n<tr>" in frame.table, state
        assert "as of" in frame.caption.lower() or "as of" in frame.svg.lower(), state
