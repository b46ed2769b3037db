"""The book's search: words are found however their letters are typed, as in quizzes.

Both the index and what a reader types are folded as :func:`coursekit.quiz.spelling.keys` folds an
answer: ``Haekkerup``, ``Hakkerup`` and ``HÆKKERUP`` find Hækkerup, ``Coree`` finds Corée. The index
is a script that comes with the book, so this works from the disk as well.
"""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import languages

from coursekit.quiz.spelling import keys

_WORD = re.compile(r"\w+")
# Letters that have another spelling of their own; accents are taken off by what Unicode knows.
_LETTERS = "æøåßđł"
_SPLITTER = """
const foldedLetters = %s;
var splitQuery = (query) => [...query.normalize("NFC").toLowerCase()]
  .map((letter) => foldedLetters[letter] ?? letter).join("")
  .normalize("NFKD").replace(/\\p{M}/gu, "")
  .split(/[^\\p{Letter}\\p{Number}_]+/u).filter((term) => term);
"""


def register(app: Sphinx) -> None:
    """Teach the search of the book's language to fold."""
    app.connect("config-inited", _fold)


def words(text: str) -> list[str]:
    """The words of a text as they are indexed: each in every form in which it may be typed.

    >>> words("Hans Hækkerup, Corée")
    ['hans', 'haekkerup', 'hakkerup', 'coree']
    """
    return [form for word in _WORD.findall(text) for whole in sorted(keys(word))
            for form in whole.split()]


def splitter() -> str:
    """The same for what a reader types, in JavaScript; one form is enough there.

    >>> '"æ": "ae"' in splitter()
    True
    """
    letters = {letter: max(keys(letter), key=len) for letter in _LETTERS}
    return _SPLITTER % json.dumps(letters, ensure_ascii=False)


def _fold(app: Sphinx, config: Config) -> None:
    spoken = config.html_search_language or config.language or "en"
    name = spoken if spoken in languages else spoken.split("_")[0]
    found: Any = languages.get(name, languages["en"])
    if isinstance(found, str):
        module, _, one = found.rpartition(".")
        found = getattr(importlib.import_module(module), one)
    if not hasattr(found, "folds"):
        made = type("Folding", (found,), {
            "lang": name, "folds": True, "js_splitter_code": splitter(),
            "split": lambda self, text: words(text)})
        app.add_search_language(made)
