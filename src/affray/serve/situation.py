"""Control and relations as the store has them, kept in memory while the file does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from affray.model import ControlChange, ControlSpell, PlaceState, RelationEdge
from affray.resources.actors import parties
from affray.serve.answering import Packed, encoded, packed
from affray.serve.catalogue import names
from affray.serve.wire import Held, Named
from affray.store import Store
from affray.track.asking import control_on
from affray.track.control import spells_of
from affray.track.places import label
from affray.track.reading import readable
from affray.track.sides import Sides

# Days, and days known by, that are kept: a slider is drawn back and forth.
_DAYS, _KNOWN = 256, 32

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is told of control and relations."""

    changes: tuple[ControlChange, ...]
    spells: tuple[ControlSpell, ...]
    edges: tuple[RelationEdge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is told of one place by the reports known by a day."""

    changes: tuple[ControlChange, ...]
    spells: tuple[ControlSpell, ...]


class Situations:
    """The state of the war on any day, from one content of a store."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._sides = Sides(parties())
        self._heard: _Kept[date | None, tuple[Heard, ...]] = _Kept(_KNOWN)
        self._drawn: _Kept[tuple[date, date | None], Packed] = _Kept(_DAYS)

    def control(self, on: date, known: date | None) -> tuple[PlaceState, ...]:
        """Who holds what on a day, by the reports known by a day."""
        heard = self._heard.get(known, lambda: self._hear(known))
        return _on(heard, on)

    def drawn(self, on: date, known: date | None) -> Packed:
        """The same as it is sent: a slider is drawn back and forth over the same days."""
        return self._drawn.get(
            (on, known), lambda: packed(encoded(list[Held], held(self.control(on, known), names())))
        )

    def _hear(self, known: date | None) -> tuple[Heard, ...]:
        changes = tuple(readable(self.told.changes, known))
        spells = self.told.spells if known is None else spells_of(changes, self._sides)
        told: defaultdict[str, list[ControlChange]] = defaultdict(list)
        for change in changes:
            told[change.place].append(change)
        stood: defaultdict[str, list[ControlSpell]] = defaultdict(list)
        for spell in spells:
            stood[spell.place].append(spell)
        return tuple(Heard(changes=tuple(told[place]), spells=tuple(stood[place])) for place in sorted(stood))


def _on(heard: Sequence[Heard], on: date) -> tuple[PlaceState, ...]:
    """Each place by itself: which places lie in which takes the most time, and is not shown."""
    return tuple(state for each in heard for state in control_on(each.changes, each.spells, on=on))


class _Kept(Generic[K, V]):
    """What was made of late: the least used goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


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
