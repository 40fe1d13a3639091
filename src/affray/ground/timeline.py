"""Every time expression of a report in its order, each read against the report's day and the one before.

A report that counts from no day of its own ("on Monday") but tells days with their years is a tale, as
in an encyclopaedia: there "June 25" is that of the year told before, not the last one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from affray.ground.calendar import Run, Span, nearest, shift
from affray.ground.grammar import Anchor, Expression, found
from affray.ground.relative import RULES, kinds
from affray.model import Published
from affray.text import sentences

# Several readings over the days of a report's run are kept until they hold this much of the chance.
_ENOUGH, _TIE = 0.9, 1e-6
# Characters before a time that may tell whether it is of saying, or ahead.
_BEFORE = 120
# A tale has this many stated days, months or years, and a tenth at most of what counts from its writing.
_TALE, _NEWS_IN_TALE = 5, 0.1
# In a tale time goes on: "June 25" is likelier after what was told before than as long before it.
_ONWARD = 90
_TALE_RULES = frozenset(
    {"day", "days and year", "month", "days of two months", "months", "week of a month", "year", "season"}
)
_NEWS_RULES = frozenset({"weekday", "night", "ago", "past", "period"})
_SAYS = re.compile(
    r"(?is).*\b(?:said|says|told|announced|reported|stated|declared|confirmed|claimed|added|tweeted|posted"
    r"|published|quoted|statement|interview|speech)\b(?P<rest>[^.;:!?]{0,60})$"
)
# What is to come: "will meet on Friday", "set for Monday".
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|scheduled|due|set (?:to|for)|plans? to|planned for|expected|going to|to be held|"
    r"is to|are to|slated|wants? to|hopes? to|aims? to|(?:vow|pledg|promis|threaten|intend)(?:s|ed|es)? to"
    r")\b[^.;:!?]{0,60}$"
)
# Between a verb of saying and a time, a verb of its own takes the time away from the saying.
_OWN_VERB = re.compile(r"(?i)\b(?:had|has|have|was|were|been|that)\b|\b(?!said)\w{3,}ed\b")
_SAYING = frozenset({"weekday", "day", "night", "weekday and day", "today"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A wording of a text, not yet read: where its sentence begins, and what the words before it tell.

    Attributes:
        sentence: Number of its sentence.
        said: Whether it tells when something was said, rather than when it happened.
        ahead: Whether the sentence speaks of what is to come.
    """

    expression: Expression
    start: int
    end: int
    sentence: int
    said: bool
    ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A wording and the days it was read as."""

    found: Found
    run: Run

    @property
    def duration(self) -> bool:
        """Whether it tells how long rather than when."""
        return self.found.expression.rule.duration


@lru_cache(maxsize=8)
def scan(text: str) -> tuple[Found, ...]:
    """The wordings of a text, in its order."""
    out: list[Found] = []
    for number, sentence in enumerate(sentences(text)):
        present = kinds(sentence.text)
        if not present:
            continue
        for each in found(sentence.text, RULES, present):
            before = sentence.text[max(each.start - _BEFORE, 0) : each.start]
            says = _SAYS.search(before) if each.rule.name in _SAYING else None
            said = says is not None and _OWN_VERB.search(says["rest"]) is None
            out.append(
                Found(
                    expression=each,
                    start=sentence.start + each.start,
                    end=sentence.start + each.end,
                    sentence=number,
                    said=said,
                    ahead=_AHEAD.search(before) is not None,
                )
            )
    return tuple(out)


def is_tale(wordings: tuple[Found, ...]) -> bool:
    """Whether a text tells of the past by dates, and counts from no day of its own."""
    stated = sum(
        each.expression.rule.anchor is Anchor.NONE and each.expression.rule.name in _TALE_RULES
        for each in wordings
    )
    news = sum(each.expression.rule.name in _NEWS_RULES for each in wordings)
    return stated >= _TALE and news <= _NEWS_IN_TALE * stated


class Timeline:
    """The read wordings of one report; `within` gives those of a filler."""

    def __init__(self, text: str, published: Published | None) -> None:
        wordings = scan(text)
        self.tale = is_tale(wordings)
        self.published = published
        self._said: dict[int, Run] = {}
        self._over: dict[tuple[str, str, bool], Run] = {}
        told: Run | None = None
        self._year: Run | None = None
        self.told: list[Told] = []
        for each in wordings:
            run = self.read(each, told)
            self.told.append(Told(found=each, run=run))
            if each.said and run.earliest is not None:
                self._said[each.sentence] = run
            if not each.said and _is_narrow(run, 366):
                self._year = run
            # A year or a vague word is no time that "the next day" could follow.
            if not each.said and not each.expression.rule.duration and _is_narrow(run, 31):
                told = run
        self._starts = [each.found.start for each in self.told]

    def within(self, start: int, end: int) -> list[Told]:
        """The wordings that overlap some characters of the text."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return [each for each in self.told[first:last] if each.found.end > start]

    def said(self, start: int, end: int) -> Run | None:
        """When what these characters say was said, where they tell it."""
        return next((each.run for each in self.within(start, end) if each.found.said), None)

    def read(self, each: Found, told: Run | None) -> Run:
        """The days of one wording."""
        rule, match = each.expression.rule, each.expression.match
        how = f"{each.expression.text!r}"
        if rule.anchor is Anchor.NONE:
            days = rule.read(match, date.min)
            return _run(days, relative=False, reason=how)
        if rule.yearly is not None and self._year is not None and self._past():
            days = _in_tale(self._year, each)
            return _run(days, relative=True, reason=f"{how} of the year told before")
        if rule.anchor is Anchor.TOLD and told is not None:
            return _from_run(lambda day: rule.read(match, day), told, f"{how} from the day told before")
        said = self._said.get(each.sentence)
        if rule.anchor is Anchor.SAID and said is not None:
            return _from_run(lambda day: rule.read(match, day), said, f"{how} from the day it was said")
        read = rule.ahead if each.ahead and rule.ahead is not None else rule.read
        key = (rule.pattern.pattern, match[0], each.ahead)
        if key not in self._over:
            self._over[key] = over(lambda day: read(match, day), self.published, how)
        return self._over[key]

    def _past(self) -> bool:
        """Whether yearly runs count from the time told before."""
        return self.tale or self.published is None or self.published.latest is None


def _is_narrow(run: Run, days: int) -> bool:
    return run.earliest is not None and run.latest is not None and (run.latest - run.earliest).days <= days


def _in_tale(told: Run, each: Found) -> Span | None:
    """A yearly run of the year told before; behind a day told before, the next one rather."""
    match, yearly = each.expression.match, each.expression.rule.yearly
    if yearly is None or told.earliest is None or told.latest is None:
        return None
    if (told.latest - told.earliest).days >= 364:
        return yearly(match, told.earliest.year)
    return nearest(shift(told.earliest, _ONWARD), lambda year: yearly(match, year))


def over(read: Callable[[date], Span | None], published: Published | None, how: str) -> Run:
    """A reading over all the days that a report may be of: the readings that hold most of the chance."""
    if published is None or (published.earliest is None and published.latest is None):
        reason = "not known" if published is None else published.reason
        return Run(
            earliest=None, latest=None, relative=True, reason=f"{how} needs the report's date: {reason}"
        )
    if published.days:
        return _likeliest(read, published, how)
    ends = [day and read(day) for day in (published.earliest, published.latest)]
    first, last = (ends[0][0] if ends[0] else None), (ends[1][1] if ends[1] else None)
    told = f"{how} counted over the report's days, {_days(published)}"
    return Run(earliest=first, latest=last, relative=True, reason=told)


def _likeliest(read: Callable[[date], Span | None], published: Published, how: str) -> Run:
    chance: defaultdict[Span, float] = defaultdict(float)
    for likely in published.days:
        if span := read(likely.day):
            chance[span] += likely.chance
    if not chance:
        return Run(earliest=None, latest=None, relative=True, reason=f"{how} fits no day of the report's")
    total, held, kept = sum(chance.values()), 0.0, []
    least = 0.0
    for span, share in sorted(chance.items(), key=lambda item: (-item[1], item[0])):
        # A reading as likely as the last one kept is kept too.
        if held >= _ENOUGH and share < least - _TIE:
            break
        kept.append(span)
        held, least = held + share / total, share
    run = min(first for first, _ in kept), max(last for _, last in kept)
    if len(kept) == 1:
        return _run(run, relative=True, reason=f"{how} counted from the report's day, {_days(published)}")
    many = f"{how} counted over the report's days, {_days(published)}: {len(kept)} readings"
    return _run(run, relative=True, reason=many)


def _days(published: Published) -> str:
    ends = dict.fromkeys((published.earliest, published.latest))
    return " to ".join(day.isoformat() if day else "an open end" for day in ends)


def _from_run(read: Callable[[date], Span | None], base: Run, reason: str) -> Run:
    ends = [day and read(day) for day in (base.earliest, base.latest)]
    first, last = (ends[0][0] if ends[0] else None), (ends[1][1] if ends[1] else None)
    return Run(earliest=first, latest=last, relative=True, reason=reason)


def _run(days: Span | None, *, relative: bool, reason: str) -> Run:
    if days is None:
        return Run(earliest=None, latest=None, relative=relative, reason=f"{reason} is no day")
    return Run(earliest=days[0], latest=days[1], relative=relative, reason=reason)
