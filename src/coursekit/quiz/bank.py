"""The bank: every question of a course, sound as a whole or not loaded at all."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coursekit.data.tables import Tables
from coursekit.documents import Location, uncollected
from coursekit.faults import CourseError, Fault, Unknown, allowed, meant
from coursekit.quiz import misconceptions, quality
from coursekit.quiz.reading import Contents, read_file
from coursekit.quiz.rules import findings
from coursekit.quiz.types import Question

if TYPE_CHECKING:
    from coursekit.course import Course

SUFFIXES = (".yml", ".yaml")


class BankError(CourseError):
    """Question files are faulty; ``faults`` names each fault, and no question was loaded."""


class Bank:
    """All questions, by id and by place. A question made from data has several variants."""

    def __init__(self, files: list[Contents], beliefs: misconceptions.Register,
                 objectives: dict[str, str]) -> None:
        self.misconceptions = beliefs.beliefs
        self._files, self._beliefs, self._objectives = files, beliefs, objectives
        self._by_id: dict[str, tuple[str, list[Question]]] = {}
        for file in files:
            for _, question in file.questions:
                self._by_id.setdefault(question.id, (file.chapter, []))[1].append(question)

    @classmethod
    def load(cls, folder: Path, *, course: Course, tables: Tables) -> Bank:
        """Read every question file in ``folder``; BankError with all faults of all files.

        ``course`` says which chapters, sections and objectives there are, ``tables`` which
        sources, and what each look-up gives.
        """
        with uncollected():
            return cls._load(Path(folder), course, tables)

    @classmethod
    def _load(cls, folder: Path, course: Course, tables: Tables) -> Bank:
        language = course.manifest.language
        beliefs = misconceptions.read(folder, course.root)
        paths = [p for p in sorted(folder.glob("*"))
                 if p.suffix in SUFFIXES and p.name != misconceptions.NAME]
        files = [read_file(path, course.root, tables, language) for path in paths]
        faults = [*beliefs.faults, *(fault for file in files for fault in file.faults)]
        faults.extend(_clashes(files))
        faults.extend(_misplaced(files, [chapter.id for chapter in course.chapters]))
        faults.extend(course.names.faults())
        for file in files:
            for _, question in file.questions:
                question.know(course.names.all)
        known = _Known(course, tables, beliefs)
        for file in files:
            faults.extend(known.faults(file))
        if faults:
            raise BankError(faults)
        return cls(files, beliefs, course.objectives)

    @property
    def files(self) -> list[Contents]:
        """The question files, as they were read."""
        return self._files

    @property
    def questions(self) -> list[Question]:
        """Every question once, chapter by chapter, in the order of the files."""
        return [variants[0] for _, variants in self._by_id.values()]

    def question(self, question_id: str) -> Question:
        """One question, of several variants the first; KeyError names similar ids."""
        return self.variants(question_id)[0]

    def variants(self, question_id: str) -> list[Question]:
        """All variants of a question: one, unless it is made from data."""
        return self._found(question_id)[1]

    def chapter_of(self, question_id: str) -> str:
        """The id of the chapter whose file holds a question."""
        return self._found(question_id)[0]

    def located(self) -> Iterator[tuple[Question, Fault]]:
        """Every question, each variant by itself, and where it stands as a fault without words."""
        for file in self._files:
            for place, question in file.questions:
                yield question, file.document.fault(["questions", place, "id"], "")

    def again(self, chapter_id: str) -> list[Question]:
        """The questions of earlier chapters that the quiz at a chapter's end asks again."""
        return [self.question(name) for file in self._files if file.chapter == chapter_id
                for name in file.again]

    def of_chapter(self, chapter_id: str, role: str) -> list[Question]:
        """The questions of one chapter that play one role, in file order."""
        return [variants[0] for chapter, variants in self._by_id.values()
                if chapter == chapter_id and variants[0].role == role]

    @functools.cached_property
    def warnings(self) -> list[Fault]:
        """What is allowed and yet weakens the questions; see :mod:`coursekit.quiz.quality`."""
        return sorted(set(quality.warnings(self._files, self._beliefs, self._objectives)))

    def _found(self, question_id: str) -> tuple[str, list[Question]]:
        if question_id not in self._by_id:
            raise Unknown(f"there is no question {question_id!r}{meant(question_id, self._by_id)}")
        return self._by_id[question_id]

    def sections(self) -> dict[str, list[str]]:
        """Every section that has questions, with the chapters it occurs in."""
        found: dict[str, list[str]] = {}
        for chapter, (question, *_) in self._by_id.values():
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
        for place, question in file.once():
            at = ("questions", place, "id")
            if question.id in homes:
                yield document.fault(at, f"id {question.id!r} stands already in "
                                         f"{homes[question.id]}; ids are unique in the course")
            else:
                homes[question.id] = f"{document.path}:{document.line(at)}"


def _misplaced(files: list[Contents], chapters: list[str]) -> Iterator[Fault]:
    """Questions to be asked again that are not there, or not of an earlier chapter."""
    homes = {name: file.chapter for file in files for name in file.named}
    unread = any(file.unread for file in files)
    for file in files:
        before = chapters[:chapters.index(file.chapter)] if file.chapter in chapters else []
        for i, name in enumerate(file.again):
            at = ("again", i)
            if name not in homes and unread:
                continue  # it may stand in the file that cannot be read
            if name not in homes:
                yield file.document.fault(at, f"again: there is no question {name!r}"
                                              f"{meant(name, homes)}")
            elif homes[name] not in before:
                yield file.document.fault(at, f"again: {name!r} belongs to {homes[name]!r}; "
                                              "only questions of earlier chapters are asked again")
            elif name in file.again[:i]:
                yield file.document.fault(at, f"again: {name!r} stands twice; once is enough")


class _Known:
    """What questions may refer to, and what is wrong with those that refer to something else."""

    def __init__(self, course: Course, tables: Tables, beliefs: misconceptions.Register) -> None:
        self._course = course
        self._tables = tables
        self._beliefs = beliefs
        self._chapters = [chapter.id for chapter in course.chapters]
        self._objectives = list(course.objectives)
        self._sections: dict[str, list[str] | None] = {}
        self._unread: list[Fault] = []
        try:
            self._sources: set[str] | None = {row["id"] for row in tables.view("sources")}
        except (CourseError, KeyError):
            self._sources = None  # the check of the data names what is wrong with the table

    def faults(self, file: Contents) -> Iterator[Fault]:
        """Every unknown name, broken rule and failed proof of one file."""
        document, chapter = file.document, file.chapter
        if chapter and chapter not in self._chapters:
            yield document.fault(["chapter"], f"chapter {chapter!r} is not in course.yml; "
                                              f"allowed: {allowed(self._chapters)}")
        if chapter in self._chapters:
            self._sections_of(chapter)  # its faults, even if no question asks for a section
        for place, question in file.questions:
            at = ("questions", place)
            for location, message in (*self._strangers(question, chapter),
                                      *findings(question), *question.unfit(self._tables)):
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
        yield from self._unread

    def _strangers(self, question: Question, chapter: str) -> Iterator[tuple[Location, str]]:
        if question.objective not in self._objectives:
            yield ("objective",), (f"objective {question.objective!r} is not in course.yml; "
                                   f"allowed: {allowed(self._objectives, 40)}")
        if question.section:
            yield from self._section(("section",), chapter, question.section)
        if question.points_to and question.points_to not in self._chapters:
            yield ("points_to",), (f"chapter {question.points_to!r} is not in course.yml; "
                                   f"allowed: {allowed(self._chapters)}")
        for source in question.sources if self._sources is not None else ():
            if source not in self._sources:
                yield ("sources",), (f"source {source!r} is not in data/sources.csv; add it there "
                                     "or correct it here")
        for at, option in question.options_anywhere():
            if option.reread:
                named, _, section = option.reread.rpartition("#")
                yield from self._section((*at, "reread"), named or chapter, section)
        beliefs = self._beliefs
        if beliefs.faults and not beliefs.beliefs:
            return  # the register cannot be read: none of its beliefs is known
        for wrong in question.wrong():
            if wrong.misconception and wrong.misconception not in beliefs.beliefs:
                yield (*wrong.place, "misconception"), beliefs.stranger(wrong.misconception)

    def _section(
        self, at: Location, chapter: str, section: str
    ) -> Iterator[tuple[Location, str]]:
        if chapter not in self._chapters:
            if at != ("section",):
                yield at, (f"chapter {chapter!r} is not in course.yml; "
                           f"allowed: {allowed(self._chapters)}")
            return
        sections = self._sections_of(chapter)
        if sections is not None and section not in sections:
            there = f"allowed: {allowed(sections, 40)}" if sections else "it has none yet"
            yield at, f"section {section!r} is no heading of {chapter}; {there}"

    def _sections_of(self, chapter: str) -> list[str] | None:
        """The sections of a chapter; None where they cannot be known."""
        if chapter not in self._sections:
            self._sections[chapter] = None
            try:
                self._sections[chapter] = list(self._course.sections(chapter))
            except CourseError as error:
                self._unread.extend(error.faults)
        return self._sections[chapter]
