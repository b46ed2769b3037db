"""The colours of the course, named by what they mean.

Each name holds a light and a dark value. A figure is drawn in the light values; on
the page each of them becomes a CSS variable, so that one picture serves both. Every
value is used once only, or a colour could not be told apart from its namesake.
Contrast and distance, as seen by colour-blind readers too, are held by tests.
"""

from __future__ import annotations

from coursekit.explore import palette
from coursekit.faults import Unknown
from coursekit.text.quantities import in_words

COLOURS: dict[str, tuple[str, str]] = {
    # The sheet: paper is the page's own
    "paper": ("#ffffff", "#14181d"),
    "ink": ("#1b1f24", "#e9edf1"),
    "muted": ("#56606b", "#a6b1bc"),
    "line": ("#d3d8de", "#3a434d"),
    "axis": ("#7f8993", "#818c97"),
    # Maps
    "land": ("#e9ebee", "#272e36"),
    "host": ("#c3cad2", "#4b5763"),
    # What the figure is about
    "highlight": ("#b8001f", "#ff8090"),
    # Who leads
    "un": ("#1479b8", "#4fa8e6"),
    "nato": ("#1f2d63", "#c3cdf7"),
    "eu": ("#0a7a55", "#8be3b5"),
    "coalition": ("#a35a00", "#e8a33d"),
    "other": ("#727d87", "#8f9aa5"),
    "un_tint": ("#d6e8f5", "#143148"),
    "nato_tint": ("#d9ddec", "#31395a"),
    "coalition_tint": ("#f1e1cd", "#46320f"),
    "highlight_tint": ("#f6d3d9", "#5a1f2a"),
    # The three categories
    "one": ("#0f6f74", "#3fb6b3"),
    "two": ("#7a3fb5", "#c69af0"),
    "three": ("#b05200", "#f0a04b"),
    "one_tint": ("#dcefef", "#163538"),
    "two_tint": ("#efe6f8", "#32224a"),
    "three_tint": ("#fbeadb", "#432a12"),
    # Roads into NATO
    "before": ("#44526b", "#b7c3d6"),
    "joined": ("#2d7dd2", "#4d9bf0"),
    "pfp": ("#939668", "#83865a"),
    # Verdicts
    "good": ("#17703a", "#6fd08c"),
    "part": ("#8a6100", "#e3bd5b"),
    "bad": ("#a8321c", "#ff9079"),
}

#: Background and rules: they carry no meaning of their own, so contrast is not asked of them.
GROUND = frozenset({"paper", "line", "land", "host"}) | {
    name for name in COLOURS if name.endswith("_tint")
}

#: Marks that are never used for text.
MARKS_ONLY = frozenset({"axis", "other", "joined", "pfp"})


def category(number: int) -> str:
    """The name of the colour of a category, 1, 2 or 3.

    >>> category(3)
    'three'
    """
    return in_words(number)


#: Colours that must be told apart, because they meet in one figure.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("un", "nato", "eu", "coalition", "other"),
    tuple(category(number) for number in (1, 2, 3)),
    ("before", "joined", "pfp", "highlight"),
    ("un", "highlight"),
)


def colour(name: str) -> str:
    """The light value of a colour, which figures draw with.

    >>> colour("paper")
    '#ffffff'
    """
    if name not in COLOURS:
        raise Unknown(f"there is no colour {name!r}; there are {', '.join(COLOURS)}")
    return COLOURS[name][0]


def _register() -> None:
    named = {name: values for name, values in COLOURS.items() if name != "paper"}
    palette.register(
        {light: name for name, (light, _) in named.items()},
        dark={name: dark for name, (_, dark) in named.items()},
    )


_register()
