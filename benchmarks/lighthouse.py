"""Lighthouse with its phone setting on the front page and the heaviest chapter.

Needs Node and the npm package ``lighthouse``, on the path or named in LIGHTHOUSE; without
them nothing is measured, for the course asks nobody to have Node.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.row import Row
from coursekit.book.serve import packed, serving
from tests.browser import find, flags

HTML = Path(__file__).parents[1] / "_build" / "html"
RUNS = 3  # of which the median counts: a busy machine makes one slow
BUDGETS = {"performance": 85, "accessibility": 95, "best-practices": 95, "seo": 95}


def measure() -> list[Row]:
    """The scores of both pages; no rows where Lighthouse is not at hand."""
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    chromium = find()
    if not program or not chromium or not shutil.which("node"):
        print("\nLighthouse is not at hand: `npm install lighthouse` somewhere, then name it:\n"
              "  LIGHTHOUSE=somewhere/node_modules/.bin/lighthouse make bench")
        return []
    rows = []
    with serving(HTML) as url:
        for name in ("index.html", _heaviest()):
            reports = [_report(program, chromium, f"{url}/{name}") for _ in range(RUNS)]
            for category, budget in BUDGETS.items():
                score = median(100 * r["categories"][category]["score"] for r in reports)
                rows.append(Row(f"{name}: {category}", score, "", budget, at_least=True))
            paint = median(
                r["audits"]["largest-contentful-paint"]["numericValue"] for r in reports
            )
            rows.append(Row(f"{name}: largest paint", paint / 1000, "s"))
    return rows


def _heaviest() -> str:
    pages = list((HTML / "notebooks").glob("*.html"))
    if not pages:
        raise SystemExit("There is no book in _build/html; run make book first.")
    return max(pages, key=lambda page: len(packed(page))).relative_to(HTML).as_posix()


def _report(program: str, chromium: Path, address: str) -> dict:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "report.json"
        subprocess.run(
            [program, address, "--quiet", "--output=json", f"--output-path={out}",
             f"--chrome-flags=--headless=new {' '.join(flags())} --user-data-dir={scratch}/user"],
            env={**os.environ, "CHROME_PATH": str(chromium)},
            check=True, stdout=subprocess.DEVNULL,
        )
        return json.loads(out.read_text(encoding="utf-8"))
