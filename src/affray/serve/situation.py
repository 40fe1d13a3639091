"""Control and relations as the store has them, kept in memory while the file does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from affray.model import ControlChange, ControlSpell, PlaceState, RelationEdge
from affray.resources.actors import parties
from affray.serve.wire import Held, Named
from affray.store import Store
from affray.track.asking import control_on
from affray.track.places import label
from affray.track.sides import Sides

# Days and known days kept: a slider is drawn back and forth.
_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is told of control and relations."""

    changes: tuple[ControlChange, ...]
    spells: tuple[ControlSpell, ...]
    edges: tuple[RelationEdge, ...]


class Situations:
    """The state of the war on any day, from one content of a store."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._sides = Sides(parties())
        self._kept: OrderedDict[tuple[date, date | None], tuple[PlaceState, ...]] = OrderedDict()

    def control(self, on: date, known: date | None) -> tuple[PlaceState, ...]:
        """Who holds what on a day, by the reports known by a day."""
        key = (on, known)
        found = self._kept.get(key)
        if found is None:
            found = control_on(self.told.changes, self._sides, on=on, known=known)
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def read(store: Store) -> Situations:
    """What a store has of control and relations."""
    return Situations(
        Told(
            changes=tuple(store.control_changes()),
            spells=tuple(store.control()),
            edges=tuple(store.relations()),
        )
    )


def held(states: Sequence[PlaceState], names: dict[str, str]) -> list[Held]:
    """What stands at places with a point, one line a spell."""
    return [
        Held(
            spell=each.spell.spell,
            place=state.place,
            name=state.label,
            lat=state.where.lat,
            lon=state.where.lon,
            precision=state.where.precision,
            state=state.state,
            degree=each.spell.degree,
            holders=tuple(Named(id=actor, name=names.get(actor, actor)) for actor in each.holders),
            words=each.spell.words,
            since_earliest=each.spell.since.earliest,
            since_latest=each.spell.since.latest,
            sure=each.sure,
            ending=each.ending,
            last_told=each.told or each.spell.by,
            implied=each.spell.implied,
            claims=each.claims,
            roots=each.roots,
            disagrees=state.disagreement,
        )
        for state in states
        for each in state.standing
        if state.where.lat is not None and state.where.lon is not None
    ]


def called(spell: ControlSpell) -> str:
    """What the place of a spell is called."""
    return label(spell.place, spell.where)
