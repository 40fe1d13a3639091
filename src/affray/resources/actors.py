"""The shipped actors: names with their days, lifetimes, relations, and who speaks for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.model import Actor, ActorName
from affray.resources.jsonl import first_day, last_day, rows

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A run of days, both ends included; null is open or not known."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an actor stands to another (member_of, branch_of, part_of, merged_into …), with its days."""

    relation: str
    actor: str
    days: Days


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
    forces: str | None
    ucdp: tuple[int, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    __pydantic_config__ = _STRICT

    name: str
    kind: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    __pydantic_config__ = _STRICT

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relation:
    __pydantic_config__ = _STRICT

    relation: str
    actor: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    __pydantic_config__ = _STRICT

    actor: str
    kind: str
    name: str
    names: list[_Name]
    countries: tuple[str, ...]
    theatres: tuple[str, ...]
    lifetimes: list[_Span]
    relations: list[_Relation]
    speaks_for: str | None
    forces: str | None
    ucdp: tuple[int, ...]
    source: str
    certainty: str


_ROW = TypeAdapter(_Row)


@cache
def parties() -> tuple[Party, ...]:
    """All shipped actors, in the order of the file.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return tuple(_party(row) for row in rows("actors.jsonl", _ROW))


def _days(earliest: str | None, latest: str | None) -> Days:
    return Days(earliest=first_day(earliest), latest=last_day(latest))


def _party(row: _Row) -> Party:
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
        relations=tuple(
            Relation(relation=line.relation, actor=line.actor, days=_days(line.earliest, line.latest))
            for line in row.relations
        ),
        forces=row.forces,
        ucdp=row.ucdp,
        source=row.source,
        certainty=row.certainty,
    )
