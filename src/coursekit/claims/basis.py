"""What a mention of a quantity rests on: a look-up, a quotation, a count, or arithmetic on them."""

from __future__ import annotations

import datetime as dt
import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from coursekit.data.proof import Lookup, Scalar, equal
from coursekit.data.tables import Tables

Kind = Literal["look-up", "quotation", "arithmetic", "count", "distractor", "exemption"]
Unit = Literal["days", "weeks", "months", "years"]
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25}


class Scope:
    """What a basis may refer to: tables, the mentions of its register by id, the page's text."""

    def __init__(self, tables: Tables, named: Callable[[str], Any],
                 stands: Callable[[str], bool]) -> None:
        self.tables, self.named, self.stands = tables, named, stands


class Basis(BaseModel):
    """The common keys.

    ``shows`` names the piece of the quotation that the value is shown by, where it is not the
    next mention in it: a year, for instance, which need not be proven and may be. ``gives`` is
    for a value that no digits show, such as a code: the look-up must give it.
    """

    model_config = ConfigDict(extra="forbid")

    shows: str | None = None

    #: What the check counts it as.
    kind: Kind = Field(default="look-up", exclude=True, init=False)

    @abstractmethod
    def result(self, scope: Scope) -> Any:
        """The value that the words must show; LookupError says why there is none."""

    def sources(self) -> Iterator[str]:
        """The ids of sources that it names."""
        return iter(())

    def lookups(self) -> Iterator[Lookup]:
        """The look-ups that it makes."""
        return iter(())


class Found(Lookup, Basis):
    """A look-up; ``times`` is a factor, such as 100 for a share in per cent."""

    times: float | None = None
    gives: Scalar | list[Scalar] | None = None

    def result(self, scope: Scope) -> Any:
        found = self.evaluate(scope.tables)
        if self.times is None:
            return found
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise LookupError(f"'times' needs a number; {self.table}.{self.value} is {found!r}")
        return found * self.times

    def holds(self, found: Any) -> bool:
        """Whether a value found is the one of ``gives``; lists without ``by`` in any order."""
        if isinstance(found, list) and isinstance(self.gives, list) and not self.by:
            return equal(sorted(found, key=str), sorted(self.gives, key=str))
        return equal(found, self.gives)

    def lookups(self) -> Iterator[Lookup]:
        yield self
        if self.minus:
            yield self.minus


class Quotation(Basis):
    """A value that stands in a source and in no table: ``quoted`` names the source or sources.

    ``value`` is for an operand of arithmetic; a mention shows what it shows.
    """

    quoted: str | list[str]
    value: Scalar | None = None
    kind: Kind = Field(default="quotation", exclude=True, init=False)

    def result(self, scope: Scope) -> Any:
        return self.value

    def sources(self) -> Iterator[str]:
        yield from [self.quoted] if isinstance(self.quoted, str) else self.quoted


class Count(Basis):
    """What the page itself enumerates: each of ``counted`` stands in it, and they are as many."""

    counted: list[str] = Field(min_length=2)
    kind: Kind = Field(default="count", exclude=True, init=False)

    def result(self, scope: Scope) -> Any:
        missing = [one for one in self.counted if not scope.stands(one)]
        if missing:
            raise LookupError(f"{missing[0]!r} is counted and does not stand in the page; "
                              "quote it as it is")
        if len(set(self.counted)) < len(self.counted):
            raise LookupError("'counted' names the same words twice")
        return len(self.counted)


class Distractor(Basis):
    """A quantity in a wrong answer or a misconception, for which the course does not vouch."""

    distractor: Literal[True]
    kind: Kind = Field(default="distractor", exclude=True, init=False)

    def result(self, scope: Scope) -> Any:
        return None


class Exemption(Basis):
    """A mention that states no fact, and why."""

    exempt: str = Field(min_length=10)
    kind: Kind = Field(default="exemption", exclude=True, init=False)

    def result(self, scope: Scope) -> Any:
        return None


class Arithmetic(Basis):
    """The base of the operations; their operands are ids of mentions, look-ups or operations."""

    kind: Kind = Field(default="arithmetic", exclude=True, init=False)
    times: float | None = None

    @abstractmethod
    def operands(self) -> Sequence[Operand]:
        """What is worked on, in order."""

    @abstractmethod
    def worked(self, values: list[Any]) -> Any:
        """The value of the operation."""

    def result(self, scope: Scope) -> Any:
        values = [scope.named(one) if isinstance(one, str) else
                  one if isinstance(one, int | float) else one.result(scope)
                  for one in self.operands()]
        for value, one in zip(values, self.operands(), strict=True):
            if value is None:
                raise LookupError(f"{one!r} has no value to work with")
        try:
            found = self.worked(values)
        except ZeroDivisionError:
            raise LookupError("it divides by 0") from None
        except TypeError:
            raise LookupError(f"numbers, or dates alike, are needed; given: {values}") from None
        return found if self.times is None else found * self.times

    def sources(self) -> Iterator[str]:
        for one in self.operands():
            if isinstance(one, Basis):
                yield from one.sources()

    def lookups(self) -> Iterator[Lookup]:
        for one in self.operands():
            if isinstance(one, Basis):
                yield from one.lookups()


class Same(Arithmetic):
    """What another mention of the register says, once more."""

    same: Operand

    def operands(self) -> Sequence[Operand]:
        return [self.same]

    def worked(self, values: list[Any]) -> Any:
        return values[0]


class Sum(Arithmetic):
    """All of them together."""

    sum: list[Operand] = Field(min_length=2)

    def operands(self) -> Sequence[Operand]:
        return self.sum

    def worked(self, values: list[Any]) -> Any:
        return sum(_numbers(values))


class Difference(Arithmetic):
    """The first less the second; between dates, how long after the second the first is."""

    difference: list[Operand] = Field(min_length=2, max_length=2)
    unit: Unit | None = Field(default=None, alias="in")

    def operands(self) -> Sequence[Operand]:
        return self.difference

    def worked(self, values: list[Any]) -> Any:
        if self.unit is None:
            a, b = _numbers(values)
            return a - b
        return _between(values[0], values[1], self.unit)


class Product(Arithmetic):
    """All of them multiplied."""

    product: list[Operand] = Field(min_length=2)

    def operands(self) -> Sequence[Operand]:
        return self.product

    def worked(self, values: list[Any]) -> Any:
        made = 1.0
        for value in _numbers(values):
            made *= value
        return made


class Ratio(Arithmetic):
    """How many times the second the first is."""

    ratio: list[Operand] = Field(min_length=2, max_length=2)

    def operands(self) -> Sequence[Operand]:
        return self.ratio

    def worked(self, values: list[Any]) -> Any:
        a, b = _numbers(values)
        return a / b


class Share(Arithmetic):
    """How many per cent of the second the first is."""

    share: list[Operand] = Field(min_length=2, max_length=2)

    def operands(self) -> Sequence[Operand]:
        return self.share

    def worked(self, values: list[Any]) -> Any:
        a, b = _numbers(values)
        return 100 * a / b


_KINDS: dict[str, type[Basis]] = {
    "table": Found, "quoted": Quotation, "counted": Count, "distractor": Distractor,
    "exempt": Exemption, "same": Same, "sum": Sum,
    "difference": Difference, "product": Product, "ratio": Ratio, "share": Share,
}


def _kind(given: Any) -> str | None:
    """Which kind a basis is, by the one key that names it."""
    if isinstance(given, Basis):
        return next(name for name, kind in _KINDS.items() if type(given) is kind)
    if isinstance(given, str | int | float) and not isinstance(given, bool):
        return "number" if not isinstance(given, str) else "id"
    return next((name for name in _KINDS if isinstance(given, Mapping) and name in given), "table")


AnyBasis = Annotated[
    Annotated[Found, Tag("table")] | Annotated[Quotation, Tag("quoted")]
    | Annotated[Count, Tag("counted")] | Annotated[Distractor, Tag("distractor")]
    | Annotated[Exemption, Tag("exempt")]
    | Annotated[Same, Tag("same")] | Annotated[Sum, Tag("sum")]
    | Annotated[Difference, Tag("difference")] | Annotated[Product, Tag("product")]
    | Annotated[Ratio, Tag("ratio")] | Annotated[Share, Tag("share")],
    Discriminator(_kind),
]
Operand = Annotated[
    Annotated[Found, Tag("table")] | Annotated[Quotation, Tag("quoted")]
    | Annotated[Sum, Tag("sum")] | Annotated[Difference, Tag("difference")]
    | Annotated[Product, Tag("product")] | Annotated[Ratio, Tag("ratio")]
    | Annotated[Share, Tag("share")] | Annotated[str, Tag("id")],
    Discriminator(_kind),
]
for _one in (Same, Sum, Difference, Product, Ratio, Share):
    _one.model_rebuild()


def _numbers(values: list[Any]) -> list[float]:
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in values):
        raise TypeError
    return values


def _between(later: Any, earlier: Any, unit: Unit) -> float:
    """How long after ``earlier`` a date is; years and months where the dates name no more.

    >>> _between("2004-03-29", "2004-03-15", "weeks"), _between("1996-01", "1995-06", "months")
    (2.0, 7)
    """
    dates = []
    for one in (later, earlier):
        match = _DATE.fullmatch(str(one))
        if not match:
            raise LookupError(f"{one!r} is no date; '{unit}' lie between dates")
        dates.append([int(part) for part in match.groups() if part])
    depth = min(map(len, dates))
    (a, b) = ([*one, 1, 1][:3] for one in dates)
    if depth == 1 and unit == "years":
        return a[0] - b[0]
    if depth == 2 and unit in ("months", "years"):
        months = 12 * (a[0] - b[0]) + a[1] - b[1]
        return months if unit == "months" else months / 12
    if depth < 3:
        raise LookupError(f"{later!r} and {earlier!r} do not say how many {unit} lie between them")
    try:
        return (dt.date(*a) - dt.date(*b)).days / _DAYS[unit]
    except ValueError:
        raise LookupError(f"{later!r} or {earlier!r} is no day of the calendar") from None
