"""How every figure looks: one sheet, placed in points, with a head and a foot.

A figure says what it found in its title, and where it comes from in its last line.
Both wrap by themselves. Text is kept as text and shown in the page's own font, so
lines are measured with room to spare.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from seccoop.figures.palette import colour

WIDTH = 420.0
"""Width of every figure in points: small text is 16 pixels high on a page, 10 on a telephone."""

MARGIN = 8.0
TITLE = 14.5
BODY = 12.0
SMALL = 11.0

LEADING = 1.3
"""Distance of two lines of text, in font sizes."""

_ROOM = 1.06
"""The page's font may be a little wider than the one text is measured with."""

_RC = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": BODY,
    "text.color": colour("ink"),
    "figure.facecolor": colour("paper"),
    "axes.facecolor": "none",
    "axes.edgecolor": colour("axis"),
    "axes.labelcolor": colour("muted"),
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": colour("line"),
    "grid.linewidth": 0.7,
    "xtick.color": colour("axis"),
    "xtick.labelcolor": colour("muted"),
    "ytick.color": colour("axis"),
    "ytick.labelcolor": colour("muted"),
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "ytick.major.pad": 4,
    "hatch.linewidth": 1.6,
    "lines.solid_capstyle": "round",
    "svg.fonttype": "none",
}


@contextmanager
def context() -> Iterator[None]:
    """The style, for as long as a figure is drawn; nothing global is changed."""
    with mpl.rc_context(_RC):
        yield


@functools.lru_cache(maxsize=4)
def _font(bold: bool) -> str:
    return findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))


@functools.lru_cache(maxsize=4096)
def text_width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width of one line of text in points.

    >>> text_width("Bosnia", 10) < text_width("Bosnia", 12) < text_width("Bosnia", 12, bold=True)
    True
    """
    font = get_font(_font(bold))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def wrap(text: str, width: float, size: float = BODY, bold: bool = False) -> list[str]:
    """The lines that ``text`` fills in a column of ``width`` points.

    >>> wrap("Danish UN missions emptied in half a year", 160, 12)
    ['Danish UN missions', 'emptied in half a year']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) * _ROOM <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, width: float, size: float = BODY, bold: bool = False) -> float:
    """The narrowest column in which ``text`` takes no more lines than in ``width``.

    >>> title = "Danish UN missions emptied in 1995"
    >>> wrap(title, 200)
    ['Danish UN missions emptied in', '1995']
    >>> wrap(title, balanced(title, 200))
    ['Danish UN missions', 'emptied in 1995']
    """
    lines = len(wrap(text, width, size, bold))
    while width > size and len(wrap(text, width - size / 2, size, bold)) == lines:
        width -= size / 2
    return width


def number(value: float) -> str:
    """A whole number with thousands separators.

    >>> number(1508)
    '1,508'
    """
    return f"{round(value):,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "operation"), count(3, "operation"), count(0, "country", "countries")
    ('1 operation', '3 operations', 'no countries')
    """
    noun = one if value == 1 else (many or f"{one}s")
    return f"{number(value) if value else 'no'} {noun}"


def listing(names: list[str]) -> str:
    """Names in a row, as English writes them.

    >>> listing(["Estonia", "Latvia", "Lithuania"])
    'Estonia, Latvia and Lithuania'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    """A text as it begins a sentence.

    >>> capital("four of them"), capital("NATO")
    ('Four of them', 'NATO')
    """
    return f"{text[:1].upper()}{text[1:]}"


def signed(value: float, decimals: int = 0) -> str:
    """A number with its sign, and no sign before zero.

    >>> signed(1), signed(-2), signed(0.6626, 2), signed(-0.004, 2)
    ('+1', '−2', '+0.66', '0.00')
    """
    shown = round(value, decimals)
    return f"{shown:+.{decimals}f}".replace("-", "−") if shown else f"{abs(shown):.{decimals}f}"


class Sheet:
    """A figure on which everything is placed in points from its top left corner.

    >>> sheet = Sheet(300)
    >>> below = sheet.head("Danish UN missions emptied in half a year")
    >>> axes = sheet.axes(MARGIN, below, WIDTH - 2 * MARGIN, 200)
    >>> sheet.foot("Source: UN monthly reports. As of March 2014.")
    >>> [float(side) * 72 for side in sheet.figure.get_size_inches()]
    [420.0, 300.0]
    """

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), facecolor=colour("paper"))

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes whose box starts ``left`` and ``top`` points from the top left corner."""
        return self.figure.add_axes((
            left / self.width, 1 - (top + height) / self.height,
            width / self.width, height / self.height,
        ))

    def text(self, x: float, y: float, text: str, size: float = BODY, ink: str = "ink",
             bold: bool = False, align: str = "left") -> None:
        """One line of text on the baseline ``y``."""
        self.figure.text(
            x / self.width, 1 - y / self.height, text, size=size, color=colour(ink),
            weight="bold" if bold else "normal", ha=align, va="baseline",
        )

    def paragraph(self, x: float, top: float, text: str, width: float, size: float = BODY,
                  ink: str = "ink", bold: bool = False) -> float:
        """Text in a column, from ``top`` down; gives where it ends."""
        for line in wrap(text, width, size, bold):
            self.text(x, top + size, line, size, ink, bold)
            top += size * LEADING
        return top

    def head(self, title: str, note: str = "", lines: int = 2) -> float:
        """The finding and, smaller, what is measured; gives where the drawing may begin.

        Room is kept for ``lines`` lines of title, so that the drawing stays in its
        place from frame to frame.
        """
        shown = wrap(title, self.column, TITLE, bold=True)
        if len(shown) > lines:
            raise ValueError(
                f"the title takes {len(shown)} lines, {lines} are kept for it; shorten {title!r}"
            )
        width = balanced(title, self.column, TITLE, bold=True)
        below = self.paragraph(MARGIN, MARGIN - 2, title, width, TITLE, bold=True)
        if note:
            below = self.paragraph(MARGIN, below + 2, note, self.column, BODY, "muted")
        return below + (lines - len(shown)) * TITLE * LEADING + 8

    def foot(self, source: str) -> None:
        """The last lines: source and vintage."""
        lines = wrap(source, self.column, SMALL)
        top = self.height - MARGIN + 2 - len(lines) * SMALL * LEADING
        self.paragraph(MARGIN, top, source, self.column, SMALL, "muted")


def foot_height(source: str) -> float:
    """Room that :meth:`Sheet.foot` takes, in points, the margin included."""
    return len(wrap(source, WIDTH - 2 * MARGIN, SMALL)) * SMALL * LEADING + MARGIN
