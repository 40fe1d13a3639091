"""What the store holds, and whether all that is derived is up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response

from affray import __version__
from affray.serve.answering import answer, encoded
from affray.serve.catalogue import names
from affray.serve.served import Here

router = APIRouter(prefix="/api", tags=["store"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the store holds.

    Attributes:
        review: Whether it can be judged here; what only reads answers 403 to writes.
        reviewers: For whom.
        refreshed: Whether all that is derived is as the claims, pins and judgements have it.
        refreshing: Whether it is being derived anew now.
        trouble: Why the last refresh failed, null when it did not.
        earliest: First day on which an event may have been.
        latest: Last such day.
        known: The last day on which a report of an event may have been published first.
    """

    version: str
    store: str
    state: str
    reports: int
    claims: int
    events: int
    skips: int
    judgements: int
    review: bool
    reviewers: tuple[str, ...]
    refreshed: bool
    refreshing: bool
    trouble: str | None
    earliest: date | None
    latest: date | None
    known: date | None


@router.get("/health", response_model=Health)
def health(request: Request, here: Here) -> Response:
    """Tell what the store holds."""
    catalogue = here.catalogue()
    days = [row for row in catalogue.rows if row.earliest]
    ends = [row.latest for row in catalogue.rows if row.latest]
    seen = [row.first_seen for row in catalogue.rows if row.first_seen]
    with here.reading() as (store, _):
        found = Health(
            version=__version__,
            store=store.path.name,
            state=here.pool.state(),
            reports=store.count("reports"),
            claims=store.count("claims"),
            events=len(catalogue.rows),
            skips=store.count("skips"),
            judgements=store.count("judgements"),
            review=bool(here.options.reviewers),
            reviewers=here.options.reviewers,
            refreshed=store.refreshed(),
            refreshing=here.deriver.busy,
            trouble=here.deriver.trouble,
            earliest=min((row.earliest for row in days if row.earliest), default=None),
            latest=max(ends, default=None),
            known=max(seen, default=None),
        )
    return answer(request, encoded(Health, found))


@router.get("/names", response_model=dict[str, str])
def known_names(request: Request) -> Response:
    """The common name of each actor known, by id."""
    return answer(request, encoded(dict[str, str], names()))
