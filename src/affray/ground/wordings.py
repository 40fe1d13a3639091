"""Words of time expressions as patterns, and readers that stated and relative wordings share."""

from __future__ import annotations

import re
from datetime import date

from affray.ground.calendar import LEVANT, MONTHS, SEASONS, WEEKDAYS, Span, a_day, a_month, part_of
from affray.ground.grammar import Match

M = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:['’]s)?"
)
M2 = M.replace("?P<month>", "?P<month2>")
LEVANTINE = "(?P<levant>" + "|".join(words for words, _ in LEVANT) + r")\b"
D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
F = r"(?P<first>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
TO = r"\s?(?:-|–|—|\band\b|\bto\b|\bor\b|\buntil\b|\bthrough\b)\s?(?:the\s)?"
Y = r"(?P<year>1[4-9]\d\d|20\d\d)\b(?![-–/]\d\d?[-–/]\d)"
W = rf"(?P<weekday>{'|'.join(WEEKDAYS)})(?:['’]s|s)?\b"
PART = (
    r"(?:(?P<part>early|late|mid|(?:the\s)?(?:(?:first|second|later|latter)\shalf|beginning|start|end|close"
    r"|middle)\sof)[-\s](?:the\s)?)?"
)
SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
NTH_WORD = r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}


def month_in(match: Match, group: str = "month") -> int:
    """Which month the words name."""
    return MONTHS[match[group].lower()[:3]]


def levant_in(match: Match) -> int:
    """Which month of the Levant the words name."""
    words = match["levant"].lower()
    return next(at for pattern, at in LEVANT if re.fullmatch(pattern.replace(r"\b", ""), words))


def day_range(match: Match, year: int) -> Span | None:
    """Reads "7-13 May" of a year."""
    first = a_day(year, month_in(match), int(match["first"]))
    last = a_day(year, month_in(match), int(match["day"]))
    return (first[0], last[1]) if first and last and first <= last else None


def day_range_across(match: Match, year: int) -> Span | None:
    """Reads "28 December to 3 January": the first month's year is the year before where it must be."""
    last = a_day(year, month_in(match, "month2"), int(match["day"]))
    before = month_in(match) > month_in(match, "month2")
    first = a_day(year - before, month_in(match), int(match["first"]))
    return (first[0], last[1]) if first and last else None


def part_in(run: Span | None, match: Match) -> Span | None:
    """The part of a run that the words name: early, mid, late."""
    return run and part_of(run, match.groupdict().get("part"))


def nth_week(match: Match, year: int) -> Span | None:
    """Reads "the first week of May": seven days by count; the last seven for "the last week"."""
    run = a_month(year, month_in(match))
    if run is None:
        return None
    nth, days = NTH.get(match["nth"].lower()), 7 if match["unit"].lower() == "week" else 5
    if nth is None:
        return date.fromordinal(run[1].toordinal() - days + 1), run[1]
    first = run[0].toordinal() + nth * days
    return date.fromordinal(first), min(date.fromordinal(first + days - 1), run[1])
