"""Reads a store for a run of days: what is told of it, by whom, and what is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from affray.export.layouts import origins
from affray.export.layouts.deaths import deaths
from affray.export.layouts.material import Holding, Told, told
from affray.export.page.families import FAMILY, label
from affray.export.situation import words
from affray.export.situation.chart import Chart, Spot, draw
from affray.export.situation.entries import Entry, entry, when
from affray.export.situation.handovers import Handover, handovers
from affray.model import ControlSpell, Event, FigureKind, Grade, Scope, Stance, Verb

# Events told in full at most, those that most sources tell or most died in first: some ten pages.
FULL = 40
# Rows of the table of all events at most: some fifteen pages.
LISTED = 500
# Rows of events that may have been of the period, those of the fewest days first.
PERHAPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The run of days reported on, both ends included; None is open."""

    first: date | None
    last: date | None

    def may_hold(self, event: Event) -> bool:
        """Whether an event may have been in it; of an undated one that cannot be told."""
        if event.earliest is None or event.latest is None:
            return False
        return not (
            (self.last is not None and event.earliest > self.last)
            or (self.first is not None and event.latest < self.first)
        )

    def holds(self, event: Event) -> bool:
        """Whether all the days that an event may have been on are in it."""
        if event.earliest is None or event.latest is None:
            return False
        return (self.first is None or event.earliest >= self.first) and (
            self.last is None or event.latest <= self.last
        )


class Watched(Holding, Protocol):
    """What the page reads: events with their reports, and who held what."""

    def control(self) -> Iterator[ControlSpell]:
        """Each time that a place was held, contested or left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What the events of one type come to; aggregates are no part of it."""

    type: str
    family: str
    events: int
    low: int
    best: int
    high: int
    open: bool
    uncounted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A root source, by the events it tells."""

    name: str
    events: int
    alone: int
    party: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that the page says."""

    period: str
    events: int
    grades: tuple[tuple[str, int], ...]
    sums: tuple[Sum, ...]
    total: Sum | None
    chart: Chart | None
    entries: tuple[Entry, ...]
    rows: tuple[Entry, ...]
    unlisted: int
    handovers: tuple[Handover, ...]
    aggregates: tuple[Entry, ...]
    disputed: tuple[Entry, ...]
    beside: tuple[Entry, ...]
    perhaps: tuple[Entry, ...]
    more_perhaps: int
    sources: tuple[Source, ...]
    outlets: tuple[tuple[str, int], ...]
    reports: int
    unknown: tuple[tuple[str, int], ...]


def survey(store: Watched, period: Period) -> Situation:
    """Read a store for a run of days.

    Raises:
        UnusableStore: A claim does not quote its report.
    """
    everything = list(told(store))
    inside = [each for each in everything if period.holds(each.event) and _stands(each.event)]
    perhaps = [
        each
        for each in everything
        if period.may_hold(each.event) and not period.holds(each.event) and _stands(each.event)
    ]
    sure = [each for each in inside if each.event.stance is Stance.ASSERTED]
    incidents = [each for each in sure if each.event.scope is Scope.INCIDENT]
    rows = [entry(each) for each in sorted(incidents, key=when)]
    foremost = {each.event.event for each in sorted(incidents, key=_weight)[:FULL]}
    reports = {report.report: report for each in inside for report in each.reports}
    sums = tuple(_sums(incidents))
    return Situation(
        period=_period(period, [each.event for each in inside]),
        events=len(incidents),
        grades=tuple((grade.value, _graded(incidents, grade)) for grade in Grade),
        sums=sums,
        total=_total(sums),
        chart=draw(_spots(incidents)),
        entries=tuple(row for row in rows if row.event in foremost),
        rows=tuple(rows[:LISTED]),
        unlisted=max(len(rows) - LISTED, 0),
        handovers=tuple(handovers(store.control(), period.first, period.last)),
        aggregates=tuple(entry(each) for each in sure if each.event.scope is Scope.AGGREGATE),
        disputed=tuple(each for each in rows if each.differs or any(made.differs for made in each.figures)),
        beside=tuple(
            entry(each) for each in sorted(inside, key=when) if each.event.stance is not Stance.ASSERTED
        )[:LISTED],
        perhaps=tuple(entry(each) for each in sorted(perhaps, key=_length)[:PERHAPS]),
        more_perhaps=max(len(perhaps) - PERHAPS, 0),
        sources=tuple(_sources(incidents)),
        outlets=tuple(Counter(origins.office(report) for report in reports.values()).most_common()),
        reports=len(reports),
        unknown=tuple(_unknown(everything, incidents)),
    )


def _stands(event: Event) -> bool:
    return event.verdict is not Verb.REJECT


def _weight(each: Told) -> tuple[int, int, date, str]:
    counted = deaths(each.event)
    return (
        -len(each.event.roots),
        -(counted.best if counted else 0),
        each.event.earliest or date.max,
        each.event.event,
    )


def _length(each: Told) -> tuple[int, str]:
    event = each.event
    ends = (event.earliest, event.latest)
    return (ends[1] - ends[0]).days if ends[0] and ends[1] else 0, event.event


def _graded(incidents: Sequence[Told], grade: Grade) -> int:
    return sum(each.event.grade is grade for each in incidents)


def _sums(incidents: Sequence[Told]) -> Iterator[Sum]:
    by: dict[str, list[Event]] = defaultdict(list)
    for each in incidents:
        by[each.event.type.value].append(each.event)
    for kind, events in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        counted = [deaths(event) for event in events]
        told_ = [count for count in counted if count is not None]
        yield Sum(
            type=label(kind),
            family=FAMILY[events[0].type].value,
            events=len(events),
            low=sum(count.low for count in told_),
            best=sum(count.best for count in told_),
            high=sum(count.high for count in told_),
            open=any(count.open for count in told_),
            uncounted=len(events) - len(told_),
        )


def _total(sums: Sequence[Sum]) -> Sum | None:
    if not sums:
        return None
    return replace(
        sums[0],
        type="all",
        family="",
        events=sum(each.events for each in sums),
        low=sum(each.low for each in sums),
        best=sum(each.best for each in sums),
        high=sum(each.high for each in sums),
        open=any(each.open for each in sums),
        uncounted=sum(each.uncounted for each in sums),
    )


def _spots(incidents: Sequence[Told]) -> list[Spot]:
    """One spot a point and family, with all events there."""
    by: dict[tuple[float, float, str], list[Event]] = defaultdict(list)
    for each in incidents:
        place = each.event.place
        if place is None or place.precision not in _POINTS:
            continue
        if place.lat is not None and place.lon is not None:
            by[place.lat, place.lon, FAMILY[each.event.type].value].append(each.event)
    found = []
    for (lat, lon, family), events in by.items():
        counts = [deaths(event) for event in events]
        found.append(
            Spot(
                name=next(event.place.name for event in events if event.place),
                lat=lat,
                lon=lon,
                family=family,
                weight=sum(count.best for count in counts if count),
                events=len(events),
                disputed=any(event.grade is Grade.CONTESTED for event in events),
            )
        )
    return found


def _sources(incidents: Sequence[Told]) -> Iterator[Source]:
    events: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    party: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    for each in incidents:
        for root in each.event.roots:
            events[root.name] += 1
            alone[root.name] += len(each.event.roots) == 1
            party[root.name] += root.party
            reports[root.name] |= set(root.reports)
    for name, count in sorted(events.items(), key=lambda item: (-item[1], item[0])):
        yield Source(
            name=name, events=count, alone=alone[name], party=party[name], reports=len(reports[name])
        )


def _unknown(everything: Sequence[Told], incidents: Sequence[Told]) -> Iterator[tuple[str, int]]:
    events = [each.event for each in incidents]
    fatal = [event for event in events if event.range_of(FigureKind.KILLED) is not None]
    counts = {
        "events of the whole store whose day is not known at all, so that they stand in no period": sum(
            each.event.earliest is None or each.event.latest is None for each in everything
        ),
        "events whose place is not known": sum(event.place is None for event in events),
        "events whose place is an area or a whole country, and no point": sum(
            event.place is not None and event.place.precision not in _POINTS for event in events
        ),
        "events of which nobody is known to have done it": sum(not event.a for event in events),
        "events in which people died, and no number is told": sum(deaths(event) is None for event in fatal),
        "numbers that a source says are not known": sum(
            account.unknown for event in events for made in event.figures for account in made.by
        ),
        "events that rest on one source alone": _graded(incidents, Grade.SINGLE_SOURCE),
    }
    yield from ((what, count) for what, count in counts.items() if count)


_POINTS = frozenset({"point", "near"})


def _period(period: Period, events: Sequence[Event]) -> str:
    first = period.first or min((event.earliest for event in events if event.earliest), default=None)
    last = period.last or max((event.latest for event in events if event.latest), default=None)
    return "no day" if first is None and last is None else words.days(first, last)
