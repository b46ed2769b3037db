"""This course on disk. Its code is installed from the folder its data lies in."""

from __future__ import annotations

import functools
from pathlib import Path

from coursekit.course import Course


@functools.cache
def course() -> Course:
    """The course that this code belongs to."""
    return Course.find(Path(__file__).parent)
