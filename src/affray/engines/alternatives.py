"""What an event's figures would be if its claims were linked more strictly, or more loosely.

That claims tell one event is a hypothesis with a weight, so what rests on it is told as a range too.
Strictly, only links of 100 to 1 hold claims together; loosely, events join that a link weighs for and the
partition left apart. Both read the links that a refresh kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from affray.engines.judging import known_places, standing
from affray.model import Event, FigureKind, FigureRange, Link
from affray.reconcile import events
from affray.reconcile.corrections import corrected
from affray.reconcile.judged import verdicts
from affray.reconcile.sourced import Sourced
from affray.store import Store

# Bits of a link that is as good as certain: 100 to 1.
_CERTAIN = math.log2(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One figure of an event by three ways of linking its claims.

    Attributes:
        strict: By the claims that links of 100 to 1 hold together, most of the event's.
        linked: As it is linked.
        loose: With the events that a link weighs for and that were left apart.
        joined: Those events, ids ascending.
    """

    kind: FigureKind
    strict: FigureRange | None
    linked: FigureRange | None
    loose: FigureRange | None
    joined: tuple[str, ...]


def alternatives(store: Store, found: Event) -> tuple[Alternative, ...]:
    """The figures of all sides that depend on how the event's claims are linked; empty where none does.

    Raises:
        UnusableStore: The store could not be read.
    """
    own = sorted((*found.claims, *found.beside))
    links = {(link.claim, link.other): link for claim in own for link in store.links(claim)}
    core = _core(own, links.values())
    joined = _joined(store, found, links.values())
    others = [claim for event in joined for claim in (*event.claims, *event.beside)]
    if len(core) == len(own) and not others:
        return ()
    told = _sourced(store, [*own, *others])
    strict, linked, loose = (
        _ranges([told[claim] for claim in claims if claim in told]) for claims in (core, own, [*own, *others])
    )
    return tuple(
        Alternative(
            kind=kind,
            strict=strict.get(kind),
            linked=linked.get(kind),
            loose=loose.get(kind),
            joined=tuple(sorted(event.event for event in joined)),
        )
        for kind in FigureKind
        if len({_ends(each.get(kind)) for each in (strict, linked, loose)}) > 1
    )


def _core(own: Sequence[str], links: Iterable[Link]) -> list[str]:
    """The largest part of an event that certain links hold together; of equals that of the lowest claim."""
    home = {claim: claim for claim in own}

    def root(claim: str) -> str:
        while home[claim] != claim:
            claim = home[claim]
        return claim

    for link in links:
        if link.weight >= _CERTAIN and link.claim in home and link.other in home:
            first, second = sorted((root(link.claim), root(link.other)))
            home[second] = first
    sizes = Counter(root(claim) for claim in own)
    largest = min(sizes, key=lambda claim: (-sizes[claim], claim))
    return [claim for claim in own if root(claim) == largest]


def _joined(store: Store, found: Event, links: Iterable[Link]) -> list[Event]:
    """The events that a link weighs for, nothing bars, and the partition left apart."""
    own = {*found.claims, *found.beside}
    ids = {
        event
        for link in links
        if link.weight > 0 and link.barred is None
        for claim in (link.claim, link.other)
        if claim not in own and (event := store.event_of(claim)) is not None
    }
    # A sum is no part of a single event, nor the other way round, however alike their words are.
    return [each for each in map(store.event, sorted(ids)) if each.scope is found.scope]


def _sourced(store: Store, claims: Iterable[str]) -> dict[str, Sourced]:
    """The claims as corrected, with their roots, as events are made of."""
    asked, roots = frozenset(claims), store.claim_roots()
    reports = store.reports_of_events()
    rulings = verdicts(standing(store))
    places = known_places(store) if rulings.corrections else {}
    carriers = {report: group.reports for group in store.copies() for report in group.reports}
    found = {}
    for name in sorted({reports[claim] for claim in asked if claim in reports}):
        coded = store.result(name)
        for grounded in coded.claims:
            claim = grounded.claim.claim
            if claim in asked and claim in roots:
                found[claim] = Sourced(
                    grounded=corrected(grounded, rulings.corrections.get(claim, ()), places),
                    root=roots[claim],
                    published=coded.report.published,
                    carriers=carriers.get(name, (name,)),
                )
    return found


def _ranges(claims: Sequence[Sourced]) -> Mapping[FigureKind, FigureRange]:
    if not claims:
        return {}
    return {each.kind: each for each in events.event(claims, {}).figures if each.side is None}


def _ends(found: FigureRange | None) -> tuple[int | None, int | None] | None:
    return None if found is None else (found.low, found.high)
