"""The state of the war as of a day and as known by a day: who holds what, who stands how to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from affray.model import ControlSpell, EdgeState, RelationEdge
from affray.serve.answering import answer, encoded
from affray.serve.asking import Day, asked, parameters
from affray.serve.catalogue import names
from affray.serve.served import Here
from affray.serve.situation import called, held
from affray.serve.wire import Held
from affray.track.asking import relations_on

router = APIRouter(prefix="/api", tags=["control and relations"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which state is asked for.

    Attributes:
        on: The day; without it the last day that is told of.
        known: Only what was published by this day.
        actor: Only what this actor holds, or its relations.
    """

    on: Day | None = None
    known: Day | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Relations as told up to a day, the latest told first; `names` are those of their actors."""

    on: date
    known: date | None
    relations: tuple[EdgeState, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A spell with what its place is called."""

    name: str
    spell: ControlSpell


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorState:
    """What an actor held, and how it stood to others, over all days."""

    spells: tuple[Called, ...]
    edges: tuple[RelationEdge, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHistory:
    """Who held a place and its parts, over all days."""

    spells: tuple[Called, ...]
    names: dict[str, str]


@router.get("/control", response_model=list[Held], openapi_extra=parameters(Wanted))
def control(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """Who holds what on a day: every spell that stands, with its age and who tells it."""
    on = wanted.on or _last(here)
    if wanted.actor is None:
        packed = here.situations().drawn(on, wanted.known)
        return answer(request, packed.plain, ready=packed.gzip)
    found = held(here.situations().control(on, wanted.known), names())
    own = [each for each in found if any(one.id == wanted.actor for one in each.holders)]
    return answer(request, encoded(list[Held], own))


@router.get("/relations", response_model=Relations, openapi_extra=parameters(Wanted))
def relations(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """Who stands how to whom on a day, with every telling."""
    on = wanted.on or _last(here)
    edges = [edge for edge in here.situations().told.edges if wanted.actor in (None, edge.a, edge.b)]
    states = relations_on(edges, on=on, known=wanted.known)
    known = names()
    met = {actor for state in states for actor in (state.edge.a, state.edge.b)}
    found = Relations(
        on=on,
        known=wanted.known,
        relations=states,
        names={actor: known.get(actor, actor) for actor in sorted(met)},
    )
    return answer(request, encoded(Relations, found))


@router.get("/actors/{actor}/state", response_model=ActorState)
def of_actor(request: Request, here: Here, actor: str) -> Response:
    """What an actor held and how it stood to others, over all days."""
    told = here.situations().told
    spells = tuple(Called(name=called(spell), spell=spell) for spell in told.spells if actor in spell.holders)
    edges = tuple(edge for edge in told.edges if actor in (edge.a, edge.b))
    known = names()
    met = {other for edge in edges for other in (edge.a, edge.b)}
    met |= {other for each in spells for other in (*each.spell.holders, *each.spell.taken_from)}
    found = ActorState(
        spells=spells, edges=edges, names={other: known.get(other, other) for other in sorted(met)}
    )
    return answer(request, encoded(ActorState, found))


@router.get("/places/{place}/control", response_model=PlaceHistory)
def of_place(request: Request, here: Here, place: str) -> Response:
    """Who held a place and its parts, over all days."""
    spells = tuple(
        Called(name=called(spell), spell=spell)
        for spell in here.situations().told.spells
        if spell.place.partition("#")[0] == place
    )
    known = names()
    met = {other for each in spells for other in (*each.spell.holders, *each.spell.taken_from)}
    found = PlaceHistory(spells=spells, names={other: known.get(other, other) for other in sorted(met)})
    return answer(request, encoded(PlaceHistory, found))


def _last(here: Here) -> date:
    """The last day that a claim of control tells of; today where none does."""
    days = [each.by for each in here.situations().told.changes if each.by is not None]
    return max(days, default=datetime.now(tz=UTC).date())
