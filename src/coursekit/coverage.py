"""What serves each objective: the explorers and tasks that lead to it, the questions that test it.

All of it is found in the files. A question names its section; what a reader does in that section,
before the question, serves the question's objective; where that is reading alone, the section.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coursekit.course import Chapter, Course, slug
from coursekit.faults import Fault, relative
from coursekit.notebookfile import cells_of
from coursekit.quiz import text
from coursekit.quiz.types import Question

_HEADING = re.compile(r"^(#{2,3})[ \t]+(.+?)[ \t]*#*$", flags=re.MULTILINE)
_EXPLORER = re.compile(r'data-ck="explorer" id="[^"]*">.*?<p class="ck-title">(.*?)</p>', re.DOTALL)
# A line that IPython reads and Python does not: %timeit, !ls, print?
_MAGIC = re.compile(r"^\s*[%!].*|^.*\?\s*$", flags=re.MULTILINE)


@dataclass(frozen=True)
class Activity:
    """Something to do in a chapter: an explorer, a task with its questions, a section to read.

    ``section`` is the anchor it stands under, ``anchors`` are that one and those around it.
    """

    title: str
    section: str
    anchors: frozenset[str]
    questions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Covered:
    """One objective with what serves it; ``transfers`` counts questions on new cases."""

    chapter: Chapter
    objective: str
    text: str
    activities: tuple[Activity, ...]
    questions: int
    transfers: int


def covered(course: Course) -> list[Covered]:
    """Every objective of every chapter that is written, in reading order.

    A chapter without any question, such as a preface, promises nothing that could be tested.
    """
    found = []
    asking = {course.bank.chapter_of(question.id) for question in course.bank.questions}
    for chapter in course.chapters:
        if chapter.id not in asking or not course.notebook(chapter.id).is_file():
            continue
        activities = list(_activities(course, chapter))
        for objective, words in chapter.objectives.items():
            asked = [q for q in course.bank.questions if q.objective == objective]
            serving = tuple(one for one in activities if _serves(one, chapter, asked, course))
            serving = serving or tuple(_readings(course, chapter, asked))
            found.append(Covered(chapter, objective, words, serving, len(asked),
                                 sum(q.transfer for q in asked)))
    return found


def gaps(course: Course) -> list[Fault]:
    """Objectives of written chapters that nothing leads to, or that nothing tests."""
    faults = []
    for one in covered(course):
        where = relative(course.notebook(one.chapter.id), course.root)
        if not one.questions:
            faults.append(Fault(where, 1, f"no question tests objective {one.objective!r}"))
        elif not one.activities:
            faults.append(Fault(where, 1, f"nothing serves objective {one.objective!r}: no "
                                          "explorer, task or section asks for it"))
    return faults


def _serves(activity: Activity, chapter: Chapter, asked: list[Question], course: Course) -> bool:
    if activity.questions:
        return any(question.id in activity.questions for question in asked)
    return any(question.section in activity.anchors for question in asked
               if course.bank.chapter_of(question.id) == chapter.id)


def _readings(course: Course, chapter: Chapter, asked: list[Question]) -> Iterator[Activity]:
    """The sections of a chapter that some questions belong to."""
    wanted = {question.section for question in asked
              if course.bank.chapter_of(question.id) == chapter.id}
    for anchor, heading in course.sections(chapter.id).items():
        if anchor in wanted:
            yield Activity(text.plain(heading), anchor, frozenset({anchor}))


def _activities(course: Course, chapter: Chapter) -> Iterator[Activity]:
    over = under = ""
    for cell in cells_of(course.notebook(chapter.id), course.root):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for level, heading in _HEADING.findall(source):
                if level == "##":
                    over, under = heading, ""
                else:
                    under = heading
            continue
        here = [heading for heading in (over, under) if heading]
        anchors = frozenset(map(slug, here))
        at = slug(here[-1]) if here else ""
        for title in _EXPLORER.findall(_html(cell)):
            yield Activity(title, at, anchors)
        whole, asked = _asked(source)
        if whole:
            yield Activity(over, at, anchors)
        elif asked:
            yield Activity(here[-1] if here else "", at, anchors, frozenset(asked))


def _asked(source: str) -> tuple[bool, set[str]]:
    """What the code of a cell asks of ``quiz``: all of a diagnostic or not, and which questions.

    >>> _asked("quiz.show('mass')"), _asked("quiz.final(pick=3)")
    ((False, {'mass'}), (True, set()))
    """
    try:
        tree = ast.parse(_MAGIC.sub("", source))
    except (SyntaxError, ValueError):  # no Python: the notebook's own run says so
        return False, set()
    whole, ids = False, set()
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        of = call.func.value
        if (of.id if isinstance(of, ast.Name) else getattr(of, "attr", "")) != "quiz":
            continue
        whole = whole or call.func.attr in ("diagnostic", "final")
        if call.func.attr in ("show", "check"):
            given = call.args if call.func.attr == "show" else call.args[:1]
            named = {one.arg: one.value for one in call.keywords}
            ids.update(_texts([*given, *filter(None, [named.get("question_id")])]))
    return whole, ids


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    """The texts among some arguments, and in the lists among them that a star unpacks."""
    for node in nodes:
        if isinstance(node, ast.Starred):
            yield from _texts(list(getattr(node.value, "elts", [])))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _html(cell: dict[str, Any]) -> str:
    return "\n".join("".join(output.get("data", {}).get("text/html", ""))
                     for output in cell.get("outputs", []))
