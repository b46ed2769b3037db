"""Explorers: a drawing function and its controls, with three lives.

*Live* in JupyterLab the kernel redraws, *published* in the book the same frames were
drawn beforehand, and *still* in print the first one stands with its data.
The pipeline: ``controls`` give states, ``drawing`` is what a state is drawn as,
``svg`` and ``tables`` turn it into a ``frames.Frame``, ``bundle`` packs all frames
of an explorer, ``page`` writes them as HTML and ``live`` talks to the kernel.
"""

from coursekit.explore import palette, sources
from coursekit.explore.controls import Control, options, years
from coursekit.explore.drawing import Drawing, show
from coursekit.explore.explorer import Explorer, explore
from coursekit.explore.frames import DrawError, Frame

__all__ = [
    "Control",
    "DrawError",
    "Drawing",
    "Explorer",
    "Frame",
    "explore",
    "options",
    "palette",
    "show",
    "sources",
    "years",
]
