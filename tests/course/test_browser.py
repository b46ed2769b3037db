"""The tests find a browser, or say how to get one; they never pass by for want of it."""

from __future__ import annotations

import pytest

from tests import browser


def test_the_browser_named_in_the_environment_comes_first(monkeypatch, tmp_path):
    program = tmp_path / "chrome"
    program.touch()
    monkeypatch.setenv("CHROME", str(program))
    assert browser.find() == program


def test_a_wrong_name_in_the_environment_is_told(monkeypatch):
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    with pytest.raises(SystemExit, match="CHROME names '/nowhere/chrome', which does not exist"):
        browser.find()


def test_without_any_browser_the_command_fails_and_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    assert browser.main() == 1
    said = capsys.readouterr().err
    assert "CHROME=/path/to/chrome make test" in said
    assert "apt-get install chromium" in said


def test_where_none_is_found_one_is_installed(monkeypatch, tmp_path, capsys):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: program)
    assert browser.main() == 0
    assert f"Tests use {program}" in capsys.readouterr().out


@pytest.mark.parametrize("script", [
    "#!/bin/sh\nexit 1\n",
    "#!/bin/sh\nexec /snap/bin/chromium \"$@\"\n",
])
def test_a_browser_that_does_not_run_or_is_a_snap_is_passed_over(monkeypatch, tmp_path, script):
    good = tmp_path / "good" / "google-chrome"
    bad = tmp_path / "bad" / "chromium-browser"
    for path, text in ((bad, script), (good, "#!/bin/sh\nexit 0\n")):
        path.parent.mkdir()
        path.write_text(text)
        path.chmod(0o755)
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(browser, "_playwrights", lambda: [tmp_path / "none"])
    monkeypatch.setenv("PATH", f"{bad.parent}:{good.parent}")
    assert browser.find() == good
