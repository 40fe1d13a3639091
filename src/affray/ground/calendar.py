"""Days, weeks, months and seasons as runs of days: names, numbers, and the counting between them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[date, date]

_LONG = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
]  # fmt: skip
MONTHS = {name: at for at, name in enumerate(_LONG, start=1)}
MONTHS |= {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}
# The names of the Levant, as English texts write them; those of two words are told by the second.
_LEVANT = {
    r"kanun\s+(?:al|el|ath|eth)?[-\s]?th?ani": 1,
    r"sh[ou]?ubat|shubat|shbat": 2,
    r"[aā]dhar|adar|azar": 3,
    r"nisan|nissan": 4,
    r"ayyar|ayar|iyyar": 5,
    r"haziran|huzayran|hazeeran": 6,
    r"tamm?[uo]u?z": 7,
    r"\bab": 8,
    r"aylul|ayloul|aylool|eylul": 9,
    r"tishrin\s+(?:al|el)?[-\s]?a[wv]+al": 10,
    r"tishrin\s+(?:al|el|ath|eth)?[-\s]?th?ani": 11,
    r"kanun\s+(?:al|el)?[-\s]?a[wv]+al": 12,
}
LEVANT = tuple(_LEVANT.items())
WEEKDAYS = {
    name: at
    for at, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
}
# First month of each season of the north, where the wars are that the actors and places cover.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_COUNTED = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen",
]  # fmt: skip
NUMBERS: dict[str, tuple[int, int]] = {word: (at, at) for at, word in enumerate(_COUNTED)}
# Bounds of the codebook for vague numbers.
NUMBERS |= {
    "a": (1, 1), "an": (1, 1), "couple": (2, 2), "few": (2, 5), "several": (3, 9), "some": (2, 9),
    "dozen": (12, 12), "many": (3, 30), "twenty": (20, 20), "thirty": (30, 30), "forty": (40, 40),
    "half": (1, 1), "": (1, 1),
}  # fmt: skip
# Days of a unit, least and most.
_DAYS = {"day": (1, 1), "night": (1, 1), "week": (7, 7), "fortnight": (14, 14), "month": (28, 31)}
_DAYS |= {"year": (365, 366), "decade": (3652, 3653)}
_ROUND = {
    "hour": 0,
    "day": 0,
    "night": 0,
    "week": 3,
    "fortnight": 4,
    "month": 15,
    "year": 183,
    "decade": 1826,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of days, both ends included; an open end is null.

    Attributes:
        relative: Whether it counts from another day.
        reason: How the words were read.
    """

    earliest: date | None
    latest: date | None
    relative: bool
    reason: str


def shift(day: date, days: int) -> date:
    """A day so many days on; the first or last day that can be written, beyond those."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def a_day(year: int, month: int, day: int) -> Span | None:
    """One day as a run, None where there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def a_month(year: int, month: int) -> Span | None:
    """A month as a run; months before the first and after the last count on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= date.max.year:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def a_year(year: int) -> Span | None:
    """A year as a run."""
    return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= date.max.year else None


def a_week(day: date) -> Span:
    """The week of a day, from Monday."""
    first = shift(day, -day.weekday())
    return first, shift(first, 6)


def a_season(year: int, name: str) -> Span | None:
    """A season by whole months; winter is that which begins in December of the year."""
    first = a_month(year, SEASONS[name])
    last = a_month(year, SEASONS[name] + 2)
    return (first[0], last[1]) if first and last else None


def part_of(run: Span, words: str | None) -> Span:
    """The first half for "early", the second for "late", the middle half for "mid"; else all of it."""
    first, last = run
    half = timedelta(days=(last - first).days // 2)
    word = (words or "").lower().strip(" -").removeprefix("the ").removesuffix(" of")
    if word in ("early", "beginning", "start", "first half"):
        return first, first + half
    if word in ("late", "end", "second half", "later half", "latter half", "close"):
        return first + half, last
    if word in ("mid", "middle"):
        return first + half / 2, last - half / 2
    return run


def number(words: str | None) -> tuple[int, int]:
    """The bounds of a counting word: "two", "a few", "several", "a couple of"."""
    word = (words or "").lower().removesuffix(" of").split()
    last = word[-1] if word else ""
    if last.isdigit():
        return int(last), int(last)
    return NUMBERS.get(last, (1, 1))


def unit(word: str) -> str:
    """The unit in the singular: "days" is "day"."""
    low = word.lower().removesuffix("-long").removesuffix("long").strip("- ")
    return low.removesuffix("s")


def length(count: tuple[int, int], of: str) -> tuple[int, int]:
    """Least and most days that a count of units takes; hours are rounded up to days they may touch."""
    if of in ("hour", "minute"):
        hours = count if of == "hour" else (1, 1)
        return hours[0] // 24, -(-hours[1] // 24)
    least, most = _DAYS[of]
    return count[0] * least, count[1] * most


def around(day: date, count: tuple[int, int], of: str, *, sign: int) -> Span:
    """The days a count of units before (-1) or after (1) a day: exact for days, rounded for longer ones."""
    least, most = length(count, of)
    slack = _ROUND.get(of, 0)
    # "A month ago" is told of three weeks and of six; half a unit on both sides, never past the day itself.
    near, far = max(least - slack, 0), most + slack
    ends = shift(day, sign * near), shift(day, sign * far)
    return min(ends), max(ends)


def weekday(base: date, name: str, *, back: int = 0) -> Span:
    """The last such weekday on or before a day; `back` of 1 never is that day itself."""
    behind = (base.weekday() - WEEKDAYS[name.lower()]) % 7
    if back and behind == 0:
        behind = 7
    found = shift(base, -behind)
    return found, found


def next_weekday(base: date, name: str) -> Span:
    """The first such weekday after a day, or the day itself."""
    found = shift(base, (WEEKDAYS[name.lower()] - base.weekday()) % 7)
    return found, found


def latest_before(base: date, of_year: Callable[[int], Span | None]) -> Span | None:
    """The last of a yearly run ("December 7", "summer", "December") that began on or before a day."""
    for year in range(base.year, base.year - 9, -1):
        found = of_year(year)
        if found is not None and found[0] <= base:
            return found
    return None


def nearest(base: date, of_year: Callable[[int], Span | None]) -> Span | None:
    """The yearly run whose first day lies nearest to a day, either side: for tales of the past."""
    found = [span for year in range(base.year - 1, base.year + 2) if (span := of_year(year))]
    return min(found, key=lambda span: (abs((span[0] - base).days), span[0]), default=None)
