"""The explorers of the course: live and published show the same picture in every state."""

from __future__ import annotations

import pytest

from seccoop.course import course
from tests.seccoop.figures.conftest import MAKERS, every_state

STATES_A_PAGE = 200

# Sets every control of the explorer to each state in turn, as a reader's choices would, and
# gives the states whose picture or description is not the one that was drawn for it.
DIFFERENT = """
async ([root, drawn]) => {
  const fire = (node) => ["input", "change"].forEach(
    (name) => node.dispatchEvent(new Event(name, { bubbles: true })));
  const choose = (state) => [...root.querySelectorAll(".ck-control")].forEach((control, i) => {
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
  const shown = async (state) => {
    const end = performance.now() + 10000;
    while (root.querySelector(".ck-explorer").dataset.ckState !== state.join()) {
      if (performance.now() > end) return false;
      await new Promise(requestAnimationFrame);
    }
    return true;
  };
  // Through the parser once, so that both are written by the same hand.
  const same = (svg, description) => {
    const parsed = document.createElement("div");
    parsed.innerHTML = svg;
    return root.querySelector(".ck-stage svg").outerHTML === parsed.querySelector("svg").outerHTML
      && root.querySelector(".ck-description").textContent.trim() === description.trim();
  };
  const different = [];
  for (const [state, svg, description] of drawn) {
    choose(state);
    if (!await shown(state) || !same(svg, description)) different.push(state);
  }
  return different;
}
"""


@pytest.mark.exhaustive(keep=6, by="name")
@pytest.mark.parametrize("name", list(MAKERS))
def test_every_state_shows_in_the_book_the_picture_that_the_kernel_draws(book, new_page, name):
    explorer, states = every_state(name)
    home = next(path for path in book.pages
                if f'id="{explorer.id}"' in (book.folder / path).read_text(encoding="utf-8"))
    chapter = new_page()
    chapter.goto(f"{book.url}/{home}")
    root = chapter.locator(f"#{explorer.id}")
    root.scroll_into_view_if_needed()
    root.locator(".ck-explorer").wait_for()
    drawn = [[list(one.state), one.frame.svg, one.frame.description] for one in states]
    assert chapter.evaluate(DIFFERENT, [root.element_handle(), drawn]) == []


@pytest.mark.exhaustive(keep=10, by="name")
@pytest.mark.parametrize("name", list(MAKERS))
def test_what_the_kernel_sends_is_the_frame_of_the_state_asked_for(name):
    explorer, states = every_state(name)
    for one in (states[0], states[len(states) // 2], states[-1]):
        explorer.live.state = list(one.state)
        assert explorer.live.frame["state"] == list(one.state)
        assert explorer.live.frame["svg"] == one.frame.svg


@pytest.mark.parametrize("name", list(MAKERS))
def test_every_picture_has_words_data_and_sources(name):
    for one in every_state(name)[1]:
        frame = one.frame
        assert len(frame.description.split()) >= 6, one.values
        assert "<tbody>\n<tr>" in frame.table, one.values
        assert "as of" in frame.caption.lower() or "as of" in frame.svg.lower(), one.values


@pytest.mark.parametrize("path", course().notebooks(), ids=lambda path: path.stem)
def test_a_page_holds_at_most_as_many_states_as_others_allow(path):
    text = path.read_text(encoding="utf-8")
    there = [make() for name, make in MAKERS.items() if f"figures.{name}(" in text]
    assert sum(len(explorer) for explorer in there) <= STATES_A_PAGE
