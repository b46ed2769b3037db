"""What a question file may hold: the model, which is also the published JSON Schema.

A new type of question is a class here with a ``type`` of its own, a branch in
``grading``, ``page`` and ``rules``, and an entry of ``TYPES`` in ``frontend/quiz.js``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coursekit.data.proof import Proof, Proofs, as_list

Text = Annotated[str, Field(min_length=1, max_length=5000, pattern=r"\S")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Option(_Part):
    """One answer to choose, with feedback of its own for choosing it."""

    text: Text = Field(description="the answer, as Markdown in one line")
    key: bool = Field(default=False, description="true for a right answer")
    feedback: Text = Field(description="what choosing it assumes, and what is wrong with that")
    unchosen: Text | None = Field(
        default=None, description="multiple choice: feedback where this key was left out"
    )
    pinned: bool = Field(default=False, description="keeps its place when options are shuffled")


class _Question(_Part):
    id: Id = Field(description="unique in the whole course, never changed once published")
    role: Literal["section", "wrap-up", "diagnostic"] = Field(
        default="section", description="where it is asked: after a section, at the end of the "
        "chapter, or before the course"
    )
    section: str | None = Field(
        default=None, description="heading of this chapter, as its anchor: where to read again"
    )
    points_to: str | None = Field(
        default=None, description="diagnostic: the chapter to begin with when it is missed"
    )
    objective: str = Field(description="id of an objective in course.yml")
    sources: list[str] = Field(min_length=1, description="ids of data/sources.csv")
    prompt: Text = Field(description="the question, as Markdown; formulas as $...$")
    proof: Proofs | None = Field(
        default=None, description="look-ups in the tables that give the key: one, or a list"
    )

    @property
    def proofs(self) -> list[Proof]:
        """The look-ups that prove the key."""
        return as_list(self.proof)


class SingleChoice(_Question):
    """One of several options is right."""

    type: Literal["single"] = Field(description="one of several options is right")
    options: list[Option] = Field(min_length=2, description="exactly one of them is the key")


class MultipleChoice(_Question):
    """Several of the options are right; choosing some of them earns part of the score."""

    type: Literal["multiple"] = Field(description="several of the options are right")
    options: list[Option] = Field(
        min_length=3, description="at least one is a key, at least one is not"
    )


class Mistake(_Part):
    """A number, or a range of numbers, that a typical mistake leads to."""

    value: Number | None = Field(default=None, description="the one number, or else from and to")
    from_: Number | None = Field(default=None, alias="from", description="lowest number")
    to: Number | None = Field(default=None, description="highest number")
    feedback: Text = Field(description="which mistake leads here, and what to do instead")

    @property
    def range(self) -> tuple[float, float] | None:
        """Its ends, both included; None where it names neither a value nor a whole range."""
        if self.value is not None and self.from_ is None and self.to is None:
            return (self.value, self.value)
        if self.value is None and self.from_ is not None and self.to is not None:
            return (self.from_, self.to)
        return None


class Numeric(_Question):
    """A number, right within a tolerance; typical mistakes have feedback of their own."""

    type: Literal["numeric"] = Field(description="a number is typed")
    answer: Number = Field(description="the right number")
    tolerance: Annotated[Number, Field(ge=0)] = Field(
        default=0.0, description="how far from it is still right"
    )
    unit: str = Field(default="", description="stands after the field; may be typed as well")
    feedback: Text = Field(description="feedback for the right number")
    mistakes: list[Mistake] = Field(
        default_factory=list, description="numbers that typical mistakes lead to"
    )
    otherwise: Text = Field(description="feedback for any other number")

    @property
    def whole(self) -> bool:
        """Whether the answer is a whole number, so that 1,343 is read as a thousand and more."""
        return self.answer.is_integer() and self.tolerance.is_integer()


class Category(_Part):
    """One place to sort into."""

    id: Id = Field(description="what items name as their key")
    text: Text = Field(description="its name")


class Item(_Part):
    """One thing to sort: the category it belongs to, and feedback for each placing."""

    text: Text = Field(description="what is sorted, as Markdown in one line")
    key: str = Field(description="id of the category it belongs to")
    feedback: dict[str, Text] = Field(description="for each category, the feedback for choosing it")


class Sort(_Question):
    """Every item goes into one of the categories."""

    type: Literal["sort"] = Field(description="every item goes into one of the categories")
    categories: list[Category] = Field(min_length=2, description="in the order they are shown")
    items: list[Item] = Field(min_length=2, description="what is sorted")


Question = Annotated[
    SingleChoice | MultipleChoice | Numeric | Sort, Field(discriminator="type")
]


class QuestionFile(_Part):
    """One file of ``quizzes/``: the questions of one chapter, in the order they are asked."""

    chapter: str = Field(description="id of the chapter, as in course.yml")
    questions: list[Question] = Field(min_length=1, description="in the order they are asked")
