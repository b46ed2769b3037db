"""The front ends as text: plain JavaScript and CSS, without a build step.

Each module (``explorer.js``, ``quiz.js``) is an anywidget front-end module: it holds
the statement ``export default {...}`` once, at the start of a line. JupyterLab takes
it as it is (:func:`module`). The book, which also opens from a disk, where modules do
not load, takes all of them as one classic script (:func:`runtime`) with ``host.js``
in the place of the kernel.

What several modules share stands in a file of its own and is delivered before each
(:data:`PARTS`), without comments and indents (:func:`lean`). The words of the interface, in
each language, stand in ``words.json`` (:func:`words`).

What is shown carries both: a widget for the kernel, and HTML for everything else
(:func:`outputs`), in which a build of the book finds its data (:func:`embedded`).
"""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import Any

#: Set to 1 by a build of the book: what is shown then carries all its data in the page.
PUBLISH = "COURSEKIT_PUBLISH"

_FOLDER = Path(__file__).parent
# Parts of the book's script alone: no front ends, and without an export.
_HOST = ("download", "host", "record")
#: What is delivered before a front end, besides itself.
PARTS = {"quiz": ("elements", "grading", "result"), "progress": ("elements", "download"),
         "explorer": ("elements",)}
_BASE = "coursekit"
# The one parameter of a function needs no brackets, where no word stands before them.
_ALONE = re.compile(r"(?<![\w$])\(([A-Za-z_$][\w$]*)\)=>")
_CONSTANT = re.compile(r"(?<![\w$.'\"-])const(?=[ {\[])")
# A declaration, with braces in it at most two deep, and the one that follows.
_INSIDE = r"(?:[^;{}\n]|\{(?:[^;{}\n]|\{[^;{}\n]*\})*\})"
_DECLARED = re.compile(rf"((?:^|(?<=[;{{}}\n]))let\b{_INSIDE}*);let\b ?(?=[\w$\[{{])")
_EXPORT = re.compile(r"(?:^|(?<=[;}\n]))export default ?(?=[{\w])", flags=re.MULTILINE)


@functools.cache
def module(name: str) -> str:
    """One front-end module, such as ``explorer``, with the parts it is made of."""
    return lean("\n".join(_read(part, "js") for part in (*PARTS.get(name, ()), name)))


def lean(script: str) -> str:
    """A script without its comments and indents: less than two thirds of its size, the same code.

    What never changes is declared with ``let`` as well, which is shorter; TypeScript and the
    linter have seen the script as it is written. Declarations in a row become one, and beside a
    brace nothing has to part two statements: every statement of ours ends in its semicolon, and
    no text of ours has several lines.

    >>> lean("// why\\nconst a = 1;\\nconst b = () => { go(); };  // what")
    'let a=1,b=()=>{go()};'
    """
    from rjsmin import jsmin

    made = _CONSTANT.sub("let", str(jsmin(script))).replace(";}", "}").replace("}\n", "}")
    made = _ALONE.sub(r"\1=>", made)
    more = 1
    while more:
        made, more = _DECLARED.subn(r"\1,", made)
    return made


@functools.cache
def style(name: str) -> str:
    """One style sheet: ``coursekit`` holds what all share, the others are a module's own."""
    return _read(name, "css")


def modules() -> list[str]:
    """The names of all front-end modules."""
    others = {*_HOST, *(part for parts in PARTS.values() for part in parts)}
    return sorted(path.stem for path in _FOLDER.glob("*.js") if path.stem not in others)


@functools.cache
def words(group: str) -> dict[str, dict[str, str]]:
    """One group of the interface's words, by language: ``words("still")["da"]["answer"]``."""
    return _words()[group]


def spoken(group: str, language: str) -> dict[str, str]:
    """One group of words in one language, in English where there is no other.

    >>> spoken("still", "da")["answer"], spoken("still", "nl")["answer"]
    ('Svar og forklaring', 'Answer and feedback')
    """
    there = words(group)
    return there.get(language, there["en"])


def runtime() -> str:
    """The classic script of the book: the host and all modules.

    ValueError if a module does not hold its one ``export default``.
    """
    said = {name: words(name) for name in modules() if name in _words()}
    parts = [
        *(lean(_read(name, "js")) for name in _HOST),
        f"coursekit.words = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};",
        *(registered(name, module(name)) for name in modules()),
    ]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\ncoursekit.start();\n})();\n"


def styles() -> str:
    """All style sheets as one, the shared one first."""
    others = sorted(path.stem for path in _FOLDER.glob("*.css") if path.stem != _BASE)
    return "\n".join(style(name) for name in (_BASE, *others))


def registered(name: str, text: str) -> str:
    """A module as part of a classic script: what it exports is registered with the host.

    >>> print(registered("clock", "export default { render };"))
    (() => {
    coursekit.fronts["clock"] = { render };
    })();
    """
    if len(_EXPORT.findall(text)) != 1:
        raise ValueError(
            f"{name}.js must hold one statement that begins a line with 'export default'; "
            f"it holds {len(_EXPORT.findall(text))}"
        )
    inner = _EXPORT.sub(lambda _: f'coursekit.fronts["{name}"] = ', text).rstrip()
    return f"(() => {{\n{inner}\n}})();"


def outputs(shown: Any) -> dict[str, Any]:
    """The forms in which a notebook stores an explorer or a quiz, by MIME type.

    ``shown`` has ``html(publish=...)`` and ``live``, its widget. While the book is built
    there is no widget: the page holds the data instead.
    """
    publish = publishing()
    forms: dict[str, Any] = {"text/plain": repr(shown), "text/html": shown.html(publish=publish)}
    if not publish:
        forms["application/vnd.jupyter.widget-view+json"] = {
            "version_major": 2,
            "version_minor": 0,
            "model_id": shown.live.model_id,
        }
    return forms


def publishing() -> bool:
    """Whether a book is being built: what is shown then stands in a page with our styles."""
    return os.environ.get(PUBLISH) == "1"


def embedded(data: dict[str, Any]) -> str:
    r"""JSON that can stand inside HTML. ValueError for a number that JSON does not have.

    >>> embedded({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@functools.cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return json.loads((_FOLDER / "words.json").read_text(encoding="utf-8"))


def _read(name: str, suffix: str) -> str:
    path = _FOLDER / f"{name}.{suffix}"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in _FOLDER.glob(f"*.{suffix}")))
        raise FileNotFoundError(f"there is no front end {name}.{suffix}; there are {there}")
    return path.read_text(encoding="utf-8")
