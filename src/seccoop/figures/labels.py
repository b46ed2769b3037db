"""Names of states on the map of Europe, set beside them so that they cover no other state."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from seccoop.figures.maps import Window
from seccoop.figures.palette import colour
from seccoop.figures.style import SMALL, text_width

#: Where each name stands: longitude, latitude and side.
PLACES: dict[str, tuple[float, float, str]] = {
    "FIN": (26.5, 63.2, "center"), "SWE": (15.0, 62.5, "center"),
    "EST": (31.0, 59.3, "left"), "LVA": (31.3, 57.1, "left"), "LTU": (30.6, 54.9, "left"),
    "POL": (19.3, 52.3, "center"), "CZE": (10.6, 50.0, "right"), "SVK": (25.2, 49.0, "left"),
    "HUN": (24.6, 47.3, "left"), "AUT": (11.6, 47.9, "right"), "CHE": (5.0, 46.6, "right"),
    "IRL": (-6.0, 51.2, "center"), "SVN": (9.8, 46.0, "right"), "HRV": (11.2, 44.3, "right"),
    "BIH": (12.2, 42.7, "right"), "MNE": (13.2, 41.1, "right"), "ALB": (14.6, 39.5, "right"),
    "SRB": (24.6, 44.2, "left"), "ROU": (27.6, 45.7, "left"), "BGR": (28.8, 42.7, "left"),
    "MKD": (24.4, 40.6, "left"), "MDA": (32.2, 46.5, "left"), "UKR": (33.0, 49.2, "center"),
    "BLR": (28.0, 53.4, "center"), "RUS": (42.0, 56.0, "center"), "GEO": (42.0, 43.9, "left"),
    "ARM": (41.0, 38.6, "right"), "AZE": (46.5, 38.0, "center"), "MLT": (17.6, 37.2, "left"),
    "TUR": (34.0, 39.0, "center"), "XKX": (24.6, 42.4, "left"),
}

#: More names than this would hide the map.
MOST = 13


def write(ax: Axes, window: Window, named: Mapping[str, str],
          homes: Mapping[str, tuple[float, float]]) -> None:
    """Write names, given by ISO3 code, with a line to each state's home (lon, lat).

    States without a place of their own are passed over; more than MOST names are not
    written at all.
    """
    shown = {iso3: name for iso3, name in named.items() if iso3 in PLACES}
    if len(shown) > MOST:
        return
    for iso3, name in shown.items():
        lon, lat, side = PLACES[iso3]
        x, y = window.place(lon, lat)
        width = text_width(name, SMALL)
        if side != "center":
            home = window.place(*homes[iso3])
            near = x - 3 if side == "left" else x + 3
            ax.plot([near, home[0]], [y + 3.5, home[1]], color=colour("ink"), linewidth=0.8,
                    clip_on=False, zorder=4)
            ax.scatter(*home, s=7, color=colour("ink"), linewidth=0, zorder=4)
        start = {"left": x, "right": x - width, "center": x - width / 2}[side]
        ax.add_patch(Rectangle((start - 3, y - 3.5), width + 6, 14, facecolor=colour("paper"),
                               linewidth=0, zorder=5))
        ax.text(x, y, name, size=SMALL, ha=side, va="baseline", color=colour("ink"), zorder=6)


def dot(ax: Axes, window: Window, home: tuple[float, float], fill: str) -> None:
    """A dot for a state too small to have an outline, if it lies within the window."""
    x, y = window.place(*home)
    if 0 < x < window.width and 0 < y < window.height:
        ax.scatter(x, y, s=30, facecolor=colour(fill), edgecolor=colour("paper"), linewidth=0.8,
                   clip_on=False)
