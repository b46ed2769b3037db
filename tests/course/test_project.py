"""What a newcomer is told holds: commands, versions, and no address of a package registry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from frictionless import Package, system

ROOT = Path(__file__).resolve().parents[2]
LOCK = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)",
                       (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))


def tracked() -> list[Path]:
    """The files of the project; outside a checkout, those beside the built ones."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True,
                          check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_locked_package_has_hashes():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9-]+==)", text):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_no_file_holds_the_address_of_a_package_registry():
    hosts = re.compile("|".join([r"pypi\.o" + "rg", r"pythonhosted\.o" + "rg",
                                 r"registry\.npm" + r"js", r"deb\.debi" + r"an\.org",
                                 r"anaconda\.o" + "rg"]))
    for path in tracked():
        if path.suffix not in {".png", ".ico"}:
            assert not hosts.search(path.read_text(encoding="utf-8")), path.name


def conda_pins():
    """The versions of environment.yml, those that pip installs included."""
    lines = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    *lines, by_pip = lines
    pins = [line.split("=") for line in lines if line != "pip"]
    return dict(pins) | dict(line.split("==") for line in by_pip["pip"])


def test_conda_users_get_the_versions_of_the_lock():
    pins = conda_pins()
    assert len(pins) > 10
    for name, version in pins.items():
        if name != "python":
            assert LOCK[name] == version, f"{name}: the lock has {LOCK.get(name)}"


def test_conda_users_get_every_direct_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    there = conda_pins().keys()
    needed = {re.match(r"[A-Za-z0-9-]+", line)[0] for line in project["dependencies"]}
    assert needed <= there


def test_every_command_of_the_readme_is_in_the_makefile_and_in_its_help():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)$", readme, re.MULTILINE))
    assert {"test", "test-all"} <= {a or b for a, b in told}
    for name in {a or b for a, b in told}:
        assert re.search(rf"^{name}:.*## ", makefile, re.MULTILINE), name


def workflow(name):
    """The jobs of a workflow, and when it runs; YAML takes the key ``on`` for true."""
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    return content["jobs"], content[True]


def commands(job):
    return [step["run"] for step in job["steps"] if "run" in step]


def test_continuous_integration_runs_the_test_commands_of_the_readme():
    assert "exec make test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands(workflow("pages")[0]["test"]) == ["make test-all"]
    jobs, when = workflow("tests")
    assert {"push", "pull_request", "schedule"} <= when.keys()
    [command] = commands(jobs["linux"])
    assert "github.event_name == 'schedule' && 'test-all' || 'test'" in command


def test_every_python_that_the_project_names_is_tried_and_no_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    jobs, _ = workflow("tests")
    tried = jobs["linux"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert tried == ["3.11", "3.12", "3.13"]


def test_windows_and_macos_are_set_up_as_the_makefile_does_it():
    jobs, _ = workflow("tests")
    there = jobs["elsewhere"]
    assert [name.split("-")[0] for name in there["strategy"]["matrix"]["system"]] == [
        "windows", "macos"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n\t\t", "")
    for command in commands(there):
        known = command.removeprefix("python -m ").replace(
            "pip install -qq", "pip install -qq --disable-pip-version-check")
        # There the notebooks are compared, and here in the same run the rest is tested too.
        known = known.replace(" notebooks", " --doctest-modules $(CASES) notebooks src tests")
        assert f"@$(RUN) -m {known}\n" in makefile, command


def test_actions_are_pinned_to_a_commit_and_no_secret_is_asked_for():
    paths = list((ROOT / ".github" / "workflows").glob("*.yml"))
    assert len(paths) == 2
    for path in paths:
        text = path.read_text(encoding="utf-8")
        uses = re.findall(r"uses: (\S+)", text)
        assert uses
        for action in uses:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert "secrets." not in text


def test_an_independent_reader_finds_the_data_package_valid():
    with system.use_context(trusted=True):
        report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]


def test_importing_the_course_loads_neither_pandas_nor_widgets():
    code = ("import sys, seccoop; "
            "print([m for m in ('pandas', 'matplotlib', 'ipywidgets', 'pydantic') "
            "if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_holds_no_word_of_this_course():
    # "A Danish reader" is one of the engine's: it reads numbers with a comma.
    words = re.compile(r"seccoop|denmark|danish (?!or|course)|\bNATO\b", re.IGNORECASE)
    for path in sorted((ROOT / "src" / "coursekit").rglob("*")):
        if path.suffix in {".py", ".js", ".css", ".html"}:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                assert not words.search(line), f"{path.name}:{number}: {line.strip()}"


def test_jupyterlab_opens_without_a_question_and_shows_pages_as_they_read():
    overrides = json.loads((ROOT / "jupyterlab-overrides.json").read_text(encoding="utf-8"))
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    for plugin, settings in overrides.items():
        package, _, name = plugin.partition(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))
        assert settings.keys() <= schema["properties"].keys(), plugin
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    made = subprocess.run(["make", "-n", "-W", "jupyterlab-overrides.json", "lab"], cwd=ROOT,
                          capture_output=True, text=True, check=True).stdout
    copied = made.index("cp jupyterlab-overrides.json .venv/share/jupyter/lab/settings/")
    assert copied < made.index("-m jupyterlab"), "before it starts, and into this environment"
