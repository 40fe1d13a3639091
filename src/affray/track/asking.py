"""The state on a day: which spells and relations stand then, how old the word of them is, who disagrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from affray.model import (
    ControlChange,
    ControlSpell,
    ControlState,
    EdgeState,
    EventPlace,
    PlaceState,
    RelationEdge,
    RelationTelling,
    Standing,
)
from affray.track.places import inside, label
from affray.track.relations import as_known, told_by

# What reaches less far has no places in it: a quarter's radius is 0.8 km, and `inside` asks for twice that.
_WIDE_KM = 1.5


def control_on(
    changes: Sequence[ControlChange], spells: Iterable[ControlSpell], *, on: date
) -> tuple[PlaceState, ...]:
    """The state of every place on a day, in the order of names.

    A place of which nothing is told yet has none.

    Args:
        changes: What claims tell, of the reports known by the day that is asked for.
        spells: What `spells_of` makes of them.
        on: The day.
    """
    by_place: defaultdict[str, list[ControlSpell]] = defaultdict(list)
    for spell in spells:
        by_place[spell.place].append(spell)
    by_claim: defaultdict[tuple[str, str], list[ControlChange]] = defaultdict(list)
    for each in changes:
        by_claim[each.place, each.claim].append(each)
    where = {
        place: min(own, key=lambda each: (each.where.radius_km or 0.0, each.spell)).where
        for place, own in by_place.items()
    }
    wide = [other for other, at in where.items() if "#" not in other and (at.radius_km or 0.0) >= _WIDE_KM]
    states = []
    for place, own in by_place.items():
        standing = [found for spell in own if (found := _standing(spell, by_claim, on)) is not None]
        if standing:
            around = _around(place, where, wide)
            states.append(_state(standing, own, around, on))
    return tuple(
        sorted(
            states,
            key=lambda each: (each.where.country or "", each.where.admin1 or "", each.label, each.place),
        )
    )


def _around(place: str, where: Mapping[str, EventPlace], wide: Sequence[str]) -> tuple[str, ...]:
    """The keys of the places that one lies in: of a part or a site the place itself too."""
    whole = place.partition("#")[0]
    found = {other for other in wide if other != place and inside(where[place], where[other])}
    return tuple(sorted(found | ({whole} if whole != place and whole in where else set())))


def _standing(
    spell: ControlSpell, by_claim: dict[tuple[str, str], list[ControlChange]], on: date
) -> Standing | None:
    """The spell on a day; None before it may have begun, and when it had surely ended."""
    if spell.until_by is not None and spell.until_by <= on:
        return None
    changes = [each for claim in spell.claims for each in by_claim[spell.place, claim]]
    starts = [each.days.earliest for each in changes if each.days is not None]
    begun = spell.since.earliest or min((day for day in starts if day is not None), default=spell.by)
    if min(begun, spell.by) > on:
        return None
    so_far = [each for each in changes if each.by is not None and each.by <= on]
    # Of what may have begun all claims tell: it is one of them that says so.
    known = so_far or changes
    told = max((each.by for each in so_far if each.by is not None), default=None)
    named = {holder for each in known for holder in each.holders}
    return Standing(
        spell=spell,
        sure=spell.by <= on,
        ending=_ending(spell, on),
        told=told,
        age=None if told is None else (on - told).days,
        holders=tuple(holder for holder in spell.holders if holder in named) or spell.holders,
        claims=tuple(sorted({each.claim for each in known})),
        roots=tuple(sorted({each.root_name for each in known})),
    )


def _ending(spell: ControlSpell, on: date) -> bool:
    """Whether a day lies in the days of what ends a spell; silence has none."""
    if spell.until is None or spell.until.latest is None:
        return False
    return spell.until.earliest is None or spell.until.earliest <= on


def _state(
    standing: list[Standing], own: Sequence[ControlSpell], within: tuple[str, ...], on: date
) -> PlaceState:
    sure = [each for each in standing if each.sure]
    states = {each.spell.state for each in sure}
    state = ControlState.UNKNOWN
    held = {each.holders for each in sure if each.spell.state == ControlState.HELD}
    if ControlState.CONTESTED in states or len(held) > 1:
        state = ControlState.CONTESTED
    elif ControlState.HELD in states:
        state = ControlState.HELD
    ids = {each.spell.spell for each in sure}
    spell = own[0]
    return PlaceState(
        place=spell.place,
        label=label(spell.place, spell.where),
        where=spell.where,
        state=state,
        disagreement=any(set(each.spell.disagrees) & ids for each in sure),
        standing=tuple(standing),
        within=within,
        reason=_reason(sure, own, on) if state == ControlState.UNKNOWN else None,
    )


def _reason(sure: list[Standing], own: Sequence[ControlSpell], on: date) -> str:
    if sure:
        return "it was left or lost, and nobody is told to have taken it"
    first = min(spell.by for spell in own if spell.by > on)
    return f"what is told had surely happened by {first}, and may not have by then"


def relations_on(
    edges: Iterable[RelationEdge], *, on: date, known: date | None = None
) -> tuple[EdgeState, ...]:
    """The relations told up to a day, the latest told first; known facts that hold then come last."""
    found = []
    for edge in as_known(edges, known):
        if edge.fact is not None:
            if (edge.earliest or on) <= on <= (edge.latest or on):
                found.append(EdgeState(edge=edge, told=None, age=None, past=False))
            continue
        so_far = [each for each in edge.tellings if (day := told_by(each)) is not None and day <= on]
        if not so_far:
            continue
        told = max(day for each in so_far if (day := told_by(each)) is not None)
        found.append(
            EdgeState(edge=edge, told=told, age=(on - told).days, past=all(each.past for each in so_far))
        )
    order = {id(each): (each.told is None, -(each.told or date.min).toordinal()) for each in found}
    return tuple(sorted(found, key=lambda each: (*order[id(each)], each.edge.a, each.edge.b, each.edge.kind)))


def so_far(each: EdgeState) -> list[RelationTelling]:
    """The tellings up to the day asked."""
    last = each.told
    return [one for one in each.edge.tellings if last and (by := told_by(one)) is not None and by <= last]
