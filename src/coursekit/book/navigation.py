"""The order of the book: its parts, their pages, and the sections of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.application import Sphinx

from coursekit.book.strings import strings


@dataclass(frozen=True)
class Section:
    """A heading of a page, and the anchor it stands at."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Entry:
    """A page as the menu lists it. ``number`` is that of a chapter."""

    docname: str
    title: str
    link: str
    number: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Part:
    """Pages that stand together in the menu."""

    caption: str | None
    entries: list[Entry] = field(default_factory=list)


def parts(app: Sphinx, pagename: str) -> list[Part]:
    """The whole book as seen from one page, in the order of ``_toc.yml``."""
    site = app.config.external_site_map
    front = app.config.master_doc
    found = [Part(None, [_entry(app, front, pagename)])]
    for tree in site[site.root.docname].subtrees:
        docnames = [_docname(app, item) for item in tree.items]
        entries = [_entry(app, name, pagename) for name in docnames if name in app.env.titles]
        if entries:
            found.append(Part(tree.caption, entries))
    return found


def sections(app: Sphinx, pagename: str) -> list[Section]:
    """The second-level headings of a page."""
    toc = app.env.tocs.get(pagename)
    if toc is None or not toc.children:
        return []
    found = []
    for item in toc.children[0].children[1:]:
        for line in item.children:
            reference = next(iter(line.findall(nodes.reference)), None)
            if reference is not None and reference["anchorname"]:
                found.append(Section(reference["anchorname"].lstrip("#"), reference.astext()))
    return found


def chapter_number(docname: str) -> int | None:
    """The number that the file name of a chapter begins with.

    >>> chapter_number("notebooks/01-three-categories"), chapter_number("book/glossary")
    (1, None)
    """
    match = re.match(r"(\d+)-", docname.rsplit("/", 1)[-1])
    return int(match.group(1)) if match else None


def _entry(app: Sphinx, docname: str, pagename: str) -> Entry:
    link = app.builder.get_relative_uri(pagename, docname) or "#"
    front = docname == app.config.master_doc
    title = strings(app.config.language)["front"] if front else app.env.titles[docname].astext()
    return Entry(docname, title, link, chapter_number(docname), docname == pagename)


def _docname(app: Sphinx, item: str) -> str:
    for suffix in app.config.source_suffix:
        if item.endswith(suffix):
            return item[: -len(suffix)]
    return str(item)
