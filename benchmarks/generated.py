"""A course of as many generated questions as one likes, of every type, for measuring.

The same number gives the same course. Chapters hold :data:`CHAPTER` questions each, so a
larger bank has more files of the same size; every key is proven from one small table.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import yaml

from coursekit.quiz.types import TYPES

#: Questions in one chapter, and so in one file; chapters have two digits.
CHAPTER = 100
SECTIONS = ("first-things", "what-follows", "what-is-left")
PLACES = 200
GROUPS = ("north", "south")
BELIEFS = 50

# Plain words, so that a text has the length and the marks of a text and nothing to learn.
_TEXT = (
    "the a one harbour bridge valley village market road river table ledger column row year winter "
    "summer count measure figure total share number answer mistake reading rises falls stands "
    "keeps holds gives takes names shows before after since between above below and or but "
    "because although while only again never often seldom nearly exactly"
)
_WORDS = _TEXT.split()

Made = dict[str, Any]


def write(root: Path, made: list[Made]) -> Path:
    """A course with these questions in the new folder ``root``, which it gives back."""
    for name in ("notebooks", "data/schemas", "quizzes"):
        (root / name).mkdir(parents=True)
    chapters = []
    for start in range(0, len(made), CHAPTER):
        number = start // CHAPTER
        chapter = f"{number:02d}-chapter"
        chapters.append({
            "id": chapter, "title": f"Chapter {number}", "question": "What is counted?",
            "minutes": 30, "objectives": {_objective(number): "Read a register."},
        })
        headings = [f"## {section.replace('-', ' ').capitalize()}" for section in SECTIONS]
        cells = [{"cell_type": "markdown", "metadata": {}, "source": line} for line in headings]
        _json(root / "notebooks" / f"{chapter}.ipynb", {"cells": cells})
        _yaml(root / "quizzes" / f"{chapter}.yml",
              {"chapter": chapter, "questions": made[start:start + CHAPTER]})
    _yaml(root / "quizzes" / "misconceptions.yml",
          {"misconceptions": {f"belief-{n}": _sentence(Random(n)) for n in range(BELIEFS)}})
    _yaml(root / "course.yml", {"id": "generated", "title": "Generated", "as_of": "2026-01-01",
                                "chapters": chapters})
    _tables(root / "data")
    return root


def questions(count: int, *types: str) -> list[Made]:
    """Questions as question files hold them, one type after the other; of ``types``, if named."""
    makers = {name: _MAKERS[name] for name in types or (*TYPES, "variants")}
    turns = list(makers.items())
    return [_question(number, *turns[number % len(turns)]) for number in range(count)]


def _question(number: int, kind: str, make: Callable[[int, Random], Made]) -> Made:
    random = Random(number)
    return {
        "id": f"question-{number}",
        "type": kind,
        "section": SECTIONS[number % len(SECTIONS)],
        "objective": _objective(number // CHAPTER),
        "sources": ["register"],
        "prompt": f"What does the *register* say of case {number}? {_sentence(random)}",
        "hints": [_sentence(random), _sentence(random)],
        "proof": _proof(number),
        **make(number, random),
    }


def _single(number: int, random: Random) -> Made:
    value = _value(number)
    return {"options": [_key(f"Exactly {value} in the register", random),
                        *(_wrong(f"Nearly {value + more}", random) for more in (7, 70, 700))]}


def _multiple(number: int, random: Random) -> Made:
    return {
        "options": [
            {**_key(f"Place {number}, which lies there", random), "unchosen": _sentence(random)},
            _key(f"Place {number + 2}, which lies there too", random),
            _wrong(f"Place {number + 1}, on the other side", random),
            _wrong(f"Place {number + 3}, on the other side", random),
        ],
        "proof": {"table": "register", "where": {"group": GROUPS[number % 2]},
                  "aggregate": "count", "gives": PLACES // 2},
    }


def _truth(number: int, random: Random) -> Made:
    reasons = [_key(f"Because it holds {_value(number)}", random),
               _wrong("Because a register counts everything", random)]
    others = [_wrong("Because a register counts nothing", random)]
    answer = number % 4 < 2
    return {"answer": answer, "if_true": reasons if answer else others,
            "if_false": others if answer else reasons}


def _numeric(number: int, random: Random) -> Made:
    value = _value(number)
    return {
        "answer": value,
        "tolerance": 2,
        "unit": "persons",
        "feedback": _sentence(random),
        "solution": _sentence(random),
        "mistakes": [
            {"value": value * 10, "feedback": _sentence(random), "misconception": _belief(random)},
            {"from": value + 5, "to": value + 20, "feedback": _sentence(random)},
        ],
        "otherwise": _sentence(random),
    }


def _short(number: int, random: Random) -> Made:
    return {
        "accept": [f"Harbour Ledger {number}", f"HL {number}"],
        "feedback": _sentence(random),
        "near": [{"accept": [f"Market Ledger {number}"], "feedback": _sentence(random),
                  "misconception": _belief(random)}],
        "otherwise": _sentence(random),
    }


def _match(number: int, random: Random) -> Made:
    ids = [f"choice-{n}" for n in range(5)]
    return {
        "choices": [{"id": one, "text": f"{_value(number + n)} persons"}
                    for n, one in enumerate(ids)],
        "items": [
            {"text": f"Place {number + n}", "key": ids[n],
             "feedback": {ids[n]: _sentence(random), "otherwise": _sentence(random)},
             "misconceptions": {ids[4]: _belief(random)}}
            for n in range(4)
        ],
        "proof": [_proof(number + n) for n in range(4)],
    }


def _order(number: int, random: Random) -> Made:
    return {
        "first": "fewest", "last": "most",
        "items": [{"text": f"Place {number % 100 + n}", "feedback": _sentence(random)}
                  for n in range(5)],
        "proof": [_proof(number % 100 + n) for n in range(5)],
    }


def _sort(number: int, random: Random) -> Made:
    return {
        "categories": [{"id": group, "text": group.capitalize()} for group in GROUPS],
        "items": [
            {"text": f"Place {number + n}", "key": GROUPS[n % 2],
             "feedback": {group: _sentence(random) for group in GROUPS},
             "misconceptions": {GROUPS[1 - n % 2]: _belief(random)}}
            for n in range(4)
        ],
    }


def _fill(number: int, random: Random) -> Made:
    options = [_key(f"{_value(number)}", random), _wrong("no", random), _wrong("some", random)]
    where = [_key("ledger", random), _wrong("column", random)]
    return {"text": f"The {{where}} shows {{how-many}} persons in case {number}.",
            "blanks": [{"id": "where", "options": where}, {"id": "how-many", "options": options}]}


def _point(number: int, random: Random) -> Made:
    codes = [f"A{(number + n) % PLACES:02d}" for n in range(3)]
    return {
        "map": {"table": "outlines", "box": [-60, -30, 60, 30], "alt": "Squares in rows."},
        "options": [{**_key(f"Area {codes[0]}", random), "area": codes[0]},
                    *({**_wrong(f"Area {code}", random), "area": code} for code in codes[1:]),
                    {**_wrong("The harbour", random), "at": [number % 50, number % 25]}],
    }


def _variants(number: int, random: Random) -> Made:
    """A numeric question made from data."""
    value = {"table": "register", "where": {"id": "{{place}}"}, "value": "persons"}
    return {
        **_numeric(number, random),
        "type": "numeric",
        "prompt": f"How many persons does the register name at {{{{place}}}}? {_sentence(random)}",
        "variants": [{"id": f"variant-{n}", "place": f"place-{(number + n) % PLACES}"}
                     for n in range(2)],
        "values": {"found": value},
        "answer": "{{found}}",
        "mistakes": [],
        "proof": {**value, "gives": "{{found}}"},
    }


_MAKERS: dict[str, Callable[[int, Random], Made]] = {
    "single": _single, "multiple": _multiple, "truth": _truth, "numeric": _numeric,
    "short": _short, "match": _match, "order": _order, "sort": _sort, "fill": _fill,
    "point": _point, "variants": _variants,
}


def _key(text: str, random: Random) -> Made:
    return {"text": text, "key": True, "feedback": _sentence(random)}


def _wrong(text: str, random: Random) -> Made:
    return {"text": text, "feedback": _sentence(random), "misconception": _belief(random)}


def _belief(random: Random) -> str:
    return f"belief-{random.randrange(BELIEFS)}"


def _sentence(random: Random) -> str:
    words = random.choices(_WORDS, k=random.randint(12, 24))
    marked = random.randrange(len(words))
    words[marked] = f"*{words[marked]}*"
    return f"{' '.join(words)}.".capitalize()


def _objective(chapter: int) -> str:
    return f"{chapter:02d}.read"


def _value(number: int) -> int:
    return 1000 + 30 * (number % PLACES)


def _proof(number: int) -> Made:
    return {"table": "register", "where": {"id": f"place-{number % PLACES}"}, "value": "persons",
            "gives": _value(number)}


def _outline(place: int) -> str:
    x, y = place % 20 * 6 - 60, place // 20 * 6 - 30
    corners = ((x, y), (x + 5, y), (x + 5, y + 5), (x, y + 5))
    return ",".join(f"{lon} {lat}" for lon, lat in corners)


def _tables(folder: Path) -> None:
    places = range(PLACES)
    tables = {
        "sources": (("id",), [("register",)]),
        "register": (("id", "group", "persons"), [
            (f"place-{place}", GROUPS[place % 2], _value(place)) for place in places]),
        "outlines": (("id", "iso3", "hole", "points"), [
            (f"ring-{place}", f"A{place:02d}", "false", f'"{_outline(place)}"')
            for place in places]),
    }
    types = {"persons": "integer", "hole": "boolean"}
    for name, (columns, rows) in tables.items():
        lines = [",".join(map(str, row)) for row in (columns, *rows)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        _json(folder / "schemas" / f"{name}.json", {
            "fields": [{"name": column, "title": column, "type": types.get(column, "string")}
                       for column in columns],
            "primaryKey": "id",
        })
    _json(folder / "datapackage.json", {"name": "generated", "resources": [
        {"name": name, "path": f"{name}.csv", "schema": f"schemas/{name}.json", "title": name,
         "description": "A row is a place.", "vintage": "2026", "licenses": [{"name": "facts"}]}
        for name in tables
    ]})


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def _yaml(path: Path, content: Any) -> None:
    # The dumper in C, where PyYAML has it, writes 10,000 questions in seconds.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False),
                    encoding="utf-8")
