"""A bank of generated questions, validated and loaded: how long it takes, and how that grows."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path

from benchmarks import generated
from benchmarks.row import Row
from coursekit.course import Course

COUNTS = (100, 1_000, 10_000)
RUNS = 5


def measure() -> list[Row]:
    times: dict[int, list[float]] = {count: [] for count in COUNTS}
    with tempfile.TemporaryDirectory() as scratch:
        roots = {count: generated.write(Path(scratch) / str(count), generated.questions(count))
                 for count in COUNTS}
        _seconds(roots[COUNTS[0]], COUNTS[0])  # the first load imports what all others need
        for _ in range(RUNS):
            # In turn, so that whatever else the machine does falls on each alike.
            for count, root in roots.items():
                times[count].append(_seconds(root, count))
    # The quickest of each: it is the one least disturbed, and the ratios are near 1.
    few, more, most = (min(times[count]) / count for count in COUNTS)
    return [
        Row("10,000 questions in 100 files", most * COUNTS[-1], "s"),
        Row("a question of 100", few * 1000, "ms"),
        Row("a question of 1,000", more * 1000, "ms"),
        Row("a question of 10,000", most * 1000, "ms"),
        # 1 is linear; what is fixed, such as the tables, makes the questions of 100 dearer.
        Row("a question of 10,000 / of 1,000", most / more, "", budget=1.15),
        Row("a question of 10,000 / of 100", most / few, ""),
    ]


def _seconds(root: Path, count: int) -> float:
    gc.collect()  # so that no load pays for what the one before left behind
    # Of this process alone, for other work on the machine is no work of the bank.
    start = time.process_time()
    found = len(Course(root).bank.questions)
    seconds = time.process_time() - start
    if found != count:
        raise SystemExit(f"{found} of {count} generated questions were loaded.")
    return seconds
