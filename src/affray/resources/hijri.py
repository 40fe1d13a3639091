"""Islamic dates as English texts word them, by the tabular calendar, which the moon may leave by a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Span = tuple[date, date]

# The order of the months; each with the spellings that English-language news uses.
_MONTHS = (
    r"muharram|moharram",
    r"safar",
    r"rabi['’]?\s?(?:al|ul|el)?[-\s]?aw+al|rabi['’]? i\b",
    r"rabi['’]?\s?(?:al|ul|el|ath|al-)?[-\s]?(?:thani|akhir)|rabi['’]? ii\b",
    r"jumad[ai](?:l)?\s?(?:al|ul|el)?[-\s]?(?:aw+al|ula|oola)|jumada i\b",
    r"jumad[ai](?:l)?\s?(?:al|ul|el|ath)?[-\s]?(?:thani(?:yah?)?|akhira?)|jumada ii\b",
    r"rajab",
    r"sha['’]?ban|shaaban",
    r"ramadh?an|ramazan",
    r"shawwal",
    r"(?:dhu|dh[uo]l|zul|zil)\s?['’]?(?:al|l)?[-\s]?[qk]a?['’]?i?dah?",
    r"(?:dhu|dh[uo]l|zul|zil)\s?['’]?(?:al|l)?[-\s]?hij+ah?",
)
NAMES = "|".join(rf"(?P<h{at}>{words})" for at, words in enumerate(_MONTHS, start=1))
# Feasts by their first day, and how many days they are kept.
FEASTS = {
    "fitr": (10, 1, 4),
    "adha": (12, 10, 4),
    "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 2),
    "mawlid": (3, 12, 1),
}
FEAST = r"(?P<feast>eid\s?[ua]?l?[-\s]?fitr|eid\s?[ua]?l?[-\s]?(?:adha|azha)|ashura|arba'?een|arbaeen|mawlid)"
# Sighting moves a month by a day against the table, rarely by two.
_SLACK = 1
_EPOCH = 227015  # ordinal of 1 Muharram 1 (16 July 622, Julian) in the proleptic Gregorian calendar


def day_of(year: int, month: int, day: int) -> date:
    """The Gregorian day of a tabular Islamic date."""
    elapsed = 354 * (year - 1) + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH + elapsed + day - 1)


def month_of(match: re.Match[str]) -> int | None:
    """Which month of the year a match of `NAMES` names."""
    return next((at for at in range(1, 13) if match.groupdict().get(f"h{at}")), None)


def a_month(year: int, month: int) -> Span:
    """A month of a year of the Hijra, a day wider on both sides."""
    following = day_of(year + month // 12, month % 12 + 1, 1)
    return _shift(day_of(year, month, 1), -_SLACK), _shift(following, _SLACK - 1)


def a_day(year: int, month: int, day: int) -> Span:
    """A day of a month, a day wider on both sides."""
    found = day_of(year, month, day)
    return _shift(found, -_SLACK), _shift(found, _SLACK)


def feast(year: int, words: str) -> Span:
    """The days of a feast of a year of the Hijra."""
    low = words.lower().replace("azha", "adha").replace("'", "")
    month, day, days = next(kept for name, kept in FEASTS.items() if name in low)
    first = day_of(year, month, day)
    return _shift(first, -_SLACK), _shift(first, days - 1 + _SLACK)


def latest_before(base: date, of_year: Callable[[int], Span]) -> Span | None:
    """The last of a yearly run that began on or before a day."""
    about = (base.year - 622) * 33 // 32
    found = [span for year in range(about - 1, about + 3) if year > 0 and (span := of_year(year))[0] <= base]
    return found[-1] if found else None


def within(year: int, of_year: Callable[[int], Span]) -> Span | None:
    """A yearly run that begins in a Gregorian year ("Ramadan 2013"); the first, where two do."""
    about = (year - 622) * 33 // 32
    found = [span for at in range(max(about - 1, 1), about + 3) if (span := of_year(at))[0].year == year]
    return found[0] if found else None


def _shift(day: date, days: int) -> date:
    return day + timedelta(days=days)
