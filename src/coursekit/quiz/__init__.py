"""Questions that teach: their types, the bank, grading, display, record and review."""

from coursekit.quiz.bank import Bank, BankError
from coursekit.quiz.display import Quiz, Shown
from coursekit.quiz.grading import Result, grade
from coursekit.quiz.model import Question, QuestionFile
from coursekit.quiz.numbers import Reading, read_number

__all__ = ["Bank", "BankError", "Question", "QuestionFile", "Quiz", "Reading", "Result", "Shown",
           "grade", "read_number"]
