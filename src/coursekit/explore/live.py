"""The live explorer: the front end asks for a state, the kernel draws it."""

from __future__ import annotations

import dataclasses
from typing import Any

import anywidget
import traitlets

from coursekit import frontend
from coursekit.explore import palette
from coursekit.explore.controls import State
from coursekit.explore.frames import DrawError, Frame


class LiveExplorer(anywidget.AnyWidget):
    """Shows an explorer in JupyterLab.

    The front end sets ``state``; the answer is ``frame``, which names the state it
    belongs to, so that a late answer is never taken for a newer one.
    """

    _esm = frontend.module("explorer")
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.List(traitlets.Int()).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, explorer: Any) -> None:
        self._explorer = explorer
        start = explorer.controls.start
        super().__init__(
            _css=frontend.style("coursekit") + frontend.style("explorer") + palette.css(),
            spec=explorer.spec,
            state=list(start),
            frame=self._answer(start),
        )
        self.observe(self._draw, names="state")

    def _draw(self, change: Any) -> None:
        self.frame = self._answer(tuple(change["new"]))

    def _answer(self, state: State) -> dict[str, Any]:
        try:
            frame: Frame = self._explorer.frame_at(state)
        except DrawError as error:
            return {"state": list(state), "error": str(error)}
        return {"state": list(state), "error": "", **dataclasses.asdict(frame)}
