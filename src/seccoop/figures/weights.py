"""Build an index of fragility and see what its weights do: one explorer."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.register import edition
from seccoop.figures.style import BODY, MARGIN, SMALL, Sheet, context, foot_height, listing, number

YEAR = 2023
"""The last year in which every one of the four indicators has a value."""

COUNTRIES = (
    "AFG", "BFA", "ETH", "GEO", "IRQ", "KEN", "LBY", "MDA", "MLI", "NER", "NGA", "SOM", "SYR",
    "UKR",
)
"""Countries in which the Peace and Stabilisation Fund has had a programme, and all data exist."""

#: The indicators: key, name on the control.
INDICATORS = {
    "stability": "Political stability",
    "law": "Rule of law",
    "deaths": "Deaths",
    "refugees": "Refugees",
}
EQUAL = (1, 1, 1, 1)

#: How often each weight counts an indicator.
OFTEN = ("not at all", "once", "twice")

#: The ends of the scale.
BEST, WORST = 0, 100

_WGI, _UCDP = "wgi-2024", "ucdp-country-year-25-1"

_ROW = 21.0
_NAME = 118.0


def index_builder() -> Explorer:
    """The explorer: a weight of 0, 1 or 2 for each of four indicators."""
    scores = scaled(data.table("governance_estimates"), data.table("violence_deaths"),
                    data.table("displacement"))
    names = data.table("countries").set_index("iso3")["name_en"]
    scores.index = [names[iso3] for iso3 in scores.index]
    weight = {str(times): times for times in range(len(OFTEN))}

    def draw(*, stability: int, law: int, deaths: int, refugees: int) -> Drawing:
        return draw_index(scores, weights=(stability, law, deaths, refugees))

    return explore(
        draw,
        title="Build an index",
        question="Which weights put Ukraine first, and which put it near the end?",
        **{key: options(weight, label=name, start=1) for key, name in INDICATORS.items()},
    )


def scaled(
    estimates: pd.DataFrame, deaths: pd.DataFrame, displacement: pd.DataFrame
) -> pd.DataFrame:
    """Each indicator from 0 (best of the fourteen) to 100 (worst), with its margins.

    Estimates are turned round, so that more is worse. Deaths per million and refugees per thousand
    people are taken as logarithms of one more than the rate, or one war would push all others to
    the bottom. Columns are ``stability``, ``stability_low``, ``stability_high`` and so on; index
    iso3. A country that lacks a value would be left out; in 2023 none does.
    """
    people = _of(displacement)["population"].astype(float)
    dead = _of(deaths)[["best", "low", "high"]].astype(float).div(people, axis=0) * 1e6
    refugees = np.log10(1 + _of(displacement)["refugees"].astype(float) / people * 1e3)
    raw = {
        "deaths": tuple(np.log10(1 + dead[column]) for column in ("best", "low", "high")),
        "refugees": (refugees, refugees, refugees),
    }
    for key, indicator in (("stability", "political_stability"), ("law", "rule_of_law")):
        rows = _of(estimates[estimates["indicator"] == indicator])
        value, error = -rows["estimate"], rows["std_error"]
        raw[key] = (value, value - error, value + error)
    columns = {}
    for key in INDICATORS:
        best, low, high = raw[key]
        bottom, span = best.min(), best.max() - best.min()
        columns[key] = WORST * (best - bottom) / span
        columns[f"{key}_low"] = WORST * (np.minimum(low, best) - bottom) / span
        columns[f"{key}_high"] = WORST * (np.maximum(high, best) - bottom) / span
    return pd.DataFrame(columns).dropna()


def index(scores: pd.DataFrame, weights: tuple[int, ...]) -> pd.DataFrame:
    """The weighted mean and its margin, most fragile first: ``score``, ``low``, ``high``, ``rank``.

    Margins are added as independent errors are: by their squares. ValueError if all weights are 0.
    """
    total = sum(weights)
    if not total:
        raise ValueError("an index needs a weight above 0 for at least one indicator")
    score = sum(w * scores[key] for key, w in zip(INDICATORS, weights, strict=True)) / total
    side = {}
    for end in ("low", "high"):
        squares = sum(
            (w * (scores[f"{key}_{end}"] - scores[key])) ** 2
            for key, w in zip(INDICATORS, weights, strict=True)
        )
        side[end] = np.sqrt(squares) / total
    made = pd.DataFrame({"score": score, "low": score - side["low"], "high": score + side["high"]})
    made = made.sort_values("score", ascending=False, kind="stable")
    made["rank"] = range(1, len(made) + 1)
    return made


def draw_index(scores: pd.DataFrame, *, weights: tuple[int, ...]) -> Drawing:
    """One frame: fourteen countries in the order of the index, with margins and moves.

    ``scores`` is what :func:`scaled` gives, with names as its index; ``weights`` are four of
    0, 1 and 2 in the order of INDICATORS.
    """
    equal = index(scores, EQUAL)
    made = index(scores, weights) if any(weights) else None
    title, source = _title(made, equal, weights), _source(len(scores))
    moves = None if made is None else equal["rank"].reindex(made.index) - made["rank"]
    with context():
        sheet = Sheet(MARGIN + 58 + 20 + _ROW * len(scores) + 32 + foot_height(source))
        top = sheet.head(title) + 4
        sheet.text(MARGIN, top + SMALL, "Rank, and places moved from equal weights", SMALL, "muted")
        top += 22
        order = sorted(scores.index) if made is None else list(made.index)
        for place, name in enumerate(order):
            y = top + place * _ROW + 15
            if made is not None:
                sheet.text(MARGIN + 17, y, str(place + 1), SMALL, "muted", align="right")
                ink, words = _move(int(moves[name]))
                sheet.text(MARGIN + 52, y, words, SMALL, ink, bold=True, align="right")
            sheet.text(MARGIN + 60, y, name, BODY, "highlight" if name == "Ukraine" else "ink")
        ax = sheet.axes(MARGIN + 60 + _NAME, top, sheet.column - 60 - _NAME - 10,
                        _ROW * len(order))
        _dots(ax, made, order)
        sheet.foot(source)
    return Drawing(
        figure=sheet.figure,
        description=_description(title, made, weights),
        table=_table(scores, made, equal),
        caption=(
            f"An index of {_spelled(weights)}: weighted mean of {in_words(len(INDICATORS))} "
            f"indicators on a scale of {BEST} to {WORST}. {source}"
        ),
        sources=[_WGI, _UCDP, "world-bank-refugees-origin",
                 "world-bank-population"],
    )


def _of(table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["iso3"].isin(COUNTRIES) & (table["year"] == YEAR)]
    return rows.set_index("iso3").loc[list(COUNTRIES)]


def _source(countries: int) -> str:
    return (f"{WORST} is the worst of the {in_words(countries)}, {BEST} the best. Lines: margins "
            f"that the sources give (none for refugees). Source: WGI {edition(_WGI)}, UCDP "
            f"{edition(_UCDP)}, UNHCR, World Bank; values of {YEAR}, as of 2025.")


def _spelled(weights: tuple[int, ...]) -> str:
    """
    >>> _spelled((2, 1, 0, 1))
    'political stability twice, rule of law once, deaths not at all and refugees once'
    """
    return listing([
        f"{name.lower()} {OFTEN[w]}" for name, w in zip(INDICATORS.values(), weights, strict=True)
    ])


def _title(made: pd.DataFrame | None, equal: pd.DataFrame, weights: tuple[int, ...]) -> str:
    if made is None:
        return "No weights, no index"
    first, last = made.index[0], made.index[-1]
    if len(set(weights)) == 1:
        lead = "Equal weights" if weights == EQUAL else "Twice everything changes nothing"
        return f"{lead}: {first} first, {last} last, Ukraine at {made.loc['Ukraine', 'rank']}"
    moves = equal["rank"].reindex(made.index) - made["rank"]
    most = moves.abs().max()
    movers = [name for name in made.index if abs(moves[name]) == most]
    if not most:
        return f"The same order as with equal weights: {first} first, {last} last"
    way = "up" if moves[movers[0]] > 0 else "down"
    told = f"{movers[0]} moves most, {way} {most}" if len(movers) == 1 else (
        f"{len(movers)} countries move by {most}"
    )
    ukraine = "" if first == "Ukraine" else f"; Ukraine at {made.loc['Ukraine', 'rank']}"
    return f"{first} first, {last} last; {told}{ukraine}"


def _description(title: str, made: pd.DataFrame | None, weights: tuple[int, ...]) -> str:
    if made is None:
        return f"{title}. All {in_words(len(weights))} weights are {weights[0]}."
    near = sum(
        made["low"].iloc[i] <= made["high"].iloc[i + 1] for i in range(len(made) - 1)
    )
    return (
        f"{title}. Weights: {_spelled(weights)}. In order: {', '.join(made.index)}. The margins of "
        f"{near} of the {len(made) - 1} pairs of neighbours overlap."
    )


def _move(places: int) -> tuple[str, str]:
    """The ink and the words for a move up or down the ranks.

    >>> _move(3), _move(-2), _move(0)
    (('bad', '▲ 3'), ('good', '▼ 2'), ('muted', '='))
    """
    if not places:
        return "muted", "="
    return ("bad", f"▲ {places}") if places > 0 else ("good", f"▼ {-places}")


def _dots(ax: Axes, made: pd.DataFrame | None, order: list[str]) -> None:
    ax.set(xlim=(-6, 106), ylim=(len(order), 0))
    ax.set_yticks([])
    ticks = [BEST, (BEST + WORST) // 2, WORST]
    ax.set_xticks(ticks, [number(tick) for tick in ticks])
    ax.set_xlabel("Index, higher is more fragile", size=SMALL, labelpad=2)
    ax.grid(axis="x")
    if made is None:
        return
    for place, (name, row) in enumerate(made.iterrows()):
        ink = colour("highlight" if name == "Ukraine" else "nato")
        y = place + 0.5
        ax.plot([row["low"], row["high"]], [y, y], color=ink, linewidth=1.4)
        ax.scatter(row["score"], y, s=32, color=ink, zorder=3)


def _table(scores: pd.DataFrame, made: pd.DataFrame | None, equal: pd.DataFrame) -> pd.DataFrame:
    shown = scores[list(INDICATORS)].round(0).astype(int)
    shown.columns = [f"{name} ({BEST} to {WORST})" for name in INDICATORS.values()]
    if made is None:
        return shown.sort_index().rename_axis("Country")
    shown = shown.reindex(made.index)
    shown.insert(0, "Rank", made["rank"])
    shown.insert(1, "Rank with equal weights", equal["rank"].reindex(made.index))
    shown["Index"] = made["score"].round(1)
    return shown.rename_axis("Country")
