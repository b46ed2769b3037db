"""A learner's record: what was answered, when each question comes back, what is mastered."""

from coursekit.quiz.record.attempt import Attempt, dump, merged, moment, new_id, now, parse
from coursekit.quiz.record.errors import RecordError
from coursekit.quiz.record.mastery import Progress, report, state
from coursekit.quiz.record.schedule import (
    Scheduled,
    due,
    parameters,
    rating,
    reviews,
    schedule,
)
from coursekit.quiz.record.store import Record

__all__ = ["Attempt", "Progress", "Record", "RecordError", "Scheduled", "due", "dump", "merged",
           "moment", "new_id", "now", "parameters", "parse", "rating", "report", "reviews",
           "schedule", "state"]
