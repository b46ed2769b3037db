"""Files written together: each of them whole at any time, and all of them or none."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_SPACE = re.compile(r"[\s,]*")


def write(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Write new contents where the old ones still stand: ``{path: (old, new)}``.

    Every new file lies complete on the disk before the first takes its place, so a stop at any
    moment leaves each of them as it was or as it should be. OSError if they cannot be written;
    those that were are put back.
    """
    made: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, (old, new) in files.items():
            if path.read_bytes() != old:
                raise OSError(f"{path.name} was changed by somebody else in the meantime; begin "
                              "again")
            made[path] = beside = path.with_name(f".{path.name}.new")
            _put(beside, new)
            shutil.copymode(path, beside)
        for path, beside in made.items():
            os.replace(beside, path)
            done.append(path)
    except BaseException:
        for path in done:
            beside = made[path]
            _put(beside, files[path][0])
            shutil.copymode(path, beside)
            os.replace(beside, path)
        raise
    finally:
        for beside in made.values():
            beside.unlink(missing_ok=True)


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def described(text: str, edits: Mapping[str, Mapping[str, str]]) -> str:
    """``datapackage.json`` with other texts of some resources, and its form kept as it is.

    ``edits`` gives for each table the new ``vintage`` and ``note``. ValueError if the file is
    too unusual to be edited.

    >>> print(described('{"resources": [{"name": "a", "vintage": "2024"}]}',
    ...                 {"a": {"vintage": "2025", "note": "Until May: 2024."}}))
    {"resources": [{"name": "a", "vintage": "2025", "note": "Until May: 2024."}]}
    """
    wanted = json.loads(text)
    pieces: list[str] = []
    at = re.search(r'"resources"\s*:\s*\[', text).end()  # type: ignore[union-attr]
    start = 0
    for resource in wanted["resources"]:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        _, end = json.JSONDecoder().raw_decode(text, at)
        piece = text[at:end]
        for key, value in edits.get(resource["name"], {}).items():
            piece = _with(piece, key, value, new=key not in resource)
            resource[key] = value
        pieces += [text[start:at], piece]
        start = at = end
    made = "".join([*pieces, text[start:]])
    if json.loads(made) != wanted:
        raise ValueError("its form is too unusual to be edited")
    return made


def _with(piece: str, key: str, value: str, *, new: bool) -> str:
    """The text of one resource with another text of one key; a new key follows the vintage."""
    text = json.dumps(value, ensure_ascii=False)
    place = "vintage" if new else key

    def put(found: re.Match[str]) -> str:
        return (f'{found[0]},{found[1]}"{key}": {text}' if new else
                f"{found[1]}{found[2]}{text}")

    return re.sub(rf'(\s*)("{place}"\s*:\s*)"(?:[^"\\]|\\.)*"', put, piece, count=1)
