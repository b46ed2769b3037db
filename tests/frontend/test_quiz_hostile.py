"""Whatever stands in a question file or a course, nothing of it runs."""

import json

import pytest
import yaml

from coursekit.quiz import Quiz
from coursekit.quiz.live import LiveQuiz
from tests.coursekit.quiz import bakery
from tests.frontend import book_page, quiz_page

VECTORS = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    "\"><b onmouseover=window.ran=1 style=position:fixed;inset:0>x</b>",
    "' autofocus onfocus=window.ran=1 x='",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<math><mtext><style><img src=x onerror=window.ran=1></style></mtext></math>",
    "<details open ontoggle=window.ran=1>",
    "<style>@import 'http://example.org/x.css'</style>",
    "<base href='http://example.org/'>",
    "<form action=javascript:window.ran=1><button>x</button></form>",
    "[x](javascript:window.ran=1)",
    "[x](JAVASCRIPT&colon;window.ran=1)",
    "[x](java\tscript:window.ran=1)",
    "[x](data:text/html,<script>window.ran=1</script>)",
    "<javascript:window.ran=1>",
    "[x]: javascript:window.ran=1\n\n[x]",
    "[x](http://example.org/ \"\\\" onmouseover=window.ran=1 \")",
    "$\\href{javascript:window.ran=1}{x}$",
    "$\\text{<img src=x onerror=window.ran=1>}$",
    "$x \" onmouseover=\"window.ran=1$",
    "`<img src=x onerror=window.ran=1>`",
    "```\n<script>window.ran=1</script>\n```",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "]]><script>window.ran=1</script>",
    "<!-- --><script>window.ran=1</script> <!--",
    "{{constructor.constructor('window.ran=1')()}}${window.ran=1}",
    "null\x00byte<scr\x00ipt>window.ran=1</scr\x00ipt>",
    "\u202eright to left\u2066<img src=x onerror=window.ran=1>",
    "\u2028window.ran=1\u2029",
]


def hostile(value, vector):
    """A question with a vector in every text of it, beside what was there."""
    plain = {"id", "type", "role", "section", "objective", "sources", "key", "points_to", "proof"}
    if isinstance(value, dict):
        return {k: v if k in plain else hostile(v, vector) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(one, vector) for one in value]
    return f"{value} {vector}" if isinstance(value, str) else value


def course(folder, vector):
    """The bakery with a vector in every text of its questions, headings and manifest."""
    root = bakery.write(folder)
    for path in (root / "quizzes").glob("*.yml"):
        given = yaml.safe_load(path.read_text())
        questions = [hostile(one, vector) for one in given["questions"]]
        for one in questions:
            for category in one.get("categories", []):
                category["id"] = category["id"].split()[0]
        content = {"chapter": given["chapter"], "questions": questions}
        path.write_text(json.dumps(content), encoding="utf-8")
    text = (root / "course.yml").read_text()
    manifest = yaml.safe_load(text)
    for chapter in manifest["chapters"]:
        chapter["title"] += f" {vector}"
        chapter["objectives"] = {k: f"{v} {vector}" for k, v in chapter["objectives"].items()}
    (root / "course.yml").write_text(json.dumps(manifest), encoding="utf-8")
    return bakery.Course(root)


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_nothing_of_a_hostile_text_runs_in_the_book(new_page, tmp_path, vector):
    quiz = Quiz(course(tmp_path, vector))
    shown = [quiz.show(*quiz_page.EACH), quiz.diagnostic(), quiz.chapter("01")]
    page = new_page()
    body = "\n".join(one.html(publish=True) for one in shown)
    page.goto(book_page.write(tmp_path, body).as_uri())
    quiz_page.mount(page)
    assert page.locator(".ck-quiz").count() == 3, "a quiz does not stand as it should"
    _answer_everything(page)
    assert page.locator(".ck-summary:not(:empty)").count() == 3
    assert _foreign(page) == []
    assert page.evaluate("window.ran") is None


def test_nothing_of_any_hostile_text_runs_in_the_still_version(new_page, tmp_path):
    page = new_page()
    page.set_content("<!doctype html><title>Still</title><main></main>")
    for place, vector in enumerate(VECTORS):
        quiz = Quiz(course(tmp_path / str(place), vector))
        html = quiz.show(*quiz_page.EACH).html() + quiz.diagnostic().html()
        page.evaluate("(html) => { document.querySelector('main').innerHTML = html; }", html)
        assert page.locator(".ck-q").count() == 6, f"{vector!r} tears a question apart"
        assert _foreign(page) == [], vector
        assert page.evaluate("window.ran") is None, vector


def test_what_the_lab_is_sent_is_the_same_safe_text_as_in_the_book(tmp_path):
    shown = Quiz(course(tmp_path, VECTORS[2])).show("raising-agent")
    live = LiveQuiz(shown.spec)
    assert live.spec == shown.spec
    assert "<img" not in json.dumps(live.spec["questions"])


def _answer_everything(page):
    page.evaluate("""() => {
        for (const q of document.querySelectorAll("[data-ck-question]")) {
            for (const input of q.querySelectorAll("input[type=radio], input[type=checkbox]")) {
                input.click();
                q.querySelector(".ck-check").click();
            }
            for (const field of q.querySelectorAll(".ck-field")) field.value = "1";
            for (const select of q.querySelectorAll("select")) select.selectedIndex = 1;
            q.querySelector(".ck-check").click();
            for (const e of q.querySelectorAll("*")) {
                for (const type of ["mouseover", "focus"]) e.dispatchEvent(new Event(type));
            }
        }
    }""")


def _foreign(page):
    """Elements and attributes that no quiz has."""
    return page.evaluate("""() => [...document.querySelectorAll("main *")].flatMap((e) => [
        ...(/^(script|img|iframe|style|base|form|object|embed|foreignobject)$/i.test(e.tagName)
            && !e.classList.contains("ck-data") ? [e.outerHTML] : []),
        ...[...e.attributes].filter(({ name, value }) => name.startsWith("on") || name === "style"
            || (/^(href|src|action|xlink:href)$/.test(name)
                && !/^(https?:|#|[\\w-]+\\.html)/.test(value)))
            .map(({ name, value }) => `${name}=${value}`),
    ])""")
