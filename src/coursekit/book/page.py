"""What a page's template is given, besides its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from coursekit.book import assets, navigation
from coursekit.book.strings import strings
from coursekit.course import MANIFEST, Course
from coursekit.dates import said

DESCRIPTION = 155  # characters; what search engines show of it


@dataclass(frozen=True)
class Page:
    """Everything the templates ask of ``page``."""

    title: str
    is_front: bool
    meta: list[tuple[str, str]]
    social: list[tuple[str, str]]
    canonical: str
    home: str
    logo: str
    repository: str
    author: str
    eyebrow: str
    as_of: str
    first_script: str
    theme_colors: dict[str, str]
    styles: list[str]
    scripts: list[str]
    parts: list[navigation.Part]
    sections: list[navigation.Section]


def register(app: Sphinx) -> None:
    """Fill in each page's context, and write the front page where visitors arrive."""
    app.connect("env-updated", _rewrite_all_when_menu_changed)
    app.connect("html-page-context", _fill)


def _fill(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    config = app.config
    say = strings(config.language)
    course = _course(Path(app.srcdir))
    front = pagename == config.master_doc
    title = _plain(context.get("title") or say["search"])
    metas = _metas(doctree)
    description = (
        metas.pop("description", "")
        or (config.book_description if front else "")
        or _opening(doctree)
    )
    home = _up(context["pathto"]("index.html", resource=True))
    options = config.html_theme_options
    with_button = str(options.get("use_repository_button", "")).lower() == "true"
    context["say"] = say
    context["page"] = Page(
        title=config.html_title if front else title,
        is_front=front,
        meta=[*([("description", description)] if description else []), *metas.items()],
        social=_social(app, pagename, title if not front else config.html_title, description),
        canonical=_address(app, pagename),
        home=home,
        logo=_logo(app),
        repository=options.get("repository_url", "") if with_button else "",
        author=config.author,
        eyebrow=_eyebrow(app, pagename, course, say),
        as_of=_as_of(course, say, config.language),
        first_script=assets.first_script(),
        theme_colors=config.book_theme_colors,
        styles=assets.styles(app, context),
        scripts=assets.scripts(app, context),
        parts=navigation.parts(app, pagename),
        sections=[] if front else navigation.sections(app, pagename),
    )


def _up(link: str) -> str:
    return link if link != "#" else "index.html"


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text).strip()


def _metas(doctree: nodes.document | None) -> dict[str, str]:
    """What the author said of the page in ``html_meta``."""
    if doctree is None:
        return {}
    return {
        node["name"]: node["content"]
        for node in doctree.findall(nodes.meta)
        if "name" in node and "content" in node
    }


def _opening(doctree: nodes.document | None) -> str:
    """The first running text of a page, cut at a word: its description where none is given."""
    if doctree is None:
        return ""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.container):
            text = " ".join(paragraph.astext().split())
            if len(text) > 40:
                return shortened(text, DESCRIPTION)
    return ""


def shortened(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut after a word.

    >>> shortened("Jupiter is the largest planet of the solar system.", 30)
    'Jupiter is the largest…'
    """
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _address(app: Sphinx, pagename: str) -> str:
    base = app.config.html_baseurl
    if not base:
        return ""
    front = pagename == app.config.master_doc
    return base.rstrip("/") + "/" + ("" if front else app.builder.get_target_uri(pagename))


def _social(app: Sphinx, pagename: str, title: str, description: str) -> list[tuple[str, str]]:
    """Open Graph; its addresses must be whole, so there is none without a base address."""
    base, config = app.config.html_baseurl, app.config
    if not base:
        return []
    found = [
        ("og:type", "website"),
        ("og:site_name", config.html_title),
        ("og:title", title),
        ("og:description", description),
        ("og:url", _address(app, pagename)),
    ]
    if config.book_social_card:
        card = Path(config.book_social_card).name
        found += [
            ("og:image", f"{base.rstrip('/')}/_static/{card}"),
            ("og:image:alt", config.html_title),
        ]
    return found


def _logo(app: Sphinx) -> str:
    """The logo as part of the page, so that it takes the page's colours."""
    name = app.config.html_logo
    if not name or not name.endswith(".svg"):
        return ""
    svg = (Path(app.srcdir) / name).read_text(encoding="utf-8")
    svg = re.sub(r"<\?xml.*?\?>|<!--.*?-->", "", svg, flags=re.DOTALL).strip()
    return svg.replace("<svg ", '<svg class="logo" aria-hidden="true" ', 1)


def _course(root: Path) -> Course | None:
    """The course; None where the book is of no course."""
    return Course(root) if (root / MANIFEST).is_file() else None


def _eyebrow(app: Sphinx, pagename: str, course: Course | None, say: dict[str, str]) -> str:
    number = navigation.chapter_number(pagename)
    if number is None or pagename not in app.env.titles:
        return ""
    said = [say["chapter"].format(number=number)]
    for one in course.chapters if course else ():
        if one.id == pagename.rsplit("/", 1)[-1]:
            said.append(say["minutes"].format(minutes=one.minutes))
    return " · ".join(said)


def _as_of(course: Course | None, say: dict[str, str], language: str | None) -> str:
    """The day that the whole course speaks of."""
    if course is None:
        return ""
    return say["as_of"].format(said(course.manifest.as_of, language or "en"))


def _rewrite_all_when_menu_changed(app: Sphinx, env: Any) -> list[str]:
    """Every page carries the menu, so a new title or order concerns all of them."""
    if app.builder.format != "html":
        return []
    menu = [(p.caption, [(e.docname, e.title) for e in p.entries])
            for p in navigation.parts(app, app.config.master_doc)]
    before, env.coursekit_menu = getattr(env, "coursekit_menu", None), menu
    return [] if before == menu else sorted(env.found_docs)
