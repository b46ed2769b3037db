"""A learner's record: what was answered, when each question comes back, what is mastered."""

from coursekit.quiz.record.attempt import Attempt, by_now, dump, merged, moment, new_id, now, parse
from coursekit.quiz.record.errors import RecordError
from coursekit.quiz.record.mastery import Progress, coming, report, state
from coursekit.quiz.record.schedule import (
    Scheduled,
    due,
    parameters,
    queue,
    rating,
    reviews,
    schedule,
)
from coursekit.quiz.record.store import Record

__all__ = ["Attempt", "Progress", "Record", "RecordError", "Scheduled", "by_now", "coming", "due",
           "dump", "merged", "moment", "new_id", "now", "parameters", "parse", "queue", "rating",
           "report", "reviews", "schedule", "state"]
