"""What every series has, what it is asked for, and what its interface answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Key = tuple[str, int]  # a country and a year
Values = dict[Key, dict[str, int | float]]  # what stands there, by column


@dataclass(frozen=True)
class Asked:
    """The cells that the table holds of a series, and the sources that their rows name."""

    held: Values
    this_year: int
    cited: frozenset[str] = frozenset()

    @property
    def countries(self) -> list[str]:
        return sorted({country for country, _ in self.held})

    @property
    def first(self) -> int:
        return min(year for _, year in self.held)


@dataclass(frozen=True)
class Answer:
    """What an interface gives: values by country and year, and the edition they are of."""

    values: Values
    edition: str
    renewed: dict[str, str] = field(default_factory=dict)  # keys of the entry to renew


class BaseSeries(BaseModel):
    """The keys that a series of any interface has."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    source: str = Field(description="the source that a new or changed row names")
    former: list[str] = Field(default_factory=list, description="sources of earlier editions: "
                              "rows that name one of them are of this series too")
    where: dict[str, Any] = Field(default_factory=dict, description="which rows of the table "
                                  "are of this series, where it holds several")

    def owns(self, row: dict[str, Any], sources: list[str]) -> bool:
        """Whether a row of the table rests on this series."""
        return (all(row[name] == value for name, value in self.where.items())
                and any(one in sources for one in (self.source, *self.former)))
