"""Sums over a period and an area beside the events they may count: which contains which, added to nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from affray.model import ClaimType, Event, FigureKind, Precision, Scope, Stance
from affray.reconcile.fields import compatible
from affray.reconcile.sides import meet

# Over a longer period what is inside is no longer listed: the toll of a war contains every event of it.
_LONGEST_DAYS = 92
_AREAS = (Precision.PROVINCE, Precision.REGION, Precision.COUNTRY, Precision.DISTRICT, Precision.PART)
_FIGHTING = frozenset(
    {
        ClaimType.CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING, ClaimType.CHEMICAL_ATTACK, ClaimType.KILLING, ClaimType.EXECUTION,
        ClaimType.TORTURE, ClaimType.TOLL, ClaimType.CAPTURE, ClaimType.DESTRUCTION, ClaimType.SIEGE,
    }
)  # fmt: skip
# What a sum of persons counts is told by events of these types.
_COUNTED_BY = {
    FigureKind.KILLED: _FIGHTING,
    FigureKind.INJURED: _FIGHTING,
    FigureKind.CASUALTIES: _FIGHTING,
    FigureKind.STRIKES: frozenset({ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING}),
    FigureKind.DESTROYED: frozenset({ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.DESTRUCTION}),
    FigureKind.DETAINED: frozenset({ClaimType.DETENTION}),
    FigureKind.ABDUCTED: frozenset({ClaimType.ABDUCTION}),
    FigureKind.DISPLACED: frozenset({ClaimType.DISPLACEMENT}),
    FigureKind.RELEASED: frozenset({ClaimType.RELEASE, ClaimType.PRISONER_EXCHANGE}),
}


def with_parts(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, each aggregate with what it contains and each event with the aggregates it lies in."""
    dated = sorted(
        ((event.earliest, event.event, event) for event in events if event.earliest and _sure(event)),
        key=lambda each: each[:2],
    )
    starts = [start for start, _, _ in dated]
    contains: defaultdict[str, list[str]] = defaultdict(list)
    within: defaultdict[str, list[str]] = defaultdict(list)
    for whole in events:
        for part in _parts(whole, dated, starts):
            contains[whole.event].append(part.event)
            within[part.event].append(whole.event)
    return tuple(
        replace(
            event,
            contains=tuple(sorted(contains[event.event])),
            within=tuple(sorted(within[event.event])),
        )
        for event in events
    )


def _sure(event: Event) -> bool:
    return event.stance is Stance.ASSERTED and event.latest is not None


def _parts(whole: Event, dated: Sequence[tuple[date, str, Event]], starts: Sequence[date]) -> Iterator[Event]:
    if whole.scope is not Scope.AGGREGATE or not _sure(whole):
        return
    first, last = whole.earliest, whole.latest
    if first is None or last is None or (last - first).days > _LONGEST_DAYS:
        return
    for _, _, event in dated[bisect_left(starts, first) : bisect_right(starts, last)]:
        if event.event != whole.event and _inside(event, whole):
            yield event


def _inside(part: Event, whole: Event) -> bool:
    """Whether an event lies in an aggregate's period, area and sides, and is of what it counts."""
    if part.latest is None or whole.latest is None or part.latest > whole.latest:
        return False
    if not _counts(whole, part) or (part.scope is Scope.AGGREGATE and not _smaller(part, whole)):
        return False
    area = _in_area(part, whole)
    sides = _of_sides(part, whole)
    # What is not told bars nothing, but something must be told that joins the two.
    return area is not False and sides is not False and (area is True or sides is True)


def _counts(whole: Event, part: Event) -> bool:
    kinds = {each.kind for each in whole.figures}
    counted = {kind for figure in kinds for kind in _COUNTED_BY.get(figure, frozenset())}
    return bool(counted & set(part.types)) or (part.scope is Scope.AGGREGATE and bool(counted & {whole.type}))


def _smaller(part: Event, whole: Event) -> bool:
    """Whether one sum is of less than another: of fewer days, or of as many in a smaller area."""
    if None in (part.earliest, part.latest, whole.earliest, whole.latest):
        return False
    kinds = {each.kind for each in whole.figures}
    if not kinds & {each.kind for each in part.figures}:
        return False
    return _length(part) < _length(whole) or (
        _length(part) == _length(whole) and _reach(part) < _reach(whole)
    )


def _length(event: Event) -> int:
    return (event.latest - event.earliest).days if event.earliest and event.latest else 0


def _reach(event: Event) -> float:
    return event.place.radius_km or 0.0 if event.place else 0.0


def _in_area(part: Event, whole: Event) -> bool | None:
    """Whether the part's place is in the whole's area; None where one names none."""
    if part.place is None or not whole.places:
        return None
    return any(
        compatible(part.place, area)
        and (area.precision in _AREAS or (part.place.radius_km or 0) <= (area.radius_km or 0) + 1)
        for area in whole.places
    )


def _of_sides(part: Event, whole: Event) -> bool | None:
    """Whether the part is of the whole's sides; None where one names none.

    A sum of both sides holds what is told of one of them; a sum of one side only what is told of that.
    """
    known = [side for side in (whole.a, whole.b) if side]
    own = [side for side in (part.a, part.b) if side]
    if not known or not own:
        return None
    if len(known) == 1:
        return any(meet(known[0], side) > 0 for side in own)
    if len(own) == 1:
        return any(meet(side, own[0]) > 0 for side in known)
    return any(meet(known[0], one) > 0 and meet(known[1], other) > 0 for one, other in (own, own[::-1]))
