"""What a course calls by name: terms of its glossary, and names in its tables.

Whoever types one of them means it, and has not mistyped another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from coursekit.faults import CourseError, Fault, allowed

if TYPE_CHECKING:
    from coursekit.course import Course


class Named(BaseModel):
    """A table of things with names: the columns that hold them, in one language or several."""

    model_config = ConfigDict(extra="forbid")

    table: str
    columns: list[str] = Field(min_length=1)


class Names:
    """Everything that a course calls by name, each thing with its spellings."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @functools.cached_property
    def all(self) -> list[tuple[str, ...]]:
        """The terms with their translations, then the rows of each table of names.

        What cannot be read is left out: :meth:`faults` and the check of the data name it.
        """
        from coursekit.glossary import Glossary

        found = [tuple(filter(None, (entry.term, entry.translation)))
                 for entry in Glossary(self._course).entries]
        for named in self._course.manifest.names:
            try:
                rows = self._course.tables.view(named.table)
                found += [tuple(part for column in named.columns if row[column]
                                for part in _spellings(str(row[column]))) for row in rows]
            except (CourseError, KeyError):
                continue
        return [spellings for spellings in found if spellings]

    def faults(self) -> Iterator[Fault]:
        """Tables and columns of ``names`` in course.yml that are not there."""
        document = self._course.document
        for i, named in enumerate(self._course.manifest.names):
            try:
                table = self._course.tables.describe(named.table)
                columns = {one.name: one for one in table.fields}
            except KeyError as error:
                yield document.fault(("names", i, "table"), f"names: {error.args[0]}")
                continue
            except CourseError:
                return  # the check of the data says what is wrong with the package
            for place, name in enumerate(named.columns):
                at = ("names", i, "columns", place)
                if name not in columns:
                    yield document.fault(at, f"names: table {named.table!r} has no column "
                                             f"{name!r}; it has {allowed(list(columns), 40)}")
                elif columns[name].type != "string" or columns[name].separator:
                    yield document.fault(at, f"names: the column {name!r} of {named.table!r} holds "
                                             "no names; a column of single texts is wanted")


def _spellings(name: str) -> list[str]:
    """A name, and its parts where its short form stands in brackets.

    >>> _spellings("UN Force in Cyprus (UNFICYP)")
    ['UN Force in Cyprus (UNFICYP)', 'UN Force in Cyprus', 'UNFICYP']
    """
    found = re.fullmatch(r"(.+) \(([^()]+)\)", name)
    return [name, found[1], found[2]] if found else [name]
