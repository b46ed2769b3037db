"""The colours can be read on both papers and told apart by colour-blind readers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from coursekit.explore import palette as engine
from seccoop.figures.palette import COLOURS, GROUND, MARKS_ONLY, TOGETHER, colour

PAPERS = {"light": 0, "dark": 1}

# Machado, Oliveira and Fernandes 2009: complete loss of one kind of cone, linear RGB.
SIGHT = {
    "full": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968],
                              [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868],
                            [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375],
                   [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1.0, 1.08883])

#: CIELAB: two is what a trained eye just sees, ten is different at a glance.
APART = 15


def linear(value: str) -> np.ndarray:
    channels = np.array([int(value[i:i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(value) @ TO_XYZ[1]) for value in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(value: str, sight: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear(value), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_contrast_measure_gives_the_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_simulation_takes_red_and_green_together_and_leaves_grey():
    red, green = "#c03020", "#6d6d00"
    near = np.linalg.norm(lab(red, "deuteranopia") - lab(green, "deuteranopia"))
    assert near < np.linalg.norm(lab(red, "full") - lab(green, "full")) / 2
    assert np.allclose(lab("#808080", "protanopia"), lab("#808080", "full"), atol=0.5)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", sorted(set(COLOURS) - GROUND))
def test_each_colour_stands_out_from_its_paper(name, paper):
    side = PAPERS[paper]
    least = 3.0 if name in MARKS_ONLY else 4.5
    assert contrast(COLOURS[name][side], COLOURS["paper"][side]) >= least


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("ground", ["land", "one_tint", "two_tint", "three_tint"])
def test_text_can_be_read_on_each_ground(ground, paper):
    side = PAPERS[paper]
    for ink in ("ink", "muted"):
        assert contrast(COLOURS[ink][side], COLOURS[ground][side]) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("group", TOGETHER, ids="-".join)
def test_colours_that_meet_can_be_told_apart(group, paper, sight):
    side = PAPERS[paper]
    for one, other in combinations(group, 2):
        apart = np.linalg.norm(lab(COLOURS[one][side], sight) - lab(COLOURS[other][side], sight))
        assert apart >= APART, f"{one} and {other} are {apart:.0f} apart"


def test_no_value_is_used_twice():
    values = [value for both in COLOURS.values() for value in both]
    assert len(values) == len(set(values))


def test_each_colour_turns_into_its_own_variable():
    for name, (light, dark) in COLOURS.items():
        if name == "paper":
            assert engine.variable(light) == "var(--ck-paper, #ffffff)"
        else:
            assert engine.variable(light) == f"var(--ck-c-{name}, {light})"
            assert f"--ck-c-{name}: light-dark({light}, {dark});" in engine.css()


def test_an_unknown_colour_is_told_with_those_there_are():
    with pytest.raises(KeyError, match=r"no colour 'blue'.*highlight"):
        colour("blue")
