"""A small family of explorers to test with: each is awkward in its own way."""

from __future__ import annotations

import functools
import json
import random
import re
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from coursekit.explore import Drawing, Explorer, explore, options, years

FIRST, LAST = 1990, 2012


def _level(year: int) -> int:
    return 900 + (year * 37) % 400 - 30 * (year - FIRST)


def line(*, year: int) -> Drawing:
    """A line that grows with the year."""
    span = list(range(FIRST, year + 1))
    levels = [_level(each) for each in span]
    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    axes.plot(span, levels, color="#1f4a94", marker="o", markersize=4)
    axes.set(xlim=(FIRST - 1, LAST + 1), ylim=(-300, 1400), ylabel="Persons")
    axes.set_title(f"{levels[-1]:,} persons in {year}", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    return Drawing(
        figure,
        f"From {FIRST} to {year} the line goes from {levels[0]:,} to {levels[-1]:,} persons.",
        pd.DataFrame({"Year": span, "Persons": levels}),
        "Persons at the end of the year. Source: made up for a test, 2026.",
        ["made-up"],
    )


def bars(*, year: int, region: str, measure: str) -> Drawing:
    """Bars under three controls; the number of bars changes with the region."""
    height = {"low": 1, "middle": 10, "high": 100}[measure]
    names = [f"{region} & <{n}>" for n in range(1, len(region) - 2)]
    values = [height * (year % 7 + n) / 3 for n in range(len(names))]
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.bar(names, values, color="#b8001f", hatch="//" if measure == "high" else None)
    return Drawing(
        figure,
        f'In {year} "{region}" has {len(names)} bars & the last is {values[-1]:.1f}.',
        pd.DataFrame({"Place": names, "Share (%)": values, "Note": [None] * len(names)}),
        "Shares < 100 & more. Source: made up for a test, 2026.",
    )


def edges(*, level: str) -> Drawing:
    """The first and the last state are as unlike as they can be: nothing, and far too much."""
    figure = Figure(figsize=(4, 3))
    if level == "nothing":
        table = pd.DataFrame({"Year": ["no data"]})
        figure.text(0.5, 0.5, "No data", ha="center")
    else:
        axes = figure.subplots()
        count = 400 if level == "everything" else 3
        axes.scatter(range(count), [n * n for n in range(count)], s=9, color="#000000")
        axes.set_title(r"Growth $x^2$" + "\nin two lines")
        table = pd.DataFrame({"Year": range(count), "Value": [n * n / 7 for n in range(count)]})
    return Drawing(figure, f"The picture holds {level}.", table, f"Level {level}. Source: test.")


def _shapes() -> list[list[tuple[float, float]]]:
    chance = random.Random(7)
    return [
        [(x + chance.random(), y + chance.random()) for _ in range(24)]
        for x in range(14)
        for y in range(12)
    ]


SHAPES = _shapes()


def patchwork(*, year: int) -> Drawing:
    """Like a map: many shapes, few of which change their colour from year to year."""
    figure = Figure(figsize=(6.4, 5))
    axes = figure.subplots()
    axes.set(xlim=(0, 15), ylim=(0, 13))
    axes.set_axis_off()
    inside = [place for place in range(len(SHAPES)) if place % 41 < year - FIRST]
    for place, shape in enumerate(SHAPES):
        colour = "#1f4a94" if place in inside else "#e9ebee"
        axes.add_patch(Polygon(shape, facecolor=colour, edgecolor="#ffffff", linewidth=0.5))
    axes.text(0.5, 12, str(year), fontsize=14)
    return Drawing(
        figure,
        f"In {year}, {len(inside)} of {len(SHAPES)} shapes are blue.",
        pd.DataFrame({"Year": [year], "Blue shapes": [len(inside)]}),
        "Shapes by colour. Source: made up for a test, 2026.",
    )


def make(name: str) -> Explorer:
    """One explorer of the family, fresh."""
    if name == "line":
        return explore(
            line,
            title="One line",
            question="In which year do you expect the line to break?",
            year=years(FIRST, LAST),
        )
    if name == "bars":
        return explore(
            bars,
            title="Three controls & <more>",
            question="Which region do you expect to lead?",
            year=years(1990, 2020, step=10, start=2000),
            region=options(["North", "North-east", "South-south-west"], label="Region"),
            measure=options(
                {"Low": "low", "In the middle": "middle", "High": "high"}, label="Measure"
            ),
        )
    if name == "edges":
        return explore(
            edges,
            title="From nothing to everything",
            question="What is in the middle?",
            level=options(
                ["nothing", "a little", "everything", "d", "e", "f"], label="Level"
            ),
        )
    return explore(
        patchwork,
        title="Patchwork",
        question="When is half of it blue?",
        year=years(FIRST, LAST, step=2),
    )


@functools.cache
def html(name: str) -> str:
    """One explorer as the book has it, drawn once for all tests."""
    return make(name).html(publish=True)


def published(name: str) -> dict[str, Any]:
    """The data of one explorer, as the book's front end reads it."""
    script = re.search(r'class="ck-data">(.*?)</script>', html(name), flags=re.DOTALL)
    return json.loads(script[1])


NAMES = ("line", "bars", "edges", "patchwork")
