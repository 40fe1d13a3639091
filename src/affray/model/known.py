"""What is known before any report is read: actors with their names, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from affray.model.words import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """One name of an actor, of a kind (self, english, acronym, exonym, pejorative, former), and its days."""

    name: str
    kind: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One party: id, kind (state, force, group, coalition, political body, person, generic), names."""

    actor: str
    kind: str
    name: str
    names: tuple[ActorName, ...]
    countries: tuple[str, ...] = ()
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a gazetteer layer."""

    place: str
    name: str
    lat: float
    lon: float
    kind: Precision
    radius_km: float
    population: int
    admin1: str | None
    country: str | None
