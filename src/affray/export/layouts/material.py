"""What a row about an event is made from: the event, its claims in their sentences, and their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from affray.export.claims import require_quoted
from affray.model import ActorMention, Coded, Event, GroundedClaim, OffsetMap, Report, Role


class Holding(Protocol):
    """What exports of events read: a store, or what is released of one."""

    def events(self) -> Iterator[Event]:
        """All events, in the order of their ids."""

    def results(self) -> Iterator[Coded]:
        """Each report with its claims, in the order of the reports' ids."""

    def place_layers(self) -> list[str]:
        """The layers that the resolved places come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with all that tells it.

    Attributes:
        claims: Its claims of its own stance, in the order of `event.claims`.
        reports: The reports that carry them, copies included, ids ascending; without their texts.
    """

    event: Event
    claims: tuple[GroundedClaim, ...]
    reports: tuple[Report, ...]

    def mentions(self, actor: str) -> Iterator[ActorMention]:
        """The mentions that were read as one actor."""
        for grounded in self.claims:
            yield from (mention for mention in grounded.actors if mention.actor == actor)

    def worded(self, role: Role) -> list[str]:
        """How its claims word one role, each wording once."""
        found = [filler.text for grounded in self.claims for filler in grounded.claim.role(role)]
        return list(dict.fromkeys(found))


class Material:
    """The claims and reports of a store, kept to be looked up by the events.

    About 3 KB a claim are held (a report's text is not): 1 GB of memory for some 300,000 claims.
    """

    def __init__(self, claims: Mapping[str, GroundedClaim], reports: Mapping[str, Report]) -> None:
        self._claims = claims
        self._reports = reports

    def told(self, event: Event) -> Told:
        """The event with what tells it."""
        claims = tuple(self._claims[claim] for claim in event.claims if claim in self._claims)
        ids = {report for root in event.roots for report in root.reports}
        ids |= {grounded.claim.report for grounded in claims}
        reports = tuple(self._reports[report] for report in sorted(ids) if report in self._reports)
        return Told(event=event, claims=claims, reports=reports)


def material(store: Holding) -> Material:
    """Read a store's claims and reports.

    Raises:
        UnusableStore: A claim does not quote its report.
    """
    claims: dict[str, GroundedClaim] = {}
    reports: dict[str, Report] = {}
    for coded in store.results():
        for grounded in coded.claims:
            require_quoted(coded.report, grounded)
            claims[grounded.claim.claim] = grounded
        reports[coded.report.report] = replace(
            coded.report, text="", segments=(), offsets=OffsetMap(clean=(), source=(), length=())
        )
    return Material(claims, reports)


def told(store: Holding) -> Iterator[Told]:
    """Every event of a store with what tells it, in the order of the events' ids."""
    known = material(store)
    for event in store.events():
        yield known.told(event)
