"""axe-core, the accessibility checker, run in a page by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds wrong, one line a rule and place; all of the page, or ``within``."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())
    found = page.evaluate(
        "([within, tags]) => axe.run(within || document, {runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations)",
        [within, TAGS],
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
