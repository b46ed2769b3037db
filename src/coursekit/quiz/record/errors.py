"""The one error of a record."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "attempt", "file", "course", "newer", "full", "read-only", "busy", "damaged", "folder", "other"
]


class RecordError(Exception):
    """An answer, a file of answers or the record itself cannot be used.

    The message is made for the learner: what happened and what to do. ``code`` names the kind
    for those who say it in another language: ``attempt`` (an attempt breaks the rules), ``file``
    (no file of answers), ``course`` (another course's), ``newer`` (written by a newer version),
    ``full`` (no space left), ``read-only``, ``busy`` (locked for too long), ``damaged`` (and it
    could not be set aside), ``folder`` (no file can stand at that path), ``other``.
    """

    def __init__(self, message: str, code: Code) -> None:
        super().__init__(message)
        self.code: Code = code
