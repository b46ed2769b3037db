"""Deployments against persons, by group of missions: one explorer."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    BODY,
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    context,
    foot_height,
    number,
    text_width,
)

SOURCE = (
    "Source: counts of the Armed Forces, 1991 to 2018, published by Veteranalliancen and Veteran "
    "Café Nordvest; as of 2019."
)

MEASURES = {
    "Deployments": "deployments",
    "Persons": "persons",
    "Deployments a person": "each",
    "Women among the persons": "women",
}

#: What each measure is, as the line below the title says it.
_NOTES = {
    "deployments": "Times that somebody was sent out, 1991–2018",
    "persons": "Persons sent out, each once within a group of missions",
    "each": "Deployments divided by persons",
    "women": "Women, in per cent of the persons sent out",
}

_SHORT = {
    "afghanistan": "Afghanistan", "kosovo": "Kosovo", "balkans": "Balkans, not Kosovo",
    "iraq-syria": "Iraq and Syria", "libya": "Libya", "gulf-of-aden": "Gulf of Aden",
    "syria-chemicals": "Syria, chemicals", "mali": "Mali", "lebanon": "Lebanon",
    "baltic": "Baltic",
}

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

_ROW = 21.0
_LABELS = 150.0


def deployments_and_persons() -> Explorer:
    """The explorer: what is counted, and a group of missions to follow through the ranking."""
    table = data.table("deployments")

    def draw(*, measure: str, group: str) -> Drawing:
        return draw_deployments(table, measure=measure, group=group)

    return explore(
        draw,
        title="Deployments and persons",
        question="Which missions lead the list, and does the order change with what you count?",
        measure=options(MEASURES, label="Count"),
        group=options({name: key for key, name in _SHORT.items()}, start="balkans",
                      label="Follow"),
    )


def draw_deployments(table: pd.DataFrame, *, measure: str, group: str) -> Drawing:
    """One frame: ten groups of missions, in the order of one measure.

    ``table`` is the table deployments; ``measure`` one of MEASURES, ``group`` the id of a row
    with persons by sex.
    """
    rows = table.set_index("id")
    values = _values(rows.loc[list(_SHORT)], measure).sort_values(ascending=False, kind="stable")
    form = _forms(measure)
    with context():
        sheet = Sheet(MARGIN + 66 + len(values) * _ROW + 40 + foot_height(SOURCE))
        top = sheet.head(_title(values, measure, group), _NOTES[measure])
        wide = WIDTH - MARGIN - _LABELS
        widest = number(rows.loc[list(_SHORT), "deployments"].max())
        room = wide - text_width(widest, BODY, bold=True) - 12
        ax = sheet.axes(_LABELS, top, wide, len(values) * _ROW)
        ax.set(xlim=(0, wide), ylim=(len(values) * _ROW, 0))
        ax.axis("off")
        for place, (key, value) in enumerate(values.items()):
            ink = "highlight" if key == group else "before"
            ax.add_patch(Rectangle((0, place * _ROW + 3), room * value / values.iloc[0],
                                   _ROW - 6, facecolor=colour(ink), linewidth=0))
            base = top + place * _ROW + 15
            sheet.text(MARGIN, base, _SHORT[key], BODY, "ink", bold=key == group)
            sheet.text(_LABELS + room * value / values.iloc[0] + 6, base, form(value), BODY,
                       "highlight" if key == group else "ink", bold=key == group)
        sheet.paragraph(MARGIN, top + len(values) * _ROW + 8, _together(rows, measure),
                        sheet.column, SMALL)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(values, rows, measure, group),
        table=_table(rows.loc[list(_SHORT)]),
        caption=(
            "Danish deployments, the persons behind them and the share of women, by group of "
            f"missions. Who went to two groups is a person in both. {SOURCE}"
        ),
        sources=["veteranalliancen-deployments", "veteran-cafe-2019"],
    )


def _values(groups: pd.DataFrame, measure: str) -> pd.Series:
    if measure == "each":
        return (groups["deployments"] / groups["persons"]).astype(float)
    if measure == "women":
        return (100 * groups["persons_women"] / groups["persons"]).astype(float)
    return groups[measure].astype(float)


def _forms(measure: str) -> Callable[[float], str]:
    return {"each": "{:.2f}".format, "women": "{:.1f}%".format}.get(measure, number)


def _title(values: pd.Series, measure: str, group: str) -> str:
    form, place = _forms(measure), list(values.index).index(group)
    unit = {"deployments": "deployments", "persons": "persons", "women": "women",
            "each": "deployments a person"}[measure]
    at = "last" if place == len(values) - 1 else _PLACES[place]
    return (f"{_SHORT[group]}: {at} of {in_words(len(values))}, {form(values[group])} "
            f"{unit}")


def _description(values: pd.Series, rows: pd.DataFrame, measure: str, group: str) -> str:
    form = _forms(measure)
    first, last = values.index[0], values.index[-1]
    return (
        f"{_title(values, measure, group)}. {_SHORT[first]} is first with {form(values[first])}, "
        f"{_SHORT[last]} last with {form(values[last])}. {_together(rows, measure)}"
    )


def _together(rows: pd.DataFrame, measure: str) -> str:
    groups = rows.loc[list(_SHORT)]
    every, once = rows.loc["all-missions", "deployments"], rows.loc["all-persons-once", "persons"]
    if measure == "deployments":
        other = rows.loc["other-missions", "deployments"]
        return f"With {number(other)} in other missions: {number(every)} deployments in all."
    if measure == "persons":
        return (
            f"Added up, the {in_words(len(groups))} groups give {number(groups['persons'].sum())} "
            f"persons. Each counted once in all missions: {number(once)}."
        )
    if measure == "each":
        return (
            f"All missions: {number(every)} deployments of {number(once)} persons, "
            f"{every / once:.2f} each."
        )
    women, persons = groups["persons_women"].sum(), groups["persons"].sum()
    return (
        f"The {in_words(len(groups))} groups added up: {100 * women / persons:.1f}%. Women who "
        "went to several groups count in each."
    )


def _table(groups: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "Missions": [_SHORT[key] for key in groups.index],
        "Deployments": groups["deployments"].to_list(),
        "Persons": groups["persons"].to_list(),
        "Men (persons)": groups["persons_men"].to_list(),
        "Women (persons)": groups["persons_women"].to_list(),
        "Deployments a person": _values(groups, "each").round(2).to_list(),
        "Women (per cent of persons)": _values(groups, "women").round(1).to_list(),
    })
