"""What a question file may hold: the model, which is also the published JSON Schema."""

from __future__ import annotations

from pydantic import Field

from coursekit.quiz.types import Question
from coursekit.quiz.types.base import Id, Part, Text

__all__ = ["Misconception", "Misconceptions", "Question", "QuestionFile"]


class QuestionFile(Part):
    """One file of ``quizzes/``: the questions of one chapter, in the order they are asked."""

    chapter: str = Field(min_length=1, description="id of the chapter, as in course.yml")
    again: list[Id] = Field(
        default_factory=list, description="ids of questions of earlier chapters that the quiz at "
        "the end of this chapter asks again, of different objectives"
    )
    questions: list[Question] = Field(min_length=1, description="in the order they are asked")


class Misconception(Part):
    """What a wrong answer stands for, and what is so instead: always shown together."""

    belief: Text = Field(description="the belief, in one sentence, as a believer would say it")
    correction: Text = Field(description="what is so instead, in one sentence, said literally")


class Misconceptions(Part):
    """``quizzes/misconceptions.yml``: the beliefs that wrong options stand for."""

    misconceptions: dict[Id, Misconception] = Field(
        description="id to the belief and its correction"
    )
