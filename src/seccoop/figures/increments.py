"""From 84 to 150 million: the planned path and an even one, year by year: one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options, years
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import BODY, MARGIN, SMALL, WIDTH, Sheet, context, foot_height

SOURCE = (
    "Source: Defence Agreement 2018-2023, annex; the even path is the course's. A plan, in 2018 "
    "prices; as of 2018."
)

COUNTS = {"The share of each year": "yearly", "Extra money, added up": "added"}

_HIGH = 210.0


def increments() -> Explorer:
    """The explorer: a year, and whether shares are shown or additions are summed."""
    table = data.table("agreement_increments")
    paths = paths_of(table)

    def draw(*, year: int, count: str) -> Drawing:
        return draw_increments(table, year=year, count=count)

    return explore(
        draw,
        title=f"From {base_of(table)} to {base_of(table) + int(paths['planned'].iloc[-1])}",
        id="from-84-to-150",
        question="By which year, do you expect, is half of the rise reached?",
        year=years(int(paths.index[0]), int(paths.index[-1])),
        count=options(COUNTS, label="Show"),
    )


def base_of(table: pd.DataFrame) -> int:
    """The share before any addition, DKK million."""
    first = table.sort_values("year").iloc[0]
    return int(first["mod_contribution"] - first["fund_increment"])


def paths_of(table: pd.DataFrame) -> pd.DataFrame:
    """By year: the planned addition to :func:`base_of` and the one on an even path, DKK million.

    The even path begins at nothing in the first year and reaches the same end.
    """
    planned = table.set_index("year").sort_index()["fund_increment"].astype(float)
    steps = len(planned) - 1
    even = [planned.iloc[-1] * place / steps for place in range(steps + 1)]
    return pd.DataFrame({"planned": planned, "even": even})


def draw_increments(table: pd.DataFrame, *, year: int, count: str) -> Drawing:
    """One frame: bars for the plan, dots for the even path, up to the chosen year.

    ``table`` is agreement_increments; ``count`` is ``yearly`` or ``added``.
    """
    if count not in COUNTS.values():
        raise ValueError(f"count {count!r} is none of {', '.join(COUNTS.values())}")
    paths = paths_of(table)
    base = base_of(table)
    added = paths.cumsum()
    shown = added if count == "added" else paths + base
    title = _title(paths.loc[year], added.loc[year], base, year, count)
    note = (f"All additions since {paths.index[0]}, DKK million" if count == "added"
            else "The Ministry of Defence's share of the Fund, DKK million")
    high = 230 if count == "added" else 170
    with context():
        sheet = Sheet(MARGIN + 64 + 26 + _HIGH + 50 + foot_height(SOURCE))
        top = sheet.head(title, note)
        ax = sheet.axes(MARGIN, top + 22, WIDTH - 2 * MARGIN, _HIGH)
        ax.set(xlim=(paths.index[0] - 0.5, paths.index[-1] + 0.5), ylim=(0, high))
        ax.set_yticks([])
        ax.set_xticks(list(paths.index))
        ax.tick_params(axis="x", length=0, pad=6)
        ax.spines["bottom"].set_visible(True)
        for at, row in shown.iterrows():
            seen = at <= year
            ink = "highlight" if at == year else "before"
            ax.add_patch(Rectangle(
                (at - 0.36, 0), 0.72, row["planned"], linewidth=1.1,
                edgecolor=colour(ink if seen else "line"),
                facecolor=colour(ink if seen else "paper"), zorder=2,
            ))
            if seen:
                ax.text(at, -0.16 * high, _plain(row["planned"]), ha="center", va="center",
                        size=BODY, weight="bold", color=colour(ink))
                ax.text(at, max(row["even"], row["planned"]) + 0.045 * high, _plain(row["even"]),
                        ha="center", va="bottom", size=SMALL, color=colour("ink"))
        seen = shown.loc[:year]
        ax.scatter(seen.index, seen["even"], s=46, marker="D", color=colour("paper"),
                   edgecolor=colour("ink"), linewidth=1.6, zorder=5)
        sheet.text(MARGIN, top + BODY, "Bars, row below: the plan", BODY, "before", bold=True)
        sheet.text(WIDTH - MARGIN, top + BODY, "Diamonds: an even path", BODY, bold=True,
                   align="right")
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(title, paths, added, base, year),
        table=pd.DataFrame({
            "Year": paths.index,
            "Planned addition (DKK million)": paths["planned"].astype(int).to_list(),
            "Planned share (DKK million)": (paths["planned"] + base).astype(int).to_list(),
            "Even path (DKK million)": (paths["even"] + base).round(1).to_list(),
            "Additions so far, planned (DKK million)": added["planned"].astype(int).to_list(),
            "Additions so far, even path (DKK million)": added["even"].round(1).to_list(),
        }),
        caption=(
            "The Ministry of Defence's planned share of the Peace and Stabilisation Fund, in DKK "
            f"million of 2018, beside an even path from {base} to "
            f"{base + int(paths['planned'].iloc[-1])}. {SOURCE}"
        ),
        sources=["defence-agreement-text-2018"],
    )


def _plain(value: float) -> str:
    """
    >>> _plain(150.0), _plain(13.2)
    ('150', '13.2')
    """
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def _title(path: pd.Series, added: pd.Series, base: int, year: int, count: str) -> str:
    if count == "added":
        return (f"By {year} the plan has added {_plain(added['planned'])} million in all, an even "
                f"path {_plain(added['even'])}")
    gap = path["planned"] - path["even"]
    if abs(gap) < 0.05:
        return f"{year}: plan and even path meet, at {_plain(base + path['planned'])} million"
    return (f"{year}: the plan is {_plain(abs(gap))} million "
            f"{'ahead of' if gap > 0 else 'behind'} an even path")


def _doubling(planned: pd.Series) -> str:
    """How long each addition is twice the one before it.

    >>> _doubling(pd.Series({2018: 2.0, 2019: 4.0, 2020: 8.0, 2021: 9.0}))
    'double every year to 2020 and '
    """
    last = planned.index[0]
    for year in planned.index[1:]:
        if planned[year] != 2 * planned[last]:
            break
        last = year
    return f"double every year to {last} and " if last != planned.index[0] else ""


def _description(title: str, paths: pd.DataFrame, added: pd.DataFrame, base: int,
                 year: int) -> str:
    return (
        f"{title}. In {year} the plan gives {_plain(base + paths.loc[year, 'planned'])} million "
        f"and an even path {_plain(base + paths.loc[year, 'even'])}; added up since "
        f"{paths.index[0]} the additions come to {_plain(added.loc[year, 'planned'])} and "
        f"{_plain(added.loc[year, 'even'])} million. The planned additions "
        f"{_doubling(paths['planned'])}end at {_plain(paths['planned'].iloc[-1])} million."
    )
