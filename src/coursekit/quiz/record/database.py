"""What a record looks like on disk: a SQLite database of two tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from coursekit.quiz.record.attempt import Attempt, in_order
from coursekit.quiz.record.errors import RecordError

VERSION = 1
#: Names the program in the file's header: "cktr".
APPLICATION = 0x636B7472
TABLES = {
    "about": "CREATE TABLE about (course TEXT NOT NULL)",
    "attempts": "CREATE TABLE attempts (id TEXT NOT NULL PRIMARY KEY, question TEXT NOT NULL, "
                "at TEXT NOT NULL, attempt TEXT NOT NULL)",
}
_NAMED = APPLICATION.to_bytes(4, "big")
#: What a record is called where nobody has chosen another name.
NAME = "record.sqlite"
#: What every database begins with.
MAGIC = b"SQLite format 3\0"
#: What SQLite may lay beside a database.
BESIDE = ("-journal", "-wal", "-shm")


class Damaged(Exception):
    """The file holds no record that can be trusted."""


def glance(path: Path) -> None:
    """See that a file says it is a record, before SQLite looks at it: it removes what lies beside
    a file that is no database, opens one of a later format for reading only, and takes back what
    another program has not finished.
    """
    head = _head(path, 72)
    if head[:16] != MAGIC or not {*head[18:20]} <= {1, 2}:
        raise Damaged("not a database")
    if head[68:72] != _NAMED:
        raise Damaged("not a record")


def is_foreign(path: Path) -> bool:
    """Whether a file that is no record never was one, and so belongs to somebody else.

    What carries a record's name or its tables was one, and so was what lies where only a record
    lies, unless it is the database of another program.
    """
    head = _head(path, 1 << 16)
    if head[68:72] == _NAMED or TABLES["attempts"][:60].encode() in head or not head.strip(b"\0"):
        return False
    return path.name != NAME or (head[:16] == MAGIC and b"CREATE " in head)


def _head(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def examine(connection: sqlite3.Connection) -> None:
    """Look at every page and every attempt of a record."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchall()
    if found != [("ok",)]:
        raise Damaged(str(found))
    read(connection)


def recognise(path: Path, connection: sqlite3.Connection, course: str) -> None:
    """See that this is a record, and ours.

    RecordError: it is one, and not for us, because a newer version or another course wrote it.
    """
    application, = connection.execute("PRAGMA application_id").fetchone()
    version, = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION and version > VERSION:
        raise RecordError(
            f"the record of your answers has version {version}, and only {VERSION} is known "
            f"here: update the course. Nothing in {path} was changed.", "newer")
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL"))
    if (application, version, tables) != (APPLICATION, VERSION, TABLES):
        raise Damaged("other tables")
    courses = connection.execute("SELECT course FROM about").fetchall()
    if len(courses) != 1:
        raise Damaged("no course")
    if courses != [(course,)]:
        raise RecordError(
            f"{path} is the record of the course {courses[0][0]!r}; one of {course!r} is allowed: "
            "name another file in COURSEKIT_RECORD. Nothing in it was changed.", "course")


def read(connection: sqlite3.Connection, where: str = "", values: Iterable[str] = ()
         ) -> list[Attempt]:
    """Attempts in order, of all rows or of those ``where`` names. Damaged: one is broken."""
    # As bytes, so that text which is no UTF-8 any more is ours to report.
    rows = connection.execute(
        f"SELECT id, question, at, CAST(attempt AS BLOB) FROM attempts {where}", tuple(values)
    ).fetchall()
    try:
        texts = json.loads(b"[%b]" % b",".join([row[3] for row in rows]))
        attempts = [Attempt.from_dict(one) for one in texts]
    except (TypeError, ValueError, RecursionError, RecordError) as error:
        raise Damaged(str(error)) from None
    if [row[:3] for row in rows] != [(one.id, one.question, one.at) for one in attempts]:
        raise Damaged("an attempt that stands in the wrong place")
    return in_order(attempts)


def write(connection: sqlite3.Connection, attempts: Iterable[Attempt]) -> None:
    """Put attempts into a record, each in the place of one with the same id."""
    connection.executemany(
        "INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?)",
        ((one.id, one.question, one.at, one.text) for one in attempts))


def begin(connection: sqlite3.Connection, course: str, attempts: Iterable[Attempt]) -> None:
    """Turn an empty database into a record."""
    connection.execute("BEGIN IMMEDIATE")
    for table in TABLES.values():
        connection.execute(table)
    connection.execute("INSERT INTO about VALUES (?)", (course,))
    write(connection, attempts)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
