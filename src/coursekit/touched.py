"""Which sentences and questions rest on cells that change.

The tables of today are compared with those of tomorrow: what becomes false, and what stays
true and yet reads a cell that changes, so that a person should look at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coursekit.check import check
from coursekit.claims import registers
from coursekit.course import Course
from coursekit.data.proof import Lookup
from coursekit.faults import CourseError, Fault, quoted


class Touched(NamedTuple):
    """``false`` names what the new values make wrong, ``look`` what else rests on them."""

    false: list[Fault]
    look: list[Fault]


def touched(before: Course, after: Course) -> Touched:
    """What the change from one state of a course's data to another touches."""
    false = sorted(set(check(after).faults) - set(check(before).faults))
    named = {(fault.path, fault.line) for fault in false}
    look = {*_claims(before, after), *_questions(before, after)}
    return Touched(false, sorted(fault for fault in look
                                 if (fault.path, fault.line) not in named))


def _claims(before: Course, after: Course) -> Iterator[Fault]:
    try:
        known = registers(before)
    except CourseError:
        return  # the check names what is wrong with them
    for register in known:
        for i, claim in enumerate(register.claims):
            if _differ([one for basis in claim.basis for one in basis.lookups()], before, after):
                yield register.document.fault(
                    ["claims", i], f"{register.page} says {quoted(claim.says)}: still "
                                   "true, and reads cells that change")


def _questions(before: Course, after: Course) -> Iterator[Fault]:
    try:
        old = list(before.bank.located())
    except CourseError:
        return
    try:
        new = {(one.id, one.variant): one for one, _ in after.bank.located()}
    except CourseError:
        new = {}  # a key is false, which the check names; look-ups can be compared all the same
    for question, at in old:
        other = new.get((question.id, question.variant), question)
        if other != question:
            said = "takes values from cells that change; read its new text and feedback"
        elif _differ(question.proofs, before, after):
            said = "its key still holds, and reads cells that change"
        else:
            continue
        variant = f" ({question.variant})" if question.variant else ""
        yield Fault(at.path, at.line, f"question {question.id!r}{variant}: {said}")


def _differ(proofs: Sequence[Lookup], before: Course, after: Course) -> bool:
    """Whether one of the look-ups reads other cells than before."""
    for proof in proofs:
        try:
            if proof.cells(before.tables) != proof.cells(after.tables):
                return True
        except LookupError:
            continue  # the check names it
    return False
