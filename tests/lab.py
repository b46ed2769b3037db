"""A real JupyterLab for tests: start it, open a notebook in Chromium, run it, look at it.

``lab_server`` is a fixture; import it where it is used. Each test opens a copy of its
notebook of its own, because a kernel that still runs keeps the old version of a widget.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

#: Seconds that starting a server, or running one notebook, may take.
PATIENCE = 120

TOKEN = "test"
#: High enough for all cells: JupyterLab takes those out of the page that are out of sight.
WINDOW = {"width": 1280, "height": 12000}

_APP = "window.jupyterapp.shell.currentWidget"


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address and the folder it serves."""

    url: str
    folder: Path

    @property
    def record(self) -> Path:
        """Where the answers given in it are kept."""
        return self.folder.parent / "record.sqlite"

    def copy(self, notebook: Path, name: str) -> str:
        """Put a copy of a file into the folder; gives the path to open."""
        (self.folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(notebook, self.folder / name)
        return name

    def write(self, name: str, *sources: str) -> str:
        """Make a notebook of these code cells; gives the path to open."""
        cells = [
            {"cell_type": "code", "id": f"cell-{place}", "metadata": {}, "outputs": [],
             "execution_count": None, "source": source}
            for place, source in enumerate(sources)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel},
                    "cells": cells}
        (self.folder / name).write_text(json.dumps(notebook), encoding="utf-8")
        return name


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for the whole run, stopped with all its kernels at the end."""
    with started(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session")
def lab_window(browser: Browser) -> Iterator[Page]:
    """One window for that JupyterLab, in which one notebook after another is opened.

    To load JupyterLab takes a browser five times as long as to open a notebook in it. Where a
    test needs two notebooks at once, it opens a window of its own.
    """
    page = browser.new_page(viewport=WINDOW)
    yield page
    page.close()


@contextlib.contextmanager
def started(home: Path, *, theme: str = "JupyterLab Light") -> Iterator[Lab]:
    """Start JupyterLab with settings of its own in ``home``; ``home/work`` is what it serves."""
    folder = home / "work"
    folder.mkdir()
    extension = home / "settings" / "@jupyterlab" / "apputils-extension"
    extension.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (extension / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    (extension / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
    port = _free_port()
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        # Answers given in tests do not go to the record of whoever runs them.
        "COURSEKIT_RECORD": str(home / "record.sqlite"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--expose-app-in-browser", f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly",
        "--KernelManager.transport_encryption=auto",  # as `make lab` has it
    ]
    url = f"http://127.0.0.1:{port}"
    with (home / "log.txt").open("w") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _await_server(url, process, home / "log.txt")
            yield Lab(url, folder)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def open_notebook(page: Page, url: str, path: str) -> None:
    """Open a notebook (its path below the served folder) and wait for its kernel.

    A page that shows JupyterLab already closes the notebook that was open, and its kernel:
    that takes a second where JupyterLab itself takes five.
    """
    page.set_default_timeout(PATIENCE * 1000)
    if page.url.startswith(f"{url}/lab"):
        page.evaluate(
            f"""async (path) => {{
                // A test may have ended the kernel before.
                await {_APP}.sessionContext.shutdown().catch(() => null);
                {_APP}.dispose();
                await window.jupyterapp.commands.execute("docmanager:open", {{ path }});
            }}""",
            path,
        )
    else:
        workspace = re.sub(r"\W", "-", path)
        page.goto(f"{url}/lab/workspaces/{workspace}/tree/{path}?token={TOKEN}")
    page.wait_for_function(
        """(path) => {
            const panel = window.jupyterapp?.shell?.currentWidget;
            return panel?.context?.isReady && panel.context.path === path
                && panel.content.model.cells.length
                && panel.sessionContext?.session?.kernel?.status === "idle";
        }""",
        arg=path,
        timeout=PATIENCE * 1000,
    )


def run_all(page: Page) -> None:
    """Run every cell of the open notebook, to its end."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")


@contextlib.contextmanager
def dark(page: Page) -> Iterator[None]:
    """JupyterLab in its dark theme, and afterwards in its light one again."""
    for theme, light in (("Dark", "false"), ("Light", "true")):
        page.evaluate(
            "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })",
            f"JupyterLab {theme}")
        page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")
        if theme == "Dark":
            yield


def count_cells(page: Page) -> int:
    """How many cells the open notebook has, seen or not."""
    return page.evaluate(f"() => {_APP}.content.model.cells.length")


def errors(page: Page) -> list[str]:
    """The error outputs of the open notebook, as ``name: message``."""
    return page.evaluate(
        f"""() => {_APP}.content.model.sharedModel.cells
            .flatMap((cell) => cell.cell_type === "code" ? cell.getOutputs() : [])
            .filter((output) => output.output_type === "error")
            .map((output) => `${{output.ename}}: ${{output.evalue}}`)"""
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await_server(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with contextlib.suppress(URLError, OSError), urlopen(f"{url}/api", timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start; it said:\n{log.read_text()[-3000:]}")
