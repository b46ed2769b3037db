"""The book's record: what it keeps, in every tab, whatever comes between."""

import itertools
import json

import pytest
from playwright.sync_api import Error

from coursekit import frontend
from coursekit.book.serve import serving
from coursekit.quiz.record import RecordError, dump, merged, parse
from coursekit.quiz.record.canonical import canonical
from tests.coursekit.quiz.record import cases
from tests.frontend import record_page
from tests.frontend.record_page import COURSE, MORNING, Chance, keep, opened, stored

KEPT = f"coursekit:{COURSE}:attempt:"
ASIDE = f"coursekit:{COURSE}:damaged:"
#: How many characters Chromium keeps for a page, those of the keys among them.
ROOM = 5 * 2**20
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("not here", "SecurityError"); } });"""


@pytest.fixture
def url(tmp_path):
    """The address of a page with the record."""
    record_page.write(tmp_path)
    with serving(tmp_path) as address:
        yield f"{address}/page.html"


@pytest.fixture
def page(new_page, url):
    """A page with an empty record, open as ``record``."""
    return with_record(opened(new_page, url))


def with_record(page, course=COURSE):
    page.evaluate("(course) => { window.record = coursekit.record.openRecord(course); }", course)
    return page


def slowed(page):
    """Take the clock of a browser in hand, and count in the page what other tabs write."""
    page.clock.install(time=MORNING)
    page.clock.pause_at(MORNING.replace(hour=9))
    page.evaluate("""() => {
        window.heard = 0;
        window.addEventListener("storage", () => { heard += 1; });
    }""")


def tab(page):
    """Another tab of the same browser."""
    other = page.context.new_page()
    page.faults.watch(other)
    other.goto(page.url)
    return with_record(other)


def some(count, seed=1):
    """Answers to the questions of the course, in order."""
    chance = Chance(seed)
    names = itertools.cycle(one[0] for one in record_page.QUESTIONS)
    return merged(chance.attempt(name, chance.moment())
                  for name in itertools.islice(names, count))


def add(page, *attempts):
    """Add answers one after another; what the record says of each."""
    return page.evaluate("(all) => all.map((one) => record.add(one))",
                         [one.as_dict() for one in attempts])


def ids(page):
    return page.evaluate("record.attempts().map(({ id }) => id)")


def fill(page, left=0):
    """Fill the storage to the brim, but for some characters."""
    page.evaluate(
        """([room, left]) => {
            localStorage.removeItem("ballast");
            const used = Object.entries({ ...localStorage }).flat().join("").length;
            const text = "x".repeat(room - used - "ballast".length);
            localStorage.setItem("ballast", text);
            let full = false;
            try { localStorage.setItem("y", ""); } catch { full = true; }
            if (!full) throw new Error("there is room for one more character");
            if (left) localStorage.setItem("ballast", text.slice(left));
        }""", [ROOM, left])


# Keeping ------------------------------------------------------------------------


def test_an_answer_is_there_when_the_page_is_opened_again(page):
    first, second = some(2)
    assert add(page, second, first) == [{"saved": True}] * 2
    page.reload()
    with_record(page)
    assert page.evaluate("record.attempts()") == [first.as_dict(), second.as_dict()]
    assert page.evaluate("record.notice()") == ""


def test_a_book_opened_from_a_disk_keeps_answers_too(new_page, tmp_path):
    page = with_record(opened(new_page, record_page.write(tmp_path).as_uri()))
    attempt = some(1)[0]
    assert add(page, attempt) == [{"saved": True}]
    page.reload()
    assert ids(with_record(page)) == [attempt.id]


def test_each_answer_has_a_key_of_its_own(page):
    attempts = some(3)
    add(page, *attempts)
    assert set(stored(page)) == {KEPT + one.id for one in attempts}


def test_answers_at_some_questions_are_given_alone(page):
    attempts = some(90)
    keep(page, attempts)
    wanted = [record_page.QUESTIONS[3][0], record_page.QUESTIONS[8][0]]
    found = page.evaluate("(wanted) => record.attempts(wanted)", wanted)
    assert found == [one.as_dict() for one in attempts if one.question in wanted]
    assert len({one["question"] for one in found}) == 2


def test_an_answer_is_saved_only_when_it_can_be_read_back(page):
    said = page.evaluate(
        """(attempt) => {
            const deaf = { length: 1, getItem: () => null, setItem() {}, removeItem() {} };
            const record = coursekit.record.openRecord("bakery", deaf);
            return [record.add(attempt), record.attempts().length, record.notice()];
        }""", some(1)[0].as_dict())
    assert said[0]["saved"] is False
    assert said[0]["code"] == "refused"
    assert said[1] == 1
    assert "Answers not saved: 1." in said[2]


def test_what_is_no_attempt_is_not_kept(page):
    for case in cases.ATTEMPTS:
        if not case["allowed"]:
            said = page.evaluate("(given) => record.add(given)", cases.changed(case))
            assert said["saved"] is False, case["why"]
    assert stored(page) == {}
    assert ids(page) == []


def test_what_is_done_to_an_answer_after_it_was_added_changes_nothing(page):
    found = page.evaluate(
        """(given) => {
            const record = coursekit.record.openRecord("bakery", null);
            record.add(given);
            given.response.push("more");
            return record.attempts()[0].response;
        }""", {**GOOD.as_dict(), "response": [1]})
    assert found == [1]


def test_an_answer_added_again_stands_once(page):
    attempt = some(1)[0]
    assert add(page, attempt, attempt) == [{"saved": True}] * 2
    assert ids(page) == [attempt.id]


def test_another_course_has_another_record(page):
    add(page, *some(3))
    assert page.evaluate("coursekit.record.openRecord('bake').attempts()") == []


# Several tabs ---------------------------------------------------------------------


def test_two_tabs_that_write_at_once_lose_nothing(page):
    other, attempts = tab(page), some(600)
    for one, half in ((page, attempts[:300]), (other, attempts[300:])):
        one.evaluate(
            """(all) => { window.done = (async () => {
                const said = [];
                for (const one of all) {
                    said.push(record.add(one).saved);
                    await new Promise((go) => setTimeout(go, Math.random() * 3));
                }
                return said;
            })(); }""", [one.as_dict() for one in half])
    assert page.evaluate("done") == other.evaluate("done") == [True] * 300
    for one in (page, other):
        one.wait_for_function("record.attempts().length === 600")
        assert one.evaluate("record.attempts()") == [each.as_dict() for each in attempts]


def test_a_tab_is_told_when_another_one_writes(page):
    other = tab(page)
    slowed(other)
    other.evaluate("() => { window.told = 0; window.stop = record.watch(() => { told += 1; }); }")
    add(page, some(1)[0])
    other.wait_for_function("heard === 1")
    other.clock.run_for(100)
    assert other.evaluate("told") == 1
    keep(page, some(500, seed=2))
    other.wait_for_function("heard === 501")
    other.clock.run_for(100)
    assert other.evaluate("told") == 2, "it is told of each of five hundred keys"
    assert len(ids(other)) == 501
    other.evaluate("stop()")
    page.evaluate("record.clear()")
    other.wait_for_function("heard === 1002")
    other.clock.run_for(100)
    assert other.evaluate("[told, record.attempts().length]") == [2, 0]


def test_a_page_that_is_gone_back_to_is_told_once(page):
    page.evaluate("() => { window.told = 0; record.watch(() => { told += 1; }); }")
    for persisted in (True, False):
        page.evaluate("(persisted) => dispatchEvent("
                      "new PageTransitionEvent('pageshow', { persisted }))", persisted)
    assert page.evaluate("told") == 1


def test_a_tab_is_told_of_its_own_changes_and_of_no_other_course(page):
    slowed(page)
    page.evaluate("() => { window.told = 0; record.watch(() => { told += 1; }); }")
    add(page, some(1)[0])
    page.evaluate("(text) => record.merge(text)", dump(some(9), COURSE))
    page.evaluate("record.clear()")
    assert page.evaluate("told") == 3
    other = with_record(tab(page), "carpentry")
    add(other, some(1)[0])
    other.evaluate("localStorage.setItem('coursekit-colours', 'dark')")
    page.wait_for_function("heard === 2")
    page.clock.run_for(100)
    assert page.evaluate("told") == 3


@pytest.mark.parametrize("end", ["closed", "crashed"])
def test_a_tab_that_ends_while_it_writes_leaves_whole_answers(page, end):
    other, attempts = tab(page), some(1000)
    # Without an end, so that it is at it at whatever moment its own comes.
    other.evaluate(
        """([all, kept]) => { (async () => {
            for (let at = 0; ; at = (at + 1) % all.length) {
                localStorage.removeItem(kept + all[at].id);
                record.add(all[at]);
                if (at % 20 === 0) await new Promise((go) => setTimeout(go));
            }
        })(); }""", [[one.as_dict() for one in attempts], KEPT])
    page.wait_for_function("record.attempts().length > 50")
    if end == "closed":
        other.close()
    else:
        with pytest.raises(Error, match="crash"):
            other.goto("chrome://crash")
    # In one step, for what the other tab wrote last may still be on its way.
    found, keys, notice = page.evaluate("""() => {
        const found = record.attempts();
        return [found, Object.keys(localStorage), record.notice()];
    }""")
    known = {one.id: one.as_dict() for one in attempts}
    assert 50 < len(found) <= 1000
    assert found == [known[one["id"]] for one in found]
    assert sorted(keys) == sorted(KEPT + one["id"] for one in found)
    assert notice == ""


# No room ------------------------------------------------------------------------


def test_a_full_storage_refuses_an_answer_and_keeps_the_earlier_ones(page):
    before, (refused, later) = some(20), some(2, seed=2)
    add(page, *before)
    fill(page)
    [said] = add(page, refused)
    assert said["saved"] is False
    assert said["code"] == "full"
    assert "no room left" in said["reason"]
    assert stored(page, KEPT).keys() == {KEPT + one.id for one in before}
    assert refused.id in ids(page), "it counts while the page is open"
    assert "Answers not saved: 1." in page.evaluate("record.notice()")
    page.evaluate("localStorage.removeItem('ballast')")
    assert add(page, later) == [{"saved": True}]
    assert page.evaluate("record.notice()") == ""
    page.reload()
    with_record(page)
    assert page.evaluate("record.attempts()") == [
        one.as_dict() for one in merged([*before, refused, later])]


def test_an_answer_refused_for_want_of_room_is_saved_when_it_is_sent_again(page):
    attempt = some(1)[0]
    fill(page)
    assert add(page, attempt)[0]["saved"] is False
    page.evaluate("localStorage.removeItem('ballast')")
    assert add(page, attempt) == [{"saved": True}]
    assert page.evaluate("record.notice()") == ""
    assert list(stored(page)) == [KEPT + attempt.id]


def test_a_file_that_does_not_fit_is_added_in_part_and_says_how_much(page):
    before, more = some(10), some(200, seed=2)
    add(page, *before)
    fill(page, left=20_000)
    text = dump([*before, *more], COURSE)
    said = page.evaluate("(text) => record.merge(text)", text)
    assert said["code"] == "partly"
    assert 10 < said["added"] < 100
    assert said["known"] == 10
    assert f"{said['added']} of 200 new answers were added" in said["reason"]
    found = page.evaluate("record.attempts()")
    given = {one.id: one.as_dict() for one in (*before, *more)}
    assert len(found) == 10 + said["added"]
    assert all(one == given[one["id"]] for one in found)
    page.evaluate("localStorage.removeItem('ballast')")
    again = page.evaluate("(text) => record.merge(text)", text)
    assert again == {"added": 200 - said["added"], "known": 10 + said["added"]}
    assert len(ids(page)) == 210


@pytest.mark.parametrize("how", ["forbidden", "missing"])
def test_without_a_storage_answers_count_while_the_page_is_open(new_page, url, how):
    page = new_page()
    page.add_init_script(FORBIDDEN if how == "forbidden" else
                         "Object.defineProperty(window, 'localStorage', { value: undefined });")
    page.goto(url)
    with_record(page)
    assert "This browser keeps nothing for this page" in page.evaluate("record.notice()")
    first, second = some(2)
    [said] = add(page, second)
    assert said["saved"] is False
    assert "This browser keeps nothing" in said["reason"]
    merge = page.evaluate("(text) => record.merge(text)", dump([first, second], COURSE))
    assert merge == {"added": 1, "known": 1}
    assert ids(page) == [first.id, second.id]
    assert parse(page.evaluate("record.text()"), course=COURSE) == [first, second]
    assert page.evaluate("record.clear()") is True
    assert ids(page) == []


def test_a_page_that_the_browser_gives_no_storage_works_as_well(new_page, url):
    page = new_page()
    page.goto(url)
    page.evaluate("""() => new Promise((loaded) => {
        const frame = document.createElement("iframe");
        frame.sandbox = "allow-scripts";
        frame.src = location.href;
        frame.onload = loaded;
        document.body.append(frame);
    })""")
    frame = page.frames[1]
    said = frame.evaluate(
        """(one) => { const record = coursekit.record.openRecord("bakery");
            return [record.add(one).code, record.attempts().length, record.notice()]; }""",
        some(1)[0].as_dict())
    assert said[:2] == ["refused", 1]
    assert "This browser keeps nothing" in said[2]


def test_a_storage_with_no_room_at_all_is_one_that_keeps_nothing(page):
    said = page.evaluate(
        """(attempt) => {
            const none = { length: 0, getItem: () => null, removeItem() {},
                setItem() { throw new DOMException("no", "QuotaExceededError"); } };
            return coursekit.record.openRecord("bakery", none).add(attempt).code;
        }""", some(1)[0].as_dict())
    assert said == "refused"


# Damage -------------------------------------------------------------------------

GOOD = some(1)[0]
DAMAGED = {
    "cut short": GOOD.text[:60],
    "empty": "",
    "no attempt": '{"id": "x"}',
    "a list": "[1, 2]",
    "of another id": some(1, seed=9)[0].text,
    "a score too high": GOOD.text.replace('"score":', '"score":7'),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_answer_is_set_aside_and_never_overwritten(page, kind):
    others, key = some(5, seed=4), KEPT + GOOD.id
    keep(page, others)
    page.evaluate("(entry) => localStorage.setItem(...entry)", [key, DAMAGED[kind]])
    assert ids(page) == [one.id for one in others]
    assert key not in stored(page)
    [(place, text)] = stored(page, ASIDE).items()
    assert place.endswith(f":{GOOD.id}")
    assert text == DAMAGED[kind]
    assert "could not be read: 1." in page.evaluate("record.notice()")
    assert add(page, GOOD) == [{"saved": True}]
    assert stored(page, ASIDE) == {place: text}
    assert GOOD.id in ids(page)


def test_two_that_are_damaged_in_the_same_moment_are_both_kept(page):
    page.clock.install(time=MORNING)
    page.clock.pause_at(MORNING.replace(hour=9))
    for text in ("first", "second", "third"):
        page.evaluate("(entry) => localStorage.setItem(...entry)", [KEPT + GOOD.id, text])
        assert ids(page) == []
    assert sorted(stored(page, ASIDE).values()) == ["first", "second", "third"]
    assert "could not be read: 3." in page.evaluate("record.notice()")


def test_a_damaged_answer_stays_where_it_is_when_there_is_no_room_for_a_copy(page):
    damaged = "cut sho" + "r" * 3000
    add(page, *some(3, seed=4))
    page.evaluate("(entry) => localStorage.setItem(...entry)", [KEPT + GOOD.id, damaged])
    fill(page)
    assert len(ids(page)) == 3
    assert "could not be read: 1." in page.evaluate("record.notice()")
    assert add(page, GOOD)[0]["code"] == "full"
    assert stored(page, KEPT)[KEPT + GOOD.id] == damaged
    assert stored(page, ASIDE) == {}
    page.evaluate("localStorage.removeItem('ballast')")
    assert add(page, GOOD) == [{"saved": True}]
    assert list(stored(page, ASIDE).values()) == [damaged]


def test_clearing_removes_the_answers_and_the_damage_of_this_course_alone(page):
    add(page, *some(3))
    page.evaluate("(key) => localStorage.setItem(key, 'broken')", KEPT + "f" * 32)
    page.evaluate("record.notice()")
    keep(page, some(2), course="carpentry")
    keep(page, some(2), course="bakery-2")
    page.evaluate("localStorage.setItem('coursekit-colours', 'dark')")
    before = stored(page, "")
    assert page.evaluate("record.clear()") is True
    left = stored(page, "")
    assert left == {key: text for key, text in before.items()
                    if not key.startswith(f"coursekit:{COURSE}:")}
    assert len(before) - len(left) == 4
    assert len(left) == 5
    assert page.evaluate("[record.attempts().length, record.notice()]") == [0, ""]


# Files --------------------------------------------------------------------------


def test_a_record_saved_in_one_browser_is_the_same_in_another(page, new_page, url):
    attempts = some(300)
    add(page, *attempts)
    other = with_record(opened(new_page, url))
    text = page.evaluate("record.text()")
    assert other.evaluate("(text) => record.merge(text)", text) == {"added": 300, "known": 0}
    assert other.evaluate("record.text()") == text
    assert other.evaluate("record.attempts()") == [one.as_dict() for one in attempts]
    assert stored(other) == stored(page)


def test_a_record_of_the_lab_loads_here_and_one_of_here_in_the_lab(page):
    attempts = some(300)
    text = dump(attempts, COURSE)
    assert page.evaluate("(text) => record.merge(text)", text) == {"added": 300, "known": 0}
    saved = page.evaluate("record.text()")
    assert saved == text
    assert parse(saved, course=COURSE) == attempts


def test_an_empty_record_is_a_file_too(page):
    text = page.evaluate("record.text()")
    assert text == dump([], COURSE)
    assert page.evaluate("(text) => record.merge(text)", text) == {"added": 0, "known": 0}


def test_files_are_taken_and_refused_as_in_python(page):
    attempt = json.loads(GOOD.text)
    whole = {"format": "coursekit-record", "version": 1, "course": COURSE, "attempts": [attempt]}
    files = {
        "as it stands": whole, "no text": "", "not JSON": "{", "nothing": None, "a list": [whole],
        "a number": 1, "another format": {**whole, "format": "x"},
        "no format": {k: v for k, v in whole.items() if k != "format"},
        "version 0": {**whole, "version": 0}, "version 2": {**whole, "version": 2},
        "version one": {**whole, "version": "1"}, "no version": {**whole, "version": None},
        "another course": {**whole, "course": "carpentry"}, "no course": {**whole, "course": None},
        "no attempts": {**whole, "attempts": None}, "attempts a table": {**whole, "attempts": {}},
        "empty": {**whole, "attempts": []}, "more keys": {**whole, "more": [1]},
        "third broken": {**whole, "attempts": [attempt, attempt, {**attempt, "score": 2}]},
        "null for an attempt": {**whole, "attempts": [None]},
        "with a byte-order mark": "\ufeff" + json.dumps(whole),
        "deep": "[" * 100_000, "a number JSON has not": json.dumps(whole).replace("1,", "NaN,", 1),
    }
    for name, file in files.items():
        text = file if isinstance(file, str) else json.dumps(file)
        said = page.evaluate("(text) => coursekit.record.parse(text, 'bakery')", text)
        try:
            wanted = [one.as_dict() for one in parse(text, course=COURSE)]
        except RecordError as error:
            wanted = error.code
        assert (said if isinstance(said, list) else said["code"]) == wanted, name
    said = page.evaluate("(text) => record.merge(text)", json.dumps(files["third broken"]))
    assert said["reason"].startswith("Answer 3 in this file is broken (its score)")
    assert ids(page) == []


def test_too_many_answers_and_too_long_a_file_are_refused(page):
    said = page.evaluate("""() => {
        const file = (attempts) => JSON.stringify(
            { format: "coursekit-record", version: 1, course: "bakery", attempts });
        return [coursekit.record.parse(file(Array(200_001).fill(0)), "bakery").code,
            coursekit.record.parse(file([]) + " ".repeat(50e6), "bakery").code,
            coursekit.record.parse(file([]) + " ".repeat(40e6), "bakery").length];
    }""")
    assert said == ["file", "file", 0]


# Merging ------------------------------------------------------------------------


def test_records_merge_in_any_order_as_in_python(page):
    chance = Chance(11)
    whole = some(120)
    # The same id with other content, as two faulty programs may write it.
    whole += [chance.attempt(one.question, one.moment, id=one.id) for one in whole[::5]]
    whole += [chance.attempt(one.question, one.moment, id=one.id) for one in whole[::9]]
    wanted = merged(whole)
    assert len(wanted) == 120
    for _ in range(25):
        pieces = [chance.random.choices(whole, k=60) for _ in range(3)]
        missing = [one for one in whole if all(one not in piece for piece in pieces)]
        pieces = [dump(piece, COURSE) for piece in (*pieces, missing)]
        chance.random.shuffle(pieces)
        page.evaluate("record.clear()")
        said = page.evaluate("(pieces) => pieces.map((text) => record.merge(text))", pieces)
        assert sum(one["added"] for one in said) == 120
        assert page.evaluate("record.text()") == dump(wanted, COURSE)


def test_answers_added_one_by_one_settle_as_in_python(page):
    whole = [one for case in cases.MERGES for one in cases.attempts([*case["a"], *case["b"]])]
    add(page, *whole)
    assert page.evaluate("record.text()") == dump(whole, COURSE)


def test_every_case_of_merging_gives_what_it_says(page):
    for case in cases.MERGES:
        given = [cases.full(one) for one in (*case["a"], *case["b"])]
        for order in (given, given[::-1]):
            found = page.evaluate("(given) => coursekit.record.merged("
                                  "given.map(coursekit.record.attemptOf))", order)
            assert found == [cases.full(one) for one in case["expected"]], case["why"]


def test_every_value_has_the_canonical_text_that_its_case_says(page):
    for case in cases.CANONICAL:
        found = page.evaluate(
            "(text) => coursekit.record.canonical(JSON.parse(text))", case["value"])
        assert found == case["text"] == canonical(json.loads(case["value"]))


def test_every_attempt_is_allowed_or_not_as_its_case_says(page):
    for case in cases.ATTEMPTS:
        found = page.evaluate(
            """(text) => { try { return [coursekit.record.attemptOf(JSON.parse(text))]; }
                catch (error) { return error.message; } }""",
            json.dumps(cases.changed(case)).replace("Infinity", "1e999"))
        assert isinstance(found, list) == case["allowed"], case["why"]
        if case["allowed"]:
            assert found[0].keys() == cases.full({}).keys()
            wanted = case.get("becomes", {})
            assert {key: found[0][key] for key in wanted} == wanted
        else:
            assert found in cases.full({}), "it names the part that is wrong"


# The host of a front end ----------------------------------------------------------


def connected(page, kind, **given):
    """A model as the host makes it, connected; ``heard`` holds what is answered."""
    page.evaluate(
        """([kind, given]) => {
            window.heard = [];
            window.model = coursekit.modelOf(given);
            coursekit.record.connect(model, kind);
            model.on("msg:custom", (content) => heard.push(content));
        }""", [kind, given])


def sent(page, content):
    """Send a message as a front end does; gives the answer."""
    page.evaluate("(content) => { heard.length = 0; model.send(content); }", content)
    page.wait_for_function("heard.length === 1")
    return page.evaluate("heard[0]")


def quiz(kind="questions", questions=record_page.QUESTIONS[:10]):
    keys = ("id", "objective", "chapter")
    return {"course": COURSE, "kind": kind,
            "questions": [dict(zip(keys, one, strict=True)) for one in questions]}


def test_a_quiz_has_the_history_of_its_questions_and_adds_to_it(page):
    page.clock.set_fixed_time(MORNING.replace(year=2040))
    attempts = some(60)
    keep(page, attempts)
    asked = {one[0] for one in record_page.QUESTIONS[:10]}
    connected(page, "quiz", spec=quiz())
    own = [one.as_dict() for one in attempts if one.question in asked]
    assert page.evaluate("[model.get('history'), model.get('notice')]") == [own, ""]
    new = Chance(5).attempt(record_page.QUESTIONS[0][0], MORNING.replace(year=2030)).as_dict()
    assert sent(page, {"kind": "attempt", "attempt": new}) == {"kind": "saved", "id": new["id"]}
    assert KEPT + new["id"] in stored(page)
    assert page.evaluate("model.get('history')") == [*own, new]


def test_a_quiz_hears_why_an_answer_was_not_saved(page):
    connected(page, "quiz", spec=quiz())
    fill(page)
    attempt = some(1)[0].as_dict()
    said = sent(page, {"kind": "attempt", "attempt": attempt})
    assert (said["kind"], said["id"], said["code"]) == ("failed", attempt["id"], "full")
    assert "no room left" in said["reason"]
    assert sent(page, {"kind": "attempt", "attempt": {**attempt, "score": 3}})["kind"] == "failed"


def test_an_answer_that_is_kept_later_is_not_called_lost_any_longer(page):
    connected(page, "quiz", spec=quiz())
    fill(page)
    first, second = [one.as_dict() for one in some(2)]
    assert sent(page, {"kind": "attempt", "attempt": first})["kind"] == "failed"
    assert "Answers not saved: 1." in page.evaluate("model.get('notice')")
    page.evaluate("Object.keys(localStorage).filter((key) => !key.startsWith('coursekit:'))"
                  ".forEach((key) => localStorage.removeItem(key))")
    page.evaluate("heard.length = 0")
    page.evaluate("(attempt) => model.send({ kind: 'attempt', attempt })", second)
    page.wait_for_function("heard.length === 2")
    assert {one["id"]: one["kind"] for one in page.evaluate("heard")} == {
        first["id"]: "saved", second["id"]: "saved"}
    assert page.evaluate("model.get('notice')") == ""
    assert {KEPT + first["id"], KEPT + second["id"]} <= stored(page).keys()


def test_what_is_dated_ahead_is_shown_as_of_now_and_kept_as_it_was(page):
    page.clock.set_fixed_time(MORNING)
    late = Chance(3).attempt(record_page.QUESTIONS[0][0], MORNING.replace(year=2031))
    keep(page, [late])
    connected(page, "quiz", spec=quiz())
    assert page.evaluate("model.get('history').map(({ at }) => at)") == ["2026-09-01T08:00:00.000Z"]
    assert "2031" in stored(page)[KEPT + late.id]


def test_the_review_page_has_so_many_due_questions_and_more_when_they_are_done(page):
    chance, names = Chance(2), [one[0] for one in record_page.QUESTIONS]
    keep(page, [chance.attempt(name, MORNING, correct=False) for name in names[:12]])
    keep(page, [chance.attempt("gone", MORNING)])
    schedule = record_page.parameters()
    page.clock.install(time=MORNING.replace(day=20))
    connected(page, "quiz", spec=quiz("review", record_page.QUESTIONS), schedule=schedule, limit=5)
    first = page.evaluate("model.get('due')")
    assert (len(first["ids"]), first["all"], first["next"], first["any"]) == (5, 12, "", True)
    for name in first["ids"]:
        attempt = chance.attempt(name, MORNING.replace(day=20), correct=True)
        sent(page, {"kind": "attempt", "attempt": attempt.as_dict()})
    assert page.evaluate("model.get('due')") == first, "what is asked stays while it is answered"
    page.evaluate("model.send({ kind: 'due' })")
    page.wait_for_function("model.get('due').all === 7")
    second = page.evaluate("model.get('due')")
    assert len(second["ids"]) == 5
    assert not {*first["ids"]} & {*second["ids"]}


def test_the_review_page_names_the_next_day_or_that_there_is_nothing_yet(page):
    page.clock.install(time=MORNING)
    connected(page, "quiz", spec=quiz("review"), schedule=record_page.parameters(), limit=5)
    due = {"ids": [], "all": 0, "next": "", "any": False}
    assert page.evaluate("model.get('due')") == due
    name = record_page.QUESTIONS[0][0]
    keep(page, [Chance(2).attempt(name, MORNING, correct=False)])
    page.evaluate("model.send({ kind: 'due' })")
    page.wait_for_function("model.get('due').any")
    tomorrow = "2026-09-02T08:00:00.000Z"
    assert page.evaluate("model.get('due')") == {**due, "any": True, "next": tomorrow}


def test_progress_is_reported_anew_at_every_change(page):
    connected(page, "progress", spec=record_page.spec(), schedule=record_page.parameters())
    assert page.evaluate("model.get('report').attempts") == 0
    other, attempts = tab(page), some(40)
    add(other, *attempts[:1])
    page.wait_for_function("model.get('report').attempts === 1")
    said = sent(page, {"kind": "import", "text": dump(attempts, COURSE)})
    assert said == {"kind": "merged", "added": 39, "known": 1}
    assert page.evaluate("model.get('report').attempts") == 40
    said = sent(page, {"kind": "export"})
    assert said["name"].startswith("bakery-answers-20")
    assert said["name"].endswith(".json")
    assert parse(said["text"], course=COURSE) == attempts
    assert sent(page, {"kind": "import", "text": "x"})["kind"] == "failed"
    assert sent(page, {"kind": "clear"}) == {"kind": "cleared"}
    assert page.evaluate("model.get('report').attempts") == 0
    assert sent(page, {"kind": "dance"})["kind"] == "failed"


def test_what_becomes_due_while_the_page_is_away_is_there_when_it_comes_back(page):
    page.clock.install(time=MORNING)
    keep(page, [Chance(2).attempt(record_page.QUESTIONS[0][0], MORNING, correct=False)])
    connected(page, "progress", spec=record_page.spec(), schedule=record_page.parameters())
    assert page.evaluate("model.get('report').due") == []
    page.clock.set_fixed_time(MORNING.replace(day=3))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("model.get('report').due") == [record_page.QUESTIONS[0][0]]


def test_what_has_no_record_is_left_alone(page):
    connected(page, "explorer", spec={"controls": []})
    assert page.evaluate("model.get('history')") is None
    page.evaluate("model.send({ kind: 'attempt' })")
    assert page.evaluate("heard") == []


# What it says, and its size -------------------------------------------------------


def test_it_speaks_the_language_of_the_page_or_that_which_was_chosen(page, new_page, url, tmp_path):
    assert "of another course" in page.evaluate(OTHER)
    page.evaluate("localStorage.setItem('coursekit-language', 'da')")
    assert "et andet kursus: carpentry" in page.evaluate(OTHER)
    record_page.write(tmp_path, language="da")
    danish = opened(new_page, url)
    assert "et andet kursus: carpentry" in danish.evaluate(OTHER)
    danish.evaluate("localStorage.setItem('coursekit-language', 'en')")
    assert "of another course" in danish.evaluate(OTHER)


OTHER = """coursekit.record.parse(JSON.stringify({ format: "coursekit-record", version: 1,
    course: "carpentry", attempts: [] }), "bakery").reason"""


def test_both_languages_have_the_same_words_with_the_same_places():
    said = record_page.words()
    assert said["en"].keys() == said["da"].keys()
    for key, text in said["en"].items():
        places = [place for place in ("{0}", "{1}", "{2}") if place in text]
        assert all(place in said["da"][key] for place in places), key


def test_it_is_delivered_in_less_than_fourteen_kilobytes():
    script = frontend.lean(frontend._read("record", "js"))
    assert len(script.encode()) < 14_000
