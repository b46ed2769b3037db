"""How the Folketing voted on sending soldiers: the explorer of votes by party."""

from __future__ import annotations

import re

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit.explore import Drawing, Explorer, explore, options
from coursekit.text.quantities import in_words
from seccoop import data
from seccoop.figures.palette import colour
from seccoop.figures.style import MARGIN, SMALL, WIDTH, Sheet, context, foot_height, text_width

SEATS = 179
"""The members of the Folketing."""

SOURCE = (
    "Pale frame: the count was not read; ?: uncertain. Last column: the party; no word: "
    "not named against; –: not yet in the Folketing. A selection: far more was decided. Source: "
    "Folketing, press, Veteranalliancen, as named in the table votes; as of 2026."
)

#: Parties to follow, and the year from which each sat in the Folketing (None: throughout).
PARTIES: dict[str, int | None] = {
    "Red-Green Alliance": 1994, "Socialist People's Party": None, "Social Liberals": None,
    "Social Democrats": None, "Danish People's Party": 1995, "Conservatives": None,
    "Liberals": None,
}

#: What each decision was about, in two or three words.
SHORT = {
    "gulf-1990": "Gulf, corvette", "unprofor-1992": "Croatia, UN force",
    "enduring-freedom-2001": "Afghanistan, OEF", "iraq-invasion-2003": "Iraq, invasion",
    "iraq-force-2003": "Iraq, battalion", "sudan-2005": "Sudan, UN force",
    "helmand-2006": "Helmand", "helmand-2007": "Helmand, more", "lebanon-2009": "Lebanon, UN force",
    "libya-2011": "Libya, F-16s", "mali-2013": "Mali, UN force", "isil-2014": "Iraq, F-16s",
    "radar-2015": "Iraq, radar", "mali-2016": "Mali, more", "isil-2016": "Syria, F-16s",
    "sahel-2019": "Mali, UN; Sahel", "guinea-sahel-2021": "Guinea; Sahel",
    "latvia-2022": "Latvia, battalion",
}

#: Decisions whose source names some parties in favour and some against, but not this one.
_UNREAD = frozenset({("mali-2016", "Red-Green Alliance")})

_SHOWN = {"against": "against", "some": "a few against", "absent": "–", "not": "",
          "unknown": "not read"}

#: Numbers of single members, as the table writes them.
_FEW = "|".join(in_words(number) for number in range(1, 21))

_ROW = 17.0
_LABELS = 162.0
_SAYS = 142.0


def votes_in_parliament() -> Explorer:
    """The explorer: a party, and the decisions in which it is named against."""
    votes, operations = data.table("votes"), data.table("operations")

    def draw(*, party: str) -> Drawing:
        return draw_votes(votes, operations, party=party)

    return explore(
        draw,
        title="Votes in parliament",
        question="Which votes were narrow, and which parties said no to what?",
        party=options(list(PARTIES), start="Social Democrats"),
    )


def draw_votes(votes: pd.DataFrame, operations: pd.DataFrame, *, party: str) -> Drawing:
    """One frame: the decisions in the order of time, with one party's no marked.

    ``votes`` and ``operations`` are the tables of those names. What is not read is not drawn:
    neither a count nor who was against.
    """
    leads = operations.set_index("id")["lead"]
    rows = votes.sort_values("date", kind="stable")
    said = {row.id: _said(row, party) for row in rows.itertuples()}
    with context():
        sheet = Sheet(MARGIN + 84 + len(rows) * _ROW + 8 + foot_height(SOURCE))
        top = sheet.head(_title(rows, said, party))
        _legend(sheet, top - 2)
        top += 34
        wide = WIDTH - MARGIN - _LABELS - _SAYS
        ax = sheet.axes(_LABELS, top, wide, len(rows) * _ROW)
        ax.set(xlim=(0, SEATS), ylim=(len(rows), 0))
        ax.axis("off")
        for place, row in enumerate(rows.itertuples()):
            base = top + place * _ROW + 12.5
            for step, lead in enumerate(_leads(row, leads)):
                _square(sheet, MARGIN + step * 5, base - 9, 5 if step else 9, _ink(lead))
            sheet.text(MARGIN + 16, base, row.date[:4], SMALL, "muted")
            sheet.text(MARGIN + 48, base, SHORT[row.id], SMALL)
            _bar(ax, row, place)
            if pd.notna(row.against):
                doubt = "" if row.confidence == "confirmed" else "?"
                sheet.text(WIDTH - MARGIN - _SAYS + 54, base,
                           f"{row[_FOR]}–{row.against}{doubt}", SMALL, align="right")
            sheet.text(WIDTH - MARGIN - _SAYS + 66, base, _SHOWN[said[row.id]], SMALL,
                       "highlight" if said[row.id] == "against" else "muted",
                       bold=said[row.id] == "against")
        sheet.foot(SOURCE)
    return Drawing(
        figure=sheet.figure,
        description=_description(rows, said, leads, party),
        table=_table(rows, said, leads, party),
        caption=(
            "Decisions of the Folketing to send soldiers, with the votes for and against out of "
            f"{SEATS} members where a count was read, and whether a party is named against. "
            f"{SOURCE}"
        ),
        sources=sorted({source for row in rows["sources"] for source in row}),
    )


def _named(row) -> str:
    return row.against_by if isinstance(row.against_by, str) else ""


def _said(row, party: str) -> str:
    """What is known of a party: against, some against, not against, unknown or absent.

    A party counts as against where the table names it, or most of it, and not where it
    names single members.
    """
    since = PARTIES[party]
    if since and int(row.date[:4]) < since:
        return "absent"
    if (row.id, party) in _UNREAD:
        return "unknown"
    if re.search(rf"(^|[,;] |most of the |and ){re.escape(party)}", _named(row)):
        return "against"
    if re.search(rf"\b({_FEW}) {re.escape(party.rstrip('s'))}s?\b", _named(row)):
        return "some"
    return "not" if _named(row) or (pd.notna(row.unanimous) and row.unanimous) else "unknown"


# "for" is a word of Python's own, so a row holds that column by its place: after id, bill,
# session, date, subject and operations, with the index in front.
_FOR = 7


def _leads(row, leads: pd.Series) -> list[str]:
    return list(dict.fromkeys(leads[operation] for operation in row.operations))


def _ink(lead: str) -> str:
    return {"UN": "un", "NATO": "nato", "coalition": "coalition"}.get(lead, "other")


def _square(sheet: Sheet, x: float, top: float, wide: float, ink: str) -> None:
    sheet.figure.add_artist(Rectangle(
        (x / sheet.width, 1 - (top + 9) / sheet.height), wide / sheet.width, 9 / sheet.height,
        facecolor=colour(ink), linewidth=0,
    ))


def _legend(sheet: Sheet, top: float) -> None:
    """Two lines of keys: who led, and what the bars are."""
    for y, heading, keys in (
        (top, "Led by", (("un", "UN"), ("nato", "NATO"), ("coalition", "coalition"),
                         ("other", "Denmark alone"))),
        (top + 15, "Votes", (("before", "for"), ("pfp", "against"), ("land", "did not vote"))),
    ):
        sheet.text(MARGIN, y + 9, heading, SMALL, "muted")
        x = MARGIN + 48
        for ink, name in keys:
            _square(sheet, x, y, 9, ink)
            sheet.text(x + 13, y + 9, name, SMALL)
            x += 13 + text_width(name, SMALL) * 1.06 + 14


def _bar(ax: Axes, row, place: int) -> None:
    box = {"height": 0.66, "linewidth": 0}
    if pd.isna(row.against):
        ax.add_patch(Rectangle((0, place + 0.17), SEATS, 0.66, facecolor=colour("paper"),
                               edgecolor=colour("line"), linewidth=0.9))
        return
    ax.add_patch(Rectangle((0, place + 0.17), SEATS, facecolor=colour("land"), **box))
    ax.add_patch(Rectangle((0, place + 0.17), row[_FOR], facecolor=colour("before"), **box))
    ax.add_patch(Rectangle((row[_FOR], place + 0.17), row.against, facecolor=colour("pfp"), **box))


def _title(rows: pd.DataFrame, said: dict[str, str], party: str) -> str:
    no = [row for row in rows.itertuples() if said[row.id] == "against"]
    read = sum(value in ("against", "some", "not") for value in said.values())
    if len(no) == 1:
        return (
            f"{party}: against once in {read} decisions ({SHORT[no[0].id]}, {no[0].date[:4]})"
        )
    start = f"{party}: against in {len(no) or 'none'} of {read} decisions"
    return f"{start}, the last in {no[-1].date[:4]}" if no else start


def _description(rows: pd.DataFrame, said: dict[str, str], leads: pd.Series, party: str) -> str:
    no = [row for row in rows.itertuples() if said[row.id] == "against"]
    names = [f"{SHORT[row.id]} {row.date[:4]}" for row in no]
    listed = f" These are: {'; '.join(names)}." if len(no) > 1 else ""
    under = sum(_leads(row, leads) == ["UN"] for row in no)
    un = (f" Of these, {under or 'none'} {'were' if under > 1 else 'was'} about a force led by the "
          "UN alone.") if no else ""
    counted = rows[rows["against"].notna()]
    close = (counted["for"] - counted["against"]).idxmin()
    return (
        f"{_title(rows, said, party)}.{listed}{un} The narrowest of the {len(counted)} votes with "
        f"a count is {SHORT[counted.loc[close, 'id']]} in {counted.loc[close, 'date'][:4]}, "
        f"{counted.loc[close, 'for']} to {counted.loc[close, 'against']}."
    )


def _table(rows: pd.DataFrame, said: dict[str, str], leads: pd.Series, party: str) -> pd.DataFrame:
    words = {"against": "against", "some": "a few members against", "not": "not named against",
             "unknown": "not read", "absent": "not in the Folketing"}
    return pd.DataFrame({
        "Date": rows["date"].to_list(),
        "Decision": rows["subject"].to_list(),
        "Led by": [", ".join(_leads(row, leads)) for row in rows.itertuples()],
        "For (votes)": rows["for"].astype("Int64").to_list(),
        "Against (votes)": rows["against"].astype("Int64").to_list(),
        "Against were": rows["against_by"].fillna("").to_list(),
        party: [words[said[key]] for key in rows["id"]],
    })
