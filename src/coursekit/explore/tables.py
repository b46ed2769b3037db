"""The table behind a picture, as HTML: one row a line."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any

import pandas as pd

from coursekit.numerals import Kind, written

MISSING = "–"


def html(
    table: pd.DataFrame, labelled_by: str, kinds: Mapping[str, Kind] = MappingProxyType({})
) -> str:
    """A table as HTML; ``labelled_by`` is the id of the caption that names it.

    The first column names the rows. An index that has a name becomes that column.
    ``kinds`` says by heading what the numbers of a column are: years have no thousands
    separator, all others have. A column that is headed "Year" and nothing else holds years.
    Numbers have two decimals at most (below one, three digits). Unknown values are a dash.

    >>> print(html(pd.DataFrame({"Year": [1995], "Persons": [1343]}), "caption"))
    <table aria-labelledby="caption">
    <thead><tr><th scope="col" class="ck-number">Year</th>\
<th scope="col" class="ck-number">Persons</th></tr></thead>
    <tbody>
    <tr><th scope="row" class="ck-number">1995</th><td class="ck-number">1,343</td></tr>
    </tbody>
    </table>
    """
    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    headings = [str(heading) for heading in table.columns]
    kinds = {"Year": "year", **kinds}
    numeric = [pd.api.types.is_numeric_dtype(table[h]) and not _is_flag(table[h]) for h in table]
    marks = [' class="ck-number"' if each else "" for each in numeric]
    head = "".join(
        f'<th scope="col"{mark}>{escape(heading, quote=False)}</th>'
        for heading, mark in zip(headings, marks, strict=True)
    )
    lines = [
        f'<table aria-labelledby="{escape(labelled_by)}">',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for row in table.itertuples(index=False, name=None):
        cells = [
            (escape(cell(value, kinds.get(heading, "number")), quote=False), mark)
            for value, heading, mark in zip(row, headings, marks, strict=True)
        ]
        first = f'<th scope="row"{cells[0][1]}>{cells[0][0]}</th>'
        rest = "".join(f"<td{mark}>{text}</td>" for text, mark in cells[1:])
        lines.append(f"<tr>{first}{rest}</tr>")
    return "\n".join([*lines, "</tbody>", "</table>"])


def cell(value: Any, kind: Kind = "number") -> str:
    """One value as a reader sees it.

    >>> cell(1343), cell(1995, "year"), cell(0.5), cell(None)
    ('1,343', '1995', '0.5', '–')
    >>> cell(True), cell(["EST", "LVA"])
    ('yes', 'EST, LVA')
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or MISSING
    if value is None or pd.isna(value) or value == "":
        return MISSING
    if value is True or value is False or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, Integral) or (isinstance(value, Real) and float(value).is_integer()):
        return written(int(value), kind=kind)
    if isinstance(value, Real):
        if abs(value) < 1:
            return f"{float(value):.3g}"
        return written(float(value), kind=kind, decimals=2)
    return str(value)


def _is_flag(column: pd.Series) -> bool:
    return pd.api.types.is_bool_dtype(column)
