"""What the tests share: one Chromium and its pages, one JupyterLab, and the built book."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from coursekit.book.cache import is_current, state
from coursekit.book.serve import serving
from tests import browser as finder
from tests import sampling
from tests.lab import lab_server, lab_window  # noqa: F401  (fixtures)
from tests.pages import ALONE, PATIENCE, Faults, Pages

ROOT = Path(__file__).resolve().parents[1]
#: The notebooks of the course are compared with their outputs; those that tests are made with
#: are not.
collect_ignore_glob = ["*.ipynb"]
expect.set_options(timeout=PATIENCE * 1000)


#: In these each explorer is a piece of work of its own: its pictures are drawn once for all three.
BY_EXPLORER = ("tests/course/test_explorers.py", "tests/seccoop/figures/test_every_frame.py",
               "tests/seccoop/figures/test_pictures.py")
#: So is each look at every page of the book.
BY_LOOK = "tests/book/test_pages.py::test_axe_finds_nothing_wrong_on_any_page["
#: These are one piece of work each, for they share what takes longest: a JupyterLab with its
#: window, explorers made up for tests and drawn in each state, and a built course.
TOGETHER = {
    "tests/course/test_in_lab.py": "lab",
    "tests/frontend/test_quiz_lab.py": "lab",
    "tests/frontend/test_explorer_lab.py": "lab",
    "tests/frontend/test_quiz_hostile.py::test_nothing_of_the_worst_texts_runs_in_jupyterlab":
        "lab",
    "tests/coursekit/explore/test_bundle.py": "samples",
    "tests/coursekit/explore/test_page.py": "samples",
    "tests/frontend/test_explorer_access.py": "samples",
    "tests/frontend/test_explorer_controls.py": "samples",
    "tests/frontend/test_explorer_frames.py": "samples",
    "tests/frontend/test_explorer_host.py": "samples",
    "tests/book/test_build.py": "builds",
    "tests/book/test_planets.py": "builds",
}

#: What takes minutes is begun first, so that no core is left alone with it at the end.
LONG = ("tests/book/test_pages.py", "tests/course/test_in_lab.py", "tests/book/test_build.py",
        "tests/frontend/test_quiz_hostile.py", "tests/frontend/test_quiz_access.py",
        "tests/frontend/test_quiz_lab.py", "tests/frontend/test_record.py",
        "tests/frontend/test_progress.py", *BY_EXPLORER)


class Pieces(LoadScopeScheduling):
    """What one process does in one go: a file, since its tests share what they build, or less."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if file in BY_EXPLORER and "[" in test:
            return test.partition("[")[2].rstrip("]").split("-")[0]
        if nodeid.startswith(BY_LOOK):
            return nodeid
        return TOGETHER.get(nodeid) or TOGETHER.get(file, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Pieces | None:
    """Take the place of ``--dist loadfile``, and keep the order of the tests."""
    config.option.loadscopereorder = False
    return Pieces(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_xdist_auto_num_workers() -> int:
    """Half as many processes again as there are cores: some wait for a browser or a kernel."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + ((cores or 1) + 1) // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true",
                     help="run every case, also where a sample stands for the others")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "exhaustive(keep, by, each): so many of the cases of this "
                            "test are run, unless --all is given; see tests/sampling.py")
    sampling.configure(config)
    # No limit of time: other tests run on the same cores. The same examples in every run, but
    # where all cases are asked for: there chance may find what nobody has seen.
    hypothesis.settings.register_profile(
        "tests", deadline=None, derandomize=not sampling.whole,
        suppress_health_check=[hypothesis.HealthCheck.too_slow])
    hypothesis.settings.load_profile("tests")


def pytest_report_header() -> str:
    return f"cases: {'all' if sampling.whole else f'a sample, of seed {sampling.SEED}'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, and not only among the reasons, what was not checked."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted({reason.removeprefix("Skipped: ") for reason in reasons}):
        if reason.startswith(sampling.NOT_CHECKED):
            terminalreporter.write_line(reason, red=True, bold=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not sampling.whole:
        items[:], left = sampling.select(items)
        config.hook.pytest_deselected(items=left)

    def place(item: pytest.Item) -> int:
        file = item.nodeid.partition("::")[0]
        if item.nodeid.startswith(BY_LOOK):
            return -1
        return LONG.index(file) if file in LONG else len(LONG)

    items.sort(key=place)


@dataclass(frozen=True)
class Book:
    """The built book: its folder, and the address it is served at."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """Every page, by its path from the top."""
        paths = sorted(self.folder.rglob("*.html"))
        return [path.relative_to(self.folder).as_posix() for path in paths]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium to test with; without one the tests fail and say how to get it."""
    path = finder.find()
    if path is None:
        pytest.fail(finder.HELP)
    return path


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium,
                                              args=[*finder.flags(), ALONE])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Pages:
    """The pages of that browser, which one test after another uses."""
    return Pages(browser)


@pytest.fixture
def new_page(pages: Pages) -> Iterator[Callable[..., Page]]:
    """Makes pages: ``new_page(width=320, colours="dark")``; further options as Playwright's.

    Each is as new, with nothing kept, and can reach no other host. A test fails at its end if
    any of its pages wrote to the console, raised an error, or asked for what was not there or
    not allowed. A test of a fault on purpose says ``page.faults.clear()`` once it has looked.
    """
    faults = Faults()

    def make(width: int = 1280, height: int = 900, colours: str = "light", **options) -> Page:
        return pages.lend(faults, width, height, colours, **options)

    yield make
    pages.take_back()
    assert not faults, "\n".join(faults)


@contextlib.contextmanager
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One process of this run at a time; with xdist there are several."""
    several = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    door = (base.parent if several else base) / "building"
    while True:
        try:
            door.mkdir()
            break
        except FileExistsError:
            time.sleep(0.2)
    try:
        yield
    finally:
        door.rmdir()


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The book of the course as it stands now, or the one in the folder that BOOK names.

    It is built where it is missing, or older than something that it is made from.
    """
    folder = Path(os.environ.get("BOOK", ROOT / "_build" / "html"))
    if "BOOK" not in os.environ:
        with _alone(tmp_path_factory):
            if not is_current(ROOT, state(ROOT)):
                # A process of its own: a build sets the environment that its kernels inherit.
                built = subprocess.run([sys.executable, "-m", "seccoop", "book"], cwd=ROOT,
                                       check=False, capture_output=True, text=True)
                assert built.returncode == 0, f"make book fails:\n{built.stderr}"
    with serving(folder) as url:
        yield Book(folder, url)
