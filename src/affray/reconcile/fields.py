"""What an event was, when and where, by all of its claims; and what each root says of each field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from affray.model import (
    Agreement,
    ClaimType,
    EventPlace,
    PlaceMention,
    Precision,
    Telling,
    TimeReading,
)
from affray.reconcile.ranges import divergence
from affray.reconcile.sides import Sides, meet
from affray.reconcile.sourced import Sourced
from affray.resources import earth

T = TypeVar("T", bound=Hashable)

# What names the means or the outcome says more than what only says that people died or things broke: an
# air strike that is told as a killing too is an air strike.
_SAYS_MORE = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (ClaimType.CHEMICAL_ATTACK, ClaimType.SUICIDE_BOMBING),
            (ClaimType.AIR_STRIKE, ClaimType.BOMBING, ClaimType.SHELLING, ClaimType.EXECUTION),
            (ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.SIEGE, ClaimType.PRISONER_EXCHANGE),
            (ClaimType.CLASH, ClaimType.ATTACK, ClaimType.ABDUCTION),
            (ClaimType.KILLING, ClaimType.DESTRUCTION, ClaimType.LOOTING, ClaimType.DETENTION),
            (ClaimType.TOLL,),
        )
    )
    for kind in kinds
}
# The types that say least: any other among an event's claims goes before them.
_PLAIN = frozenset({ClaimType.KILLING, ClaimType.DESTRUCTION, ClaimType.TOLL})
_EXACTNESS = {precision: rank for rank, precision in enumerate(Precision)}
# Places this far beyond their radii are still one: two gazetteers' points of a town differ by less.
_SLACK_KM = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A run of days; None is open or not known."""

    earliest: date | None
    latest: date | None

    def __str__(self) -> str:
        """The two days joined by "..", an open end left out."""
        return f"{self.earliest or ''}..{self.latest or ''}"

    def meets(self, other: Days) -> bool:
        """Whether a day is in both."""
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return False
        return not (self.earliest is not None and other.latest is not None and other.latest < self.earliest)

    def within(self, other: Days) -> bool:
        """Whether all its days are in another run: an open end is in no run that is closed there."""
        from_ = other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)
        to = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return from_ and to


# ---------------------------------------------------------------- type


def types(told: Iterable[Sourced]) -> tuple[ClaimType, ...]:
    """The types of the claims, the most frequent first, of equals in the order of the codebook."""
    order = {kind: number for number, kind in enumerate(ClaimType)}
    counts = Counter(each.claim.type for each in told)
    return tuple(sorted(counts, key=lambda kind: (-counts[kind], order[kind])))


def type_of(told: Sequence[Sourced]) -> ClaimType:
    """The type that most roots tell, once types that only say that people died have given way.

    Of equals, the one that says more of the means.
    """
    found = types(told)
    telling = [kind for kind in found if kind not in _PLAIN] or list(found)
    roots = {kind: {each.root.key for each in told if each.claim.type is kind} for kind in telling}
    counts = Counter(each.claim.type for each in told)
    return min(
        telling,
        key=lambda kind: (-len(roots[kind]), -counts[kind], _SAYS_MORE.get(kind, 0), str(kind)),
    )


# ---------------------------------------------------------------- time


def days_of(time: TimeReading) -> Days | None:
    """The days of a claim, None where nothing tells."""
    if time.earliest is None and time.latest is None:
        return None
    return Days(earliest=time.earliest, latest=time.latest)


def explicit(time: TimeReading) -> bool:
    """Whether the report has words of its own for when it was."""
    return time.text is not None and days_of(time) is not None


def time_of(told: Sequence[Sourced]) -> Days | None:
    """The days that all claims leave, where they meet; else all days that one of them may mean.

    What is only taken from the day of a report gives way to days that are told in words.
    """
    known = [days for each in told if (days := days_of(each.grounded.time)) is not None]
    if not known:
        return None
    worded = [
        days
        for each in told
        if explicit(each.grounded.time) and (days := days_of(each.grounded.time)) is not None
    ]
    for runs in (known, worded):
        met = _intersection(runs)
        if runs and met is not None:
            return met
    runs = worded or known
    earliest, latest = [days.earliest for days in runs], [days.latest for days in runs]
    return Days(
        earliest=None if None in earliest else min(day for day in earliest if day is not None),
        latest=None if None in latest else max(day for day in latest if day is not None),
    )


def _intersection(runs: Sequence[Days]) -> Days | None:
    earliest = max((days.earliest for days in runs if days.earliest is not None), default=None)
    latest = min((days.latest for days in runs if days.latest is not None), default=None)
    if earliest is not None and latest is not None and latest < earliest:
        return None
    return Days(earliest=earliest, latest=latest)


# ---------------------------------------------------------------- place


def placed(mention: PlaceMention) -> EventPlace | None:
    """A place that was read; None for one that was not."""
    if mention.place is None and mention.lat is None:
        return None
    return EventPlace(
        place=mention.place,
        name=mention.name or mention.filler.text,
        lat=mention.lat,
        lon=mention.lon,
        radius_km=mention.radius_km,
        precision=mention.precision,
        admin1=mention.admin1,
        country=mention.country,
    )


def kilometres(one: EventPlace, other: EventPlace) -> float | None:
    """The great-circle distance of two places; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return earth.kilometres((one.lat, one.lon), (other.lat, other.lon))


def compatible(one: EventPlace, other: EventPlace) -> bool:
    """Whether two places may be one, or one lies in the other."""
    if one.place is not None and one.place == other.place:
        return True
    apart = kilometres(one, other)
    if apart is None:
        return False
    small, large = sorted((one, other), key=_exactness)
    if large.precision is Precision.COUNTRY:
        return small.country == large.country
    if large.precision is Precision.PROVINCE and small.admin1 is not None and large.admin1 is not None:
        return (small.admin1, small.country) == (large.admin1, large.country)
    reach = max(one.radius_km or 0.0, other.radius_km or 0.0)
    return apart <= reach + _SLACK_KM


def _exactness(place: EventPlace) -> tuple[int, float, str]:
    rank = len(_EXACTNESS) if place.precision is None else _EXACTNESS[place.precision]
    return rank, place.radius_km or 0.0, place.place or place.name


def place_of(told: Sequence[Sourced]) -> EventPlace | None:
    """The place that most roots leave possible; of equals the most exact, then the one most claims name."""
    named: defaultdict[EventPlace, set[str]] = defaultdict(set)
    for each in told:
        for mention in each.grounded.places:
            if (place := placed(mention)) is not None:
                named[place].add(each.claim.claim)
    roots = {each.claim.claim: each.root.key for each in told}
    if not named:
        return None

    def order(place: EventPlace) -> tuple[int, tuple[int, float], int, str]:
        agreeing = {
            roots[claim] for other, claims in named.items() if compatible(place, other) for claim in claims
        }
        rank, radius, name = _exactness(place)
        return -len(agreeing), (rank, radius), -len(named[place]), name

    return min(named, key=order)


def places_of(told: Sequence[Sourced], chosen: EventPlace | None) -> tuple[EventPlace, ...]:
    """The chosen place, and those a claim names beside it; an area that holds one of them is left out."""
    if chosen is None:
        return ()
    beside: dict[tuple[str | None, str], EventPlace] = {}
    for each in sorted(told, key=lambda each: each.claim.claim):
        own = [place for mention in each.grounded.places if (place := placed(mention)) is not None]
        if any(compatible(place, chosen) for place in own):
            beside |= {(place.place, place.name): place for place in own}
    found = [chosen]
    for place in sorted(beside.values(), key=_exactness):
        if not any(compatible(place, other) for other in found):
            found.append(place)
    return tuple(found)


# ---------------------------------------------------------------- tellings


def tellings(told: Sequence[Sourced], sides: Sides) -> tuple[Telling, ...]:
    """What each root says of each field, in the order of fields, roots and claims."""
    ordered = sorted(told, key=lambda each: (each.root.key, each.claim.claim))
    types = [_telling(each, "type", str(each.claim.type), each.claim.trigger.text) for each in ordered]
    times = [
        _telling(each, "time", str(days), each.grounded.time.text)
        for each in ordered
        if (days := days_of(each.grounded.time)) is not None
    ]
    places = [
        _telling(each, "place", mention.place, mention.filler.text)
        for each in ordered
        for mention in each.grounded.places
    ]
    parties = [
        _telling(each, side, mention.actor, mention.filler.text)
        for side in ("a", "b")
        for each in ordered
        for mention in each.grounded.actors
        if sides.of(each.claim.claim, mention.filler.role) == side
    ]
    return (*types, *times, *places, *parties)


def _telling(each: Sourced, field: str, value: str | None, text: str | None) -> Telling:
    return Telling(field=field, root=each.root.key, claim=each.claim.claim, value=value, text=text)


def agreement(told: Sequence[Sourced], found: Sequence[Telling]) -> tuple[Agreement, ...]:
    """How far the roots agree on each field that one of them tells."""
    places = {
        mention.place: place
        for each in told
        for mention in each.grounded.places
        if mention.place is not None and (place := placed(mention)) is not None
    }

    def same_place(one: str, other: str) -> bool:
        return one == other or (one in places and other in places and compatible(places[one], places[other]))

    def same_actor(one: str, other: str) -> bool:
        return bool(meet((one,), (other,)))

    same: dict[str, Callable[[str, str], bool]] = {
        "type": str.__eq__,
        "time": _same_time,
        "place": same_place,
        "a": same_actor,
        "b": same_actor,
    }
    return tuple(
        agreed
        for field, alike in same.items()
        if (agreed := _agreement(field, [each for each in found if each.field == field], alike)) is not None
    )


def _same_time(one: str, other: str) -> bool:
    return _run(one).meets(_run(other))


def _run(value: str) -> Days:
    earliest, _, latest = value.partition("..")
    return Days(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
    )


def _agreement(field: str, found: Sequence[Telling], alike: Callable[[str, str], bool]) -> Agreement | None:
    """The value that most roots say or leave possible, and the share of them."""
    by_value: defaultdict[str, set[str]] = defaultdict(set)
    for telling in found:
        if telling.value is not None:
            by_value[telling.value].add(telling.root)
    if not by_value:
        return None
    roots = set().union(*by_value.values())
    support = {
        value: set().union(*(own for other, own in by_value.items() if alike(value, other)))
        for value in by_value
    }
    best = min(
        by_value, key=lambda value: (-len(support[value]), -len(by_value[value]), _width(field, value), value)
    )
    firm = [
        min(values, key=lambda value: (_width(field, value), value))
        for root in sorted(roots)
        if (values := [value for value, own in by_value.items() if root in own])
    ]
    return Agreement(
        field=field,
        value=best,
        share=len(support[best]) / len(roots),
        values=len(by_value),
        divergence=divergence(firm),
    )


def _width(field: str, value: str) -> int:
    if field != "time":
        return 0
    run = _run(value)
    if run.earliest is None or run.latest is None:
        return date.max.toordinal()
    return (run.latest - run.earliest).days
