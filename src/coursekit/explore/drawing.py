"""What a drawing function returns: a figure and all that makes it readable without eyes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from coursekit.faults import allowed
from coursekit.numerals import KINDS, Kind


@dataclass(frozen=True, eq=False)
class Drawing:
    """One picture with its description, data and caption.

    ``description`` states in one or two sentences what the picture shows: it is read
    aloud in its place. ``table`` holds the data behind it, with readable headings and
    units in them. ``caption`` says what is shown, in which units, from which source and
    of which date. ``sources`` are ids of the register of sources. ``kinds`` says by heading
    what numbers are, where a column other than "Year" holds years: ``{"From": "year"}``.

    Shown in a notebook it is a still picture with its table below.

    >>> figure = Figure()
    >>> Drawing(figure, "", pd.DataFrame({"Year": [1990]}), "Troops. Source: X, 2020.")
    Traceback (most recent call last):
        ...
    ValueError: the description of a drawing is empty; write one or two sentences that \
say what it shows
    """

    figure: Figure
    description: str
    table: pd.DataFrame
    caption: str = ""
    sources: Sequence[str] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.figure, Figure):
            raise TypeError(
                f"the figure of a drawing is a {type(self.figure).__name__}; "
                "it must be a matplotlib Figure"
            )
        _text(self.description, "description", "write one or two sentences that say what it shows")
        _text(self.caption, "caption", "say what is shown, in which units, from where and of when")
        if not isinstance(self.table, pd.DataFrame):
            raise TypeError(
                f"the table of a drawing is a {type(self.table).__name__}; "
                "it must be a pandas DataFrame with readable headings"
            )
        if self.table.empty:
            raise ValueError(
                "the table of a drawing is empty; give the data behind the picture, "
                "or one row that says that there are none"
            )
        if isinstance(self.sources, str) or not all(isinstance(s, str) for s in self.sources):
            raise TypeError(
                f"the sources of a drawing are {self.sources!r}; they must be a list of source ids"
            )
        headings = [*self.table.index.names, *self.table.columns]
        for heading, kind in self.kinds.items():
            if heading not in headings:
                raise ValueError(
                    f"the kinds of a drawing name {heading!r}, which is no heading of its table; "
                    f"there are {allowed([one for one in headings if one is not None])}"
                )
            if kind not in KINDS:
                raise ValueError(f"{heading!r} is of kind {kind!r}; allowed: {allowed(KINDS)}")
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot:  # or the notebook would show the bare figure a second time
            pyplot.close(self.figure)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from coursekit.explore.page import still
        from coursekit.frontend import publishing

        html = still(self, publish=publishing())
        return {"text/plain": self.description, "text/html": html}


def show(drawing: Drawing) -> Drawing:
    """A drawing as a still picture: the last line of a cell.

    TypeError if the drawing function gave something else.
    """
    if not isinstance(drawing, Drawing):
        raise TypeError(
            f"show() was given a {type(drawing).__name__}; it takes a Drawing, "
            "which the drawing functions of the course return"
        )
    return drawing


def _text(text: Any, what: str, todo: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"the {what} of a drawing is a {type(text).__name__}; it must be text")
    if not text.strip():
        raise ValueError(f"the {what} of a drawing is empty; {todo}")
