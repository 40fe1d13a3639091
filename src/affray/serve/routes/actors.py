"""Actors: who is named how often, and one with its names over time and all that is known and told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from annotated_types import Ge, Le, MaxLen
from fastapi import APIRouter, Depends, Request, Response

from affray.model import Actor
from affray.resources.actors import Days, Party, Relation, Side, parties
from affray.serve.answering import answer, encoded
from affray.serve.asking import Unusable, asked, parameters
from affray.serve.catalogue import names
from affray.serve.served import Here
from affray.serve.wire import EventRow
from affray.store import overview

router = APIRouter(prefix="/api", tags=["actors"])

# The latest of an actor's events that its page lists; the map has them all.
_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which actors are asked for.

    Attributes:
        text: What one of its names holds.
        all: Also those known that no report names.
    """

    text: Annotated[str, MaxLen(200)] | None = None
    all: bool = False
    page: Annotated[int, Ge(1), Le(1_000_000)] = 1
    size: Annotated[int, Ge(1), Le(1_000)] = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor in a list: how many mentions, in how many reports, in how many events.

    Attributes:
        labels: Partisan words that reports use for it.
    """

    actor: str
    name: str
    kind: str
    mentions: int
    reports: int
    events: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """Some of the actors asked for, those named most first."""

    total: int
    page: int
    size: int
    actors: tuple[ActorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Words that reports use for an actor: how often, and of which days."""

    text: str
    label: str | None
    mentions: int
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDetail:
    """One actor.

    Attributes:
        lifetimes: The runs of days in which it existed.
        relations: How it stands to others, as known before any report.
        towards: How others stand to it, by their ids.
        worded: What reports call it.
        events: Its events, the latest first; `total` is how many there are.
        names: Names of all actors on the page by id.
    """

    actor: Actor
    known: bool
    lifetimes: tuple[Days, ...]
    relations: tuple[Relation, ...]
    towards: tuple[tuple[str, Relation], ...]
    sides: tuple[Side, ...]
    source: str
    certainty: str
    worded: tuple[Worded, ...]
    total: int
    events: tuple[EventRow, ...]
    names: dict[str, str]


@router.get("/actors", response_model=ActorPage, openapi_extra=parameters(Wanted))
def actors(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List actors, those that reports name most first."""
    catalogue = here.catalogue()
    with here.reading() as (_, connection):
        told = overview.actors(connection)
    known = {party.actor.actor: party for party in parties()}
    found = [
        ActorRow(
            actor=actor,
            name=known[actor].actor.name if actor in known else name or actor,
            kind=known[actor].actor.kind if actor in known else "unknown",
            mentions=mentions,
            reports=reports,
            events=len(catalogue.of("actor", actor)),
            labels=tuple(sorted(label for label in labels or () if label)),
        )
        for actor, name, mentions, reports, labels in told
    ]
    if wanted.all:
        met = {row.actor for row in found}
        found += [_unmet(party) for actor, party in known.items() if actor not in met]
    if wanted.text:
        words = wanted.text.lower()
        found = [row for row in found if _called(row, known.get(row.actor), words)]
    start = (wanted.page - 1) * wanted.size
    page = ActorPage(
        total=len(found),
        page=wanted.page,
        size=wanted.size,
        actors=tuple(found[start : start + wanted.size]),
    )
    return answer(request, encoded(ActorPage, page))


@router.get("/actors/{actor}", response_model=ActorDetail)
def one(request: Request, here: Here, actor: str) -> Response:
    """One actor: names over time, relations, what reports call it, its events."""
    catalogue = here.catalogue()
    with here.reading() as (_, connection):
        worded = tuple(
            Worded(text=text, label=label, mentions=mentions, earliest=earliest, latest=latest)
            for text, label, mentions, earliest, latest in overview.labels(connection, actor)
        )
    party = next((each for each in parties() if each.actor.actor == actor), None)
    events = catalogue.of("actor", actor)
    if party is None and not worded and not events:
        raise Unusable("actor", f"no actor has the id {actor!r}")
    towards = tuple(
        (other.actor.actor, relation)
        for other in parties()
        for relation in other.relations
        if relation.actor == actor
    )
    latest = tuple(reversed(events[-_LISTED:]))
    met = {actor, *(each for row in latest for each in (*row.a, *row.b)), *(each for each, _ in towards)}
    met |= {relation.actor for relation in (party.relations if party else ())}
    known = names()
    detail = ActorDetail(
        actor=party.actor if party else Actor(actor=actor, kind="unknown", name=actor, names=()),
        known=party is not None,
        lifetimes=party.lifetimes if party else (),
        relations=party.relations if party else (),
        towards=towards,
        sides=party.sides if party else (),
        source=party.source if party else "",
        certainty=party.certainty if party else "",
        worded=worded,
        total=len(events),
        events=latest,
        names={each: known.get(each, each) for each in sorted(met)},
    )
    return answer(request, encoded(ActorDetail, detail))


def _unmet(party: Party) -> ActorRow:
    return ActorRow(
        actor=party.actor.actor,
        name=party.actor.name,
        kind=party.actor.kind,
        mentions=0,
        reports=0,
        events=0,
        labels=(),
    )


def _called(row: ActorRow, party: Party | None, words: str) -> bool:
    called = [row.name, row.actor, *(name.name for name in (party.actor.names if party else ()))]
    return any(words in name.lower() for name in called)
