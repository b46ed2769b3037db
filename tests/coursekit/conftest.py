"""The engine is tested without any course: its tests name sources that no register holds."""

import pytest

from coursekit.explore import sources


@pytest.fixture(autouse=True, scope="module")
def no_register():
    """No course's register of sources, whatever ran before; it is put back afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_lookup", None)
        yield
