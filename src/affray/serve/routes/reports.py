"""Reports: lists, one with its claims, and what it was read from. Claims by what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import duckdb
from annotated_types import Ge, Le, MaxLen
from fastapi import APIRouter, Depends, Request, Response

from affray.model import ClaimType, GroundedClaim, Report, Stance
from affray.serve.answering import answer, encoded
from affray.serve.asking import Day, asked, parameters, require_order
from affray.serve.catalogue import names
from affray.serve.originals import original
from affray.serve.served import Here
from affray.serve.wire import ClaimDetail, ClaimPage, Original, ReportDetail, ReportPage, ReportRow
from affray.store import Store, overview, search

router = APIRouter(prefix="/api", tags=["reports and claims"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which reports are asked for.

    Attributes:
        text: Words that its text or title all holds, in some form; the last may be only begun.
        outlet: Its outlet, as written.
        from_: Reports that were surely published before are left out.
        to: Reports that were surely published after are left out.
    """

    text: Annotated[str, MaxLen(200)] | None = None
    outlet: str | None = None
    from_: Day | None = None
    to: Day | None = None
    page: Annotated[int, Ge(1), Le(1_000_000)] = 1
    size: Annotated[int, Ge(1), Le(500)] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsWanted:
    """Which claims are asked for.

    Attributes:
        text: Words that its sentence all holds, in some form; the last may be only begun.
        actor: The id of an actor on either side.
        place: The id of a place.
        report: The id of its report.
    """

    text: Annotated[str, MaxLen(200)] | None = None
    type: tuple[ClaimType, ...] = ()
    stance: tuple[Stance, ...] = ()
    actor: str | None = None
    place: str | None = None
    report: str | None = None
    page: Annotated[int, Ge(1), Le(1_000_000)] = 1
    size: Annotated[int, Ge(1), Le(200)] = 50


@router.get("/reports", response_model=ReportPage, openapi_extra=parameters(Wanted))
def reports(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List reports, the latest first; those that hold words, the fittest first."""
    require_order(wanted.from_, wanted.to)
    with here.reading() as (_, connection):
        rows = [report_row(row) for row in overview.reports(connection, wanted.text or "")]
    found = [row for row in rows if _fits(row, wanted)]
    start = (wanted.page - 1) * wanted.size
    page = ReportPage(
        total=len(found),
        page=wanted.page,
        size=wanted.size,
        reports=tuple(found[start : start + wanted.size]),
    )
    return answer(request, encoded(ReportPage, page))


@router.get("/reports/{report}", response_model=ReportDetail)
def report(request: Request, here: Here, report: str) -> Response:
    """One report: its text, its claims with their places in it, and what dates it."""
    catalogue = here.catalogue()
    with here.reading() as (store, _):
        coded = store.result(report)
    name = coded.report.report
    group = here.copies().get(name)
    detail = ReportDetail(
        report=coded.report,
        dropped=coded.dropped,
        claims=coded.claims,
        events={
            each.claim.claim: catalogue.event_of[each.claim.claim]
            for each in coded.claims
            if each.claim.claim in catalogue.event_of
        },
        copies=tuple(each for each in group.reports if each != name) if group else (),
        because=group.because if group else None,
        names=actor_names(coded.claims),
    )
    return answer(request, encoded(ReportDetail, detail))


@router.get("/reports/{report}/original", response_model=Original)
def source(request: Request, here: Here, report: str) -> Response:
    """What a report was read from, as plain text."""
    with here.reading() as (store, _):
        found: Report = store.report(report)
    return answer(request, encoded(Original, original(found, here.settings.read)))


@router.get("/claims", response_model=ClaimPage, openapi_extra=parameters(ClaimsWanted))
def claims(
    request: Request, here: Here, wanted: Annotated[ClaimsWanted, Depends(asked(ClaimsWanted))]
) -> Response:
    """List claims, in the order of their reports and the text."""
    catalogue = here.catalogue()
    start = (wanted.page - 1) * wanted.size
    with here.reading() as (store, connection):
        where, terms = _asked(connection, wanted)
        found = overview.claims(connection, where, terms)
        own = _read(store, found[start : start + wanted.size])
    events = {
        each.claim.claim: catalogue.event_of[each.claim.claim]
        for each in own
        if each.claim.claim in catalogue.event_of
    }
    page = ClaimPage(
        total=len(found),
        page=wanted.page,
        size=wanted.size,
        claims=own,
        events=events,
        names=actor_names(own),
    )
    return answer(request, encoded(ClaimPage, page))


@router.get("/claims/{claim}", response_model=ClaimDetail)
def claim(request: Request, here: Here, claim: str) -> Response:
    """One claim, with the event that it tells."""
    catalogue = here.catalogue()
    with here.reading() as (store, connection):
        found = store.claim(claim)
        row = overview.brief(connection, [found.claim.report])[0]
    detail = ClaimDetail(claim=found, event=catalogue.event_of.get(found.claim.claim), report=report_row(row))
    return answer(request, encoded(ClaimDetail, detail))


def report_row(row: Sequence[Any]) -> ReportRow:
    """A row of `overview.reports` as it is sent."""
    name, title, outlet, origin, dateline, language, dropped, earliest, latest, best, pinned, told, lead = row
    return ReportRow(
        report=name,
        title=title,
        outlet=outlet,
        origin=origin,
        dateline=dateline,
        language=language,
        dropped=dropped,
        earliest=earliest,
        latest=latest,
        best=best,
        pinned=pinned,
        claims=told,
        lead=lead,
    )


def actor_names(claims: Iterable[GroundedClaim]) -> dict[str, str]:
    """The names of the actors that claims name, by id."""
    known = names()
    return {
        mention.actor: known.get(mention.actor, mention.name or mention.actor)
        for grounded in claims
        for mention in grounded.actors
        if mention.actor
    }


def _fits(row: ReportRow, wanted: Wanted) -> bool:
    if wanted.outlet is not None and row.outlet != wanted.outlet:
        return False
    if wanted.from_ is not None and row.latest is not None and row.latest < wanted.from_:
        return False
    return not (wanted.to is not None and row.earliest is not None and row.earliest > wanted.to)


def _asked(connection: duckdb.DuckDBPyConnection, wanted: ClaimsWanted) -> tuple[str, list[Any]]:
    """The claims asked for as a condition with its parameters."""
    parts: list[tuple[str, list[Any]]] = []
    if wanted.text:
        parts.append(search.condition(connection, wanted.text, titles=False))
    for column, values in (("type", wanted.type), ("stance", wanted.stance)):
        if values:
            parts.append((f"c.{column} IN (SELECT unnest(?::VARCHAR[]))", [[each.value for each in values]]))
    if wanted.report is not None:
        parts.append(("c.report = ?", [wanted.report]))
    for table, column, value in (
        ("claim_actors", "actor", wanted.actor),
        ("claim_places", "place", wanted.place),
    ):
        if value is not None:
            parts.append((f"c.claim IN (SELECT claim FROM {table} WHERE {column} = ?)", [value]))  # noqa: S608 names of our own
    where = " AND ".join(sql for sql, _ in parts) or "true"
    return where, [term for _, terms in parts for term in terms]


def _read(store: Store, found: Sequence[Sequence[str]]) -> tuple[GroundedClaim, ...]:
    return tuple(store.claims(sorted({of for _, of in found}), only=[name for name, _ in found]))
