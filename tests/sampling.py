"""Which cases run where a test has many: a sample, the same in every run, or with ``--all`` all.

``make test`` is what everybody waits for, so of the cases that prove one thing it runs some;
``make test-all`` runs each. Nothing is left out by hand. A test says how many of its cases stand
for the others, and a fixed seed says which::

    @pytest.mark.exhaustive(keep=3, by="name")      # all cases of three names
    @pytest.mark.exhaustive(keep=1, each=["kind"])  # one case of every kind
    pytestmark = pytest.mark.exhaustive(keep=3)     # three cases of every test of the module

Where one test goes through many things itself, it draws from them::

    for page in sample(book.pages, keep=1, kind=make_up): ...

Whoever names a test on the command line (``file.py::test``) gets all of its cases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import pytest

SEED = 20261130
#: How the reason of a skipped test begins that leaves something unchecked on this machine.
NOT_CHECKED = "NOT CHECKED:"
#: Whether every case is to run; :func:`configure` says so before any test is read.
whole = True
T = TypeVar("T")


def place(name: object) -> str:
    """Where a thing stands in the fixed order by chance; the first of a list are its sample."""
    return hashlib.sha256(f"{SEED} {name}".encode(errors="surrogatepass")).hexdigest()


def drawn(
    things: Iterable[T], keep: int, kind: Callable[[T], Hashable] = lambda _: None,
) -> list[T]:
    """So many of ``things`` of each kind, in their order.

    A thing is drawn by what it is and not by where it stands, so that one more added somewhere
    changes the sample by that one at most.

    >>> drawn(range(100), 3) == drawn(reversed(range(100)), 3)[::-1]
    True
    >>> [len(drawn(range(9), 2, kind=lambda n: n % 3)), len(drawn(range(2), 5))]
    [6, 2]
    """
    if keep < 1:
        raise ValueError(f"a sample keeps at least one case, not {keep}")
    things = list(things)
    chosen: set[int] = set()
    taken: dict[Hashable, int] = {}
    for at in sorted(range(len(things)), key=lambda at: place(things[at])):
        of = kind(things[at])
        if taken.get(of, 0) < keep:
            taken[of] = taken.get(of, 0) + 1
            chosen.add(at)
    return [thing for at, thing in enumerate(things) if at in chosen]


def configure(config: pytest.Config) -> None:
    """Learn whether every case is to run."""
    global whole
    whole = config.getoption("--all") or any("::" in one for one in config.args)


def sample(
    things: Iterable[T], keep: int, kind: Callable[[T], Hashable] = lambda _: None,
) -> list[T]:
    """All of ``things`` where every case is to run, and elsewhere what :func:`drawn` gives."""
    return list(things) if whole else drawn(things, keep, kind)


def examples(count: int) -> int:
    """So many examples of a property where every case is to run, and elsewhere a third of them."""
    return count if whole else max(1, count // 3)


def select(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests to run, and those left to ``--all``."""
    groups: dict[tuple, dict[str, None]] = {}
    cases = []
    for item in items:
        mark = item.get_closest_marker("exhaustive")
        group, case = _place_of(item, mark) if mark else (None, "")
        cases.append((group, case))
        if mark:
            groups.setdefault((group, _keep(item, mark)), {})[case] = None
    kept = {(group, case) for (group, keep), those in groups.items()
            for case in drawn(those, keep)}
    chosen = [item for item, case in zip(items, cases, strict=True)
              if case[0] is None or case in kept]
    left = [item for item, case in zip(items, cases, strict=True)
            if case[0] is not None and case not in kept]
    return chosen, left


def _keep(item: pytest.Item, mark: pytest.Mark) -> int:
    if set(mark.kwargs) - {"keep", "by", "each"} or mark.args or "keep" not in mark.kwargs:
        raise pytest.UsageError(f"{item.nodeid}: exhaustive(keep=..., by=..., each=[...])")
    return mark.kwargs["keep"]


def _place_of(item: pytest.Item, mark: pytest.Mark) -> tuple[Any, str]:
    """What an item is a case of, and which: cases of one name stay or go together."""
    test = item.nodeid.partition("[")[0]
    call = getattr(item, "callspec", None)
    if call is None:
        return test, ""
    by, each = mark.kwargs.get("by"), mark.kwargs.get("each", ())
    for name in (*([by] if by else []), *each):
        if name not in call.params:
            raise pytest.UsageError(f"{item.nodeid}: there is no parameter {name!r} to draw by")
    group = (test, *(str(call.params[name]) for name in each))
    # By a name the same cases stand for all tests; otherwise each test draws for itself, or
    # "light" would everywhere be preferred to "dark".
    return group, str(call.params[by]) if by else f"{test} {call.id}"
