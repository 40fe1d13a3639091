"""An event as one row: the columns that CSV, XLSX, Parquet, GeoPackage and GeoJSON share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from affray.export.layouts import origins
from affray.export.layouts.material import Told
from affray.export.layouts.parties import standings
from affray.model import ClaimType, Event, EventPlace, FigureKind, FigureRange, Root
from affray.resources import crosswalks

Value = str | int | float | date | tuple[str, ...] | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole"
    REAL = "real"
    DAY = "day"


# Kinds of figure that are told by side, and the sides.
_SIDED = (FigureKind.KILLED, FigureKind.INJURED)
_SIDES = ("a", "b", "civilians")
_BOUNDS = ("low", "best", "high")


@cache
def columns() -> Mapping[str, Kind]:
    """Every column and what it holds, in order."""
    found = dict.fromkeys(("event", "type"), Kind.TEXT) | {"types": Kind.TEXTS}
    found |= dict.fromkeys(("scope", "stance", "verdict", "grade", "because"), Kind.TEXT)
    found |= dict.fromkeys(("earliest", "latest"), Kind.DAY)
    found |= dict.fromkeys(("place", "place_name"), Kind.TEXT)
    found |= dict.fromkeys(("lat", "lon", "radius_km"), Kind.REAL)
    found |= dict.fromkeys(("precision", "admin1", "country"), Kind.TEXT) | {"places": Kind.TEXTS}
    found |= dict.fromkeys(("a", "a_names", "b", "b_names"), Kind.TEXTS)
    for name in _figure_columns():
        found[name] = Kind.WHOLE
    found |= {"figures": Kind.TEXTS}
    found |= dict.fromkeys(("roots", "claims", "reports"), Kind.WHOLE)
    found |= dict.fromkeys(("root_names", "outlets", "disputed"), Kind.TEXTS)
    found |= dict.fromkeys(("first_seen", "last_seen"), Kind.DAY)
    found |= dict.fromkeys(("claim_ids", "beside", "contains", "within", "report_ids"), Kind.TEXTS)
    found |= {"content_note": Kind.TEXT, "quote": Kind.TEXT}
    return MappingProxyType(found)


def row(told: Told) -> dict[str, Value]:
    """One event by the columns; absent values are None, lists are tuples."""
    event, place = told.event, told.event.place
    found: dict[str, Value] = {
        "event": event.event,
        "type": event.type.value,
        "types": tuple(kind.value for kind in event.types),
        "scope": event.scope.value,
        "stance": event.stance.value,
        "verdict": event.verdict.value if event.verdict else None,
        "grade": event.grade.value,
        "because": event.because or None,
        "earliest": event.earliest,
        "latest": event.latest,
        "place": place.place if place else None,
        "place_name": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
        "precision": place.precision.value if place and place.precision else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "places": tuple(each.name for each in event.places),
        "a": event.a,
        "a_names": tuple(each.name for each in standings(told, event.a)),
        "b": event.b,
        "b_names": tuple(each.name for each in standings(told, event.b)),
    }
    found |= _figures(event)
    found |= {
        "figures": tuple(_worded(each) for each in event.figures),
        "roots": len(event.roots),
        "claims": len(event.claims),
        "reports": len(told.reports),
        "root_names": tuple(origins.originals(told)),
        "outlets": tuple(origins.offices(told)),
        "disputed": tuple(each.field for each in event.agreement if each.divergence),
        "first_seen": event.first_seen,
        "last_seen": event.last_seen,
        "claim_ids": event.claims,
        "beside": event.beside,
        "contains": event.contains,
        "within": event.within,
        "report_ids": tuple(report.report for report in told.reports),
        "content_note": content_note(event),
        "quote": told.claims[0].claim.evidence.text if told.claims else None,
    }
    return found


def content_note(event: Event) -> str | None:
    """What a reader should be warned of in the sentences about an event; None where nothing is known."""
    notes = _notes()
    told = [notes[kind] for kind in (event.type, *event.types) if kind in notes]
    killed = event.range_of(FigureKind.KILLED)
    if killed is not None and (killed.best or killed.high):
        told.append("deaths")
    return ", ".join(dict.fromkeys(told)) or None


def nested(told: Told) -> dict[str, Any]:
    """What a row reduces to counts and words, whole: figures, roots, tellings, agreement, places, history."""
    event = told.event
    return {
        "figure_ranges": [
            {
                "kind": each.kind.value,
                "side": each.side,
                "low": each.low,
                "best": each.best,
                "high": each.high,
                "divergence": each.divergence,
                "rules": [{"rule": rule.value, "choice": choice} for rule, choice in each.rules],
                "by": [
                    {
                        "root": account.root,
                        "claim": account.claim,
                        "report": account.report,
                        "text": account.text,
                        "low": account.low,
                        "high": account.high,
                        "unknown": account.unknown,
                        "of": account.of,
                        "part": account.part,
                    }
                    for account in each.by
                ],
            }
            for each in event.figures
        ],
        "root_sources": [_root(each) for each in event.roots],
        "tellings": [
            {
                "field": each.field,
                "root": each.root,
                "claim": each.claim,
                "value": each.value,
                "text": each.text,
            }
            for each in event.tellings
        ],
        "agreement": [
            {
                "field": each.field,
                "value": each.value,
                "share": each.share,
                "values": each.values,
                "divergence": each.divergence,
            }
            for each in event.agreement
        ],
        "event_places": [_place(each) for each in event.places],
        "stood": [
            {
                "known": each.known,
                "grade": each.grade.value,
                "because": each.because,
                "low": each.low,
                "best": each.best,
                "high": each.high,
            }
            for each in event.stood
        ],
    }


def accounts(events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Every wording of every figure of some events, one row each, with the range that it enters."""
    for event in events:
        for each in event.figures:
            for account in each.by:
                yield {
                    "event": event.event,
                    "kind": each.kind.value,
                    "side": each.side,
                    "low": each.low,
                    "best": each.best,
                    "high": each.high,
                    "root": account.root,
                    "claim": account.claim,
                    "report": account.report,
                    "text": account.text,
                    "told_low": account.low,
                    "told_high": account.high,
                    "unknown": account.unknown,
                    "of": account.of,
                    "part": account.part,
                }


def _place(place: EventPlace) -> dict[str, Any]:
    return {
        "place": place.place,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision.value if place.precision else None,
        "admin1": place.admin1,
        "country": place.country,
    }


def _root(root: Root) -> dict[str, Any]:
    return {
        "root": root.root,
        "name": root.name,
        "actor": root.actor,
        "party": root.party,
        "claims": list(root.claims),
        "reports": list(root.reports),
        "first_seen": root.first_seen,
        "last_seen": root.last_seen,
    }


def _figure_columns() -> Iterator[str]:
    for kind in FigureKind:
        yield from (f"{kind}_{bound}" for bound in _BOUNDS)
        if kind in _SIDED:
            yield from (f"{kind}_{side}_{bound}" for side in _SIDES for bound in _BOUNDS)


def _figures(event: Event) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for kind in FigureKind:
        found |= _bounds(f"{kind}", event.range_of(kind))
        for side in _SIDES if kind in _SIDED else ():
            found |= _bounds(f"{kind}_{side}", event.range_of(kind, side))
    return found


def _bounds(name: str, figures: FigureRange | None) -> dict[str, Value]:
    return {f"{name}_{bound}": getattr(figures, bound) if figures else None for bound in _BOUNDS}


def _worded(figures: FigureRange) -> str:
    """A range with the words it rests on: "killed of b: tens (SOHR); 12 (FNA)"."""
    of = f" of {figures.side}" if figures.side else ""
    return f"{figures.kind}{of}: " + ", ".join(f"{each.text} ({each.root})" for each in figures.by)


@cache
def _notes() -> Mapping[ClaimType, str]:
    return MappingProxyType({ClaimType(each["type"]): each["note"] for each in crosswalks.rows("content")})
