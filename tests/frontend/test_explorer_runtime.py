"""The front ends as text: modules for JupyterLab, one classic script for the book."""

from pathlib import Path

import pytest

from coursekit import frontend

LARGEST = 40_000


@pytest.mark.parametrize("name", frontend.modules())
def test_a_module_is_one_small_file_that_imports_nothing(name):
    text = frontend.module(name)
    assert len(text.encode()) <= LARGEST
    assert "\nimport " not in text
    assert "http:" not in text.replace("http://www.w3.org/", "")
    assert "https:" not in text


def test_the_runtime_is_a_classic_script_with_every_module():
    text = frontend.runtime()
    assert "\nexport " not in text
    for name in frontend.modules():
        assert f'coursekit.fronts["{name}"] = {{' in text


def test_the_shared_style_comes_first():
    assert frontend.styles().startswith(frontend.style("coursekit"))
    assert frontend.style("explorer") in frontend.styles()


@pytest.mark.parametrize("text", ["const a = 1;", "export default {};\nexport default {};"])
def test_a_module_without_its_one_export_is_refused(text):
    with pytest.raises(ValueError, match=r"clock\.js must hold one statement"):
        frontend.registered("clock", text)


def test_an_unknown_module_is_refused_with_those_there_are():
    with pytest.raises(FileNotFoundError, match=r"no front end clock\.js; there are .*explorer"):
        frontend.module("clock")


@pytest.mark.parametrize("path", sorted(Path(frontend.__file__).parent.glob("*.js")),
                         ids=lambda path: path.stem)
def test_no_text_of_a_front_end_has_several_lines(path):
    # `lean` takes line ends after braces away wherever they stand.
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert line.lstrip().startswith(("*", "//", "/*")) or line.count("`") % 2 == 0, number
