"""Figures look as they did when somebody last looked at them.

After a change that is meant to be seen, draw the pictures anew, and look at each before it is
committed:

    python -m pytest tests/seccoop/figures/test_pictures.py \
        --mpl-generate-path=tests/seccoop/figures/pictures
"""

from __future__ import annotations

import pytest

from tests.seccoop.figures.conftest import MAKERS, STILLS, every_state

PICTURES = "pictures"
#: Half the size of a page's: a text that has moved is seen all the same.
SMALL = {"dpi": 48, "pil_kwargs": {"optimize": True}}


@pytest.mark.parametrize("end", ["first", "last"])
@pytest.mark.parametrize("name", list(MAKERS))
@pytest.mark.mpl_image_compare(baseline_dir=PICTURES, style="default", savefig_kwargs=SMALL)
def test_an_explorer_looks_the_same(name, end):
    explorer, states = every_state(name)
    wanted = explorer.controls.start if end == "first" else states[-1].state
    return next(one.drawing.figure for one in states if one.state == wanted)


@pytest.mark.parametrize("name", STILLS)
@pytest.mark.mpl_image_compare(baseline_dir=PICTURES, style="default", savefig_kwargs=SMALL)
def test_a_still_figure_looks_the_same(name):
    return STILLS[name]().figure


def test_every_picture_belongs_to_a_figure(request):
    kept = {path.stem for path in (request.path.parent / PICTURES).glob("*.png")}
    wanted = {f"test_an_explorer_looks_the_same_{name}-{end}"
              for name in MAKERS for end in ("first", "last")}
    wanted |= {f"test_a_still_figure_looks_the_same_{name}" for name in STILLS}
    assert kept == wanted
