"""Who belongs to whom on a day: members, forces of states, and the generic actors of a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from affray.resources.actors import BELONGING, Days, Party


class Sides:
    """What is known of actors before any report, for comparing those that reports name."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._known = {party.actor.actor: party for party in parties}
        self._below: defaultdict[str, list[tuple[str, Days]]] = defaultdict(list)
        for party in self._known.values():
            for each in party.relations:
                if each.relation in BELONGING:
                    self._below[each.actor].append((party.actor.actor, each.days))

    def party(self, actor: str) -> Party | None:
        """What is known of an actor."""
        return self._known.get(actor)

    def name(self, actor: str) -> str:
        """An actor's common name; its id when it is not known."""
        party = self._known.get(actor)
        return party.actor.name if party else actor

    def generic(self, actor: str) -> bool:
        """Whether an actor is a description, such as the rebels of a country."""
        party = self._known.get(actor)
        return party is not None and party.actor.kind == "generic"

    def above(self, actor: str, day: date | None = None) -> frozenset[str]:
        """The actor and all that it belongs to on a day; without a day, ever."""
        found, todo = {actor}, [actor]
        while todo:
            party = self._known.get(todo.pop())
            for each in party.relations if party else ():
                if each.relation in BELONGING and each.actor not in found and _holds(each.days, day):
                    found.add(each.actor)
                    todo.append(each.actor)
        return frozenset(found)

    def members(self, actor: str, day: date | None = None) -> frozenset[str]:
        """All that belong to the actor on a day, itself left out; without a day, ever."""
        found: set[str] = set()
        todo = [actor]
        while todo:
            for below, days in self._below.get(todo.pop(), ()):
                if below not in found and below != actor and _holds(days, day):
                    found.add(below)
                    todo.append(below)
        return frozenset(found)

    def below(self, actor: str, day: date | None = None) -> frozenset[str]:
        """Whose deeds count as the actor's when asked: its members; of a description, all of its side."""
        party = self._known.get(actor)
        found = set(self.members(actor, day))
        for side in party.sides if party and self.generic(actor) else ():
            if _holds(side.days, day):
                found |= {each for each in self._known if self.side(each, side.theatre, day) == side.side}
        return frozenset(found - {actor})

    def side(self, actor: str, theatre: str | None, day: date | None = None) -> str | None:
        """The side that an actor takes in a country on a day: its own, or of what it belongs to."""
        for each in sorted(self.above(actor, day), key=lambda one: (one != actor, one)):
            party = self._known.get(each)
            for side in party.sides if party else ():
                if side.theatre == theatre and _holds(side.days, day):
                    return side.side
        return None

    def alike(self, one: str, other: str, *, theatre: str | None, day: date | None = None) -> bool:
        """Whether two may be the same holder as worded: one within the other, or a side's generic."""
        if one == other or one in self.above(other, day) or other in self.above(one, day):
            return True
        if self._force(one) == other or self._force(other) == one:
            return True
        if not (self.generic(one) or self.generic(other)):
            return False
        return self.together(one, other, theatre=theatre, day=day)

    def together(self, one: str, other: str, *, theatre: str | None, day: date | None = None) -> bool:
        """Whether two are on one side in a country."""
        side = self.side(one, theatre, day)
        return one == other or (side is not None and side == self.side(other, theatre, day))

    def _force(self, actor: str) -> str | None:
        party = self._known.get(actor)
        return party.forces if party else None


def at_war(actor: str) -> bool:
    """Whether an actor can hold a place or fight: civilians and captives cannot."""
    return not actor.startswith("civilians") and actor != "captives"


def _holds(days: Days, day: date | None) -> bool:
    if day is None:
        return True
    return (days.earliest is None or days.earliest <= day) and (days.latest is None or day <= days.latest)
