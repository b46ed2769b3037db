"""Who did what in the joint Baltic projects of the 1990s: one explorer."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import category, colour
from seccoop.figures.rows import ordered
from seccoop.figures.style import (
    BODY,
    MARGIN,
    SMALL,
    WIDTH,
    Sheet,
    capital,
    context,
    foot_height,
    wrap,
)

SOURCE = (
    "Source: embassies, NATO, Baltic gazettes and press, see the course's table of Baltic "
    "projects; as of 2026. An empty row: no part found in our sources."
)

SUPPORTERS = {"DNK": "Denmark", "DEU": "Germany", "NOR": "Norway", "SWE": "Sweden",
              "USA": "the United States"}

#: The projects in the order of their birth: what each was.
PROJECTS = {
    "baltbat": ("BALTBAT", "a battalion for peace operations, agreed 1994"),
    "baltron": ("BALTRON", "a naval squadron against mines, agreed 1998"),
    "baltnet": ("BALTNET", "one picture of the air, agreed 1998"),
    "baltdefcol": ("BALTDEFCOL", "a staff college in Tartu, agreed 1998"),
}

#: Roles from the largest to the smallest: colour of the box and its word.
ROLES = {
    "lead": ("highlight", "led"),
    "command": (category(3), "commanded"),
    "money": (category(2), "paid most"),
    "help": (category(1), "helped"),
}

_ROW = 60.0


def baltic_projects() -> Explorer:
    """The explorer: a supporting state, and its part in each of four projects."""
    roles = data.table("baltic_projects")

    def draw(*, supporter: str) -> Drawing:
        return draw_projects(roles, supporter=supporter)

    return explore(
        draw,
        title="Who led what",
        question=f"Which of the {in_words(len(PROJECTS))} projects did each state lead?",
        supporter=options({name.removeprefix("the "): iso3 for iso3, name in SUPPORTERS.items()},
                          label="Supporter"),
    )


def draw_projects(roles: pd.DataFrame, *, supporter: str) -> Drawing:
    """One frame: what one state did in each of the projects; the other states stay hidden.

    ``roles`` is baltic_projects.
    """
    name = SUPPORTERS[supporter]
    own = roles[roles["country"] == supporter].set_index("project")
    title = _title(name, own)
    with context():
        sheet = Sheet(MARGIN + 48 + len(PROJECTS) * _ROW + 6 + foot_height(SOURCE))
        top = sheet.head(title)
        ax = sheet.axes(MARGIN, top, sheet.column, len(PROJECTS) * _ROW)
        ax.set(xlim=(0, sheet.column), ylim=(len(PROJECTS) * _ROW, 0))
        ax.axis("off")
        for place, (project, (short, what)) in enumerate(PROJECTS.items()):
            y = place * _ROW
            ax.plot([0, sheet.column], [y, y], color=colour("line"), linewidth=0.8)
            ax.text(0, y + 18, short, size=BODY, weight="bold", va="baseline")
            ax.text(104, y + 18, what, size=SMALL, va="baseline", color=colour("muted"))
            if project in own.index:
                fill, word = ROLES[own.loc[project, "role"]]
                ax.add_patch(Rectangle((0, y + 28), 92, 20, facecolor=colour(fill), linewidth=0))
                ax.text(46, y + 42, word, size=SMALL, weight="bold", ha="center", va="baseline",
                        color=colour("paper"))
                text = f"{own.loc[project, 'what']}."
            else:
                ax.add_patch(Rectangle((0, y + 28), 92, 20, facecolor="none", linewidth=0.8,
                                       edgecolor=colour("axis"), linestyle=(0, (3, 3))))
                text = "No part found in our sources."
            for row, line in enumerate(wrap(f"{text[0].upper()}{text[1:]}", WIDTH - 130, SMALL)):
                ax.text(104, y + 42 + row * SMALL * 1.3, line, size=SMALL, va="baseline")
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=f"{title}. {_told(own)}",
        table=_table(roles),
        caption=(
            f"The part of one supporting state in {in_words(len(PROJECTS))} joint projects of "
            f"Estonia, Latvia and Lithuania. {SOURCE}"
        ),
    )


def _title(name: str, own: pd.DataFrame) -> str:
    """What the state did, the largest part first."""
    begin = capital(name)
    led = [project for project in PROJECTS if project in own.index
           and own.loc[project, "role"] == "lead"]
    others = len(own) - len(led)
    every = in_words(len(PROJECTS))
    if not led:
        paid = int((own["role"] == "money").sum())
        part = f"paid most of {in_words(paid)}" if paid else f"had a part in {in_words(others)}"
        return f"{begin} led none of the {every}, and {part}"
    head = f"{begin} led {in_words(len(led))} of the {every}"
    named = " and ".join(PROJECTS[project][0] for project in led)
    if not others:
        return f"{head}: {named}"
    rest = "another" if others == 1 else f"{in_words(others)} more"
    return f"{head}, {named}, and had a part in {rest}"


def _told(own: pd.DataFrame) -> str:
    parts = [
        f"{short}: {own.loc[project, 'what'] if project in own.index else 'no part found'}"
        for project, (short, _) in PROJECTS.items()
    ]
    return f"{'; '.join(parts)}."


def _table(roles: pd.DataFrame) -> pd.DataFrame:
    shown = ordered(roles[roles["country"].isin(SUPPORTERS)], "project", "role", "country",
                    project=PROJECTS, role=ROLES)
    return pd.DataFrame([
        {"Project": PROJECTS[row.project][0], "Supporter": SUPPORTERS[row.country].title()
         .replace("The ", ""), "Part": ROLES[row.role][1], "In words": row.what}
        for row in shown.itertuples()
    ])
