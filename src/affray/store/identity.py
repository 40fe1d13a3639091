"""Which stored report a newly coded one is: the same, a newer text of it, or another of the same id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from affray.model import Coded, GroundedClaim, Report, claim_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A stored report: its id here, the id it came with, and where and what it was.

    `met` says that this run met its content, so it is no older text of anything.
    """

    report: str
    record: str
    path: str
    line: int | None
    digest: str
    version: str
    met: bool


def place_for(report: Report, holders: Iterable[Holder]) -> tuple[str, Holder | None]:
    """The id to keep a report by, and the stored report which it takes the place of.

    The same content keeps its id. Other content from the same path is a newer text, unless this run met
    the stored one too (a file may hold two records of one id). Otherwise an id that is taken gets the
    first six characters of the digest; more of them, should that be taken too.
    """
    holders = list(holders)
    for holder in holders:
        if holder.digest == report.digest and holder.record == report.report:
            return holder.report, holder
    older = [h for h in holders if h.record == report.report and h.path == report.path and not h.met]
    if len(older) > 1:
        older = [holder for holder in older if holder.line == report.line]
    if older:
        return older[0].report, older[0]
    taken = {holder.report for holder in holders}
    names = (report.report, *(f"{report.report}-{report.digest[:n]}" for n in (6, 12, len(report.digest))))
    return next(name for name in names if name not in taken), None


def renamed(coded: Coded, report: str) -> Coded:
    """The same coding under another id of its report; the claims' ids follow from it."""
    if coded.report.report == report:
        return coded
    kept = replace(coded.report, report=report)

    def follow(grounded: GroundedClaim) -> GroundedClaim:
        claim = grounded.claim
        name = claim_id(kept, claim.type, claim.trigger)
        return replace(grounded, claim=replace(claim, report=report, claim=name))

    return replace(coded, report=kept, claims=tuple(follow(grounded) for grounded in coded.claims))
