"""Who an actor belongs to: what two sides of two claims may share without the same name."""

from __future__ import annotations

from functools import cache

from affray.resources.actors import BELONGING, laid, parties


def lineage(actor: str) -> tuple[str, ...]:
    """The actor and all it belongs to, itself first; a force and the state that it fights for are one."""
    return _lineages(laid()).get(actor, (actor,))


def generic(actor: str) -> bool:
    """Whether an id stands for whoever is called so ("rebels", "civilians"), and no party of its own."""
    return actor in _generic(laid())


def camps(actor: str) -> tuple[str, ...]:
    """The sides that an actor itself takes in wars, each with its theatre ("SY opposition")."""
    return _camps(laid()).get(actor, ())


@cache
def _camps(_: str) -> dict[str, tuple[str, ...]]:
    return {
        party.actor.actor: tuple(f"{side.theatre} {side.side}" for side in party.sides)
        for party in parties()
        if party.sides
    }


@cache
def _generic(_: str) -> frozenset[str]:
    return frozenset(party.actor.actor for party in parties() if party.actor.kind == "generic")


@cache
def _lineages(_: str) -> dict[str, tuple[str, ...]]:
    above: dict[str, list[str]] = {}
    for party in parties():
        own = [each.actor for each in party.relations if each.relation in BELONGING]
        above.setdefault(party.actor.actor, []).extend(own)
        if party.forces is not None:
            above.setdefault(party.forces, []).append(party.actor.actor)
    found = {}
    for actor in above:
        seen: dict[str, None] = {}
        todo = [actor]
        while todo:
            each = todo.pop(0)
            if each not in seen:
                seen[each] = None
                todo.extend(above.get(each, ()))
        found[actor] = tuple(seen)
    return found
