"""The register of misconceptions: the beliefs that wrong answers stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coursekit.documents import Document
from coursekit.documents import read as read_document
from coursekit.faults import CourseError, Fault, meant
from coursekit.quiz import text
from coursekit.quiz.model import Misconception, Misconceptions

NAME = "misconceptions.yml"


@dataclass
class Register:
    """Each belief by its id, with its correction; what is wrong with the file."""

    document: Document
    beliefs: dict[str, Misconception] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def stranger(self, name: str) -> str:
        """What to say of an id that is not in the register."""
        hint = meant(name, self.beliefs) or f"; add it to {NAME}"
        return f"misconception {name!r} is not in {NAME}{hint}"


def read(folder: Path, root: Path) -> Register:
    """The register in ``folder``; an empty one where there is no file."""
    path = Path(folder) / NAME
    if not path.is_file():
        return Register(Document(NAME, None))
    try:
        document = read_document(path, root)
    except CourseError as error:
        return Register(Document(NAME, None), faults=error.faults)
    register = Register(document)
    if not isinstance(document.value, dict):
        register.faults = [document.fault((), "the register has the key 'misconceptions', a "
                                              "mapping of ids to beliefs; this file does not")]
        return register
    bare = {name for name, one in _given(document).items() if isinstance(one, str)}
    register.faults = [document.fault(("misconceptions", name), f"{name}: the belief stands "
                       "without its correction; write 'belief' and 'correction', a sentence each")
                       for name in bare]
    # Its id is known all the same, or each question that names it would be a fault as well.
    value = {**document.value, "misconceptions": {
        name: {"belief": one, "correction": "?"} if name in bare else one
        for name, one in _given(document).items()}} if bare else document.value
    try:
        register.beliefs = dict(Misconceptions.model_validate(value).misconceptions)
    except ValidationError as error:
        register.faults += document.faults_of(error, Misconceptions)
    for name, one in register.beliefs.items():
        for key, said in (("belief", one.belief), ("correction", one.correction)):
            for problem in text.problems(said, inline=True):
                register.faults.append(document.fault(("misconceptions", name, key),
                                                      f"{name}: {problem}"))
        if text.plain(one.belief).casefold() == text.plain(one.correction).casefold():
            register.faults.append(document.fault(
                ("misconceptions", name, "correction"),
                f"{name}: the correction repeats the belief; say what is so instead"))
    return register


def _given(document: Document) -> dict[str, Any]:
    found = document.value.get("misconceptions")
    return found if isinstance(found, dict) else {}
