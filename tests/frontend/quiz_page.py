"""Quizzes in a page as the book has them, and hands to answer them with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page

from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery
from tests.frontend import book_page

#: One quiz with a question of each type that was there first: single, multiple, numeric, sort.
EACH = ("raising-agent", "cereals", "flour-for-hundred", "bread-or-cake")
#: One quiz with a question of each of the ten types, by the type's name.
TYPES = {
    "single": "raising-agent", "multiple": "cereals", "numeric": "flour-for-hundred",
    "sort": "bread-or-cake", "truth": "hotter-is-faster", "short": "name-of-the-oven",
    "match": "heat-of-each", "order": "steps-of-baking", "fill": "sentence-of-heat",
    "point": "where-ovens-are",
}
ALL = tuple(TYPES.values())
#: A question with variants, made from data.
VARIED = "flour-of-each"
SURE, FAIRLY, GUESS = LEVELS = ("Sure", "Fairly sure", "A guess")

_FLOUR = {"Rye": "13.43", "Wheat": "12"}


def write(folder: Path, *shown: str, publish: bool = True, **options: str) -> Path:
    """A page with quizzes of the bakery: ``each``, ``all``, ``section:slug``, ``chapter:01``.

    ``show:one,two`` shows two questions; ``,2`` at the end of any of them draws two at random.
    ``review:5`` asks for five at a time.
    """
    return write_of(Quiz(bakery.course(folder)), folder, *shown, publish=publish, **options)


def write_of(quiz: Quiz, folder: Path, *shown: str, publish: bool = True, **options: str) -> Path:
    """The same with the quizzes of any course."""
    html = "\n".join(_shown(quiz, one).html(publish=publish) for one in shown or ("each",))
    return book_page.write(folder, html, **options)


def _shown(quiz: Quiz, what: str):
    kind, _, given = what.partition(":")
    if kind == "review":
        return quiz.review(int(given or 10))
    names = [name for name in given.split(",") if name]
    pick = {"pick": int(names.pop())} if names and names[-1].isdigit() and names[1:] else {}
    if kind in ("each", "all"):
        return quiz.show(*(EACH if kind == "each" else ALL))
    return getattr(quiz, kind)(*names, **pick)


def mount(page: Page) -> None:
    """Render all quizzes of the page at once, seen or not."""
    page.evaluate("document.querySelectorAll('.ck-widget[data-ck]').forEach(coursekit.mount)")


def question(page: Page | Locator, name: str) -> Locator:
    """One question of the page."""
    return page.locator(f'[data-ck-question="{name}"]')


def questions(page: Page | Locator) -> Iterator[Locator]:
    """Every question of the page, in order."""
    yield from page.locator("[data-ck-question]").all()


def status(of: Locator) -> Locator:
    """The region in which a question says what it thinks of the answer."""
    return of.locator(".ck-status")


def kept(of: Locator) -> Locator:
    """The line in which a question says whether the answer is kept."""
    return of.locator(".ck-kept")


def check(of: Locator, sure: str = FAIRLY) -> None:
    """Check what was given, saying how sure one is."""
    of.get_by_role("button", name=sure, exact=True).click()


def answer(of: Locator, *, right: bool, sure: str = FAIRLY) -> None:
    """Answer one question rightly or wrongly, as a person does with a mouse, and check it."""
    give(of, right=right)
    check(of, sure)


def again(of: Locator) -> None:
    """Try once more, after a wrong answer."""
    of.get_by_role("button", name="Try again").click()


def give(of: Locator, *, right: bool) -> None:
    """Give a right or a wrong answer to one question of :data:`ALL`, without checking it."""
    _HANDS[of.get_attribute("data-ck-question")](of, right)


def items(of: Locator) -> list[str]:
    """The items of a question of type order, from the top."""
    return of.locator(".ck-step-item > .ck-text").all_inner_texts()


def seen(of: Locator) -> list:
    """What is chosen, typed, laid in order, opened and judged in a question; not the words."""
    return of.evaluate("""(e) => {
        const all = (what, get) => [...e.querySelectorAll(what)].map(get);
        return [
            all("input[type=radio], input[type=checkbox]", (i) => i.checked),
            all("input[type=text], select", (i) => i.value),
            all(".ck-step-item > .ck-text", (i) => i.innerText),
            all("[data-ck-mark]", (i) => `${i.tagName} ${i.dataset.ckMark}`),
            all("[data-ck-chosen]", (i) => i.dataset.ckPlace),
            all(".ck-check", (i) => i.ariaPressed),
            all(".ck-hints > *, .ck-solution, .ck-belief, .ck-reread", (i) => i.className),
            all("button", (i) => `${i.className} ${i.hidden}`),
            e.querySelector(".ck-status").dataset.ckVerdict ?? "",
        ];
    }""")


def point_at(of: Locator, place: int, across: float = 0.5, down: float = 0.5) -> None:
    """Click on a place of a map, by its number, or beside it where the shares are beyond 0 to 1."""
    shape = of.locator(f'[data-ck-place="{place}"]')
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    of.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def _choose(right: str, wrong: str) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        of.get_by_role("radio", name=right if is_right else wrong).check()
    return hand


def _tick(right: tuple[str, ...], wrong: tuple[str, ...]) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        for option in (*right, *wrong):
            label = of.locator("label.ck-option", has=of.page.get_by_text(option, exact=True))
            label.get_by_role("checkbox").set_checked((option in right) == is_right)
    return hand


def _type(right: str, wrong: str) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        of.get_by_role("textbox").fill(right if is_right else wrong)
    return hand


def _select(**choices: tuple[str, str]) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        for name, (right, wrong) in choices.items():
            box = of.get_by_role("combobox", name=name.replace("_", " "))
            box.select_option(right if is_right else wrong)
    return hand


def _judge(right: tuple[str, str], wrong: tuple[str, str]) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        for name in right if is_right else wrong:
            of.get_by_role("radio", name=name).check()
    return hand


def _arrange(*wanted: str) -> Callable[[Locator, bool], None]:
    def hand(of: Locator, is_right: bool) -> None:
        for place, name in enumerate(wanted if is_right else wanted[::-1]):
            for _ in range(items(of).index(name) - place):
                of.get_by_role("button", name=f"Move up: {name}").click()
    return hand


def _weigh(of: Locator, is_right: bool) -> None:
    name = of.locator("legend .ck-q-prompt").inner_text().split(":")[0]
    of.get_by_role("textbox").fill(_FLOUR[name] if is_right else "7")


_HANDS: dict[str, Callable[[Locator, bool], None]] = {
    "raising-agent": _choose("Yeast", "Salt"),
    "cereals": _tick(("Rye", "Wheat"), ("Potato", "Buckwheat")),
    "flour-for-hundred": _type("1.343", "13.430"),
    "bread-or-cake": _select(Sponge=("Cake & sweets", "Bread"), Rye_loaf=("Bread", "Cake & sweets"),
                             Brioche=("Bread", "Bread")),
    "hotter-is-faster": _judge(("False", "The crust burns"), ("True", "Heat and time")),
    "name-of-the-oven": _type("Crust", "the crumb"),
    "heat-of-each": _select(Meringue=("90 degrees", "250 degrees"),
                            Pizza=("250 degrees", "180 degrees")),
    "steps-of-baking": _arrange("Mix", "Rise", "Bake", "Cool"),
    "sentence-of-heat": _select(Gap_1_of_2=("230 degrees", "90 degrees"),
                                Gap_2_of_2=("forty minutes", "five minutes")),
    "where-ovens-are": _choose("Westland", "Midtown"),
    VARIED: _weigh,
    "hydration": _type("0,314", "3,14"),
    "diagnostic-dough": _choose("Flour and water", "A kind of oven"),
    "diagnostic-oven": _choose("Two hundred degrees", "Two degrees"),
}


def attempt(question: str, response: object, *, correct: bool, at: str, **more: object) -> dict:
    """An answer given in the book at some time, in the form of the record."""
    made = {"id": uuid.uuid4().hex, "question": question, "version": "", "variant": "", "quiz": "",
            "response": response, "score": int(correct), "correct": correct, "confidence": "fairly",
            "hints": 0, "solution": False, "seconds": 1, "at": at, "where": "book"}
    return made | more


def remember(page: Page, *given: dict) -> None:
    """Put answers into the browser's record and load the page anew, all quizzes rendered."""
    page.evaluate("""(given) => given.forEach((one) =>
        localStorage.setItem(`coursekit:bakery:attempt:${one.id}`, JSON.stringify(one)))""",
        list(given))
    reopen(page)


def reopen(page: Page) -> None:
    """Load the page anew, as who comes back does, all quizzes rendered."""
    page.reload()
    mount(page)


def attempts(page: Page) -> list[dict]:
    """The answers that the browser's record holds, in order."""
    return page.evaluate("""() => Object.keys(localStorage)
        .filter((key) => key.startsWith("coursekit:bakery:attempt:"))
        .map((key) => JSON.parse(localStorage[key]))
        .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)""")
