"""The engine is tested without any course: its tests name sources that no register holds."""

import shutil
from pathlib import Path

import pytest

from coursekit.explore import sources

PLANETS = Path(__file__).parents[1] / "planets"


@pytest.fixture
def folder(tmp_path):
    """A copy of the small course about planets, to be changed."""
    return Path(shutil.copytree(PLANETS, tmp_path / "planets",
                                ignore=shutil.ignore_patterns("_build")))


@pytest.fixture(autouse=True, scope="module")
def no_register():
    """No course's register of sources, whatever ran before; it is put back afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_lookup", None)
        yield
