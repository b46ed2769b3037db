"""Bundles: the published explorer holds exactly the frames that the live one draws."""

import gzip
import os
import subprocess
import sys

import pytest

from coursekit.explore import bundle, page
from tests.coursekit.explore.family import NAMES, make, published
from tests.sampling import sample


@pytest.mark.parametrize("name", NAMES)
def test_every_published_state_equals_the_live_frame_byte_for_byte(name):
    stored = published(name)["frames"]
    live = make(name)
    states = list(enumerate(live.controls.states()))
    for place, state in sample(states, keep=3):
        frame = live.frame_at(state)
        assert bundle.unpacked(stored, place).parts == frame.parts, live.controls.spoken(state)


def test_a_bundle_holds_as_many_frames_as_there_are_states():
    assert len(published("bars")["frames"]["patches"]) == len(make("bars")) - 1 == 35


def test_a_map_of_many_years_stays_small():
    frames = published("patchwork")["frames"]
    whole = sum(len(bundle.unpacked(frames, place).parts[0])
                for place in range(len(make("patchwork"))))
    stored = page.embedded(published("patchwork")).encode()
    assert len(stored) < whole / 8
    assert len(gzip.compress(stored)) < 60_000


def test_two_processes_write_the_same_bytes():
    code = (
        "from tests.coursekit.explore.family import make\n"
        "print(make('edges').html(publish=True))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(runs[0]) > 10_000
    assert runs[0] == runs[1]
