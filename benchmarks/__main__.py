"""``make bench``: every budget, measured and printed. Name some to measure only those."""

from __future__ import annotations

import importlib
import sys

from benchmarks.row import show

TITLES = {
    "imports": "Imports",
    "proof": "The proof of numbers",
    "bank": "A bank of generated questions",
    "record": "A large record of answers",
    "weights": "Weight of pages (gzip)",
    "frames": "Explorers in the book",
    "quiz": "A quiz beside the same in jupyterquiz",
    "builds": "Builds",
    "lighthouse": "Lighthouse, phone setting",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in TITLES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(TITLES)}", file=sys.stderr)
        return 1
    for name in names or TITLES:
        module = importlib.import_module(f"benchmarks.{name}")
        rows = module.measure()
        if rows:
            show(TITLES[name], rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
