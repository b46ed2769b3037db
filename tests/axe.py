"""axe-core, the accessibility checker, run in a page by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules about colours, all that another colour scheme can break on the same page.
COLOURS = ["color-contrast", "link-in-text-block"]


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(
    page: Page, within: str | None = None, *, rules: list[str] | None = None
) -> list[str]:
    """What axe-core finds wrong, one line a rule and place; all of the page, or ``within``.

    By every rule of ``TAGS``, or by those named in ``rules``.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())
    found = page.evaluate(
        "([within, only]) => axe.run(within || document, {runOnly: only, "
        "resultTypes: ['violations']}).then(result => result.violations)",
        [within, {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}],
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
