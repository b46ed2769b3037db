"""The book: a Sphinx extension that makes a course's pages its own and keeps them on one host.

Named in ``_config.yml`` under ``sphinx.extra_extensions``, it gives Jupyter Book the theme
``coursekit``, runs notebooks in publishing mode with a cache that follows the data, draws
formulas as MathML, and leaves no script or style in the result that the book does not use.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Jupyter Book loads these whether or not a book uses them. They put scripts, styles and a
# notebook server's address on every page, so what they hook into the build is taken out again.
UNUSED = {
    "sphinx_book_theme",
    "sphinx_comments",
    "sphinx_copybutton",
    "sphinx_thebe",
    "sphinx_togglebutton",
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this when it loads the extension."""
    from coursekit.book import (
        anchors,
        assets,
        callouts,
        events,
        folding,
        formulas,
        glossary,
        page,
        search,
        showing,
        sources,
        syllabus,
        tables,
        vintages,
    )

    app.add_config_value("book_description", "", "html")
    app.add_config_value("book_social_card", "", "html")
    app.add_config_value("book_palette", [], "html")
    app.add_config_value("book_theme_colors", {"light": "#ffffff", "dark": "#000000"}, "html")
    app.add_html_theme("coursekit", str(assets.THEME))
    for part in (anchors, assets, callouts, events, folding, formulas, glossary, page, search,
                 showing, sources, syllabus, tables, vintages):
        part.register(app)
    # Last, so that it overrules what Jupyter Book sets for the theme it comes with.
    app.connect("config-inited", _configure, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _configure(app: Sphinx, config: Config) -> None:
    from coursekit.book.cache import cache_folder
    from coursekit.book.formulas import RENDERER
    from coursekit.frontend import PUBLISH

    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if _package(one.handler) not in UNUSED]
    known = {"repository_url", "use_repository_button", "extra_footer"}
    config.html_theme = "coursekit"
    config.html_theme_options = {
        name: value for name, value in config.html_theme_options.items() if name in known
    }
    config.html_math_renderer = RENDERER
    config.myst_update_mathjax = False
    config.myst_heading_anchors = 4
    config.html_copy_source = False
    config.html_show_sourcelink = False
    # Summaries are fetched, and a page opened from the disk may fetch nothing.
    config.html_show_search_summary = False
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_permalinks_icon = "#"
    config.numfig = False
    # An empty map: no require.js and no html-manager, which come from other hosts.
    config.nb_ipywidgets_js = {}
    # As `coursekit.notebooks` does, so that both ways to run notebooks give the same page.
    config.nb_merge_streams = True
    config.nb_mime_priority_overrides = [
        (builder, mime, priority)
        for builder in ("html", "dirhtml", "singlehtml")
        for mime, priority in (("text/html", 1), ("application/vnd.jupyter.widget-view+json", 99))
    ]
    if not config.nb_execution_cache_path:
        folder = cache_folder(Path(app.srcdir), Path(app.outdir).parent)
        config.nb_execution_cache_path = str(folder)
    # Kernels inherit it: explorers then store the frames of all their states.
    os.environ[PUBLISH] = "1"


def _package(handler: Any) -> str:
    return getattr(handler, "__module__", "").split(".")[0]
