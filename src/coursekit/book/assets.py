"""Scripts and styles: what pages load, and nothing else in the output."""

from __future__ import annotations

import functools
import hashlib
import importlib
import posixpath
import re
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

THEME = Path(__file__).parent / "theme"
# Sphinx's search, used on the search page alone.
SEARCH = {
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "language_data.js",
    "searchtools.js",
}
#: Made from modules, not copied from a folder.
WIDGETS = {"coursekit.css", "coursekit.js"}
#: What a page loads only where it holds this.
MARKS = {**dict.fromkeys(WIDGETS, 'class="ck-widget"'), "events.js": '<ol class="events"'}
OWN = {"book.css", "book.js", *MARKS}


def register(app: Sphinx) -> None:
    """Write ours when the book is built, then clear away what other extensions left."""
    app.connect("build-finished", _finish, priority=990)


@functools.cache
def first_script() -> str:
    """The few lines that choose light or dark before anything is painted."""
    return " ".join((THEME / "first.js").read_text(encoding="utf-8").split())


def styles(app: Sphinx, context: dict[str, Any]) -> list[str]:
    """The style sheets of one page: those of widgets, the theme, the course."""
    course = [name for name, _ in app.config.html_css_files]
    return _links(app, context, ["coursekit.css", "book.css", *course])


def scripts(app: Sphinx, context: dict[str, Any]) -> list[str]:
    """The scripts of one page: the theme's, and those of widgets and events where they are."""
    return _links(app, context, ["book.js", "coursekit.js", "events.js"])


def _links(app: Sphinx, context: dict[str, Any], names: list[str]) -> list[str]:
    """Links that change with the content, so that no browser shows a new page in old style."""
    found = []
    for name in names:
        if MARKS.get(name, "") in context.get("body", ""):
            digest = hashlib.sha256(_content(app, name)).hexdigest()[:8]
            found.append(f"{context['pathto'](f'_static/{name}', resource=True)}?v={digest}")
    return found


def _content(app: Sphinx, name: str) -> bytes:
    if name in WIDGETS:
        return _widgets(app)[name].encode()
    folders = [THEME / "static", *(Path(app.confdir) / p for p in _course_folders(app))]
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise FileNotFoundError(
        f"{name!r} of html_css_files is in none of the folders of html_static_path: "
        + ", ".join(map(str, _course_folders(app)))
    )


def _widgets(app: Sphinx) -> dict[str, str]:
    return _widget_files(tuple(app.config.book_palette))


@functools.cache
def _widget_files(modules: tuple[str, ...]) -> dict[str, str]:
    """The front ends, with the colours that ``modules`` of the course register for figures."""
    from coursekit import frontend
    from coursekit.explore import palette

    for name in modules:
        importlib.import_module(name)
    styles = f"{frontend.styles()}\n{palette.css()}"
    return {"coursekit.css": styles, "coursekit.js": frontend.runtime()}


def _course_folders(app: Sphinx) -> list[str]:
    """Static folders of the course itself; other extensions append theirs as whole paths."""
    return [name for name in app.config.html_static_path if not Path(name).is_absolute()]


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    pages = [page.read_text(encoding="utf-8") for page in out.rglob("*.html")]
    loaded = {name for name in OWN if any(f"/{name}?" in page for page in pages)}
    for name in WIDGETS & loaded:
        (static / name).write_text(_widgets(app)[name], encoding="utf-8")
    _prune(app, static, loaded | SEARCH)
    for leftover in ("_sphinx_design_static", "_sources", "reports"):
        shutil.rmtree(out / leftover, ignore_errors=True)
    # Some hosts hide folders that begin with an underscore unless they find this file.
    (out / ".nojekyll").touch()
    _write_front(app, out)


def _prune(app: Sphinx, static: Path, kept: set[str]) -> None:
    kept |= {Path(name).name for name in (app.config.html_logo, app.config.html_favicon) if name}
    for folder in _course_folders(app):
        base = Path(app.confdir) / folder
        kept |= {p.relative_to(base).as_posix() for p in base.rglob("*") if p.is_file()}
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(static).as_posix() not in kept:
            path.unlink()


def _write_front(app: Sphinx, out: Path) -> None:
    """Write ``index.html`` where visitors arrive: the front page, its links seen from there."""
    front = app.config.master_doc
    target = out / "index.html"
    if front == "index":
        return
    folder = front.rsplit("/", 1)[0] if "/" in front else ""
    page = (out / f"{front}.html").read_text(encoding="utf-8")
    target.write_text(relocated(page, folder), encoding="utf-8")


def relocated(page: str, folder: str) -> str:
    """A page of ``folder``, however deep, as it must read at the top of the book.

    >>> relocated('<a href="../notebooks/00.html#x"><a href="sources.html"><a href="#y">', "book")
    '<a href="notebooks/00.html#x"><a href="book/sources.html"><a href="#y">'
    >>> relocated('<a href="../sources.html"><a href="../../00.html?q=a/../b">', "book/front")
    '<a href="book/sources.html"><a href="00.html?q=a/../b">'
    """

    def moved(match: re.Match[str]) -> str:
        name, link = match.groups()
        path = re.split("[?#]", link)[0]
        if not path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", path):
            return match.group(0)
        end = "/" if path.endswith("/") else ""
        there = posixpath.normpath(posixpath.join(folder, path))
        return f'{name}="{there}{end}{link[len(path):]}"'

    page = re.sub(r'data-content_root="(?:\.\./)+"', 'data-content_root="./"', page)
    return re.sub(r'\b(href|src|action)="([^"]*)"', moved, page)
