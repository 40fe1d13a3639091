"""Claims of many reports as events: collected, never merged; every value keeps its root and its claim.

An event is a function of the claims that tell it, of their roots and of what persons judged: nothing else,
and in no order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from affray.model import Event, FigureKind, Root, Scope, Stance, Stood, Verb
from affray.reconcile import fields, grades, identity
from affray.reconcile.aggregates import with_parts
from affray.reconcile.parties import party_to
from affray.reconcile.ranges import ranges
from affray.reconcile.sides import Sides, sides
from affray.reconcile.sourced import Sourced, known_by

_STANCES = {stance: number for number, stance in enumerate(Stance)}


def events(
    clusters: Iterable[Sequence[str]],
    told: Mapping[str, Sourced],
    verdicts: Mapping[str, Verb] | None = None,
) -> tuple[Event, ...]:
    """The events of a partition of claims, in the order of their ids, aggregates with what they contain.

    Args:
        clusters: Ids of claims that tell one event each; none is in two.
        told: Each of these claims with its root.
        verdicts: What persons judged of the event that a claim is of, by claim.
    """
    found = [event([told[claim] for claim in cluster], verdicts or {}) for cluster in clusters if cluster]
    return with_parts(sorted(found, key=lambda each: each.event))


def event(claims: Sequence[Sourced], verdicts: Mapping[str, Verb]) -> Event:
    """The event that claims tell, with how it stood while not all of them were known."""
    ordered = sorted(claims, key=lambda each: each.claim.claim)
    whole = _by(ordered, verdicts)
    return replace(whole, stood=tuple(_stood(ordered, whole)))


def _stood(claims: Sequence[Sourced], whole: Event) -> Iterator[Stood]:
    """How the event stood by each day on which a report of it came, where that differs from the day before.

    Claims of reports without a day are known by no day; nothing is given for an event that stood from its
    first day on as it does by all its claims.
    """
    days = sorted({day for each in claims if (day := known_by(each)) is not None})
    found = [_standing(day, _by_then(claims, day, whole)) for day in days]
    if all(replace(_standing(each.known, whole), because=each.because) == each for each in found):
        return
    for before, each in zip((None, *found), found, strict=False):
        if before is None or replace(before, known=each.known) != each:
            yield each


def _by_then(claims: Sequence[Sourced], day: date, whole: Event) -> Event:
    """The event by the claims known by a day: the whole once all are, as for most events at once."""
    known = [each for each in claims if (first := known_by(each)) is not None and first <= day]
    return whole if len(known) == len(claims) else _by(known, {})


def _standing(known: date, event: Event) -> Stood:
    killed = event.range_of(FigureKind.KILLED)
    low, best, high = (killed.low, killed.best, killed.high) if killed else (None, None, None)
    return Stood(known=known, grade=event.grade, because=event.because, low=low, best=best, high=high)


def _by(ordered: Sequence[Sourced], verdicts: Mapping[str, Verb]) -> Event:
    """The event by some of its claims, in the order of their ids."""
    stance = _stance(ordered)
    own = [each for each in ordered if each.claim.stance is stance]
    beside = [each for each in ordered if each.claim.stance is not stance]
    kind = fields.type_of(own)
    both = sides(kind, own)
    days = fields.time_of(own)
    place = fields.place_of(own)
    scope = _scope(own)
    ranged = ranges([each for each in own if each.claim.scope is scope], both)
    roots = _roots(own, both)
    graded = grades.grade(grades.Matter(told=own, beside=beside, sides=both, roots=roots, ranges=ranged))
    tellings = fields.tellings(own, both)
    seen = [(root.first_seen, root.last_seen) for root in roots]
    return Event(
        event=identity.event_id(ordered),
        type=kind,
        types=fields.types(own),
        scope=scope,
        stance=stance,
        claims=tuple(each.claim.claim for each in own),
        beside=tuple(each.claim.claim for each in beside),
        earliest=days.earliest if days else None,
        latest=days.latest if days else None,
        place=place,
        places=fields.places_of(own, place),
        a=both.a,
        b=both.b,
        grade=graded.grade,
        because=graded.because,
        roots=roots,
        figures=tuple(each.range for each in ranged),
        tellings=tellings,
        agreement=fields.agreement(own, tellings),
        first_seen=min((first for first, _ in seen if first is not None), default=None),
        last_seen=max((last for _, last in seen if last is not None), default=None),
        verdict=_verdict(ordered, verdicts),
    )


def _stance(claims: Sequence[Sourced]) -> Stance:
    """Asserted when a claim asserts it, else the stance that most claims take."""
    counts = Counter(each.claim.stance for each in claims)
    if Stance.ASSERTED in counts:
        return Stance.ASSERTED
    return min(counts, key=lambda stance: (-counts[stance], _STANCES[stance]))


def _scope(claims: Sequence[Sourced]) -> Scope:
    counts = Counter(each.claim.scope for each in claims)
    return Scope.AGGREGATE if counts[Scope.AGGREGATE] > counts[Scope.INCIDENT] else Scope.INCIDENT


def _roots(claims: Sequence[Sourced], both: Sides) -> tuple[Root, ...]:
    by_key: defaultdict[str, list[Sourced]] = defaultdict(list)
    for each in claims:
        by_key[each.root.key].append(each)
    return tuple(_root(key, by_key[key], both) for key in sorted(by_key))


def _root(key: str, claims: Sequence[Sourced], both: Sides) -> Root:
    actor = next((each.root.actor for each in claims if each.root.actor is not None), None)
    published = [each.published for each in claims if each.published is not None]
    return Root(
        root=key,
        name=claims[0].root.name,
        actor=actor,
        party=party_to(actor, (*both.a, *both.b)),
        claims=tuple(each.claim.claim for each in claims),
        reports=tuple(sorted({report for each in claims for report in (each.claim.report, *each.carriers)})),
        first_seen=_least([each.earliest for each in published]),
        last_seen=max((each.latest for each in published if each.latest is not None), default=None),
    )


def _least(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _verdict(claims: Sequence[Sourced], verdicts: Mapping[str, Verb]) -> Verb | None:
    """What was judged of most of the event's claims that were judged."""
    counts = Counter(verdicts[each.claim.claim] for each in claims if each.claim.claim in verdicts)
    return min(counts, key=lambda verb: (-counts[verb], str(verb))) if counts else None
