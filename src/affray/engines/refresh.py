"""Derives what needs the company of other reports: when each was published, and which events are told.

A report that its own witnesses date only roughly is dated by those that tell of the same, and a pin goes
before all. Whatever order reports came in, the result is the same: it is made of claims and pins alone,
from each report's own witnesses, never from what an earlier refresh left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from affray import plugins
from affray.config import Settings
from affray.engines.reconciling import Reconcilers, reconcile
from affray.engines.tracking import derive_track
from affray.ground.kindred import Signature, alike, most_alike
from affray.model import Basis, DateWitness, Kindred, Likely, Published
from affray.ports import Dater, Grounder
from affray.reconcile.sourced import Sourced
from affray.resources.actors import parties
from affray.resources.common import shares
from affray.store import Pin, Store, Told
from affray.store.derived import told_by
from affray.text import fold
from affray.track.reading import Root, Rooted

# Reports dated to this many days by themselves need no others.
_EXACT = 3
# What of a page gives the report its day.
_GIVEN = (Basis.METADATA, Basis.URL, Basis.DATELINE)
# Days of a pin that are listed one by one.
_LISTED = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What one refresh did: reports in the store, those dated by others, pinned, and changed by it.

    Attributes:
        events: How many events there are.
        events_changed: How many of them are new, gone or otherwise than before.
    """

    reports: int
    dated_by_others: int
    pinned: int
    changed: int
    events: int
    events_changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The stages that a refresh needs."""

    dater: Dater
    grounder: Grounder
    reconcilers: Reconcilers = field(default_factory=Reconcilers)


def load(settings: Settings) -> Parts:
    """Load the stages that the settings name."""
    return Parts(
        dater=plugins.find("dater", settings.ground.dater),
        grounder=plugins.find("grounder", settings.ground.grounder)(settings.ground),
    )


def refresh(store: Store, parts: Parts, *, progress: Callable[[int], None] = lambda _: None) -> Refreshed:
    """Bring all that is derived up to the claims and pins that the store holds.

    Raises:
        UnusableStore: The store could not be read or written.
    """
    pins, touched = store.pins(), store.touched()
    # Witnesses are many, and only those of the page are needed here.
    own = {
        report.report: replace(report.published, witnesses=_given(report.published))
        for report in store.own()
        if report.published is not None
    }
    for report in sorted(touched - own.keys()):
        own[report] = _own(store, report, parts)
    kindred = _kindred(_signatures(store, touched, own, parts), own, pins)
    todo = sorted(touched | kindred.keys() | (pins.keys() & own.keys()))
    changed = 0
    for number, name in enumerate(todo, start=1):
        changed += _redate(store, name, parts, pin=pins.get(name), kindred=kindred.get(name, ()))
        progress(number)
    reconciled = reconcile(store, parts.reconcilers)
    derive_track(store, map(_rooted, reconciled.claims))
    store.index_texts()
    store.set_refreshed()
    return Refreshed(
        reports=len(own),
        dated_by_others=len(kindred.keys() - pins.keys()),
        pinned=len(pins.keys() & own.keys()),
        changed=changed,
        events=reconciled.events,
        events_changed=reconciled.changes,
    )


def _given(published: Published) -> tuple[DateWitness, ...]:
    return tuple(each for each in published.witnesses if each.basis in _GIVEN)


def _rooted(sourced: Sourced) -> Rooted:
    root = Root(key=sourced.root.key, name=sourced.root.name)
    return Rooted(grounded=sourced.grounded, published=sourced.published, root=root)


def _own(store: Store, name: str, parts: Parts) -> Published:
    """The days of a report that has none yet, by its own witnesses; kept at once."""
    report = next(store.own(name))
    found = report.published or parts.dater(report, ())
    if report.published is None:
        dated = replace(report, published=found)
        claims = [grounded.claim for grounded in store.claims(name)]
        store.redate(dated, parts.grounder(dated, claims), of=("own", "all"))
    return found


def _signatures(
    store: Store, touched: frozenset[str], own: Mapping[str, Published], parts: Parts
) -> list[Signature]:
    """What each report tells of, read by its own days: what others made of it must not come back to them."""
    generic = frozenset(party.actor.actor for party in parties() if party.actor.kind == "generic")
    found = []
    for told in store.told():
        name = told.report
        if name in touched and name in own:
            report = replace(next(store.own(name)), published=own[name])
            claims = [grounded.claim for grounded in store.claims(name)]
            found.append(_signature(told_by(name, parts.grounder(report, claims)), generic))
        else:
            found.append(_signature(told, generic))
    return found


def _signature(told: Told, generic: frozenset[str]) -> Signature:
    return Signature(
        report=told.report,
        names=frozenset(f"actor:{actor}" for actor in told.actors - generic)
        | frozenset(f"sides:{pair}" for pair in told.sides)
        | frozenset(f"place:{fold(place)}" for place in told.places)
        | frozenset(f"sentence:{digest}" for digest in told.sentences),
        figures=frozenset((*figure[:-1], f"place:{fold(figure[-1])}") for figure in told.figures),
    )


def _kindred(
    signatures: list[Signature], own: Mapping[str, Published], pins: Mapping[str, Pin]
) -> dict[str, tuple[Kindred, ...]]:
    """For each report that needs it, those that tell of the same and have days to give."""
    found: defaultdict[str, list[Kindred]] = defaultdict(list)
    for one, other, score in alike(signatures, shares()):
        for mine, theirs in ((one, other), (other, one)):
            name, witness = signatures[mine].report, signatures[theirs].report
            if name not in own or witness not in own or name in pins or not _rough(own[name]):
                continue
            days = _pinned(pins[witness], own[witness]).days if witness in pins else own[witness].days
            if days:
                shared = _words(signatures[mine], signatures[theirs])
                found[name].append(
                    Kindred(report=witness, days=days, shared=shared, likeness=round(score, 3))
                )
    return {name: most_alike(listed) for name, listed in found.items()}


def _rough(published: Published) -> bool:
    """Whether a report needs others: its run is long, and no day that its page gives it is the likeliest."""
    given = [each for each in published.witnesses if each.basis in _GIVEN and each.earliest is not None]
    if any(each.earliest == each.latest == published.best for each in given):
        return False
    if published.earliest is None or published.latest is None:
        return True
    return (published.latest - published.earliest).days >= _EXACT


def _words(one: Signature, other: Signature) -> str:
    both = one.names & other.names
    copied = sum(name.startswith("sentence:") for name in both)
    names = [f"{copied} of its sentences"] if copied else []
    names += sorted(
        name.partition(":")[2].replace("|", " v ") for name in both if not name.startswith("sentence:")
    )
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _redate(store: Store, name: str, parts: Parts, *, pin: Pin | None, kindred: tuple[Kindred, ...]) -> bool:
    """Date one report anew, and ground its claims by it where that changed; whether it did."""
    report = next(store.own(name))
    own = report.published
    if own is None:
        return False
    new = parts.dater(report, kindred) if kindred else own
    if pin is not None:
        new = _pinned(pin, own)
    if store.report(name).published == new:
        return False
    dated = replace(report, published=new)
    claims = [grounded.claim for grounded in store.claims(name)]
    store.redate(dated, parts.grounder(dated, claims), of=("all",))
    return True


def _pinned(pin: Pin, own: Published) -> Published:
    count = (pin.latest - pin.earliest).days + 1
    return Published(
        earliest=pin.earliest,
        latest=pin.latest,
        best=pin.earliest if count == 1 else None,
        witnesses=own.witnesses,
        reason=f"pinned: {pin.because}",
        days=tuple(
            Likely(day=pin.earliest + timedelta(days=at), chance=round(1 / count, 4)) for at in range(count)
        )
        if count <= _LISTED
        else (),
        pinned=True,
    )
