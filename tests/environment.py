"""Renews the versions in environment.yml from the lock: ``python -m tests.environment``."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def renewed(environment: str, lock: str) -> str:
    """The text of environment.yml with the versions of the lock; all else stays.

    >>> renewed("  - python=3.12\\n  - pandas=2.0.0\\n", "pandas==3.1.1 \\\\\\n")
    '  - python=3.12\\n  - pandas=3.1.1\\n'
    """
    versions = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    return re.sub(
        r"^( +- ([a-z0-9-]+)==?)(\S+)$",
        lambda match: match[1] + versions.get(match[2], match[3]),
        environment, flags=re.MULTILINE,
    )


def main() -> None:
    path = ROOT / "environment.yml"
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    path.write_text(renewed(path.read_text(encoding="utf-8"), lock), encoding="utf-8")


if __name__ == "__main__":
    main()
