"""The opt-out from EU defence in numbers: each with what it counts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.dates import said as written
from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures import passports
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    Sheet,
    context,
    foot_height,
    number,
)

SOURCE = (
    "Source: Ministry of the Interior (final count), Folketing, DIIS quoted by TV 2, Think Tank "
    "EUROPA; as of 2022."
)

#: Shares of yes: what they are a share of, and the rows that make up that whole.
BASES = {
    "valid": ("those who chose a side", ("yes", "no")),
    "cast": ("all who voted", ("yes", "no", "invalid")),
    "electorate": ("all entitled to vote", ("yes", "no", "invalid", "home")),
}

#: Counts of use, smallest first: rows of the table.
USES = ("count-14", "missions-23", "count-26", "count-31", "count-141", "count-189", "count-235")

_PARTS = (("yes", "Yes", "good"), ("no", "No", "bad"), ("invalid", "Blank or invalid", "axis"),
          ("home", "Did not vote", "host"))
_ROW = 20.0
_BAR = 26.0


@dataclass(frozen=True)
class Said:
    """One number of the explorer: the finding, and what must be known of it."""

    title: str
    passport: dict[str, str]


def opt_out() -> Explorer:
    """The explorer: one of three shares of yes, or one of seven counts of use."""
    table = data.table("opt_out")
    values = table.set_index("id")["value"]

    def draw(*, figure: str) -> Drawing:
        return draw_opt_out(table, figure=figure)

    # Without the share: the reader is asked to guess it first.
    labels = {f"Yes, of {whole}": base for base, (whole, _) in BASES.items()}
    labels |= {f"Uses: {values[row]:.0f}": row for row in USES}
    return explore(
        draw,
        title="The opt-out in numbers",
        question="Which share of yes, and which number of uses, would you print?",
        figure=options(labels, label="Number"),
    )


def votes(values: pd.Series) -> dict[str, int]:
    """The electorate of 1 June 2022 in four parts, in persons."""
    return {
        "yes": int(values["referendum-yes-votes"]), "no": int(values["referendum-no-votes"]),
        "invalid": int(values["referendum-invalid"]),
        "home": int(values["referendum-electorate"] - values["referendum-cast"]),
    }


def share(values: pd.Series, base: str) -> float:
    """The yes votes in per cent of a base."""
    parts = votes(values)
    return 100 * parts["yes"] / sum(parts[name] for name in BASES[base][1])


def draw_opt_out(table: pd.DataFrame, *, figure: str) -> Drawing:
    """One frame: the electorate as a bar, seven counts of use, and the chosen number's terms.

    ``table`` is opt_out; ``figure`` a key of BASES or one of USES.
    """
    rows = table.set_index("id")
    every = {name: _said(rows, name) for name in (*BASES, *USES)}
    if figure not in every:
        raise ValueError(f"there is no number {figure!r}; there are {', '.join(every)}")
    said, day = every[figure], rows.loc["referendum-yes-votes", "date"]
    room = max(passports.height(one.passport) for one in every.values())
    with context():
        head = MARGIN + 2 * TITLE * LEADING + 8
        sheet = Sheet(head + 2 * 22 + _BAR + 48 + len(USES) * _ROW + 16 + room
                      + foot_height(SOURCE))
        top = sheet.head(said.title)
        top = passports.heading(sheet, top, f"Who voted how on {written(day)}")
        top = _electorate(sheet, top, votes(rows["value"]), figure)
        top = passports.heading(sheet, top,
                               f"How often it was used, by {in_words(len(USES))} counts")
        top = _uses(sheet, top, rows, figure) + 8
        passports.write(sheet, top, said.passport)
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{said.title}. " + " ".join(f"{k}: {v}" for k, v in said.passport.items()),
        table=_table(rows),
        caption=f"The referendum and the use of the opt-out, in the numbers in print. {SOURCE}",
        sources=tuple(rows.loc["referendum-yes-votes" if figure in BASES else figure, "sources"]),
    )


def _said(rows: pd.DataFrame, figure: str) -> Said:
    if figure in BASES:
        whole, names = BASES[figure]
        parts = votes(rows["value"])
        total = sum(parts[name] for name in names)
        percent = f"{share(rows['value'], figure):.2f}"
        return Said(
            f"{percent} % said yes, of {whole}",
            {"Yes votes": f"{number(parts['yes'])}.",
             "Divided by": f"{number(total)} persons: {whole}.",
             "Counted by": "Ministry of the Interior and Housing, final count of "
                           f"{written(rows.loc['referendum-yes-votes', 'date'][:7])}."},
        )
    row = rows.loc[figure]
    passport = {
        "What": _sentence(row["what"]),
        "Counted by": f"{row['counter']}; years {row['period'].replace('-', '–')}.",
    }
    if row["confidence"] == "partial":
        passport["Uncertain"] = "The note bears no date; its year is inferred."
    value = number(row["value"])
    return Said(f"{value} uses are {value} {row['unit']}, {row['period'].replace('-', '–')}",
                passport)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _electorate(sheet: Sheet, top: float, parts: dict[str, int], figure: str) -> float:
    """The electorate as one bar; parts outside the chosen base are pale."""
    whole = sum(parts.values())
    names = BASES[figure][1] if figure in BASES else ()
    ax = sheet.axes(MARGIN, top, sheet.column, _BAR)
    ax.set(xlim=(0, whole), ylim=(0, 1))
    ax.axis("off")
    left = 0
    for name, _, ink in _PARTS:
        inside = name in names
        ax.add_patch(Rectangle((left, 0), parts[name], 1, facecolor=colour(ink), linewidth=0,
                               alpha=1 if inside or not names else 0.3))
        left += parts[name]
    if names:
        base = sum(parts[name] for name in names)
        ax.add_patch(Rectangle((0, 0), base, 1, facecolor="none", edgecolor=colour("ink"),
                               linewidth=2.2, clip_on=False))
    top += _BAR + 4
    yes, no = parts["yes"] / whole, parts["no"] / whole
    sheet.text(MARGIN, top + SMALL, f"Yes {number(parts['yes'])}", SMALL, "good", bold=True)
    sheet.text(MARGIN + sheet.column * yes + 2, top + SMALL, f"No {number(parts['no'])}", SMALL,
               "bad", bold=True)
    sheet.text(MARGIN + sheet.column, top + SMALL, f"Did not vote {number(parts['home'])}", SMALL,
               "muted", align="right")
    sheet.text(MARGIN + sheet.column * (yes + no), top + 2 * SMALL + 4,
               f"Blank or invalid {number(parts['invalid'])}", SMALL, "muted")
    return top + 2 * SMALL + 18


def _uses(sheet: Sheet, top: float, rows: pd.DataFrame, figure: str) -> float:
    """Seven counts as bars; the chosen one stands out."""
    most = float(rows.loc[list(USES), "value"].max())
    left = 216.0
    wide = sheet.column - left - 34
    high = len(USES) * _ROW
    ax = sheet.axes(MARGIN + left, top, wide, high)
    ax.set(xlim=(0, most), ylim=(high, 0))
    ax.axis("off")
    for place, name in enumerate(USES):
        row, here = rows.loc[name], name == figure
        y = place * _ROW
        ax.add_patch(Rectangle((0, y + 3), row["value"], _ROW - 7, linewidth=0,
                               facecolor=colour("highlight" if here else "eu")))
        ink = "highlight" if here else "ink"
        sheet.text(MARGIN, top + y + 14, _short(row), SMALL, ink, bold=here)
        sheet.text(MARGIN + left + wide * row["value"] / most + 5, top + y + 14,
                   number(row["value"]), SMALL, ink, bold=here)
    return top + high


def _short(row: pd.Series) -> str:
    return f"{row['unit'].replace(' and ', ', ')}, {row['period'].replace('-', '–')}"


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.loc[list(USES)]
    shares = [f"{share(rows['value'], base):.2f} %" for base in BASES]
    return pd.DataFrame({
        "Number": [*shares, *(number(value) for value in counts["value"])],
        "Of what": [*(f"yes, of {BASES[base][0]}" for base in BASES), *counts["unit"]],
        "Years": [*[rows.loc["referendum-yes-votes", "date"][:4]] * len(BASES),
                  *counts["period"].str.replace("-", "–")],
        "Counted by": ["Ministry of the Interior"] * len(BASES) + list(counts["counter"]),
    })
