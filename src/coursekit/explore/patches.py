"""Texts kept as line patches against a first one: 37 map frames in 3 % of their size.

A patch is a flat list: the first line to replace, how many, and the text that takes
their place (or None for none), then the next three, in rising order.
``frontend/explorer.js`` applies them in the browser the way :func:`applied` does here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Lines = Sequence[str]
#: ``[start, count, text or None, start, count, ...]``; line numbers are those of the first text.
Patch = list[int | str | None]


def patch(first: str, other: str) -> Patch:
    r"""What to change in ``first`` to get ``other``.

    >>> patch("a\nb\nc", "a\nB\nc\nd")
    [1, 1, 'B', 3, 0, 'd']
    """
    a, b = first.split("\n"), other.split("\n")
    result: Patch = []
    at_a = at_b = 0
    for start_a, start_b, size in [*_joined(_same(a, b)), (len(a), len(b), 0)]:
        if at_a < start_a or at_b < start_b:
            result += [at_a, start_a - at_a, "\n".join(b[at_b:start_b]) if at_b < start_b else None]
        at_a, at_b = start_a + size, start_b + size
    return result


def applied(first: str, changes: Patch) -> str:
    r"""``first`` with a patch applied.

    >>> applied("a\nb\nc", [1, 1, "B", 3, 0, "d"])
    'a\nB\nc\nd'
    """
    lines = first.split("\n")
    result: list[str] = []
    done = 0
    for start, count, text in zip(changes[::3], changes[1::3], changes[2::3], strict=True):
        result += lines[done:start]
        if text is not None:
            result.append(text)
        done = start + count
    return "\n".join(result + lines[done:])


def _joined(runs: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines, with runs that touch made one."""
    current: tuple[int, int, int] | None = None
    for a, b, size in runs:
        if current and current[0] + current[2] == a and current[1] + current[2] == b:
            current = (current[0], current[1], current[2] + size)
        else:
            if current:
                yield current
            current = (a, b, size)
    if current:
        yield current


def _same(
    a: Lines, b: Lines, a0: int = 0, a1: int | None = None, b0: int = 0, b1: int | None = None
) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines as (place in a, place in b, length), in order.

    Patience diff: lines that stand once in both texts are anchors, and what lies
    between two anchors is compared the same way. The lines of a map repeat a few
    styles a thousand times, which makes difflib slow (seconds a frame).
    """
    a1 = len(a) if a1 is None else a1
    b1 = len(b) if b1 is None else b1
    head = 0
    while a0 + head < a1 and b0 + head < b1 and a[a0 + head] == b[b0 + head]:
        head += 1
    tail = 0
    while a1 - tail > a0 + head and b1 - tail > b0 + head and a[a1 - tail - 1] == b[b1 - tail - 1]:
        tail += 1
    if head:
        yield a0, b0, head
    top_a, end_a, top_b, end_b = a0 + head, a1 - tail, b0 + head, b1 - tail
    anchors = _anchors(a, b, top_a, end_a, top_b, end_b)
    if anchors:
        for place_a, place_b in [*anchors, (end_a, end_b)]:
            yield from _same(a, b, top_a, place_a, top_b, place_b)
            if place_a < end_a:
                yield place_a, place_b, 1
            top_a, top_b = place_a + 1, place_b + 1
    elif end_a - top_a == end_b - top_b:
        for step in range(end_a - top_a):
            if a[top_a + step] == b[top_b + step]:
                yield top_a + step, top_b + step, 1
    if tail:
        yield end_a, end_b, tail


def _anchors(
    a: Lines, b: Lines, a0: int, a1: int, b0: int, b1: int
) -> list[tuple[int, int]]:
    """Lines that stand once in either range, the longest set that keeps its order."""
    in_a, in_b = _once(a, a0, a1), _once(b, b0, b1)
    pairs = [(place, in_b[line]) for line, place in in_a.items() if line in in_b]
    piles: list[list[tuple[int, int, int]]] = []  # (place in b, place in a, place in pile before)
    for place_a, place_b in pairs:
        low, high = 0, len(piles)
        while low < high:
            middle = (low + high) // 2
            if piles[middle][-1][0] < place_b:
                low = middle + 1
            else:
                high = middle
        before = len(piles[low - 1]) - 1 if low else -1
        if low == len(piles):
            piles.append([])
        piles[low].append((place_b, place_a, before))
    result: list[tuple[int, int]] = []
    at = len(piles[-1]) - 1 if piles else -1
    for pile in reversed(piles):
        place_b, place_a, at = pile[at]
        result.append((place_a, place_b))
    return result[::-1]


def _once(lines: Lines, start: int, end: int) -> dict[str, int]:
    places: dict[str, int] = {}
    repeated: set[str] = set()
    for place in range(start, end):
        if lines[place] in places:
            repeated.add(lines[place])
        places[lines[place]] = place
    return {line: place for line, place in places.items() if line not in repeated}
