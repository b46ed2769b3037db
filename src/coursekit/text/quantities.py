"""The mentions of quantities in a text: digits in any usual form, number words, dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coursekit import dates
from coursekit.text.mention import Mention, Sense

_UNITS = {word: number for number, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen"))}
_TENS = {word: 10 * number for number, word in enumerate((
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
           "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "tn": 1e12}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
          "tenth": 10}
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5,
           "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8,
           "⅞": 7 / 8}
_MONTHS = {name.lower(): number for months in dates.MONTHS.values()
           for number, name in enumerate(months, 1)}
_SHORT_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr)
                 if number and name.lower() not in _MONTHS} | {"sept": 9}
#: Smaller numbers in words are pronouns and articles as often as counts.
LEAST_WORD = 3
#: A fraction in words ("two thirds") shows what lies as near to it as this.
NEAR_PART = 0.02

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_DASH = "[-\u2010-\u2015]"
_JOIN = rf"(?:{_SPACE}?{_DASH}{_SPACE}?|/|,{_SPACE}|{_SPACE}(?:and|to|or|og|til){_SPACE})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th|\.)?"
_MONTH = (rf"(?:(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
          rf"|(?:{'|'.join(_SHORT_MONTHS)})\b\.?)")
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d.,]\d|\d|\w)"
_BEFORE = r"(?<![\w.,])"
_LARGE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_SCALED = rf"(?:{_SPACE}|[-\u2011])?(?:{_LARGE}|(?:k|m|mn|mio|bn|tn))\b"
_SMALL = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORD = (rf"(?:(?:{'|'.join(_TENS)})(?:[-\u2011 ](?:{'|'.join(list(_UNITS)[1:10])}))?|{_SMALL})")

_ISO = re.compile(rf"{_BEFORE}(\d{{4}})-(\d\d)-(\d\d)(?![\w-])")
_DAY_FIRST = re.compile(
    rf"{_BEFORE}(?P<days>(?:{_DAY}(?:{_SPACE}{_MONTH})?{_JOIN})*{_DAY}){_SPACE}(?:of{_SPACE})?"
    rf"(?P<month>{_MONTH})(?:,?{_SPACE}(?P<year>{_YEAR}))?", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH}){_SPACE}(?P<days>{_DAY}(?:{_JOIN}{_DAY})*)(?![\w/%]|[.,]\d)"
    rf"(?:,?{_SPACE}(?P<year>{_YEAR}))?", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?{_SPACE}(?P<year>{_YEAR})", re.IGNORECASE)
_DIGIT = re.compile(rf"[\d{''.join(_GLYPHS)}]")
# Years, spans of years, decades and months in digits are no quantities.
_YEARS = re.compile(
    rf"(?<![\w.,/])(?:1[5-9]|20)\d\d(?:(?:{_DASH}|/|{_SPACE}{_DASH}{_SPACE})(?:\d{{4}}|\d\d)"
    rf"(?!\d))?s?(?![\w/%]|[.,]\d)")
_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w)\].,%])[-\u2212\u2012\u2013](?=\d))?"
    rf"(?:(?P<over>\d+)/(?P<under>[1-9]\d*)(?![\d/])"
    rf"|(?P<whole>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)"
    rf"|\d+)(?P<decimals>(?:\.\d+)*)(?P<rest>[{''.join(_GLYPHS)}])?"
    rf"|(?P<glyph>[{''.join(_GLYPHS)}]))(?P<scale>{_SCALED})?", re.IGNORECASE)
_WORDS = re.compile(
    rf"\b(?:half{_SPACE}an?{_SPACE}(?P<half>{_LARGE})|an?{_SPACE}(?P<one>{_LARGE})"
    rf"|(?P<count>{_WORD}(?:{_SPACE}(?:and{_SPACE})?(?:{_LARGE}|{_WORD}(?={_SPACE}{_LARGE})))*"
    rf"(?:(?<=hundred){_SPACE}and{_SPACE}{_WORD})?)(?:[ \u00a0-](?P<parts>{'|'.join(_PARTS)})s)?)"
    r"\b(?![-\u2011](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)",
    re.IGNORECASE)
# What stands before a four-digit number, or behind it, and makes it a quantity and no year.
_COUNTED_BEFORE = re.compile(
    rf"(?:[$£€]|\b(?:DKK|USD|EUR|GBP|kr\.?)){_SPACE}?$|\b(?:some|nearly|almost|than){_SPACE}$")
_COUNTED_AFTER = re.compile(
    rf"{_SPACE}?(?:%|(?:per{_SPACE}cent|percent|km|kg|metres?|{_LARGE}|m|mn|mio|bn|tn|people"
    r"|persons?|men|women|personnel|soldiers|troops|kroner)\b)", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[^\W\d][-\u2011]?$|_$")
# A number that begins with 0 is an identifier, such as that of a chapter.
_CODE = re.compile(r"0\d+")
_CURRENCY = re.compile(r"(?:\b|^)(?:DKK|USD|EUR|GBP|NOK|SEK|kr)[-\u2011]?$", re.IGNORECASE)

_SENSES: dict[Sense, str] = {
    "about": "about|around|some|roughly|approximately|circa|ca\\.?|c\\.|~|≈|perhaps|an estimated"
             "|estimated at|in the region of|or so",
    "almost": "almost|nearly|just under|just below|close to|barely|not quite|scarcely",
    "at most": "at most|(?:no|not|never) (?:more|larger|greater|higher) than"
               "|(?<!add )(?<!adds )(?<!added )up to|a maximum of"
               "|(?:never|not|no longer) (?:above|over|exceed(?:s|ed|ing)?)|≤",
    "at least": "at least|(?:no|not|never) (?:fewer|less|smaller|lower) than|a minimum of"
                "|(?:never|not|no longer) (?:below|under)|≥",
    "more than": "more than|larger than|greater than|higher than|in excess of|upwards of"
                 "|just over|just above|well over|exceeds|exceeded|>",
    "less than": "less than|fewer than|smaller than|lower than|well under|<",
    "over": "over|above",
    "under": "under|below",
}
_SENSE = re.compile(
    "(?:" + "|".join(rf"(?P<s{i}>(?<!\w)(?:{words}))" for i, words in
                     enumerate(_SENSES.values()))
    + rf"){_SPACE}?(?:(?:the|a|DKK|USD|EUR|GBP|kr\.?|[$£€]){_SPACE}?)*$", re.IGNORECASE)
_SENSE_NAMES = list(_SENSES)


def mentions(text: str, names: Sequence[Name] = ()) -> Iterator[Mention]:
    """The mentions of quantities in a text, in reading order; ``names`` are not among them.

    Digits in any usual form, numbers in words from three up, and dates to the day. Years,
    months, digits that belong to a word (F-35) and such as begin with 0 (chapter 01) are none.

    >>> [m.text for m in mentions("On 29 March 2004, 1,343 left: 7-9 ships, three of 12 in 1995.")]
    ['29 March 2004', '1,343', '7', '9', 'three', '12']
    """
    return (one for one in everything(text, names) if not one.free)


def shown(text: str, value: Any) -> bool:
    """Whether a value is among the quantities, years included, that a text names.

    >>> shown("seven states joined in 2004", 7), shown("in 2004", 2004)
    (True, True)
    """
    return any(one.shows(value) for one in everything(text))


def everything(text: str, names: Sequence[Name] = ()) -> list[Mention]:
    """Mentions, and with ``free`` what may stand unproven: years, small numbers in words."""
    found: list[Mention] = []
    taken = bytearray(len(text))
    for name in names:
        for match in name.found(text):
            _take(taken, match)
    # Most texts have no digit, and need not be searched for what has one in any form.
    finders = (_dates, _years, _numbers, _words) if _DIGIT.search(text) else (_words,)
    for finder in finders:
        for one in finder(text, taken):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _take(taken: bytearray, match: re.Match[str]) -> bool:
    """Mark the characters of a match as read; False if some of them were read before."""
    a, b = match.span()
    if any(taken[a:b]):
        return False
    taken[a:b] = b"\1" * (b - a)
    return True


def _dates(text: str, taken: bytearray) -> Iterator[Mention]:
    for match in _ISO.finditer(text):
        if _take(taken, match):
            yield Mention(*match.span(), match[0], tuple(map(int, match.groups())))
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month = _month(match["month"])
            # "may" is a verb far more often than it stands behind a day without its capital.
            if match["month"].islower() and match["month"] in ("may", "mar", "dec", "sept", "sep"):
                continue
            if not _take(taken, match):
                continue
            year = int(match["year"] or 0)
            days = list(re.finditer(
                rf"(?P<day>\d+)(?:st|nd|rd|th|\.)?(?:{_SPACE}(?P<month>{_MONTH}))?",
                match["days"], re.IGNORECASE))
            offset = match.start("days")
            for i, day in enumerate(days):
                own = day["month"]
                span = (offset + day.start(), offset + day.end())
                if len(days) == 1:
                    span = match.span()
                elif i == len(days) - 1 and pattern is _DAY_FIRST:
                    span = (span[0], match.end())
                yield Mention(*span, text[slice(*span)], (
                    year, _month(own) if own else month, int(day["day"])))


    for match in _MONTH_YEAR.finditer(text):
        if _take(taken, match):
            yield Mention(*match.span(), match[0], (int(match["year"]), _month(match["month"]), 0),
                          free=True)


def _month(name: str) -> int:
    return (_MONTHS | _SHORT_MONTHS)[name.rstrip(".").casefold()]


def _years(text: str, taken: bytearray) -> Iterator[Mention]:
    for match in _YEARS.finditer(text):
        if len(match[0]) == 4 and (_COUNTED_AFTER.match(text, match.end()) or
                                   _COUNTED_BEFORE.search(text, 0, match.start())):
            continue
        if _NAME_BEFORE.search(text[max(0, match.start() - 2): match.start()]):
            continue
        if _take(taken, match):
            yield Mention(*match.span(), match[0], (int(match[0][:4]), 0, 0), free=True)


def _numbers(text: str, taken: bytearray) -> Iterator[Mention]:
    for match in _DIGITS.finditer(text):
        before = text[max(0, match.start() - 5): match.start()]
        if _NAME_BEFORE.search(before) and not _CURRENCY.search(before):
            end = re.compile(r"[\w-]*").match(text, match.end())
            taken[match.start(): end.end()] = b"\1" * (end.end() - match.start())
            continue
        if not _take(taken, match) or _CODE.fullmatch(match[0]):
            continue
        value, unit = _number(match)
        scale = _scale(match["scale"])
        yield Mention(*match.span(), match[0], value, unit, scale, _sense(text, match.start()))


def _number(match: re.Match[str]) -> tuple[float | None, float]:
    sign = -1 if match["sign"] else 1
    if match["over"]:
        return sign * int(match["over"]) / int(match["under"]), NEAR_PART
    if match["glyph"]:
        return sign * _GLYPHS[match["glyph"]], NEAR_PART
    if match["decimals"].count(".") > 1:
        return None, 1.0
    whole = re.sub(r"\D", "", match["whole"])
    decimals = match["decimals"].lstrip(".")
    value = float(f"{whole}.{decimals or 0}") + _GLYPHS.get(match["rest"] or "", 0)
    return sign * value, NEAR_PART if match["rest"] else 10.0 ** -len(decimals)


def _scale(words: str | None) -> float:
    return _SCALES[re.sub(r"[^a-z]", "", words.casefold())] if words else 1.0


def _words(text: str, taken: bytearray) -> Iterator[Mention]:
    for match in _WORDS.finditer(text):
        if not _take(taken, match):
            continue
        sense = _sense(text, match.start())
        if match["half"] or match["one"]:
            scale = _SCALES[(match["half"] or match["one"]).casefold()]
            value = scale / 2 if match["half"] else scale
            yield Mention(*match.span(), match[0], value, sense=sense)
            continue
        value = _counted(match["count"])
        if match["parts"]:
            yield Mention(*match.span(), match[0], value / _PARTS[match["parts"].casefold()],
                          NEAR_PART, sense=sense)
        else:
            yield Mention(*match.span(), match[0], value, sense=sense, free=value < LEAST_WORD)


def _counted(words: str) -> float:
    """The value of a number in words.

    >>> _counted("two hundred and fifty thousand"), _counted("forty-four")
    (250000.0, 44.0)
    """
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _UNITS or word in _TENS:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred" or word == "dozen":
            part *= _SCALES[word]
        elif word in _SCALES:
            total += part * _SCALES[word]
            part = 0.0
    return total + part


def _sense(text: str, start: int) -> Sense:
    match = _SENSE.search(text[max(0, start - 40): start])
    return _SENSE_NAMES[int(match.lastgroup[1:])] if match and match.lastgroup else ""


def in_words(number: int, *, tens: bool = False) -> str:
    """A whole number as a word up to twenty, with ``tens`` also as a whole ten; else in digits.

    >>> in_words(7), in_words(1343), in_words(70), in_words(70, tens=True)
    ('seven', '1,343', '70', 'seventy')
    """
    words = {number: word for word, number in (_UNITS | _TENS if tens else _UNITS).items()}
    return (words | {20: "twenty"}).get(number, f"{number:,}")


@dataclass(frozen=True)
class Name:
    """What is a name and no quantity; ``opening`` is what it begins with, in small letters."""

    opening: str
    pattern: re.Pattern[str]

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands in a text: most texts hold few names, and need no pattern to say so."""
        return self.pattern.finditer(text) if self.opening in text.casefold() else iter(())


def names(entries: Iterable[str]) -> list[Name]:
    """What a course says is a name and no quantity.

    In an entry ``#`` stands for a number, or a list of numbers, in digits or words; all else
    stands for itself, in capitals or not.

    >>> [m.text for m in mentions("Chapters 5, 6 and 7 of 12", names(["chapters #"]))]
    ['12']
    """
    number = rf"(?:\d+(?:\.\d+)*|{_WORD})"
    many = rf"{number}(?:(?:,|{_SPACE}?{_DASH}|,?{_SPACE}(?:and|or|to)){_SPACE}?{number})*"
    return [Name(one.partition("#")[0].casefold(), re.compile(
        rf"(?<!\w){re.escape(one).replace(re.escape('#'), many)}(?!\w)", re.IGNORECASE))
        for one in entries]
