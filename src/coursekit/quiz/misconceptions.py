"""The register of misconceptions: the beliefs that wrong answers stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from coursekit.documents import Document
from coursekit.documents import read as read_document
from coursekit.faults import CourseError, Fault, meant
from coursekit.quiz import text
from coursekit.quiz.model import Misconceptions

NAME = "misconceptions.yml"


@dataclass
class Register:
    """Each belief by its id, in one sentence; what is wrong with the file."""

    document: Document
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def stranger(self, name: str) -> str:
        """What to say of an id that is not in the register."""
        hint = meant(name, self.texts) or f"; add it to {NAME}"
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
    try:
        register.texts = dict(Misconceptions.model_validate(document.value).misconceptions)
    except ValidationError as error:
        register.faults = document.faults_of(error, Misconceptions)
    for name, belief in register.texts.items():
        for problem in text.problems(belief, inline=True):
            register.faults.append(document.fault(("misconceptions", name), f"{name}: {problem}"))
    return register
