"""Colours that turn into CSS variables, so that one picture serves light and dark pages.

A drawing uses the light value (``#1b1f24``); in the SVG it becomes
``var(--ck-c-ink, #1b1f24)``, and :func:`css` says what the variable is on a light and
on a dark page. The engine has no colours of its own: a course registers them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEX = re.compile(r"#[0-9a-f]{6}")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")

#: matplotlib's black and white, for drawings in no style at all.
_UNNAMED = {"#000000": "var(--ck-ink, #000000)", "#ffffff": "var(--ck-paper, #ffffff)"}

_names: dict[str, str] = {}
_dark: dict[str, str] = {}


def register(light: Mapping[str, str], dark: Mapping[str, str] | None = None) -> None:
    """Name colours: ``light`` maps each hex value to its name, ``dark`` each name to hex.

    A name without a dark value keeps its light one. To register the same again
    is allowed; to give a colour or a name a second meaning is a ValueError.

    >>> register({"#0a0b0c": "doctest-ink"}, dark={"doctest-ink": "#e9edf1"})
    >>> variable("#0A0B0C")
    'var(--ck-c-doctest-ink, #0a0b0c)'
    >>> forget("doctest-ink")
    """
    dark = dict(dark or {})
    names = {value.lower(): name for value, name in light.items()}
    for value, name in [*names.items(), *((v.lower(), n) for n, v in dark.items())]:
        if not _HEX.fullmatch(value):
            raise ValueError(f"colour {name!r} is {value!r}; allowed is a hex value like #1b1f24")
        if not _NAME.fullmatch(name):
            raise ValueError(f"colour name {name!r} must be like ink or deep-sea")
    stray = sorted(set(dark) - set(names.values()) - set(_names.values()))
    if stray:
        raise ValueError(f"there is a dark value for {', '.join(stray)}, but no light one")
    homes = {name: value for value, name in _names.items()}
    for value, name in names.items():
        if _names.get(value, name) != name:
            raise ValueError(f"{value} is {_names[value]!r} already and cannot be {name!r} as well")
        if homes.get(name, value) != value:
            raise ValueError(f"{name!r} is {homes[name]} already and cannot be {value} as well")
        homes[name] = value
    _names.update(names)
    _dark.update({name: value.lower() for name, value in dark.items()})


def forget(*names: str) -> None:
    """Take colours out again (all of them, if none is named)."""
    for value, name in list(_names.items()):
        if not names or name in names:
            del _names[value]
            _dark.pop(name, None)


def variable(colour: str) -> str:
    """The CSS for a colour: its variable if it has a name, else the colour itself.

    >>> variable("#123456")
    '#123456'
    """
    value = colour.lower()
    if value in _names:
        return f"var(--ck-c-{_names[value]}, {value})"
    return _UNNAMED.get(value, colour)


def css() -> str:
    """The style sheet that defines the variables of all registered colours."""
    if not _names:
        return ""
    both = {name: (value, _dark.get(name, value)) for value, name in _names.items()}
    plain = "\n".join(f"  --ck-c-{name}: {light};" for name, (light, _) in both.items())
    two = "\n".join(
        f"    --ck-c-{name}: light-dark({light}, {dark});" for name, (light, dark) in both.items()
    )
    return (
        f":root {{\n{plain}\n}}\n"
        f"@supports (color: light-dark(#000, #fff)) {{\n  :root {{\n{two}\n  }}\n}}\n"
    )
