"""Keeps the tables current: fetches newer values, shows what they change, and writes on yes.

Nothing is written before every answer has come and was found sound, and before the
differences and the sentences and questions they touch were shown.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from coursekit.course import Course
from coursekit.data import renewal
from coursekit.data.changes import Change, Renewal, renew
from coursekit.data.interfaces import Fetch, Refused
from coursekit.data.tables import Tables
from coursekit.data.writing import described, write
from coursekit.faults import CourseError, Fault, allowed, quoted, relative
from coursekit.touched import touched

#: How many cells, sentences and questions are shown before the rest is counted.
SHOWN = 12


def refresh(
    course: Course, names: Sequence[str] = (), *, yes: bool = False, dry_run: bool = False,
    fetch: Fetch | None = None, ask: Callable[[str], str] | None = None,
    today: datetime.date | None = None,
) -> int:
    """Renew the tables called ``names``, or all that can be; the exit code.

    ``yes`` writes without a question, ``dry_run`` never writes. ``ask`` puts the question;
    without it, and without a terminal, nothing is written. CourseError if the data is faulty.
    """
    today = today or datetime.date.today()
    faults = course.tables.faults() or renewal.faults(course.tables)
    if faults:
        raise CourseError(faults)
    try:
        entries = _entries(course, names)
        made = [_fetched(course, name, entry, fetch or Fetch(), today.year)
                for name, entry in entries.items()]
        made = [one for one in made if one.differs]
        files = _files(course, made, today)
        if not made:
            print("Nothing to write: what came is in the tables already.")
            return 0
        with tempfile.TemporaryDirectory() as folder:
            after = _after(course, files, Path(folder))
            print(*_shown(course, after, made), sep="\n")
    except Refused as error:
        print(f"{error}.\nNothing was changed.", file=sys.stderr)
        return 1
    if dry_run:
        print("\nA dry run: nothing was written.")
        return 0
    if not yes:
        if ask is None and not sys.stdin.isatty():
            print("There is no terminal to ask in, so nothing was written; --yes writes.",
                  file=sys.stderr)
            return 1
        if not _agreed(ask or input):
            print("Nothing was written.")
            return 0
    try:
        write(files)
    except OSError as error:
        print(f"The tables could not be written ({error}); they are as they were.",
              file=sys.stderr)
        return 1
    print(f"Written: {', '.join(relative(path, course.root) for path in files)}. Mend what is "
          "named above, run the notebooks that show these tables, and `check`.")
    return 0


def _agreed(ask: Callable[[str], str]) -> bool:
    try:
        return ask("\nWrite these changes? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _entries(course: Course, names: Sequence[str]) -> dict[str, renewal.Entry]:
    """The entries to carry out; tables that cannot be renewed are named with the reason."""
    tables = course.tables
    entries = {name: renewal.entry_of(tables.describe(name), tables) for name in tables.names}
    known = {name: entry for name, entry in entries.items() if entry is not None}
    can = {name: entry for name, entry in known.items() if not entry.never}
    for name in names:
        if name not in known:
            raise Refused(f"no newer values are known of for table {name!r}; there are for "
                          f"{allowed(list(can), 40) or 'none'}")
        if name not in can:
            raise Refused(f"{name} is not refreshed: {known[name].never.rstrip('.')}")
    if names:
        return {name: entry for name, entry in can.items() if name in names}
    for name, entry in known.items():
        if entry.never:
            print(f"{name} is not refreshed: {entry.never}", file=sys.stderr)
    return can


def _fetched(
    course: Course, name: str, entry: renewal.Entry, fetch: Fetch, this_year: int
) -> Renewal:
    """One table with the newest values of each of its series, a line of progress a series."""
    table = course.tables.describe(name)
    answers = []
    for series in entry.series:
        print(f"{name}: {series.label} ... ", end="", file=sys.stderr, flush=True)
        start = time.perf_counter()
        try:
            asked = renewal.asked_of(series, entry, table, course.tables, this_year)
            if not asked.held:
                raise Refused("the table holds no cell that names its source")
            answer = series.read(asked, fetch)
        except Refused as error:
            print("refused", file=sys.stderr)
            raise Refused(f"{name}: {series.label}: {error}") from None
        if answer is not None:
            answers.append((series, asked, answer))
        took = f"({time.perf_counter() - start:.1f} s)"
        print(f"{len(answer.values):,} values of {answer.edition} {took}" if answer else
              "the table holds them; datapackage.json says which to read", file=sys.stderr)
    try:
        return renew(table, entry, answers, course.tables)
    except Refused as error:
        raise Refused(f"{name}: {error}") from None


def _files(
    course: Course, made: Sequence[Renewal], today: datetime.date
) -> dict[Path, tuple[bytes, bytes]]:
    """What is to be written: old and new bytes of each file.

    The package comes first: after a stop behind it, the next run finds the tables still old.
    """
    path = course.tables.path
    before = path.read_bytes()
    edits = {}
    for one in made:
        if one.vintage != one.table.vintage:
            kept = f"Until {today.isoformat()} the vintage was: {one.table.vintage}."
            edits[one.table.name] = {"vintage": one.vintage,
                                     "note": f"{kept} {one.table.note}".strip()}
    try:
        after = described(before.decode("utf-8"), edits).encode("utf-8")
    except ValueError as error:
        raise Refused(f"{relative(path, course.root)}:1: {error}; write each vintage on one "
                      "line") from None
    files = {path: (before, after)}
    files |= {one.table.path: (one.before, one.after) for one in made}
    return {path: (old, new) for path, (old, new) in files.items() if old != new}


def _after(
    course: Course, files: dict[Path, tuple[bytes, bytes]], folder: Path
) -> Course:
    """The course as it would be: its own pages and questions over a copy of its data."""
    copy = Path(shutil.copytree(course.tables.folder, folder / "data"))
    for path, (_, new) in files.items():
        (copy / path.relative_to(course.tables.folder)).write_bytes(new)
    after = Course(course.root)
    after.tables = Tables(copy, folder)
    faults = after.tables.faults()
    if faults:
        raise Refused(f"the new values do not fit the course's tables: {faults[0]}")
    return after


def _shown(course: Course, after: Course, made: Sequence[Renewal]) -> Iterator[str]:
    """What would change, table by table, and what rests on it."""
    for one in made:
        other = [change for change in one.changes if change.old]
        new = [change for change in one.changes if not change.old]
        yield (f"\n{one.table.name}: {_count(len(other), 'cell')} "
               f"{'changes' if len(other) == 1 else 'change'}, {len(new):,} "
               f"{'is' if len(new) == 1 else 'are'} new; {_count(one.new_rows, 'new row')}. "
               f"Vintage: {one.table.vintage} -> {one.vintage}")
        yield from _listed(other, lambda change: change.size)
        yield from _listed(new, lambda change: change.year)
    false, look = touched(course, after)
    for title, faults in (("These would be false:", false),
                          ("Look at these too:", [*look, *_words(course, made)])):
        if faults:
            yield f"\n{title}"
            yield from map(str, faults[:SHOWN])
            if len(faults) > SHOWN:
                yield f"... and {len(faults) - SHOWN} more"


def _listed(changes: Sequence[Change], rank: Callable[[Change], float]) -> Iterator[str]:
    """The first changes by rank, in the order of the table, and how many are left out."""
    shown = sorted(changes, key=rank, reverse=True)[:SHOWN]
    for change in [one for one in changes if one in shown]:
        yield (f"  {change.country} {change.year} {change.column}: "
               f"{change.old or '(none)'} -> {change.new}")
    if len(changes) > len(shown):
        yield (f"  ... and {len(changes) - len(shown):,} more"
               f"{', with smaller changes' if shown[0].old else ''}")


def _words(course: Course, made: Sequence[Renewal]) -> Iterator[Fault]:
    """What people wrote beside the numbers, which no look-up can check."""
    tables = course.tables
    for one in made:
        yield tables.fault(one.table, f"does the description of {one.table.name!r} still hold?")
        where = relative(one.table.path, course.root)
        notes = {line: row.get("note") for line, row in zip(
            tables.lines(one.table.name), tables.view(one.table.name), strict=True)}
        said: dict[str, list[int]] = {}
        for line in sorted({change.line for change in one.changes if change.line}):
            if notes[line]:
                said.setdefault(notes[line], []).append(line)
        for note, rows in said.items():
            times = f" ({len(rows)} such rows)" if len(rows) > 1 else ""
            yield Fault(where, rows[0], f"does its note still hold{times}: {quoted(note)}")
        used = {series.sources[0] for series in one.entry.series}
        for line, row in zip(tables.lines("sources"), tables.view("sources"), strict=True):
            if row["id"] in used:
                yield Fault(relative(tables.describe("sources").path, course.root), line,
                            f"does source {row['id']!r} still say what was read, and when?")


def _count(number: int, what: str) -> str:
    """A number with its noun.

    >>> _count(1, "cell"), _count(1200, "new row")
    ('1 cell', '1,200 new rows')
    """
    return f"{number:,} {what}{'s' if number != 1 else ''}"
