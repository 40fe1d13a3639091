"""Who held what: the spells of each place, as reports known by a day tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from affray.model import ChangeKind, ControlChange, ControlSpell
from affray.track.fights import fought
from affray.track.order import ordered
from affray.track.reading import readable
from affray.track.runs import held
from affray.track.sides import Sides

_TURNS = (ChangeKind.GAINED, ChangeKind.LOST, ChangeKind.HELD)


def spells_of(
    changes: Iterable[ControlChange], sides: Sides, *, known: date | None = None
) -> tuple[ControlSpell, ...]:
    """The spells of every place, by place, then by days, as reports known by a day tell them."""
    by_place: defaultdict[str, list[ControlChange]] = defaultdict(list)
    for change in readable(changes, known):
        by_place[change.place].append(change)
    found: list[ControlSpell] = []
    for _, listed in sorted(by_place.items()):
        told = ordered((each for each in listed if each.kind in _TURNS), sides)
        both = (*fought(listed, told.steps), *held(told, sides))
        # A stable sort: spells that began on one day stay in the order of the telling, behind their fights.
        found.extend(sorted(both, key=lambda each: each.by))
    return tuple(found)
