"""The types of question: one module each, from its keys to its grading and its page.

A new type is a class with a ``type`` of its own here, in :data:`Question`, and an entry of
``TYPES`` and of ``GRADES`` in ``frontend/grading.js``; both run the same table of cases.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from coursekit.quiz.types.base import BaseQuestion, Finding, Option, Result, Wrong
from coursekit.quiz.types.choice import MultipleChoice, SingleChoice
from coursekit.quiz.types.fill import Fill
from coursekit.quiz.types.numeric import Numeric
from coursekit.quiz.types.order import Order
from coursekit.quiz.types.placing import Match, Sort
from coursekit.quiz.types.point import PointOnMap
from coursekit.quiz.types.short import ShortText
from coursekit.quiz.types.truth import Truth

__all__ = ["TYPES", "BaseQuestion", "Fill", "Finding", "Match", "MultipleChoice", "Numeric",
           "Option", "Order", "PointOnMap", "Question", "Result", "ShortText", "SingleChoice",
           "Sort", "Truth", "Wrong"]

Question = Annotated[
    SingleChoice | MultipleChoice | Truth | Numeric | ShortText | Match | Order | Sort | Fill
    | PointOnMap,
    Field(discriminator="type"),
]

#: The class of each type, by its name in question files.
TYPES: dict[str, type[BaseModel]] = {
    "single": SingleChoice, "multiple": MultipleChoice, "truth": Truth, "numeric": Numeric,
    "short": ShortText, "match": Match, "order": Order, "sort": Sort, "fill": Fill,
    "point": PointOnMap,
}
