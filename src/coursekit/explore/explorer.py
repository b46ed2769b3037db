"""An explorer: a drawing function, its controls, and what they are shown as."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator
from typing import Any

from coursekit import frontend
from coursekit.explore import bundle, page
from coursekit.explore.controls import Controls, State
from coursekit.explore.frames import Draw, Frame, drawn
from coursekit.typography import apostrophes

#: Frames kept, so that going back and forth does not draw again.
KEPT_FRAMES = 64


def explore(
    draw: Draw, *, title: str, question: str, id: str = "", **controls: Any
) -> Explorer:
    """Make an explorer of a drawing function and its controls.

    ``draw`` is pure: it is called with one keyword argument a control and returns a
    :class:`~coursekit.explore.Drawing`. A control is made by ``years`` or ``options``, or is
    plainly a range, a list of texts or a mapping. ``question`` asks the reader for a prediction.
    ``id`` (made from the title, unless told) must be the only one on its page.
    The first picture is drawn at once, so that a mistake shows in the cell that made it.

    TypeError or ValueError says what is wrong with the controls, DrawError in which
    state the function failed.
    """
    return Explorer(draw, title, question, Controls(controls), id or page.slug(title))


class Explorer:
    """The last line of a cell shows it. Made by :func:`explore`."""

    def __init__(
        self, draw: Draw, title: str, question: str, controls: Controls, slug: str
    ) -> None:
        for what, text in (("title", title), ("question", question)):
            if not text.strip():
                raise ValueError(f"the {what} of an explorer is empty")
        if slug != page.slug(slug) or not slug:
            raise ValueError(f"id {slug!r} must be lower-case words joined by hyphens")
        self.draw = draw
        self.title = apostrophes(title)
        self.question = apostrophes(question)
        self.controls = controls
        self.id = f"ck-{slug}"
        self.frame_at = functools.lru_cache(maxsize=KEPT_FRAMES)(self._drawn)
        _check_parameters(draw, controls)
        self.frame_at(controls.start)

    def __repr__(self) -> str:
        return f"Explorer({self.title!r}, {len(self.controls)} states)"

    def __len__(self) -> int:
        return len(self.controls)

    def frame(self, **values: Any) -> Frame:
        """The frame for these values; controls not named stand at their start."""
        return self.frame_at(self.controls.state(values))

    def frames(self) -> Iterator[tuple[State, Frame]]:
        """Every state with its frame, in the fixed order. Each is drawn when asked for."""
        for state in self.controls.states():
            yield state, self.frame_at(state)

    @property
    def spec(self) -> dict[str, Any]:
        """What the front end builds the controls from."""
        return {
            "id": self.id,
            "title": self.title,
            "question": self.question,
            "controls": self.controls.described(),
        }

    def published(self) -> dict[str, Any]:
        """All that the front end needs in the book: controls and every frame."""
        return {
            "spec": self.spec,
            "state": list(self.controls.start),
            "frames": bundle.packed(frame for _, frame in self.frames()),
        }

    def html(self, *, publish: bool = False) -> str:
        """The still version; with ``publish`` it carries the frames of all states."""
        return page.explorer(
            page_id=self.id,
            title=self.title,
            question=self.question,
            controls=self.controls,
            frame=self.frame_at(self.controls.start),
            data=self.published() if publish else None,
        )

    @functools.cached_property
    def live(self) -> Any:
        """The widget that JupyterLab shows."""
        from coursekit.explore.live import LiveExplorer  # ipywidgets is slow to import

        return LiveExplorer(self)

    def _drawn(self, state: State) -> Frame:
        return drawn(self.draw, self.controls, state, self.id)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return frontend.outputs(self)


def _check_parameters(draw: Draw, controls: Controls) -> None:
    try:
        inspect.signature(draw).bind(**controls.arguments(controls.start))
    except TypeError as error:
        takes = ", ".join(inspect.signature(draw).parameters) or "none"
        raise TypeError(
            f"the controls ({', '.join(controls.by_name)}) do not fit "
            f"{getattr(draw, '__name__', 'the drawing function')}, which takes {takes}: {error}"
        ) from None
