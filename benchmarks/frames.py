"""From a moved control to the new picture, in the published book: animation frames and time."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.row import Row
from tests.browser import find, flags

HTML = Path(__file__).parents[1] / "_build" / "html"

# Moves a control and counts animation frames until the picture differs; the
# frame in which it differs is the one that paints it.
MOVE = """
async (control) => {
  const root = control.closest('.ck-widget');
  const picture = () => root.querySelector('svg').outerHTML;
  const before = picture();
  const start = performance.now();
  let moved = control.querySelector('input[type=range], select');
  if (moved?.tagName === 'SELECT') {
    moved.selectedIndex = (moved.selectedIndex + 1) % moved.length;
  } else if (moved) {
    moved.value = +moved.value < +moved.max ? +moved.value + 1 : +moved.min;
  } else {
    const buttons = [...control.querySelectorAll('input[type=radio]')];
    moved = buttons[(buttons.findIndex((one) => one.checked) + 1) % buttons.length];
    moved.checked = true;
  }
  moved.dispatchEvent(new Event('input', { bubbles: true }));
  moved.dispatchEvent(new Event('change', { bubbles: true }));
  for (let frames = 1; frames <= 60; frames += 1) {
    const now = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    if (picture() !== before) return [frames, now - start];
  }
  return null;
}
"""


def measure() -> list[Row]:
    counts: list[float] = []
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=flags())
        page = browser.new_page()
        for path in sorted((HTML / "notebooks").glob("*.html")):
            page.goto(path.as_uri())
            for root in page.locator(".ck-widget[data-ck=explorer]").all():
                root.scroll_into_view_if_needed()
                root.locator(".ck-control").first.wait_for(state="attached")
                for control in root.locator(".ck-control").all():
                    for _ in range(12):
                        moved = control.evaluate(MOVE)
                        # The same picture for two states is no late picture.
                        if moved:
                            counts.append(moved[0])
                            times.append(moved[1])
        browser.close()
    if not counts:
        raise SystemExit("No explorer was found in _build/html; run make book first.")
    return [
        Row(f"control to new picture, median of {len(counts)}", median(counts), "frames", budget=2),
        Row("the same, in time", median(times), "ms"),
        Row("slowest", max(times), "ms"),
    ]
