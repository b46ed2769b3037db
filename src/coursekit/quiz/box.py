"""What a notebook cell shows: a box with a still version, data for the book, and a live widget."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from coursekit import frontend
from coursekit.quiz import maps

if TYPE_CHECKING:
    from coursekit.course import Course


class Box(ABC):
    """One box on the page. A kind of box says its ``front``, ``spec``, ``body`` and ``widget``."""

    #: The front end that shows it, and the words it uses.
    front = "quiz"

    def __init__(self, course: Course, title: str, name: str) -> None:
        self.title = title
        self.id = name
        self._course = course
        self._language = course.manifest.language

    def __repr__(self) -> str:
        return self.title

    @property
    @abstractmethod
    def spec(self) -> dict[str, Any]:
        """What the front end works on."""

    @abstractmethod
    def body(self) -> str:
        """The still version as HTML."""

    @abstractmethod
    def widget(self) -> Any:
        """A new live widget, for :attr:`live`."""

    def extra(self) -> dict[str, Any]:
        """What the host of the book needs besides the spec."""
        return {}

    def html(self, *, publish: bool = False) -> str:
        """The still version; with ``publish`` the front end's data stand in it as well."""
        script, body = "", self.body()
        if not publish:
            body = maps.portable(body)
        else:
            content = frontend.embedded({"spec": self.spec, "published": True, **self.extra()})
            script = f'\n<script type="application/json" class="ck-data">{content}</script>'
        return (f'<div class="ck-widget" data-ck="{self.front}" id="{self.id}">\n'
                f'<div class="ck-still">\n{body}\n</div>{script}\n</div>')

    @functools.cached_property
    def live(self) -> Any:
        """The widget that JupyterLab shows."""
        return self.widget()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return frontend.outputs(self)
