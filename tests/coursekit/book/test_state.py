"""A book is taken for finished only if it is whole, and of the course as it now stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.book import build as building


class Pages:
    """Stands for Sphinx: counts its builds, and does in each what ``act`` says."""

    def __init__(self) -> None:
        self.built = 0
        self.act: Callable[[], object] = lambda: None

    def __call__(self, root: Path) -> int:
        self.built += 1
        (root / "_build" / "html").mkdir(parents=True, exist_ok=True)
        (root / "_build" / "html" / "index.html").write_text("<p>A book")
        self.act()
        return 0


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    made = Pages()
    monkeypatch.setattr(building, "_sphinx", made)
    monkeypatch.setattr(building, "_execute", lambda *_: [])
    monkeypatch.setattr(building, "forget_others", lambda folder: folder.parent.mkdir(
        exist_ok=True))
    monkeypatch.setenv("COURSEKIT_PUBLISH", "")
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text("title: Small\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (tmp_path / "page.md").write_text("# Early\n")
    return tmp_path


def build(root: Path) -> None:
    assert building.build(root, io.StringIO()) == 0


def test_a_finished_book_is_not_built_again(root: Path, pages: Pages) -> None:
    build(root)
    build(root)
    assert pages.built == 1


def test_a_build_that_was_stopped_is_not_taken_for_finished(root: Path, pages: Pages) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    build(root)
    (root / "page.md").write_text("# Late\n")
    pages.act = stop
    with pytest.raises(KeyboardInterrupt):
        build(root)
    # The text is the old one again, but some of the pages may be new.
    (root / "page.md").write_text("# Early\n")
    pages.act = lambda: None
    build(root)
    assert pages.built == 3


def test_what_is_edited_during_a_build_is_built_the_next_time(root: Path, pages: Pages) -> None:
    pages.act = lambda: (root / "page.md").write_text("# Late\n")
    build(root)
    build(root)
    assert pages.built == 2
