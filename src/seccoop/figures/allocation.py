"""Spread a budget over five regions, with an aim chosen first: the allocation exercise."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import (
    BODY,
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    WIDTH,
    Sheet,
    capital,
    context,
    foot_height,
    number,
    text_width,
)

BUDGET = 500
"""What is spread, in DKK million a year: the ministry said "more than 500" in 2020 to 2023."""

DEATHS_IN, REFUGEES_IN = 2024, 2023


@dataclass(frozen=True)
class Region:
    """A region: its regions in the table of programmes, its countries, its rows of evidence."""

    name: str
    spoken: str
    programmes: tuple[str, ...]
    countries: tuple[str, ...]
    evidence: tuple[str, ...]


REGIONS: dict[str, Region] = {
    "horn": Region("Horn of Africa", "the Horn of Africa", ("Horn of Africa",),
                   ("SOM", "ETH", "KEN"), ("horn-of-africa",)),
    "sahel": Region("Sahel", "the Sahel", ("Sahel",), ("MLI", "NER", "BFA"), ("sahel",)),
    "levant": Region("Syria and Iraq", "Syria and Iraq", ("Syria-Iraq",), ("SYR", "IRQ"),
                     ("syria-iraq",)),
    "east": Region("Ukraine, Georgia, Moldova", "Ukraine, Georgia and Moldova",
                   ("Ukraine", "Georgia", "Moldova"), ("UKR", "GEO", "MDA"),
                   ("ukraine", "georgia")),
    "guinea": Region("Gulf of Guinea", "the Gulf of Guinea", ("Gulf of Guinea",), ("NGA",),
                     ("gulf-of-guinea",)),
}

AIMS: dict[str, str] = {
    "Go where most are killed": "deaths",
    "Go where most have fled from": "refugees",
    "Help those who want into NATO": "aspirants",
    "Go where outcomes are on record": "record",
}

SPREADS: dict[str, int] = {
    f"{capital(in_words(fifths))} fifths": BUDGET * fifths // 5 for fifths in (2, 4)}
#: Not a phase of a programme: one gift to a force of five states.
NO_PHASE = ("g5-sahel-force",)
DENMARK = "Denmark, DKK m a year"
MIXES: dict[str, int] = {"A tenth": BUDGET // 10, "A fifth": BUDGET // 5, "Half": BUDGET // 2}
SMALLEST = 0.01
"""A part smaller than this is told as under it."""

SOURCE = (
    f"Deaths of {DEATHS_IN}, refugees of {REFUGEES_IN}, of the {in_words(len(REGIONS))} regions; "
    "Gulf of Guinea: Nigeria only. Danish plans: latest phase whose sum is known, per year. "
    "Source: UCDP, World Bank and UNHCR, Danish ministries, press; as of 2026."
)

_TOP = 400.0
_ROW = 53.0
_BARS = 250.0
#: Lines of text that the longest of the frames needs below its bars.
_SAID = 8


def allocation() -> Explorer:
    """The explorer: an aim, the region that gets most, how much, and how military."""
    tables = {name: data.table(name) for name in (
        "stabilisation_programmes", "stabilisation_budget", "violence_deaths", "displacement",
        "accessions", "programme_evidence",
    )}

    def draw(*, aim: str, region: str, share: int, military: int) -> Drawing:
        return draw_allocation(tables, aim=aim, region=region, share=share, military=military)

    return explore(
        draw,
        title=f"Spread DKK {BUDGET} million",
        id="spread-dkk-500-million",
        question="Choose the aim first. What does your plan give up that Denmark's did not?",
        aim=options(AIMS, label="Aim"),
        region=options({one.name: key for key, one in REGIONS.items()}, label="Most goes to"),
        share=options(SPREADS, label="How much of it"),
        military=options(MIXES, label="Military part"),
    )


def draw_allocation(tables: dict[str, pd.DataFrame], *, aim: str, region: str, share: int,
                    military: int) -> Drawing:
    """One frame: your plan above Denmark's in five regions, and three consequences in words.

    ``share`` and ``military`` are DKK million of :data:`BUDGET`; what ``region`` leaves is spread
    evenly over the four others. ``tables`` holds the tables that :func:`allocation` names.
    """
    plan = spread(region, share)
    measure = measured(tables, aim)
    danish = plans(tables["stabilisation_programmes"])
    title = _title(measure, aim, region, share)
    said = _said(tables, measure, aim, region, share, military)
    with context():
        sheet = Sheet(_height())
        top = sheet.head(title)
        _legend(sheet, top)
        ax = sheet.axes(MARGIN, top + 26, sheet.column, _ROW * len(REGIONS))
        ax.set(xlim=(0, sheet.column), ylim=(_ROW * len(REGIONS), 0))
        ax.axis("off")
        for place, (key, one) in enumerate(REGIONS.items()):
            y = place * _ROW
            sheet.text(MARGIN, top + 26 + y + 13, one.name, BODY, bold=key == region)
            sheet.text(WIDTH - MARGIN, top + 26 + y + 13, measure.loc[key, "text"], SMALL,
                       "muted", align="right")
            _bars(sheet, ax, top + 26, y, plan[key], military / BUDGET, danish.get(key))
        below = top + 26 + _ROW * len(REGIONS) + 8
        for heading, text in said:
            sheet.text(MARGIN, below + BODY, heading, BODY, bold=True)
            below = sheet.paragraph(MARGIN, below + 16, text, sheet.column, BODY) + 5
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. " + " ".join(f"{heading}: {text}" for heading, text in said),
        table=_table(plan, military, measure, danish),
        caption=(
            f"A plan for DKK {BUDGET} million a year over {in_words(len(REGIONS))} regions, in DKK "
            f"million, above what Denmark planned. {SOURCE}"
        ),
        sources=("ucdp-country-year-25-1", "world-bank-refugees-origin", "um-psf-page",
                 "altinget-psf-2020"),
    )


def spread(region: str, share: int) -> dict[str, float]:
    """The plan: ``share`` for one region, the rest evenly for the others, in DKK million.

    >>> spread("sahel", 400)["horn"]
    25.0
    """
    rest = (BUDGET - share) / (len(REGIONS) - 1)
    return {key: float(share) if key == region else rest for key in REGIONS}


def plans(programmes: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """What Denmark planned in each region: DKK million a year, and the years.

    Of each programme region the latest phase whose sum is known counts; where a region of the
    exercise holds several (Ukraine, Georgia, Moldova), their yearly sums are added.
    """
    known = programmes.dropna(subset=["dkk_million", "end"])
    known = known[~known["id"].isin(NO_PHASE)]
    found = {}
    for key, one in REGIONS.items():
        latest = known[known["region"].isin(one.programmes)].sort_values("start")
        latest = latest.drop_duplicates("region", keep="last")
        first, last = latest["start"].str[:4].astype(int), latest["end"].str[:4].astype(int)
        yearly = float((latest["dkk_million"] / (last - first + 1)).sum())
        found[key] = (yearly, f"{first.min()}–{last.max()}")
    return found


def measured(tables: dict[str, pd.DataFrame], aim: str) -> pd.DataFrame:
    """Each region by the measure of an aim: ``value``, ``part`` of the whole, ``text``."""
    if aim not in AIMS.values():
        raise ValueError(f"there is no aim {aim!r}; there are {', '.join(AIMS.values())}")
    values, texts = {}, {}
    for key, one in REGIONS.items():
        if aim in ("deaths", "refugees"):
            table, column, year, noun = {
                "deaths": (tables["violence_deaths"], "best", DEATHS_IN, "killed"),
                "refugees": (tables["displacement"], "refugees", REFUGEES_IN, "refugees"),
            }[aim]
            here = table[(table["year"] == year) & table["iso3"].isin(one.countries)]
            values[key] = float(here[column].sum())
            texts[key] = f"{number(values[key])} {noun}"
        elif aim == "aspirants":
            states = tables["accessions"].set_index("iso3")["aspirant"]
            values[key] = float(sum(bool(states.get(iso3, False)) for iso3 in one.countries))
            texts[key] = f"{number(values[key])} aspirants" if values[key] else "no aspirant"
        else:
            rows = tables["programme_evidence"]
            rows = rows[(rows["aspect"] == "outcomes") & rows["programme"].isin(one.evidence)]
            values[key] = float((rows["verdict"] != "not found").any())
            texts[key] = "outcomes in part" if values[key] else "no outcome found"
    shown = pd.DataFrame({"value": values, "text": texts})
    shown["part"] = shown["value"] / shown["value"].sum()
    return shown


def _percent(part: float) -> str:
    return (f"{100 * part:.0f} %" if part >= SMALLEST / 2
            else f"under {100 * SMALLEST:.0f} %")


def _title(measure: pd.DataFrame, aim: str, region: str, share: int) -> str:
    part = measure.loc[region, "part"]
    money = f"{_percent(share / BUDGET)} for {REGIONS[region].spoken}"
    if aim == "deaths":
        return f"{money}, which has {_percent(part)} of the killed"
    if aim == "refugees":
        return f"{money}, from where {_percent(part)} of the refugees come"
    if aim == "aspirants":
        here = int(measure.loc[region, "value"])
        want = "state wants" if here <= 1 else "states want"
        return f"{money}, where {in_words(here) if here else 'no'} {want} into NATO"
    return f"{money}, where {'some outcomes are' if part else 'no outcome is'} on record"


def _said(tables: dict[str, pd.DataFrame], measure: pd.DataFrame, aim: str, region: str,
          share: int, military: int) -> list[tuple[str, str]]:
    """Three consequences: what is given up, what the mix asks for, what is known of the region."""
    rest = (BUDGET - share) / (len(REGIONS) - 1)
    others = measure.drop(index=region)
    most = others["value"].idxmax()
    if aim in ("deaths", "refugees"):
        price = (f"{REGIONS[most].name}, with {_percent(measure.loc[most, 'part'])} of what your "
                 f"aim counts: they get DKK {rest:g}m.")
    elif (fitting := int((others["value"] > 0).sum())):
        price = (f"{capital(in_words(fitting))} of the others "
                 f"{'fits' if fitting == 1 else 'fit'} your aim too. "
                 f"{'It gets' if fitting == 1 else 'Each gets'} DKK {rest:g}m.")
    else:
        price = f"No other region fits your aim, yet together they get DKK {BUDGET - share}m."
    budget = tables["stabilisation_budget"].set_index("id").loc["2020-altinget"]
    had = float(budget["non_aid_dkk_million"])
    mix = (f"DKK {military}m cannot be booked as aid. The whole Fund had {had:g}m of such money "
           f"in {budget['year']}")
    if military > had * 1.2:
        mix += f": somebody must find {military - had:g}m more."
    elif military < had * 0.8:
        left = had - military
        part = "about half" if abs(left / had - 0.5) < 0.1 else f"DKK {left:g}m"
        mix += f": you leave {part} of it, and with it advisers and equipment."
    else:
        mix += ": close to what there was."
    rows = tables["programme_evidence"]
    key = REGIONS[region].evidence[0]
    finding = rows[(rows["programme"] == key) & (rows["aspect"] == "outcomes")]["finding"].iloc[0]
    name = rows[rows["programme"] == key]["name"].iloc[0]
    return [("What you give up", price), ("Who can pay", mix), (f"Outcomes, {name}", finding)]


def _legend(sheet: Sheet, top: float) -> None:
    ax = sheet.axes(MARGIN, top, sheet.column, 16)
    ax.set(xlim=(0, sheet.column), ylim=(16, 0))
    ax.axis("off")
    x = 0.0
    for name, text in (("un", "aid"), ("nato", "military, not aid"), ("other", DENMARK)):
        ax.add_patch(Rectangle((x, 4), 12, 9, facecolor=colour(name), linewidth=0))
        sheet.text(MARGIN + x + 17, top + 12.5, text, SMALL, "muted")
        x += 17 + text_width(text, SMALL) * 1.06 + 16


def _bars(sheet: Sheet, ax: Axes, top: float, y: float, amount: float, military: float,
          danish: tuple[float, str] | None) -> None:
    long = amount / _TOP * _BARS
    ax.add_patch(Rectangle((0, y + 18), long * (1 - military), 12, facecolor=colour("un"),
                           linewidth=0))
    ax.add_patch(Rectangle((long * (1 - military), y + 18), long * military, 12,
                           facecolor=colour("nato"), linewidth=0))
    sheet.text(MARGIN + long + 6, top + y + 28.5, f"you {amount:g}", SMALL, bold=True)
    if danish is not None:
        yearly, years = danish
        long = yearly / _TOP * _BARS
        ax.add_patch(Rectangle((0, y + 33), long, 8, facecolor=colour("other"), linewidth=0))
        sheet.text(MARGIN + long + 6, top + y + 42, f"{yearly:.0f} ({years})", SMALL, "muted")


def _height() -> float:
    """One height for all frames."""
    return (MARGIN + 2 * TITLE * LEADING + 8 + 26 + _ROW * len(REGIONS) + 8
            + 3 * 21 + _SAID * BODY * LEADING + 4 + foot_height(SOURCE))


def _table(plan: dict[str, float], military: int, measure: pd.DataFrame,
           danish: dict[str, tuple[float, str]]) -> pd.DataFrame:
    part = military / BUDGET
    return pd.DataFrame({
        "Region": [one.name for one in REGIONS.values()],
        "Your aid (DKK million)": [round(plan[key] * (1 - part), 1) for key in REGIONS],
        "Your military part (DKK million)": [round(plan[key] * part, 1) for key in REGIONS],
        "Danish plan a year (DKK million)": [round(danish[key][0], 1) for key in REGIONS],
        "Years of that plan": [danish[key][1] for key in REGIONS],
        "Measure of the aim": measure["text"].to_list(),
    })


