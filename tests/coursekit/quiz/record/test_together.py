"""Many notebooks at one record, processes that are killed, and disks that are full."""

import os
import random
import sqlite3
import time

import pytest

from coursekit.quiz.record import Record
from tests.coursekit.quiz.record.others import outcome, started, told
from tests.coursekit.quiz.record.samples import COURSE, many


@pytest.fixture
def path(tmp_path):
    # The folder is made by whoever comes first.
    return tmp_path / "data" / "record.sqlite"


def kept(path):
    """The ids in a record that is sound."""
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    record = Record(path, COURSE)
    found = [one.id for one in record.attempts()]
    assert len(found) == len(set(found))
    assert not list(path.parent.glob("*damaged*"))
    return set(found)


def test_eight_notebooks_that_write_at_once_lose_nothing_though_the_record_is_new(path):
    said = outcome(path, "add", 40, processes=8)
    assert [len(lines) for lines in said] == [40] * 8
    assert kept(path) == {one for lines in said for one in lines}
    assert sorted(os.listdir(path.parent)) == ["record.sqlite", "record.sqlite.lock"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_kernel_may_fork_while_it_writes(path):
    (lines,) = outcome(path, "fork", 40)
    assert len(set(lines)) == len(lines) == 40 + 5 * 3
    assert kept(path) == set(lines)


def test_every_answer_that_was_saved_outlives_a_kill_at_any_moment(path):
    dice = random.Random(20261125)
    saved, killed = set(), 0
    for _ in range(8):
        with started(path, "add", 100_000, processes=2) as writers:
            saved |= {one.stdout.readline().strip() for one in writers}
            time.sleep(dice.uniform(0, 0.08))
            for one in writers:
                one.kill()
            for one in writers:
                saved |= set(told(one))
                killed += 1
        found = kept(path)
        assert saved <= found
    # One that was saved, and its writer killed before it could say so.
    assert len(found - saved) <= killed == 16
    assert len(saved) > 2 * killed


@pytest.mark.skipif(os.name == "nt", reason="Windows does not limit the size of files")
def test_a_full_disk_costs_the_answer_of_that_moment_at_most(path):
    record = Record(path, COURSE)
    before = {one.id for one in many(30) if record.add(one) is None}
    size = path.stat().st_size
    (lines,) = outcome(path, "fill", 3 * size)
    added, failed = set(), set()
    for told_of, found in zip(lines[::2], lines[1::2], strict=True):
        one, result = told_of.split(" ", 1)
        there = set(found.split()[1:])
        if result == "added":
            added.add(one)
        else:
            assert result == ("error full Your answer was not saved: no room is left on the disk, "
                              "or your share of it is used up; make room, then try again.")
            failed.add(one)
        assert there == before | added
    assert len(failed) > 5
    assert len(added) > 5
    assert kept(path) == before | added
