"""Files written together: each of them whole at any time, and all of them or none."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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


def described(text: str, edits: Mapping[str, Mapping[str, Any]]) -> str:
    """``datapackage.json`` with other texts of some resources, and its form kept as it is.

    ``edits`` gives for each table the new ``vintage`` and ``note``; ``holds`` renews that key
    of its series, by place. ValueError if the file is too unusual to be edited.

    >>> print(described('{"resources": [{"name": "a", "vintage": "2024"}]}',
    ...                 {"a": {"vintage": "2025", "note": "Until May: 2024."}}))
    {"resources": [{"name": "a", "vintage": "2025", "note": "Until May: 2024."}]}
    """
    wanted = copy.deepcopy(json.loads(text))
    pieces: list[str] = []
    at = re.search(r'"resources"\s*:\s*\[', text).end()  # type: ignore[union-attr]
    start = 0
    for resource in wanted["resources"]:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        _, end = json.JSONDecoder().raw_decode(text, at)
        edit = edits.get(resource["name"])
        if edit:
            pieces += [text[start:at], _edited(text[at:end], resource, edit)]
            start = end
        at = end
    made = "".join([*pieces, text[start:]])
    if json.loads(made) != wanted:
        raise ValueError("its form is too unusual to be edited")
    return made


def _edited(piece: str, resource: dict[str, Any], edit: Mapping[str, Any]) -> str:
    """The text of one resource with the edits, which are put into ``resource`` as well."""
    vintage = re.search(r'(\s*)"vintage"\s*:\s*("(?:[^"\\]|\\.)*")', piece)
    note = re.search(r'"note"\s*:\s*("(?:[^"\\]|\\.)*")', piece)
    if vintage is None:
        raise ValueError("it has no 'vintage'")
    new = {key: json.dumps(edit[key], ensure_ascii=False) for key in ("vintage", "note")
           if key in edit}
    spans = []
    if "vintage" in new:
        spans.append((*vintage.span(2), new["vintage"]))
    if "note" in new and "note" in resource and note:
        spans.append((*note.span(1), new["note"]))
    elif "note" in new:
        spans.append((vintage.end(), vintage.end(), f',{vintage[1]}"note": {new["note"]}'))
    for start, end, text in sorted(spans, reverse=True):
        piece = piece[:start] + text + piece[end:]
    resource.update({key: edit[key] for key in new})
    for place, version in edit.get("holds", {}).items():
        series = resource["refresh"]["series"][place]
        old = re.escape(json.dumps(series["holds"]))
        piece = re.sub(rf'("holds"\s*:\s*){old}', lambda one, new=version:
                       one[1] + json.dumps(new), piece)
        series["holds"] = version
    return piece
