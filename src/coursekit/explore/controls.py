"""What a reader can set: a few named values each, so that every state can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from coursekit.faults import Unknown

#: Most values one control may have.
MOST_VALUES = 50
#: Most states (combinations of values) one explorer may have.
MOST_STATES = 200
#: Up to so many unordered values are shown all at once, as radio buttons.
MOST_RADIOS = 5

#: A state: for each control, in order, the index of its value.
State = tuple[int, ...]


@dataclass(frozen=True)
class Control:
    """One thing a reader can set. Made by :func:`years` and :func:`options`."""

    label: str
    names: tuple[str, ...]
    values: tuple[Any, ...]
    ordered: bool
    start: int = 0
    #: Other controls that go back to their start whenever the reader moves this one.
    renews: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("a control needs at least one value")
        if len(self.values) > MOST_VALUES:
            raise ValueError(
                f"a control has {len(self.values)} values ({self.names[0]} to {self.names[-1]}); "
                f"at most {MOST_VALUES} are allowed: widen the step or leave some out"
            )
        twice = sorted({name for name in self.names if self.names.count(name) > 1})
        if twice:
            raise ValueError(f"these values have the same name: {', '.join(twice)}")
        if not 0 <= self.start < len(self.values):
            raise ValueError(f"start {self.start} is not the place of a value")

    @property
    def kind(self) -> str:
        """How it is shown: ``slider``, ``radio`` or ``select``."""
        if self.ordered:
            return "slider"
        return "radio" if len(self.values) <= MOST_RADIOS else "select"


def years(
    first: int, last: int, *, step: int = 1, start: int | None = None, label: str = "Year"
) -> Control:
    """A slider over the years from ``first`` to ``last``, both included.

    ``start`` is the year shown at first (``first``, unless told).

    >>> years(1990, 1996, step=2).values
    (1990, 1992, 1994, 1996)
    """
    if step < 1 or last < first:
        raise ValueError(
            f"years({first}, {last}, step={step}) holds no year: "
            "the first must not come after the last, and the step must be 1 or more"
        )
    values = tuple(range(first, last + 1, step))
    return _control(values, tuple(map(str, values)), start, label, ordered=True)


def options(
    values: Mapping[str, Any] | Sequence[str],
    *,
    label: str = "",
    ordered: bool = False,
    start: Any = None,
    renews: Sequence[str] = (),
) -> Control:
    """A choice among named values; ``ordered`` ones get a slider.

    A mapping names each value as the reader sees it; a plain list of texts stands
    for itself. ``start`` is the value shown at first (the first one, unless told).
    Without a label the name of the parameter is used. ``renews`` names other controls that go
    back to their start whenever this one is moved: an answer is given anew for each case.

    >>> options({"Estonia": "EST", "Latvia": "LVA"}).names
    ('Estonia', 'Latvia')
    >>> options(["low", "middle", "high"], ordered=True).kind
    'slider'
    """
    if isinstance(values, Mapping):
        names, held = tuple(map(str, values)), tuple(values.values())
    elif isinstance(values, Sequence) and not isinstance(values, str):
        names, held = tuple(map(str, values)), tuple(values)
    else:
        raise TypeError(
            f"options() was given {values!r}; allowed are a mapping of names to values, "
            'such as {"Estonia": "EST"}, or a list of texts'
        )
    made = _control(held, names, start, label, ordered=ordered)
    return replace(made, renews=tuple(renews))


def control(given: Any) -> Control:
    """A control, or the plain Python value that stands for one.

    A range is a slider, a list or a mapping a choice, so that a first explorer
    needs no import: ``explore(draw, year=range(1990, 2027), country=["EST", "LVA"])``.

    >>> control(range(1990, 1996, 2)).values
    (1990, 1992, 1994)
    >>> control(["EST", "LVA"]).kind
    'radio'
    """
    if isinstance(given, Control):
        return given
    if isinstance(given, range):
        return options({str(value): value for value in given}, ordered=True)
    if isinstance(given, Mapping | list | tuple):
        return options(given)
    raise TypeError(
        f"{given!r}; allowed are years(1990, 2026), options({{\"Estonia\": \"EST\", ...}}), "
        "a range, a list of texts or a mapping"
    )


def _control(
    values: tuple[Any, ...], names: tuple[str, ...], start: Any, label: str, *, ordered: bool
) -> Control:
    if start is None:
        place = 0
    elif start in values:
        place = values.index(start)
    else:
        raise ValueError(f"start {start!r} is none of the values {', '.join(map(repr, values))}")
    return Control(label=label, names=names, values=values, ordered=ordered, start=place)


@dataclass(frozen=True)
class Controls:
    """The controls of one explorer, by parameter name, and the states they span."""

    by_name: Mapping[str, Control]  # or what `control` takes; it is Control once made

    def __post_init__(self) -> None:
        made = {}
        for name, given in self.by_name.items():
            try:
                made[name] = control(given)
            except TypeError as error:
                raise TypeError(f"control {name!r} is {error}") from None
        object.__setattr__(self, "by_name", made)
        if not self.by_name:
            raise ValueError(
                "an explorer needs at least one control, such as year=years(1990, 2026); "
                "a picture without controls is shown with show(draw())"
            )
        for name, one in made.items():
            strangers = [other for other in one.renews if other not in made or other == name]
            if strangers:
                others = ", ".join(other for other in made if other != name) or "no other control"
                raise ValueError(f"control {name!r} renews {strangers[0]!r}; allowed: {others}")
        if len(self) > MOST_STATES:
            sizes = " × ".join(f"{len(c.values)} {name}" for name, c in self.by_name.items())
            raise ValueError(
                f"{sizes} make {len(self)} states; at most {MOST_STATES} are allowed: "
                "widen a step or split the explorer"
            )

    def __len__(self) -> int:
        return prod(len(control.values) for control in self.by_name.values())

    @property
    def start(self) -> State:
        """The state shown at first."""
        return tuple(control.start for control in self.by_name.values())

    def states(self) -> Iterator[State]:
        """All states in their fixed order: the last control changes fastest."""
        return product(*(range(len(control.values)) for control in self.by_name.values()))

    def arguments(self, state: Sequence[int]) -> dict[str, Any]:
        """What the drawing function is called with in a state."""
        return {
            name: control.values[place]
            for (name, control), place in zip(self.by_name.items(), state, strict=True)
        }

    def state(self, arguments: Mapping[str, Any]) -> State:
        """The state with these values; controls not named stand at their start.

        KeyError for an unknown control, ValueError for a value it does not have.
        """
        unknown = sorted(set(arguments) - set(self.by_name))
        if unknown:
            raise Unknown(
                f"there is no control {unknown[0]!r}; there are {', '.join(self.by_name)}"
            )
        places = []
        for name, control in self.by_name.items():
            value = arguments.get(name, control.values[control.start])
            if value not in control.values:
                raise ValueError(
                    f"{name} cannot be {value!r}; it can be {', '.join(map(repr, control.values))}"
                )
            places.append(control.values.index(value))
        return tuple(places)

    def label(self, name: str) -> str:
        """The visible name of a control."""
        return self.by_name[name].label or name.replace("_", " ").capitalize()

    def spoken(self, state: Sequence[int]) -> str:
        """A state in words, such as ``Year 1995, Country Estonia``."""
        return ", ".join(
            f"{self.label(name)} {control.names[place]}"
            for (name, control), place in zip(self.by_name.items(), state, strict=True)
        )

    def described(self) -> list[dict[str, Any]]:
        """The controls as the front end builds them."""
        return [
            {
                "name": name,
                "label": self.label(name),
                "kind": control.kind,
                "values": list(control.names),
                **({"renews": {other: self.by_name[other].start for other in control.renews}}
                   if control.renews else {}),
            }
            for name, control in self.by_name.items()
        ]
