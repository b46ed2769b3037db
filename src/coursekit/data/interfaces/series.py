"""What every series has, what it is asked for, and what its interface answers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
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


class BaseSeries(BaseModel):
    """The keys that a series of any interface has."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    where: dict[str, Any] = Field(default_factory=dict, description="which rows of the table "
                                  "are of this series, where it holds several")
    round: int | None = Field(default=None, ge=0, le=12, description="digits to keep")

    @property
    @abstractmethod
    def sources(self) -> list[str]:
        """What its rows name: the source of a new or changed row, then those of old editions."""

    def owns(self, row: Mapping[str, Any], named: list[str]) -> bool:
        """Whether a row of the table, which names these sources, rests on this series."""
        return (all(row[name] == value for name, value in self.where.items())
                and any(one in named for one in self.sources))
