"""Days and hours as they are read: in the reader's language, on the reader's own calendar."""

from __future__ import annotations

import calendar
from datetime import datetime

MONTHS = {
    "en": tuple(calendar.month_name[1:]),
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
           "oktober", "november", "december"),
}
# Where short months have a point, and names that are short anyhow are not cut.
_SHORT = {
    "da": ("jan.", "febr.", "marts", "april", "maj", "juni", "juli", "aug.", "sept.", "okt.",
           "nov.", "dec."),
}


def said(date: str, language: str = "en", *, short: bool = False) -> str:
    """A date such as ``1994-05-14`` in words, as exact as it is known; ``short`` cuts the month.

    ValueError where there is no such month.

    >>> [said(date, "da") for date in ("1994", "1994-09", "1994-05-14")]
    ['1994', 'september 1994', '14. maj 1994']
    >>> said("1994-09-14"), said("1994-09-14", short=True), said("1994-09-14", "da", short=True)
    ('14 September 1994', '14 Sep 1994', '14. sept. 1994')
    """
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if not month:
        return str(year)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    spoken = language.replace("_", "-").split("-")[0]
    spoken = spoken if spoken in MONTHS else "en"
    name = MONTHS[spoken][month - 1]
    if short:
        name = _SHORT[spoken][month - 1] if spoken in _SHORT else name[:3]
    if not day:
        return f"{name} {year}"
    return f"{day}{'.' if spoken == 'da' else ''} {name} {year}"


def when(at: datetime, words: dict[str, str], key: str, language: str = "en",
         now: datetime | None = None) -> str:
    """When something is by the reader's own calendar: ``words[key]`` filled with the day.

    For today it is ``words[key + "Today"]`` with the hour. The time zone is that of ``now``, which
    is this moment on this computer if left out; the front ends do the same in theirs.

    >>> from datetime import timedelta, timezone
    >>> words = {"due": "Due on {0}.", "dueToday": "Due today at {0}."}
    >>> night = datetime.fromisoformat("2026-11-30T23:38:00Z")
    >>> copenhagen = datetime(2026, 11, 30, 12, tzinfo=timezone(timedelta(hours=1)))
    >>> when(night, words, "due", now=copenhagen)
    'Due on 1 December 2026.'
    >>> when(night, words, "due", now=copenhagen + timedelta(hours=12))
    'Due today at 00:38.'
    """
    here = now or datetime.now().astimezone()
    moment = at.astimezone(here.tzinfo)
    if moment.date() == here.date():
        return words[f"{key}Today"].format(f"{moment:%H.%M}" if language == "da"
                                           else f"{moment:%H:%M}")
    return words[key].format(said(moment.date().isoformat(), language))
