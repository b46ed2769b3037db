"""``seccoop`` on the command line: the engine's commands, for this course."""

from __future__ import annotations

import sys

from coursekit.cli import run
from seccoop.course import course


def main() -> int:
    return run(course, program="seccoop")


if __name__ == "__main__":
    sys.exit(main())
