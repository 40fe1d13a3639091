"""Derives events from all claims: copies, roots, corrections, links, judgements, and what changed by it.

Everything is made anew from claims, pins and judgements alone, so no order of arrival changes the outcome.
All of it is written at once: a refresh that is cut leaves what was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from affray import plugins
from affray.engines.judging import known_places, standing
from affray.model import Change, Event, Linkage, Published, RootName
from affray.ports import Linker, Voices
from affray.reconcile import copies, roots
from affray.reconcile.anchors import Attached
from affray.reconcile.changes import After, Before, changes, told
from affray.reconcile.corrections import corrected
from affray.reconcile.events import events
from affray.reconcile.judged import Verdicts, settled, verdicts
from affray.reconcile.media import Media
from affray.reconcile.sourced import Sourced
from affray.store import Made, Store


def _voices() -> Voices:
    made: Voices = plugins.find("voices", "listed")()
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconcilers:
    """What events are made with: who sources speak for, and which claims tell one event."""

    voices: Voices = field(default_factory=_voices)
    linker: Linker = field(default_factory=lambda: plugins.find("linker", "splink"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What came of it: how many events there are, how many of them changed in some way, and the claims.

    `claims` has each claim as corrected, with its root and its report's days.
    """

    events: int
    changes: int
    claims: tuple[Sourced, ...]


def reconcile(store: Store, stages: Reconcilers) -> Reconciled:
    """Make all events anew from what the store holds.

    Raises:
        UnusableStore: The store could not be read or written.
    """
    judged = standing(store)
    rulings = verdicts(judged)
    compared = copies.compared(store.reports())
    sourced = _sourced(store, stages.voices, compared, rulings)
    linked = _linked(stages.linker, sourced, rulings)
    clusters = settled(linked.clusters, rulings, linked.links)
    sourced |= _by_event(clusters, sourced)
    made = events(clusters, sourced, rulings.events)
    changed = _changed(store, made, sourced, judged)
    store.set_made(
        Made(
            copies=compared.groups,
            roots={claim: each.root for claim, each in sourced.items()},
            links=linked.links,
            events=made,
            changes=changed,
        )
    )
    return Reconciled(
        events=len(made),
        changes=len({change.event for change in changed}),
        claims=tuple(sourced.values()),
    )


def _linked(linker: Linker, sourced: Mapping[str, Sourced], rulings: Verdicts) -> Linkage:
    """What the linker makes of the claims; Ctrl-C comes out of a database as an error of its own."""
    claims = [(each.grounded, each.published) for each in sourced.values()]
    try:
        return linker(claims, judged=rulings.pairs)
    except Exception as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def _sourced(store: Store, voices: Voices, compared: copies.Copies, rulings: Verdicts) -> dict[str, Sourced]:
    """Each claim as corrected, with its root and its report's days; claims judged to be none are left out."""
    own_voices = roots.own_voices(store.reports(), compared)
    media = Media(store.reports(), compared)
    carriers = {report: group.reports for group in compared.groups for report in group.reports}
    first = {report.report: _first(report.published) for report in store.own()}
    places = known_places(store) if rulings.corrections else {}
    found: dict[str, Sourced] = {}
    for coded in store.results():
        name = coded.report.report
        claims = [
            corrected(each, rulings.corrections.get(each.claim.claim, ()), places) for each in coded.claims
        ]
        named = media.all(roots.roots_of(coded.report, claims, own_voices[name], voices))
        for each in claims:
            if each.claim.claim not in rulings.rejected:
                found[each.claim.claim] = Sourced(
                    grounded=each,
                    root=named[each.claim.claim],
                    published=_bare(coded.report.published),
                    first=first.get(name),
                    carriers=carriers.get(name, (name,)),
                )
    return found


def _first(published: Published | None) -> date | None:
    return None if published is None else published.earliest


def _bare(published: Published | None) -> Published | None:
    """Without its witnesses, which are many and say nothing of events."""
    return None if published is None else replace(published, witnesses=())


def _by_event(clusters: Iterable[Sequence[str]], sourced: Mapping[str, Sourced]) -> dict[str, Sourced]:
    """The claims with the roots that they have among the others of their event."""
    found = {}
    for cluster in clusters:
        own = {claim: sourced[claim] for claim in cluster}
        names: Mapping[str, RootName] = roots.settled(
            [each.grounded for each in own.values()], {claim: each.root for claim, each in own.items()}
        )
        found.update({claim: replace(each, root=names[claim]) for claim, each in own.items()})
    return found


def _changed(
    store: Store, made: Sequence[Event], sourced: Mapping[str, Sourced], judged: Sequence[Attached]
) -> tuple[Change, ...]:
    before = Before(events=list(store.events()), reports=store.reports_of_events())
    now = {claim: sourced[claim].claim.report for event in made for claim in told(event)}
    after = After(events=made, reports=now, judged=judged)
    at = datetime.now(tz=UTC).replace(tzinfo=None)
    return tuple(replace(change, at=at) for change in changes(before, after, store.last_refresh() + 1))
