"""The record on disk: what it keeps, where, and what it says when it cannot."""

import os
import shutil
import sqlite3
import stat
import tempfile
from pathlib import Path

import platformdirs
import pytest

from coursekit.quiz.record import Record, RecordError, merged
from coursekit.quiz.record import store as module
from tests.coursekit.quiz.record.others import outcome
from tests.coursekit.quiz.record.samples import COURSE, RECORDS, attempt, given, many


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "record.sqlite"


@pytest.fixture
def record(path):
    return Record(path, COURSE)


def refused(action, code):
    """What is said of something that cannot be done."""
    with pytest.raises(RecordError) as caught:
        action()
    assert caught.value.code == code
    return str(caught.value)


def plain(path):
    """The file as SQLite sees it, without us."""
    return sqlite3.connect(path, isolation_level=None, timeout=0)


@given(RECORDS, examples=25)
def test_answers_are_read_back_as_they_were(attempts):
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder, "record.sqlite"), COURSE)
        known = len(attempts) - len(merged(attempts))
        for one in attempts:
            record.add(one)
        assert record.attempts() == merged(attempts)
        assert record.merge(attempts) == (0, len(attempts) - known)
        assert record.attempts() == merged(attempts)


def test_another_notebook_sees_what_was_added(record, path):
    one = attempt()
    record.add(one)
    assert Record(path, COURSE).attempts() == [one]


def test_the_answers_to_some_questions_are_read_in_order(record):
    names = [f"question-{n}" for n in range(1200)]
    record.merge(attempt(name, minutes=-n) for n, name in enumerate(names))
    some = record.attempts(names[1:1100])
    assert [one.question for one in some] == names[1099:0:-1]
    assert record.attempts([]) == record.attempts(["unknown", "' OR 1 --"]) == []


def test_merging_tells_new_answers_from_known_ones(record):
    first = many(3)
    assert record.merge(first) == (3, 0)
    assert record.merge([*first[1:], *many(2), first[1]]) == (2, 2)
    assert record.merge([]) == (0, 0)


def test_of_two_answers_with_one_id_the_smaller_stays_whichever_comes_first(tmp_path):
    same = attempt().id
    small, great = attempt(id=same, score=0.5), attempt(id=same, score=1)
    for name, order in (("a", (small, great)), ("b", (great, small))):
        record = Record(tmp_path / name, COURSE)
        for one in order:
            record.add(one)
        assert record.attempts() == [small]


def test_text_that_no_page_shows_is_kept(record):
    one = attempt(response=["\0", "\ud83d", "\U0001F600", "' \" \\ <"])
    record.add(one)
    assert record.attempts() == [one]


def test_a_record_that_was_cleared_is_empty_and_its_answers_gone_from_the_file(record, path):
    record.merge([attempt(response="secret"), *many(50)])
    assert b"secret" in path.read_bytes()
    record.clear()
    assert record.attempts() == []
    assert b"secret" not in path.read_bytes()
    assert b"raising-agent" not in path.read_bytes()
    record.add(attempt())
    assert len(record.attempts()) == 1


def test_looking_at_a_record_that_does_not_exist_makes_nothing(record, path):
    assert record.attempts() == []
    record.clear()
    assert not path.parent.exists()
    path.parent.mkdir()
    assert record.attempts() == []
    assert not path.exists()


def test_an_empty_file_is_a_fresh_record(record, path):
    path.parent.mkdir()
    path.touch()
    assert record.attempts() == []
    one = attempt()
    record.add(one)
    assert record.attempts() == [one]
    assert (record.set_aside, record.notice) == (None, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder from others by itself")
def test_nobody_else_can_read_a_record(record, path):
    before = os.umask(0)
    try:
        record.add(attempt())
    finally:
        os.umask(before)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {"record.sqlite": 0o600, "record.sqlite.lock": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_lies_beside_a_record_but_its_lock(record, path):
    record.merge(many(3))
    record.add(attempt())
    record.clear()
    assert sorted(os.listdir(path.parent)) == ["record.sqlite", "record.sqlite.lock"]


def test_a_record_lies_in_the_users_data_folder(monkeypatch):
    monkeypatch.delenv("COURSEKIT_RECORD", raising=False)
    data = platformdirs.user_data_path("coursekit")
    assert Record.default_path("bakery") == data / "bakery" / "record.sqlite"


def test_the_learner_may_choose_where_a_record_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "mine.sqlite"))
    assert Record.default_path("bakery") == tmp_path / "mine.sqlite"
    monkeypatch.setenv("COURSEKIT_RECORD", "~/mine.sqlite")
    assert Record.default_path("bakery") == Path.home() / "mine.sqlite"


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_a_record_is_that_record(record, path, tmp_path):
    record.add(attempt())
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    Record(link, COURSE).add(attempt())
    assert len(record.attempts()) == 2
    assert sorted(os.listdir(tmp_path)) == ["data", "link.sqlite"]
    path.write_bytes(b"no database")
    assert Record(link, COURSE).attempts() == []
    assert link.is_symlink()


def test_every_answer_waits_for_the_disk_and_needs_no_shared_memory(record, path):
    record.add(attempt())
    with record._opened() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_record_that_was_given_a_write_ahead_log_loses_it_again(record, path):
    record.add(attempt())
    plain(path).execute("PRAGMA journal_mode = WAL").connection.close()
    assert path.read_bytes()[18] == 2
    record.add(attempt())
    assert path.read_bytes()[18] == 1
    assert len(record.attempts()) == 2
    assert sorted(os.listdir(path.parent)) == ["record.sqlite", "record.sqlite.lock"]
    assert record.set_aside is None


def test_a_record_of_a_newer_version_is_refused_and_not_touched(record, path):
    record.add(attempt())
    newer = plain(path)
    newer.execute("PRAGMA journal_mode = WAL")
    newer.execute("PRAGMA user_version = 2")
    newer.execute("CREATE TABLE more (x)")
    newer.close()
    before = path.read_bytes()
    for action in (lambda: record.add(attempt()), Record(path, COURSE).attempts, record.clear):
        assert "version 2, and only 1 is known here: update the course" in refused(action, "newer")
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*damaged*"))


def test_the_record_of_another_course_is_refused_and_not_touched(record, path):
    record.add(attempt())
    before = path.read_bytes()
    other = Record(path, "seafaring")
    for action in (lambda: other.add(attempt()), other.attempts, other.clear):
        assert "course 'bakery'; one of 'seafaring' is allowed" in refused(action, "course")
    assert path.read_bytes() == before


def test_a_record_that_others_lock_for_too_long_says_so_and_works_again_later(record, path):
    record.add(attempt())
    hurried = Record(path, COURSE, patience=0.1)
    other = plain(path)
    other.execute("BEGIN EXCLUSIVE")
    message = refused(lambda: hurried.add(attempt()), "busy")
    assert message == ("Your answer was not saved: another notebook or program kept the record "
                       "locked for 0.1 seconds; close it, then try again.")
    assert refused(hurried.attempts, "busy").startswith("Your answers could not be read: ")
    other.close()
    hurried.add(attempt())
    assert len(record.attempts()) == 2


def test_a_folder_in_the_place_of_a_record_is_left_alone(record, path):
    path.mkdir(parents=True)
    (path / "thesis.txt").write_text("years of work")
    for action in (lambda: record.add(attempt()), record.attempts):
        assert f"no file can stand at {path}; name another place" in refused(action, "folder")
    assert (path / "thesis.txt").read_text() == "years of work"
    assert not list(path.parent.glob("*damaged*"))


def test_a_file_in_the_place_of_the_folder_is_left_alone(record, path):
    path.parent.write_text("years of work")
    refused(lambda: record.add(attempt()), "folder")
    assert path.parent.read_text() == "years of work"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_a_record_does_not_make_anybody_wait(record, path):
    path.parent.mkdir()
    os.mkfifo(path)
    refused(lambda: record.add(attempt()), "folder")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights on folders")
def test_a_folder_that_may_not_be_written_can_be_read_and_says_what_to_do():
    # Not below pytest's own folder, which other users cannot enter.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.sqlite")
        Record(path, COURSE).merge(many(3))
        if not os.getuid():
            for one in (folder, path):
                shutil.chown(one, 65534, 65534)
        path.with_name("record.sqlite.lock").unlink()
        os.chmod(folder, 0o500)
        before = path.read_bytes()
        try:
            (read, error), = outcome(path, "nobody", 1)
            (absent, refused), = outcome(path.with_name("new.sqlite"), "nobody", 1)
        finally:
            os.chmod(folder, 0o700)
        assert read == "read 3"
        assert error == (
            f"error read-only Your answer was not saved: {path} or its folder may not be written "
            "or read; allow that, or name another place in COURSEKIT_RECORD.")
        assert path.read_bytes() == before
        assert absent == "read 0"
        assert refused.startswith("error read-only Your answer was not saved: ")
        assert os.listdir(folder) == ["record.sqlite"]


def test_what_does_not_fit_on_the_disk_is_not_saved_in_part(record, path, monkeypatch):
    kept = many(20)
    record.merge(kept)
    with record._opened() as connection:
        pages, = connection.execute("PRAGMA page_count").fetchone()
    limited = (*module._SETTINGS, f"max_page_count = {pages + 1}")
    with monkeypatch.context() as patch:
        patch.setattr(module, "_SETTINGS", limited)
        message = refused(lambda: record.merge(many(500)), "full")
    assert message == ("The answers were not saved: no room is left on the disk, or your share of "
                       "it is used up; make room, then try again.")
    assert record.attempts() == kept
    assert record.merge(many(500)) == (500, 0)
