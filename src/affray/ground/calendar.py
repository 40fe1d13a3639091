"""Time expressions that name their days, or count from the report's day, as runs of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = {name: at for at, name in enumerate(_MONTHS, start=1)}
_MONTH |= {name[:3]: at for name, at in _MONTH.items()} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_M = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_Y = r"(?P<year>(?:19|20)\d\d)\b"
_NUMBERS = {
    word: at
    for at, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"a": 1, "an": 1, "few": 5, "several": 9, "couple of": 2, "24": 24, "48": 48, "72": 72}
_N = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|couple of)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of days, both ends included; an open end is null.

    Attributes:
        relative: Whether it counts from the report's day.
        reason: How the words were read.
    """

    earliest: date | None
    latest: date | None
    relative: bool
    reason: str
    start: int = 0
    end: int = 0


_Read = Callable[[re.Match[str], date | None], tuple[date, date] | None]


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _full(match: re.Match[str], _: date | None) -> tuple[date, date] | None:
    return _day(int(match["year"]), _MONTH[match["month"].lower()[:3]], int(match["day"]))


def _days(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    """Reads "7-13 May", with a year or before the report's day."""
    year = match.groupdict().get("year")
    if year is None and base is None:
        return None
    at = int(year) if year is not None else base.year if base is not None else 0
    month = _MONTH[match["month"].lower()[:3]]
    first, last = _day(at, month, int(match["first"])), _day(at, month, int(match["day"]))
    if first is None or last is None:
        return None
    if year is None and base is not None and first[0] > base:
        return first[0].replace(year=at - 1), last[0].replace(year=at - 1)
    return first[0], last[0]


def _iso(match: re.Match[str], _: date | None) -> tuple[date, date] | None:
    return _day(int(match["year"]), int(match["m"]), int(match["d"]))


def _numeric(match: re.Match[str], _: date | None) -> tuple[date, date] | None:
    """Reads "8/1/2014" as the 8th of January or the 1st of August: from the one to the other."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    read = [days[0] for days in (_day(year, b, a), _day(year, a, b)) if days]
    return (min(read), max(read)) if read else None


def _month_year(match: re.Match[str], _: date | None) -> tuple[date, date]:
    return _within(*_month(int(match["year"]), _MONTH[match["month"].lower()[:3]]), match["part"])


def _year(match: re.Match[str], _: date | None) -> tuple[date, date]:
    year = int(match["year"])
    return _within(date(year, 1, 1), date(year, 12, 31), match["part"])


def _within(first: date, last: date, part: str | None) -> tuple[date, date]:
    """The first half of a month or year for "early", the second for "late", the middle half for "mid"."""
    half = timedelta(days=(last - first).days // 2)
    word = (part or "").lower().strip(" -")
    if word in ("early", "beginning of", "the beginning of", "start of", "the start of"):
        return first, first + half
    if word in ("late", "end of", "the end of"):
        return first + half, last
    if word in ("mid", "middle of", "the middle of"):
        return first + half / 2, last - half / 2
    return first, last


def _month_day(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    if base is None:
        return None
    month, day = _MONTH[match["month"].lower()[:3]], int(match["day"])
    this = _day(base.year, month, day)
    return this if this and this[0] <= base else _day(base.year - 1, month, day)


def _bare_month(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    if base is None:
        return None
    month = _MONTH[match["month"].lower()[:3]]
    first, last = _month(base.year if month <= base.month else base.year - 1, month)
    first, last = _within(first, last, match["part"])
    return first, max(first, min(last, base))


def _weekday(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    """The last such day on or before the report's; "last Friday" is never that day itself."""
    if base is None:
        return None
    back = (base.weekday() - _DAYS.index(match["weekday"].lower())) % 7
    if match["last"] and back == 0:
        back = 7
    found = base - timedelta(days=back)
    return found, found


def _ago(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    if base is None:
        return None
    days = _count(match["n"]) * {"d": 1, "w": 7}[match["unit"][0].lower()]
    slack = 0 if match["unit"][0].lower() == "d" else 3
    middle = base - timedelta(days=days)
    return middle - timedelta(days=slack), middle + timedelta(days=slack)


def _past(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    if base is None:
        return None
    unit = match["unit"].lower()
    n = _count(match["n"] or "1")
    hours = {"h": n, "d": 24 * n, "w": 24 * 7 * n, "m": 24 * 31 * n}[unit[0]]
    return base - timedelta(days=-(-hours // 24)), base


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _period(match: re.Match[str], base: date | None) -> tuple[date, date] | None:
    """Reads "this week", "last month", "last year": weeks begin on Monday."""
    if base is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    now = which in ("this", "earlier this", "later this")
    if unit == "week":
        first = base - timedelta(days=base.weekday() + (0 if now else 7))
        last = first + timedelta(days=6)
    elif unit == "month":
        end = base.replace(day=1) - timedelta(days=1)
        first, last = _month(base.year, base.month) if now else _month(end.year, end.month)
    else:
        year = base.year if now else base.year - 1
        first, last = date(year, 1, 1), date(year, 12, 31)
    return first, min(last, base) if now else last


def _counted(back: int, ahead: int = 0) -> _Read:
    def read(_: re.Match[str], base: date | None) -> tuple[date, date] | None:
        return None if base is None else (base - timedelta(days=back), base - timedelta(days=ahead))

    return read


_PART = r"(?:(?P<part>early|late|mid|(?:the )?(?:beginning|start|end|middle) of)[- ])?"
_F = r"(?P<first>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s?(?:-|–|—|and|to|or)\s?"
_STATED: list[tuple[str, _Read]] = [
    (rf"\b{_F}{_D}(?: of)? {_M},? {_Y}", _days),
    (rf"\b{_M} {_F}{_D},? {_Y}", _days),
    (rf"\b{_D}(?: of)? {_M},? {_Y}", _full),
    (rf"\b{_M} {_D},? {_Y}", _full),
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)\b", _iso),
    (r"\b(?P<a>\d\d?)[./-](?P<b>\d\d?)[./-](?P<year>(?:19|20)\d\d)\b", _numeric),
    (rf"{_PART}\b{_M},? {_Y}", _month_year),
    (rf"{_PART}\b(?<![\d-]){_Y}(?![-\d])", _year),
]
_RELATIVE: list[tuple[str, _Read]] = [
    (rf"\b{_M} {_F}{_D}", _days),
    (rf"\b{_F}{_D}(?: of)? {_M}", _days),
    (rf"\b{_M} {_D}", _month_day),
    (rf"\b{_D}(?: of)? {_M}", _month_day),
    (rf"\b(?P<last>last )?(?P<weekday>{'|'.join(_DAYS)})\b", _weekday),
    (rf"\b{_N} (?P<unit>days?|weeks?) (?:ago|earlier)\b", _ago),
    (rf"\b(?:past|last|previous|preceding) (?:{_N} )?(?P<unit>hours?|days?|weeks|months)\b", _past),
    (r"\b(?P<which>(?:earlier |later )?this|last|the previous) (?P<unit>week|month|year)\b", _period),
    (r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b", _counted(0)),
    (r"\byesterday\b|\blast night\b", _counted(1, 1)),
    (r"\bovernight\b", _counted(1)),
    (rf"{_PART}\b(?<!\d ){_M}(?! \d)", _bare_month),
]
_GRAMMAR = [
    (re.compile(pattern, re.IGNORECASE), read, relative)
    for table, relative in ((_STATED, False), (_RELATIVE, True))
    for pattern, read in table
]


def runs(text: str, base: date | None) -> tuple[Run, ...]:
    """The time expressions of a text, in its order, each as its days.

    Args:
        text: The words of a time filler, or of a caption.
        base: The report's day, None when it is not known: relative ones then have no days.
    """
    found: list[Run] = []
    taken: list[tuple[int, int]] = []
    for pattern, read, relative in _GRAMMAR:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < held[1] and held[0] < end for held in taken) or _is_verb(match):
                continue
            taken.append((start, end))
            days = read(match, base)
            reason = (
                f"{match[0].strip()!r}"
                if days or not relative
                else f"{match[0].strip()!r} needs the report's date"
            )
            found.append(
                Run(
                    earliest=days[0] if days else None,
                    latest=days[1] if days else None,
                    relative=relative,
                    reason=reason,
                    start=start,
                    end=end,
                )
            )
    return tuple(sorted(found, key=lambda run: run.start))


def _is_verb(match: re.Match[str]) -> bool:
    """Tells "may" and "march" in small letters are words, not months."""
    month = match.groupdict().get("month")
    return month is not None and month.lower() in ("may", "march", "mar") and month[0].islower()
