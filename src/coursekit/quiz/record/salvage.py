"""What is left of a damaged record."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from coursekit.quiz.record.attempt import Attempt, merged
from coursekit.quiz.record.database import BESIDE, MAGIC
from coursekit.quiz.record.errors import RecordError


def readable(path: Path) -> list[Attempt]:
    """What can still be read of a damaged record. It is not touched: a copy is read."""
    found: list[Attempt] = []
    with suppress(OSError, sqlite3.Error, ValueError), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "record.sqlite")
        with path.open("rb") as file:
            if file.read(16) != MAGIC:
                return []
        # With its journal: SQLite then takes back a transaction that was cut short.
        for tail in ("", *BESIDE):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{tail}", f"{copy}{tail}")
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            # From both ends, for reading stops at a broken page.
            for direction in ("ASC", "DESC"):
                found += _rows(connection, direction)
    return merged(found)


def _rows(connection: sqlite3.Connection, direction: str) -> Iterator[Attempt]:
    with suppress(sqlite3.Error, ValueError):
        for text, in connection.execute("SELECT CAST(attempt AS BLOB) FROM attempts NOT INDEXED "
                                        f"ORDER BY rowid {direction}"):
            with suppress(TypeError, ValueError, RecursionError, RecordError):
                yield Attempt.from_dict(json.loads(text))
