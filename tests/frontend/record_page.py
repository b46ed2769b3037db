"""Pages with the book's record and progress, and histories of answers to keep there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from coursekit import frontend
from coursekit.quiz.record import Attempt, parameters
from coursekit.quiz.record.attempt import stated
from tests.frontend import book_page

COURSE = "bakery"
CHAPTERS = [{"id": f"{number:02d}-{name}", "title": name.title(), "href": f"{number:02d}.html"}
            for number, name in enumerate(("dough", "oven", "crumb", "glaze"), 1)]
OBJECTIVES = [{"id": f"{one['id'][:2]}.{verb}", "text": f"{verb.title()} the {one['title']}.",
               "chapter": one["id"]} for one in CHAPTERS for verb in ("weigh", "name")]
#: Every objective has five questions.
QUESTIONS = [[f"{one['id'].replace('.', '-')}-{number}", one["id"], one["chapter"]]
             for one in OBJECTIVES for number in range(1, 6)]
POINTS = {f"diagnostic-{one['id'][3:]}": one["id"] for one in CHAPTERS}
KEPT = {"en": "Your answers are kept in this browser.", "da": "Dine svar gemmes i browseren."}
MORNING = datetime(2026, 9, 1, 8, tzinfo=UTC)


def words() -> dict[str, dict[str, str]]:
    """The words of progress, which are the record's as well."""
    return frontend.words("progress")


def write(folder: Path, *, language: str = "en", **options: str) -> Path:
    """A page with the book's script and an empty widget of class ``here``."""
    path = book_page.write(folder, '<div class="ck-widget here"></div>', **options)
    page = path.read_text(encoding="utf-8").replace('lang="en"', f'lang="{language}"', 1)
    path.write_text(page, encoding="utf-8")
    return path


def spec(**changed: Any) -> dict[str, Any]:
    """What progress is told of the course."""
    return {
        "course": COURSE, "language": "en", "chapters": CHAPTERS,
        "objectives": OBJECTIVES, "questions": QUESTIONS, "pointsTo": POINTS,
        "review": {"href": "review.html", "file": "review.ipynb"}, "kept": KEPT, **changed,
    }


def show(page: Page, **changed: Any) -> None:
    """Show progress in the page over its record, as the book does."""
    page.evaluate(
        """([spec, words, schedule]) => {
            window.shown?.();
            const el = document.querySelector(".here");
            window.model = coursekit.modelOf({ spec, words, schedule, published: true });
            coursekit.record.connect(model, "progress");
            window.shown = coursekit.fronts.progress.render({ model, el });
        }""", [spec(**changed), words(), parameters()])


def keep(page: Page, attempts: Iterable[Attempt], course: str = COURSE) -> None:
    """Put answers into the page's storage at once."""
    lines = [[f"coursekit:{course}:attempt:{one.id}", one.text] for one in attempts]
    page.evaluate("(lines) => lines.forEach((line) => localStorage.setItem(...line))", lines)


def stored(page: Page, start: str = "coursekit:") -> dict[str, str]:
    """What the page's storage holds under keys that begin so."""
    return page.evaluate(
        "(start) => Object.fromEntries(Object.entries({ ...localStorage })"
        ".filter(([key]) => key.startsWith(start)))", start)


class Chance:
    """Answers by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def attempt(self, question: str, at: datetime, **given: Any) -> Attempt:
        pick = self.random.choice
        correct = self.random.random() < 0.7
        whole = {
            "id": f"{self.random.getrandbits(128):032x}", "question": question,
            "version": pick(["", "1a2b3c4d"]), "quiz": pick(["", "ck-quiz-oven", "ck-quiz-review"]),
            "response": pick([0, [1, 2], "3,14", {"a": None}, "\U0001f35e æ"]),
            "score": 1 if correct else pick([0, 0.5, 1 / 3]), "correct": correct,
            "confidence": pick(["sure", "fairly", "guess", ""]), "hints": pick([0, 0, 0, 1, 2, 3]),
            "solution": self.random.random() < 0.1, "seconds": self.random.uniform(0, 300),
            "at": stated(at), "where": pick(["book", "lab", "terminal", ""]),
        }
        return Attempt(**whole | given)

    def history(self, question: str, longest: int = 30) -> list[Attempt]:
        """Attempts at one question, from seconds to years apart."""
        at = MORNING + timedelta(milliseconds=self.random.randrange(400 * 86_400_000))
        found = []
        for _ in range(self.random.randint(1, longest)):
            found.append(self.attempt(question, at))
            at += timedelta(milliseconds=self.gap())
        self.random.shuffle(found)
        return found

    def gap(self) -> int:
        """Milliseconds; any length of time is as likely as another ten times as long."""
        hour, day = 3_600_000, 86_400_000
        exact = [hour - 1, hour, hour + 1, day - 1, day, day + 1, 2 * day, 7 * day]
        if self.random.random() < 0.2:
            return self.random.choice(exact)
        return int(10 ** self.random.uniform(3, 11.2))

    def moment(self) -> datetime:
        """Some time within two years."""
        return MORNING + timedelta(seconds=self.random.randrange(2 * 366 * 86_400))


def opened(make: Callable[..., Page], url: str, **options: Any) -> Page:
    """A new browser, with nothing kept, at the page."""
    page = make(**options)
    page.goto(url)
    return page
