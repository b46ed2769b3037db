"""Sources named under a picture: ids looked up in the register of the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

#: Takes a source id and gives its publisher, title, date and url; KeyError if unknown.
Lookup = Callable[[str], Mapping[str, Any]]

_lookup: Lookup | None = None


def register(lookup: Lookup | None) -> None:
    """Tell where source ids are looked up; ``None`` shows them as they are given."""
    global _lookup
    _lookup = lookup


def html(ids: Sequence[str]) -> str:
    """A list of sources as HTML, empty if there are none.

    >>> html([])
    ''
    """
    if not ids:
        return ""
    items = "\n".join(f"<li>{_item(one)}</li>" for one in ids)
    return f'<p class="ck-sources-head">Sources</p>\n<ul class="ck-sources">\n{items}\n</ul>'


def _item(source_id: str) -> str:
    if _lookup is None:
        return escape(source_id)
    row = _lookup(source_id)
    title = escape(str(row["title"]))
    if row.get("url"):
        title = f'<a href="{escape(str(row["url"]))}">{title}</a>'
    date = f" ({escape(str(row['date']))})" if row.get("date") else ""
    return f"{escape(str(row['publisher']))}: {title}{date}"
