"""Wordings that name their days: dates with a year, months, seasons, years, decades, Islamic dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from affray.ground.calendar import Span, a_day, a_month, a_season, a_year
from affray.ground.grammar import Match, Read, rule
from affray.ground.wordings import (
    LEVANTINE,
    M2,
    NTH,
    NTH_WORD,
    PART,
    SEASON,
    TO,
    D,
    F,
    M,
    W,
    Y,
    day_range,
    day_range_across,
    levant_in,
    month_in,
    nth_week,
    part_in,
)
from affray.resources import hijri


def _full(match: Match, _: date) -> Span | None:
    return a_day(int(match["year"]), month_in(match), int(match["day"]))


def _iso(match: Match, _: date) -> Span | None:
    return a_day(int(match["year"]), int(match["m"]), int(match["d"]))


def _numeric(match: Match, _: date) -> Span | None:
    """Reads "8/1/2014" as the 8th of January or the 1st of August: from the one to the other."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    read = [days[0] for days in (a_day(year, b, a), a_day(year, a, b)) if days]
    return (min(read), max(read)) if read else None


def _month_year(match: Match, _: date) -> Span | None:
    return part_in(a_month(int(match["year"]), month_in(match)), match)


def month_range(match: Match, year: int) -> Span | None:
    """Reads "from March to May 2014"."""
    last = a_month(year, month_in(match, "month2"))
    first = a_month(year - (month_in(match) > month_in(match, "month2")), month_in(match))
    return (first[0], last[1]) if first and last else None


def _year(match: Match, _: date) -> Span | None:
    return part_in(a_year(int(match["year"])), match)


def _years(match: Match, _: date) -> Span | None:
    """Reads "2012-2014", "2013/14", "between 2011 and 2013"."""
    first, text = int(match["year"]), match["year2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    low, high = a_year(first), a_year(last)
    return (low[0], high[1]) if low and high and low <= high else None


def _decade(match: Match, _: date) -> Span | None:
    first = int(match["decade"])
    run = a_year(first), a_year(first + 9)
    return part_in((run[0][0], run[1][1]), match) if run[0] and run[1] else None


def _century(match: Match, _: date) -> Span | None:
    last = int(match["century"]) * 100
    run = a_year(last - 99), a_year(last)
    return part_in((run[0][0], run[1][1]), match) if run[0] and run[1] else None


def _quarter(match: Match, _: date) -> Span | None:
    at = NTH[match["nth"].lower()]
    first, last = a_month(int(match["year"]), 3 * at + 1), a_month(int(match["year"]), 3 * at + 3)
    return (first[0], last[1]) if first and last else None


def _season_year(match: Match, _: date) -> Span | None:
    name = match["season"].lower()
    return part_in(a_season(int(match["year"]), name), match)


def _winter(match: Match, _: date) -> Span | None:
    """Reads "the winter of 2013-14"."""
    return a_season(int(match["year"]), "winter")


def _with_year(read: Callable[[Match, int], Span | None]) -> Read:
    return lambda match, _: read(match, int(match["year"]))


def _levant_full(match: Match, _: date) -> Span | None:
    day = match.groupdict().get("day")
    year, month = int(match["year"]), levant_in(match)
    return a_day(year, month, int(day)) if day else a_month(year, month)


def _hijri_full(match: Match, _: date) -> Span | None:
    """A month of the Hijra with a year of either count, with or without a day."""
    month, year = hijri.month_of(match), int(match["year"])
    if month is None:
        return None
    day = int(match.groupdict().get("day") or 0)
    if day > 30:
        return None
    if year < 1600:
        return hijri.a_day(year, month, day) if day else hijri.a_month(year, month)
    return hijri.within(year, lambda at: hijri.a_day(at, month, day) if day else hijri.a_month(at, month))


def _feast_year(match: Match, _: date) -> Span | None:
    return hijri.within(int(match["year"]), lambda at: hijri.feast(at, match["feast"]))


_OPT_W = rf"(?:{W},? (?:the )?)?".replace("?P<weekday>", "?:")
STATED = (
    rule("days and year", rf"\b{F}{TO}{D}(?: of)? {M},? {Y}", _with_year(day_range)),
    rule("days and year", rf"\b{M} {F}{TO}{D},? {Y}", _with_year(day_range)),
    rule("days of two months", rf"\b{F}(?: of)? {M}{TO}{D}(?: of)? {M2},? {Y}", _with_year(day_range_across)),
    rule("days of two months", rf"\b{M} {F}{TO}{M2} {D},? {Y}", _with_year(day_range_across)),
    rule("day", rf"\b{_OPT_W}{D}(?: of)? {M},? {Y}", _full),
    rule("day", rf"\b{_OPT_W}{M} {D},? {Y}", _full),
    rule("day", r"\b(?P<year>1[4-9]\d\d|20\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)\b", _iso),
    rule("day", r"\b(?P<a>\d\d?)[./-](?P<b>\d\d?)[./-](?P<year>1[4-9]\d\d|20\d\d)\b", _numeric),
    rule("day", rf"\b{D}(?: of)? {LEVANTINE},? {Y}", _levant_full),
    rule("month", rf"\b{LEVANTINE},? {Y}", _levant_full),
    rule("hijri", rf"\b(?:{D} (?:of )?)?(?:{hijri.NAMES})\b,? {Y}", _hijri_full),
    rule("feast", rf"\b{hijri.FEAST}(?: of| in)? {Y}", _feast_year),
    rule("week of a month", rf"\b{NTH_WORD} (?P<unit>week|days) of {M},? (?:of )?{Y}", _with_year(nth_week)),
    rule("months", rf"\b(?:between |from )?{M}{TO}{M2},? (?:of )?{Y}", _with_year(month_range)),
    rule("month", rf"{PART}\b{M},? (?:of )?{Y}", _month_year),
    rule("season", rf"\bwinter (?:of )?{Y.partition('(?!')[0]}[-–/]\d\d(?:\d\d)?\b", _winter),
    rule("season", rf"{PART}\b{SEASON}(?: of|,)? {Y}", _season_year),
    rule("quarter", rf"\b{NTH_WORD} quarter of {Y}", _quarter),
    rule("years", r"\b(?P<year>1[4-9]\d\d|20\d\d)(?:\s?[-–—/]\s?|\sto\s|\sand\s)"
         r"(?P<year2>1[4-9]\d\d|20\d\d|\d\d)\b(?![-–/.]\d)", _years),
    rule("decade", rf"{PART}\b(?P<decade>1[4-9]\d0|20\d0)['’]?s\b", _decade),
    rule("century", rf"{PART}\b(?P<century>1[4-9]|2[01])(?:th|st) century\b", _century),
    rule("year", rf"{PART}\b(?<![\d.,/-]){Y}(?![-–]?\d|,\d|%| ?(?:km|kg|people|men|troops|soldiers)\b)",
         _year),
)  # fmt: skip
