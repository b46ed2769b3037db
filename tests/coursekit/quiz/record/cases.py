"""The rules on a record as cases: Python and JavaScript run the same ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.quiz.record import Attempt

_given = json.loads(Path(__file__).with_name("record-cases.json").read_text(encoding="utf-8"))

REVIEWS: list[dict[str, Any]] = _given["reviews"]
RATINGS: list[dict[str, Any]] = _given["ratings"]
STATES: list[dict[str, Any]] = _given["states"]
SCHEDULES: list[dict[str, Any]] = _given["schedules"]
DUE: list[dict[str, Any]] = _given["due"]
MASTERY: list[dict[str, Any]] = _given["mastery"]
REPORTS: list[dict[str, Any]] = _given["reports"]
MERGES: list[dict[str, Any]] = _given["merges"]
CANONICAL: list[dict[str, Any]] = _given["canonical"]
ATTEMPTS: list[dict[str, Any]] = _given["attempts"]


def full(short: dict[str, Any]) -> dict[str, Any]:
    """An attempt written short, with all its keys."""
    whole = {**_given["attempt"], **short}
    return {**whole, "id": number(whole["id"])}


def number(short: str) -> str:
    """An id written short, with all its digits."""
    return short.rjust(32, "0")


def attempts(short: list[dict[str, Any]]) -> list[Attempt]:
    """Attempts written short, as attempts."""
    return [Attempt.from_dict(full(one)) for one in short]


def changed(case: dict[str, Any]) -> dict[str, Any]:
    """The attempt of a case on what is allowed: as a file might hold it."""
    whole = {**full({}), **json.loads(case.get("with", "{}"))}
    if "repeated" in case:
        key, text, times = case["repeated"]
        whole[key] = text * times
    return {key: value for key, value in whole.items() if key not in case.get("without", [])}
