"""Maps to point at: outlines from a table of the course, as one small SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Any

from coursekit import picture
from coursekit.data.tables import Tables

COLUMNS = ("iso3", "points", "hole")
WIDTH = 720
#: How high a map may be at its :data:`WIDTH`.
HEIGHTS = (120, 1440)
#: How far a point may lie from a place and still mean it, in units of the drawing.
REACH = 60

# The colours of the map where the page has no styles of ours, as in quiz.css on a light page.
_COLOURS = (".ck-land{fill:#d3d8de;stroke:#ffffff}"
            ".ck-place{fill:#727d87;stroke:#ffffff;stroke-width:1.5}")
_MAP = re.compile(r'<svg class="ck-map"[^>]* aria-label="([^"]*)">.*?</svg>', re.DOTALL)

Point = tuple[float, float]
Ring = list[Point]


def broken(tables: Tables, table: str) -> str:
    """What is wrong with the first row of a table of outlines that holds none, or nothing."""
    for row, line in zip(tables.view(table), tables.lines(table), strict=True):
        try:
            ring = _ring(row)
        except (AttributeError, TypeError, ValueError):
            ring = []
        if len(ring) < 3 or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
            return (f"line {line} of table {table!r} holds no outline; 'points' are at least three "
                    "pairs of longitude and latitude, such as '8.1 54.9,12.5 54.9,12.5 57.7'")
    return ""


def _ring(row: Mapping[str, Any]) -> Ring:
    return [(float(lon), float(lat)) for lon, lat in
            (pair.split() for pair in row["points"].split(","))]


def areas(tables: Tables, table: str) -> set[str]:
    """The codes of all areas that a table of outlines holds."""
    return {row["iso3"] for row in tables.view(table) if row["iso3"]}


def svg(
    tables: Tables, table: str, box: Sequence[float], alt: str,
    places: Sequence[tuple[str | None, Sequence[float] | None]],
) -> str:
    """A map of the part of the world in ``box`` (west, south, east, north, in degrees).

    ``places`` are what can be chosen: a code of the table, or a longitude and latitude. The
    front end finds the nth of them by ``data-ck-place``, with its centre in ``data-ck-at``.
    """
    west, south, east, north = box
    scale = high(box) / (north - south)
    height = round(high(box))
    frame = (0.0, 0.0, float(WIDTH), float(height))

    def drawn(lon: float, lat: float) -> Point:
        return ((lon - west) / (east - west) * WIDTH, (north - lat) * scale)

    land: dict[str, list[Ring]] = {}
    for row in tables.ordered(table):
        ring = _clipped([drawn(lon, lat) for lon, lat in _ring(row)], frame)
        if len(ring) > 2:
            land.setdefault(row["iso3"] or "", []).append(ring)
    named = {code for code, _ in places if code}
    others = [ring for code, rings in land.items() if code not in named for ring in rings]
    parts = [f'<path class="ck-land" d="{_path(others)}"/>']
    for i, (code, at) in enumerate(places):
        rings = land.get(code or "", [])
        x, y = _centre(rings) if code else drawn(*at)  # type: ignore[misc]
        where = f'data-ck-place="{i}" data-ck-at="{x:.0f} {y:.0f}"'
        if code:
            parts.append(f'<path class="ck-place" {where} d="{_path(rings)}"/>')
        else:
            parts.append(f'<circle class="ck-place" {where} cx="{x:.0f}" cy="{y:.0f}" r="9"/>')
    return (f'<svg class="ck-map" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-label="{escape(alt)}">{"".join(parts)}</svg>')


def portable(html: str) -> str:
    """HTML with its maps as images that need no style sheet: see :mod:`coursekit.picture`.

    >>> portable('<p>x</p><svg class="ck-map" viewBox="0 0 720 300" aria-label="Two">y</svg>')[:59]
    '<p>x</p><img class="ck-map" width="660" height="275" alt="T'
    """
    return _MAP.sub(lambda found: picture.image(found[0], unescape(found[1]), css=_COLOURS,
                                                kind="ck-map"), html)


def high(box: Sequence[float]) -> float:
    """How high a map of a box is at its :data:`WIDTH`.

    Degrees of longitude are shorter than those of latitude: true in the middle of the map.
    """
    west, south, east, north = box
    return (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2))) * WIDTH


def holds(tables: Tables, table: str, box: Sequence[float], code: str) -> bool:
    """Whether some of an area is to be seen in the box: more than a millionth of the map."""
    west, south, east, north = box
    least = (east - west) * (north - south) / 1e6
    for row in tables.view(table):
        if row["iso3"] == code and _size(
                _clipped(_ring(row), (west, south, east, north))) > least:
            return True
    return False


def _clipped(ring: Ring, frame: tuple[float, float, float, float]) -> Ring:
    """What of a ring lies inside a frame, one side of it after the other."""
    left, top, right, bottom = frame
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        found: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if inside:
                found.append(a)
            if inside != next_inside:
                part = (limit - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        ring = found
    return ring


def _path(rings: Iterable[Ring]) -> str:
    drawn = []
    for ring in rings:
        points = [f"{x:.0f} {y:.0f}" for x, y in ring]
        kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(kept) > 2:
            drawn.append(f"M{' '.join(kept)}Z")
    return "".join(drawn)


def _centre(rings: Sequence[Ring]) -> Point:
    """The centre of the largest ring."""
    if not rings:
        return (0.0, 0.0)
    xs, ys = zip(*max(rings, key=_size), strict=True)
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def _size(ring: Ring) -> float:
    """The area of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1]
                   for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2
