"""The live boxes: the same front ends as in the book, inside JupyterLab, over the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from coursekit import frontend
from coursekit.quiz import keeping

if TYPE_CHECKING:
    from coursekit.course import Course


class LiveBox(anywidget.AnyWidget):
    """A front end whose messages are answered from the record of this computer."""

    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)
    published = traitlets.Bool(False).tag(sync=True)

    def __init__(self, front: str, spec: dict[str, Any], course: Course, **more: Any) -> None:
        super().__init__(
            _css=frontend.style("coursekit") + frontend.style(front), spec=spec,
            words=frontend.words(front), **more,
        )
        self.course = course
        self.on_msg(self._answer)

    def respond(self, content: dict[str, Any]) -> dict[str, Any]:
        """What to answer to one message of the front end; a kind of box knows more of them."""
        return {"kind": "failed", "reason": f"unknown message {content.get('kind')!r}"}

    def _answer(self, _: Any, content: Any, buffers: Any) -> None:
        if isinstance(content, dict):
            self.send(self.respond(content))


class LiveQuiz(LiveBox):
    """Questions in JupyterLab; each answer checked goes to the record before it is confirmed."""

    _esm = frontend.module("quiz")
    history = traitlets.List(traitlets.Dict()).tag(sync=True)
    due = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: dict[str, Any], course: Course, **more: Any) -> None:
        ids = [question["id"] for question in spec["questions"]]
        history, notice = keeping.history(course, ids)
        super().__init__("quiz", spec, course, history=history, notice=notice, **more)
        self._ids = ids

    def respond(self, content: dict[str, Any]) -> dict[str, Any]:
        if content.get("kind") != "attempt":
            return super().respond(content)
        answer = keeping.keep(self.course, content.get("attempt"))
        if answer["kind"] == "saved":
            # A second view of this quiz, and one opened later, show it as well. What was said of
            # the record before may no longer be so: a lock is gone, or there is room again.
            found, self.notice = keeping.history(self.course, self._ids)
            self.history = found or [*self.history, content["attempt"]]
        return answer


class LiveReview(LiveQuiz):
    """The questions that are due; ``due`` says which and how many, and is renewed on demand."""

    def __init__(self, box: Any, course: Course) -> None:
        self._box = box
        found, notice = box.waiting()
        super().__init__(box.spec_of(found["ids"]), course, due=found)
        self.notice = self.notice or notice

    def respond(self, content: dict[str, Any]) -> dict[str, Any]:
        if content.get("kind") != "due":
            return super().respond(content)
        found, notice = self._box.waiting()
        self.spec = self._box.spec_of(found["ids"])
        self._ids = found["ids"]
        self.notice = notice
        self.due = found
        return {"kind": "due"}


class LiveProgress(LiveBox):
    """How far the learner has come, by the record of this computer."""

    _esm = frontend.module("progress")
    report = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: dict[str, Any], course: Course) -> None:
        report, notice = keeping.reported(course)
        super().__init__("progress", spec, course, report=report, notice=notice)

    def respond(self, content: dict[str, Any]) -> dict[str, Any]:
        answer = keeping.answer(self.course, content)
        self.report, self.notice = keeping.reported(self.course)
        return answer
