"""The claims register: which sentence of the course rests on which look-up.

One file a page, ``data/claims/<page>.yml``. A claim quotes a piece of the page
(``says``) and proves each of its numbers from the tables, or names the source
it is quoted from where the tables do not hold the value. Every number in the
text of a registered page stands in a claim or is exempt with a reason, so that
no number escapes the check.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coursekit.data.proof import Proof, Proofs, as_list
from coursekit.documents import Document, read
from coursekit.faults import CourseError, Fault, relative
from coursekit.prose import numbers, shows, text_of

if TYPE_CHECKING:
    from coursekit.course import Course


class Claim(BaseModel):
    """One piece of text and what proves it."""

    model_config = ConfigDict(extra="forbid")

    says: str = Field(min_length=3)
    proof: Proofs | None = None
    quoted: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _rests_on_something(self) -> Claim:
        if self.proof is None and not self.quoted:
            raise ValueError("a claim needs a 'proof' (look-up) or 'quoted' (ids of sources)")
        return self

    @property
    def proofs(self) -> list[Proof]:
        return as_list(self.proof)


class Exemption(BaseModel):
    """A piece of text whose numbers state no fact, and why."""

    model_config = ConfigDict(extra="forbid")

    says: str
    why: str = Field(min_length=10)


class Page(BaseModel):
    """The contents of one register file."""

    model_config = ConfigDict(extra="forbid")

    page: str
    claims: list[Claim] = Field(default_factory=list)
    exempt: list[Exemption] = Field(default_factory=list)


class Register:
    """The claims of one page, ready to be checked."""

    def __init__(self, document: Document, page: Page) -> None:
        self.document = document
        self.page = page

    @property
    def claims(self) -> list[Claim]:
        return self.page.claims

    def faults(self, course: Course) -> list[Fault]:
        """Every claim that is false, not found in the page, or not shown by its words."""
        path = course.root / self.page.page
        if not path.is_file():
            return [self.document.fault(["page"], f"page: {self.page.page!r} does not exist")]
        try:
            text = text_of(path, course.root)
        except CourseError as error:
            return error.faults
        found: list[Fault] = []
        covered: list[tuple[int, int]] = []
        for kind, entries in (("claims", self.page.claims), ("exempt", self.page.exempt)):
            for i, entry in enumerate(entries):
                spans = _spans(entry.says, text)
                if not spans:
                    found.append(self._fault(kind, i, f"{entry.says!r} does not stand in "
                                                      f"{self.page.page}; quote it as it is"))
                covered.extend(spans)
        sources = _sources(course)
        for i, claim in enumerate(self.page.claims):
            found.extend(self._claim_faults(i, claim, course, sources))
        found.extend(self._uncovered(text, covered, path))
        return found

    def _claim_faults(
        self, i: int, claim: Claim, course: Course, sources: set[str] | None
    ) -> list[Fault]:
        found = []
        for source in claim.quoted if sources is not None else ():
            if source not in sources:
                found.append(self._fault("claims", i, f"source {source!r} is not in "
                                                      "data/sources.csv"))
        for proof in claim.proofs:
            try:
                problems = proof.check(course.tables)
            except CourseError as error:  # the data's own faults, each of them named once
                found.extend(error.faults)
                problems = []
            for problem in problems:
                found.append(self._fault("claims", i, f"{self.page.page} says "
                                                      f"{claim.says!r}: {problem}"))
            for value in proof.gives if isinstance(proof.gives, list) else [proof.gives]:
                if not shows(claim.says, value):
                    found.append(self._fault("claims", i, f"{claim.says!r} does not show the "
                                                          f"{value!r} that the proof gives"))
        return found

    def _uncovered(
        self, text: str, covered: list[tuple[int, int]], path: Path
    ) -> list[Fault]:
        found = []
        for number in numbers(text):
            if not any(a <= number.start() and number.end() <= b for a, b in covered):
                around = text[max(0, number.start() - 40): number.end() + 25].strip()
                found.append(
                    self.document.fault(
                        ["claims"],
                        f"{self.page.page} prints {number.group()!r} (… {around} …) without a "
                        "claim; add one, or an exemption with its reason",
                    )
                )
        return found

    def _fault(self, kind: str, i: int, message: str) -> Fault:
        return self.document.fault([kind, i], message)


def registers(course: Course) -> list[Register]:
    """The registers of a course; CourseError with every faulty file."""
    found: list[Register] = []
    faults: list[Fault] = []
    for path in sorted((course.root / "data" / "claims").glob("*.yml")):
        try:
            document = read(path, course.root)
            found.append(Register(document, Page.model_validate(document.value)))
        except ValidationError as error:
            faults.extend(document.faults_of(error))
        except CourseError as error:
            faults.extend(error.faults)
    if faults:
        raise CourseError(faults)
    return found


def unregistered(course: Course, known: list[Register]) -> list[Fault]:
    """Notebooks and question files that print numbers which no register speaks of."""
    faults: list[Fault] = []
    pages = {register.page.page for register in known}
    notebooks = [*course.notebooks(), *course.other_notebooks()]
    for path in [*notebooks, *sorted((course.root / "quizzes").glob("*.yml"))]:
        name = relative(path, course.root)
        if name in pages:
            continue
        try:
            first = next(numbers(text_of(path, course.root)), None)
        except CourseError:
            continue  # the file's own check names what is wrong with it
        if first:
            slug = name.rsplit(".", 1)[0].replace("/", "-")
            faults.append(Fault(name, 1, f"prints numbers, such as {first.group()!r}, that no "
                                         f"claim proves; write data/claims/{slug}.yml with "
                                         f"'page: {name}'"))
    return faults


def _spans(says: str, text: str) -> list[tuple[int, int]]:
    wanted = " ".join(says.split())
    return [m.span() for m in re.finditer(re.escape(wanted), text)] if wanted else []


def _sources(course: Course) -> set[str] | None:
    """The ids of the register of sources; None where it is faulty, which the data's check names."""
    try:
        return {row["id"] for row in course.tables.view("sources")}
    except CourseError:
        return None
    except KeyError:
        return set()
