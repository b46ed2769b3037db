"""In the browser each state is, byte for byte, the frame that Python packed."""

import pytest

from coursekit.explore import bundle
from tests.coursekit.explore.family import NAMES, html, published
from tests.frontend import book_page

UNPACK_ALL = """() => {
    const data = JSON.parse(document.querySelector("script.ck-data").textContent);
    const frame = coursekit.fronts.explorer.unpacker(data.frames, data.spec.controls);
    let states = [[]];
    for (const { values } of data.spec.controls)
        states = states.flatMap((state) => values.map((_, place) => [...state, place]));
    return states.map(frame)
        .map((one) => [one.svg, one.description, one.caption, one.table, one.sources]);
}"""


@pytest.mark.parametrize("name", NAMES)
def test_javascript_unpacks_every_state_as_python_does(name, new_page, tmp_path):
    # The page stays far below the window, so that its data is still there to be read.
    body = f'<div style="height: 5000px"></div>{html(name)}'
    page = new_page()
    page.goto(book_page.write(tmp_path, body).as_uri())
    stored = published(name)["frames"]
    expected = [list(bundle.unpacked(stored, n).parts) for n in range(len(stored["patches"]) + 1)]
    assert page.evaluate(UNPACK_ALL) == expected
