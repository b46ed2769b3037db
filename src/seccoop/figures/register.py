"""Edition and day of a source, as the register of sources has them and a figure names them."""

from __future__ import annotations

import re

from coursekit.dates import said
from seccoop import data


def edition(source: str) -> str:
    """The number of the edition or version that a source's title names.

    >>> edition("ucdp-country-year-25-1"), edition("wgi-2024")
    ('25.1', '2024')
    """
    title = data.source(source)["title"]
    match = re.search(r"\bversion (\d[\d.]*)|(\d[\d.]*) edition\b", title)
    if match is None:
        raise ValueError(f"the title of {source!r} names no version or edition: {title!r}")
    return match[1] or match[2]


def day(source: str) -> str:
    """The date of a source, in words.

    >>> day("fmn-security-cooperation-2015")
    '20 March 2015'
    """
    return said(data.source(source)["date"])
