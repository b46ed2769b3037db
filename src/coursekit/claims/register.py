"""The claims register: what each mention of a quantity in a page rests on.

One file a page, ``data/claims/<page>.yml``. A claim quotes a piece of the page (``says``) and
names for each mention in it, in reading order, what proves it: a look-up, a source it is quoted
from, a count of what the page enumerates, arithmetic on such, or the reason why it states no
fact. A mention that no claim quotes is a fault, so that no number escapes the check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coursekit.claims.basis import (
    AnyBasis,
    Basis,
    Distractor,
    Exemption,
    Found,
    Kind,
    Quotation,
    Scope,
)
from coursekit.claims.pages import Page, Passage, pages
from coursekit.claims.structure import WithStructure
from coursekit.claims.typed import typed
from coursekit.course import MANIFEST, Course
from coursekit.documents import Document, Location, read
from coursekit.faults import CourseError, Fault, quoted
from coursekit.text import quantities
from coursekit.text.mention import Mention

if TYPE_CHECKING:
    from coursekit.data.tables import Tables

#: How many words stand on either side of a number that a fault quotes.
AROUND = 4


class Claim(BaseModel):
    """One piece of a page, and what each mention in it rests on.

    ``id`` lets arithmetic of the same register name it: ``id`` for its only mention, ``id.2``
    for its second.
    """

    model_config = ConfigDict(extra="forbid")

    says: str = Field(min_length=1)
    basis: list[AnyBasis] = Field(min_length=1)
    id: str | None = Field(default=None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")

    @field_validator("basis", mode="before")
    @classmethod
    def _several(cls, given: Any) -> Any:
        return given if isinstance(given, list) else [given]


class Contents(BaseModel):
    """The contents of one register file."""

    model_config = ConfigDict(extra="forbid")

    page: str
    claims: list[Claim] = Field(default_factory=list)


@dataclass
class Tally:
    """How many mentions there are, and what they rest on."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    uncovered: int = 0

    @property
    def mentions(self) -> int:
        return sum(self.kinds.values()) + self.uncovered

    def __str__(self) -> str:
        parts = [f"{self.kinds[kind]:,} on {words}" for kind, words in (
            ("look-up", "a look-up"), ("quotation", "a quotation"), ("arithmetic", "arithmetic"),
            ("count", "a count in the page"), ("distractor", "a wrong answer"))]
        return (f"{self.mentions:,} mentions of quantities: {', '.join(parts)}, "
                f"{self.kinds['exemption']:,} exempt, {self.uncovered:,} unproven")


class Register:
    """The claims of one page."""

    def __init__(self, document: Document, contents: Contents) -> None:
        self.document, self.contents = document, contents

    @property
    def page(self) -> str:
        return self.contents.page

    @property
    def claims(self) -> list[Claim]:
        return self.contents.claims

    def checked(self, page: Page, tables: Tables, sources: set[str] | None,
                only: Iterable[int] | None = None) -> Checked:
        """What is wrong with it, and which mentions of the page it proves.

        ``only`` names the claims to be looked at by their places; by default all are.
        """
        return Checked(self, page, tables, sources, only)


class Checked:
    """One register held against its page and the tables."""

    def __init__(self, register: Register, page: Page, tables: Tables,
                 sources: set[str] | None, only: Iterable[int] | None = None) -> None:
        self._register, self._page, self._sources = register, page, sources
        self.faults: list[Fault] = []
        #: What each proven mention rests on, by passage and place in it.
        self.proven: dict[tuple[int, int], Kind] = {}
        self._scope = Scope(tables, self._named, page.stands)
        self._by_id = {claim.id: i for i, claim in enumerate(register.claims) if claim.id}
        self._working: list[str] = []
        for i in range(len(register.claims)) if only is None else only:
            self._check(i)

    def _check(self, i: int) -> None:
        claim = self._register.claims[i]
        if claim.id and self._by_id[claim.id] != i:
            self._fault(i, f"the id {claim.id!r} stands twice")
        for j, basis in enumerate(claim.basis):
            for source in basis.sources() if self._sources is not None else ():
                if source not in self._sources:
                    self._fault(i, f"source {source!r} is not in data/sources.csv", j)
        found = list(self._quoted(claim.says))
        if not found:
            self._fault(i, f"{claim.says!r} does not stand in {self._page.name}; quote it as "
                           "it is, from one paragraph, item or row of a table")
        results: dict[int, Any] = {}
        for j, basis in enumerate(claim.basis):
            try:
                results[j] = basis.result(self._scope)
            except CourseError as error:  # the data's own faults, each of them named once
                self.faults.extend(error.faults)
            except LookupError as error:
                self._fault(i, f"{self._page.name} says {quoted(claim.says)}: {error.args[0]}", j)
        for place, passage, start in found:
            self._held(i, place, passage, start, results)

    def _held(self, i: int, place: int, passage: Passage, start: int,
              results: dict[int, Any]) -> None:
        """Hold what one claim rests on against the mentions in one passage that it quotes."""
        claim = self._register.claims[i]
        end = start + len(" ".join(claim.says.split()))
        for one in (*passage.mentions, *passage.free):
            if one.start < start < one.end or one.start < end < one.end:
                self._fault(i, f"{claim.says!r} cuts {one.text!r}; quote all of it")
                return
        inside = [one for one in passage.mentions if start <= one.start and one.end <= end]
        others = [one for one in passage.free if start <= one.start and one.end <= end]
        pairs = _paired(claim.basis, inside, others)
        if pairs is None:
            asked = sum(1 for one in claim.basis if not _apart(one))
            named = ", ".join(repr(one.text) for one in inside) or "none"
            self._fault(i, f"{claim.says!r} holds {len(inside)} quantities ({named}) and rests "
                           f"on {asked}; each needs a basis of its own, in the order of the words")
            return
        for j, mention in pairs:
            basis = claim.basis[j]
            if mention is None:
                if j in results and isinstance(basis, Found) and not basis.holds(results[j]):
                    self._fault(i, f"{self._page.name} says {quoted(claim.says)}: the register "
                                   f"says {quoted(basis.gives)}, {_of(basis)} gives "
                                   f"{quoted(results[j])}", j)
                continue
            if isinstance(basis, Distractor) and passage.asserted:
                self._fault(i, f"{claim.says!r} is no wrong answer and no misconception, so "
                               f"{mention.text!r} needs a proof", j)
                continue
            self.proven[place, mention.start] = basis.kind
            if j not in results or isinstance(basis, Exemption | Distractor | Quotation):
                continue
            if not mention.shows(results[j]):
                said = f"{mention.sense} {mention.text}".strip()
                self._fault(i, f"{self._page.name} says {quoted(claim.says)}: {said!r} stands "
                               f"in print, but {_of(basis)} gives {quoted(results[j])}", j)

    def _quoted(self, says: str) -> Iterator[tuple[int, Passage, int]]:
        """Where the words stand: the number of the passage, the passage, the place in it."""
        wanted = " ".join(says.split())
        for place, passage in enumerate(self._page.passages):
            start = passage.text.find(wanted)
            while start >= 0:
                yield place, passage, start
                start = passage.text.find(wanted, start + 1)

    def _named(self, name: str) -> Any:
        """The value of a mention that arithmetic names."""
        claim_id, _, number = name.partition(".")
        if claim_id not in self._by_id:
            raise LookupError(f"there is no claim {claim_id!r} in this register; give the claim "
                              "an 'id', or write the look-up here")
        if name in self._working:
            raise LookupError(f"{' -> '.join([*self._working, name])}: it rests on itself")
        claim = self._register.claims[self._by_id[claim_id]]
        at = int(number) - 1 if number.isdigit() else 0
        bases = [one for one in claim.basis if not _apart(one)]
        if not 0 <= at < len(bases) or (not number and len(bases) > 1):
            raise LookupError(f"{name!r} names no mention; the claim has {len(bases)}, written "
                              f"{claim_id}.1 and so on")
        self._working.append(name)
        try:
            basis = bases[at]
            if not isinstance(basis, Quotation | Exemption | Distractor):
                return basis.result(self._scope)
            for _, passage, start in self._quoted(claim.says):
                end = start + len(claim.says)
                inside = [one for one in passage.mentions
                          if start <= one.start and one.end <= end]
                if at < len(inside):
                    said = inside[at].value
                    return said if not isinstance(said, tuple) else _iso(said)
            raise LookupError(f"{name!r} stands nowhere in the page")
        finally:
            self._working.pop()

    def _fault(self, i: int, message: str, j: int | None = None) -> None:
        at: Location = ("claims", i) if j is None else ("claims", i, "basis", j)
        self.faults.append(self._register.document.fault(at, message))


def _apart(basis: Basis) -> bool:
    """Whether it proves something else than the next mention."""
    return basis.shows is not None or (isinstance(basis, Found) and basis.gives is not None)


def _paired(bases: Sequence[Basis], inside: list[Mention], free: list[Mention],
            ) -> list[tuple[int, Mention | None]] | None:
    """Which basis proves which mention; None where they do not come out even."""
    waiting = list(inside)
    pairs: list[tuple[int, Mention | None]] = []
    for j, basis in enumerate(bases):
        if basis.shows is not None:
            named = next((one for one in (*waiting, *free) if one.text == basis.shows), None)
            if named is None:
                return None
            if named in waiting:
                waiting.remove(named)
            else:
                free = [one for one in free if one is not named]
            pairs.append((j, named))
    for j, basis in enumerate(bases):
        if basis.shows is None and _apart(basis):
            pairs.append((j, None))
        elif basis.shows is None:
            if not waiting:
                return None
            pairs.append((j, waiting.pop(0)))
    return None if waiting else pairs


def _of(basis: Basis) -> str:
    """What a basis is, as a fault names it."""
    if isinstance(basis, Found):
        return basis.place
    return f"the {basis.kind}"


def _iso(date: tuple[int, int, int]) -> str:
    year, month, day = date
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}"


def registers(course: Course) -> list[Register]:
    """The registers of a course; CourseError with every faulty file."""
    found: list[Register] = []
    faults: list[Fault] = []
    for path in sorted((course.root / "data" / "claims").glob("*.yml")):
        try:
            document = read(path, course.root)
            found.append(Register(document, Contents.model_validate(document.value)))
        except ValidationError as error:
            faults.extend(document.faults_of(error))
        except CourseError as error:
            faults.extend(error.faults)
    if faults:
        raise CourseError(faults)
    return found


def check(course: Course, known: Sequence[Register]) -> tuple[list[Fault], Tally]:
    """Every claim that is false or out of place, every mention without one, and the tally."""
    tables, sources = WithStructure(course), _sources(course)
    faults: list[Fault] = []
    tally = Tally()
    by_page = {one.page: one for one in reversed(known)}
    found = pages(course)
    names = {page.name for page in found}
    faults.extend(fault for unread in found.unread.values() for fault in unread)
    for register in known:
        if register.page not in names and not (course.root / register.page).is_file():
            faults.append(register.document.fault(
                ["page"], f"page: {register.page!r} does not exist"))
        elif register.page not in names and register.page not in found.unread:
            faults.append(register.document.fault(
                ["page"], f"page: {register.page!r} is no page of the course"))
        if by_page[register.page] is not register:
            faults.append(register.document.fault(
                ["page"], f"{by_page[register.page].document.path} holds the claims of "
                          f"{register.page} already; one file a page"))
    for page in found:
        proven: Mapping[tuple[int, int], Kind] = {}
        if page.name in by_page:
            checked = by_page[page.name].checked(page, tables, sources)
            faults.extend(checked.faults)
            proven = checked.proven
        tally.kinds.update(proven.values())
        tally.kinds["look-up"] += sum(len(one.filled) for one in page.passages)
        open_ = list(unproven(page, proven, by_page.get(page.name)))
        tally.uncovered += len(open_)
        faults.extend(open_)
    faults.extend(_idle_names(course, found))
    faults.extend(_figures(course))
    return faults, tally


def _figures(course: Course) -> Iterator[Fault]:
    """Quantities typed into the modules that draw figures, where the course has some."""
    named = course.manifest.figures
    if not named:
        return
    if not (course.root / named).is_dir():
        document = read(course.root / MANIFEST, course.root)
        yield document.fault(["figures"], f"figures: {named!r} is no folder of the course; name "
                                          "that of the modules that draw figures, or leave it out")
        return
    yield from typed(course.root / named, course.root,
                     quantities.names(course.manifest.numbered_names))


def _idle_names(course: Course, found: Sequence[Page]) -> Iterator[Fault]:
    """What the course calls a name and says nowhere: a hole for the quantity that comes next."""
    entries = course.manifest.numbered_names
    if not entries:
        return
    document = read(course.root / MANIFEST, course.root)
    for i, (entry, name) in enumerate(zip(entries, quantities.names(entries), strict=True)):
        if not any(any(name.found(one.text)) for page in found for one in page.passages):
            yield document.fault(
                ["numbered_names", i], f"numbered_names: {entry!r} stands nowhere in the text of "
                                       "the course; take it out")


def unproven(page: Page, proven: Mapping[tuple[int, int], Kind],
             register: Register | None) -> Iterator[Fault]:
    """Every mention of a page that is not among the ``proven``."""
    where = (register.document.path if register else
             f"data/claims/{page.name.rsplit('.', 1)[0].replace('/', '-')}.yml")
    for place, passage in enumerate(page.passages):
        for mention in passage.mentions:
            if (place, mention.start) not in proven:
                yield Fault(page.name, passage.line, (
                    f"{mention.text!r} (… {_around(passage.text, mention)} …) is not proven; "
                    f"add a claim with what it rests on to {where}"))


def _around(text: str, mention: Mention) -> str:
    before = text[: mention.start].split()[-AROUND:]
    after = text[mention.end:].split()[:AROUND]
    return " ".join([*before, mention.text, *after])


def _sources(course: Course) -> set[str] | None:
    """The ids of the register of sources; None where it is faulty, which the data's check names."""
    try:
        return {row["id"] for row in course.tables.view("sources")}
    except CourseError:
        return None
    except KeyError:
        return set()
