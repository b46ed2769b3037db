"""A course with the rows of all its tables in another order, which must change nothing."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from coursekit.course import Course
from coursekit.data import Tables


def shuffled(course: Course, folder: Path, seed: int) -> Tables:
    """The tables of a course, read from a copy in ``folder`` with the rows of each shuffled.

    A seed of 0 turns them upside down: of two rows that are alike, the other comes first.
    """
    for path in course.tables.folder.rglob("*"):
        if path.is_file() and path.suffix in (".csv", ".json"):
            copy = folder / path.relative_to(course.tables.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            copy.write_text(_shuffled(text, f"{seed} {path.name}" if seed else "")
                            if path.suffix == ".csv" else text, encoding="utf-8", newline="")
    return Tables(folder, course.root)


def _shuffled(text: str, seed: str) -> str:
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    if seed:
        random.Random(seed).shuffle(rows)
    else:
        rows.reverse()
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([header, *rows])
    return made.getvalue()
