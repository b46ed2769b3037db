"""Explorers and still pictures as HTML: what is read without a kernel, or without JavaScript."""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Any

from coursekit import picture
from coursekit.explore import frames
from coursekit.explore.controls import Controls
from coursekit.explore.drawing import Drawing
from coursekit.explore.frames import Frame
from coursekit.frontend import embedded

DATA = "Data of this picture"


def still(drawing: Drawing, *, publish: bool = False) -> str:
    """A drawing as a still picture with description, caption and data.

    With ``publish`` it is made for a page of the book, which has our styles: see :func:`_picture`.
    """
    seed = drawing.description + drawing.caption + drawing.table.to_csv()
    page_id = f"ck-picture-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
    shown = _frame(frames.of_drawing(drawing, page_id), page_id, publish)
    return f'<div class="ck-widget">\n<div class="ck-still">\n{shown}\n</div>\n</div>'


def explorer(
    *,
    page_id: str,
    title: str,
    question: str,
    controls: Controls,
    frame: Frame,
    data: dict[str, Any] | None,
) -> str:
    """An explorer in its still version; ``data`` is what the front end works on, if it may."""
    name = escape(title, quote=False)
    script = (
        f'<script type="application/json" class="ck-data">{embedded(data)}</script>\n'
        if data
        else ""
    )
    return (
        f'<div class="ck-widget" data-ck="explorer" id="{page_id}">\n'
        f'<div class="ck-still">\n<p class="ck-title">{name}</p>\n'
        f'<p class="ck-question">{escape(question, quote=False)}</p>\n'
        f"{_frame(frame, page_id, bool(data))}\n"
        f'<p class="ck-note">{escape(others(controls), quote=False)}</p>\n</div>\n'
        f"{script}</div>"
    )


def _picture(frame: Frame, publish: bool) -> str:
    """In the book the picture takes the colours and type of the page, elsewhere it has its own."""
    return frame.svg if publish else picture.image(frame.svg, frame.description)


def _frame(frame: Frame, page_id: str, publish: bool) -> str:
    sources = f"\n{frame.sources}" if frame.sources else ""
    caption = f'<p class="ck-caption" id="{page_id}-caption">{frame.caption}</p>'
    return (
        f'<figure class="ck-figure">\n<div class="ck-stage">\n{_picture(frame, publish)}\n</div>\n'
        f'<figcaption>\n<p class="ck-description">{escape(frame.description, quote=False)}</p>\n'
        f'</figcaption>\n</figure>\n<details class="ck-table">\n<summary>{DATA}</summary>\n'
        f'{caption}\n'
        f'<div class="ck-scroll" role="group" tabindex="0" aria-label="{DATA}">\n'
        f"{frame.table}\n</div>{sources}\n</details>"
    )


def others(controls: Controls) -> str:
    """The sentence of the still version that says which states there are beside this one.

    >>> from coursekit.explore.controls import years
    >>> others(Controls({"year": years(1990, 2026)}))
    'This is the picture for Year 1990. The interactive version also shows Year 1990 to 2026.'
    """
    named = []
    for name, control in controls.by_name.items():
        values = control.names
        if len(values) == 1:
            continue
        if control.ordered:
            named.append(f"{controls.label(name)} {values[0]} to {values[-1]}")
        else:
            named.append(f"{controls.label(name)}: {', '.join(values[:-1])} or {values[-1]}")
    return (
        f"This is the picture for {controls.spoken(controls.start)}. "
        f"The interactive version also shows {'; '.join(named) or 'no other'}."
    )


def slug(title: str) -> str:
    """A title as an id.

    >>> slug("Sun, Moon, stars: who leads?")
    'sun-moon-stars-who-leads'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
