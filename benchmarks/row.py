"""One line of a benchmark: what was measured, the figure, and the budget it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure with its unit; ``budget`` is the most (or least, if ``at_least``) allowed."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        met = self.value >= self.budget if self.at_least else self.value <= self.budget
        sign = "≥" if self.at_least else "≤"
        return f"{'met' if met else 'NOT MET'} ({sign} {self.budget:g} {self.unit})"


def show(title: str, rows: Sequence[Row]) -> None:
    """Print one benchmark as a small table."""
    print(f"\n{title}")
    width = max(len(row.what) for row in rows)
    for row in rows:
        print(f"  {row.what:<{width}}  {row.value:>9,.2f} {row.unit:<8} {row.verdict}".rstrip(),
              flush=True)
