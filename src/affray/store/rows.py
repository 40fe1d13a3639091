"""Model values as rows of the tables (see schema.py): what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from affray.model import Coded, Filler, GroundedClaim, Report, Skip
from affray.store.characters import keep

Row = dict[str, Any]

# DuckDB's BIGINT, which the figures' bounds are kept in.
_LARGEST = 2**63 - 1


def unfit(coded: Coded) -> str | None:
    """Why a coded report cannot be kept, None when it can: no fact without its sentence."""
    text, seen = coded.report.text, set[str]()
    for grounded in coded.claims:
        claim = grounded.claim
        if claim.report != coded.report.report:
            return f"claim {claim.claim} names the report {claim.report!r}"
        if claim.claim in seen:
            return f"two claims have the id {claim.claim}"
        seen.add(claim.claim)
        for span in (claim.evidence, claim.trigger):
            if text[span.start : span.end] != span.text:
                return f"claim {claim.claim} quotes what the text does not say at {span.start}:{span.end}"
        for figure in claim.figures:
            if any(abs(bound) > _LARGEST for bound in (figure.min, figure.max) if bound is not None):
                return f"the number {figure.text[:40]!r} is larger than the store can keep"
    return None


def of_reports(
    results: Sequence[Coded], records: Sequence[str], *, version: str, run: int
) -> dict[str, list[Row]]:
    """The rows of several coded reports, by table.

    Args:
        results: Reports under the ids they are kept by.
        records: The ids they came with, in the same order.
        version: What they were coded by.
        run: The run's number.
    """
    tables: dict[str, list[Row]] = {}
    for coded, record in zip(results, records, strict=True):
        own = {"dropped": coded.dropped, "record": record, "version": version, "run": run}
        _put(tables, "reports", [_report(coded.report) | own])
        _put(tables, "report_dates", _dates(coded.report))
        for position, grounded in enumerate(coded.claims):
            key = {"report": coded.report.report, "position": position, "claim": grounded.claim.claim}
            for table, rows in _claim(grounded).items():
                _put(tables, table, ({**key, **row} for row in rows))
    return tables


def of_skip(skip: Skip) -> Row:
    """One skip, without its run."""
    return _kept({"path": skip.path, "line": skip.line, "reason": skip.reason, "detail": skip.detail})


def _put(tables: dict[str, list[Row]], table: str, rows: Iterable[Row]) -> None:
    kept = [_kept(row) for row in rows]
    if kept:
        tables.setdefault(table, []).extend(kept)


def _kept(row: Mapping[str, Any]) -> Row:
    return {name: keep(value) if isinstance(value, str) else value for name, value in row.items()}


def _report(report: Report) -> Row:
    names = ("report", "path", "line", "digest", "title", "outlet", "origin", "dateline", "language")
    return {name: getattr(report, name) for name in (*names, "url", "text")} | {
        "segments": [
            {"kind": str(part.kind), "start": part.start, "end": part.end, "undated": part.undated}
            for part in report.segments
        ],
        "offsets": {name: list(getattr(report.offsets, name)) for name in ("clean", "source", "length")},
    }


def _dates(report: Report) -> list[Row]:
    names = ("basis", "text", "earliest", "latest", "weight")
    return [
        {"report": report.report, "n": n, **{name: getattr(witness, name) for name in names}}
        for n, witness in enumerate(report.dates)
    ]


def _claim(grounded: GroundedClaim) -> dict[str, list[Row]]:
    claim = grounded.claim
    return {
        "claims": [
            {
                "type": claim.type,
                "stance": claim.stance,
                "scope": claim.scope,
                "start": claim.evidence.start,
                "end": claim.evidence.end,
                "quote": claim.evidence.text,
                "trigger_start": claim.trigger.start,
                "trigger_end": claim.trigger.end,
                "trigger": claim.trigger.text,
                "score": claim.score,
            }
        ],
        "claim_fillers": [_filler(n, filler) for n, filler in enumerate(claim.fillers)],
        "claim_actors": _mentions(grounded.actors, ACTOR),
        "claim_places": _mentions(grounded.places, PLACE),
        "claim_sources": _mentions(grounded.sources, ("name",)),
        "claim_times": [{name: getattr(grounded.time, name) for name in TIME}],
        "figures": [
            {"n": n, **{name: getattr(figure, name) for name in FIGURE}}
            for n, figure in enumerate(claim.figures)
        ],
        "hedges": [
            {"n": n, **{name: getattr(hedge, name) for name in HEDGE}} for n, hedge in enumerate(claim.hedges)
        ],
    }


ACTOR = ("actor", "name", "score", "reason")
PLACE = (
    "place",
    "name",
    "lat",
    "lon",
    "radius_km",
    "precision",
    "admin1",
    "country",
    "score",
    "reason",
)
TIME = ("text", "start", "end", "earliest", "latest", "basis", "reason")
HEDGE = ("kind", "text", "start", "end")
FIGURE = ("kind", "text", "start", "end", "min", "max", "of", "unknown", "part_of")


def _filler(n: int, filler: Filler) -> Row:
    return {
        "n": n,
        "role": filler.role,
        "start": filler.start,
        "end": filler.end,
        "text": filler.text,
        "filler_score": filler.score,
        "antecedent": filler.antecedent,
        "antecedent_score": filler.antecedent_score,
    }


def _mentions(mentions: Sequence[Any], names: Sequence[str]) -> list[Row]:
    return [
        {**_filler(n, mention.filler), **{name: getattr(mention, name) for name in names}}
        for n, mention in enumerate(mentions)
    ]
