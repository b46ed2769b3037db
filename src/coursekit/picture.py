"""A picture as one image that carries itself: seen where a notebook is not trusted yet.

JupyterLab takes inline SVG out of the outputs of a notebook that was not run here, as every
download is, and leaves its words behind as a loose paragraph. An ``<img>`` whose address is the
picture itself passes, in JupyterLab and in any viewer of notebooks. It knows no style sheet of
the page, so its colours are the light ones and it brings its own paper.
"""

from __future__ import annotations

import re
from html import escape

#: How wide a picture is shown where nothing else is said, in pixels.
WIDTH = 660
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_ROOT = re.compile(r"<svg\b([^>]*)>")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_DROPPED = re.compile(r'\s(?:xmlns|class|width|height|role|aria-label)="[^"]*"')
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
# What may not stand in an address, or would end the attribute. A line break in an address is
# thrown away, so each is written twice: once for the picture, once for whoever compares lines.
_ESCAPED = {"%": "%25", "#": "%23", "<": "%3C", ">": "%3E", '"': "%22", "\n": "%0A\n"}
_UNSAFE = re.compile("|".join(_ESCAPED))


def image(svg: str, alt: str, *, css: str = "", kind: str = "ck-image") -> str:
    """An SVG that was made for a page as ``<img>``; ``alt`` says in words what it shows.

    ``css`` gives colours to classes of the picture. ValueError without a ``viewBox`` at 0 0.

    >>> made = image('<svg viewBox="0 0 330 200"><path d="M0 0"/></svg>', 'A line & "no more"')
    >>> made[:79]
    '<img class="ck-image" width="660" height="400" alt="A line &amp; &quot;no more&'
    >>> "<svg" in made, made.count("%3Cpath")
    (False, 1)
    """
    root, box = _ROOT.search(svg), _BOX.search(svg)
    if not root or not box:
        raise ValueError("a picture begins with <svg viewBox=\"0 0 width height\">")
    height = round(WIDTH * float(box[2]) / float(box[1]))
    rest = _DROPPED.sub("", root[1]).replace("var(--ck-figure-font, inherit)", FONT)
    style = f"<style>{css}</style>\n" if css else ""
    whole = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
             f'width="{WIDTH}" height="{height}"{rest}>\n{style}'
             f'<rect width="100%" height="100%" fill="#ffffff"/>\n{svg[root.end():].strip()}')
    address = _UNSAFE.sub(lambda found: _ESCAPED[found[0]], _VARIABLE.sub(r"\1", whole))
    return (f'<img class="{kind}" width="{WIDTH}" height="{height}" alt="{escape(alt)}" '
            f'src="data:image/svg+xml,{escape(address, quote=False)}">')
