"""Draws the course's logo, favicon and social card into book/assets.

Three rings, one for each category of the scheme, hold together only as three: take one away
and the other two fall apart. Run ``python book/brand/draw.py`` after a change here.
"""

from __future__ import annotations

from math import acos, atan2, cos, degrees, dist, pi, radians, sin
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Arc

ASSETS = Path(__file__).resolve().parents[1] / "assets"
INK, RED, PAPER = "#16263a", "#b8001f", "#fdfcfa"
PALE, ROSE = "#e2e8ef", "#ff8090"  # ink and red on a dark ground
FAVICON_STYLE = (
    f"<style>:root{{--ink:{INK};--red:{RED}}}"
    f"@media(prefers-color-scheme:dark){{:root{{--ink:{PALE};--red:{ROSE}}}}}</style>"
)
CENTRE, SPREAD, RADIUS, STROKE, GAP = (16.0, 17.2), 6.1, 8.6, 2.5, 15.5  # in a square of 32

Span = tuple[float, float]


def ring_centres() -> list[tuple[float, float]]:
    """The middles of the three rings, the first on top, clockwise."""
    angles = (-pi / 2 + turn * 2 * pi / 3 for turn in range(3))
    return [(CENTRE[0] + SPREAD * cos(a), CENTRE[1] + SPREAD * sin(a)) for a in angles]


def visible_spans(ring: int) -> list[Span]:
    """The parts of a ring that are seen, in degrees: it dips under the ring that follows it."""
    centres = ring_centres()
    here, over = centres[ring], centres[(ring + 1) % 3]
    apart = dist(here, over)
    towards = atan2(over[1] - here[1], over[0] - here[0])
    half = acos(apart / 2 / RADIUS)
    crossings = sorted(degrees(towards + side * half) % 360 for side in (-1, 1))
    first, second = crossings
    return [(first + GAP, second - GAP), (second + GAP, first - GAP + 360)]


def svg(ink: str = "currentColor", red: str = f"var(--book-accent, {RED})", style: str = "") -> str:
    """The rings. As the logo in a page, they take the colour of the text round them."""
    paths = []
    for number, (x, y) in enumerate(ring_centres()):
        for start, end in visible_spans(number):
            a, b = radians(start), radians(end)
            large = int(end - start > 180)
            paths.append(
                f'<path stroke="{red if number == 2 else ink}" '
                f"d=\"M{x + RADIUS * cos(a):.2f} {y + RADIUS * sin(a):.2f}"
                f"A{RADIUS} {RADIUS} 0 {large} 1 "
                f'{x + RADIUS * cos(b):.2f} {y + RADIUS * sin(b):.2f}"/>'
            )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" '
        f'fill="none" stroke-width="{STROKE}" stroke-linecap="butt">{style}{"".join(paths)}</svg>\n'
    )


def social_card() -> Figure:
    """What is shown where a link to the course is shared: 1200 by 630."""
    mpl.rcParams.update({"font.family": "STIXGeneral"})
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1200), ylim=(630, 0))
    axes.axis("off")
    scale, left, top = 13.2, 728, 105
    for number, (x, y) in enumerate(ring_centres()):
        for start, end in visible_spans(number):
            axes.add_patch(Arc(
                (left + x * scale, top + y * scale), 2 * RADIUS * scale, 2 * RADIUS * scale,
                theta1=start, theta2=end, color=RED if number == 2 else INK,
                linewidth=STROKE * scale * 0.72, capstyle="butt",
            ))
    for row, line in enumerate(("Denmark’s", "International", "Security", "Cooperation")):
        axes.text(80, 150 + row * 84, line, color=INK, fontsize=56, va="baseline")
    axes.text(80, 500, "An open course that runs on its own data", color="#53616f", fontsize=24)
    axes.text(80, 545, "and checks its own facts", color="#53616f", fontsize=24)
    return figure


def main() -> None:
    """Write the files."""
    ASSETS.mkdir(exist_ok=True)
    pictures = {
        "logo": svg(),
        "rings-light": svg(INK, RED),
        "rings-dark": svg(PALE, ROSE),
        "favicon": svg("var(--ink)", "var(--red)", FAVICON_STYLE),
    }
    for name, text in pictures.items():
        (ASSETS / f"{name}.svg").write_text(text, encoding="utf-8")
    social_card().savefig(ASSETS / "social-card.png", metadata={"Software": None})


if __name__ == "__main__":
    main()
