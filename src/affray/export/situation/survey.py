"""Reads a store for a run of days: what is told of it, by whom, and what is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from affray.export.layouts import origins
from affray.export.layouts.deaths import deaths
from affray.export.layouts.flat import content_note
from affray.export.layouts.material import Holding, Told, told
from affray.export.layouts.parties import standings
from affray.export.page.families import FAMILY, label
from affray.export.situation import words
from affray.export.situation.chart import Chart, Spot, draw
from affray.model import Event, FigureKind, FigureRange, Grade, Scope, Stance, Verb

# Events told in full at most, those that most sources tell or most died in first: some ten pages.
FULL = 40
# Rows of the table of all events at most: some fifteen pages.
LISTED = 500
_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The run of days reported on, both ends included; None is open."""

    first: date | None
    last: date | None

    def holds(self, event: Event) -> bool:
        """Whether an event may have been in it; an undated one may not be told of any."""
        if event.earliest is None or event.latest is None:
            return False
        return not (
            (self.last is not None and event.earliest > self.last)
            or (self.first is not None and event.latest < self.first)
        )

    def surely(self, event: Event) -> bool:
        """Whether all the days that an event may have been on are in it."""
        if event.earliest is None or event.latest is None:
            return False
        return (self.first is None or event.earliest >= self.first) and (
            self.last is None or event.latest <= self.last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One wording of a figure, by whom, and whether that source is a party."""

    text: str
    bounds: str
    root: str
    party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A range with every wording it rests on."""

    what: str
    bounds: str
    best: int | None
    said: tuple[Said, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence, and who published it when."""

    text: str
    by: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field on which roots differ: what each says."""

    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as told on the page."""

    event: str
    type: str
    family: str
    days: str
    place: str
    a: str
    b: str
    grade: str
    scope: str
    roots: tuple[str, ...]
    parties: tuple[str, ...]
    figures: tuple[Counted, ...]
    quotes: tuple[Quoted, ...]
    differs: tuple[Field, ...]
    note: str | None
    whole: bool
    killed: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A place that changed hands, or was left, as told."""

    days: str
    place: str
    what: str
    who: str
    whom: str
    grade: str
    roots: str


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
    sources: tuple[Source, ...]
    outlets: tuple[tuple[str, int], ...]
    reports: int
    unknown: tuple[tuple[str, int], ...]


def survey(store: Holding, period: Period) -> Situation:
    """Read a store for a run of days.

    Raises:
        UnusableStore: A claim does not quote its report.
    """
    everything = list(told(store))
    inside = [each for each in everything if period.holds(each.event) and _stands(each.event)]
    sure = [each for each in inside if each.event.stance is Stance.ASSERTED]
    incidents = [each for each in sure if each.event.scope is Scope.INCIDENT]
    entries = [_entry(each, period) for each in sorted(incidents, key=_weight)]
    rows = [_entry(each, period) for each in sorted(incidents, key=_when)]
    reports = {report.report: report for each in inside for report in each.reports}
    sums = tuple(_sums(incidents))
    return Situation(
        period=_period(period, [each.event for each in inside]),
        events=len(incidents),
        grades=tuple((grade.value, _graded(incidents, grade)) for grade in Grade),
        sums=sums,
        total=_total(sums),
        chart=draw(_spots(incidents)),
        entries=tuple(sorted(entries[:FULL], key=lambda each: [row.event for row in rows].index(each.event))),
        rows=tuple(rows[:LISTED]),
        unlisted=max(len(rows) - LISTED, 0),
        handovers=handovers(incidents),
        aggregates=tuple(_entry(each, period) for each in sure if each.event.scope is Scope.AGGREGATE),
        disputed=tuple(each for each in rows if each.differs or any(made.differs for made in each.figures)),
        beside=tuple(
            _entry(each, period)
            for each in sorted(inside, key=_when)
            if each.event.stance is not Stance.ASSERTED
        )[:LISTED],
        sources=tuple(_sources(incidents)),
        outlets=tuple(Counter(origins.office(report) for report in reports.values()).most_common()),
        reports=len(reports),
        unknown=tuple(_unknown(everything, incidents, period)),
    )


def handovers(incidents: Sequence[Told]) -> tuple[Handover, ...]:
    """Places that changed hands or were left, in the order of their days."""
    found = []
    for each in sorted(incidents, key=_when):
        event = each.event
        if FAMILY[event.type].value != "territory":
            continue
        found.append(
            Handover(
                days=words.days(event.earliest, event.latest),
                place=_place(event),
                what=label(event.type.value),
                who=words.listed(standing.name for standing in standings(each, event.a)),
                whom=words.listed(standing.name for standing in standings(each, event.b)),
                grade=event.grade.value,
                roots=words.listed(root.name for root in event.roots),
            )
        )
    return tuple(found)


def _stands(event: Event) -> bool:
    return event.verdict is not Verb.REJECT


def _entry(each: Told, period: Period) -> Entry:
    event = each.event
    a, b = standings(each, event.a), standings(each, event.b)
    sides = {"a": words.listed(made.name for made in a), "b": words.listed(made.name for made in b)}
    figures = tuple(_counted(made, each, sides) for made in event.figures)
    killed = next((made.bounds for made in figures if made.what == FigureKind.KILLED.value), None)
    return Entry(
        event=event.event,
        type=label(event.type.value),
        family=FAMILY[event.type].value,
        days=words.days(event.earliest, event.latest),
        place=_place(event),
        a=sides["a"],
        b=sides["b"],
        grade=event.grade.value if event.stance is Stance.ASSERTED else event.stance.value,
        scope=event.scope.value,
        roots=tuple(root.name for root in event.roots),
        parties=tuple(root.name for root in event.roots if root.party),
        figures=figures,
        quotes=tuple(_quotes(each)),
        differs=tuple(_fields(event)),
        note=content_note(event),
        whole=period.surely(event),
        killed=killed or _by_side(event),
        reports=len(each.reports),
    )


def _by_side(event: Event) -> str:
    counted = deaths(event)
    if counted is None:
        return ""
    return words.bounds(counted.low, None if counted.open else counted.high)


def _counted(figures: FigureRange, each: Told, sides: dict[str, str]) -> Counted:
    roots = {root.root: root for root in each.event.roots}
    said = tuple(
        Said(
            text=account.text,
            bounds=words.bounds(account.low, account.high),
            root=roots[account.root].name if account.root in roots else account.root,
            party=account.root in roots and roots[account.root].party,
        )
        for account in figures.by
    )
    wholes = [account for account in figures.by if not account.part]
    return Counted(
        what=words.named(figures, sides),
        bounds=words.bounds(figures.low, figures.high),
        best=figures.best,
        said=said,
        # Two roots whose bounds do not meet.
        differs=any(
            one.root != other.root and one.low is not None and other.high is not None and one.low > other.high
            for one in wholes
            for other in wholes
        ),
    )


def _quotes(each: Told) -> Iterator[Quoted]:
    """One sentence of each report, the first few, each wording once."""
    reports = {report.report: report for report in each.reports}
    seen: set[str] = set()
    for grounded in each.claims:
        text = grounded.claim.evidence.text
        report = reports.get(grounded.claim.report)
        if text in seen or report is None:
            continue
        seen.add(text)
        yield Quoted(text=text, by=origins.office(report), day=origins.published(report))
        if len(seen) >= _SENTENCES:
            return


def _fields(event: Event) -> Iterator[Field]:
    """The fields on which roots differ, with what each root says, in its words where it has any."""
    names = {root.root: root.name for root in event.roots}
    for agreement in event.agreement:
        if agreement.values < 2:
            continue
        by: dict[str, list[str]] = defaultdict(list)
        for telling in event.tellings:
            if telling.field == agreement.field and telling.value is not None:
                by[telling.text or telling.value].append(names.get(telling.root, telling.root))
        yield Field(
            field=_FIELDS.get(agreement.field, agreement.field),
            values=tuple((value, words.listed(dict.fromkeys(roots))) for value, roots in by.items()),
        )


_FIELDS = {"a": "who did it", "b": "to whom", "time": "when", "place": "where", "type": "what"}


def _place(event: Event) -> str:
    if event.place is None:
        return "place unknown"
    where = ", ".join(filter(None, (event.place.name, event.place.admin1)))
    return f"{where} and {len(event.places) - 1} more" if len(event.places) > 1 else where


def _weight(each: Told) -> tuple[int, int, date, str]:
    counted = deaths(each.event)
    return (
        -len(each.event.roots),
        -(counted.best if counted else 0),
        each.event.earliest or date.max,
        each.event.event,
    )


def _when(each: Told) -> tuple[date, date, str]:
    return each.event.earliest or date.max, each.event.latest or date.max, each.event.event


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
        if place is not None and place.lat is not None and place.lon is not None:
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


def _unknown(
    everything: Sequence[Told], incidents: Sequence[Told], period: Period
) -> Iterator[tuple[str, int]]:
    events = [each.event for each in incidents]
    fatal = [event for event in events if event.range_of(FigureKind.KILLED) is not None]
    counts = {
        "events of the whole store whose day is not known at all, so that they stand in no period": sum(
            each.event.earliest is None or each.event.latest is None for each in everything
        ),
        "events that may have been outside the period": sum(not period.surely(event) for event in events),
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
