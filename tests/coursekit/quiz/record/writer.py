"""Another process that uses a record: ``python writer.py <path> <action> <count>``.

It says "ready" and waits for a line, so that many can start at one moment. What it then does
is told line by line: an id once ``add`` has returned, or "error <code> <message>".
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import coursekit

if __name__ == "__main__":
    # A record needs nothing of the package around it, which takes longer to load than most of
    # these processes live.
    around = ModuleType("coursekit.quiz")
    around.__path__ = [str(Path(coursekit.__file__).with_name("quiz"))]
    sys.modules[around.__name__] = around

from coursekit.quiz.record import Attempt, Record, RecordError, new_id, now


def say(text: str) -> None:
    # In one go, and with no lock: forked processes say what they do at the same time.
    os.write(1, f"{text}\n".encode())


def answer() -> Attempt:
    return Attempt(id=new_id(), question="yeast", response="x" * 300, score=1, correct=True,
                   at=now())


def add(record: Record, count: int) -> None:
    """Add so many answers."""
    for _ in range(count):
        one = answer()
        record.add(one)
        say(one.id)
    if record.notice:
        say(f"notice {record.notice}")


def hold(record: Record, count: int) -> None:
    """Use the record for so many milliseconds."""
    with record._gate.entered():
        say("inside")
        time.sleep(count / 1000)


def fork(record: Record, count: int) -> None:
    """Add answers in a thread, and in children forked meanwhile."""
    thread = threading.Thread(target=add, args=(record, count))
    thread.start()
    children = []
    for _ in range(5):
        if not (child := os.fork()):
            add(record, 3)
            os._exit(0)
        children.append(child)
    thread.join()
    for child in children:
        os.waitpid(child, 0)


def fill(record: Record, count: int) -> None:
    """Add answers while files may grow to one size after another; then without a limit."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in range(0, count, 1024):
        one = answer()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            record.add(one)
            outcome = "added"
        except RecordError as error:
            outcome = f"error {error.code} {error}"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        # Out of the limit, which holds for what is said as well where that is a file.
        say(f"{one.id} {outcome}")
        attempts = record.attempts()
        say(f"found {' '.join(each.id for each in attempts)}")


def nobody(record: Record, count: int) -> None:
    """Read and add as a user without rights, where we have all of them."""
    # Python loads some of itself at first use, from where that user may not read.
    assert answer().text
    if not os.getuid():
        os.setgid(65534)
        os.setuid(65534)
    say(f"read {len(record.attempts())}")
    add(record, count)


if __name__ == "__main__":
    path, action, count = sys.argv[1:]
    say("ready")
    sys.stdin.readline()
    try:
        globals()[action](Record(Path(path), "bakery"), int(count))
    except RecordError as error:
        say(f"error {error.code} {error}")
