"""The live quiz: the same front end as in the book, inside JupyterLab."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from coursekit import frontend


class LiveQuiz(anywidget.AnyWidget):
    """Shows questions in JupyterLab; each answer checked is added to ``attempts``."""

    _esm = frontend.module("quiz")
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    published = traitlets.Bool(False).tag(sync=True)
    attempts = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, spec: dict[str, Any]) -> None:
        super().__init__(
            _css=frontend.style("coursekit") + frontend.style("quiz"), spec=spec
        )
