"""A small course on baking: every type of question in every role, and a chapter to come."""

from __future__ import annotations

import json
from pathlib import Path

from coursekit.course import Course

MANIFEST = """\
id: bakery
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

OVEN = """\
chapter: 02-oven
questions:
  - id: hotter-is-faster
    type: truth
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: An oven twice as hot bakes a loaf in half the time.
    hints: [Think of the crust., Think of what the crumb does meanwhile.]
    solution: The crust is done *long* before the crumb.
    answer: false
    if_true:
      - {text: Heat and time always trade off., misconception: heat-and-time-trade-off,
         feedback: It sounds like arithmetic and yet the crust burns before the crumb is done.}
      - {text: Bakers in a hurry do it., feedback: They burn their bread and learn to wait for it.}
    if_false:
      - {text: The crust burns before the crumb is done., key: true,
         feedback: Right. Heat needs its time to travel inwards to the crumb.}
      - {text: No oven gets twice as hot., misconception: ovens-have-one-heat,
         feedback: Some do. The reason lies in the bread and not in the oven at all.}
  - id: name-of-the-oven
    type: short
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: What is the brown part of a loaf called?
    accept: [bread crust, the crust, brødskorpe]
    feedback: Right. The crust is where the sugars turn brown.
    near:
      - accept: [crumb]
        misconception: crumb-is-outside
        feedback: The crumb is the soft inside; one cuts through both and mixes them up.
    otherwise: Think of what you hear crack when the loaf cools on the table.
  - id: heat-of-each
    type: match
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: Which heat belongs to which?
    choices: [{id: low, text: 90 degrees}, {id: mid, text: 180 degrees},
              {id: high, text: 250 degrees}]
    items:
      - {text: Meringue, key: low,
         feedback: {low: Right. It dries more than it bakes., otherwise: It would brown and crack.}}
      - {text: Pizza, key: high, misconceptions: {mid: ovens-have-one-heat},
         feedback: {high: Right. As hot as the oven gets., low: It would only dry and never bake.,
                    otherwise: Most ovens stand there and most pizzas are pale for it.}}
  - id: steps-of-baking
    type: order
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: In which order does a loaf come about?
    first: first
    last: last
    items:
      - {text: Mix, feedback: Nothing can rise before flour and water have met.}
      - {text: Rise, feedback: Gas fills the dough and it needs an hour or two.}
      - {text: Bake, feedback: Heat ends the rising and sets the crumb.}
      - {text: Cool, feedback: The crumb is still wet and would stick to the knife.}
  - id: sentence-of-heat
    type: fill
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: Fill the gaps.
    text: "A *loaf* goes in at {heat} and comes out after {time}."
    blanks:
      - id: heat
        options:
          - {text: 230 degrees, key: true, feedback: Right. It falls as soon as the door is opened.}
          - {text: 90 degrees, misconception: ovens-have-one-heat,
             feedback: At that heat it would dry out and never become bread.}
      - id: time
        options:
          - {text: five minutes, misconception: heat-and-time-trade-off,
             feedback: That is enough for a flat bread and for nothing thicker.}
          - {text: forty minutes, key: true, feedback: Right. The crumb needs that time to set.}
  - id: where-ovens-are
    type: point
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    prompt: Where does the oldest oven stand?
    map: {table: shapes, box: [0, 0, 20, 10], alt: Two square countries side by side and a town.}
    options:
      - {text: Westland, area: WES, key: true,
         feedback: Right. It stands in the middle of the square.}
      - {text: Eastland, area: EAS, misconception: ovens-have-one-heat,
         feedback: Eastland has the largest oven and people take it for the oldest.}
      - {text: Midtown, at: [10, 5], misconception: crumb-is-outside,
         feedback: Midtown lies between the two and has no oven of its own.}
  - id: flour-of-each
    type: numeric
    role: wrap-up
    objective: 02.heat
    sources: [book-of-bread-1990]
    variants:
      - {id: rye, loaf: rye, name: Rye}
      - {id: wheat, loaf: wheat, name: Wheat}
    values:
      flour: {table: loaves, where: {id: "{{loaf}}"}, value: flour}
    prompt: "{{name}}: how many grams of flour does one loaf take?"
    answer: "{{flour}}"
    feedback: "Right. {{name}} takes {{flour}} grams and not one gram more."
    otherwise: Look at the sheet beside the oven and read the row again.
"""

MISCONCEPTIONS = """\
misconceptions:
  heat-and-time-trade-off:
    belief: Twice the heat is half the time.
    correction: Twice the heat burns the crust before the crumb is done.
  ovens-have-one-heat:
    belief: An oven is hot or it is not.
    correction: An oven has many heats, and each bread wants its own.
  crumb-is-outside:
    belief: The crumb is what falls off the *outside*.
    correction: The crumb is the soft *inside* of a loaf.
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
    "shapes": (
        [("id", "string", "Id"), ("iso3", "string", "Code"), ("points", "string", "Points"),
         ("hole", "boolean", "Hole")],
        'id,iso3,points,hole\n'
        'wes,WES,"2 2,8 2,8 8,2 8,2 2",false\n'
        'eas,EAS,"12 2,30 2,30 8,12 8,12 2",false\n'
        'far,,"50 2,58 2,58 8,50 8,50 2",false\n',
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
    (root / "quizzes" / "02-oven.yml").write_text(OVEN, encoding="utf-8")
    (root / "quizzes" / "misconceptions.yml").write_text(MISCONCEPTIONS, encoding="utf-8")
    return root


def course(folder: Path) -> Course:
    """The course, freshly written into a folder."""
    return Course(write(folder))
