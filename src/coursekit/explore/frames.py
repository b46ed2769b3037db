"""Frames: what a reader sees in one state, as text."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from coursekit.explore import sources, svg, tables
from coursekit.explore.controls import Controls, State
from coursekit.explore.drawing import Drawing
from coursekit.typography import apostrophes

#: A pure function: keyword values of the controls in, one Drawing out.
Draw = Callable[..., Drawing]


class DrawError(RuntimeError):
    """A drawing function failed in one state, which the message names."""


@dataclass(frozen=True)
class Frame:
    """One state of an explorer, or one still picture. All but the description is HTML."""

    svg: str
    description: str
    caption: str
    table: str
    sources: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The five texts in the order in which they are stored."""
        return (self.svg, self.description, self.caption, self.table, self.sources)


def of_drawing(drawing: Drawing, page_id: str) -> Frame:
    """The frame of a drawing; ids in it begin with ``page_id``."""
    return Frame(
        svg=svg.render(drawing.figure, page_id),
        description=apostrophes(drawing.description.strip()),
        caption=escape(apostrophes(drawing.caption.strip()), quote=False),
        table=apostrophes(tables.html(drawing.table, f"{page_id}-caption", drawing.kinds)),
        sources=sources.html(drawing.sources),
    )


def drawn(draw: Draw, controls: Controls, state: State, page_id: str) -> Frame:
    """Draw one state. DrawError says in which state and where the function failed."""
    try:
        drawing = draw(**controls.arguments(state))
        if not isinstance(drawing, Drawing):
            raise TypeError(
                f"it returned a {type(drawing).__name__}; it must return a Drawing(figure, "
                "description, table, caption)"
            )
        return of_drawing(drawing, page_id)
    except Exception as error:
        raise DrawError(
            f"{_name(draw)} failed for {controls.spoken(state)}.\n{_reason(draw, error)}"
        ) from error


def _reason(draw: Draw, error: Exception) -> str:
    """The error in a line, and the line of the function that it came from."""
    reason = f"{type(error).__name__}: {error}"
    code = getattr(draw, "__code__", None)
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if code and step.filename == code.co_filename and step.lineno:
            line = linecache.getline(step.filename, step.lineno).strip()
            return f"{reason}\nIn line {step.lineno} of its cell or file: {line}"
    return reason


def _name(draw: Any) -> str:
    return f"{getattr(draw, '__name__', 'the drawing function')}()"
