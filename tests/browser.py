"""Finds a Chromium for the tests, and gets one where there is none.

``python -m tests.browser`` prints where it is; the tests import :func:`find`.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

#: The shell is Chromium without the windows that nobody sees here: a page opens in half the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HELP = (
    "The tests need Chromium and none could be found or installed. Do one of these:\n"
    "  - name one: CHROME=/path/to/chrome make test\n"
    "  - let Playwright fetch its own: .venv/bin/python -m playwright install chromium\n"
    "    and, if libraries are missing: sudo .venv/bin/python -m playwright install-deps chromium\n"
    "  - Debian or Ubuntu, as root: apt-get install chromium"
)

#: As quiet as Chromium gets: no calls home, no first-run pages, no GPU.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def flags() -> list[str]:
    """Chromium's command-line options; as root it runs only without its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, "--no-sandbox"] if root else list(FLAGS)


def find() -> Path | None:
    """The Chromium to use: the one named in ``CHROME``, Playwright's own, or the system's."""
    told = os.environ.get("CHROME")
    if told:
        if not Path(told).exists():
            raise SystemExit(f"CHROME names {told!r}, which does not exist")
        return Path(told)
    there = [*_playwrights(), *(Path(p) for name in NAMES if (p := shutil.which(name))), MAC]
    return next((path for path in there if _runs(path)), None)


def install() -> Path | None:
    """Fetch Playwright's Chromium, or Debian's where that fails and we may."""
    print("No Chromium found; installing one for the tests.", flush=True)
    debian = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    # Its own Chromium needs libraries that only root can install.
    for command in (["install"], *([["install-deps"]] if debian else [])):
        subprocess.run([sys.executable, "-m", "playwright", *command, "chromium"],
                       capture_output=True, check=False)
        if own := next((path for path in _playwrights() if _runs(path)), None):
            return own
    if debian:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # Older releases have no such package.
        for command in (["update", "-qq"], ["install", "-y", "-qq", SHELL],
                        ["install", "-y", "-qq", "chromium"]):
            done = subprocess.run(["apt-get", *command], env=environment, check=False,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if SHELL in command and done.returncode == 0:
                break
    return find()


@functools.cache
def _playwrights() -> list[Path]:
    """Where Playwright puts the browsers that it fetches itself: the shell, then the whole."""
    # In a process of its own: Playwright cannot be started twice in one.
    code = ("from playwright.sync_api import sync_playwright\n"
            "with sync_playwright() as playwright: print(playwright.chromium.executable_path)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    whole = Path(done.stdout.strip())
    of_whole = next((one for one in whole.parents if one.name.startswith("chromium-")), whole)
    of_shell = of_whole.with_name(of_whole.name.replace("chromium-", "chromium_headless_shell-"))
    return [*filter(Path.is_file, of_shell.glob("*/*headless*")), whole]


def _runs(path: Path) -> bool:
    if not path.exists() or _is_snap(path):
        return False
    done = subprocess.run([str(path), "--version"], capture_output=True, check=False)
    return done.returncode == 0


def _is_snap(path: Path) -> bool:
    """Ubuntu's chromium is a snap, which may not read the profiles that tests make for it."""
    real = path.resolve()
    return real.name == "snap" or (
        real.stat().st_size < 20_000 and b"/snap/" in real.read_bytes()
    )


def main() -> int:
    path = find() or install()
    if path is None or not _runs(path):
        print(HELP, file=sys.stderr)
        return 1
    print(f"Tests use {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
