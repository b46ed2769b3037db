"""What must be known of a number before it is quoted: short lines below a drawing."""

from __future__ import annotations

from collections.abc import Mapping

from seccoop.figures.style import BODY, LEADING, MARGIN, SMALL, WIDTH, Sheet, wrap

_INDENT = 92.0


def height(lines: Mapping[str, str]) -> float:
    """Room that :func:`write` takes for these lines, in points."""
    room = WIDTH - 2 * MARGIN - _INDENT
    return sum(len(wrap(text, room, SMALL)) * SMALL * LEADING + 3 for text in lines.values())


def write(sheet: Sheet, top: float, lines: Mapping[str, str]) -> float:
    """Each heading in bold, what it says beside it; gives where the last one ends."""
    for heading, text in lines.items():
        sheet.text(MARGIN, top + SMALL, heading, SMALL, "muted", bold=True)
        top = sheet.paragraph(MARGIN + _INDENT, top, text, sheet.column - _INDENT, SMALL) + 3
    return top


def heading(sheet: Sheet, top: float, text: str) -> float:
    """A heading between two parts of a drawing."""
    sheet.text(MARGIN, top + BODY, text, BODY, "ink", bold=True)
    return top + BODY * LEADING + 4
