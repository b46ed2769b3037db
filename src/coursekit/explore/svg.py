"""A matplotlib figure as SVG for a page: small, scalable, themed, the same every time.

Text stays text, numbers carry one decimal, colours of the palette become CSS
variables, ids are numbered under a prefix of the page's choice, and nothing tells
when or by what it was drawn. One element a line, and the outline of a shape apart from
its colours, so that two frames differ in few lines.
"""

from __future__ import annotations

import functools
import io
import re
from html import escape
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from coursekit.explore.palette import variable
from coursekit.typography import apostrophes

ALT = "Picture, described in the text below it"

_RC = {"svg.fonttype": "none", "svg.hashsalt": "coursekit", "svg.image_inline": True}
_UNSIGNED = {"Date": None, "Creator": None, "Format": None, "Type": None}
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
_TOKEN = re.compile(r"[MLCQz]|" + _NUMBER.pattern)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_LINK = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
_MEASURES = {"x", "y", "width", "height", "cx", "cy", "r", "x1", "x2", "y1", "y2"}
_NUMBERS_A_STEP = {"M": 2, "L": 2, "Q": 4, "C": 6}


def render(figure: Figure, prefix: str) -> str:
    """The SVG of a figure; its ids begin with ``prefix``, unique on the page."""
    buffer = io.StringIO()
    with matplotlib.rc_context(_RC):
        figure.savefig(buffer, format="svg", metadata=_UNSIGNED, facecolor="none", dpi="figure")
    root = ElementTree.fromstring(buffer.getvalue())
    ids = _numbered_ids(root, prefix)
    _, _, width, height = (_short(number) for number in root.attrib["viewBox"].split())
    lines = [
        f'<svg class="ck-svg" viewBox="0 0 {width} {height}" width="100%" role="img" '
        f'aria-label="{ALT}" style="font-family: var(--ck-figure-font, inherit); '
        f'fill: {variable("#000000")}; stroke-linejoin: round; stroke-linecap: butt">'
    ]
    for child in root:
        _write(child, ids, lines)
    return "\n".join([*lines, "</svg>"])


def _numbered_ids(root: ElementTree.Element, prefix: str) -> dict[str, str]:
    """New names for the ids that something in the picture refers to."""
    used: dict[str, str] = {}
    for element in root.iter():
        for value in element.attrib.values():
            for match in _LINK.finditer(value):
                used.setdefault(match[1] or match[2], f"{prefix}-{len(used) + 1}")
    return used


def _write(element: ElementTree.Element, ids: dict[str, str], lines: list[str]) -> None:
    tag = element.tag.rpartition("}")[2]
    if tag in {"metadata", "style"}:
        return
    attributes = _attributes(element, ids)
    if tag == "path" and attributes.get("style") == "fill: none":
        return
    if tag == "text":
        lines.append(_text(element, attributes))
        return
    inner: list[str] = []
    for child in element:
        _write(child, ids, inner)
    if tag in {"g", "defs"} and not inner:
        return
    if tag == "g" and not attributes:
        lines.extend(inner)
        return
    opened = _opened(tag, attributes)
    if inner:
        lines.extend([*opened, *inner, f"</{tag}>"])
    else:
        lines.extend([*opened[:-1], opened[-1][:-1] + "/>"])


def _opened(tag: str, attributes: dict[str, str]) -> list[str]:
    """The opening tag: an outline on a line of its own, before what colours it."""
    outline = attributes.pop("d", None)
    rest = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if outline is None:
        return [f"<{tag}{rest}>"]
    return [f'<{tag} d="{outline}"', f"{rest}>"]


def _text(element: ElementTree.Element, attributes: dict[str, str]) -> str:
    inside = _words(element) if not len(element) else ""
    for child in element:  # matplotlib places each piece of a formula in a tspan
        given = "".join(f' {k}="{escape(v)}"' for k, v in _attributes(child, {}).items())
        inside += f"<tspan{given}>{_words(child)}</tspan>"
    return f"{_opened('text', attributes)[0]}{inside}</text>"


def _words(element: ElementTree.Element) -> str:
    return escape(apostrophes(element.text or ""), quote=False)


def _attributes(element: ElementTree.Element, ids: dict[str, str]) -> dict[str, str]:
    result: dict[str, str] = {}
    for full, value in element.attrib.items():
        name = full.rpartition("}")[2]
        if name == "id":
            if value not in ids:
                continue
            value = ids[value]
        elif name == "d":
            value = outline(value)
        elif name == "style":
            value = _style(value)
        elif name == "transform":
            value = _transform(value)
        elif name in _MEASURES:
            value = _NUMBER.sub(lambda match: _short(match[0]), value)
        elif name in {"fill", "stroke"} and _COLOUR.fullmatch(value):
            name, value = "style", f"{name}: {variable(value)}"
        if name != "id":
            value = _LINK.sub(
                lambda match: f"url(#{ids[match[1]]})" if match[1] else f"#{ids[match[2]]}", value
            ) if ids else value
        if value:
            result[name] = value
    return result


def _style(text: str) -> str:
    """The declarations of a style without the font, which the page chooses."""
    kept = []
    for declaration in text.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name and name != "font-family":
            kept.append(f"{name}: {_COLOUR.sub(lambda match: variable(match[0]), value)}")
    return "; ".join(kept)


def _transform(text: str) -> str:
    """A transform with short distances; turns by nothing are left out."""
    kept = []
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(number) for number in _NUMBER.findall(inside)]
        if name == "rotate" and numbers[0] == 0:
            continue
        decimals = 1 if name in {"translate", "rotate"} else 6
        kept.append(f"{name}({' '.join(_short(number, decimals) for number in numbers)})")
    return " ".join(kept)


@functools.lru_cache(maxsize=4096)  # the frames of a map share their outlines
def outline(path: str) -> str:
    """Path data with one decimal, no repeated command letters and no repeated points.

    >>> outline("M 0 216.04 L 360 216 L 360 216.01 L 0 -0.02 z")
    'M0 216 360 216 0 0z'
    """
    result: list[str] = []
    shown = ""
    command = ""
    last: list[str] = []
    tokens = iter(_TOKEN.findall(path))
    for token in tokens:
        if token in _NUMBERS_A_STEP or token == "z":
            command = token
            if token == "z":
                result.append("z")
                shown = ""
                continue
            token = next(tokens)
        step = [_short(token)]
        step += [_short(next(tokens)) for _ in range(_NUMBERS_A_STEP[command] - 1)]
        if command == "L" and step == last and shown == "L":
            continue
        last = step[-2:]
        if command == shown or (command == "L" and shown == "M"):
            result.append(" " + " ".join(step))
        else:
            result.append(command + " ".join(step))
        shown = command
    return "".join(result)


def _short(number: float | str, decimals: int = 1) -> str:
    """
    >>> _short("16.36274"), _short(-0.01), _short(357.0)
    ('16.4', '0', '357')
    """
    text = f"{float(number):.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
