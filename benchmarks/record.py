"""A reader's record when it is large: read from a file, and shown in the browser."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.row import Row
from coursekit.book.serve import serving
from coursekit.quiz.record import dump, parse
from tests.browser import find, flags
from tests.coursekit.quiz.record.samples import COURSE, many
from tests.frontend import record_page

RUNS = 5
#: Connects progress to the record of the page, which reads and sums up every answer of it.
SHOWN = """() => {
    const start = performance.now();
    coursekit.record.connect(model, "progress");
    return [performance.now() - start, model.get("report").attempts];
}"""


def measure() -> list[Row]:
    return [
        Row("1,000 answers of a file", _read() * 1000, "ms", budget=300),
        Row("progress over 2,000 answers", _shown(), "ms", budget=1000),
    ]


def _read() -> float:
    text = dump(many(1000), COURSE)
    found = []
    for _ in range(RUNS):
        # Of this process alone, for other work on the machine is no work of the record.
        start = time.process_time()
        count = len(parse(text, course=COURSE))
        found.append(time.process_time() - start)
        if count != 1000:
            raise SystemExit(f"{count} of 1000 answers were read.")
    return min(found)


def _shown() -> float:
    chance = record_page.Chance(8)
    attempts = [one for question, _, _ in record_page.QUESTIONS for _ in range(20)
                for one in chance.history(question, 5)]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        record_page.write(Path(scratch))
        browser = playwright.chromium.launch(executable_path=find(), args=flags())
        page = browser.new_page()
        with serving(Path(scratch)) as url:
            found = []
            for _ in range(RUNS):
                # Anew each time: what was read once is kept by the page.
                page.goto(f"{url}/page.html")
                page.evaluate("localStorage.clear()")
                record_page.show(page)
                record_page.keep(page, attempts)
                found.append(page.evaluate(SHOWN))
        browser.close()
    if any(count != len(attempts) for _, count in found):
        raise SystemExit(f"Not all of {len(attempts)} answers were counted.")
    return min(milliseconds for milliseconds, _ in found)
