"""Events: lists with filters, all of them for the map, one with what it rests on, counts by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import numpy as np
from annotated_types import Ge, Le, MaxLen
from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from affray.model import ClaimType, Event, Grade, GroundedClaim, Judgement
from affray.serve.answering import answer, encoded, zoned
from affray.serve.asking import EPOCH, Day, Unusable, asked, day_number, parameters, require_order
from affray.serve.catalogue import EVER, NEVER, Catalogue, Mask, names
from affray.serve.routes.reports import report_row
from affray.serve.served import Here, Served
from affray.serve.wire import Columns, EventDetail, EventPage
from affray.store import overview

router = APIRouter(prefix="/api", tags=["events"])

# An event that may be of any of more days than these is no point of a timeline.
_MOST_DAYS = 31
# Four numbers, commas between them.
_BOX = r"^\s*[-+]?\d+(\.\d*)?(\s*,\s*[-+]?\d+(\.\d*)?){3}\s*$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; of several filters all must hold, of several values of one any.

    Attributes:
        from_: The first day: events that surely ended before are left out.
        to: The last day.
        known: Only what was published by this day, graded and counted as it stood then; reports that are
            not dated are left out.
        bbox: West, south, east, north, in degrees.
        actor: Ids of actors on either side.
        source: Keys of root sources.
        place: Ids of places.
        text: Words that one of its sentences, with its report's title, all holds, in some form; the last may
            be only begun.
        dated: Whether events without any day are left out, taken alone, or both.
    """

    from_: Day | None = None
    to: Day | None = None
    known: Day | None = None
    bbox: Annotated[str, MaxLen(120), Field(pattern=_BOX)] | None = None
    type: tuple[ClaimType, ...] = ()
    grade: tuple[Grade, ...] = ()
    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    text: Annotated[str, MaxLen(200)] | None = None
    dated: Literal["yes", "no", "all"] = "all"
    page: Annotated[int, Ge(1), Le(1_000_000)] = 1
    size: Annotated[int, Ge(1), Le(500)] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many events a day has; one that may be of several days counts a part on each."""

    day: date
    events: float
    contested: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Counts by day, and the events that may be of too many days, or of none known, to stand on one."""

    days: tuple[DayCount, ...]
    wide: int
    undated: int


@router.get("/events", response_model=EventPage, openapi_extra=parameters(Wanted))
def events(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List events, in the order of their days."""
    catalogue = here.catalogue()
    found = np.flatnonzero(matching(here, catalogue, wanted))
    start = (wanted.page - 1) * wanted.size
    rows = catalogue.listed(found[start : start + wanted.size].tolist(), wanted.known)
    known = names()
    named = {each: known.get(each, each) for row in rows for each in (*row.a, *row.b)}
    named |= {key: catalogue.source_names[key] for row in rows for key in row.roots}
    page = EventPage(total=len(found), page=wanted.page, size=wanted.size, events=rows, names=named)
    return answer(request, encoded(EventPage, page))


@router.get("/events/ids", response_model=list[str], openapi_extra=parameters(Wanted))
def ids(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List the ids of all events asked for, whatever the page."""
    catalogue = here.catalogue()
    found = [catalogue.rows[at].event for at in np.flatnonzero(matching(here, catalogue, wanted))]
    return answer(request, encoded(list[str], found))


@router.get("/map", response_model=Columns)
def columns(request: Request, here: Here) -> Response:
    """All events as columns, for drawing and filtering many at once."""
    packed = here.catalogue().map
    return answer(request, packed.plain, ready=packed.gzip)


@router.get("/timeline", response_model=Timeline, openapi_extra=parameters(Wanted))
def timeline(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """Count events by day."""
    catalogue = here.catalogue()
    mask = matching(here, catalogue, wanted)
    exact = mask & (catalogue.latest - catalogue.earliest < _MOST_DAYS)
    contested = catalogue.graded([Grade.CONTESTED], wanted.known)
    if not exact.any():
        found: tuple[DayCount, ...] = ()
    else:
        low, high = int(catalogue.earliest[exact].min()), int(catalogue.latest[exact].max())
        every, doubted = (
            _spread(catalogue, which, low=low, high=high) for which in (exact, exact & contested)
        )
        found = tuple(
            DayCount(
                day=date.fromordinal(EPOCH + low + int(at)),
                events=round(float(every[at]), 3),
                contested=round(float(doubted[at]), 3),
            )
            for at in np.flatnonzero(every > 0)
        )
    undated = int((mask & ~catalogue.dated).sum())
    wide = int(mask.sum() - exact.sum()) - undated
    return answer(request, encoded(Timeline, Timeline(days=found, wide=wide, undated=undated)))


@router.get("/events/{event}", response_model=EventDetail)
def event(request: Request, here: Here, event: str) -> Response:
    """One event: accounts, figures, sentences, why its claims are one, its history."""
    catalogue, judged = here.catalogue(), here.judgements()
    with here.reading() as (store, connection):
        found = store.event(event)
        claims = (*found.claims, *found.beside)
        of = {claim: catalogue.report_of[claim] for claim in claims if catalogue.report_of.get(claim)}
        own = tuple(store.claims(sorted(set(of.values())), only=claims))
        detail = EventDetail(
            event=found,
            claims=own,
            reports=tuple(report_row(row) for row in overview.brief(connection, sorted(set(of.values())))),
            links=tuple(overview.links(connection, claims)),
            changes=tuple(map(zoned, overview.changes(connection, found.event))),
            judgements=_about(judged, set(claims)),
            names=_names(found, own),
        )
    return answer(request, encoded(EventDetail, detail))


def matching(here: Served, catalogue: Catalogue, wanted: Wanted) -> Mask:
    """Which events are asked for.

    Raises:
        Unusable: The box is none, or the days are in the wrong order.
    """
    mask: Mask = np.ones(len(catalogue.rows), dtype=bool)
    require_order(wanted.from_, wanted.to)
    if wanted.from_ or wanted.to:
        low, high = day_number(wanted.from_), day_number(wanted.to)
        mask &= catalogue.dated & (catalogue.latest >= (NEVER if low is None else low))
        mask &= catalogue.earliest <= (EVER if high is None else high)
    known = day_number(wanted.known)
    if known is not None:
        mask &= catalogue.seen <= known
    if wanted.bbox:
        mask &= _inside(catalogue, wanted.bbox)
    if wanted.grade:
        mask &= catalogue.graded(wanted.grade, wanted.known)
    for field in ("type", "actor", "source", "place"):
        if values := getattr(wanted, field):
            mask &= catalogue.holding(field, values)
    if wanted.text:
        mask &= _telling(here, catalogue, wanted.text)
    if wanted.dated != "all":
        mask &= catalogue.dated if wanted.dated == "yes" else ~catalogue.dated
    return mask


def _telling(here: Served, catalogue: Catalogue, words: str) -> Mask:
    with here.reading() as (_, connection):
        told = overview.telling(connection, words)
    mask: Mask = np.zeros(len(catalogue.rows), dtype=bool)
    mask[[catalogue.at[event] for event in told if event in catalogue.at]] = True
    return mask


def _inside(catalogue: Catalogue, box: str) -> Mask:
    west, south, east, north = (float(part) for part in box.split(","))
    if not (-90 <= south <= north <= 90):
        raise Unusable("bbox", "south must not be north of north, both between -90 and 90")
    mask: Mask = (catalogue.lat >= south) & (catalogue.lat <= north)
    # A box over the day line has its west east of its east.
    east_of, west_of = catalogue.lon >= west, catalogue.lon <= east
    return mask & ((east_of & west_of) if west <= east else (east_of | west_of))


def _spread(catalogue: Catalogue, mask: Mask, *, low: int, high: int) -> np.ndarray:
    """Counts of the days from low to high; each event's one is spread over its days."""
    first, last = catalogue.earliest[mask] - low, catalogue.latest[mask] - low
    share = 1.0 / (last - first + 1)
    steps = np.zeros(high - low + 2)
    np.add.at(steps, first, share)
    np.add.at(steps, last + 1, -share)
    counts: np.ndarray = np.round(np.cumsum(steps)[:-1], 9)
    return counts


def _about(judged: Iterable[Judgement], claims: set[str]) -> tuple[Judgement, ...]:
    return tuple(
        judgement
        for judgement in judged
        if any(anchor.claim in claims for anchor in (*judgement.subjects, *judgement.others))
    )


def _names(found: Event, claims: Iterable[GroundedClaim]) -> dict[str, str]:
    known = names()
    named = {each: known.get(each, each) for each in (*found.a, *found.b)}
    named |= {
        mention.actor: known.get(mention.actor, mention.name or mention.actor)
        for grounded in claims
        for mention in grounded.actors
        if mention.actor
    }
    named |= {root.actor: known.get(root.actor, root.actor) for root in found.roots if root.actor}
    return named | {
        mention.place: mention.name
        for grounded in claims
        for mention in grounded.places
        if mention.place and mention.name
    }
