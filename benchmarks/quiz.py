"""The same questions as a quiz of the book and in jupyterquiz, in turn in the same Chromium.

Both stand in the same bare page, and each has what its tool puts there: ours its script and
its style sheet, which all quizzes of a book share, jupyterquiz all of its own in the page.
"""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks import generated
from benchmarks.row import Row
from coursekit.book.serve import serving
from coursekit.course import Course
from coursekit.quiz import Quiz, text
from tests.browser import find, flags
from tests.frontend import book_page

COUNT = 20
RUNS = 15


@dataclass(frozen=True)
class Tool:
    """How one quiz is used, in JavaScript: what a question is, how it is answered and checked.

    ``fill`` answers a question without checking it, ``check`` is the one click or key that asks
    for feedback, ``ready`` what exists once the first question can be answered.
    """

    name: str
    question: str
    ready: str
    feedback: str
    fill: str
    check: str


OURS = Tool(
    name="ours",
    question="[data-ck-question]",
    ready="[data-ck-question] .ck-check",
    feedback=".ck-status:not([data-ck-verdict=none])",  # none: it asks for an answer first
    fill="""(question) => {
      const field = question.querySelector("input[type=text]");
      if (!field) return question.querySelector("input[type=radio]").click();
      field.value = "7";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }""",
    check="""(question) => question.querySelector(".ck-check").click()""",
)
THEIRS = Tool(
    name="jupyterquiz",
    question=".Quiz",
    ready=".Quiz .MCButton",
    feedback=".Feedback",
    # It grades a choice when it is clicked, and a number at Enter.
    fill="""(question) => {
      const field = question.querySelector("input[type=text]");
      if (field) field.value = "7";
    }""",
    check="""(question) => {
      const field = question.querySelector("input[type=text]");
      if (!field) return question.querySelector(".MCButton").click();
      field.dispatchEvent(new KeyboardEvent("keypress", { keyCode: 13, which: 13 }));
    }""",
)

# Notes when the first question can be answered, and when it has been painted as well: in the
# second frame from then the first one is on the screen. What a tool logs is thrown away, for it
# would cost time only because somebody listens here.
WATCH = """
(() => {
  console.log = () => {};
  const look = () => {
    if (window.benchReady || !document.querySelector(%r)) return;
    window.benchReady = performance.now();
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.benchSeen = performance.now();
    }));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
})();
"""

# Answers every question of the page; gives for each the milliseconds from its check to the
# feedback in the document, and to the next animation frame, which paints it.
ANSWER = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  for (const question of document.querySelectorAll(%r)) {
    question.scrollIntoView();
    (%s)(question);
    await frame();
    await frame();
    const start = performance.now();
    (%s)(question);
    for (let waited = 0; !question.querySelector(%r)?.textContent.trim(); waited += 1) {
      if (waited > 60) throw new Error("no feedback within 60 frames");
      await frame();
    }
    const there = performance.now();
    await frame();
    times.push([there - start, performance.now() - start]);
  }
  return times;
}
"""


@dataclass
class Measured:
    """What one tool took; lists hold a value for each run, times in milliseconds."""

    requests: int = 0
    raw: int = 0
    packed: int = 0
    usable: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    graded: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)


def measure() -> list[Row]:
    questions = [_bare(one) for one in generated.questions(COUNT, "single", "numeric")]
    found = {tool.name: Measured() for tool in (OURS, THEIRS)}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write_ours(folder, questions)
        _write_theirs(folder, questions)
        with serving(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=flags())
            for run in range(-1, RUNS):  # the first one warms up and does not count
                for tool in (OURS, THEIRS):
                    kept = found[tool.name] if run >= 0 else Measured()
                    _visit(browser, f"{address}/{tool.name}/page.html", tool, kept)
            browser.close()
    ours, theirs = found[OURS.name], found[THEIRS.name]
    return [row for what, unit, values in (
        ("bytes", "kB", lambda m: m.raw / 1000),
        ("bytes, gzipped", "kB", lambda m: m.packed / 1000),
        ("requests", "", lambda m: m.requests),
        ("until usable", "ms", lambda m: median(m.usable)),
        ("until usable and painted", "ms", lambda m: median(m.seen)),
        ("check to feedback", "ms", lambda m: median(m.graded)),
        ("check to the next frame", "ms", lambda m: median(m.painted)),
    ) for row in _rows(what, unit, values(ours), values(theirs))]


def _rows(what: str, unit: str, ours: float, theirs: float) -> list[Row]:
    return [
        Row(f"{what}: {OURS.name}", ours, unit),
        Row(f"{what}: {THEIRS.name}", theirs, unit),
        Row(f"{what}: {OURS.name} / {THEIRS.name}", ours / theirs, ""),
    ]


def _visit(browser: Browser, address: str, tool: Tool, kept: Measured) -> None:
    context = browser.new_context()  # of its own, so that nothing is cached
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.add_init_script(WATCH % tool.ready)
    page.goto(address)
    page.wait_for_function("window.benchSeen")
    page.wait_for_load_state("networkidle")
    kept.usable.append(page.evaluate("window.benchReady"))
    kept.seen.append(page.evaluate("window.benchSeen"))
    times = page.evaluate(ANSWER % (tool.question, tool.fill, tool.check, tool.feedback))
    if len(times) != COUNT:
        raise SystemExit(f"{len(times)} of {COUNT} questions of {tool.name} could be answered.")
    kept.graded.append(sum(graded for graded, _ in times) / COUNT)
    kept.painted.append(sum(painted for _, painted in times) / COUNT)
    bodies = [one.body() for one in responses if one.url.startswith("http")]
    kept.requests = len(bodies)
    kept.raw = sum(map(len, bodies))
    kept.packed = sum(len(gzip.compress(body, 6)) for body in bodies)
    context.close()


def _bare(value: Any) -> Any:
    """A question without what jupyterquiz has no place for."""
    if isinstance(value, dict):
        return {key: _bare(child) for key, child in value.items()
                if key not in ("hints", "solution", "misconception")}
    return [_bare(child) for child in value] if isinstance(value, list) else value


def _write_ours(folder: Path, questions: list[dict[str, Any]]) -> None:
    course = Course(generated.write(folder / "course", questions))
    shown = Quiz(course).show(*(question["id"] for question in questions))
    (folder / OURS.name).mkdir()
    book_page.write(folder / OURS.name, shown.html(publish=True))


def _write_theirs(folder: Path, questions: list[dict[str, Any]]) -> None:
    import jupyterquiz  # imports IPython, which only this function needs

    shown: list[Any] = []
    with mock.patch("jupyterquiz.dynamic.display.display", shown.append):
        jupyterquiz.display_quiz([_theirs(question) for question in questions])
    html, script = (one.data for one in shown)
    (folder / THEIRS.name).mkdir()
    path = book_page.write(folder / THEIRS.name, f"<div>{html}</div>\n<script>{script}</script>")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    links = ('href="coursekit.css"', 'src="coursekit.js"')
    path.write_text("".join(line for line in lines if not any(link in line for link in links)),
                    encoding="utf-8")


def _theirs(question: dict[str, Any]) -> dict[str, Any]:
    """A question in the form of jupyterquiz, its texts as the HTML that ours are made into."""
    asked = {"question": text.html(question["prompt"])}
    if question["type"] == "single":
        return asked | {"type": "multiple_choice", "answers": [
            {"answer": _line(one["text"]), "correct": one.get("key", False),
             "feedback": _line(one["feedback"])}
            for one in question["options"]
        ]}
    return asked | {"type": "numeric", "answers": [
        {"type": "value", "value": question["answer"], "correct": True,
         "feedback": _line(question["feedback"])},
        *({**({"type": "value", "value": one["value"]} if "value" in one
              else {"type": "range", "range": [one["from"], one["to"]]}),
           "correct": False, "feedback": _line(one["feedback"])}
          for one in question["mistakes"]),
        {"type": "default", "feedback": _line(question["otherwise"])},
    ]}


def _line(markdown: str) -> str:
    return text.html(markdown, inline=True)
