"""The rows of the table of actors as a file has them, checked at the edge."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ConfigDict, TypeAdapter

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A name with its kind and days. Dates may be partial ("2013-04")."""

    __pydantic_config__ = _STRICT

    name: str
    kind: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """A run of days."""

    __pydantic_config__ = _STRICT

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A relation with its days; source and certainty only where they are not the row's own."""

    __pydantic_config__ = _STRICT

    relation: str
    actor: str
    earliest: str | None
    latest: str | None
    source: str | None = None
    certainty: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """The side taken in a theatre, with its days; source and certainty as in relations."""

    __pydantic_config__ = _STRICT

    theatre: str
    side: str
    earliest: str | None
    latest: str | None
    source: str | None = None
    certainty: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One line of `actors.jsonl`."""

    __pydantic_config__ = _STRICT

    actor: str
    kind: str
    name: str
    names: list[NameRow] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    lifetimes: list[SpanRow] = field(default_factory=list)
    relations: list[RelationRow] = field(default_factory=list)
    sides: list[SideRow] = field(default_factory=list)
    speaks_for: str | None = None
    forces: str | None = None
    ucdp: tuple[int, ...] = ()
    source: str
    certainty: str


ROW = TypeAdapter(ActorRow)
