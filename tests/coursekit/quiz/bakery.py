"""A small course on baking: every type of question in every role, and a chapter to come."""

from __future__ import annotations

import json
from pathlib import Path

from coursekit.course import Course

MANIFEST = """\
title: Baking
language: en
as_of: "2026-01-01"
chapters:
  - {id: 00-start, title: Start, question: "Why bake?", minutes: 5,
     objectives: {00.begin: Begin.}}
  - {id: 01-dough, title: Dough, question: "What is dough?", minutes: 10,
     objectives: {01.weigh: Weigh flour and water., 01.name: Name the kinds of dough.}}
  - {id: 02-oven, title: "The <oven>", question: "How hot?", minutes: 10,
     objectives: {02.heat: Heat an oven.}}
"""

NOTEBOOKS = {
    "00-start": ["# Start", "## How to begin"],
    "01-dough": ["# Dough", "## Flour and water", "## What **rises**?"],
}

DOUGH = """\
chapter: 01-dough
questions:
  - id: raising-agent
    type: single
    section: what-rises
    objective: 01.name
    sources: [book-of-bread-1990]
    prompt: What makes a *wheat* dough rise?
    options:
      - text: Yeast
        key: true
        feedback: Right. Yeast lives on sugar and gives off gas.
      - text: Salt
        feedback: Salt slows the yeast down. See *What rises?*
      - text: Heat alone
        feedback: Heat makes gas larger, but something must make the gas first.
      - text: None of these
        pinned: true
        feedback: One of them does. Which of them is alive?
  - id: cereals
    type: multiple
    section: flour-and-water
    objective: 01.name
    sources: [book-of-bread-1990]
    prompt: |
      Which of these are cereals?

      - Think of what grows on them.
      - Choose all.
    options:
      - {text: Rye, key: true, feedback: Right. Rye is a grass with grains.,
         unchosen: You left out rye. It is the cereal of the north.}
      - {text: Wheat, key: true, feedback: Right. Wheat is the commonest of them.}
      - {text: Buckwheat, feedback: "The name misleads: it is a relative of rhubarb."}
      - {text: Potato, feedback: A potato is a tuber and not a grain.}
  - id: flour-for-hundred
    type: numeric
    section: flour-and-water
    objective: 01.weigh
    sources: [book-of-bread-1990]
    prompt: How many grams of flour do hundred loaves of rye take?
    answer: 1343
    unit: g
    feedback: Right. That is the sum on the sheet.
    mistakes:
      - {from: 13000, to: 14000, feedback: You are ten times too high; look at the unit.}
      - {value: -1343, feedback: Flour is never less than nothing.}
    otherwise: Multiply what one loaf takes by hundred.
    proof: {table: loaves, where: {id: rye}, value: flour, times: 100, gives: 1343}
  - id: hydration
    type: numeric
    role: wrap-up
    section: flour-and-water
    objective: 01.weigh
    sources: [book-of-bread-1990]
    prompt: What is the share of water, $w = \\frac{31.4}{100}$, as a number?
    answer: 0.314
    tolerance: 0.001
    feedback: Right.
    otherwise: Divide the one by the other.
  - id: bread-or-cake
    type: sort
    role: wrap-up
    section: what-rises
    objective: 01.name
    sources: [book-of-bread-1990]
    prompt: Bread or cake?
    categories:
      - {id: bread, text: Bread}
      - {id: cake, text: "Cake & sweets"}
    items:
      - text: Rye loaf
        key: bread
        feedback: {bread: Right. It holds no sugar., cake: It holds no sugar at all.}
      - text: Sponge
        key: cake
        feedback: {bread: It is half sugar., cake: "Right: half of it is sugar."}
      - text: Brioche
        key: bread
        feedback: {bread: Right. It is rich and yet a bread., cake: Rich is not sweet enough.}
"""

START = """\
chapter: 00-start
questions:
  - id: diagnostic-dough
    type: single
    role: diagnostic
    points_to: 01-dough
    objective: 01.name
    sources: [book-of-bread-1990]
    prompt: What is dough?
    options:
      - {text: Flour and water, key: true, feedback: Right so far.}
      - {text: A kind of oven, feedback: That is what it goes into.}
  - id: diagnostic-oven
    type: single
    role: diagnostic
    points_to: 02-oven
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: How hot is an oven?
    options:
      - {text: Two hundred degrees, key: true, feedback: Right for most breads.}
      - {text: Two degrees, feedback: That is a refrigerator.}
"""

TABLES = {
    "sources": (
        [("id", "string", "Source"), ("title", "string", "Title")],
        "id,title\nbook-of-bread-1990,The Book of Bread\n",
    ),
    "loaves": (
        [("id", "string", "Loaf"), ("flour", "number", "Flour")],
        "id,flour\nrye,13.43\nwheat,12\n",
    ),
}


def write(folder: Path) -> Path:
    """The course in a new folder; gives that folder."""
    root = folder / "bakery"
    for name in ("notebooks", "data/schemas", "quizzes"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "course.yml").write_text(MANIFEST, encoding="utf-8")
    for name, headings in NOTEBOOKS.items():
        cells = [{"cell_type": "markdown", "metadata": {}, "source": h} for h in headings]
        (root / "notebooks" / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))
    for name, (columns, rows) in TABLES.items():
        fields = [{"name": n, "type": t, "title": title} for n, t, title in columns]
        schema = {"fields": fields, "primaryKey": "id"}
        (root / "data" / "schemas" / f"{name}.json").write_text(json.dumps(schema))
        (root / "data" / f"{name}.csv").write_text(rows)
    resources = [
        {"name": name, "path": f"{name}.csv", "title": name, "description": "What a row is.",
         "schema": f"schemas/{name}.json", "vintage": "1990", "licenses": [{"name": "facts"}]}
        for name in TABLES
    ]
    package = {"name": "bakery", "resources": resources}
    (root / "data" / "datapackage.json").write_text(json.dumps(package))
    (root / "quizzes" / "00-start.yml").write_text(START, encoding="utf-8")
    (root / "quizzes" / "01-dough.yml").write_text(DOUGH, encoding="utf-8")
    return root


def course(folder: Path) -> Course:
    """The course, freshly written into a folder."""
    return Course(write(folder))
