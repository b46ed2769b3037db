"""A table of events as a page that can be searched through: the directive ``{events}``."""

from __future__ import annotations

import re
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from coursekit.book.directive import CourseDirective
from coursekit.data.package import Field
from coursekit.dates import said

COLUMNS = ("id", "date", "title", "description", "sources")
_PERIOD = re.compile(r"(\d{4})?\s*-\s*(\d{4})?")


def register(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("events", Events)


class Events(CourseDirective):
    """Every row of a table that has the :data:`COLUMNS`, by date.

    ``filters`` names columns with an ``enum``, each of which becomes a menu; ``periods`` are years
    such as ``-1989, 1990-1995, 2022-``. ``sources`` is the page of the register. A row whose
    ``confidence`` is ``partial`` says so. Without JavaScript, and on paper, all events are shown.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "filters": directives.unchanged, "periods": directives.unchanged,
        "sources": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        named = [name.strip() for name in self.options.get("filters", "").split(",")]
        try:
            table = self.course.tables.describe(self.arguments[0])
            for name in COLUMNS:
                table.field(name)
            filters = [table.field(name) for name in named if name]
        except KeyError as error:
            raise self.fault(error.args[0]) from None
        self.env.note_dependency(str(table.path))
        periods = [self._period(one) for one in self.options.get("periods", "").split(",") if one]
        rows = sorted(self.course.tables.view(table.name), key=lambda row: row["date"])
        register = {row["id"]: row for row in self.course.tables.view("sources")}
        html = [_menus(filters, periods, len(rows), self.say), '<ol class="events">']
        html += [self._event(row, filters, periods, register) for row in rows]
        return [nodes.raw("", "\n".join([*html, "</ol>"]), format="html")]

    def _period(self, written: str) -> tuple[int, int]:
        found = _PERIOD.fullmatch(written.strip())
        if not found:
            raise self.fault(f"{written!r} is no period; allowed: 1990-1995, -1989, 2022-")
        return int(found[1] or 0), int(found[2] or 9999)

    def _event(self, row: dict[str, Any], filters: list[Field], periods: list[tuple[int, int]],
               register: dict[str, Any]) -> str:
        year = int(row["date"][:4])
        marks = "".join(f' data-{_attribute(field.name)}="{escape(str(row[field.name] or ""))}"'
                        for field in filters)
        inside = next((i for i, (a, b) in enumerate(periods) if a <= year <= b), "")
        page = self.options.get("sources", "sources.html")
        sources = " · ".join(
            f'<a href="{escape(page)}#source-{escape(one)}" '
            f'title="{escape(register[one]["title"])}">{escape(register[one]["publisher"])}</a>'
            for one in row["sources"])
        day = said(row["date"], self.config.language or "en", short=True)
        labels = [field.label(row[field.name]) for field in filters
                  if row[field.name] is not None]
        if row.get("confidence") == "partial":
            labels.append(self.say["partial"])
        return (f'<li id="event-{escape(row["id"])}"{marks} data-period="{inside}">'
                f'<time datetime="{escape(row["date"])}">{day}</time>'
                f'<div><p class="event-title">{escape(row["title"])}</p>'
                f"<p>{escape(row['description'])}</p>"
                f'<p class="event-about">{escape(" · ".join(labels))}. {sources}</p></div></li>')


def _menus(filters: list[Field], periods: list[tuple[int, int]], count: int,
           say: dict[str, str]) -> str:
    """The menus, which the script shows, and the line that says how many events are left."""
    menus = [_menu(_attribute(field.name), field.title, [(str(v), field.label(v))
             for v in field.enum], say) for field in filters]
    if periods:
        named = [(str(i), _span(a, b, say)) for i, (a, b) in enumerate(periods)]
        menus.append(_menu("period", say["period"], named, say))
    return (f'<form class="event-filters" hidden>{"".join(menus)}'
            f'<p role="status" data-some="{escape(say["event_count"])}" '
            f'data-none="{escape(say["event_none"])}">'
            f"{escape(say['event_count'].format(count, count))}</p></form>")


def _menu(name: str, title: str, values: list[tuple[str, str]], say: dict[str, str]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(words)}</option>'
                      for value, words in values)
    return (f'<label>{escape(title)} <select name="{name}"><option value="">'
            f"{escape(say['all'])}</option>{options}</select></label>")


def _span(first: int, last: int, say: dict[str, str]) -> str:
    if not first:
        return say["until"].format(last)
    return say["since"].format(first) if last == 9999 else f"{first}–{last}"


def _attribute(column: str) -> str:
    return column.replace("_", "-")
