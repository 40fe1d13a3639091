"""Reads and writes what a refresh makes of many claims: events, links, copies, roots, and its changes.

Each table is read once, sorted by event; the streams advance together, so that memory does not grow with
the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import duckdb

from affray.model import (
    Account,
    Agreement,
    Change,
    ClaimType,
    CopyGroup,
    Event,
    EventPlace,
    FigureKind,
    FigureRange,
    Grade,
    Link,
    Precision,
    Root,
    RootName,
    Rule,
    Scope,
    Stance,
    Stood,
    Telling,
    Verb,
    WeightPart,
)
from affray.store import eventrows as rows
from affray.store.characters import keep, restore
from affray.store.rows import Row

Values = tuple[Any, ...]

# Rows fetched at a time: enough that fetching costs little beside making the values.
_BATCH = 1024
_PLACE = ", ".join(rows.PLACE)
_PRECISION = rows.PLACE.index("precision")
_COLUMNS = {
    "event_types": "type",
    "event_claims": "claim, beside",
    "event_places": _PLACE,
    "event_actors": "role, actor",
    "event_roots": ", ".join(rows.ROOT),
    "event_figures": ", ".join((*rows.RANGE, *rows.RULES)),
    "event_accounts": 'figure, root, claim, report, text, low, high, unknown, "of", part',
    "event_tellings": ", ".join(rows.TELLING),
    "event_agreement": "field, value, share, different, divergence",
    "event_stood": ", ".join(rows.STOOD),
    "event_parts": "part",
}
# The tables that a refresh writes anew.
EVENT_TABLES = ("events", *_COLUMNS)
LINK_TABLES = ("links", "link_parts")
_MADE = f"{', '.join(rows.EVENT)}, {_PLACE}, {', '.join(rows.SEEN)}"
_WITHIN = "SELECT part, event FROM event_parts ORDER BY part, event"


class _Rows:
    """Rows whose first column is a key, in its order; `take` gives those of the next key."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sql: str, key: str | None) -> None:
        self._cursor = connection.cursor()
        self._cursor.execute(sql, [] if key is None else [keep(key)])
        self._rows = self._fetch()
        self._head = next(self._rows, None)

    def _fetch(self) -> Iterator[Values]:
        while batch := self._cursor.fetchmany(_BATCH):
            for row in batch:
                yield tuple(_restored(value) for value in row)

    def take(self, key: str) -> list[Values]:
        """The rows of a key, without it; none when the stream stands at another."""
        taken = []
        while self._head is not None and self._head[0] == key:
            taken.append(self._head[1:])
            self._head = next(self._rows, None)
        return taken

    def __iter__(self) -> Iterator[Values]:
        while self._head is not None:
            row, self._head = self._head, next(self._rows, None)
            yield row

    def close(self) -> None:
        self._cursor.close()


def _restored(value: Any) -> Any:
    if isinstance(value, str):
        return restore(value)
    return tuple(restore(each) for each in value) if isinstance(value, list) else value


# ---------------------------------------------------------------- events


def events(connection: duckdb.DuckDBPyConnection, event: str | None = None) -> Iterator[Event]:
    """The events in the order of their ids, or the one of an id."""
    where = "" if event is None else "WHERE event = ?"
    with ExitStack() as stack:

        def opened(sql: str) -> _Rows:
            found = _Rows(connection, sql, event)
            stack.callback(found.close)
            return found

        made = opened(f"SELECT {_MADE} FROM events {where} ORDER BY event")  # noqa: S608 names of our own
        parts = {
            table: opened(f"SELECT event, {columns} FROM {table} {where} ORDER BY event, n")  # noqa: S608
            for table, columns in _COLUMNS.items()
        }
        within = opened(_WITHIN if event is None else _WITHIN.replace(" ORDER", " WHERE part = ? ORDER"))
        for row in made:
            own = {table: rows.take(row[0]) for table, rows in parts.items()}
            yield _event(row, own, tuple(other for (other,) in within.take(row[0])))


def _event(row: Values, own: Mapping[str, list[Values]], within: tuple[str, ...]) -> Event:
    event, kind, scope, stance, grade, because, earliest, latest = row[:8]
    first_seen, last_seen, verdict = row[16:]
    return Event(
        event=event,
        type=ClaimType(kind),
        types=tuple(ClaimType(each) for (each,) in own["event_types"]),
        scope=Scope(scope),
        stance=Stance(stance),
        claims=tuple(claim for claim, beside in own["event_claims"] if not beside),
        beside=tuple(claim for claim, beside in own["event_claims"] if beside),
        earliest=earliest,
        latest=latest,
        place=None if row[9] is None else _place(row[8:16]),
        places=tuple(_place(each) for each in own["event_places"]),
        a=tuple(actor for role, actor in own["event_actors"] if role == "a"),
        b=tuple(actor for role, actor in own["event_actors"] if role == "b"),
        grade=Grade(grade),
        roots=tuple(Root(**dict(zip(rows.ROOT, each, strict=True))) for each in own["event_roots"]),
        figures=_figures(own["event_figures"], own["event_accounts"]),
        tellings=tuple(
            Telling(**dict(zip(rows.TELLING, each, strict=True))) for each in own["event_tellings"]
        ),
        agreement=tuple(
            Agreement(**dict(zip(rows.AGREEMENT, each, strict=True))) for each in own["event_agreement"]
        ),
        first_seen=first_seen,
        last_seen=last_seen,
        because=because,
        contains=tuple(part for (part,) in own["event_parts"]),
        within=within,
        verdict=None if verdict is None else Verb(verdict),
        stood=tuple(_standing(each) for each in own["event_stood"]),
    )


def _standing(values: Values) -> Stood:
    named = dict(zip(rows.STOOD, values, strict=True))
    return Stood(grade=Grade(named.pop("grade")), **named)


def _place(values: Values) -> EventPlace:
    named = dict(zip(rows.PLACE, values, strict=True))
    precision = named.pop("precision")
    return EventPlace(precision=None if precision is None else Precision(precision), **named)


def _figures(ranges: list[Values], accounts: list[Values]) -> tuple[FigureRange, ...]:
    by: defaultdict[int, list[Account]] = defaultdict(list)
    for number, *values in accounts:
        by[number].append(Account(**dict(zip(rows.ACCOUNT, values, strict=True))))
    found = []
    for number, given in enumerate(ranges):
        kind, side, low, best, high, divergence, *chosen = given
        found.append(
            FigureRange(
                kind=FigureKind(kind),
                side=side,
                low=low,
                best=best,
                high=high,
                rules=tuple(zip(Rule, chosen, strict=True)),
                by=tuple(by[number]),
                divergence=divergence,
            )
        )
    return tuple(found)


def name_reports(connection: duckdb.DuckDBPyConnection) -> None:
    """Note of each claim of an event which report makes it: the log of changes needs it when that is gone."""
    connection.execute(
        "UPDATE event_claims SET report = claims.report FROM claims WHERE claims.claim = event_claims.claim"
    )


def reports_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The report of each claim that the events as kept hold."""
    found = connection.execute("SELECT claim, report FROM event_claims WHERE report IS NOT NULL").fetchall()
    return {restore(claim): restore(report) for claim, report in found}


# ---------------------------------------------------------------- links, copies, roots


def links(connection: duckdb.DuckDBPyConnection, claim: str | None = None) -> Iterator[Link]:
    """The links in the order of their claims, or those of one claim."""
    where, asked = ("", []) if claim is None else ("WHERE claim = ? OR other = ?", [keep(claim)] * 2)
    parts: defaultdict[tuple[str, str], list[WeightPart]] = defaultdict(list)
    for one, other, name, weight, words in connection.execute(
        f"SELECT claim, other, name, weight, words FROM link_parts {where} ORDER BY claim, other, n",  # noqa: S608
        asked,
    ).fetchall():
        parts[one, other].append(WeightPart(name=restore(name), weight=weight, words=restore(words)))
    for one, other, weight, barred in connection.execute(
        f"SELECT claim, other, weight, barred FROM links {where} ORDER BY claim, other",  # noqa: S608
        asked,
    ).fetchall():
        yield Link(
            claim=restore(one),
            other=restore(other),
            weight=weight,
            parts=tuple(parts[one, other]),
            barred=None if barred is None else restore(barred),
        )


def copies(connection: duckdb.DuckDBPyConnection) -> tuple[CopyGroup, ...]:
    """The groups of reports that carry one text, in the order in which they were set."""
    groups: defaultdict[tuple[int, str | None, str], list[str]] = defaultdict(list)
    for number, report, origin, because in connection.execute(
        "SELECT copies, report, origin, because FROM copies ORDER BY copies, report"
    ).fetchall():
        groups[number, origin, because].append(restore(report))
    return tuple(
        CopyGroup(
            reports=tuple(sorted(reports)),
            origin=None if origin is None else restore(origin),
            because=restore(because),
        )
        for (_, origin, because), reports in groups.items()
    )


def claim_roots(connection: duckdb.DuckDBPyConnection) -> dict[str, RootName]:
    """The root source of each claim."""
    return {
        restore(claim): RootName(
            key=restore(root), name=restore(name), actor=None if actor is None else restore(actor)
        )
        for claim, root, name, actor in connection.execute(
            "SELECT claim, root, name, actor FROM claim_roots ORDER BY claim"
        ).fetchall()
    }


def places_read(connection: duckdb.DuckDBPyConnection) -> list[Values]:
    """Each place that claims were read as, once, in the order of ids."""
    found = connection.execute(
        f"SELECT {_PLACE} FROM claim_places WHERE place IS NOT NULL AND lat IS NOT NULL "  # noqa: S608
        "AND precision IS NOT NULL "
        "QUALIFY row_number() OVER (PARTITION BY place ORDER BY name, lat, lon, radius_km, precision) = 1 "
        "ORDER BY place"
    ).fetchall()
    return [
        tuple(
            Precision(_restored(value)) if n == _PRECISION else _restored(value)
            for n, value in enumerate(row)
        )
        for row in found
    ]


# ---------------------------------------------------------------- changes


def changes(connection: duckdb.DuckDBPyConnection, since: int = 0) -> Iterator[Change]:
    """The changes of the refreshes after one, in their order."""
    for refresh, kind, event, because, others, reports, at in connection.execute(
        "SELECT refresh, kind, event, because, others, reports, changed FROM changes "
        "WHERE refresh > ? ORDER BY refresh, n",
        [since],
    ).fetchall():
        yield Change(
            refresh=refresh,
            kind=restore(kind),
            event=restore(event),
            because=restore(because),
            others=_restored(others),
            reports=_restored(reports),
            at=at,
        )


def last_refresh(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last refresh that changed an event; 0 when none did."""
    row = connection.execute("SELECT coalesce(max(refresh), 0) FROM changes").fetchone()
    return int(row[0]) if row else 0


def change_rows(found: Sequence[Change]) -> list[Row]:
    """The rows of the changes of one refresh."""
    return [
        {
            "refresh": change.refresh,
            "n": n,
            "kind": keep(change.kind),
            "event": keep(change.event),
            "because": keep(change.because),
            "others": [keep(each) for each in change.others],
            "reports": [keep(each) for each in change.reports],
            "changed": change.at,
        }
        for n, change in enumerate(found)
    ]


def clear(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Empty tables that are written anew."""
    for table in tables:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own
