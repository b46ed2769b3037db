"""What the book is made from, as hashes: they say which notebooks and pages to make again."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from coursekit import documents
from coursekit.faults import CourseError

PREFIX = "notebooks-"
# What a notebook's outputs depend on besides its own code.
INPUTS = ("src", "data", "quizzes", "course.yml", "requirements.lock")
IGNORED = {"__pycache__", "_build", "node_modules"}
ENGINE = Path(__file__).resolve().parents[1]


def fingerprint(root: Path, names: Iterable[str] = INPUTS) -> str:
    """A short hash of the engine and of ``names``, files and folders below ``root``.

    Names and contents count, times do not. Hidden files, compiled code and what was
    built are left out.
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for base, below in ((ENGINE, ["."]), (root, names)):
        for path in sorted({path for name in below for path in _files(base / name)}):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(base).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()[:16]


def cache_folder(root: Path, build: Path) -> Path:
    """The folder below ``build`` for the outputs of notebooks as the course stands now.

    A change of data, code or questions gives another folder, so every notebook runs again;
    a change of prose gives the same one, so none does.
    """
    return build / f"{PREFIX}{fingerprint(root)}"


def forget_others(kept: Path) -> None:
    """Remove the caches of earlier states, which nothing will read again."""
    for path in kept.parent.glob(f"{PREFIX}*"):
        if path != kept and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def is_current(root: Path, now: str) -> bool:
    """Whether the built book is that of the course in the state ``now``."""
    stamp = root / "_build" / "made-from"
    built = root / "_build" / "html" / "index.html"
    return built.is_file() and stamp.is_file() and stamp.read_text() == now


def mark_current(root: Path, made_from: str) -> None:
    """Note which state the built book is of; none while its pages are being written."""
    (root / "_build" / "made-from").write_text(made_from)


def state(root: Path) -> str:
    """What the whole book is made from, down to the last file, as a hash.

    A folder that ``_config.yml`` keeps out of the book, such as that of the tests, is no part
    of it, unless notebooks rest on it.
    """
    out = _left_out(root) - set(INPUTS)
    names = sorted(name for name in os.listdir(root) if _counts(name) and name not in out)
    # Sphinx stamps what it writes with this, where it is set.
    return f"{fingerprint(root, names)} {os.environ.get('SOURCE_DATE_EPOCH', '')}"


def _left_out(root: Path) -> set[str]:
    """What ``_config.yml`` keeps out of the book; nothing where it cannot be read."""
    try:
        config = documents.read(root / "_config.yml", root, strict=False).value
    except CourseError:
        return set()  # the build names what is wrong with it
    given = config.get("exclude_patterns") if isinstance(config, dict) else None
    return set(map(str, given)) if isinstance(given, list) else set()


def _counts(name: str) -> bool:
    """Whether a file or folder of this name may hold what somebody wrote."""
    return not name.startswith(".") and name not in IGNORED and not name.endswith(".egg-info")


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for below in path.iterdir() if path.is_dir() else ():
        if _counts(below.name):
            yield from _files(below)
