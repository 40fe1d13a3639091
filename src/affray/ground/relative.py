"""The wordings that count from another day: the report's, the one it was said on, or the one told before."""

from __future__ import annotations

import re
from datetime import date

from affray.ground import calendar
from affray.ground.calendar import MONTHS, SEASONS, WEEKDAYS, Span, a_month, a_week, a_year, part_of, shift
from affray.ground.grammar import Anchor, Match, Read, Rule, compiled, needs_of, rule
from affray.ground.stated import STATED
from affray.ground.wordings import (
    LEVANTINE,
    M2,
    NTH_WORD,
    PART,
    SEASON,
    TO,
    D,
    F,
    M,
    W,
    day_range,
    day_range_across,
    levant_in,
    month_in,
    nth_week,
)
from affray.resources import hijri

_COUNT = (
    r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|(?:a )?few|several|some|many|(?:a )?couple(?: of)?|(?:a )?dozen)"
)
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s?"
_ABOUT = r"(?:about |around |nearly |almost |some |at least |more than |less than |over |just |only )?"
_NO_FORCE = r"(?! (?:brigade|division|battalion|forces|movement)\b)"
_A_DAY_ON = "later|earlier|after|before(?:hand)?"
_HOURS = r"(?P<n>(?:a )?few|several|some|\d\d?|two|three|four|five|six|an?|one)"
_TIMES = r"(?:morning|afternoon|evening|night|noon|midday|dawn|dusk|midnight|sunset)"
# How far back a bare plural reaches: "in recent days", "the past weeks".
_PLURAL = {"hour": 1, "day": 9, "night": 9, "week": 63, "month": 279, "year": 3650}
# A judgement, not a measurement: "recently" and "lately" reach back a month.
_RECENT = 31


def _weekday(match: Match, base: date) -> Span:
    which = (match.groupdict().get("which") or "").lower()
    if which.startswith("next"):
        return calendar.next_weekday(shift(base, 1), match["weekday"])
    return calendar.weekday(base, match["weekday"], back=1 if which in ("last", "the previous") else 0)


def _weekday_ahead(match: Match, base: date) -> Span:
    return calendar.next_weekday(base, match["weekday"])


def _weekday_night(match: Match, base: date) -> Span:
    """Reads "overnight Friday", "Friday night": the night may run into the next day."""
    first = calendar.weekday(base, match["weekday"])[0]
    return first, min(shift(first, 1), base) if first < base else first


def _shifted(back: int, ahead: int = 0) -> Read:
    return lambda _, base: (shift(base, -back), shift(base, -ahead))


def _ago(match: Match, base: date) -> Span:
    return calendar.around(base, calendar.number(match["n"]), calendar.unit(match["unit"]), sign=-1)


def _later(match: Match, base: date) -> Span:
    return calendar.around(base, calendar.number(match["n"]), calendar.unit(match["unit"]), sign=1)


def _past(match: Match, base: date) -> Span:
    """A window up to the day: "the past two days", "the previous 24 hours", "recent weeks"."""
    name = calendar.unit(match["unit"])
    counted = match.groupdict().get("n")
    if counted is None:
        plural = match["unit"].lower().endswith("s")
        least, most = (1, 1) if not plural else (0, 0)
        back = calendar.length((least, most), name)[1] if not plural else _PLURAL.get(name, 0)
    else:
        back = calendar.length(calendar.number(counted), name)[1]
    return shift(base, -max(back, 1)), base


def _coming(match: Match, base: date) -> Span:
    ahead = calendar.length(
        calendar.number(match.groupdict().get("n") or "few"), calendar.unit(match["unit"])
    )
    return base, shift(base, max(ahead[1], 1))


def _period(match: Match, base: date) -> Span | None:
    """Reads "this week", "earlier this month", "last year", "next week": weeks begin on Monday."""
    which, name = match["which"].lower().split()[-1], match["unit"].lower()
    sign = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
    if name == "week":
        run: Span | None = a_week(shift(base, 7 * sign))
    elif name == "weekend":
        # In the week it is the one gone by; "this weekend" on a weekend is the one that is.
        first = a_week(base)[0]
        saturday = shift(first, 5 if base.weekday() >= 5 or sign > 0 else -2)
        if which in ("last", "past", "previous") and base.weekday() >= 5:
            saturday = shift(saturday, -7)
        run = saturday, shift(saturday, 1)
    elif name == "month":
        run = a_month(base.year, base.month + sign)
    else:
        run = a_year(base.year + sign)
    run = run and part_of(run, match.groupdict().get("part"))
    if run is None or sign != 0 or not run[0] <= base:
        return run
    earlier = "earlier" in match["which"].lower()
    if "later" in match["which"].lower():
        return base, run[1]
    # "this week" of what has happened ends with the report; "earlier this week" as well: it may be that day.
    return run[0], min(run[1], base) if not earlier or run[0] == base else base


def _period_ahead(match: Match, base: date) -> Span | None:
    which, name = match["which"].lower().split()[-1], match["unit"].lower()
    if which != "this":
        return _period(match, base)
    run = a_week(base) if name in ("week", "weekend") else None
    run = run or (a_month(base.year, base.month) if name == "month" else a_year(base.year))
    return run and (base, run[1])


def _yearly(name: str, pattern: str, of_year: object) -> Rule:
    def read(match: Match, base: date) -> Span | None:
        run = calendar.latest_before(base, lambda year: _of(match, year))
        return run and (run[0], max(run[0], min(run[1], base)))

    def ahead(match: Match, base: date) -> Span | None:
        for year in (base.year, base.year + 1):
            run = _of(match, year)
            if run and run[1] >= base:
                return run
        return None

    def _of(match: Match, year: int) -> Span | None:
        run = of_year(match, year)  # type: ignore[operator]
        return run and part_of(run, match.groupdict().get("part"))

    return Rule(
        name=name,
        pattern=compiled(pattern),
        read=read,
        anchor=Anchor.YEARLY,
        ahead=ahead,
        yearly=_of,
        needs=needs_of(pattern),
    )


def _day_of_month(match: Match, year: int) -> Span | None:
    return calendar.a_day(year, month_in(match), int(match["day"]))


def _bare_month(match: Match, year: int) -> Span | None:
    return a_month(year, month_in(match))


def _season(match: Match, year: int) -> Span | None:
    return calendar.a_season(year, match["season"].lower())


def _levant_day(match: Match, year: int) -> Span | None:
    return calendar.a_day(year, levant_in(match), int(match["day"]))


def _levant_month(match: Match, year: int) -> Span | None:
    return a_month(year, levant_in(match))


def _feast_of(month: int, first: int, last: int) -> object:
    def of_year(_: Match, year: int) -> Span | None:
        low, high = calendar.a_day(year, month, first), calendar.a_day(year, month, last)
        return (low[0], high[1]) if low and high else None

    return of_year


def _dated_weekday(match: Match, year: int) -> Span | None:
    """A day that must fall on its weekday ("Monday, December 7"): other years have none."""
    run = _day_of_month(match, year)
    right = run is not None and run[0].weekday() == calendar.WEEKDAYS[match["weekday"].lower()]
    return run if right else None


def _hijri(match: Match, base: date) -> Span | None:
    month, day = hijri.month_of(match), int(match.groupdict().get("day") or 0)
    if month is None or day > 30:
        return None
    run = hijri.latest_before(
        base, lambda year: hijri.a_day(year, month, day) if day else hijri.a_month(year, month)
    )
    return run and (run[0], max(run[0], min(run[1], base)))


def _hijri_feast(match: Match, base: date) -> Span | None:
    run = hijri.latest_before(base, lambda year: hijri.feast(year, match["feast"]))
    return run and (run[0], max(run[0], min(run[1], base)))


def _same(_: Match, base: date) -> Span:
    return base, base


def _night_of(_: Match, base: date) -> Span:
    return base, shift(base, 1)


def _hours_later(_: Match, base: date) -> Span:
    return base, shift(base, 1)


def _told_week(match: Match, base: date) -> Span | None:
    sign = 1 if match["which"].lower() in ("next", "following") else -1
    name = match["unit"].lower()
    if name == "day":
        return shift(base, sign), shift(base, sign)
    if name == "week":
        return (shift(base, 1), shift(base, 7)) if sign > 0 else (shift(base, -7), shift(base, -1))
    return a_month(base.year, base.month + sign) if name == "month" else a_year(base.year + sign)


def _duration(match: Match, base: date) -> Span:
    """How long up to the day: "for a week", "a week of clashes", "week-long"."""
    back = calendar.length(calendar.number(match.groupdict().get("n")), calendar.unit(match["unit"]))[1]
    return shift(base, -max(back, 1)), base


def _plain(name: str, pattern: str, read: Read, anchor: Anchor = Anchor.REPORT) -> Rule:
    return rule(name, pattern, read, anchor)


def _ahead(name: str, pattern: str, read: Read, ahead: Read) -> Rule:
    return Rule(
        name=name,
        pattern=compiled(pattern),
        read=read,
        anchor=Anchor.REPORT,
        ahead=ahead,
        needs=needs_of(pattern),
    )


def _lasting(pattern: str) -> Rule:
    return Rule(
        name="duration",
        pattern=compiled(pattern),
        read=_duration,
        anchor=Anchor.SAID,
        duration=True,
        needs=needs_of(pattern),
    )


def _seasonal(match: Match, base: date) -> Span | None:
    name, which = match["season"].lower(), match["which"].lower()
    if which == "next":
        found = [calendar.a_season(year, name) for year in (base.year, base.year + 1)]
        return next((run for run in found if run and run[0] > base), None)
    run = calendar.latest_before(base, lambda year: calendar.a_season(year, name))
    if run is not None and which == "last" and run[1] >= base:
        run = calendar.a_season(run[0].year - 1, name)
    return run and (run[0], min(run[1], base) if which == "this" else run[1])


_THIS = r"(?P<which>(?:earlier |later )?this|(?:the )?(?:current|last|past|previous|next|coming))"
RELATIVE: tuple[Rule, ...] = (
    _yearly("day", rf"\b{M} {F}{TO}{D}", day_range),
    _yearly("day", rf"\b{F}{TO}{D}(?: of)? {M}", day_range),
    _yearly("days of two months", rf"\b{M} {F}{TO}{M2} {D}", day_range_across),
    _yearly("days of two months", rf"\b{F}(?: of)? {M}{TO}{D}(?: of)? {M2}", day_range_across),
    _yearly("weekday and day", rf"\b{W},? {M} {D}(?![:.]\d)", _dated_weekday),
    _yearly("weekday and day", rf"\b{W},? (?:the )?{D}(?: of)? {M}", _dated_weekday),
    _yearly("day", rf"\b{M} {D}(?![:.]\d){_NO_FORCE}", _day_of_month),
    _yearly("day", rf"\b{D}(?: of)? {M}{_NO_FORCE}", _day_of_month),
    _yearly("day", rf"\b{D}(?: of)? {LEVANTINE}", _levant_day),
    _yearly("month", rf"\b(?:{LEVANTINE})".replace(r"|\bab|", "|"), _levant_month),
    _yearly("week of a month", rf"\b{NTH_WORD} (?P<unit>week|days) of {M}", nth_week),
    _plain("hijri", rf"\b(?:{D} (?:of )?)?(?:{hijri.NAMES})\b", _hijri),
    _plain("feast", rf"\b{hijri.FEAST}\b", _hijri_feast),
    _yearly("feast", r"\bchristmas(?: day| eve)?\b", _feast_of(12, 24, 26)),
    _yearly("feast", r"\bnew year['’]?s(?: eve)?\b", _feast_of(12, 31, 31)),
    _plain("day", r"\b(?:the )?day before yesterday\b", _shifted(2, 2)),
    _plain("day", rf"\byesterday(?: {_TIMES})?\b", _shifted(1, 1)),
    _plain("day", r"\blast (?:night|evening)\b", _shifted(1)),
    _plain("day", r"\bovernight (?:on )?(?:into )?today\b", _shifted(1)),
    _plain("night", rf"\bovernight,? (?:on )?{W}", _weekday_night),
    _plain("night", rf"\b{W} night\b", _weekday_night),
    _ahead("weekday", rf"\b(?P<which>last|this past|this|next|the previous|the following) {W}(?: {_TIMES})?",
           _weekday, _weekday_ahead),
    _ahead("weekday", rf"\b{W}(?: {_TIMES})?\b", _weekday, _weekday_ahead),
    _plain("day", rf"\b(?:today|tonight|this {_TIMES})\b", _shifted(0)),
    _plain("day", r"\btomorrow\b", _shifted(-1, -1)),
    _plain("ago", rf"\b{_ABOUT}{_COUNT} {_UNIT} ago\b", _ago),
    _plain("ago", r"\b(?:hours|minutes|moments) ago\b", _shifted(1)),
    _plain("ago", r"\b(?P<n>some )?(?P<unit>days|weeks|months|years) ago\b",
           lambda match, base: (shift(base, -_PLURAL[calendar.unit(match["unit"])]), base)),
    rule("later", rf"\b{_ABOUT}{_HOURS}? ?hours? (?:{_A_DAY_ON})\b",
         _hours_later, Anchor.TOLD),
    rule("later", rf"\b(?:minutes|moments|hours) (?:{_A_DAY_ON}|afterwards)\b", _hours_later, Anchor.TOLD),
    rule("earlier", rf"\b{_ABOUT}{_COUNT} {_UNIT} (?:earlier|before|previously)\b", _ago, Anchor.TOLD),
    rule("later", rf"\b{_ABOUT}{_COUNT} {_UNIT} (?:later|after(?:wards)?|on)\b", _later, Anchor.TOLD),
    rule("told", r"\b(?:the|that) same (?:day|evening|morning|night|afternoon)\b"
         r"|\bthat (?:day|morning|afternoon|evening)\b"
         r"|\b(?:at )?the same time\b|\bon the day\b", _same, Anchor.TOLD),
    rule("told", r"\b(?:that|the following|the next) (?:night|evening)\b", _night_of, Anchor.TOLD),
    rule("told", r"\b(?:the )?(?:day|evening|night) before\b|\bthe eve\b",
         _shifted(1, 1), Anchor.TOLD),
    rule("told", r"\b(?:the )?day after\b", _shifted(-1, -1), Anchor.TOLD),
    rule("told", r"\bthe (?P<which>next|following|previous) (?P<unit>day|week|month|year)\b", _told_week,
         Anchor.TOLD),
    rule("told", r"\bthe next (?:morning|afternoon)\b", _shifted(-1, -1), Anchor.TOLD),
    rule("past", rf"\b(?:past|last|previous|preceding|recent|latest) {_COUNT} {_UNIT}\b", _past, Anchor.SAID),
    rule("past", rf"\b{_COUNT} (?:past|last|previous|preceding) {_UNIT}\b", _past, Anchor.SAID),
    rule("past", r"\b(?:past|last|previous|preceding|recent|latest) "
         r"(?P<unit>hours|days|nights|weeks|months|years)\b", _past, Anchor.SAID),
    rule("past", r"\bpast (?P<unit>day|week|month|year)\b", _past, Anchor.SAID),
    _plain("coming", rf"\b(?:next|coming) (?:{_COUNT} )?(?P<unit>hours|days|weeks|months)\b", _coming),
    _ahead("period", rf"{PART}\b{_THIS} (?P<unit>week|weekend|month|year)\b", _period, _period_ahead),
    _plain("period", r"\b(?P<which>last|over the|at the|during the) (?P<unit>weekend)\b", _period),
    _plain("season", rf"\b(?P<which>this|last|next) {SEASON}\b",
           _seasonal),
    _yearly("season", rf"{PART}\b(?:the |in )(?:early |late )?{SEASON}\b", _season),
    _plain("today", r"\bovernight\b|\bat dawn\b|\bpre-?dawn\b"
           r"|\bshortly (?:before|after) (?:midnight|dawn|noon)\b"
           r"|\bafter midnight\b|\bat midnight\b", _shifted(1)),
    _yearly("month", rf"{PART}\b(?<!\d ){M}(?! \d)", _bare_month),
    _lasting(rf"\bfor {_ABOUT}{_COUNT} (?:straight |consecutive |whole |full )?{_UNIT}\b"),
    _lasting(rf"\b{_COUNT} (?:straight |consecutive |whole |full )?{_UNIT} of\b(?! (?:age|may|june|july)\b)"),
    _lasting(rf"\b(?:{_COUNT}[- ])?(?P<unit>hour|day|week|month|year)s?[- ]?(?:long|old)\b"),
    _lasting(rf"\b{_COUNT}-(?P<unit>hour|day|week|month|year)\b"),
    _lasting(
        rf"\b(?:in|within|over|during|throughout|after) (?:the (?:space|course) of )?"
        rf"{_ABOUT}{_COUNT} {_UNIT}\b"
    ),
    _plain("recent", r"\brecently\b|\blately\b|\brecent\b|\bnewly\b", _shifted(_RECENT)),
    _plain("now", r"\b(?:now|currently|at present|at the moment|right now|so far)\b", _shifted(0)),
)  # fmt: skip


RULES = STATED + RELATIVE
# The words without which a sentence has no expression of a kind, and most sentences have none. Islamic and
# Levantine months are known by how they begin, since their spellings are many.
_UNITS = (
    "time minute moment hour day night week fortnight month year decade weekend evening morning afternoon eve"
)
_WORDS = {
    "month": [*MONTHS],
    "weekday": [*WEEKDAYS, *(f"{name}s" for name in WEEKDAYS)],
    "unit": [form for name in _UNITS.split() for form in (name, f"{name}s", f"{name}long")],
    "word": [
        "today", "yesterday", "tomorrow", "tonight", "overnight", "dawn", "predawn", "midnight", "noon",
        "now", "currently", "present", "moment", "recent", "recently", "lately", "newly", "christmas",
        "new", "eve", "far", "same", "midday", "dusk", "sunset",
    ],
    "season": [*SEASONS],
}  # fmt: skip
_BEGIN = {
    "moon": "eid ram muh moh saf rab jum raj sha dhu dho zul zil zol ash arb maw",
    "levant": "kan tis sho shu shb adh ada aza nis ayy aya iyy haz huz tam ab ayl eyl",
}
_KINDS = {word: frozenset({kind}) for kind, listed in _WORDS.items() for word in listed}
_KINDS |= {
    word: frozenset({"unit", "word"}) for word in ("moment", "eve", "day", "night", "evening", "morning")
}
_KINDS |= {"autumn": frozenset({"season"}), "nights": frozenset({"unit", "word"})}
_BEGINS = {begin: frozenset({kind}) for kind, listed in _BEGIN.items() for begin in listed.split()}
_PIECE = re.compile(r"[a-z]+|\d+")
_YEAR = frozenset({"year"})
_NO_KIND: frozenset[str] = frozenset()


def kinds(text: str) -> frozenset[str]:
    """The kinds of words of time that a text may have."""
    found = _NO_KIND
    for piece in set(_PIECE.findall(text.lower())):
        kind = _KINDS.get(piece) or _BEGINS.get(piece[:3])
        if kind is not None:
            found |= kind
        elif len(piece) in (2, 4) and piece.isdecimal():
            found |= _YEAR
    return found
