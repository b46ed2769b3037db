"""All frames of an explorer in one JSON object: the first whole, the others as patches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coursekit.explore.frames import Frame
from coursekit.explore.patches import Patch, applied, patch


def packed(frames: Iterable[Frame]) -> dict[str, Any]:
    """Frames in the order of the states, as ``{"first", "texts", "patches"}``.

    ``first`` holds the parts of the first frame. ``patches`` holds for each other frame
    one patch a part, where each text is a place in ``texts`` (-1 for none): the same
    few colours come back a thousand times.
    """
    first, *others = (frame.parts for frame in frames)
    texts: dict[str, int] = {}

    def numbered(changes: Patch) -> list[int]:
        return [
            item if isinstance(item, int) else texts.setdefault(item, len(texts))
            for item in (-1 if each is None else each for each in changes)
        ]

    patches = [
        [numbered(patch(a, b)) for a, b in zip(first, other, strict=True)] for other in others
    ]
    return {"first": list(first), "texts": list(texts), "patches": patches}


def unpacked(bundle: dict[str, Any], place: int) -> Frame:
    """The frame at a place in the order of the states."""
    if place == 0:
        return Frame(*bundle["first"])
    parts = []
    for part, numbers in zip(bundle["first"], bundle["patches"][place - 1], strict=True):
        changes: Patch = list(numbers)
        changes[2::3] = [None if text < 0 else bundle["texts"][text] for text in numbers[2::3]]
        parts.append(applied(part, changes))
    return Frame(*parts)
