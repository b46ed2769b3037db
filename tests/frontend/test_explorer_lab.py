"""Explorers in a real JupyterLab: the kernel draws, the keys stay, errors are readable."""

import json
from pathlib import Path

import nbformat
import pytest

from coursekit.explore.page import still
from tests import lab
from tests.coursekit.explore.family import line, make

ROOT = Path(__file__).resolve().parents[2]
HERE = f"import sys; sys.path.insert(0, {json.dumps(str(ROOT))})\n"
WHOLE = HERE + "from tests.coursekit.explore.family import make\nmake('bars')"
MINE = (
    HERE
    + """from coursekit.explore import explore, years
from tests.coursekit.explore.family import line

def mine(*, year):
    share = 10 / (year - 1992)
    return line(year=year)

explore(mine, title="Mine", question="Which year breaks it?", year=years(1990, 1993))"""
)

#: Where a picture is only looked at, these are loose words: the ends of its axis.
LOOSE = "1990"


@pytest.fixture
def stored(tmp_path):
    """A notebook as it is downloaded: an explorer and a still picture, stored by another run."""
    shown = [make("line").html(), still(line(year=2000))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(metadata=kernel, cells=[
        nbformat.v4.new_code_cell("...", id=f"cell-{n}", outputs=[nbformat.v4.new_output(
            "display_data", {"text/plain": "A picture", "text/html": html})])
        for n, html in enumerate(shown)])
    nbformat.write(notebook, tmp_path / "download.ipynb")
    return tmp_path / "download.ipynb"


def assert_seen(page, within):
    """Both pictures are drawn whole, told in words, and leave no loose words beside them."""
    pictures = page.locator(f"{within} img")
    pictures.nth(1).wait_for()
    for place, drawing in enumerate((make("line").frame(), line(year=2000))):
        one = pictures.nth(place)
        one.evaluate("(img) => img.decode()")
        assert one.evaluate("(img) => [img.naturalWidth, img.clientWidth > 300]") == [660, True]
        assert one.get_attribute("alt") == drawing.description
    assert page.locator(f"{within} svg text").count() == 0
    assert not any(said.strip() == LOOSE for said in page.locator(f"{within} p").all_inner_texts())


def test_a_notebook_that_is_not_trusted_shows_its_pictures_before_anything_is_run(
    lab_server, lab_window, stored
):
    page = lab_window
    lab.open_notebook(page, lab_server.url, lab_server.copy(stored, "download.ipynb"))
    cells = "window.jupyterapp.shell.currentWidget.content.widgets"
    assert page.evaluate(f"{cells}.map((cell) => cell.model.trusted)") == [False, False]
    assert_seen(page, ".jp-OutputArea-output")


def test_a_plain_viewer_shows_the_same_pictures(browser, stored, tmp_path):
    from nbconvert import HTMLExporter

    made, _ = HTMLExporter(template_name="basic").from_filename(str(stored))
    (tmp_path / "plain.html").write_text(f"<!doctype html><meta charset=utf-8>{made}",
                                         encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 1800})
    page.goto((tmp_path / "plain.html").as_uri())
    assert_seen(page, "body")
    page.close()


@pytest.fixture(scope="module")
def notebook(lab_server, lab_window):
    """A notebook with two explorers, run once for the tests of this module."""
    page = lab_window
    lab.open_notebook(page, lab_server.url, lab_server.write("explorers.ipynb", WHOLE, MINE))
    lab.run_all(page)
    assert lab.errors(page) == []
    return page


def test_moving_a_control_brings_a_new_frame_from_the_kernel(notebook):
    root = notebook.locator(".ck-explorer").first
    root.get_by_role("radio", name="High").check()
    notebook.locator('.ck-explorer[data-ck-state="1,0,2"]').wait_for()
    wanted = make("bars").frame(year=2000, region="North", measure="high")
    assert root.locator(".ck-description").inner_text() == wanted.description


def test_d_pressed_twice_on_a_radio_button_deletes_nothing(notebook):
    before = lab.count_cells(notebook)
    notebook.get_by_role("radio", name="North-east").focus()
    notebook.keyboard.press("d")
    notebook.keyboard.press("d")
    assert lab.count_cells(notebook) == before


def test_an_error_of_the_students_own_function_is_told_with_state_and_line(notebook):
    root = notebook.locator(".ck-explorer").nth(1)
    slider = root.get_by_role("slider", name="Year")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    failed = root.locator(".ck-error")
    failed.wait_for()
    assert "mine() failed for Year 1992." in failed.inner_text()
    assert "ZeroDivisionError: division by zero" in failed.inner_text()
    assert "share = 10 / (year - 1992)" in failed.inner_text()
    slider.press("ArrowRight")
    root.get_by_text("From 1990 to 1993").first.wait_for()


def test_it_is_readable_in_the_dark_theme(notebook):
    with lab.dark(notebook):
        root = notebook.locator(".ck-explorer").first
        ink = root.locator(".ck-svg text").first.evaluate("(e) => getComputedStyle(e).fill")
        assert ink == "rgb(233, 237, 241)"
