"""Quizzes in a page as the book has them, and hands to answer them with."""

from __future__ import annotations

import functools
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page

from coursekit.quiz import Quiz
from tests import sampling
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
    folder.mkdir(parents=True, exist_ok=True)
    return book_page.write(folder, _of_the_bakery(shown, publish), **options)


@functools.cache
def _of_the_bakery(shown: tuple[str, ...], publish: bool) -> str:
    """The HTML of its quizzes, the same for every test that shows them."""
    with tempfile.TemporaryDirectory() as folder:
        return _html(Quiz(bakery.course(Path(folder))), shown, publish)


def write_of(quiz: Quiz, folder: Path, *shown: str, publish: bool = True, **options: str) -> Path:
    """The same with the quizzes of any course."""
    return book_page.write(folder, _html(quiz, shown, publish), **options)


def _html(quiz: Quiz, shown: tuple[str, ...], publish: bool) -> str:
    return "\n".join(_shown(quiz, one).html(publish=publish) for one in shown or ("each",))


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


def check(of: Locator, sure: str = FAIRLY, *, by_mouse: bool | None = None) -> None:
    """Check what was given, saying how sure one is."""
    press(of, sure, by_mouse=by_mouse)


def press(of: Locator, name: str, *, by_mouse: bool | None = None) -> None:
    """Press a button of a question."""
    if _mouse(by_mouse):
        of.get_by_role("button", name=name, exact=True).click()
    else:
        of.evaluate(_SCRIPT, [[["press", name]]])


def answer(
    of: Locator, *, right: bool, sure: str = FAIRLY, by_mouse: bool | None = None
) -> None:
    """Answer one question rightly or wrongly and check it, see :func:`give`."""
    if _mouse(by_mouse):
        give(of, right=right, by_mouse=True)
        check(of, sure, by_mouse=True)
    else:
        of.evaluate(_SCRIPT, [_steps(of, right), [["press", sure]]])


def again(of: Locator, *, by_mouse: bool | None = None) -> None:
    """Try once more, after a wrong answer."""
    press(of, "Try again", by_mouse=by_mouse)


def choose(of: Locator, name: str) -> None:
    """Choose a radio button of a question."""
    if _mouse(None):
        _MOUSE["choose"](of, name)
    else:
        of.evaluate(_SCRIPT, [[["choose", name]]])


def hint(of: Locator) -> None:
    """Open every hint of a question, if it has any."""
    while (button := of.locator(".ck-hint")).is_visible():
        press(of, button.inner_text())


def give(of: Locator, *, right: bool, by_mouse: bool | None = None) -> None:
    """Give a right or a wrong answer to one question of :data:`ALL`, without checking it.

    A person does it with a mouse, and so does a test of how answers are given. Where they are
    but the way to what is tested, a script in the page does the same in a tenth of the time:
    nothing that cannot be seen or is switched off. With ``--all`` every answer is by mouse.
    """
    steps = _steps(of, right)
    if _mouse(by_mouse):
        for kind, *given in steps:
            _MOUSE[kind](of, *given)
    else:
        of.evaluate(_SCRIPT, [steps])


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


def _mouse(wanted: bool | None) -> bool:
    return sampling.whole if wanted is None else wanted


def _steps(of: Locator, right: bool) -> list[list]:
    """What is to be done for an answer, one thing after another."""
    name = of.get_attribute("data-ck-question")
    if name == VARIED:
        cereal = of.locator("legend .ck-q-prompt").inner_text().split(":")[0]
        return [["type", _FLOUR[cereal] if right else "7"]]
    return _STEPS[name][not right]


def _tick(of: Locator, option: str, on: bool) -> None:
    label = of.locator("label.ck-option", has=of.page.get_by_text(option, exact=True))
    label.get_by_role("checkbox").set_checked(on)


def _arrange(of: Locator, *wanted: str) -> None:
    for place, name in enumerate(wanted):
        for _ in range(items(of).index(name) - place):
            of.get_by_role("button", name=f"Move up: {name}").click()


_MOUSE: dict[str, Callable[..., None]] = {
    "choose": lambda of, name: of.get_by_role("radio", name=name).check(),
    "tick": _tick,
    "type": lambda of, text: of.get_by_role("textbox").fill(text),
    "select": lambda of, name, option:
        of.get_by_role("combobox", name=name).select_option(option),
    "arrange": _arrange,
}

#: The same in the page itself, all of it in one go.
_SCRIPT = """(question, parts) => {
    const one = (what, of, is) => {
        const found = [...question.querySelectorAll(what)].filter(is);
        if (found.length !== 1) throw new Error(`there are ${found.length} ${what}: ${of}`);
        const [element] = found;
        if (!element.checkVisibility() || element.disabled) throw new Error(`out of reach: ${of}`);
        element.focus();
        return element;
    };
    const words = (e) => (e.ariaLabel ?? e.labels?.[0]?.innerText ?? e.innerText).trim();
    const tell = (e, ...types) => types.forEach((type) =>
        e.dispatchEvent(new Event(type, { bubbles: true })));
    const stood = () => [...question.querySelectorAll(".ck-step-item > .ck-text")]
        .map((e) => e.innerText);
    const hands = {
        choose(name) {
            const radio = one("input[type=radio]", name, (e) => words(e).includes(name));
            if (!radio.checked) radio.click();
        },
        tick(option, on) {
            const box = one("input[type=checkbox]", option,
                (e) => e.labels[0].querySelector(".ck-text").innerText === option);
            if (box.checked !== on) box.click();
        },
        type(text) {
            const field = one("input[type=text]", text, () => true);
            field.value = text;
            tell(field, "input");
        },
        select(name, option) {
            const list = one("select", name, (e) => words(e).includes(name));
            list.value = [...list.options].find((e) => e.label === option).value;
            tell(list, "input", "change");
        },
        arrange(...wanted) {
            wanted.forEach((name, place) => {
                for (let up = stood().indexOf(name) - place; up > 0; up -= 1) {
                    one(".ck-arrow:first-child", name, (e) =>
                        e.closest(".ck-step-item").querySelector(".ck-text").innerText === name)
                        .click();
                }
            });
        },
        press: (name) => one("button", name, (e) => words(e) === name).click(),
    };
    for (const [kind, ...given] of parts.flat()) hands[kind](...given);
}"""


def _selected(**choices: tuple[str, str]) -> tuple[list, list]:
    return tuple([["select", name.replace("_", " "), both[place]]
                  for name, both in choices.items()] for place in (0, 1))


#: For each question the steps to a right answer, and those to a wrong one.
_STEPS: dict[str, tuple[list, list]] = {
    "raising-agent": ([["choose", "Yeast"]], [["choose", "Salt"]]),
    "cereals": tuple([["tick", name, (name in ("Rye", "Wheat")) == right]
                      for name in ("Rye", "Wheat", "Potato", "Buckwheat")]
                     for right in (True, False)),
    "flour-for-hundred": ([["type", "1.343"]], [["type", "13.430"]]),
    "bread-or-cake": _selected(
        Sponge=("Cake & sweets", "Bread"), Rye_loaf=("Bread", "Cake & sweets"),
        Brioche=("Bread", "Bread")),
    "hotter-is-faster": ([["choose", "False"], ["choose", "The crust burns"]],
                         [["choose", "True"], ["choose", "Heat and time"]]),
    "name-of-the-oven": ([["type", "Crust"]], [["type", "the crumb"]]),
    "heat-of-each": _selected(
        Meringue=("90 degrees", "250 degrees"), Pizza=("250 degrees", "180 degrees")),
    "steps-of-baking": ([["arrange", "Mix", "Rise", "Bake", "Cool"]],
                        [["arrange", "Cool", "Bake", "Rise", "Mix"]]),
    "sentence-of-heat": _selected(
        Gap_1_of_2=("230 degrees", "90 degrees"), Gap_2_of_2=("forty minutes", "five minutes")),
    "where-ovens-are": ([["choose", "Westland"]], [["choose", "Midtown"]]),
    "hydration": ([["type", "0,314"]], [["type", "3,14"]]),
    "diagnostic-dough": ([["choose", "Flour and water"]], [["choose", "A kind of oven"]]),
    "diagnostic-oven": ([["choose", "Two hundred degrees"]], [["choose", "Two degrees"]]),
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
