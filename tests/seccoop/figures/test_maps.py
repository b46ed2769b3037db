"""Maps: what is in view is drawn, what is not is left out, and a frame stays light."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from coursekit.explore.svg import render
from seccoop import data
from seccoop.figures import maps
from seccoop.figures.maps import DEPLOYMENTS, EUROPE
from seccoop.figures.palette import colour
from seccoop.figures.style import Sheet


@pytest.fixture(scope="module")
def outlines() -> pd.DataFrame:
    return data.table("outlines")


def drawn(window, outlines, fills, stripes=None):
    sheet = Sheet(window.height)
    ax = sheet.axes(0, 0, window.width, window.height)
    maps.draw(ax, window, outlines, fills, stripes)
    return sheet.figure, [patch for patch in ax.patches if isinstance(patch, PathPatch)]


def test_a_square_degree_keeps_its_area_wherever_it_lies():
    def area(lon: float, lat: float) -> float:
        corners = [(lon, lat), (lon + 1, lat), (lon + 1, lat + 1), (lon, lat + 1)]
        x, y = np.array([EUROPE.place(*corner) for corner in corners]).T
        return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2

    shrink = np.cos(np.radians(65.5)) / np.cos(np.radians(40.5))
    assert area(25, 65) / area(25, 40) == pytest.approx(shrink, rel=0.01)


def test_places_lie_as_on_the_globe():
    (east, north), (west, south) = EUROPE.place(25, 59), EUROPE.place(-6, 40)
    assert west < east
    assert south < north


@pytest.mark.parametrize("window", [EUROPE, DEPLOYMENTS])
def test_no_land_is_drawn_outside_the_window(window, outlines):
    _, patches = drawn(window, outlines, {"POL": "joined"})
    corners = np.vstack([patch.get_path().vertices for patch in patches])
    assert corners.min() >= -1e-6
    assert corners[:, 0].max() <= window.width + 1e-6
    assert corners[:, 1].max() <= window.height + 1e-6


def test_only_countries_in_view_have_outlines(outlines):
    seen = maps.outlined(EUROPE, outlines)
    assert {"POL", "EST", "GEO", "XKX"} <= seen
    assert not {"USA", "AUS", "BRA"} & seen


def test_a_named_country_is_drawn_in_its_colour_above_the_land(outlines):
    _, patches = drawn(EUROPE, outlines, {"POL": "joined", "BIH": "pfp"}, {"BIH": "joined"})
    hues = [patch.get_facecolor() for patch in patches]
    assert len(patches) == 4  # land, Bosnia and its stripes, Poland
    assert [patch.get_hatch() for patch in patches] == [None, None, "////", None]
    assert len(set(hues)) == 4


def test_thinning_moves_no_point_and_strays_less_than_told():
    around = np.linspace(0, 2 * np.pi, 400)
    ring = np.column_stack([100 * np.cos(around), 100 * np.sin(around)])
    thin = maps._thinned(ring, 0.5)
    assert len(thin) < len(ring) / 4
    assert {tuple(point) for point in thin} <= {tuple(point) for point in ring}
    radius = np.hypot(*((thin[1:] + thin[:-1]) / 2).T)
    assert (100 - radius).max() <= 0.5 + 1e-9


def test_a_ring_half_outside_is_cut_at_the_edge():
    square = np.array([[-5.0, 2], [5, 2], [5, 8], [-5, 8]])
    cut = maps._within(square, 10, 10)
    assert cut[:, 0].min() == 0
    assert cut[:, 0].max() == 5


@pytest.mark.parametrize("window", [EUROPE, DEPLOYMENTS])
def test_bare_land_takes_less_than_sixty_kilobytes(window, outlines):
    figure, _ = drawn(window, outlines, {})
    assert len(render(figure, "t").encode()) < 60_000


def test_the_table_is_not_changed(outlines):
    before = outlines.copy(deep=True)
    drawn(EUROPE, outlines, {"POL": "joined"})
    pd.testing.assert_frame_equal(outlines, before)


def test_land_has_the_colour_of_the_palette(outlines):
    figure, _ = drawn(EUROPE, outlines, {})
    assert f"var(--ck-c-land, {colour('land')})" in render(figure, "t")
