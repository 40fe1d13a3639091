"""`affray export claims`: the codebook's claim record, one JSON object a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from affray.errors import UnusableStore
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.loss import Loss, lost
from affray.model import (
    ActorMention,
    Figure,
    Filler,
    GroundedClaim,
    Hedge,
    PlaceMention,
    Report,
    Role,
    SourceMention,
    Span,
    TimeReading,
)
from affray.store import Store

Record = dict[str, Any]


def record(grounded: GroundedClaim) -> Record:
    """One claim as its record; absent values are null, never omitted."""
    claim = grounded.claim
    return {
        "claim": claim.claim,
        "report": claim.report,
        "type": claim.type.value,
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "quote": claim.evidence.text},
        "trigger": {"start": claim.trigger.start, "end": claim.trigger.end, "text": claim.trigger.text},
        "actors": [_actor(mention) for mention in grounded.actors],
        "places": [_place(mention) for mention in grounded.places],
        "time": _time(grounded.time),
        "figures": [_figure(figure) for figure in claim.figures],
        "instruments": [_worded(filler) for filler in claim.role(Role.INSTRUMENT)],
        "sources": [_source(mention) for mention in grounded.sources],
        "hedges": [_hedge(hedge) for hedge in claim.hedges],
        "score": claim.score,
    }


def require_quoted(report: Report, grounded: GroundedClaim) -> None:
    """Refuse a claim whose evidence or trigger is not what its report says there.

    Raises:
        UnusableStore: The store was altered from outside.
    """
    for span in (grounded.claim.evidence, grounded.claim.trigger):
        if not _quoted(report, span):
            raise UnusableStore(
                f"claim {grounded.claim.claim} quotes {span.text[:40]!r}, which report {report.report} does "
                f"not say at {span.start}:{span.end}; the store was altered: code its reports anew"
            )


def write(store: Store, out: Path) -> Loss:
    """Write all claims to `out`.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    rows, encodable = 0, Encodable()
    with whole_text(out) as file:
        for coded in store.results():
            for grounded in coded.claims:
                require_quoted(coded.report, grounded)
                file.write(encodable.line(record(grounded)))
                rows += 1
    return Loss(
        format="claims",
        unit="claims",
        rows=rows,
        total=store.count("claims"),
        held=rows,
        reduced=lost({REPLACED: encodable.replaced}),
    )


def day(value: date | None) -> str | None:
    """A day as ISO 8601."""
    return None if value is None else value.isoformat()


def _quoted(report: Report, span: Span) -> bool:
    return report.text[span.start : span.end] == span.text


def _worded(filler: Filler) -> Record:
    return {
        "start": filler.start,
        "end": filler.end,
        "text": filler.text,
        "antecedent": filler.antecedent,
        "antecedent_score": filler.antecedent_score,
    }


def _actor(mention: ActorMention) -> Record:
    return {
        "role": mention.filler.role.value,
        **_worded(mention.filler),
        "actor": mention.actor,
        "name": mention.name,
        "score": mention.score,
        "reason": mention.reason,
    }


def _place(mention: PlaceMention) -> Record:
    return {
        **_worded(mention.filler),
        "place": mention.place,
        "name": mention.name,
        "lat": mention.lat,
        "lon": mention.lon,
        "radius_km": mention.radius_km,
        "precision": None if mention.precision is None else mention.precision.value,
        "admin1": mention.admin1,
        "country": mention.country,
        "score": mention.score,
        "reason": mention.reason,
    }


def _time(time: TimeReading) -> Record:
    return {
        "text": time.text,
        "start": time.start,
        "end": time.end,
        "earliest": day(time.earliest),
        "latest": day(time.latest),
        "basis": None if time.basis is None else time.basis.value,
        "reason": time.reason,
    }


def _figure(figure: Figure) -> Record:
    return {
        "kind": figure.kind.value,
        "min": figure.min,
        "max": figure.max,
        "text": figure.text,
        "of": figure.of,
        "unknown": figure.unknown,
        "part_of": figure.part_of,
        "start": figure.start,
        "end": figure.end,
    }


def _hedge(hedge: Hedge) -> Record:
    return {"kind": hedge.kind.value, "start": hedge.start, "end": hedge.end, "text": hedge.text}


def _source(mention: SourceMention) -> Record:
    return {**_worded(mention.filler), "name": mention.name}
