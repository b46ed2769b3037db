"""Whether the proof holds: a cell or a number in the text is changed, and the check must name it.

A check that passes shows only that it found nothing. Here each value that some claim or key
reads is changed, one at a time, and so is each number in the text; what is not named is a hole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from coursekit.claims.pages import Page, pages, passage
from coursekit.claims.register import registers, unproven
from coursekit.claims.structure import WithStructure
from coursekit.course import Course
from coursekit.data.proof import Lookup, Proof
from coursekit.data.properties import NUMERIC
from coursekit.data.tables import Tables
from coursekit.text import quantities
from coursekit.text.mention import Mention

#: A claim, by its page and its place in the register, or the look-up of a key.
Reader = tuple[str, int] | Proof


class Cell(NamedTuple):
    """A numeric cell: its table, the place of its row among the rows, and its column."""

    table: str
    row: int
    column: str


class Spot(NamedTuple):
    """A mention of a quantity: its page, the place of its passage, and the mention."""

    page: str
    passage: int
    mention: Mention


class Mutations:
    """The values of a course that can be changed, and whether the check names the change."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._tables = WithStructure(course)
        self._sources = {row["id"] for row in course.tables.view("sources")}
        self._pages = {page.name: page for page in pages(course)}
        self._registers = {one.page: one for one in registers(course) if one.page in self._pages}
        self._names = quantities.names(course.manifest.numbered_names)
        #: The claims and keys that read each cell.
        self._readers: dict[Cell, list[tuple[Reader, Lookup]]] = defaultdict(list)
        for name, register in self._registers.items():
            for i, claim in enumerate(register.claims):
                for basis in claim.basis:
                    for lookup in basis.lookups():
                        self._read(lookup, (name, i))
        for question in (one for file in course.bank.files for _, one in file.questions):
            for proof in question.proofs:
                self._read(proof, proof)
                for other in (proof.minus, proof.divided_by):
                    if other:
                        self._read(other, proof)

    def cells(self) -> list[Cell]:
        """Every numeric cell that a claim or the key of a question reads, in order."""
        return sorted(self._readers)

    def spots(self) -> list[Spot]:
        """Every mention to be proven in the text, in order."""
        return [Spot(page.name, place, mention) for page in self._pages.values()
                for place, one in enumerate(page.passages) for mention in one.mentions]

    def names_cell(self, cell: Cell) -> bool | None:
        """Whether the check names every change of the cell that changes what a look-up gives.

        The cell is made ten times as large, and then as small below 0. None where neither
        changes a look-up: a maximum stays, for instance, where another cell falls.
        """
        value = self._tables.view(cell.table)[cell.row][cell.column]
        whole = isinstance(value, int)
        named = []
        for new in (abs(value) * 10 + 7, -abs(value) * 10 - 7):
            tables = _Changed(self._tables, cell, int(new) if whole else new)
            readers = [reader for reader, lookup in self._readers[cell]
                       if _result(lookup, tables) != _result(lookup, self._tables)]
            if readers:
                named.append(self._named(readers, tables))
        return all(named) if named else None

    def names_spot(self, spot: Spot) -> bool:
        """Whether another number in its place is named by the check."""
        page, register = self._pages[spot.page], self._registers.get(spot.page)
        old = page.passages[spot.passage]
        mention = spot.mention
        words = old.text[: mention.start] + another(mention) + old.text[mention.end:]
        new = passage(words, old.line, old.asserted, names=self._names)
        passages = [*page.passages]
        passages[spot.passage] = new
        changed = Page(page.name, passages)
        if register is None:
            return any(unproven(changed, {}, None))
        quoting = [i for i, claim in enumerate(register.claims)
                   if " ".join(claim.says.split()) in old.text
                   or " ".join(claim.says.split()) in new.text]
        checked = register.checked(changed, self._tables, self._sources, quoting)
        alone = Page(page.name, [new])
        proven = {(0, start): kind for (place, start), kind in checked.proven.items()
                  if place == spot.passage}
        return bool(checked.faults) or any(unproven(alone, proven, register))

    def _read(self, lookup: Lookup, reader: Reader) -> None:
        try:
            fields = {one.name: one for one in self._tables.describe(lookup.table).fields}
            rows = lookup.rows(self._tables)
        except (KeyError, LookupError):
            return  # the check names it
        if lookup.table not in self.course.tables.names:
            return
        columns = [name for name in {*lookup.where, *([lookup.value] if lookup.value else [])}
                   if fields[name].type in NUMERIC and not fields[name].separator]
        places = {id(row): i for i, row in enumerate(self._tables.view(lookup.table))}
        for row in rows:
            for column in columns:
                if row[column] is not None:
                    self._readers[Cell(lookup.table, places[id(row)], column)].append(
                        (reader, lookup))

    def _named(self, readers: Sequence[Reader], tables: Tables) -> bool:
        claims: dict[str, set[int]] = defaultdict(set)
        for reader in readers:
            if isinstance(reader, Proof):
                if any(reader.check(tables)):
                    return True
            else:
                claims[reader[0]].add(reader[1])
        return any(self._registers[name].checked(self._pages[name], tables, self._sources,
                                                 sorted(which)).faults
                   for name, which in claims.items())


def _result(lookup: Lookup, tables: Tables) -> Any:
    try:
        return lookup.evaluate(tables)
    except LookupError as error:
        return str(error)


class _Changed(Tables):
    """Tables of which one cell holds another value."""

    def __init__(self, tables: Tables, cell: Cell, value: Any) -> None:
        super().__init__(tables.folder, tables.root)
        self._before, self._cell = tables, cell
        rows = list(tables.view(cell.table))
        rows[cell.row] = {**rows[cell.row], cell.column: value}
        self._changed: Sequence[Mapping[str, Any]] = rows

    def describe(self, name: str) -> Any:
        return self._before.describe(name)

    def view(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self._changed if name == self._cell.table else self._before.view(name)

    def holding(self, name: str, column: str, value: Any) -> Sequence[Mapping[str, Any]]:
        if name == self._cell.table:
            return self._changed  # the look-up itself tells which rows fit
        return self._before.holding(name, column, value)


def another(mention: Mention) -> str:
    """Words for another quantity than that of a mention, in the same form.

    >>> [another(one) for one in quantities.mentions("eight, 1,343, -0.18 and 31 March 2004")]
    ['nine', '1,344', '-0.19', '1 March 2004']
    """
    text = mention.text
    if isinstance(mention.value, tuple):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return (dt.date.fromisoformat(text) + dt.timedelta(days=1)).isoformat()
        day_text = str(mention.value[2])
        return text.replace(day_text, str(mention.value[2] % 31 + 1), 1)
    for i in range(len(text) - 1, -1, -1):
        if text[i].isdecimal():
            return f"{text[:i]}{(int(text[i]) + 1) % 10}{text[i + 1:]}"
        if text[i] in "½⅓⅔¼¾⅕⅖⅗⅘":
            return f"{text[:i]}{'¼' if text[i] != '¼' else '¾'}{text[i + 1:]}"
    words = text.split()
    for i, word in enumerate(words):
        follower = _NEXT.get(word.lower())
        if follower:
            return " ".join([*words[:i], follower, *words[i + 1:]])
    return f"forty {text}" if text.lower().startswith(("a ", "an ", "half")) else "forty"


_NEXT = {"three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight",
         "eight": "nine", "nine": "ten", "ten": "eleven", "eleven": "twelve",
         "twelve": "thirteen", "twenty": "thirty", "thirty": "forty", "fifty": "sixty"}
