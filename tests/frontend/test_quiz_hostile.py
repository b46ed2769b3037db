"""Whatever stands in a question file, a course or a record, nothing of it runs or breaks a page."""

import functools
import json
import re
from pathlib import Path

import pytest
import yaml

from coursekit import misread
from coursekit.faults import CourseError
from coursekit.quiz import Quiz, text
from coursekit.quiz.types.numeric import Numeric
from coursekit.quiz.types.short import ShortText
from tests import lab
from tests.coursekit.quiz import bakery
from tests.frontend import book_page, quiz_page
from tests.frontend.quiz_page import (
    ALL,
    VARIED,
    answer,
    attempt,
    question,
    questions,
    remember,
    status,
)
from tests.sampling import sample

ROOT = Path(__file__).resolve().parents[2]
RAN = "window.ran=1"
#: Texts that run, load or tear something in a page that takes them for HTML, for a web address,
#: for a formula, for a template or for JSON; all of them set ``window.ran`` where they run.
KINDS = {
    # Elements that run by themselves.
    "run": [
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"<ScRiPt >{RAN}</sCrIpT\n>",
    f"<script/x>{RAN}</script/y>",
    f"<<script>{RAN}//<</script>",
    f"<script>\n<!--\n{RAN}\n//-->\n</script>",
    "<script src=data:text/javascript,window.ran=1></script>",
    f"<script type=module>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"<img/src=x/onerror={RAN}>",
    f"<IMG SRC=x OnErRoR='{RAN}'>",
    f"<img src=x onerror\n=\n{RAN}>",
    f"<img src='x' onerror=\"{RAN}\" alt='",
    f"<image src=x onerror={RAN}>",
    f"<svg onload={RAN}>",
    f"<svg><script>{RAN}</script></svg>",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s>",
    f"<svg><a><rect width=9 height=9></rect><set onbegin={RAN} attributeName=href></a></svg>",
    f"<svg><foreignObject><img src=x onerror={RAN}></foreignObject></svg>",
    f"<svg><use href=\"data:image/svg+xml,<svg id=x onload='{RAN}'/>#x\"></use></svg>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<iframe src=javascript:parent.ran=1></iframe>",
    "<object data=javascript:window.ran=1></object>",
    "<embed src=javascript:window.ran=1>",
    f"<video><source onerror={RAN}></video>",
    f"<audio src=x onerror={RAN}>",
    f"<details open ontoggle={RAN}>",
    f"<body onload={RAN}>",
    f"<marquee onstart={RAN}>x</marquee>",
    f"<input autofocus onfocus={RAN}>",
    f"<select autofocus onfocus={RAN}><option>x</select>",
    f"<textarea autofocus onfocus={RAN}></textarea>",
    f"<x-y tabindex=1 autofocus onfocus={RAN}></x-y>",
    f"<p style='animation-name:x' onanimationstart={RAN}>x</p>",
    f"<div popover onbeforetoggle={RAN}>x</div>",
    ],
    # Elements that change the page around them.
    "change": [
    "<style>@import 'http://example.org/x.css'</style>",
    "<style>.ck-quiz { display: none }</style>",
    "<link rel=stylesheet href=http://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=http://example.org/'>",
    "<base href='http://example.org/'>",
    "<form action=javascript:window.ran=1><button>x</button></form>",
    "<button formaction=javascript:window.ran=1>x</button>",
    "<template><img src=x></template></fieldset></div></main>",
    "</legend></fieldset></label></option></select></ul></div>",
    "<plaintext>",
    "<textarea>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.ran=1>\">",
    ],
    # Ways out of an attribute.
    "attribute": [
    "\"><b onmouseover=window.ran=1 style=position:fixed;inset:0>x</b>",
    "' autofocus onfocus=window.ran=1 x='",
    "` onmouseover=window.ran=1 ",
    "\" onfocus=window.ran=1 autofocus=\"",
    "x\" data-ck-place=\"0\" onclick=\"window.ran=1",
    ],
    # What a sanitiser may make of nested and broken mark-up.
    "nested": [
    f"<math><mtext><style><img src=x onerror={RAN}></style></mtext></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x "
    f"onerror={RAN}&gt;'>",
    f"<svg></p><style><a id=\"</style><img src=x onerror={RAN}>\">",
    f"<scr<script>ipt>{RAN}</scr</script>ipt>",
    f"<!-- --><script>{RAN}</script> <!--",
    f"<!--><img src=x onerror={RAN}>-->",
    f"<![CDATA[<script>{RAN}</script>]]>",
    f"]]><script>{RAN}</script>",
    f"<?xml version='1.0'?><script>{RAN}</script>",
    f"&lt;script&gt;{RAN}&lt;/script&gt;",
    f"&#60;img src=x onerror={RAN}&#62;",
    f"&amp;lt;img src=x onerror={RAN}&amp;gt;",
    "+ADw-script+AD4-window.ran=1+ADw-/script+AD4-",
    ],
    # Addresses.
    "address": [
    "[x](javascript:window.ran=1)",
    "[x](JAVASCRIPT&colon;window.ran=1)",
    "[x](java\tscript:window.ran=1)",
    "[x](&#x6A;avascript:window.ran=1)",
    "[x](\u0001javascript:window.ran=1)",
    "[x](vbscript:window.ran=1)",
    "[x](data:text/html,<script>window.ran=1</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=)",
    "[x](blob:window.ran=1) [y](file:///etc/passwd) [z](//example.org)",
    "<javascript:window.ran=1>",
    "[x]: javascript:window.ran=1\n\n[x]",
    "[x](http://example.org/ \"\\\" onmouseover=window.ran=1 \")",
    "[a](http://example.org/<script>window.ran=1</script>)",
    ],
    # Formulas, code, templates, JSON.
    "code": [
    "$\\href{javascript:window.ran=1}{x}$",
    "$\\text{<img src=x onerror=window.ran=1>}$",
    "$x \" onmouseover=\"window.ran=1$",
    "$$\\style{background:url(javascript:window.ran=1)}{x}$$",
    f"`<img src=x onerror={RAN}>`",
    f"```\n<script>{RAN}</script>\n```",
    f"~~~html\"onfocus={RAN}\nx\n~~~",
    "{{constructor.constructor('window.ran=1')()}}${window.ran=1}",
    "#{window.ran=1} <%= window.ran=1 %> {0} {1} {9}",
    '","key":true,"html":"<img src=x onerror=window.ran=1>","x":"',
    "\\\"};window.ran=1;//",
    "__proto__ constructor toString",
    ],
    # Characters that turn, hide or end a text.
    "characters": [
    "null\x00byte<scr\x00ipt>window.ran=1</scr\x00ipt>",
    "\u202eright to left\u2066<img src=x onerror=window.ran=1>",
    "\u200f\u200e\u061c marks \u2067 and \u2069 isolates",
    "\u2028window.ran=1\u2029",
    "\ufeff\u200b\u2060\u00ad hidden \ue000 \uf8ff private",
    "\x1b[31m\x07\x08\x7f bells",
    "e" + "\u0301" * 60 + " z" + "\u20dd" * 20,
    "\u0430dm\u0456n \U0001f3f4\u200d\u2620\ufe0f \U000e0041 \U0010ffff",
    "W" * 1200,
    "- x\n- y\n\n> z\n\n# h\n\n1. n\n\n---\n\n|a|b|\n|-|-|\n|c|d|",
    ],
}
VECTORS = [one for those in KINDS.values() for one in those]
KIND_OF = {one: kind for kind, those in KINDS.items() for one in those}


def unlock(patch):
    """Let everything through that the check would refuse: here it is shown all the same.

    Such are mark-up and hidden characters, line breaks written as JSON writes them, and units and
    words that nobody can type so that they are read as right.
    """
    patch.setattr(text, "problems", lambda *_, **__: ())
    patch.setattr(misread, "dropped", lambda *_: "")
    for one in (Numeric, ShortText):
        patch.setattr(one, "findings", lambda _: ())


@pytest.fixture(autouse=True)
def unlocked(monkeypatch):
    unlock(monkeypatch)


#: Those that ran somewhere most easily; Lab takes them through the kernel and back.
WORST = [VECTORS[at] for at in (0, 8, 14, 20, 26, 35, 47, 58, 65, 90)]

#: Keys whose values are names, or must stay as they are for the bank to take the question.
PLAIN = {"id", "type", "role", "section", "objective", "sources", "key", "points_to", "proof",
         "misconception", "misconceptions", "reread", "answer", "values", "loaf", "area", "at",
         "table", "box"}

#: Where the bank takes no long text.
ROOM = {"accept": 170, "unit": 90}


def hostile(value, vector):
    """A question with a vector in every text of it, beside what was there."""
    if isinstance(value, dict):
        # Where a text may have gaps or names, these would be some.
        open_ = value.keys() & {"blanks", "variants"}
        whole = vector.replace("{", "{ ") if open_ else vector
        return {k: v if k in PLAIN else hostile(v, whole[:ROOM.get(k)]) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(one, vector) for one in value]
    return f"{value} {vector}" if isinstance(value, str) else value


@functools.cache
def sound(name):
    """What the bakery's files hold, read once."""
    return yaml.safe_load({"01-dough": bakery.DOUGH, "02-oven": bakery.OVEN,
                           "00-start": bakery.START, "misconceptions": bakery.MISCONCEPTIONS,
                           "course": bakery.MANIFEST}[name])


def course(folder, vector):
    """The bakery with a vector in every text of its questions, beliefs, headings and manifest."""
    root = bakery.write(folder)
    for name in ("00-start", "01-dough", "02-oven"):
        questions = [hostile(one, vector) for one in sound(name)["questions"]]
        content = {"chapter": name, "questions": questions}
        (root / "quizzes" / f"{name}.yml").write_text(_json(content), encoding="utf-8")
    beliefs = {name: {key: f"{said} {vector}" for key, said in one.items()}
               for name, one in sound("misconceptions")["misconceptions"].items()}
    (root / "quizzes" / "misconceptions.yml").write_text(
        _json({"misconceptions": beliefs}), encoding="utf-8")
    manifest = json.loads(json.dumps(sound("course")))
    for chapter in manifest["chapters"]:
        chapter["title"] += f" {vector}"
        chapter["objectives"] = {k: f"{v} {vector}" for k, v in chapter["objectives"].items()}
    (root / "course.yml").write_text(_json(manifest), encoding="utf-8")
    return bakery.Course(root)


def _json(content):
    """JSON that YAML reads as well: there a pair of escapes makes no character."""
    return re.sub(r"(?:\\u[0-9a-f]{4})+", lambda found: "".join(
        f"\\U{ord(one):08x}" for one in json.loads(f'"{found[0]}"')), json.dumps(content))


def shown(vector, folder):
    """Every type of question, the diagnostic, the final quiz and a wrap-up, all of them hostile."""
    quiz = Quiz(course(folder, vector))
    return [quiz.show(*ALL, VARIED), quiz.diagnostic(), quiz.final(), quiz.chapter("02")]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_hostile_text_runs_in_the_book(new_page, tmp_path, kind):
    page = new_page(width=320)
    for at, vector in enumerate(sample(KINDS[kind], keep=2)):
        folder = tmp_path / str(at)
        folder.mkdir()
        body = "\n".join(one.html(publish=True) for one in shown(vector, folder))
        page.goto(book_page.write(folder, body).as_uri())
        quiz_page.mount(page)
        assert page.locator(".ck-quiz").count() == 4, f"{vector!r}: a quiz does not stand"
        assert page.locator("[data-ck-question]").count() == 22, vector
        page.evaluate(EVERYTHING)
        assert page.locator(".ck-summary:not(:empty)").count() == 4, vector
        assert page.evaluate(FOREIGN, "main") == [], vector
        assert page.evaluate("window.ran") is None, vector
        assert page.evaluate("document.documentElement.scrollWidth") == 320, vector


def test_nothing_of_any_hostile_text_runs_in_the_still_version(new_page, tmp_path):
    page = new_page()
    page.set_content("<!doctype html><title>Still</title><main></main>")
    for place, vector in enumerate(sample(VECTORS, keep=5, kind=KIND_OF.get)):
        html = "".join(one.html() for one in shown(vector, tmp_path / str(place))[:2])
        page.evaluate("(html) => { document.querySelector('main').innerHTML = html; }", html)
        assert page.locator(".ck-q").count() == 13, f"{vector!r} tears a question apart"
        assert page.locator("main img").count() == 1, f"{vector!r} brings an image of its own"
        assert page.evaluate(FOREIGN, "main") == [], vector
        assert page.evaluate("window.ran") is None, vector


def test_a_text_of_a_hundred_thousand_characters_is_refused_with_its_place(tmp_path):
    root = bakery.write(tmp_path)
    content = json.loads(json.dumps(sound("01-dough")))
    content["questions"][0]["options"][1]["feedback"] = "x" * 100_000
    (root / "quizzes" / "01-dough.yml").write_text(json.dumps(content))
    with pytest.raises(CourseError, match=r"01-dough\.yml:1: feedback: the text has 100000"):
        bakery.Course(root).bank.question("cereals")


def test_a_hundred_thousand_characters_that_are_shown_or_typed_all_the_same_do_no_harm(
        new_page, tmp_path):
    page = new_page(width=320)
    path = quiz_page.write(tmp_path, "all")
    long = "W" * 100_000
    text = path.read_text()
    for word in ("Salt slows the yeast down.", "Potato", "Brioche", "Midtown lies"):
        text = text.replace(word, word + long)
    path.write_text(text)
    page.goto(path.as_uri())
    quiz_page.mount(page)
    for name in ("flour-for-hundred", "name-of-the-oven"):
        page.evaluate("""([name, long]) => {
            const field = document.querySelector(`[data-ck-question="${name}"] input`);
            field.value = long;
            field.dispatchEvent(new Event("input", {bubbles: true}));
        }""", [name, long])
    page.evaluate(EVERYTHING)
    assert page.locator(".ck-status:not(:empty)").count() == len(ALL) - 1, "that is no number"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_the_lab_is_sent_is_the_same_safe_text_as_in_the_book(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "record.sqlite"))
    quiz = Quiz(course(tmp_path, VECTORS[8]))
    for one in (quiz.show(*ALL, VARIED), quiz.diagnostic()):
        assert one.live.spec == one.spec
    # Nothing of these is set as plain text.
    one = quiz.show("raising-agent", "cereals", "hotter-is-faster", "where-ovens-are")
    assert one.live.spec == one.spec
    sent = json.dumps(one.live.spec["questions"])
    assert "onerror" in sent
    assert "<img" not in sent


# A record from elsewhere ---------------------------------------------------------------

RESPONSES = [
    None, True, False, 0, 1, -1, 1.5, 99, "", "0", "1", "10", "0123", "length",
    "__proto__", "constructor", "\x00", "\u202e1\u202c", "1" * 9000, "1e999", VECTORS[8],
    [], [None], [[0]], [0, 0, 0, 0], ["0", "1", "2", "3"], [0, 1, 2, 3], [3, 2, 1, 0], [99],
    [0, 1], [-1, 0], ["length", 0], ["__proto__", "constructor"], ["low", "low"], ["low", "high"],
    ["bread", "bread", "__proto__"], ["bread", "cake", "bread", "cake"], {}, {"length": 2},
    {"length": 4, "0": 0, "1": 1, "2": 2, "3": 3},
    {"verdict": False}, {"verdict": True, "reason": 9},
    {"verdict": False, "reason": "length"}, {"verdict": False, "reason": "0"},
    {"verdict": "false", "reason": 0}, {"verdict": 0, "reason": 0}, {"verdict": None},
    {"verdict": False, "reason": None}, {"verdict": True, "reason": -1},
]


def test_no_response_in_a_record_breaks_a_page_whatever_it_is(new_page, tmp_path):
    page = new_page()
    page.goto(quiz_page.write(tmp_path, "all").as_uri())
    bank = quiz_page.bakery.course(tmp_path / "bank").bank
    quiz = f"ck-quiz-show-{'-'.join(ALL)}"
    for response in sample(RESPONSES, keep=2, kind=type):
        page.evaluate("localStorage.clear()")
        remember(page, *(attempt(name, response, correct=True, at="2026-03-01T12:00:00.000Z",
                                 quiz=quiz, version=bank.question(name).version) for name in ALL))
        assert page.locator("[data-ck-failed], .ck-trouble:not(:empty)").count() == 0, response
        assert page.locator("[data-ck-question]").count() == len(ALL), response
        for name in ALL:
            one = question(page, name)
            wanted = _graded(bank.question(name), response)
            said = status(one).inner_text().split("\n")[0]
            assert said == wanted, (name, response)
    assert page.evaluate("window.ran") is None
    for one in questions(page):
        answer(one, right=True)
        assert status(one).inner_text().startswith("Correct")


def _graded(asked, response):
    """The first words of what the page has to say of a response, by the rules of Python."""
    try:
        result = asked.grade(response)
    except TypeError:
        return ""
    if not result.answered:
        return ""
    return "Correct" if result.correct else "Partly right" if result.score else "Not yet"


@pytest.mark.exhaustive(keep=5)
@pytest.mark.parametrize("change", [
    {"question": VECTORS[8]}, {"quiz": "<b>x</b>"}, {"variant": "__proto__"}, {"version": "zzzz"},
    {"confidence": "very"}, {"hints": 99}, {"hints": "1"}, {"score": 1e9}, {"score": -1},
    {"correct": "yes"}, {"at": "yesterday"}, {"at": "9999-99-99T99:99:99.999Z"}, {"where": "moon"},
    {"seconds": -5}, {"id": "../../x"}, {"solution": 1}, {"question": None},
    {"response": "x" * 20_000}, {"response": 1e300},
], ids=lambda change: next(iter(change)))
def test_no_part_of_an_attempt_breaks_a_page_whatever_it_is(new_page, tmp_path, change):
    page = new_page()
    page.goto(quiz_page.write(tmp_path, "each", "review").as_uri())
    bad = attempt("raising-agent", 1, correct=False, at="2026-03-01T12:00:00.000Z") | change
    good = attempt("cereals", [0], correct=False, at="2026-03-01T12:00:00.000Z")
    remember(page, bad, good)
    assert page.locator("[data-ck-failed]").count() == 0
    assert page.locator(".ck-quiz").count() == 2
    assert page.locator("#ck-quiz-review [data-ck-question=cereals]").count() == 1
    answer(question(page.locator(".ck-quiz").first, "raising-agent"), right=True)
    assert page.evaluate("window.ran") is None
    assert page.evaluate(FOREIGN, "main") == []


# In JupyterLab ----------------------------------------------------------------------------


def test_nothing_of_the_worst_texts_runs_in_jupyterlab(lab_server, lab_window):
    page = lab_window
    worst = sample(WORST, keep=3)
    source = f"""import sys; sys.path.insert(0, {json.dumps(str(ROOT))})
import os, tempfile
from pathlib import Path
from IPython.display import display
folder = Path(tempfile.mkdtemp())
os.environ["COURSEKIT_RECORD"] = str(folder / "record.sqlite")
import pytest
from tests.frontend.test_quiz_hostile import shown, unlock
unlock(pytest.MonkeyPatch())
for at, vector in enumerate({worst!a}):
    display(shown(vector, folder / str(at))[0])"""
    lab.open_notebook(page, lab_server.url, lab_server.write("hostile.ipynb", source))
    lab.run_all(page)
    page.locator(".ck-quiz").nth(len(worst) - 1).wait_for(state="attached")
    assert lab.errors(page) == []
    page.evaluate(EVERYTHING)
    page.wait_for_function("""() => [...document.querySelectorAll(".ck-kept")]
        .every((e) => e.textContent.startsWith("Saved"))""")
    assert page.locator(".ck-quiz .ck-summary:not(:empty)").count() == len(worst)
    assert page.evaluate(FOREIGN, ".ck-quiz") == []
    assert page.evaluate("window.ran") is None


#: Opens, chooses, moves, checks and shows everything there is, right and wrong.
EVERYTHING = """() => {
    for (const q of document.querySelectorAll("[data-ck-question]")) {
        const all = (what) => [...q.querySelectorAll(what)].filter((e) => !e.hidden);
        const press = (what) => all(what).forEach((e) => e.click());
        const check = () => q.querySelector(".ck-check").click();
        check();
        while (all(".ck-hint").length) press(".ck-hint");
        for (const input of all("input[type=radio], input[type=checkbox]")) {
            if (input.isConnected) input.click();
            press(".ck-why input");
            check();
        }
        press(".ck-arrow");
        for (const field of all(".ck-field")) field.value ||= "1";
        all("select").forEach((select, at) => {
            select.selectedIndex = 1 + at % (select.length - 1);
        });
        check();
        press(".ck-solve");
        for (const e of q.querySelectorAll("*")) {
            for (const type of ["mouseover", "focus", "click"]) {
                if (type !== "click" || e.closest("svg")) e.dispatchEvent(new Event(type));
            }
        }
    }
    document.querySelectorAll(".ck-finish").forEach((e) => e.click());
    document.querySelector(".ck-language").click();
    document.querySelector(".ck-language").click();
}"""

#: Elements and attributes that no quiz has. Where nothing runs, a map is an image that holds its
#: drawing: that is looked into as well, and its own style sheet asks for nothing from elsewhere.
FOREIGN = """(within) => {
    const drawing = (e) => e.matches("img.ck-map[src^='data:image/svg+xml,']");
    const drawn = (e) => [...new DOMParser().parseFromString(
        decodeURIComponent(e.src.slice(e.src.indexOf(",") + 1)), "image/svg+xml")
        .querySelectorAll("*")];
    const own = (e) => e.matches("svg > style:first-child") && !/@|url/i.test(e.textContent);
    const foreign = (all, drawnOnes) => all.flatMap((e) => drawing(e) ? foreign(drawn(e), true) : [
        ...(/^(script|img|image|iframe|style|link|meta|base|form|object|embed|video|audio|marquee|textarea|template|foreignobject|animate|set|use|noscript|plaintext|parsererror)$/i
            .test(e.tagName) && !e.classList.contains("ck-data") && !(drawnOnes && own(e))
            ? [e.outerHTML] : []),
        ...[...e.attributes].filter(({ name, value }) => name.startsWith("on") || name === "style"
            || /^(srcdoc|formaction|autofocus|popover)$/.test(name)
            || (/^(href|src|action|xlink:href)$/.test(name)
                && !/^((https?:)?\\/\\/|#|[\\w-]+\\.html)/.test(value)))
            .map(({ name, value }) => `${name}=${value}`),
    ]);
    return foreign([...document.querySelectorAll(`${within} *`)], false);
}"""
