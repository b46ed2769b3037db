"""What the tests of the figures share: the explorers, and how text lies on a drawing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from coursekit.explore import Drawing, Explorer
from coursekit.explore.controls import State
from coursekit.explore.frames import Frame, of_drawing
from seccoop import figures
from tests.sampling import sample


def _makers(kind: str) -> dict[str, Callable]:
    """The makers that ``seccoop.figures`` lists, by what they say they return."""
    every = {name: getattr(figures, name) for name in figures.__all__}
    return {name: make for name, make in every.items()
            if make.__annotations__["return"] == kind}


MAKERS: dict[str, Callable[[], Explorer]] = _makers("Explorer")
STILLS: dict[str, Callable[[], Drawing]] = _makers("Drawing")



@dataclass(frozen=True)
class Shown:
    """One state of an explorer: its values, the drawing made for it, and its frame."""

    state: State
    values: dict
    drawing: Drawing
    frame: Frame


@functools.lru_cache(maxsize=1)
def every_state(name: str) -> tuple[Explorer, list[Shown]]:
    """An explorer of the course with every state of it, as the kernel draws them.

    In a sample, these are the state that it starts in, the last one, and one between.
    """
    explorer = MAKERS[name]()
    return explorer, states_of(explorer)


def states_of(explorer: Explorer) -> list[Shown]:
    """Every state of an explorer, drawn; in a sample those that stand for all."""
    found = []
    states = list(explorer.controls.states())
    ends = (explorer.controls.start, states[-1])
    for state in sample(states, keep=1, kind=lambda one: one if one in ends else None):
        values = explorer.controls.arguments(state)
        drawing = explorer.draw(**values)
        found.append(Shown(state, values, drawing, of_drawing(drawing, explorer.id)))
    return found


@dataclass(frozen=True)
class Words:
    """The text of a figure: each piece with the box that it fills, in points."""

    pieces: tuple[tuple[str, Bbox], ...]
    width: float
    height: float

    @property
    def outside(self) -> list[str]:
        """Pieces that leave the figure, or would in a font four hundredths wider."""
        found = []
        for text, box in self.pieces:
            spare = 0.04 * box.width
            if (box.x0 < -0.5 or box.y0 < -0.5 or box.y1 > self.height + 0.5
                    or box.x1 + spare > self.width + 0.5):
                found.append(text)
        return found

    @property
    def colliding(self) -> list[tuple[str, str]]:
        """Pairs of pieces that lie on each other by more than half a point."""
        found = []
        for (one, a), (other, b) in combinations(self.pieces, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            along = min(a.y1, b.y1) - max(a.y0, b.y0)
            if across > 0.5 and along > 0.5:
                found.append((one, other))
        return found


def words_of(figure: Figure) -> Words:
    """Where every visible piece of text of a figure lies."""
    figure.draw_without_rendering()
    scale = 72 / figure.dpi
    pieces = []
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and _drawn(text):
            box = text.get_window_extent()
            # A line's box holds room for the longest letters; what is seen is less high.
            low = box.y0 + 0.12 * box.height
            pieces.append((text.get_text(), Bbox([[box.x0 * scale, low * scale],
                                                  [box.x1 * scale, box.y1 * scale]])))
    width, height = figure.get_size_inches() * 72
    return Words(tuple(pieces), width, height)


def _drawn(text: Text) -> bool:
    axes = text.axes
    return axes is None or axes.axison or text in axes.texts


@pytest.fixture(scope="session", params=list(MAKERS))
def shown(request) -> tuple[Explorer, list[Shown]]:
    """Each explorer of the course in turn, with all its states."""
    return every_state(request.param)


@pytest.fixture(scope="session", params=list(STILLS))
def still(request) -> Drawing:
    """Each still figure of the course in turn."""
    return STILLS[request.param]()
