"""What on a page and in its text tells the day of its publication, each as a likelihood over days.

Lags of stated days, days without a year, months and weekdays were measured on the 540 articles of the public
set fakes that give their date in their head; those of metadata, addresses, datelines and captions are
judgements. docs/dating.md says which is which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from affray.ground.axis import (
    EVER,
    Axis,
    EveryYear,
    Lags,
    Shape,
    every_year,
    lagged,
    lasting,
    not_after,
    uniform,
    weekly,
    yearly,
)
from affray.ground.calendar import WEEKDAYS, around, number, shift, unit
from affray.ground.grammar import Anchor, Rule
from affray.ground.naming import beginnings
from affray.ground.timeline import Found, scan
from affray.model import Basis, DateWitness, Report, SegmentKind

# How long after a day publication follows: (first lag, last lag, share).
# A container that gives one day is taken at its word; the rest is time zones and late changes.
_METADATA: Lags = ((0, 0, 0.998), (1, 1, 0.0003), (-1, -1, 0.0003), (-10, 10, 0.0014))
_ON_THE_DAY: Lags = ((0, 0, 1.0),)
_URL: Lags = ((0, 0, 0.85), (1, 1, 0.05), (-1, -1, 0.05), (-10, 10, 0.05))
_DATELINE: Lags = ((0, 0, 0.55), (1, 1, 0.30), (2, 2, 0.07), (3, 7, 0.05), (8, 30, 0.03))
_CAPTION: Lags = ((0, 0, 0.25), (1, 1, 0.40), (2, 2, 0.15), (3, 7, 0.08), (8, 60, 0.07), (61, 1500, 0.05))
# Full dates in the text, the last of them: 0.51 within a day, 0.66 a week, 0.78 two months (41 texts).
_STATED: Lags = (
    (-1, -1, 0.02), (0, 0, 0.30), (1, 1, 0.18), (2, 2, 0.10), (3, 7, 0.06), (8, 30, 0.07), (31, 180, 0.14),
    (181, 1000, 0.08), (1001, 4000, 0.05),
)  # fmt: skip
_STATED_MONTH: Lags = ((0, 30, 0.35), (31, 180, 0.30), (181, 1000, 0.25), (1001, 4000, 0.10))
# Days without a year: 0.05 within three days, 0.18 a week, 0.63 a month, 0.84 two months (116 dates).
_MONTH_DAY: Lags = (
    (-60, -1, 0.01), (0, 3, 0.05), (4, 7, 0.14), (8, 14, 0.21), (15, 30, 0.23), (31, 60, 0.20),
    (61, 180, 0.07), (181, 365, 0.03),
)  # fmt: skip
_MONTH: Lags = ((0, 30, 0.27), (31, 90, 0.33), (91, 180, 0.32), (181, 364, 0.08))
# "Earlier in December" is said in December, seldom later.
_EARLIER_IN: Lags = ((0, 0, 0.94), (1, 15, 0.05), (16, 60, 0.01))
# Days from the first weekday of a text to publication, by how many days later in the week the next other
# one lies: where the day after the first is told too, publication is on that or later (540 texts, 193 with
# several weekdays; counts smoothed).
_AFTER_FIRST = {
    0: (0.690, 0.215, 0.052, 0.010, 0.012, 0.011, 0.010),
    1: (0.140, 0.560, 0.230, 0.030, 0.015, 0.015, 0.010),
    2: (0.510, 0.200, 0.220, 0.030, 0.015, 0.015, 0.010),
    3: (0.700, 0.120, 0.090, 0.045, 0.020, 0.015, 0.010),
    4: (0.700, 0.140, 0.040, 0.030, 0.060, 0.015, 0.015),
    5: (0.700, 0.080, 0.140, 0.030, 0.020, 0.015, 0.015),
    6: (0.820, 0.110, 0.025, 0.015, 0.010, 0.010, 0.010),
}
# "A week of clashes" is of other clashes in nine texts of ten at least, "five years of war" seldom of another
# war; what is not meant is of any day of a war, here of four years.
_WRONG_SINCE, _WAR = {"month": 0.5, "year": 0.2}, 1500
# A page's clock is of the download as often as not; htmldate picks the right day on 0.948 of 77 pages.
_CLOCK, _PICKED = 0.5, 0.08
_PICK = "htmldate: "
_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One witness with its likelihood.

    Attributes:
        wrong: The chance that it tells nothing of this report's day.
        shape: How many times likelier it is on each day than where it tells nothing.
        clock: Whether it is a page's clock, which never anchors a report by itself.
    """

    witness: DateWitness
    wrong: float
    shape: Callable[[Axis], Shape]
    clock: bool = False


def of_page(report: Report) -> Iterator[Evidence]:
    """Dates of the page: metadata, address, dateline, captions, clocks."""
    kept = dict.fromkeys(report.dates)
    exact = list(
        dict.fromkeys(
            (each.earliest, each.latest)
            for each in kept
            if each.basis is Basis.METADATA and each.earliest is not None
        )
    )
    seen: set[tuple[object, ...]] = set()
    for witness in kept:
        first, last = witness.earliest, witness.latest
        key = (witness.basis, first, last, witness.text.startswith(_PICK))
        if witness.basis is Basis.STATED or key in seen:
            continue
        seen.add(key)
        found = _of_page(witness, exact)
        if found is not None:
            yield found


def _of_page(witness: DateWitness, exact: Sequence[tuple[date | None, date | None]]) -> Evidence | None:
    first, last = witness.earliest, witness.latest
    if first is None and last is not None:
        # A capture: the page was there by then.
        return Evidence(witness=witness, wrong=0.0005, shape=lambda axis: not_after(axis, last))
    if first is None or last is None:
        return _of_words(witness)
    if (last - first).days > 2 and witness.basis is not Basis.CAPTION:
        return Evidence(witness=witness, wrong=0.1, shape=lambda axis: uniform(axis, first, last))
    if witness.basis is Basis.CHROME:
        picked = witness.text.startswith(_PICK)
        return Evidence(
            witness=witness,
            wrong=_PICKED if picked else _CLOCK,
            shape=lambda axis: lagged(axis, first, last, _METADATA),
            clock=not picked,
        )
    # Pages name when they were changed, and other pages' days, behind their own.
    said = (
        (_METADATA, 0.003) if len(exact) == 1 else (_ON_THE_DAY, 0.3 if exact[:1] == [(first, last)] else 0.7)
    )
    lags, wrong = {
        Basis.METADATA: said,
        Basis.URL: (_URL, 0.05),
        Basis.DATELINE: (_DATELINE, 0.05),
    }.get(witness.basis, (_CAPTION, 0.1))
    return Evidence(witness=witness, wrong=wrong, shape=lambda axis: lagged(axis, first, last, lags))


def _of_words(witness: DateWitness) -> Evidence | None:
    """A dateline or caption whose day has no year."""
    if witness.basis not in (Basis.DATELINE, Basis.CAPTION):
        return None
    wordings = scan(witness.text)
    found = next((each for each in wordings if each.expression.rule.yearly is not None), None)
    if found is None:
        return None
    lags = _DATELINE if witness.basis is Basis.DATELINE else _CAPTION
    return Evidence(witness=witness, wrong=0.1, shape=_yearly(found, lags))


def of_text(report: Report, wordings: tuple[Found, ...]) -> Iterator[Evidence]:
    """Times that the text tells: dates with and without a year, weekdays."""
    captions = [part for part in report.segments if part.kind is SegmentKind.CAPTION]
    starts = [part.start for part in captions]
    told = [
        each
        for each in wordings
        if not each.ahead
        and not ((at := bisect_right(starts, each.start)) and each.start < captions[at - 1].end)
    ]
    yield from _stated(told)
    yield from _lasting_since(report.text, told)
    yield from _without_year(report.text, told)
    yield from _weekdays(told)


def _stated(told: list[Found]) -> Iterator[Evidence]:
    """The last full date and the last month of the text; all others are before it."""
    days: list[tuple[date, date, str]] = []
    for each in told:
        rule = each.expression.rule
        span = rule.read(each.expression.match, date.min) if rule.anchor is Anchor.NONE else None
        if span is not None:
            days.append((span[0], span[1], each.expression.text))
    exact = [day for day in days if (day[1] - day[0]).days < 14]
    months = [day for day in days if 14 <= (day[1] - day[0]).days <= 92]
    longer = [day for day in days if (day[1] - day[0]).days > 92]
    for listed, lags in ((exact, _STATED), (months, _STATED_MONTH)):
        if listed:
            yield _told_day(max(listed, key=lambda day: (day[1], day[0])), lags)
    if longer:
        first, last, text = max(longer, key=lambda day: (day[0], day[1]))
        yield Evidence(
            witness=DateWitness(basis=Basis.STATED, text=text, earliest=first, latest=last),
            wrong=0.05,
            shape=lambda axis: lasting(axis, first, None, EVER),
        )


def _lasting_since(text: str, told: list[Found]) -> Iterator[Evidence]:
    """A week of clashes that are known to have begun on a day: a week from it."""
    seen: set[str] = set()
    lengths = 0
    for each in told:
        if not each.expression.rule.duration:
            continue
        count, of = each.expression.match.groupdict().get("n"), unit(each.expression.match["unit"])
        lengths += 1
        if lengths > _MOST:
            return
        for milestone in beginnings(text, text[each.end : each.end + 60]):
            # A war is counted in months and years; days and weeks are of fights inside it.
            war = "war" in milestone.words
            if milestone.milestone in seen or milestone.earliest is None or war != (of in _WRONG_SINCE):
                continue
            seen.add(milestone.milestone)
            first, last = _after(milestone.earliest, number(count), of)
            yield Evidence(
                witness=DateWitness(
                    basis=Basis.ACTOR_LIFETIME,
                    text=f"{each.expression.text} {milestone.words[0]} from {milestone.earliest}",
                    earliest=first,
                    latest=last,
                ),
                wrong=_WRONG_SINCE.get(of, 0.9),
                shape=lambda axis, first=first, last=last: (  # type: ignore[misc]
                    uniform(axis, first, last) * (_WAR / axis.size)
                ),
            )


def _after(began: date, count: tuple[int, int], of: str) -> tuple[date, date]:
    """When something has lasted so long: "six years" are six, going on for seven."""
    if of == "year":
        return shift(began, count[0] * 365), shift(began, (count[1] + 1) * 366)
    return around(began, count, of, sign=1)


def _told_day(day: tuple[date, date, str], lags: Lags) -> Evidence:
    first, last, text = day
    return Evidence(
        witness=DateWitness(basis=Basis.STATED, text=text, earliest=first, latest=last),
        wrong=0.05,
        shape=lambda axis: lagged(axis, first, last, lags),
    )


def _without_year(text: str, told: list[Found]) -> Iterator[Evidence]:
    seen: set[str] = set()
    for each in told:
        rule, words = each.expression.rule, each.expression.text
        if rule.yearly is None or rule.name in ("season", "feast") or words.casefold() in seen:
            continue
        seen.add(words.casefold())
        if len(seen) > _MOST:
            return
        earlier = text[max(each.start - 12, 0) : each.start].casefold().endswith(("earlier in ", "early in "))
        lags = _MONTH_DAY
        if rule.name == "month":
            lags = _EARLIER_IN if earlier else _MONTH
        yield Evidence(
            witness=DateWitness(
                basis=Basis.RELATIVE,
                text=f"Earlier in {words}" if earlier else words,
                earliest=None,
                latest=None,
            ),
            wrong=0.1,
            shape=_yearly(each, lags),
        )


def _yearly(found: Found, lags: Lags) -> Callable[[Axis], Shape]:
    rule, words = found.expression.rule, found.expression.text
    return lambda axis: yearly(axis, _every_year(axis, rule, words), lags)


@lru_cache(maxsize=2048)
def _every_year(axis: Axis, rule: Rule, words: str) -> EveryYear:
    match = rule.pattern.search(words)
    of_year = rule.yearly
    if match is None or of_year is None:
        return every_year(axis, lambda _: None)
    return every_year(axis, lambda year: of_year(match, year))


def _weekdays(told: list[Found]) -> Iterator[Evidence]:
    """The weekdays of a text, together: each counts from the same day."""
    seen: dict[int, str] = {}
    for each in told:
        match = each.expression.match
        if each.expression.rule.name in ("weekday", "night") and not match.groupdict().get("which"):
            seen.setdefault(WEEKDAYS[match["weekday"].lower()], each.expression.text)
    if not seen:
        return
    first, *others = seen
    shares = _AFTER_FIRST[min(((day - first) % 7 for day in others), default=0)]
    yield Evidence(
        witness=DateWitness(basis=Basis.RELATIVE, text=", ".join(seen.values()), earliest=None, latest=None),
        wrong=0.02,
        shape=lambda axis: weekly(axis, first, shares),
    )
