"""What ``import seccoop`` adds to the imports that every notebook needs anyway."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from benchmarks.row import Row

BASE = "import pandas, matplotlib"
RUNS = 9


def measure() -> list[Row]:
    four = "data, explore, quiz, figures"
    lines = {
        "pandas and matplotlib": BASE,
        "... and seccoop": f"{BASE}; import seccoop",
        "... and all four of its names": f"{BASE}; from seccoop import {four}",
    }
    times: dict[str, list[float]] = {what: [] for what in lines}
    for _ in range(RUNS):
        # In turn, so that whatever else the machine does falls on each alike.
        for what, code in lines.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            times[what].append((time.perf_counter() - start) * 1000)
    base, more, all_names = (median(times[what]) for what in lines)
    return [
        Row("pandas and matplotlib", base, "ms"),
        Row("import seccoop adds", more - base, "ms", budget=150),
        Row("its four names add", all_names - base, "ms"),
    ]
