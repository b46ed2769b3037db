"""Other processes at the same record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WRITER = Path(__file__).with_name("writer.py")


@contextmanager
def started(path: Path, action: str, count: int, processes: int = 1
            ) -> Iterator[list[subprocess.Popen[str]]]:
    """Some processes that have all begun to do one thing at the same moment; see ``writer``."""
    found = [
        subprocess.Popen([sys.executable, WRITER, path, action, str(count)], text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(processes)
    ]
    try:
        for one in found:
            assert one.stdout.readline() == "ready\n"
        for one in found:
            one.stdin.write("\n")
            one.stdin.flush()
        yield found
    finally:
        for one in found:
            one.kill()
            one.wait()
            one.stdin.close()
            one.stdout.close()


def told(process: subprocess.Popen[str]) -> list[str]:
    """All whole lines that a process says until it ends."""
    # Not by communicate, which forgets what has been read ahead.
    return process.stdout.read().split("\n")[:-1]


def outcome(path: Path, action: str, count: int, processes: int = 1) -> list[list[str]]:
    """What some processes say when each does one thing, all at once."""
    with started(path, action, count, processes) as found:
        return [told(one) for one in found]
