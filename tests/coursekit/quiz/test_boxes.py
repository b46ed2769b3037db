"""The boxes of a notebook, live: what they are sent, and what they answer from the record."""

import json

import pytest

from coursekit.quiz import Quiz, keeping
from coursekit.quiz.record import new_id, now
from tests.coursekit.quiz import bakery


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "kept" / "record.sqlite"))
    monkeypatch.delenv("COURSEKIT_PUBLISH", raising=False)
    return bakery.course(tmp_path)


@pytest.fixture
def quiz(course):
    return Quiz(course)


def attempt(question="raising-agent", **more):
    given = {"id": new_id(), "question": question, "response": 1, "score": 0, "correct": False,
             "at": now(), "where": "lab"}
    return given | more


LONG_AGO = "2020-01-01T00:00:00.000Z"


def test_an_attempt_is_on_disk_before_it_is_confirmed(course, quiz):
    box = quiz.section("what-rises").live
    given = attempt()
    assert box.respond({"kind": "attempt", "attempt": given}) == {"kind": "saved",
                                                                  "id": given["id"]}
    assert [one.id for one in keeping.record(course).attempts()] == [given["id"]]
    assert [one["id"] for one in box.history] == [given["id"]]


def test_what_is_no_attempt_is_refused_with_a_reason_and_nothing_is_kept(course, quiz):
    box = quiz.section("what-rises").live
    for bad in (None, {}, "x", attempt(score=7), attempt(id="short")):
        answer = box.respond({"kind": "attempt", "attempt": bad})
        assert answer["kind"] == "failed"
        assert len(answer["reason"]) > 10
    assert box.respond({"kind": "dance"})["kind"] == "failed"
    assert keeping.record(course).attempts() == []
    assert box.history == []


def test_a_quiz_opened_later_begins_with_what_was_answered_of_its_questions(course, quiz):
    given = attempt()
    keeping.keep(course, given)
    keeping.keep(course, attempt("cereals"))
    assert [one["id"] for one in quiz.section("what-rises").live.history] == [given["id"]]


def test_a_record_that_cannot_be_read_leaves_the_quiz_usable_and_says_so(quiz, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "record.sqlite").mkdir()
    (tmp_path / "kept" / "record.sqlite" / "in the way").write_text("x")
    box = quiz.section("what-rises").live
    assert box.history == []
    assert box.notice


def test_the_review_box_has_what_is_due_and_only_that(course, quiz):
    keeping.keep(course, attempt(at=LONG_AGO))
    keeping.keep(course, attempt("cereals"))
    live = quiz.review().live
    assert live.due == {"ids": ["raising-agent"], "all": 1, "next": "", "any": True}
    assert [one["id"] for one in live.spec["questions"]] == ["raising-agent"]


def test_the_review_box_goes_on_with_the_next_on_demand(course, quiz):
    for name in ("raising-agent", "cereals", "hydration"):
        keeping.keep(course, attempt(name, at=LONG_AGO))
    live = quiz.review(limit=2).live
    first = live.due["ids"]
    assert (len(first), live.due["all"]) == (2, 3)
    for name in first:
        live.respond({"kind": "attempt", "attempt": attempt(name, correct=True, score=1)})
    live.respond({"kind": "due"})
    assert live.due["ids"] == [one["id"] for one in live.spec["questions"]]
    assert set(live.due["ids"]).isdisjoint(first)


def test_in_the_book_the_review_box_holds_every_question_and_the_schedule(course, quiz):
    html = quiz.review(limit=7).html(publish=True)
    data = json.loads(html.split('class="ck-data">')[1].split("</script>")[0])
    assert len(data["spec"]["questions"]) == len(course.bank.questions)
    assert (data["limit"], len(data["schedule"]["parameters"])) == (7, 21)


def test_what_notebooks_store_of_review_and_progress_does_not_depend_on_the_reader(course, quiz):
    before = [quiz.review().html(), quiz.progress().html(), repr(quiz.progress())]
    keeping.keep(course, attempt(at=LONG_AGO))
    assert [quiz.review().html(), quiz.progress().html(), repr(quiz.progress())] == before


def test_a_review_of_no_questions_is_refused(quiz):
    with pytest.raises(ValueError, match="limit is 0; at least 1"):
        quiz.review(limit=0)


def test_progress_counts_by_objective_and_says_where_the_record_lies(course, quiz, tmp_path):
    keeping.keep(course, attempt(correct=True, score=1))
    live = quiz.progress().live
    named = live.report["objectives"]["01.name"]
    assert (named["answered"], named["right"]) == (1, 1)
    assert str(tmp_path / "kept" / "record.sqlite") in live.spec["kept"]["en"]
    assert live.spec["pointsTo"]["diagnostic-oven"] == "02-oven"


def test_progress_saves_a_copy_that_another_record_loads_once(course, quiz, tmp_path, monkeypatch):
    keeping.keep(course, attempt())
    copy = quiz.progress().live.respond({"kind": "export"})
    assert copy["kind"] == "file"
    assert copy["name"].startswith("bakery-answers-")
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "other.sqlite"))
    other = Quiz(course).progress().live
    load = {"kind": "import", "text": copy["text"]}
    assert other.respond(load) == {"kind": "merged", "added": 1, "known": 0}
    assert other.respond(load) == {"kind": "merged", "added": 0, "known": 1}
    assert other.report["attempts"] == 1


def test_a_copy_of_another_course_is_refused_and_nothing_changes(course, quiz):
    keeping.keep(course, attempt())
    live = quiz.progress().live
    text = live.respond({"kind": "export"})["text"].replace('"bakery"', '"butchery"')
    answer = live.respond({"kind": "import", "text": text})
    assert answer["kind"] == "failed"
    assert "butchery" in answer["reason"]
    assert len(keeping.record(course).attempts()) == 1


def test_clearing_forgets_every_answer(course, quiz):
    keeping.keep(course, attempt())
    live = quiz.progress().live
    assert live.respond({"kind": "clear"}) == {"kind": "cleared"}
    assert (keeping.record(course).attempts(), live.report["attempts"]) == ([], 0)


def test_the_final_quiz_asks_what_the_diagnostic_asked(quiz):
    before, after = quiz.diagnostic(), quiz.final()
    assert [q.id for q in before.questions] == [q.id for q in after.questions]
    assert (before.id, after.id) == ("ck-quiz-diagnostic", "ck-quiz-final")
    assert after.spec["chapters"]


def test_a_subset_larger_than_the_quiz_is_refused(quiz):
    with pytest.raises(ValueError, match="pick is 9; allowed: 1 to 2"):
        quiz.chapter(1, pick=9)
    assert quiz.chapter(1, pick=1).spec["pick"] == 1
