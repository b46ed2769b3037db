"""Everything a course promises, checked in one run: data, questions, glossary, claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from coursekit import claims, notebookfile
from coursekit.claims import Tally, registers
from coursekit.course import Course
from coursekit.coverage import gaps
from coursekit.data import renewal
from coursekit.documents import uncollected
from coursekit.faults import CourseError, Fault
from coursekit.glossary import Glossary


@dataclass
class Report:
    """What was looked at, what is wrong with it, and what is allowed and yet weak."""

    tables: int = 0
    rows: int = 0
    questions: int = 0
    claims: int = 0
    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def summary(self) -> str:
        return (f"{self.tables} tables with {self.rows:,} rows, {self.questions} questions and "
                f"{self.claims:,} claims checked. {self.tally}.")


@uncollected()
def check(course: Course) -> Report:
    """All faults of data, questions, glossary and claims together, sorted by file and line."""
    report = Report()
    faults = list(course.tables.faults())
    if not faults:
        faults.extend(renewal.faults(course.tables))
        report.tables = len(course.tables.names)
        report.rows = sum(len(course.tables.view(name)) for name in course.tables.names)
    faults.extend(notebookfile.faults(course))
    try:
        report.questions = len(course.bank.questions)
        report.warnings = course.bank.warnings
        faults.extend(gaps(course))
    except CourseError as error:
        faults.extend(error.faults)
    try:
        faults.extend(Glossary(course).faults())
    except CourseError as error:  # a notebook that cannot be read
        faults.extend(error.faults)
    try:
        known = registers(course)
        report.claims = sum(len(register.claims) for register in known)
        found, report.tally = claims.check(course, known)
        faults.extend(found)
    except CourseError as error:
        faults.extend(error.faults)
    report.faults = sorted(set(faults))
    return report
