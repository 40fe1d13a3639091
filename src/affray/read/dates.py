"""Dates as pages word them, each with the days that its words alone may mean. None is chosen here."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from affray.model import Basis, DateWitness
from affray.resources import hijri

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
# Longest wording first: each alternative is one wording, its groups numbered by it.
_WORDED = re.compile(
    rf"(?<![\d/.\-])(?:{WEEKDAY}[,.]?\s+(?:the\s+)?)?(?:"
    rf"(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<e1>{_DAY})(?:st|nd|rd|th)?)?[\s.,-]{{0,2}}(?:of\s+)?"
    rf"(?P<m1>{_NAMES})\b\.?(?:[\s,.-]{{1,3}}(?P<y1>{_YEAR})(?!\d))?"
    rf"|(?P<m2>{_NAMES})\b\.?[\s.-]{{0,2}}(?P<d2>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<e2>{_DAY})(?:st|nd|rd|th)?)?"
    rf"(?![\d:])(?:[\s,.-]{{1,3}}(?P<y2>{_YEAR})(?!\d))?"
    rf"|(?P<m3>{_NAMES})\b\.?,?\s+(?:of\s+)?(?P<y3>{_YEAR})(?!\d)"
    rf"|(?P<y4>{_YEAR})(?P<s4>[-/.])(?P<m4>0?[1-9]|1[0-2])(?P=s4)(?P<d4>{_DAY})(?!\d|\.\d)"
    rf"|(?P<d5>{_DAY})(?P<s5>[-/.])(?P<m5>{_DAY})(?P=s5)(?P<y5>{_YEAR})(?!\d|\.\d)"
    r")",
    re.IGNORECASE,
)
_URL = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})[/-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/-]))(?:[/-]?(?P<d>{_DAY})(?!\d))?(?!\d)"
)
# An Islamic date that is a whole line, and a line in which a post says when it was put up
# ("Posted in: X | DATE").
_ISLAMIC = re.compile(
    rf"\W*(?:{WEEKDAY}[,.]?\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:{hijri.NAMES}),?\s+(?P<year>1[34]\d\d)"
    r"(?:\s*(?:AH|A\.H\.|H))?\W*",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\W*(?:posted|published|filed)\s+(?:in|under|on)\b", re.IGNORECASE)
# Months that are words or names too: without a year beside them they date nothing.
_AMBIGUOUS = frozenset({"may", "march", "mar", "sun", "sat"})


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text: where it stands, and its first and last day where the words tell them."""

    start: int
    end: int
    earliest: date | None
    latest: date | None


def find(text: str) -> Iterator[Found]:
    """The dates of a text, with and without a year; a weekday alone is none."""
    for match in _WORDED.finditer(text):
        parts = match.groupdict()
        month = parts["m1"] or parts["m2"]
        if month and month.casefold() in _AMBIGUOUS and not (parts["y1"] or parts["y2"]) and month.islower():
            continue
        days = _days(parts)
        yield Found(match.start(), match.end(), *days)


def witnesses(text: str, basis: Basis) -> Iterator[DateWitness]:
    """The dates of a text as witnesses of one basis, as worded."""
    for found in find(text):
        words = text[found.start : found.end].strip(" ,.")
        yield DateWitness(basis=basis, text=words, earliest=found.earliest, latest=found.latest)


def stated(text: str) -> Iterator[DateWitness]:
    """The full dates, with day and year, that body text states."""
    for witness in witnesses(text, Basis.STATED):
        if witness.earliest is not None and witness.latest is not None:
            days = (witness.latest - witness.earliest).days
            if days < 27 or re.search(r"[/.-]\d", witness.text):
                yield witness


def signing(text: str) -> Iterator[DateWitness]:
    """The day that a line behind the report gives it: an Islamic date alone, or the day it was posted.

    A page's own clock is no such line: it stands alone, or beside "updated".
    """
    islamic = _ISLAMIC.fullmatch(text)
    month = hijri.month_of(islamic) if islamic else None
    if islamic is not None and month is not None:
        first, last = hijri.a_day(int(islamic["year"]), month, int(islamic["day"]))
        yield DateWitness(basis=Basis.DATELINE, text=text.strip(), earliest=first, latest=last)
    elif _POSTED.match(text):
        exact = [each for each in witnesses(text, Basis.DATELINE) if each.earliest]
        yield from exact if len(exact) == 1 and exact[0].earliest == exact[0].latest else ()


def of_url(url: str) -> Iterator[DateWitness]:
    """The first date in a page's address ("/2015/10/14/", "2015-10-14", "20151014", "/2015/10/")."""
    for match in _URL.finditer(url):
        year, month, day = match["y"], match["m"], match["d"]
        if day is None and "/" not in match.group():
            continue
        earliest, latest = _span(int(year), int(month), int(day) if day else None)
        if earliest is not None:
            yield DateWitness(basis=Basis.URL, text=match.group(), earliest=earliest, latest=latest)
            return


def worded(text: str, basis: Basis) -> DateWitness:
    """A field that should hold one date (a JSON field, a meta tag): kept even when unreadable."""
    found = next(find(text), None)
    return DateWitness(
        basis=basis,
        text=text[:80],
        earliest=found.earliest if found else None,
        latest=found.latest if found else None,
    )


def _days(parts: dict[str, str | None]) -> tuple[date | None, date | None]:
    for number in ("1", "2"):
        name = parts[f"m{number}"]
        if name:
            year, last = parts[f"y{number}"], parts[f"e{number}"]
            if year is None:
                return None, None
            earliest, latest = _span(int(year), _MONTHS[name.casefold()], int(parts[f"d{number}"] or 0))
            if last and latest:
                latest = _span(int(year), latest.month, int(last))[1] or latest
            return earliest, latest
    if parts["m3"]:
        return _span(int(parts["y3"] or 0), _MONTHS[parts["m3"].casefold()], None)
    if parts["m4"]:
        return _span(int(parts["y4"] or 0), int(parts["m4"]), int(parts["d4"] or 0))
    return _either(int(parts["d5"] or 0), int(parts["m5"] or 0), int(parts["y5"] or 0))


def _either(first: int, second: int, year: int) -> tuple[date | None, date | None]:
    """Day and month in either order: both readings where both are dates, as "4/5/2016" leaves it open."""
    readings = [
        day for day in (_span(year, second, first)[0], _span(year, first, second)[0]) if day is not None
    ]
    return (min(readings), max(readings)) if readings else (None, None)


def _span(year: int, month: int, day: int | None) -> tuple[date | None, date | None]:
    if not 1 <= month <= 12:
        return None, None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else (None, None)
