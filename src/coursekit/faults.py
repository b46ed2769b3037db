"""What is wrong with a file, and where: one line a fault, all faults in one run."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Longer values are cut where a message quotes them.
QUOTED = 80


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong at one place.

    >>> print(Fault("data/oda.csv", 7, "'x' is no number"))
    data/oda.csv:7: 'x' is no number
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class CourseError(Exception):
    """Files of the course are faulty; nothing of them was loaded.

    ``faults`` holds every fault found, sorted by file and line.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: list[Fault] = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


class Unknown(KeyError):
    """A name that is not there, with a message that reads as it was written.

    A KeyError alone shows its message as Python would write it, in quotation marks and with
    ``\\n`` for a line break; what the author of a notebook sees is to be plain text.

    >>> print(Unknown("there is no table 'stars'; there are 'moons'"))
    there is no table 'stars'; there are 'moons'
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


def relative(path: Path, root: Path) -> str:
    """``path`` as it is written in a fault: below ``root``, with forward slashes."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def content(path: Path, root: Path) -> str:
    """The text of a file; CourseError, with the path below ``root``, if there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        said = "this file is missing"
    except UnicodeDecodeError:
        said = "not UTF-8 text; save the file as UTF-8"
    except OSError as error:  # a folder of that name, or a file that may not be read
        said = f"this file cannot be read ({error.strerror})"
    raise CourseError([Fault(relative(path, root), 1, said)])


def quoted(value: object) -> str:
    r"""A value as it stands in a file, in quotation marks if it is text; cut where it is long.

    >>> quoted("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
    >>> print(quoted("it's"), quoted(r"\frac"), quoted(True), quoted(None), quoted(["a", 1.5]))
    "it's" '\frac' true nothing ['a', 1.5]
    """
    if isinstance(value, str):
        cut = len(value) > QUOTED
        said = "".join(map(_seen, value[:QUOTED])) + ("..." if cut else "")
        mark = '"' if "'" in said and '"' not in said else "'"
        return f"{mark}{said}{mark}"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        said = f"{{{', '.join(f'{key}: {quoted(one)}' for key, one in value.items())}}}"
    elif isinstance(value, list | tuple):
        said = f"[{', '.join(map(quoted, value))}]"
    else:
        try:
            said = str(value)
        except ValueError:  # more digits than Python writes
            return "this number"
    return said if len(said) <= QUOTED else f"{said[:QUOTED]}..."


def _seen(character: str) -> str:
    """A character that a terminal shows and that says what it is."""
    if character in "\n\r\t":
        return " "
    return character if character.isprintable() else f"<U+{ord(character):04X}>"


def allowed(values: Sequence[object], limit: int = 12) -> str:
    """The allowed values as they stand in a message, cut where the list is long.

    >>> allowed(["rock", "giant"])
    "'rock', 'giant'"
    """
    shown = ", ".join(quoted(v) for v in values[:limit])
    return shown if len(values) <= limit else f"{shown}, ... ({len(values)} in all)"


def meant(name: str, known: Iterable[str]) -> str:
    """The end of a message on a name that is not known: similar ones, or nothing.

    >>> meant("jupitre", ["jupiter", "mars"])
    "; did you mean 'jupiter'?"
    """
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; did you mean {allowed(near)}?" if near else ""
