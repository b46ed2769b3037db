"""The course as the engine sees it: a folder with ``course.yml`` and what it names."""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coursekit.data.tables import Tables
from coursekit.faults import CourseError, Fault

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


class Manifest(BaseModel):
    """The contents of ``course.yml``."""

    model_config = ConfigDict(extra="forbid")

    title: str
    language: str = "en"
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    chapters: list[Chapter]


class Course:
    """A course on disk. Tables, questions and claims are read when asked for."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()
        self.manifest = _manifest(self.root / MANIFEST)

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
            if one.id == chapter_id or one.id.split("-")[0] == chapter_id:
                return one
        raise KeyError(
            f"there is no chapter {chapter_id!r}; there are "
            + ", ".join(one.id for one in self.chapters)
        )

    def notebook(self, chapter_id: str) -> Path:
        """Where the notebook of a chapter lies, whether or not it is written yet."""
        return self.root / "notebooks" / f"{self.chapter(chapter_id).id}.ipynb"

    def notebooks(self) -> list[Path]:
        """The notebooks there are, in reading order."""
        paths = (self.notebook(one.id) for one in self.chapters)
        return [path for path in paths if path.is_file()]

    def sections(self, chapter_id: str) -> dict[str, str]:
        """The headings of a chapter's notebook: slug to heading, in reading order."""
        path = self.notebook(chapter_id)
        if not path.is_file():
            return {}
        headings = re.findall(r"^#{2,4}\s+(.+?)\s*#*$", markdown_of(path), flags=re.MULTILINE)
        return {slug(heading): heading for heading in headings}


def slug(heading: str) -> str:
    """The anchor of a heading, as the book makes it.

    >>> slug("From blue to green helmets: 1995-96")
    'from-blue-to-green-helmets-1995-96'
    """
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def markdown_of(notebook: Path) -> str:
    """The text cells of a notebook, in order, with fenced code left out."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    text = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def _manifest(path: Path) -> Manifest:
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
        given: Any = yaml.safe_load(text)
    except FileNotFoundError:
        raise CourseError([Fault(name, 1, "this file is missing")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CourseError([Fault(name, line, f"not YAML: {error.problem}")]) from None  # type: ignore[attr-defined]
    try:
        manifest = Manifest.model_validate(given)
    except ValidationError as error:
        raise CourseError(
            Fault(name, 1, f"{'.'.join(map(str, e['loc'])) or 'document'}: {e['msg']}")
            for e in error.errors()
        ) from None
    faults = _inconsistencies(manifest, name, text)
    if faults:
        raise CourseError(faults)
    return manifest


def _inconsistencies(manifest: Manifest, name: str, text: str) -> list[Fault]:
    faults = []
    seen: set[str] = set()
    for chapter in manifest.chapters:
        number = chapter.id.split("-")[0]
        line = text.count("\n", 0, max(text.find(chapter.id), 0)) + 1
        if chapter.id in seen:
            faults.append(Fault(name, line, f"chapter {chapter.id!r} is listed twice"))
        for needed in chapter.prerequisites:
            if needed not in seen:
                faults.append(Fault(name, line, f"chapter {chapter.id!r} needs {needed!r}, which "
                                                "is not an earlier chapter"))
        for objective in chapter.objectives:
            if not objective.startswith(f"{number}."):
                faults.append(Fault(name, line, f"objective {objective!r} of chapter "
                                                f"{chapter.id!r} must begin with '{number}.'"))
        seen.add(chapter.id)
    return faults
