"""A table of events as a page that can be searched through: the directive ``{events}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from coursekit.book.directive import CourseDirective
from coursekit.data.package import Field
from coursekit.dates import said

COLUMNS = ("id", "date", "title", "description", "sources")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_PERIOD = re.compile(r"(\d{4})?\s*-\s*(\d{4})?")


def register(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("events", Events)
    app.add_config_value("book_events", {}, "env")


class Events(CourseDirective):
    """Every row of a table that has the :data:`COLUMNS`, by date.

    ``filters`` names columns with an ``enum``, each of which becomes a menu; ``periods`` are years
    such as ``-1989, 1990-1995, 2022-``. ``sources`` is the page of the register. They stand in the
    directive, or, where the page is also read without the book, by the name of the table in
    ``book_events`` of the configuration. A row whose ``confidence`` is ``partial`` says so; one
    without a date stands at the end. Without JavaScript, and on paper, all events are shown.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "filters": directives.unchanged, "periods": directives.unchanged,
        "sources": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        self.options = {**self.config.book_events.get(self.arguments[0], {}), **self.options}
        named = [name.strip() for name in self.options.get("filters", "").split(",")]
        try:
            table = self.course.tables.describe(self.arguments[0])
            for name in COLUMNS:
                table.field(name)
            filters = [table.field(name) for name in named if name]
        except KeyError as error:
            raise self.fault(error.args[0]) from None
        for field in filters:
            if not field.enum or field.separator:
                raise self.fault(f"column {field.name!r} cannot be a filter: it needs one value a "
                                 "row, of a list that its schema gives as 'enum'")
        self.env.note_dependency(str(table.path))
        periods = [self._period(one) for one in self.options.get("periods", "").split(",") if one]
        rows = sorted(self.course.tables.ordered(table.name), key=lambda row: _day(row) or "~")
        register = self._register()
        html = [_menus(filters, periods, len(rows), self.say), '<ol class="events">']
        apart = bool(table.field("sources").separator)
        html += [self._event(row if apart else {**row, "sources": [row["sources"]]},
                             filters, periods, register) for row in rows]
        return [nodes.raw("", "\n".join([*html, "</ol>"]), format="html")]

    def _period(self, written: str) -> tuple[int, int]:
        found = _PERIOD.fullmatch(written.strip())
        if not found:
            raise self.fault(f"{written!r} is no period; allowed: 1990-1995, -1989, 2022-")
        return int(found[1] or 0), int(found[2] or 9999)

    def _register(self) -> dict[str, Any]:
        try:
            return {row["id"]: row for row in self.course.tables.view("sources")}
        except KeyError as error:
            raise self.fault(error.args[0]) from None

    def _sources(self, row: Mapping[str, Any], register: dict[str, Any]) -> str:
        page = escape(self.options.get("sources", "sources.html"))
        links = []
        for one in filter(None, row["sources"]):
            if one not in register:
                raise self.fault(f"event {row['id']!r} names source {one!r}, which is not in the "
                                 "table 'sources'; add it there, or correct it")
            source = register[one]
            links.append(f'<a href="{page}#source-{escape(one)}" '
                         f'title="{escape(_cell(source["title"]))}">'
                         f"{escape(_cell(source['publisher']))}</a>")
        return " · ".join(links)

    def _event(self, row: Mapping[str, Any], filters: list[Field],
               periods: list[tuple[int, int]], register: dict[str, Any]) -> str:
        date = _day(row)
        if date and not _DATE.fullmatch(date):
            raise self.fault(f"event {row['id']!r} has the date {date!r}; allowed: 1994, 1994-05, "
                             "1994-05-14, or none")
        marks = "".join(f' data-{_attribute(field.name)}="{escape(_cell(row[field.name]))}"'
                        for field in filters)
        inside = next((i for i, (a, b) in enumerate(periods) if date and a <= int(date[:4]) <= b),
                      "")
        day = said(date, self.config.language or "en", short=True) if date else ""
        labels = [field.label(row[field.name]) for field in filters
                  if row[field.name] is not None]
        if row.get("confidence") == "partial":
            labels.append(self.say["partial"])
        when = (f'<time datetime="{escape(date)}">{day}</time>' if date else
                f"<span>{escape(self.say['undated'])}</span>")
        about = ". ".join(filter(None, (escape(" · ".join(labels)),
                                        self._sources(row, register))))
        return (f'<li id="event-{escape(_cell(row["id"]))}"{marks} data-period="{inside}">{when}'
                f'<div><p class="event-title">{escape(_cell(row["title"]))}</p>'
                f"<p>{escape(_cell(row['description']))}</p>"
                f'<p class="event-about">{about}</p></div></li>')


def _cell(value: Any) -> str:
    """A cell as text, and nothing for nothing."""
    return "" if value is None else str(value)


def _day(row: Mapping[str, Any]) -> str:
    """The date of an event as text, also where the column holds years."""
    return _cell(row["date"])


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
