"""What a refresh changed: which events are new, gone, one with another, in two, or tell something else.

An id that is gone stays in the log with the ids that hold its claims now, so that whoever kept it finds
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from affray.model import Change, Event, FigureRange
from affray.reconcile.anchors import Attached

_MERGED, _SPLIT, _NEW, _GONE, _CHANGED = "merged", "split", "new", "gone", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The events as they were, and the report of each of their claims."""

    events: Sequence[Event]
    reports: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The events as they are, the report of each claim that there is, and what was judged."""

    events: Sequence[Event]
    reports: Mapping[str, str]
    judged: Sequence[Attached] = ()


def changes(before: Before, after: After, refresh: int) -> tuple[Change, ...]:
    """The changes from one state to the next, in the order of the events' ids."""
    return tuple(
        sorted(_changes(_Comparison(before, after), refresh), key=lambda each: (each.event, each.kind))
    )


class _Comparison:
    """Both states, and which event of one shares claims with which of the other."""

    def __init__(self, before: Before, after: After) -> None:
        self.before, self.after = before, after
        self.old = {event.event: event for event in before.events}
        self.new = {event.event: event for event in after.events}
        self.was = {claim: event.event for event in before.events for claim in told(event)}
        self.is_ = {claim: event.event for event in after.events for claim in told(event)}
        self.successors: defaultdict[str, set[str]] = defaultdict(set)
        self.predecessors: defaultdict[str, set[str]] = defaultdict(set)
        for claim, old in self.was.items():
            if (new := self.is_.get(claim)) is not None:
                self.successors[old].add(new)
                self.predecessors[new].add(old)

    def reports(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The reports of claims that came or went."""
        known = {**self.before.reports, **self.after.reports}
        return tuple(sorted({known[claim] for claim in claims if claim in known}))


def told(event: Event) -> tuple[str, ...]:
    """All claims of an event, those beside it too."""
    return (*event.claims, *event.beside)


def _changes(both: _Comparison, refresh: int) -> Iterator[Change]:
    for name, event in both.new.items():
        came = both.predecessors[name] - {name}
        fresh = [claim for claim in told(event) if claim not in both.was]
        if not both.predecessors[name]:
            reports = both.reports(told(event))
            yield _change(refresh, _NEW, name, f"told by {_listed(reports)}", reports=reports)
        elif len(both.predecessors[name]) > 1:
            because = _judged(both, told(event), "same") or _why(both, fresh, "its claims tell one event")
            yield _change(refresh, _MERGED, name, because, others=came, reports=both.reports(fresh))
        elif name not in both.old:
            because = f"goes on from {_listed(sorted(came))}, whose first claim it does not hold"
            yield _change(refresh, _NEW, name, because, others=came, reports=both.reports(fresh))
    for name, event in both.old.items():
        yield from _of_old(both, refresh, name, event)


def _of_old(both: _Comparison, refresh: int, name: str, event: Event) -> Iterator[Change]:
    went = [claim for claim in told(event) if claim not in both.is_]
    now = both.successors[name]
    if len(now) > 1:
        because = _judged(both, told(event), "not-same") or _why(both, went, "its claims tell several events")
        yield _change(refresh, _SPLIT, name, because, others=now - {name}, reports=both.reports(went))
    if name not in both.new:
        because = (
            f"its claims are told by {_listed(sorted(now))}" if now else _why(both, went, "no claim tells it")
        )
        yield _change(refresh, _GONE, name, because, others=now, reports=both.reports(went))
        return
    after = both.new[name]
    differences = list(_differences(event, after))
    if differences:
        fresh = [claim for claim in told(after) if both.was.get(claim) != name]
        moved = [claim for claim in told(event) if both.is_.get(claim) != name]
        yield _change(refresh, _CHANGED, name, "; ".join(differences), reports=both.reports((*fresh, *moved)))


def _change(  # noqa: PLR0913 a row of the log
    refresh: int,
    kind: str,
    event: str,
    because: str,
    *,
    others: Iterable[str] = (),
    reports: tuple[str, ...] = (),
) -> Change:
    return Change(
        refresh=refresh,
        kind=kind,
        event=event,
        because=because,
        others=tuple(sorted(others)),
        reports=reports,
    )


def _why(both: _Comparison, claims: Sequence[str], otherwise: str) -> str:
    """That reports came or went, else what is left to say."""
    gone = both.reports([claim for claim in claims if claim not in both.after.reports])
    if gone:
        return f"{otherwise}: claims of {_listed(gone)} are no longer there"
    came = both.reports([claim for claim in claims if claim not in both.before.reports])
    return f"{otherwise}, as {_listed(came)} shows" if came else otherwise


def _judged(both: _Comparison, claims: Sequence[str], verb: str) -> str | None:
    """The judgement, made or taken back, that an event's claims come together or apart by."""
    own = set(claims)
    opposite = {"same": "not-same", "not-same": "same"}[verb]
    for each in reversed(both.after.judged):
        if not own & {*each.subjects, *each.others}:
            continue
        judgement = each.judgement
        if judgement.verb == verb and judgement.revoked is None:
            return f"judged {verb} by {judgement.by}: {judgement.because}"
        if judgement.verb == opposite and judgement.revoked is not None:
            return f"{judgement.revoked_by} took back that {judgement.by} judged {opposite}"
    return None


def _differences(old: Event, new: Event) -> Iterator[str]:
    """What an event tells otherwise than before, in words."""
    count = len(set(told(new)) - set(told(old))), len(set(told(old)) - set(told(new)))
    for number, words in zip(count, ("more", "fewer"), strict=True):
        if number:
            yield f"{number} {'claim' if number == 1 else 'claims'} {words}"
    for field in ("type", "scope", "stance", "grade", "verdict"):
        if getattr(old, field) != getattr(new, field):
            yield f"{field} {getattr(old, field) or 'none'} → {getattr(new, field) or 'none'}"
    for name, told_of in _TOLD.items():
        if told_of(old) != told_of(new):
            yield f"{name} {told_of(old)} → {told_of(new)}"
    yield from _figures(old, new)
    if {root.root for root in old.roots} != {root.root for root in new.roots}:
        yield f"roots {len(old.roots)} → {len(new.roots)}"
    if old.contains != new.contains or old.within != new.within:
        yield "what it contains or lies in"


def _figures(old: Event, new: Event) -> Iterator[str]:
    ranges = [{(each.kind, each.side): each for each in event.figures} for event in (old, new)]
    for key in sorted({*ranges[0], *ranges[1]}, key=str):
        was, is_ = (known.get(key) for known in ranges)
        if _extent(was) != _extent(is_):
            yield f"{key[0]}{f' of {key[1]}' if key[1] else ''} {_extent(was)} → {_extent(is_)}"


def _extent(found: FigureRange | None) -> str:
    if found is None:
        return "none"
    low, high = ("" if bound is None else str(bound) for bound in (found.low, found.high))
    return f"{low}..{high} (best {'unknown' if found.best is None else found.best})"


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "none"
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


_TOLD: dict[str, Callable[[Event], str]] = {
    "days": lambda event: f"{event.earliest or ''}..{event.latest or ''}",
    "place": lambda event: event.place.name if event.place else "unknown",
    "a": lambda event: _listed(event.a),
    "b": lambda event: _listed(event.b),
}
