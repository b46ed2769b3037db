"""A learner's record: every answer given, in one file in the learner's own folder."""

from __future__ import annotations

import errno
import functools
import os
import sqlite3
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from coursekit.quiz.record import database, salvage
from coursekit.quiz.record.attempt import Attempt, in_order, merged, settled
from coursekit.quiz.record.database import BESIDE, Damaged
from coursekit.quiz.record.errors import RecordError
from coursekit.quiz.record.gate import Gate, private
from coursekit.quiz.record.reasons import PLACE, explained, kind

#: Seconds to wait for other notebooks that write at the same time.
PATIENCE = 30.0

T = TypeVar("T")

# No write-ahead log: it needs memory that all processes share, and homes on a network
# have none. A journal is laid beside the file for each transaction and then removed.
_JOURNAL = "PRAGMA journal_mode = DELETE"
_SETTINGS = (
    # FULL waits until the answer is on disk; EXTRA also until the journal's removal is, without
    # which a power cut may bring the journal back, and the last answer is taken back with it.
    "synchronous = EXTRA",
    # A file that is cut short while it is mapped ends the process; one that is read is an error.
    "mmap_size = 0",
    # Whoever clears a record on a shared computer wants it gone from the file as well.
    "secure_delete = ON",
    # The file may come from anywhere: nothing in it is to be run.
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
# Below SQLite's limit on parameters, which was 999 for long.
_AT_ONCE = 500


class Record:
    """The answers given in one course, kept in a SQLite file.

    Any number of notebooks may use one file at the same time. Nothing is opened before it is
    needed and nothing stays open in between, so that a kernel may fork.

    A file that is damaged is renamed, never changed: the first use looks at all of it, then
    ``set_aside`` says where it lies and ``notice`` tells the learner; a new record holds what
    could still be read. ``path`` is made when the first answer comes. Every method raises
    RecordError, with a message for the learner, where the file cannot be used; then nothing
    of what was given is in the record, or all of it.

    >>> import tempfile
    >>> from coursekit.quiz.record import new_id, now
    >>> folder = tempfile.TemporaryDirectory()
    >>> record = Record(Path(folder.name, "record.sqlite"), "bakery")
    >>> record.add(Attempt(id=new_id(), question="yeast", response=1, score=1, correct=True,
    ...                    at=now()))
    >>> [one.question for one in record.attempts()]
    ['yeast']
    >>> folder.cleanup()
    """

    def __init__(self, path: Path, course: str, *, patience: float = PATIENCE) -> None:
        # The file itself: its lock and its journal lie beside it, and not beside a link to it.
        self.path = Path(os.path.realpath(path))
        self.course = course
        self.set_aside: Path | None = None
        self.notice = ""
        self._patience = patience
        self._gate = Gate(self.path, patience)
        self._examined: tuple[int, int] | None = None

    @staticmethod
    def default_path(course_id: str) -> Path:
        """Where the record of a course lies: in the user's data folder, or at COURSEKIT_RECORD."""
        if chosen := os.environ.get(PLACE):
            return _expanded(chosen)
        # Imported here, for a notebook that names its record needs none of it.
        import platformdirs

        try:
            folder = platformdirs.user_data_path("coursekit")
        except (KeyError, OSError, RuntimeError):
            raise RecordError("this computer does not say where your home folder is, so there is "
                              f"no place for your answers; name a file in {PLACE}", "folder"
                              ) from None
        return folder / course_id / database.NAME

    def add(self, attempt: Attempt) -> None:
        """Keep one answer. When this returns it is on disk and outlives a power cut."""
        self.merge([attempt])

    def merge(self, attempts: Iterable[Attempt]) -> tuple[int, int]:
        """Keep many answers, all or none: how many were new, and how many known already.

        Where one id has two contents, the smaller one stays, as in ``merged``.
        """
        given = merged(attempts)

        def write(connection: sqlite3.Connection) -> tuple[int, int]:
            connection.execute("BEGIN IMMEDIATE")
            known = {one.id: one for one in _select(connection, "id", [one.id for one in given])}
            database.write(connection, [
                one for one in given
                if one.id not in known or settled(known[one.id], one) is one])
            connection.execute("COMMIT")
            return len(given) - len(known), len(known)

        outcome = f"{'Your answer was' if len(given) == 1 else 'The answers were'} not saved"
        with explained(self.path, self._patience, outcome):
            return self._use(write) if given else (0, 0)

    def attempts(self, questions: Collection[str] | None = None) -> list[Attempt]:
        """The answers in order, of all questions or of some."""
        def select(connection: sqlite3.Connection) -> list[Attempt]:
            if questions is None:
                return database.read(connection)
            # One moment for all the statements it takes.
            connection.execute("BEGIN")
            return _select(connection, "question", sorted(questions))

        with explained(self.path, self._patience, "Your answers could not be read"):
            return self._use(select, missing=list)

    def clear(self) -> None:
        """Forget all answers. A damaged record that was set aside stays where it lies."""
        def delete(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM attempts")

        with explained(self.path, self._patience, "Your answers were not cleared"):
            self._use(delete, missing=lambda: None)

    def _use(self, action: Callable[[sqlite3.Connection], T],
             missing: Callable[[], T] | None = None) -> T:
        """Do something with the record; without one, ``missing`` is the result or it is begun."""
        if missing is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not self.path.parent.is_dir():
            return missing()
        for _ in range(3):
            with suppress(Damaged), self._gate.entered():
                if not self._absent():
                    with self._opened() as connection:
                        return action(connection)
                if missing:
                    return missing()
            with self._gate.closed():
                self._begin()
        raise RecordError(f"the record of your answers at {self.path} is damaged again and again; "
                          "the disk may fail: name a file on another one in "
                          f"{PLACE}", "damaged")

    def _absent(self) -> bool:
        """Whether there is no record yet. An empty file is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return True
        if not stat.S_ISREG(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "no file", str(self.path))
        return found.st_size == 0

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The record, seen to be ours and, at the first use of this file, to be sound."""
        database.glance(self.path)
        try:
            with closing(self._connect(self.path)) as connection:
                database.recognise(self.path, connection, self.course)
                found = self.path.stat()
                if self._examined != (found.st_dev, found.st_ino):
                    database.examine(connection)
                    self._examined = (found.st_dev, found.st_ino)
                # Only now: it changes a file that has another, which may not be ours to change.
                connection.execute(_JOURNAL).fetchall()
                yield connection
        except sqlite3.DatabaseError as error:
            if kind(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise Damaged(str(error)) from error
            raise
        except UnicodeDecodeError as error:
            # SQLite quotes what it cannot read, and then its message cannot be read either.
            raise Damaged(str(error)) from error

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=self._patience, isolation_level=None)
        # Broken text is found by what it says; it need not stop the reading.
        connection.text_factory = functools.partial(str, encoding="utf-8", errors="replace")
        try:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self) -> None:
        """Begin a record, behind the closed gate: others may have come to do so before us."""
        used, self._examined = self._examined, None
        left: list[Attempt] = []
        if damaged := not self._absent():
            with suppress(Damaged), self._opened():
                return
            if used is None and database.is_foreign(self.path):
                raise RecordError(
                    f"{self.path} is the file of another program, not a record of answers. It was "
                    f"left as it is; name another file in {PLACE}, or in none to use the usual "
                    "place", "folder")
            left = salvage.readable(self.path)
        # What is left is written first. Should that fail, all is as it was.
        fresh = self._build(left)
        aside = self._put_aside()
        os.replace(fresh, self.path)
        if damaged:
            self.set_aside = aside
            kept = {0: "none of its answers could be read",
                    1: "the one answer that could be read was taken over"}.get(
                len(left), f"the {len(left)} answers that could be read were taken over")
            self.notice = (f"The record of your answers was damaged. It lies at {aside} now, and "
                           f"a new one was begun: {kept}.")

    def _build(self, attempts: list[Attempt]) -> Path:
        """A complete new record beside the place where it is to stand."""
        fresh = self.path.with_name(f"{self.path.name}.new")

        def remove() -> None:
            for tail in ("", *BESIDE):
                Path(f"{fresh}{tail}").unlink(missing_ok=True)

        remove()
        try:
            private(fresh)
            with closing(self._connect(fresh)) as connection:
                database.begin(connection, self.course, attempts)
        except BaseException:
            remove()
            raise
        return fresh

    def _put_aside(self) -> Path:
        """Rename what stands at the record's place, with its journal, to a name not yet taken."""
        when = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        for number in count(1):
            again = f"-{number}" if number > 1 else ""
            aside = self.path.with_name(
                f"{self.path.stem}-damaged-{when}{again}{self.path.suffix}")
            if not any(os.path.lexists(f"{aside}{tail}") for tail in ("", *BESIDE)):
                break
        if not self._absent():
            os.rename(self.path, aside)
        # The database first: a journal without one is found again here, whatever comes between.
        for tail in BESIDE:
            with suppress(FileNotFoundError):
                os.rename(f"{self.path}{tail}", f"{aside}{tail}")
        return aside


def _expanded(chosen: str) -> Path:
    try:
        return Path(chosen).expanduser().absolute()
    except (KeyError, OSError, RuntimeError, ValueError):
        raise RecordError(f"{chosen!r} in {PLACE} names no file on this computer; write its whole "
                          "path, without ~", "folder") from None


def _select(connection: sqlite3.Connection, column: str, values: list[str]) -> list[Attempt]:
    found: list[Attempt] = []
    for start in range(0, len(values), _AT_ONCE):
        some = values[start:start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found += database.read(connection, f"WHERE {column} IN ({marks})", some)
    return in_order(found)
