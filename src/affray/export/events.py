"""`affray export events`: the codebook's event record, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from affray.export.claims import day
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.loss import Loss, lost
from affray.model import Account, Event, EventPlace, FigureRange, Root
from affray.store import Store

Record = dict[str, Any]


def record(event: Event) -> Record:
    """One event as its record; absent values are null, never omitted."""
    names = {root.root: root.name for root in event.roots}
    return {
        "event": event.event,
        "type": event.type.value,
        "types": [kind.value for kind in event.types],
        "scope": event.scope.value,
        "stance": event.stance.value,
        # All that tell it, of whatever stance: who reads no more than this still has the whole event.
        "claims": sorted((*event.claims, *event.beside)),
        "beside": list(event.beside),
        "earliest": day(event.earliest),
        "latest": day(event.latest),
        "place": None if event.place is None else place(event.place),
        "places": [place(each) for each in event.places],
        "a": list(event.a),
        "b": list(event.b),
        "grade": event.grade.value,
        "because": event.because,
        "roots": [root.name for root in event.roots],
        "sources": [source(root) for root in event.roots],
        "figures": figures(event, names),
        "tellings": [
            {
                "field": each.field,
                "root": names.get(each.root, each.root),
                "key": each.root,
                "claim": each.claim,
                "value": each.value,
                "text": each.text,
            }
            for each in event.tellings
        ],
        "agreement": {
            each.field: {
                "value": each.value,
                "share": each.share,
                "values": each.values,
                "divergence": each.divergence,
            }
            for each in event.agreement
        },
        "first_seen": day(event.first_seen),
        "last_seen": day(event.last_seen),
        "contains": list(event.contains),
        "within": list(event.within),
        "verdict": None if event.verdict is None else event.verdict.value,
        "stood": [
            {
                "known": day(each.known),
                "grade": each.grade.value,
                "because": each.because,
                "killed": {"low": each.low, "best": each.best, "high": each.high},
            }
            for each in event.stood
        ],
    }


def place(found: EventPlace) -> Record:
    """A place of an event."""
    return {
        "place": found.place,
        "name": found.name,
        "lat": found.lat,
        "lon": found.lon,
        "radius_km": found.radius_km,
        "precision": None if found.precision is None else found.precision.value,
        "admin1": found.admin1,
        "country": found.country,
    }


def source(root: Root) -> Record:
    """A root with its claims, its reports and the days on which it was seen."""
    return {
        "key": root.root,
        "name": root.name,
        "actor": root.actor,
        "party": root.party,
        "claims": list(root.claims),
        "reports": list(root.reports),
        "first_seen": day(root.first_seen),
        "last_seen": day(root.last_seen),
    }


def figures(event: Event, names: dict[str, str]) -> Record:
    """By kind the range of all sides, and in `sides` that of each side."""
    found: Record = {}
    for each in event.figures:
        told = _range(each, names)
        if each.side is None:
            found[each.kind.value] = told | {"sides": {}}
        else:
            found[each.kind.value]["sides"][each.side] = told
    return found


def _range(found: FigureRange, names: dict[str, str]) -> Record:
    return {
        "low": found.low,
        "best": found.best,
        "high": found.high,
        "rules": {rule.value: number for rule, number in found.rules},
        "divergence": found.divergence,
        "by": [_account(each, names) for each in found.by],
    }


def _account(account: Account, names: dict[str, str]) -> Record:
    return {
        "root": names.get(account.root, account.root),
        "key": account.root,
        "low": account.low,
        "high": account.high,
        "claim": account.claim,
        "report": account.report,
        "text": account.text,
        "unknown": account.unknown,
        "of": account.of,
        "part": account.part,
    }


def write(store: Store, out: Path) -> Loss:
    """Write all events to `out`.

    Raises:
        UnusableOption: `out` cannot be written.
    """
    rows, encodable = 0, Encodable()
    with whole_text(out) as file:
        for event in store.events():
            file.write(encodable.line(record(event)))
            rows += 1
    return Loss(
        format="events",
        unit="events",
        rows=rows,
        total=store.count("events"),
        held=rows,
        reduced=lost({REPLACED: encodable.replaced}),
    )
