"""Who belongs to whom: which actors are one party, and whether a source is a party to what it tells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from affray.resources.actors import BELONGING, Party, laid, parties

# A part is its whole's own voice; a member or a branch speaks for itself.
_PART = "part_of"


def one_party(actor: str) -> str:
    """The actor whose voice an actor's is, so that sources of one party are one: a force's is its state's.

    The spokesman of an army, its ministry and its state's news agency are one party. A group that is a member
    of a coalition, or a branch of another, is one of its own.
    """
    seen = {actor}
    while (above := _above(actor)) is not None and above not in seen:
        seen.add(above)
        actor = above
    return actor


def party_to(actor: str | None, sides: Iterable[str]) -> bool:
    """Whether an actor is on a side of an event, by the ids of its actors: a party never corroborates itself.

    It is when it is one of them or one party with one of them; when one belongs to the other, at any time, as
    member, part or branch; and when a side is a generic one ("rebels") that the actor is known to be of.
    An ally is no party, nor are two members of one coalition to what the other does.
    """
    if actor is None:
        return False
    own, up = one_party(actor), _lineage(actor)
    return any(
        own == one_party(side)
        or side in up
        or actor in _lineage(side)
        or own in _lineage(side)
        or _sided(actor, side)
        for side in sides
    )


def _above(actor: str) -> str | None:
    known = _known(laid()).get(actor)
    if known is None:
        return None
    state = _states(laid()).get(actor)
    if state is not None:
        return state
    wholes = [relation.actor for relation in known.relations if relation.relation == _PART]
    return wholes[0] if wholes else None


def _lineage(actor: str) -> frozenset[str]:
    """All that an actor belongs to, itself among them."""
    found, todo = {actor, one_party(actor)}, [actor, one_party(actor)]
    while todo:
        known = _known(laid()).get(todo.pop())
        for relation in known.relations if known is not None else ():
            if relation.relation in BELONGING and relation.actor not in found:
                found.add(relation.actor)
                todo.append(relation.actor)
    return frozenset(found)


def _sided(actor: str, side: str) -> bool:
    """Whether one of two is a generic actor of the side that the other takes in the same theatre."""
    one, other = _known(laid()).get(actor), _known(laid()).get(side)
    if one is None or other is None or "generic" not in (one.actor.kind, other.actor.kind):
        return False
    return bool(
        {(each.theatre, each.side) for each in one.sides}
        & {(each.theatre, each.side) for each in other.sides}
    )


@cache
def _known(_: str) -> dict[str, Party]:
    return {party.actor.actor: party for party in parties()}


@cache
def _states(_: str) -> dict[str, str]:
    """The states by the forces that fight for them."""
    return {party.forces: party.actor.actor for party in parties() if party.forces is not None}


def name_of(actor: str) -> str:
    """The usual name of an actor; its id where the list has it no longer."""
    known = _known(laid()).get(actor)
    return known.actor.name if known is not None else actor


def kind_of(actor: str) -> str | None:
    """The kind of an actor, None where it is not known."""
    known = _known(laid()).get(actor)
    return known.actor.kind if known is not None else None


def state_of(country: str | None) -> str | None:
    """The state of a country (ISO 3166-1 alpha-2), None where it is not listed."""
    for party in parties():
        if party.actor.kind == "state" and party.actor.countries[:1] == (country,):
            return party.actor.actor
    return None
