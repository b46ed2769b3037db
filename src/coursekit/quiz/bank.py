"""The bank: every question of a course, sound as a whole or not loaded at all."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coursekit.data.tables import Tables
from coursekit.faults import CourseError, Fault, allowed
from coursekit.quiz.model import Question
from coursekit.quiz.reading import Contents, read_file
from coursekit.quiz.rules import findings

if TYPE_CHECKING:
    from coursekit.course import Course

SUFFIXES = (".yml", ".yaml")


class BankError(CourseError):
    """Question files are faulty; ``faults`` names each fault, and no question was loaded."""


class Bank:
    """All questions, by id and by place."""

    def __init__(self, files: dict[str, list[Question]]) -> None:
        self._files = files
        self._by_id = {q.id: (chapter, q) for chapter, qs in files.items() for q in qs}

    @classmethod
    def load(cls, folder: Path, *, course: Course, tables: Tables) -> Bank:
        """Read every question file in ``folder``; BankError with all faults of all files.

        ``course`` says which chapters, sections and objectives there are, ``tables`` which
        sources, and what each look-up gives.
        """
        paths = [p for p in sorted(Path(folder).glob("*")) if p.suffix in SUFFIXES]
        files = [read_file(path, course.root) for path in paths]
        faults = [fault for file in files for fault in file.faults]
        faults.extend(_clashes(files))
        known = _Known(course, tables)
        for file in files:
            faults.extend(known.faults(file))
        if faults:
            raise BankError(faults)
        return cls({file.chapter: [q for _, q in file.questions] for file in files})

    @property
    def questions(self) -> list[Question]:
        """Every question, chapter by chapter, in the order of the files."""
        return [question for _, question in self._by_id.values()]

    def question(self, question_id: str) -> Question:
        """One question; KeyError names similar ids."""
        if question_id not in self._by_id:
            near = difflib.get_close_matches(question_id, self._by_id, n=3, cutoff=0.5)
            hint = f"; did you mean {allowed(near)}?" if near else ""
            raise KeyError(f"there is no question {question_id!r}{hint}")
        return self._by_id[question_id][1]

    def chapter_of(self, question_id: str) -> str:
        """The id of the chapter whose file holds a question."""
        self.question(question_id)
        return self._by_id[question_id][0]

    def of_chapter(self, chapter_id: str, role: str) -> list[Question]:
        """The questions of one chapter that play one role, in file order."""
        return [q for q in self._files.get(chapter_id, []) if q.role == role]

    def sections(self) -> dict[str, list[str]]:
        """Every section that has questions, with the chapters it occurs in."""
        found: dict[str, list[str]] = {}
        for chapter, question in self._by_id.values():
            if question.role == "section" and question.section:
                chapters = found.setdefault(question.section, [])
                if chapter not in chapters:
                    chapters.append(chapter)
        return found


def _clashes(files: list[Contents]) -> Iterator[Fault]:
    """Ids and chapters that stand twice in the bank."""
    homes: dict[str, str] = {}
    chapters: dict[str, str] = {}
    for file in files:
        document = file.document
        if file.chapter and file.chapter in chapters:
            yield document.fault(["chapter"], f"{chapters[file.chapter]} holds the questions of "
                                              f"{file.chapter!r} already; one file a chapter")
        chapters[file.chapter] = document.path
        for place, question in file.questions:
            at = ("questions", place, "id")
            if question.id in homes:
                yield document.fault(at, f"id {question.id!r} stands already in "
                                         f"{homes[question.id]}; ids are unique in the course")
            else:
                homes[question.id] = f"{document.path}:{document.line(at)}"


class _Known:
    """What questions may refer to, and what is wrong with those that refer to something else."""

    def __init__(self, course: Course, tables: Tables) -> None:
        self._course = course
        self._tables = tables
        self._chapters = [chapter.id for chapter in course.chapters]
        self._objectives = list(course.objectives)
        try:
            self._sources: set[str] | None = {row["id"] for row in tables.rows("sources")}
        except (CourseError, KeyError):
            self._sources = None  # the check of the data names what is wrong with the table

    def faults(self, file: Contents) -> Iterator[Fault]:
        """Every unknown name, broken rule and failed proof of one file."""
        document, chapter = file.document, file.chapter
        if chapter and chapter not in self._chapters:
            yield document.fault(["chapter"], f"chapter {chapter!r} is not in course.yml; "
                                              f"allowed: {allowed(self._chapters)}")
        sections: list[str] | None = None  # where they cannot be known
        try:
            if chapter in self._chapters:
                sections = list(self._course.sections(chapter))
        except CourseError as error:
            yield from error.faults
        for place, question in file.questions:
            at = ("questions", place)
            for key, message in self._strangers(question, chapter, sections):
                yield document.fault([*at, key], message)
            for location, message in findings(question):
                yield document.fault([*at, *location], message)
            for proof in question.proofs:
                try:
                    problems = proof.check(self._tables)
                except CourseError as error:  # the data's own faults, each of them named once
                    yield from error.faults
                    continue
                for problem in problems:
                    yield document.fault([*at, "proof"],
                                         f"the look-up of {question.id!r} fails: {problem}")

    def _strangers(
        self, question: Question, chapter: str, sections: list[str] | None
    ) -> Iterator[tuple[str, str]]:
        if question.objective not in self._objectives:
            yield "objective", (f"objective {question.objective!r} is not in course.yml; "
                                f"allowed: {allowed(self._objectives, 40)}")
        if question.section and sections is not None and question.section not in sections:
            yield "section", (f"section {question.section!r} is no heading of {chapter}; "
                              f"allowed: {allowed(sections, 40)}")
        if question.points_to and question.points_to not in self._chapters:
            yield "points_to", (f"chapter {question.points_to!r} is not in course.yml; "
                                f"allowed: {allowed(self._chapters)}")
        for source in question.sources if self._sources is not None else ():
            if source not in self._sources:
                yield "sources", (f"source {source!r} is not in data/sources.csv; add it there "
                                  "or correct it here")
