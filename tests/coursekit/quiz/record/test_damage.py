"""A damaged record is set aside whole, never overwritten; what can be read is taken over."""

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st

from coursekit.quiz.record import Record, RecordError, salvage, store
from tests.coursekit.quiz.record.others import outcome, started
from tests.coursekit.quiz.record.samples import COURSE, attempt, given, many, tried

PAGE = 4096
KEPT = many(60)


def made():
    """The bytes of a record of some pages, and nothing wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.sqlite")
        Record(path, COURSE).merge(KEPT)
        return path.read_bytes()


SOUND = made()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.sqlite"


def set_aside(path):
    """The files that were set aside beside a record."""
    return sorted(path.parent.glob("record-damaged-*.sqlite"))


def broken(path):
    """A record whose last pages are noise: ``path`` holds what is returned."""
    noise = random.Random(7).randbytes(2 * PAGE)
    path.write_bytes(SOUND[:-len(noise)] + noise)
    return path.read_bytes()


@pytest.mark.parametrize("content", [
    b"Dear diary, today I learned what makes bread rise.",
    random.Random(1).randbytes(9000),
    b"SQLite format 3\0",
    b"SQLite format 3\0" + bytes(200),
    SOUND[:1000],
    SOUND[:PAGE],
    SOUND[:-1],
    SOUND[:-PAGE],
    bytes(len(SOUND)),
    SOUND[:18] + b"\x07\x01" + SOUND[20:],
    SOUND[:PAGE] + bytes(len(SOUND) - PAGE),
    SOUND.replace(b"CREATE TABLE about", b"CREATE T\xa8BLE about"),
], ids=["text", "noise", "a name", "a name and nothing", "a quarter page", "one page",
        "a byte less", "a page less", "zeros", "a format of the future",
        "zeros after the first page", "a statement that is no text"])
def test_a_damaged_record_is_set_aside_and_never_overwritten(path, content):
    path.write_bytes(content)
    record = Record(path, COURSE)
    one = attempt("yeast")
    record.add(one)
    aside, = set_aside(path)
    assert aside.read_bytes() == content
    assert record.set_aside == aside
    assert re.fullmatch(r"record-damaged-\d{8}T\d{6}Z\.sqlite", aside.name)
    assert f"It lies at {aside} now" in record.notice
    assert one in record.attempts()
    assert one in Record(path, COURSE).attempts()


def test_a_damaged_record_is_set_aside_when_it_is_only_read(path):
    path.write_bytes(b"no database")
    record = Record(path, COURSE)
    assert record.attempts() == []
    assert set_aside(path)[0].read_bytes() == b"no database"
    assert record.notice.endswith("a new one was begun: none of its answers could be read.")


def test_what_can_still_be_read_is_taken_over_and_counted(path):
    before = broken(path)
    record = Record(path, COURSE)
    found = record.attempts()
    assert 10 < len(found) < len(KEPT)
    assert all(one in KEPT for one in found)
    assert f"the {len(found)} answers that could be read were taken over" in record.notice
    assert set_aside(path)[0].read_bytes() == before


def test_answers_on_both_sides_of_a_broken_page_are_taken_over(path):
    # A page that holds rows begins with 13; the first two are the course and the first answers.
    rows = [start for start in range(PAGE, len(SOUND), PAGE) if SOUND[start] == 13]
    path.write_bytes(SOUND[:rows[2]] + bytes(PAGE) + SOUND[rows[2] + PAGE:])
    found = Record(path, COURSE).attempts()
    lost = [one for one in KEPT if one not in found]
    assert 1 < len(lost) < 30
    first, last = KEPT.index(lost[0]), KEPT.index(lost[-1])
    assert 0 < first < last < len(KEPT) - 1
    assert found == KEPT[:first] + KEPT[last + 1:]


def test_one_broken_answer_in_a_sound_file_costs_no_other(path):
    path.write_bytes(SOUND)
    database = sqlite3.connect(path)
    database.execute("UPDATE attempts SET attempt = replace(attempt, ':true', ':maybe') "
                     "WHERE id = ?", (KEPT[7].id,))
    database.commit()
    database.close()
    record = Record(path, COURSE)
    assert record.attempts() == KEPT[:7] + KEPT[8:]
    assert "the 59 answers" in record.notice


def foreign(path):
    """The database of another program."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE grades (name, grade)")
    database.executemany("INSERT INTO grades VALUES (?, ?)", [("Ada", 12)] * 2000)
    database.execute("PRAGMA application_id = 7")
    database.commit()
    database.close()
    return path.read_bytes()


@pytest.mark.parametrize("name", ["record.sqlite", "grades.sqlite", "grades.db"])
def test_the_database_of_another_program_is_refused_and_left_as_it_is(path, name):
    path = path.with_name(name)
    before = foreign(path)
    record = Record(path, COURSE)
    for use in (record.attempts, record.clear, lambda: record.add(attempt()),
                lambda: Record(path, COURSE).merge(KEPT)):
        with pytest.raises(RecordError, match="the file of another program") as refused:
            use()
        assert refused.value.code == "folder"
        assert "COURSEKIT_RECORD" in str(refused.value)
    assert path.read_bytes() == before
    assert record.set_aside is None
    assert {one.name for one in path.parent.iterdir()} <= {name, f"{name}.lock"}


@pytest.mark.parametrize("content", [
    b"Dear diary, today I learned what makes bread rise.", b"PK\x03\x04 a document",
    random.Random(1).randbytes(9000), b"SQLite format 3\0" + bytes(200),
], ids=["text", "a document", "noise", "a database of nothing"])
def test_any_other_file_that_somebody_names_is_refused_and_left_as_it_is(path, content):
    path = path.with_name("thesis.docx")
    path.write_bytes(content)
    with pytest.raises(RecordError, match="the file of another program"):
        Record(path, COURSE).add(attempt())
    assert path.read_bytes() == content
    assert set_aside(path) == []


@pytest.mark.parametrize("content", [
    SOUND[:1000], SOUND[:-1], bytes(100) + SOUND[100:], bytes(len(SOUND)),
], ids=["a quarter page", "a byte less", "no header", "zeros"])
def test_a_damaged_record_of_another_name_is_known_for_one_and_set_aside(path, content):
    path = path.with_name("answers.db")
    path.write_bytes(content)
    record = Record(path, COURSE)
    record.add(attempt())
    assert record.set_aside.read_bytes() == content


def test_a_record_that_somebody_overwrites_while_it_is_used_is_set_aside_whatever_its_name(path):
    path = path.with_name("answers.db")
    record = Record(path, COURSE)
    record.merge(KEPT)
    path.write_bytes(b"overwritten")
    assert record.attempts() == []
    assert record.set_aside.read_bytes() == b"overwritten"


def test_a_record_with_a_trigger_in_it_is_set_aside_and_the_trigger_never_run(path):
    path.write_bytes(SOUND)
    database = sqlite3.connect(path)
    database.execute("CREATE TRIGGER t AFTER INSERT ON attempts BEGIN DELETE FROM attempts; END")
    database.close()
    record = Record(path, COURSE)
    one = attempt(days=1)
    record.add(one)
    assert record.attempts() == [*KEPT, one]
    assert record.set_aside


def test_a_second_damage_in_the_same_second_gets_a_name_of_its_own(path):
    contents = [b"first", b"second", b"third"]
    for content in contents:
        path.write_bytes(content)
        Record(path, COURSE).attempts()
    assert sorted(one.read_bytes() for one in set_aside(path)) == contents


def test_a_record_that_breaks_while_a_notebook_uses_it_is_set_aside_at_the_next_answer(path):
    record = Record(path, COURSE)
    record.merge(KEPT)
    path.write_bytes(b"overwritten by something else")
    one = attempt()
    record.add(one)
    assert record.attempts() == [one]
    assert record.set_aside.read_bytes() == b"overwritten by something else"


def test_a_journal_goes_aside_with_its_record(path):
    path.write_bytes(b"no database")
    journal = path.with_name("record.sqlite-journal")
    journal.write_bytes(b"its journal")
    record = Record(path, COURSE)
    record.add(attempt())
    assert Path(f"{record.set_aside}-journal").read_bytes() == b"its journal"
    assert len(record.attempts()) == 1


def test_a_journal_without_a_record_is_not_played_into_a_new_one(path):
    journal = path.with_name("record.sqlite-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(2000))
    before = journal.read_bytes()
    one = attempt()
    record = Record(path, COURSE)
    record.add(one)
    assert record.attempts() == [one]
    aside, = path.parent.glob("record-damaged-*-journal")
    assert aside.read_bytes() == before


def cut_short(path):
    """A sound record whose last transaction was killed when some of it was in the file."""
    path.write_bytes(SOUND)
    # So little memory that pages are written before the transaction is at its end.
    script = (
        "import os, sqlite3, sys; d = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "d.execute('PRAGMA cache_size = 1'); d.execute('BEGIN IMMEDIATE')\n"
        "d.execute('UPDATE attempts SET attempt = ?', ('x' * 3000,)); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    assert path.with_name("record.sqlite-journal").exists()
    assert path.read_bytes() != SOUND


def test_an_answer_cut_short_by_a_crash_is_taken_back_and_nothing_set_aside(path):
    cut_short(path)
    record = Record(path, COURSE)
    assert record.attempts() == KEPT
    assert (record.set_aside, set_aside(path)) == (None, [])


def test_what_is_read_from_a_damaged_record_is_what_it_was_before_a_crash(path):
    cut_short(path)
    before = path.read_bytes()
    assert salvage.readable(path) == KEPT
    assert path.read_bytes() == before
    assert path.with_name("record.sqlite-journal").exists()


def test_a_damaged_index_which_would_make_answers_look_new_is_found(path):
    # A page of the index begins with 10.
    start = next(start for start in range(PAGE, len(SOUND), PAGE) if SOUND[start] == 10)
    place = SOUND.index(KEPT[5].id.encode(), start)
    assert place < start + PAGE
    path.write_bytes(SOUND[:place] + b"zzzz" + SOUND[place + 4:])
    record = Record(path, COURSE)
    assert record.merge(KEPT) == (0, len(KEPT))
    assert record.attempts() == KEPT
    assert record.set_aside


def test_while_another_notebook_uses_a_record_nobody_sets_it_aside(path):
    path.write_bytes(b"no database")
    with started(path, "hold", 60_000) as (other,):
        assert other.stdout.readline() == "inside\n"
        with pytest.raises(RecordError) as caught:
            Record(path, COURSE, patience=0.1).attempts()
    assert caught.value.code == "busy"
    assert path.read_bytes() == b"no database"
    assert Record(path, COURSE).attempts() == []


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"no database"), broken])
def test_of_six_that_find_one_damage_at_once_one_sets_it_aside_and_no_answer_is_lost(path, damage):
    damage(path)
    before = path.read_bytes()
    said = outcome(path, "add", 5, processes=6)
    aside, = set_aside(path)
    assert aside.read_bytes() == before
    notices = [line for lines in said for line in lines if line.startswith("notice ")]
    assert len(notices) == 1
    added = {line for lines in said for line in lines} - set(notices)
    assert len(added) == 30
    assert added <= {one.id for one in Record(path, COURSE).attempts()}


def test_who_finds_a_damage_that_another_has_just_set_aside_leaves_the_new_record_alone(
        path, monkeypatch):
    path.write_bytes(b"no database")
    first, second = Record(path, COURSE), Record(path, COURSE)
    one, other = attempt(), attempt(days=1)
    closed = second._gate.closed

    def overtaken():
        # The second has seen the damage by now, and not yet the first one's record.
        if not first.set_aside:
            first.add(one)
        return closed()

    monkeypatch.setattr(second._gate, "closed", overtaken)
    second.add(other)
    assert (second.set_aside, second.notice) == (None, "")
    assert set_aside(path) == [first.set_aside]
    assert first.attempts() == second.attempts() == [one, other]


def test_where_nothing_can_be_set_aside_the_damage_stays_as_it_is(path, monkeypatch):
    path.write_bytes(b"no database")

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", fail)
        with pytest.raises(RecordError) as caught:
            Record(path, COURSE).add(attempt())
    assert caught.value.code == "read-only"
    assert path.read_bytes() == b"no database"
    record = Record(path, COURSE)
    record.add(attempt())
    assert record.set_aside.read_bytes() == b"no database"


def test_where_no_room_is_left_for_a_new_record_the_damage_stays_as_it_is(path, monkeypatch):
    before = broken(path)
    with monkeypatch.context() as patch:
        patch.setattr(store, "_SETTINGS", (*store._SETTINGS, "max_page_count = 3"))
        with pytest.raises(RecordError) as caught:
            Record(path, COURSE).add(attempt())
    assert caught.value.code == "full"
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == ["record.sqlite", "record.sqlite.lock"]
    assert len(Record(path, COURSE).attempts()) > 10


def test_a_lock_that_something_wrote_into_is_named(path):
    lock = path.with_name("record.sqlite.lock")
    lock.write_bytes(b"not a lock at all, but some text of more than a hundred bytes" * 9)
    with pytest.raises(RecordError) as caught:
        Record(path, COURSE).add(attempt())
    assert caught.value.code == "damaged"
    assert f"{lock} should be empty" in str(caught.value)


# Not the first page's start: its version and course are tried above.
@given(st.lists(st.tuples(st.integers(200, len(SOUND) - 1), st.integers(1, 255)), min_size=1,
                max_size=4, unique_by=lambda one: one[0]), examples=80)
def test_whatever_bytes_flip_no_answer_is_made_up_and_the_damage_is_kept(flips):
    content = bytearray(SOUND)
    for place, by in flips:
        content[place] ^= by
    holds_what_was_damaged(bytes(content), len(flips))


@given(st.integers(1, len(SOUND) - 1))
def test_wherever_a_record_is_cut_off_the_rest_is_kept(length):
    holds_what_was_damaged(SOUND[:length], 0)


def holds_what_was_damaged(content, changed):
    """A record of this content can be used at once, and the content is still there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.sqlite")
        path.write_bytes(content)
        record = Record(path, COURSE)
        found, refused = tried(record.attempts)
        if refused:
            # The name of the course was hit.
            assert "is the record of the course" in refused
            assert path.read_bytes() == content
            return
        where = record.set_aside or path
        assert where.read_bytes() == content
        assert sum(one not in KEPT for one in found) <= changed
        assert record.set_aside or len(found) == len(KEPT)
        one = attempt()
        record.add(one)
        assert record.attempts() == Record(path, COURSE).attempts()
        assert len(record.attempts()) == len(found) + 1
