"""Quizzes in a page as the book has them, and hands to answer them with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page

from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery
from tests.frontend import book_page

#: One quiz with a question of each type, in the order single, multiple, numeric, sort.
EACH = ("raising-agent", "cereals", "flour-for-hundred", "bread-or-cake")


def write(folder: Path, *shown: str, publish: bool = True, **options: str) -> Path:
    """A page with quizzes of the bakery: ``each``, ``section:slug``, ``chapter:01``, ..."""
    quiz = Quiz(bakery.course(folder))
    html = "\n".join(_shown(quiz, one).html(publish=publish) for one in shown or ("each",))
    return book_page.write(folder, html, **options)


def _shown(quiz: Quiz, what: str):
    kind, _, name = what.partition(":")
    if kind == "each":
        return quiz.show(*EACH)
    if kind == "show":
        return quiz.show(name)
    return getattr(quiz, kind)(*([name] if name else []))


def mount(page: Page) -> None:
    """Render all quizzes of the page at once, seen or not."""
    page.evaluate("document.querySelectorAll('.ck-widget[data-ck]').forEach(coursekit.mount)")


def question(page: Page, name: str) -> Locator:
    """One question of the page."""
    return page.locator(f'[data-ck-question="{name}"]')


def status(of: Locator) -> Locator:
    """The region in which a question, or the whole quiz, speaks."""
    return of.get_by_role("status")


def answer(of: Locator, *, right: bool) -> None:
    """Answer one question of :data:`EACH` rightly or wrongly, and check it."""
    name = of.get_attribute("data-ck-question")
    if name == "raising-agent":
        of.get_by_role("radio", name="Yeast" if right else "Salt").check()
    elif name == "cereals":
        for cereal in ("Rye", "Wheat") if right else ("Potato", "Buckwheat"):
            of.get_by_role("checkbox", name=cereal, exact=False).filter(visible=True).first.check()
    elif name == "flour-for-hundred":
        of.get_by_role("textbox").fill("1.343" if right else "13.430")
    else:
        places = ("Cake & sweets", "Bread", "Bread") if right else ("Bread", "Cake & sweets") * 2
        for item, place in zip(("Sponge", "Rye loaf", "Brioche"), places, strict=False):
            of.get_by_role("combobox", name=item).select_option(place)
    of.get_by_role("button", name="Check").click()


def questions(page: Page) -> Iterator[Locator]:
    """Every question of the page, in order."""
    yield from page.locator("[data-ck-question]").all()
