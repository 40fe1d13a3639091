"""Review: the queue of the least certain, judgements with who, when and why, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, TypeVar

import duckdb
from annotated_types import Ge, Le
from fastapi import APIRouter, Depends, Request, Response

from affray.model import Change, GroundedClaim, Judgement, Link
from affray.serve import judging, reviewers
from affray.serve.answering import Failure, answer, encoded, zoned
from affray.serve.asking import Unusable, asked, parameters
from affray.serve.catalogue import Catalogue
from affray.serve.judging import Judging, Pinning, Revoking, Unpinning
from affray.serve.queue import Item, Kind
from affray.serve.routes.reports import actor_names, report_row
from affray.serve.served import Here
from affray.serve.wire import EventRow, ReportRow
from affray.store import Pin, Store, overview

router = APIRouter(prefix="/api", tags=["review"])
T = TypeVar("T")

_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Failure, "description": "The body is no JSON"},
    413: {"model": Failure, "description": "The body is too large"},
    415: {"model": Failure, "description": "The body is of another type"},
    403: {
        "model": Failure,
        "description": "The server only reads, `by` is no reviewer, or another page asks",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the queue is asked for."""

    kind: tuple[Kind, ...] = ()
    page: Annotated[int, Ge(1), Le(10_000)] = 1
    size: Annotated[int, Ge(1), Le(100)] = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to look at, with what a person needs to see.

    Attributes:
        claims: The claims it is about.
        events: The event of each claim.
        links: How the claims of a pair were weighed.
    """

    item: Item
    claims: tuple[GroundedClaim, ...]
    events: dict[str, EventRow]
    reports: tuple[ReportRow, ...]
    links: tuple[Link, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Some of what is doubtful, and how much there is of each kind."""

    total: int
    page: int
    size: int
    kinds: dict[str, int]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The changes of refreshes after one."""

    since: Annotated[int, Ge(0), Le(2**31)] = 0
    size: Annotated[int, Ge(1), Le(1_000)] = 200


@router.get("/review", response_model=Queue, openapi_extra=parameters(Wanted))
def review(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List what is the least certain and not judged yet."""
    catalogue = here.catalogue()
    every = here.queue()
    with here.reading() as (store, connection):
        kinds = {kind.value: sum(item.kind is kind for item in every) for kind in Kind}
        chosen = [item for item in every if not wanted.kind or item.kind in wanted.kind]
        start = (wanted.page - 1) * wanted.size
        shown = chosen[start : start + wanted.size]
        around = _around(store, connection, shown, catalogue=catalogue)
        doubts = [_doubt(item, around, catalogue) for item in shown]
    found = Queue(total=len(chosen), page=wanted.page, size=wanted.size, kinds=kinds, doubts=tuple(doubts))
    return answer(request, encoded(Queue, found))


@router.get("/judgements", response_model=list[Judgement])
def judgements(request: Request, here: Here) -> Response:
    """List all judgements, those taken back too, the latest first."""
    with here.reading() as (store, _):
        found = [zoned(each) for each in reversed(store.judgements())]
    return answer(request, encoded(list[Judgement], found))


@router.post("/judgements", status_code=201, response_model=Judgement, responses=_REFUSED)
def judge(here: Here, judged: Judging) -> Response:
    """Keep a judgement; what follows is derived after it, and `refreshing` of /api/health tells when."""
    reviewers.require(here.options.reviewers, judged.by)
    with here.pool.writing() as store:
        made = judging.judge(store, judged)
    here.deriver.ask()
    return _made(Judgement, made)


@router.post("/judgements/{judgement}/revoke", response_model=Judgement, responses=_REFUSED)
def revoke(here: Here, judgement: str, revoking: Revoking) -> Response:
    """Take a judgement back; it stays listed, with who did so and when."""
    reviewers.require(here.options.reviewers, revoking.by)
    with here.pool.writing() as store:
        made = store.revoke(judgement, by=revoking.by)
    here.deriver.ask()
    return _made(Judgement, made, status=200)


@router.post("/pins", status_code=201, response_model=Pin, responses=_REFUSED)
def pin(here: Here, pinning: Pinning) -> Response:
    """Set when a report was published; the times of its claims are read anew by it."""
    reviewers.require(here.options.reviewers, pinning.by)
    with here.pool.writing() as store:
        made = judging.pin(store, pinning)
    here.deriver.ask()
    return _made(Pin, made)


@router.post("/pins/remove", status_code=204, responses=_REFUSED)
def unpin(here: Here, unpinning: Unpinning) -> Response:
    """Take back when a report was published: its own witnesses, and other reports, date it again."""
    reviewers.require(here.options.reviewers, unpinning.by)
    with here.pool.writing() as store:
        if not store.unpin(unpinning.report):
            raise Unusable("report", f"{unpinning.report} has no days set by a person")
    here.deriver.ask()
    return Response(status_code=204)


@router.get("/changes", response_model=list[Change], openapi_extra=parameters(Since))
def changes(request: Request, here: Here, wanted: Annotated[Since, Depends(asked(Since))]) -> Response:
    """What refreshes made of the events, oldest first: new, gone, merged, split, changed, with why."""
    with here.reading() as (store, _):
        found = [zoned(each) for each in islice(store.changes(wanted.since), wanted.size)]
    return answer(request, encoded(list[Change], found))


def _made(kind: type[T], value: T, *, status: int = 201) -> Response:
    return Response(encoded(kind, zoned(value)), status_code=status, media_type="application/json")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the items of a page are shown with, read at once."""

    claims: dict[str, GroundedClaim]
    reports: dict[str, ReportRow]
    links: dict[frozenset[str], Link]


def _ids(item: Item) -> list[str]:
    return [each for each in (item.claim, item.other) if each is not None]


def _around(
    store: Store, connection: duckdb.DuckDBPyConnection, items: Sequence[Item], *, catalogue: Catalogue
) -> _Around:
    ids = sorted({each for item in items for each in _ids(item)})
    of = {each: catalogue.report_of[each] for each in ids if catalogue.report_of.get(each)}
    of |= overview.reports_of(connection, [each for each in ids if each not in of])
    names = sorted({*of.values(), *(item.report for item in items)})
    found = store.claims(sorted(set(of.values())), only=ids)
    pairs = sorted({each for item in items if item.other is not None for each in _ids(item)})
    return _Around(
        claims={each.claim.claim: each for each in found},
        reports={row[0]: report_row(row) for row in overview.brief(connection, names)},
        links={frozenset((link.claim, link.other)): link for link in overview.links(connection, pairs)},
    )


def _doubt(item: Item, around: _Around, catalogue: Catalogue) -> Doubt:
    claims = tuple(around.claims[each] for each in _ids(item) if each in around.claims)
    reports = sorted({item.report, *(each.claim.report for each in claims)})
    link = around.links.get(frozenset(_ids(item))) if item.other is not None else None
    return Doubt(
        item=item,
        claims=claims,
        events={
            each: catalogue.rows[catalogue.at[event]]
            for each in _ids(item)
            if (event := catalogue.event_of.get(each)) is not None
        },
        reports=tuple(around.reports[each] for each in reports if each in around.reports),
        links=() if link is None else (link,),
        names=actor_names(claims),
    )
