"""Why a record cannot be used, in a sentence for the learner."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coursekit.quiz.record.errors import Code, RecordError

#: Names the file of the record, where the learner wants it elsewhere.
PLACE = "COURSEKIT_RECORD"

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
# A share of the disk that is used up is no full disk to SQLite, but an error of writing.
_UNWRITTEN = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC,
              sqlite3.SQLITE_IOERR_TRUNCATE)
_NO_PLACE = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG)
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
_CLOSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


@contextmanager
def explained(path: Path, patience: float, outcome: str) -> Iterator[None]:
    """Turn what goes wrong with the file at ``path`` into a RecordError.

    It begins with the ``outcome``, such as "Your answer was not saved", and then says why and
    what to do. ``patience`` is how many seconds were waited for others.
    """
    try:
        yield
    except RecordError as error:
        raise RecordError(f"{outcome}: {error}", error.code) from error
    except (sqlite3.Error, OSError) as error:
        code, reason = _reason(error, path, patience)
        raise RecordError(f"{outcome}: {reason}.", code) from error


def kind(error: Exception) -> int:
    """SQLite's main code of an error; the rest of it says where it arose."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _reason(error: Exception, path: Path, patience: float) -> tuple[Code, str]:
    number = error.errno if isinstance(error, OSError) else None
    exact = getattr(error, "sqlite_errorcode", 0)
    if kind(error) == sqlite3.SQLITE_FULL or exact in _UNWRITTEN or number in _FULL:
        return "full", ("no room is left on the disk, or your share of it is used up; make room, "
                        "then try again")
    if kind(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "busy", ("another notebook or program kept the record locked for "
                        f"{patience:g} seconds; close it, then try again")
    if number in _NO_PLACE:
        return "folder", f"no file can stand at {path}; name another place in {PLACE}"
    if kind(error) in _CLOSED or number in _READ_ONLY:
        return "read-only", (f"{path} or its folder may not be written or read; allow that, or "
                             f"name another place in {PLACE}")
    return "other", (f"{path} could not be used ({error}); try again, or name another place in "
                     f"{PLACE}")
