"""The course as the engine sees it: a folder with ``course.yml`` and what it names."""

from __future__ import annotations

import datetime
import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coursekit.data.tables import Tables
from coursekit.documents import Document, read
from coursekit.faults import CourseError, Fault, Unknown, quoted
from coursekit.names import Named, Names
from coursekit.notebookfile import cells_of
from coursekit.text import markdown

if TYPE_CHECKING:
    from coursekit.quiz import Bank

MANIFEST = "course.yml"


class Chapter(BaseModel):
    """One chapter: its policy question, what it asks of a student and what it gives."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^\d{2}-[a-z0-9-]+$")
    title: str
    question: str
    minutes: int = Field(gt=0)
    prerequisites: list[str] = Field(default_factory=list)
    objectives: dict[str, str]

    @property
    def number(self) -> str:
        """What its id begins with.

        >>> Chapter(id="01-dough", title="", question="", minutes=5, objectives={}).number
        '01'
        """
        return self.id.split("-")[0]


class Manifest(BaseModel):
    """The contents of ``course.yml``.

    ``numbered_names`` and ``figures`` are for the proof of numbers, ``names`` for typed words.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
                    description="names the course in records of answers; never changed")
    title: str
    language: str = "en"
    as_of: str
    numbered_names: list[str] = Field(
        default_factory=list, description="what looks like a quantity and is a name, such as "
        "'Article #'; # stands for a number or a list of numbers")
    figures: str | None = Field(
        default=None, description="the folder of the modules that draw figures: quantities in "
        "them are made from data and never typed")
    names: list[Named] = Field(
        default_factory=list, description="tables of names that no typed word is a slip of: "
        "countries, missions; terms of the glossary are known anyway")
    chapters: list[Chapter]

    @field_validator("as_of")
    @classmethod
    def _is_a_day(cls, value: str) -> str:
        try:
            if len(value) == 10 and datetime.date.fromisoformat(value):
                return value
        except ValueError:
            pass
        raise ValueError(f"{quoted(value)} is no day of the calendar; write it as 2026-11-23")


class Course:
    """A course on disk. Tables, questions and claims are read when asked for."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()
        self.document, self.manifest = _manifest(self.root)

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that ``start`` (the working folder, unless told) lies in.

        The environment variable ``COURSE_ROOT`` overrules both.
        """
        told = os.environ.get("COURSE_ROOT")
        here = Path(told or start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / MANIFEST).is_file():
                return cls(folder)
        raise FileNotFoundError(
            f"no {MANIFEST} in {here} or above it; start in the folder of a course, "
            "or name that folder in COURSE_ROOT"
        )

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def title(self) -> str:
        return self.manifest.title

    @property
    def chapters(self) -> list[Chapter]:
        return self.manifest.chapters

    @property
    def objectives(self) -> dict[str, str]:
        """Every objective of the course, by id, in reading order."""
        return {key: text for one in self.chapters for key, text in one.objectives.items()}

    @functools.cached_property
    def names(self) -> Names:
        """What the course calls by name, in its glossary and in tables of names."""
        return Names(self)

    @functools.cached_property
    def tables(self) -> Tables:
        return Tables(self.root / "data", self.root)

    @functools.cached_property
    def bank(self) -> Bank:
        """All questions; CourseError if any question file is faulty."""
        from coursekit.quiz import Bank

        return Bank.load(self.root / "quizzes", course=self, tables=self.tables)

    def chapter(self, chapter_id: str) -> Chapter:
        """One chapter by its id, or by its number as text (``"01"``)."""
        for one in self.chapters:
            if chapter_id in (one.id, one.number):
                return one
        raise Unknown(
            f"there is no chapter {chapter_id!r}; there are "
            f"{', '.join(one.id for one in self.chapters)}"
        )

    def notebook(self, chapter_id: str) -> Path:
        """Where the notebook of a chapter lies, whether or not it is written yet."""
        return self.root / "notebooks" / f"{self.chapter(chapter_id).id}.ipynb"

    def notebooks(self) -> list[Path]:
        """The notebooks there are, in reading order."""
        paths = (self.notebook(one.id) for one in self.chapters)
        return [path for path in paths if path.is_file()]

    def other_notebooks(self) -> list[Path]:
        """The notebooks that are no chapters, such as one for review, by name."""
        chapters = {self.notebook(one.id) for one in self.chapters}
        return [path for path in sorted((self.root / "notebooks").glob("*.ipynb"))
                if path not in chapters]

    def markdown_pages(self) -> list[Path]:
        """The pages of the book that are no notebooks, in the order of the table of contents.

        CourseError if the table of contents cannot be read.
        """
        toc = self.root / "_toc.yml"
        if not toc.is_file():
            return sorted((self.root / "book").glob("*.md"))
        paths = (self.root / f"{name}.md" for name in _files(
            read(toc, self.root, strict=False).value))
        return [path for path in paths if path.is_file()]

    def sections(self, chapter_id: str) -> dict[str, str]:
        """The headings of a chapter's notebook: slug to heading, in reading order.

        CourseError if the notebook cannot be read.
        """
        path = self.notebook(chapter_id)
        if not path.is_file():
            return {}
        cells = cells_of(path, self.root)
        headings = [words for cell in cells if cell.get("cell_type") == "markdown"
                    for level, words in markdown.headings("".join(cell.get("source", "")))
                    if 2 <= level <= 4]
        # What has no letter in it gets an anchor of its place, which nothing can refer to.
        return {slug(heading): heading for heading in headings if slug(heading)}


def slug(heading: str) -> str:
    """The anchor of a heading, as the book makes it: it begins with a letter.

    >>> slug("From blue to green helmets: 1995-96"), slug("1995: fra blå til grønne hjelme")
    ('from-blue-to-green-helmets-1995-96', 'fra-bla-til-gronne-hjelme')
    """
    from docutils.nodes import make_id  # slow to import

    return make_id(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading))


def place(heading: str) -> str:
    """What a link names a heading by, after ``#``, so that it leads there in JupyterLab as well.

    >>> place("Article 10"), slug("Article 10")
    ('Article-10', 'article-10')
    """
    return heading.replace(" ", "-")


def _files(toc: Any) -> Iterator[str]:
    """The files that a table of contents names, in its order."""
    if isinstance(toc, dict):
        yield from (str(toc[key]).removesuffix(".md") for key in ("root", "file") if key in toc)
        for part in toc.values():
            yield from _files(part)
    elif isinstance(toc, list):
        for part in toc:
            yield from _files(part)


def _manifest(root: Path) -> tuple[Document, Manifest]:
    document = read(root / MANIFEST, root)
    try:
        manifest = Manifest.model_validate(document.value)
    except ValidationError as error:
        raise CourseError(document.faults_of(error, Manifest)) from None
    faults = _inconsistencies(manifest, document)
    if faults:
        raise CourseError(faults)
    return document, manifest


def _inconsistencies(manifest: Manifest, document: Document) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, chapter in enumerate(manifest.chapters):
        at = ("chapters", place)
        if chapter.id in seen:
            faults.append(document.fault([*at, "id"], f"chapter {chapter.id!r} is listed twice"))
        elif any(other.startswith(f"{chapter.number}-") for other in seen):
            faults.append(document.fault([*at, "id"], f"chapter {chapter.id!r} has the number of "
                                                      "an earlier one; each needs its own"))
        for i, needed in enumerate(chapter.prerequisites):
            if needed not in seen:
                faults.append(document.fault([*at, "prerequisites", i],
                                             f"chapter {chapter.id!r} needs {needed!r}, which is "
                                             "not an earlier chapter"))
        for objective in chapter.objectives:
            if not objective.startswith(f"{chapter.number}."):
                faults.append(document.fault([*at, "objectives", objective],
                                             f"objective {objective!r} of chapter {chapter.id!r} "
                                             f"must begin with '{chapter.number}.'"))
        seen.add(chapter.id)
    return faults
