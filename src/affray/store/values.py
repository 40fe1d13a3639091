"""Rows as model values, streamed in one order: the memory used does not grow with the store.

Each table is read once, sorted by report, claim and place in the claim; the streams advance together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import duckdb

from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Coded,
    DateWitness,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Hedge,
    HedgeKind,
    Likely,
    OffsetMap,
    PlaceMention,
    Precision,
    Published,
    Report,
    Role,
    Scope,
    Segment,
    SegmentKind,
    Skip,
    SourceMention,
    Span,
    Stance,
    TimeReading,
)
from affray.store.characters import keep, restore

Values = tuple[Any, ...]
# All reports, one, or several.
Which = str | Sequence[str] | None

# Rows fetched at a time: enough that fetching costs little beside making the values.
_BATCH = 1024

_FILLER = 'role, start, "end", text, filler_score, antecedent, antecedent_score'
# Columns of a filler, at the head of each mention's.
_WORDED = 7
_COLUMNS = {
    "reports": "report, path, text, digest, title, outlet, origin, dateline, language, url, line, "
    "segments, offsets, dropped",
    "report_dates": "report, basis, text, earliest, latest, weight",
    "claims": 'report, position, claim, type, stance, scope, start, "end", quote, '
    "trigger_start, trigger_end, trigger, score",
    "claim_fillers": f"report, position, {_FILLER}",
    "claim_actors": f"report, position, {_FILLER}, actor, name, score, reason, label",
    "claim_places": f"report, position, {_FILLER}, place, name, lat, lon, radius_km, precision, admin1, "
    "country, score, reason",
    "claim_times": 'report, position, text, start, "end", earliest, latest, basis, reason, said_earliest, '
    "said_latest",
    "report_published": "report, earliest, latest, best, reason, days, pinned",
    "report_witnesses": "report, basis, text, earliest, latest, weight",
    "claim_sources": f"report, position, {_FILLER}, name",
    "figures": 'report, position, kind, text, start, "end", min, max, "of", unknown, part_of',
    "hedges": 'report, position, kind, text, start, "end"',
}
_ORDER = {
    "reports": "report",
    "report_dates": "report, n",
    "report_published": "report",
    "report_witnesses": "report, n",
    "claims": "report, position",
    "claim_times": "report, position",
}
_KEY = dict.fromkeys(("reports", "report_dates", "report_published", "report_witnesses"), 1)
# Of when a report was published, what all witnesses and pins give; its own alone is read apart.
_OF = ("report_published", "report_witnesses")


class _Stream:
    """One table's rows in order; `take` gives those of the next key."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        report: Which,
        *,
        of: str = "all",
        only: Sequence[str] | None = None,
    ) -> None:
        order = _ORDER.get(table, "report, position, n")
        reports = [report] if isinstance(report, str) else report
        limits = {"report": reports, "claim": only, '"of"': [of] if table in _OF else None}
        asked, given = [], []
        for column, values in limits.items():
            if values is not None:
                # Values one by one: the database skips what cannot hold them, which it does not for a list.
                asked.append(f"{column} IN ({', '.join('?' * len(values))})" if values else "false")
                given += [keep(value) for value in values]
        where = f"WHERE {' AND '.join(asked)}" if asked else ""
        sql = f"SELECT {_COLUMNS[table]} FROM {table} {where} ORDER BY {order}"  # noqa: S608 names of our own
        self._cursor = connection.cursor()
        self._cursor.execute(sql, given)
        self._key = _KEY.get(table, 2)
        self._rows = self._fetch()
        self._head = next(self._rows, None)

    def _fetch(self) -> Iterator[Values]:
        while batch := self._cursor.fetchmany(_BATCH):
            for row in batch:
                yield tuple(restore(value) if isinstance(value, str) else value for value in row)

    def take(self, key: Values) -> list[Values]:
        """The rows of one key, without it; none when the stream stands at another."""
        taken = []
        while self._head is not None and self._head[: self._key] == key:
            taken.append(self._head[self._key :])
            self._head = next(self._rows, None)
        return taken

    def __iter__(self) -> Iterator[Values]:
        while self._head is not None:
            row, self._head = self._head, next(self._rows, None)
            yield row

    def close(self) -> None:
        self._cursor.close()


def reports(
    connection: duckdb.DuckDBPyConnection, report: str | None = None, *, of: str = "all"
) -> Iterator[Report]:
    """The reports in the order of their ids, or the one of an id.

    Args:
        connection: The store's.
        report: The id of the one report wanted.
        of: "all" for when they were published by all witnesses and pins, "own" by their own alone.
    """
    return (coded.report for coded in _without_claims(connection, report, of=of))


def _published(rows: list[Values], witnesses: list[Values]) -> Published | None:
    if not rows:
        return None
    earliest, latest, best, reason, days, pinned = rows[0]
    return Published(
        earliest=earliest,
        latest=latest,
        best=best,
        witnesses=tuple(_witness(row) for row in witnesses),
        reason=reason,
        days=tuple(Likely(day=each["day"], chance=each["chance"]) for each in days),
        pinned=pinned,
    )


def _witness(row: Values) -> DateWitness:
    basis, words, earliest, latest, weight = row
    return DateWitness(basis=Basis(basis), text=words, earliest=earliest, latest=latest, weight=weight)


def claims(
    connection: duckdb.DuckDBPyConnection, report: Which = None, *, only: Sequence[str] | None = None
) -> Iterator[GroundedClaim]:
    """The claims in the order of their reports' ids, then of the text; or those of one report, or several."""
    tables = (
        "claim_fillers",
        "figures",
        "hedges",
        "claim_actors",
        "claim_places",
        "claim_times",
        "claim_sources",
    )
    with ExitStack() as stack:
        rows = _open(stack, connection, "claims", report, only=only)
        streams = [_open(stack, connection, table, report, only=only) for table in tables]
        for row in rows:
            yield _grounded(row, *(stream.take(row[:2]) for stream in streams))


def results(connection: duckdb.DuckDBPyConnection, report: str | None = None) -> Iterator[Coded]:
    """Each report with its claims, in the order of the reports' ids, or the one of an id."""
    found = claims(connection, report)
    head = next(found, None)
    for coded in _without_claims(connection, report):
        own = []
        while head is not None and head.claim.report == coded.report.report:
            own.append(head)
            head = next(found, None)
        yield replace(coded, claims=tuple(own))


def skips(connection: duckdb.DuckDBPyConnection) -> Iterator[Skip]:
    """The skips in the order of their paths and lines."""
    cursor = connection.cursor()
    try:
        cursor.execute(
            "SELECT path, line, reason, detail FROM skips ORDER BY path, line NULLS FIRST, reason, detail"
        )
        while batch := cursor.fetchmany(_BATCH):
            for path, line, reason, detail in batch:
                yield Skip(path=restore(path), line=line, reason=restore(reason), detail=restore(detail))
    finally:
        cursor.close()


def _without_claims(
    connection: duckdb.DuckDBPyConnection, report: str | None, *, of: str = "all"
) -> Iterator[Coded]:
    with ExitStack() as stack:
        rows, dates = (_open(stack, connection, table, report) for table in ("reports", "report_dates"))
        when, why = (_open(stack, connection, table, report, of=of) for table in _OF)
        for row in rows:
            key = row[:1]
            published = _published(when.take(key), why.take(key))
            yield Coded(report=_report(row[:-1], dates.take(key), published), claims=(), dropped=row[-1])


def _open(  # noqa: PLR0913 the stream's own, and the stack that closes it
    stack: ExitStack,
    connection: duckdb.DuckDBPyConnection,
    table: str,
    report: Which,
    *,
    of: str = "all",
    only: Sequence[str] | None = None,
) -> _Stream:
    stream = _Stream(connection, table, report, of=of, only=only)
    stack.callback(stream.close)
    return stream


def _report(row: Values, dates: list[Values], published: Published | None) -> Report:
    report, path, text, digest, title, outlet, origin, dateline, language, url, line, parts, offsets = row
    return Report(
        report=report,
        path=path,
        text=text,
        digest=digest,
        title=title,
        outlet=outlet,
        origin=origin,
        dateline=dateline,
        language=language,
        url=url,
        line=line,
        segments=tuple(
            Segment(kind=SegmentKind(p["kind"]), start=p["start"], end=p["end"], undated=p["undated"])
            for p in parts
        ),
        dates=tuple(_witness(each) for each in dates),
        published=published,
        offsets=OffsetMap(**{name: tuple(offsets[name]) for name in ("clean", "source", "length")}),
    )


def _grounded(
    row: Values, fillers: list[Values], figures: list[Values], hedges: list[Values], *rest: list[Values]
) -> GroundedClaim:
    report, _, claim, kind, stance, scope, start, end, quote, first, last, trigger, score = row
    actors, places, (time,), sources = rest
    return GroundedClaim(
        claim=Claim(
            claim=claim,
            report=report,
            type=ClaimType(kind),
            stance=Stance(stance),
            scope=Scope(scope),
            evidence=Span(start=start, end=end, text=quote),
            trigger=Span(start=first, end=last, text=trigger),
            score=score,
            fillers=tuple(_filler(values) for values in fillers),
            figures=tuple(_figure(values) for values in figures),
            hedges=tuple(
                Hedge(kind=HedgeKind(kind), text=text, start=start, end=end)
                for kind, text, start, end in hedges
            ),
        ),
        actors=tuple(_actor(values) for values in actors),
        places=tuple(_place(values) for values in places),
        time=_time(time),
        sources=tuple(
            SourceMention(filler=_filler(values[:_WORDED]), name=values[_WORDED]) for values in sources
        ),
    )


def _filler(values: Values) -> Filler:
    role, start, end, text, score, antecedent, chance = values
    return Filler(
        role=Role(role),
        start=start,
        end=end,
        text=text,
        score=score,
        antecedent=antecedent,
        antecedent_score=chance,
    )


def _actor(values: Values) -> ActorMention:
    actor, name, score, reason, label = values[_WORDED:]
    return ActorMention(
        filler=_filler(values[:_WORDED]), actor=actor, name=name, score=score, reason=reason, label=label
    )


def _place(values: Values) -> PlaceMention:
    place, name, lat, lon, radius_km, precision, admin1, country, score, reason = values[_WORDED:]
    return PlaceMention(
        filler=_filler(values[:_WORDED]),
        place=place,
        name=name,
        lat=lat,
        lon=lon,
        radius_km=radius_km,
        precision=None if precision is None else Precision(precision),
        admin1=admin1,
        country=country,
        score=score,
        reason=reason,
    )


def _time(values: Values) -> TimeReading:
    text, start, end, earliest, latest, basis, reason, said_earliest, said_latest = values
    return TimeReading(
        text=text,
        start=start,
        end=end,
        earliest=earliest,
        latest=latest,
        basis=None if basis is None else Basis(basis),
        reason=reason,
        said_earliest=said_earliest,
        said_latest=said_latest,
    )


def _figure(values: Values) -> Figure:
    kind, text, start, end, low, high, of, unknown, part_of = values
    return Figure(
        kind=FigureKind(kind),
        text=text,
        start=start,
        end=end,
        min=low,
        max=high,
        of=of,
        unknown=unknown,
        part_of=part_of,
    )
