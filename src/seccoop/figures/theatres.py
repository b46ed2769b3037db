"""The parts of the world that Danish operations and programmes fall into.

A theatre gathers neighbouring host countries and seas, so that a map can show one
count for each. An operation at sea has no host country; it falls to the theatre
whose heart is nearest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Theatre:
    """A part of the world.

    ``on_map`` is its name where room is short, and ``label_at`` where that name
    begins, beside the hosts rather than on them; ``heart`` is its middle. Places are
    longitude and latitude.
    """

    name: str
    on_map: str
    european: bool
    heart: tuple[float, float]
    label_at: tuple[float, float]
    countries: frozenset[str]


def _theatre(name: str, on_map: str, european: bool, heart: tuple[float, float],
             label_at: tuple[float, float], countries: str) -> Theatre:
    return Theatre(name, on_map, european, heart, label_at, frozenset(countries.split()))


THEATRES: tuple[Theatre, ...] = (
    _theatre("the Balkans", "Balkans", True, (19, 43), (-1.0, 44.2),
             "HRV BIH SRB XKX MKD ALB MNE SVN BGR ROU"),
    _theatre("the Baltic", "Baltic", True, (23, 57.5), (30.5, 57.8),
             "EST LVA LTU POL FIN SWE DEU"),
    _theatre("the North Sea and Atlantic", "North Atlantic", True, (-5, 58), (-24.0, 52.5),
             "GBR DNK ISL GRL NOR"),
    _theatre("Ukraine and the Caucasus", "Ukraine, Caucasus", True, (37, 46), (39.5, 49.5),
             "UKR MDA GEO ARM AZE BLR RUS"),
    _theatre("the Mediterranean and the Levant", "Mediterranean", False, (22, 34),
             (17.0, 35.2), "CYP LBN ISR SYR JOR EGY LBY TUN TUR"),
    _theatre("Iraq and the Gulf", "Iraq, Gulf", False, (52, 26), (43.0, 27.6),
             "IRQ KWT ARE OMN QAT BHR SAU IRN"),
    _theatre("Afghanistan and South Asia", "South Asia", False, (67, 33), (55.0, 41.0),
             "AFG PAK IND KGZ TJK UZB"),
    _theatre("the Horn and East Africa", "East Africa", False, (45, 11), (31.0, 15.5),
             "ETH ERI SOM DJI YEM KEN SDN SSD UGA RWA BDI COM SYC COD"),
    _theatre("West Africa and the Sahel", "West Africa, Sahel", False, (0, 10), (-7.0, 14.5),
             "MLI LBR NER BFA GIN SLE NGA GHA"),
    _theatre("East Asia", "East Asia", False, (127, 37), (52.0, 13.0), "KOR"),
)


def theatre_of(countries: Sequence[str], lon: float, lat: float) -> Theatre:
    """The theatre of an operation: that of its first host country, or else the nearest.

    >>> theatre_of(["IRQ", "SYR"], 44, 33).name
    'Iraq and the Gulf'
    >>> theatre_of([], 4.0, 3.5).name
    'West Africa and the Sahel'
    """
    for iso3 in countries:
        for theatre in THEATRES:
            if iso3 in theatre.countries:
                return theatre
    if countries:
        raise ValueError(
            f"no theatre holds {', '.join(countries)}; add the country to one of THEATRES"
        )
    shrink = math.cos(math.radians(lat))
    return min(THEATRES, key=lambda theatre: math.hypot(
        (theatre.heart[0] - lon) * shrink, theatre.heart[1] - lat
    ))


def theatres_of(countries: Sequence[str]) -> list[Theatre]:
    """The theatres that a programme's partners lie in, each once, in the order of THEATRES.

    >>> [theatre.name for theatre in theatres_of(["UKR", "SRB", "BIH"])]
    ['the Balkans', 'Ukraine and the Caucasus']
    """
    return [theatre for theatre in THEATRES if theatre.countries & set(countries)]
