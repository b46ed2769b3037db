"""Maps from country outlines: a window on the world, its land, and some countries above it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from seccoop.figures.palette import colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import MARGIN, WIDTH

_SCALE = Fraction(1, 110_000_000)
"""How large the outlines that were taken are beside the earth."""

BORDERS = (f"Borders: Natural Earth {_SCALE.numerator}:{_SCALE.denominator // 1_000_000}m, with "
           "Crimea as part of Ukraine.")
"""The line that stands under each map."""

_PIXEL = 640 / WIDTH
"""Pixels a point: a figure is shown about 640 pixels wide."""

Points = np.ndarray
Projection = Callable[[Points], Points]


@dataclass(frozen=True)
class Window:
    """A rectangle of the earth on paper.

    ``centre`` is where the projection (Lambert's, equal in area) touches the globe;
    the corners are given as longitude and latitude, in degrees; ``width`` in points.
    """

    centre: tuple[float, float]
    lower_left: tuple[float, float]
    upper_right: tuple[float, float]
    width: float

    @functools.cached_property
    def _box(self) -> tuple[Points, Points]:
        low, high = _azimuthal(np.array([self.lower_left, self.upper_right]), self.centre)
        return low, high

    @property
    def height(self) -> float:
        """Height in points."""
        low, high = self._box
        return float(self.width * (high[1] - low[1]) / (high[0] - low[0]))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies, in points from the lower left corner.

        >>> x, y = EUROPE.place(25, 58)
        >>> 0 < x < EUROPE.width and 0 < y < EUROPE.height
        True
        """
        x, y = self._points(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def _points(self, lonlat: Points) -> Points:
        low, high = self._box
        return (_azimuthal(lonlat, self.centre) - low) * (self.width / (high[0] - low[0]))


def _azimuthal(lonlat: Points, centre: tuple[float, float]) -> Points:
    """Lambert's azimuthal equal-area projection, on a globe of radius 1."""
    lon, lat = np.radians(lonlat).T
    lon0, lat0 = np.radians(centre)
    cosine = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
    scale = np.sqrt(2 / np.maximum(1 + cosine, 1e-6))
    return np.column_stack([
        scale * np.cos(lat) * np.sin(lon - lon0),
        scale * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0)),
    ])


EUROPE = Window(centre=(22, 52), lower_left=(-5.4, 31.9), upper_right=(72.5, 64.2),
                width=WIDTH - 2 * MARGIN)
"""Europe from Ireland to the Caspian Sea."""

DEPLOYMENTS = Window(centre=(30, 32), lower_left=(-19, 1), upper_right=(93.5, 50.5),
                     width=WIDTH - 2 * MARGIN)
"""From the Gulf of Guinea to Kashmir, and north to the Baltic."""


def draw(ax: Axes, window: Window, outlines: pd.DataFrame, fills: Mapping[str, str],
         stripes: Mapping[str, str] | None = None) -> None:
    """Draw the land of a window on ``ax``, with some countries in colours of their own.

    ``outlines`` is the table of that name; ``fills`` gives a colour name by ISO3 code,
    ``stripes`` a second one for countries drawn striped. All other land is one shape.
    The axes must have the window's size; they get its coordinates, in points.
    """
    shapes = _shapes_of(window, outlines)
    ax.set(xlim=(0, window.width), ylim=(0, window.height))
    ax.axis("off")
    edge = {"edgecolor": colour("paper"), "linewidth": 0.6, "clip_on": False}
    rest = [path for iso3, path in shapes.items() if iso3 not in fills]
    if rest:
        ax.add_artist(PathPatch(Path.make_compound_path(*rest), facecolor=colour("land"), **edge))
    for iso3 in sorted(set(fills) & set(shapes)):
        ax.add_artist(PathPatch(shapes[iso3], facecolor=colour(fills[iso3]), **edge))
        if stripes and iso3 in stripes:
            ax.add_artist(PathPatch(
                shapes[iso3], facecolor="none", hatch="////", edgecolor=colour(stripes[iso3]),
                linewidth=0, clip_on=False,
            ))


def outlined(window: Window, outlines: pd.DataFrame) -> frozenset[str]:
    """The countries that have land within a window."""
    return frozenset(_shapes_of(window, outlines))


def _shapes_of(window: Window, outlines: pd.DataFrame) -> dict[str, Path]:
    rings = ordered(outlines, "iso3", "name", "ring")
    return _shapes(window, tuple(rings["iso3"].fillna("")), tuple(rings["points"]))


@functools.lru_cache(maxsize=8)
def _shapes(window: Window, codes: tuple[str, ...], points: tuple[str, ...]) -> dict[str, Path]:
    """The visible part of each country, as light as a screen can show."""
    rings: dict[str, list[Path]] = {}
    for iso3, text in zip(codes, points, strict=True):
        lonlat = np.array([pair.split() for pair in text.split(",")], dtype=float)
        placed = window._points(lonlat)
        # Far behind the horizon the projection tears rings apart; none of them is in view.
        if np.abs(placed).max() > 20 * window.width:
            continue
        seen = _within(placed, window.width, window.height)
        if len(seen) > 2:
            thin = _thinned(seen, 0.35 / _PIXEL)
            if len(thin) > 2:
                rings.setdefault(iso3, []).append(_closed(thin))
    return {iso3: Path.make_compound_path(*paths) for iso3, paths in sorted(rings.items())}


def _within(ring: Points, width: float, height: float) -> Points:
    """The part of a ring inside the window, cut side by side (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not len(ring):
            return ring
        inside = sign * (ring[:, axis] - limit) >= 0
        if inside.all():
            continue
        kept: list[Points] = []
        for here, there, a, b in zip(ring, np.roll(ring, -1, axis=0), inside,
                                     np.roll(inside, -1), strict=True):
            if a:
                kept.append(here)
            if a != b:
                share = (limit - here[axis]) / (there[axis] - here[axis])
                kept.append(here + share * (there - here))
        ring = np.array(kept)
    return ring


def _thinned(ring: Points, tolerance: float) -> Points:
    """The ring without points that stand less than ``tolerance`` off its course
    (Douglas and Peucker)."""
    keep = np.zeros(len(ring), dtype=bool)
    far = int(np.argmax(((ring - ring[0]) ** 2).sum(axis=1)))
    keep[[0, far, -1]] = True
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        chord = ring[end] - ring[start]
        offset = ring[start + 1:end] - ring[start]
        length = float(np.hypot(*chord))
        if length:
            distance = np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]) / length
        else:
            distance = np.hypot(offset[:, 0], offset[:, 1])
        worst = int(np.argmax(distance))
        if distance[worst] > tolerance:
            keep[start + 1 + worst] = True
            spans += [(start, start + 1 + worst), (start + 1 + worst, end)]
    return ring[keep]


def _closed(ring: Points) -> Path:
    return Path(np.vstack([ring, ring[:1]]), closed=True)
