"""What a plain word of a YAML file means: the core schema of YAML 1.2, and no more.

PyYAML follows YAML 1.1, in which ``012`` is ten, ``1:30`` ninety, ``NO`` a truth value and
``2004-03-29`` no text. Here a word is what it looks like.
"""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

PREFIX = "tag:yaml.org,2002:"
TEXT = f"{PREFIX}str"
COLLECTIONS = (f"{PREFIX}map", f"{PREFIX}seq")
_PATTERNS = {
    f"{PREFIX}null": (r"~|null|Null|NULL|", ("", "~", "n", "N")),
    f"{PREFIX}bool": (r"true|True|TRUE|false|False|FALSE", tuple("tTfF")),
    f"{PREFIX}int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", tuple("-+0123456789")),
    f"{PREFIX}float": (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                     r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", tuple("-+.0123456789")),
}
_FORMS = {tag: re.compile(rf"(?:{pattern})\Z") for tag, (pattern, _) in _PATTERNS.items()}
_BASES = {"0o": 8, "0x": 16}


def resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The patterns by the first character of a word, as PyYAML's loaders keep them."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for tag, (_, firsts) in _PATTERNS.items():
        for first in firsts:
            found.setdefault(first, []).append((tag, _FORMS[tag]))
    return found


def value(node: yaml.ScalarNode) -> Any:
    """What a scalar stands for; ValueError says why it stands for nothing.

    >>> [value(yaml.ScalarNode(PREFIX + "int", text)) for text in ("012", "-3", "0x1F")]
    [12, -3, 31]
    """
    tag, text = node.tag, node.value
    if tag == TEXT:
        return text
    if tag not in _FORMS:
        raise ValueError(f"{tag.replace(PREFIX, '!!')} is a tag, and none is known here")
    if not _FORMS[tag].match(text):  # such as !!int before a word that is no number
        raise ValueError(f"this is no {tag.removeprefix(PREFIX)}")
    if tag.endswith("null"):
        return None
    if tag.endswith("bool"):
        return text.lower() == "true"
    try:
        if tag.endswith("int"):
            return int(text, _BASES.get(text[:2], 10))
    except ValueError:  # Python's own limit
        raise ValueError(f"a number of {len(text)} digits is too large") from None
    number = math.inf if re.search("[nN]", text) else float(text)
    if not math.isfinite(number):
        raise ValueError("this number is too large, or none")
    return number
