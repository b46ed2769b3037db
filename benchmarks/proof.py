"""The proof of numbers: of all values and words that can be changed, how many the check names."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from benchmarks.row import Row
from coursekit.claims.mutation import Mutations
from seccoop.course import course

RUNS = 5


def measure() -> list[Row]:
    mutations = Mutations(course())
    cells = [mutations.names_cell(cell) for cell in mutations.cells()]
    told = [named for named in cells if named is not None]
    spots = [mutations.names_spot(spot) for spot in mutations.spots()]
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "seccoop", "check"], check=True,
                       capture_output=True)
        times.append(time.perf_counter() - start)
    return [
        Row("cells changed, one at a time", len(cells), "cells"),
        Row("... of which change what a look-up gives", len(told), "cells"),
        Row("... of which the check names", 100 * sum(told) / len(told), "%", 100, at_least=True),
        Row("numbers in the text changed, one at a time", len(spots), "places"),
        Row("... of which the check names", 100 * sum(spots) / len(spots), "%", 100,
            at_least=True),
        Row("seccoop check, as a process", median(times), "s", budget=2),
    ]
