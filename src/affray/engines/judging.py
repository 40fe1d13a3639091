"""What persons judge: checked against what the store holds, anchored in its texts, and kept.

Nothing of the claims is altered. A refresh lays what was judged over what is derived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from affray.errors import UnusableOption
from affray.model import Anchor, Claim, Event, Judgement, Verb
from affray.reconcile.anchors import Attached, anchor, attach
from affray.reconcile.corrections import Spot, check
from affray.reconcile.judged import CLAIM, EVENT
from affray.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who judges, why, and when (UTC; now, where it is None)."""

    by: str
    because: str
    at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement of nobody, or for no reason."""
        for option, words in (("--by", self.by), ("--because", self.because)):
            if not words.strip():
                raise UnusableOption(f"{option} is empty; a judgement says who judged and why")


def verdict(store: Store, verb: Verb, start: str, judge: Judge) -> Judgement:
    """Accept or reject an event, or a claim: whether its report says so.

    Raises:
        UnusableOption: No event or claim has the id, or several begin so.
    """
    if start.startswith("c"):
        return _kept(store, _new(verb, [store.claim(start).claim], judge, field=CLAIM))
    return _kept(store, _new(verb, _claims_of(store, store.event(start)), judge, field=EVENT))


def correct(store: Store, start: str, field: str, value: str, *, judge: Judge) -> Judgement:
    """Correct a field of a claim.

    Raises:
        UnusableOption: No claim has the id, the field is none, or the value is none of its values.
    """
    found = store.claim(start).claim
    check(field, value, known_places(store))
    return _kept(store, _new(Verb.CORRECT, [found], judge, field=field, value=value))


def compare(store: Store, verb: Verb, starts: Sequence[str], judge: Judge) -> Judgement:
    """Say of claims that they tell the same event; of two that they do not, or that nobody can tell.

    Raises:
        UnusableOption: A claim is not there, one is named twice, or there are too few.
    """
    claims = [store.claim(start).claim for start in starts]
    if len({claim.claim for claim in claims}) < max(2, len(claims)):
        raise UnusableOption("name two claims, each once")
    if verb is Verb.SAME:
        return _kept(store, _new(verb, claims, judge))
    return _kept(store, _new(verb, claims[:1], judge, others=claims[1:]))


def merge(store: Store, starts: Sequence[str], judge: Judge) -> Judgement:
    """Say of events that they are one: of their claims, that they tell the same.

    Raises:
        UnusableOption: An event is not there, one is named twice, or there are too few.
    """
    events = [store.event(start) for start in starts]
    if len({event.event for event in events}) < max(2, len(events)):
        raise UnusableOption("name two events, each once")
    return _kept(
        store, _new(Verb.SAME, [claim for event in events for claim in _claims_of(store, event)], judge)
    )


def split(store: Store, start: str, starts: Sequence[str], judge: Judge) -> Judgement:
    """Say of some claims of an event that they tell another one.

    Raises:
        UnusableOption: The event or a claim is not there, a claim is of another event, or none would be left.
    """
    event = store.event(start)
    own = _claims_of(store, event)
    asked = {store.claim(each).claim.claim for each in starts}
    if strange := asked - {claim.claim for claim in own}:
        raise UnusableOption(f"{event.event} has no claim {min(strange)}; `affray show event` lists its")
    rest = [claim for claim in own if claim.claim not in asked]
    if not rest or not asked:
        raise UnusableOption(f"name some claims of {event.event}, not all: the others stay")
    return _kept(
        store,
        _new(Verb.NOT_SAME, [claim for claim in own if claim.claim in asked], judge, others=rest),
    )


def undo(store: Store, start: str, *, by: str) -> Judgement:
    """Take a judgement back.

    Raises:
        UnusableOption: There is no such judgement, it was taken back before, or nobody is named.
    """
    if not by.strip():
        raise UnusableOption("--by is empty; say who takes it back")
    return store.revoke(start, by=by.strip())


def standing(store: Store) -> tuple[Attached, ...]:
    """All judgements with the claims they are about now, those taken back and those lost too."""
    judgements = store.judgements()
    anchors = (each for judgement in judgements for each in (*judgement.subjects, *judgement.others))
    reports = sorted({each.report for each in anchors})
    return attach(judgements, (grounded.claim for report in reports for grounded in store.claims(report)))


def of_claims(found: Iterable[Attached], claims: Iterable[str]) -> tuple[Attached, ...]:
    """Those that are about some claims."""
    asked = frozenset(claims)
    return tuple(each for each in found if asked & {*each.subjects, *each.others})


def known_places(store: Store) -> dict[str, Spot]:
    """The places that claims of the store were read as, by id: what a correction may name."""
    return {
        place: Spot(
            place=place, name=name, lat=lat, lon=lon, radius_km=radius, precision=precision, admin1=admin1,
            country=country,
        )
        for place, name, lat, lon, radius, precision, admin1, country in store.places_read()
    }  # fmt: skip


def _claims_of(store: Store, event: Event) -> list[Claim]:
    wanted = {*event.claims, *event.beside}
    reports = sorted({report for root in event.roots for report in root.reports})
    found = [
        grounded.claim
        for report in reports
        for grounded in store.claims(report)
        if grounded.claim.claim in wanted
    ]
    missing = wanted - {claim.claim for claim in found}
    found += [store.claim(claim).claim for claim in sorted(missing)]
    return sorted(found, key=lambda claim: claim.claim)


def _new(  # noqa: PLR0913 a judgement has as many parts
    verb: Verb,
    subjects: Iterable[Claim],
    judge: Judge,
    *,
    others: Iterable[Claim] = (),
    field: str | None = None,
    value: str | None = None,
) -> Judgement:
    new = Judgement(
        judgement="",
        verb=verb,
        subjects=tuple(anchor(claim) for claim in subjects),
        others=tuple(anchor(claim) for claim in others),
        field=field,
        value=value,
        by=judge.by.strip(),
        at=judge.at or datetime.now(tz=UTC).replace(tzinfo=None),
        because=judge.because.strip(),
    )
    return replace(new, judgement=_name(new))


def _name(judgement: Judgement) -> str:
    """A short hash of all that it says."""

    def listed(anchors: Sequence[Anchor]) -> str:
        return ",".join(each.claim for each in anchors)

    parts = (
        judgement.verb, listed(judgement.subjects), listed(judgement.others), judgement.field or "",
        judgement.value or "", judgement.by, judgement.at.isoformat(), judgement.because,
    )  # fmt: skip
    return "j-" + hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _kept(store: Store, new: Judgement) -> Judgement:
    store.judge(new)
    return new
