"""What a page weighs on the wire: its document and everything it asks for, gzipped."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from benchmarks.row import Row

HTML = Path(__file__).parents[1] / "_build" / "html"
ASKED = re.compile(r"<(?:link|script|img|source)\b[^>]*?\b(?:href|src)=\"([^\"#?:]+)", re.I)
STYLE_URL = re.compile(r"url\([\"']?([^\"')#?:]+)")
# Already compressed, so a server sends these as they are.
PACKED = {".png", ".jpg", ".webp", ".woff2", ".ico"}


def measure() -> list[Row]:
    pages = {path: weigh(path) for path in sorted(HTML.rglob("*.html"))}
    if not pages:
        raise SystemExit("There is no book in _build/html; run make book first.")
    heaviest = max(pages, key=lambda path: sum(pages[path].values()))
    document = max(pages, key=lambda path: pages[path][path])
    return [
        Row(f"heaviest page, everything ({heaviest.relative_to(HTML)})",
            sum(pages[heaviest].values()) / 1000, "kB", budget=1000),
        Row(f"heaviest document alone ({document.relative_to(HTML)})",
            pages[document][document] / 1000, "kB", budget=300),
    ]


def weigh(page: Path) -> dict[Path, int]:
    """Bytes on the wire by file: the page, what it asks for, and what its styles ask for."""
    found = {page: wire(page)}
    waiting = [(page, ref) for ref in ASKED.findall(page.read_text(encoding="utf-8"))]
    while waiting:
        owner, ref = waiting.pop()
        path = (owner.parent / ref).resolve()
        if path in found or not path.is_file() or path.suffix == ".html":
            continue
        found[path] = wire(path)
        if path.suffix == ".css":
            waiting += [(path, more) for more in STYLE_URL.findall(path.read_text("utf-8"))]
    return found


def wire(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content, 6))
