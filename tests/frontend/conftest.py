"""The engine is tested without any course: its tests name sources that no register holds."""

import pytest

from coursekit.explore import sources
from tests.frontend import quiz_page


@pytest.fixture(autouse=True, scope="module")
def no_register():
    """No course's register of sources, whatever ran before; it is put back afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_lookup", None)
        yield


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A page with a question of each type."""
    return quiz_page.write(tmp_path_factory.mktemp("quiz"), "all").as_uri()


@pytest.fixture
def page(new_page, path):
    """That page, rendered."""
    page = new_page()
    page.goto(path)
    quiz_page.mount(page)
    return page
