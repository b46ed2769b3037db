"""What a notebook of this course sees: ``from seccoop import data, explore, quiz, figures``.

Each name is loaded when it is first used, so that importing the course costs
next to nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["data", "explore", "figures", "quiz"]

_HOMES = {
    "data": "seccoop.data",
    "explore": "seccoop.explorers",
    "figures": "seccoop.figures",
    "quiz": "seccoop.quiz",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"seccoop has no {name!r}; it has {', '.join(__all__)}")
    module = importlib.import_module(_HOMES[name])
    found = module.explore if name == "explore" else module
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
