"""The actors known: the shipped table, and a user's own facts laid over it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from affray.errors import UnusableOption
from affray.model import Actor, ActorName
from affray.resources import actor_packs
from affray.resources.jsonl import first_day, last_day, rows
from affray.resources.rows import ROW, ActorRow

__all__ = ["Days", "Party", "Relation", "Side", "laid", "lay_over", "parties"]

# The relations by which an actor belongs to another: followed upwards they must not form a circle.
BELONGING = ("member_of", "part_of", "branch_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A run of days, both ends included; null is open or not known."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an actor stands to another (member_of, branch_of, part_of, speaks_for …), with its days."""

    relation: str
    actor: str
    days: Days
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The side that an actor takes in a theatre (ISO 3166-1 alpha-2), with its days."""

    theatre: str
    side: str
    days: Days
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor with what the file knows beyond the model's noun.

    Attributes:
        theatres: Countries (ISO 3166-1 alpha-2) where it acts, beside its own.
        lifetimes: The runs of days in which it existed; a group may live twice.
        forces: For a state, the actor that fights for it, where the two are kept apart.
        ucdp: Its ids in the UCDP Actor list.
        source: What the facts rest on.
        certainty: `checked`, `recalled` or `uncertain`.
    """

    actor: Actor
    theatres: tuple[str, ...]
    lifetimes: tuple[Days, ...]
    relations: tuple[Relation, ...]
    sides: tuple[Side, ...]
    forces: str | None
    ucdp: tuple[int, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """The user's own facts: where they stand and which text of them is meant."""

    path: str = ""
    digest: str = ""


class _Laid:
    """What is laid over the shipped table in this process: set once, when its stages are loaded."""

    pack = _Pack()


def lay_over(path: str) -> None:
    """Lay a pack of a user's facts over the shipped actors, for all of this process; "" takes it off.

    Raises:
        UnusableOption: The pack is missing, or a line of it does not fit; names the line and the field.
    """
    pack = _Pack(path=path, digest=_digest(path)) if path else _Pack()
    _parties(pack)
    _Laid.pack = pack


def laid() -> str:
    """The digest of the pack laid over the shipped actors, empty without one: caches are keyed by it."""
    return _Laid.pack.digest


def parties() -> tuple[Party, ...]:
    """All known actors: the shipped ones in the order of the file, then those that only a pack has.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return _parties(_Laid.pack)


@cache
def _parties(pack: _Pack) -> tuple[Party, ...]:
    known = rows("actors.jsonl", ROW)
    if pack.path:
        known = actor_packs.over(known, Path(pack.path))
    found = tuple(_party(row) for row in known)
    circle = circular(found)
    if circle:
        # The shipped table has none (a test), so the pack closes it.
        raise UnusableOption(f"{pack.path}: memberships form a circle: {' → '.join(circle)}")
    return found


def _digest(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise UnusableOption(f"{path} cannot be read as a pack of actors: {error}") from error


def circular(known: tuple[Party, ...]) -> list[str]:
    """A circle of actors that belong to each other, empty when there is none."""
    above = {
        party.actor.actor: [each.actor for each in party.relations if each.relation in BELONGING]
        for party in known
    }
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        stack = [(start, 0)]
        while stack:
            actor, depth = stack.pop()
            del path[depth:]
            if actor in path:
                return [*path[path.index(actor) :], actor]
            if actor in done:
                continue
            path.append(actor)
            done.add(actor)
            stack.extend((parent, depth + 1) for parent in above.get(actor, ()))
    return []


def _days(earliest: str | None, latest: str | None) -> Days:
    return Days(earliest=first_day(earliest), latest=last_day(latest))


def _party(row: ActorRow) -> Party:
    names = tuple(
        ActorName(
            name=name.name, kind=name.kind, earliest=first_day(name.earliest), latest=last_day(name.latest)
        )
        for name in row.names
    )
    return Party(
        actor=Actor(
            actor=row.actor,
            kind=row.kind,
            name=row.name,
            names=names,
            countries=row.countries,
            speaks_for=row.speaks_for,
        ),
        theatres=row.theatres,
        lifetimes=tuple(_days(span.earliest, span.latest) for span in row.lifetimes),
        relations=_relations(row),
        sides=tuple(
            Side(
                theatre=line.theatre,
                side=line.side,
                days=_days(line.earliest, line.latest),
                source=line.source or row.source,
                certainty=line.certainty or row.certainty,
            )
            for line in row.sides
        ),
        forces=row.forces,
        ucdp=row.ucdp,
        source=row.source,
        certainty=row.certainty,
    )


def _relations(row: ActorRow) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            relation=line.relation,
            actor=line.actor,
            days=_days(line.earliest, line.latest),
            source=line.source or row.source,
            certainty=line.certainty or row.certainty,
        )
        for line in row.relations
    )
