"""Pages as the book has them, without the book: widgets, the runtime and the styles."""

from __future__ import annotations

import functools
from pathlib import Path

from coursekit import frontend
from coursekit.explore import palette


def write(folder: Path, body: str, *, name: str = "page.html", theme: str = "light") -> Path:
    """A page with ``body`` in ``folder``, to be opened from the disk."""
    for file, text in _delivered().items():
        (folder / file).write_text(text, encoding="utf-8")
    path = folder / name
    path.write_text(
        f"""<!doctype html>
<html lang="en" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Widgets</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="coursekit.css">
<script src="coursekit.js" defer></script>
</head>
<body>
<main>
<h1>Widgets</h1>
{body}
</main>
</body>
</html>
""",
        encoding="utf-8",
    )
    return path


@functools.cache
def _delivered() -> dict[str, str]:
    return {"coursekit.js": frontend.runtime(),
            "coursekit.css": frontend.styles() + palette.css() + PAPER}


PAPER = """
body { margin: 0; background: #fff; font-family: system-ui, sans-serif; }
html[data-theme="dark"] body { background: #14181d; color: #e9edf1; }
main { max-width: 760px; margin: 0 auto; padding: 0 16px; }
"""
