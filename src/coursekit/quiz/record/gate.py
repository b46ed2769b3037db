"""What keeps a file in its place while somebody uses it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coursekit.quiz.record.errors import RecordError

# One thread of a process at a time. Closing any handle on a file drops this process's POSIX
# locks on it, and SQLite's own account of those locks is copied into a child when the process
# forks: so nothing here is open when another thread opens a file, or when a fork comes.
_alone = threading.RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_alone.acquire, after_in_parent=_alone.release,
                        after_in_child=_alone.release)


class Gate:
    """Many may use the file at ``path`` at once, or one may put another file in its place.

    SQLite's locks belong to a file and its journal to a name: a database that is renamed
    while another process writes to it leaves a journal that would be played back into its
    successor. So everybody first takes a lock on a file beside it, ``<name>.lock``, which stays
    empty and is never removed. It is locked through SQLite too, whose locks work on every
    system. ``patience`` is how many seconds to wait for the others.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path.with_name(f"{path.name}.lock")
        self._patience = patience

    @contextmanager
    def entered(self) -> Iterator[None]:
        """While this lasts the file stays where it is."""
        with _alone:
            try:
                lock = self._connect()
            except (sqlite3.OperationalError, OSError):
                # Whoever cannot write in the folder only reads: a journal must lie there too.
                if os.access(self.path.parent, os.W_OK):
                    raise
                yield
                return
            with closing(lock):
                self._take(lock, "BEGIN", "SELECT count(*) FROM sqlite_master")
                yield

    @contextmanager
    def closed(self) -> Iterator[None]:
        """While this lasts nobody else uses the file."""
        with _alone, closing(self._connect()) as lock:
            self._take(lock, "BEGIN EXCLUSIVE")
            yield

    def _connect(self) -> sqlite3.Connection:
        if not self.path.exists():
            with suppress(FileExistsError):
                private(self.path)
        return sqlite3.connect(self.path, timeout=self._patience, isolation_level=None)

    def _take(self, lock: sqlite3.Connection, *steps: str) -> None:
        try:
            lock.execute("PRAGMA journal_mode = MEMORY").fetchall()
            for step in steps:
                lock.execute(step).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB:
                raise
            raise RecordError(f"{self.path} should be empty, and something wrote into it; "
                              "remove that file, then try again.", "damaged") from None


def private(path: Path) -> None:
    """Make an empty file that only its owner can read; FileExistsError where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
