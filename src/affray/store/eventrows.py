"""Events, links and copies as rows of their tables (see schema.py): what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from affray.model import Account, Agreement, CopyGroup, Event, FigureRange, Link, RootName
from affray.store.rows import Row, kept

PLACE = ("place", "name", "lat", "lon", "radius_km", "precision", "admin1", "country")
EVENT = ("event", "type", "scope", "stance", "grade", "because", "earliest", "latest")
SEEN = ("first_seen", "last_seen", "verdict")
ROOT = ("root", "name", "actor", "party", "claims", "reports", "first_seen", "last_seen")
RANGE = ("kind", "side", "low", "best", "high", "divergence")
RULES = ("conservative", "most_reported", "most_informative")
ACCOUNT = ("root", "claim", "report", "text", "low", "high", "unknown", "of", "part")
TELLING = ("field", "root", "claim", "value", "text")
STOOD = ("known", "grade", "because", "low", "best", "high")
AGREEMENT = ("field", "value", "share", "values", "divergence")

Tables = dict[str, list[Row]]


def of_events(events: Iterable[Event]) -> Tables:
    """The rows of several events, by table."""
    tables: Tables = {}
    for event in events:
        _put(tables, "events", [_event(event)])
        for table, rows in _parts(event).items():
            _put(tables, table, ({"event": event.event, "n": n, **row} for n, row in enumerate(rows)))
    return tables


def _event(event: Event) -> Row:
    place = dict.fromkeys(PLACE) if event.place is None else _named(event.place, PLACE)
    return _named(event, EVENT) | place | _named(event, SEEN)


def _parts(event: Event) -> Mapping[str, Iterable[Row]]:
    return {
        "event_types": ({"type": kind} for kind in event.types),
        "event_claims": (
            {"claim": claim, "beside": beside}
            for beside, claims in ((False, event.claims), (True, event.beside))
            for claim in claims
        ),
        "event_places": (_named(place, PLACE) for place in event.places),
        "event_actors": (
            {"role": role, "actor": actor}
            for role, actors in (("a", event.a), ("b", event.b))
            for actor in actors
        ),
        "event_roots": (_named(root, ROOT) for root in event.roots),
        "event_figures": (_range(each) for each in event.figures),
        "event_accounts": (
            _account(number, figure, account)
            for number, figure in enumerate(event.figures)
            for account in figure.by
        ),
        "event_tellings": (_named(telling, TELLING) for telling in event.tellings),
        "event_agreement": (_agreement(each) for each in event.agreement),
        "event_stood": (_named(each, STOOD) for each in event.stood),
        "event_parts": ({"part": part} for part in event.contains),
    }


def _range(figure: FigureRange) -> Row:
    chosen = {str(rule).replace("-", "_"): value for rule, value in figure.rules}
    return _named(figure, RANGE) | {name: chosen.get(name) for name in RULES}


def _account(number: int, figure: FigureRange, account: Account) -> Row:
    return {"figure": number, "kind": figure.kind, "side": figure.side} | _named(account, ACCOUNT)


def _agreement(agreement: Agreement) -> Row:
    row = _named(agreement, AGREEMENT)
    return row | {"different": row.pop("values")}


def of_links(links: Iterable[Link]) -> Tables:
    """The rows of links and of the comparisons that weigh them."""
    tables: Tables = {}
    for link in links:
        key = {"claim": link.claim, "other": link.other}
        _put(tables, "links", [key | {"weight": link.weight, "barred": link.barred}])
        _put(
            tables,
            "link_parts",
            (
                key | {"n": n, "name": part.name, "weight": part.weight, "words": part.words}
                for n, part in enumerate(link.parts)
            ),
        )
    return tables


def of_copies(groups: Sequence[CopyGroup]) -> Tables:
    """A row for each report of each group."""
    tables: Tables = {}
    for number, group in enumerate(groups):
        own = {"copies": number, "origin": group.origin, "because": group.because}
        _put(tables, "copies", (own | {"report": report} for report in group.reports))
    return tables


def of_roots(roots: Mapping[str, RootName]) -> Tables:
    """The root of each claim."""
    tables: Tables = {}
    _put(
        tables,
        "claim_roots",
        (
            {"claim": claim, "root": root.key, "name": root.name, "actor": root.actor}
            for claim, root in sorted(roots.items())
        ),
    )
    return tables


def _named(value: Any, names: Sequence[str]) -> Row:
    return {name: getattr(value, name) for name in names}


def _put(tables: Tables, table: str, rows: Iterable[Row]) -> None:
    found = [kept({name: _listed(value) for name, value in row.items()}) for row in rows]
    if found:
        tables.setdefault(table, []).extend(found)


def _listed(value: Any) -> Any:
    """Lists of texts are kept as texts are."""
    if isinstance(value, tuple):
        return [kept({"": each})[""] for each in value]
    return value
