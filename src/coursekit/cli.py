"""The command line, thin: each command calls one module."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from coursekit.course import Course
from coursekit.faults import CourseError, Fault


def run(
    find: Callable[[], Course], program: str = "coursekit", argv: Sequence[str] | None = None
) -> int:
    """Run one command on the course that ``find`` gives; the exit code."""
    parser = argparse.ArgumentParser(prog=program)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("check", help="check data, questions and claims")
    commands.add_parser("book", help="run the notebooks and build the book")
    serve = commands.add_parser("serve", help="show the built book in a browser")
    serve.add_argument("--port", type=int, default=8000)
    store = commands.add_parser("run", help="run notebooks and store what they show")
    store.add_argument("notebooks", nargs="*", type=Path, help="default: all of the course")
    review = commands.add_parser("review", help="answer what is due, here in the terminal")
    review.add_argument("--limit", type=_count, default=10, metavar="N", help="at most N questions")
    review.add_argument("--list", action="store_true", help="only say what is due")
    data = commands.add_parser("data", help="keep the tables current")
    parts = data.add_subparsers(dest="part", required=True, metavar="part")
    fresh = parts.add_parser("refresh", help="fetch newer values, show what changes, and ask")
    fresh.add_argument("--table", action="append", default=[], metavar="NAME",
                       help="only this table; may stand several times")
    fresh.add_argument("--yes", action="store_true", help="write without asking")
    fresh.add_argument("--dry-run", action="store_true", help="only show; never write")
    fresh.add_argument("--from", dest="base", metavar="URL",
                       help="ask URL/<name of the interface> in place of the interfaces")
    commands.add_parser("schema", help="write the JSON Schemas that editors complete from")
    _show_what_can_be_shown()
    given = parser.parse_args(argv)
    try:
        course = find()
        return _COMMANDS[given.command](course, given)
    except CourseError as error:
        return _report(error.faults)
    except BrokenPipeError:  # who read what we say has gone, such as `head`
        sys.stdout = None  # type: ignore[assignment]
        return 1
    except OSError as error:
        said = (error if error.filename is None or error.strerror is None else
                f"{error.filename}: {error.strerror}; allow it, or choose another place")
        print(f"{program}: {said}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"{program}: stopped; run it again to go on.", file=sys.stderr)
        return 130


def _show_what_can_be_shown() -> None:
    """Let a terminal that lacks a character show a question mark, instead of ending the command.

    So it is with æ or ’ on Windows in its old code pages, and everywhere without a locale.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of questions; 1 or more are")
    return int(text)


def _check(course: Course, given: argparse.Namespace) -> int:
    from coursekit.check import check

    start = time.perf_counter()
    report = check(course)
    for warning in report.warnings:
        print(f"{warning.path}:{warning.line}: warning: {warning.message}", file=sys.stderr)
    if report.faults:
        return _report(report.faults)
    count = len(report.warnings)
    warned = f", {count} warning{'s' if count != 1 else ''}" if count else ""
    print(f"{report.summary} No faults{warned}. ({time.perf_counter() - start:.1f} s)")
    return 0


def _book(course: Course, given: argparse.Namespace) -> int:
    from coursekit.book.build import build

    return build(course.root)


def _serve(course: Course, given: argparse.Namespace) -> int:
    from coursekit.book.serve import serve

    return serve(course.root / "_build" / "html", given.port)


def _run(course: Course, given: argparse.Namespace) -> int:
    from coursekit.notebooks import NotebookFailed, store

    known = [*course.notebooks(), *course.other_notebooks()]
    paths = given.notebooks or known
    for path in paths:
        if not path.is_file():
            there = ", ".join(one.relative_to(course.root).as_posix() for one in known)
            raise FileNotFoundError(f"there is no notebook {path}; the course has {there}")
    failed = 0
    for path in paths:
        try:
            store(path)
            print(path)
        except NotebookFailed as error:
            print(f"{path}, {error}", file=sys.stderr)
            failed = 1
    return failed


def _review(course: Course, given: argparse.Namespace) -> int:
    from coursekit.quiz import keeping, terminal

    if given.list:
        found, notice = keeping.waiting(course, given.limit)
        print("\n".join(([notice] if notice else []) + terminal.listed(course, found)))
    else:
        terminal.review(course, given.limit)
    return 0


def _data(course: Course, given: argparse.Namespace) -> int:
    from coursekit.data.interfaces import Fetch
    from coursekit.refresh import refresh

    return refresh(course, given.table, yes=given.yes, dry_run=given.dry_run,
                   fetch=Fetch(base=given.base))


def _schema(course: Course, given: argparse.Namespace) -> int:
    from coursekit.quiz.schema import write

    print(*write(course.root / "quizzes"), sep="\n")
    return 0


_COMMANDS: dict[str, Callable[[Course, argparse.Namespace], int]] = {
    "check": _check,
    "book": _book,
    "serve": _serve,
    "run": _run,
    "review": _review,
    "data": _data,
    "schema": _schema,
}


def _report(faults: list[Fault]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}; nothing was loaded.",
          file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(Course.find))
