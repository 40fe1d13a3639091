"""Control and relations as rows: derived from claims, written whole by each refresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import duckdb

from affray.model import (
    ChangeKind,
    ControlChange,
    ControlSpell,
    ControlState,
    DayRun,
    Degree,
    EventPlace,
    Precision,
    RelationEdge,
    RelationKind,
    RelationMode,
    RelationTelling,
)
from affray.store.characters import keep, restore
from affray.store.rows import Row

# A place's columns, as those of claim_places; `place` is the key that its spells are kept under.
_WHERE = (
    "place VARCHAR NOT NULL, place_id VARCHAR, name VARCHAR NOT NULL, lat DOUBLE, lon DOUBLE, "
    "radius_km DOUBLE, precision VARCHAR, admin1 VARCHAR, country VARCHAR"
)
_TOLD = "claim VARCHAR NOT NULL, report VARCHAR NOT NULL, root VARCHAR NOT NULL, root_name VARCHAR NOT NULL"
_LIST = "VARCHAR[] NOT NULL"

# `control_claims` holds what each claim tells of who holds a place, `control` the spells made of them by
# all that is known; `relations` and `relation_claims` likewise. A store that had none of it is to be
# refreshed.
TABLES = f"""
CREATE TABLE control_claims (
    {_TOLD}, {_WHERE}, kind VARCHAR NOT NULL, holders {_LIST}, words VARCHAR, taken_from {_LIST},
    degree VARCHAR NOT NULL, dated BOOLEAN NOT NULL, earliest DATE, latest DATE, known DATE,
    told INTEGER NOT NULL, sentence INTEGER NOT NULL, presupposed BOOLEAN NOT NULL
);
CREATE TABLE control (
    spell VARCHAR NOT NULL, {_WHERE}, state VARCHAR NOT NULL, holders {_LIST}, words VARCHAR,
    degree VARCHAR NOT NULL, since_earliest DATE, since_latest DATE, begun_by DATE NOT NULL,
    ended BOOLEAN NOT NULL, until_earliest DATE, until_latest DATE, ended_by DATE, taken_from {_LIST},
    implied BOOLEAN NOT NULL, claims {_LIST}, roots {_LIST}, last_told DATE NOT NULL, disagrees {_LIST}
);
CREATE TABLE relations (
    edge VARCHAR NOT NULL, a VARCHAR NOT NULL, b VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    sign INTEGER NOT NULL, mode VARCHAR NOT NULL, directed BOOLEAN NOT NULL, earliest DATE, latest DATE,
    fact VARCHAR
);
CREATE TABLE relation_claims (
    edge VARCHAR NOT NULL, n INTEGER NOT NULL, {_TOLD}, dated BOOLEAN NOT NULL, earliest DATE, latest DATE,
    known DATE, past BOOLEAN NOT NULL, reason VARCHAR
);
CREATE VIEW control_spell_claims AS SELECT spell, place, unnest(claims) AS claim FROM control;
DELETE FROM refreshes;
"""  # noqa: S608 the parts are those above

NAMES = ("control_claims", "control", "relations", "relation_claims")
_PLACE = ("place", "place_id", "name", "lat", "lon", "radius_km", "precision", "admin1", "country")
_CHANGE = (
    "claim", "report", "root", "root_name", *_PLACE, "kind", "holders", "words", "taken_from", "degree",
    "dated", "earliest", "latest", "known", "told", "sentence", "presupposed",
)  # fmt: skip
_SPELL = (
    "spell", *_PLACE, "state", "holders", "words", "degree", "since_earliest", "since_latest", "begun_by",
    "ended", "until_earliest", "until_latest", "ended_by", "taken_from", "implied", "claims", "roots",
    "last_told", "disagrees",
)  # fmt: skip
_EDGE = ("edge", "a", "b", "kind", "sign", "mode", "directed", "earliest", "latest", "fact")
_TELLING = (
    "edge", "claim", "report", "root", "root_name", "dated", "earliest", "latest", "known", "past", "reason",
)  # fmt: skip
_BATCH = 1024


def rows_of(
    changes: Iterable[ControlChange], spells: Iterable[ControlSpell], edges: Iterable[RelationEdge]
) -> dict[str, list[Row]]:
    """The rows of all that is derived, by table."""
    found: dict[str, list[Row]] = {name: [] for name in NAMES}
    found["control_claims"] = [_kept(_of_change(change)) for change in changes]
    found["control"] = [_kept(_of_spell(spell)) for spell in spells]
    for edge in edges:
        found["relations"].append(_kept({name: getattr(edge, name) for name in _EDGE}))
        for n, telling in enumerate(edge.tellings):
            found["relation_claims"].append(_kept(_of_telling(edge.edge, telling) | {"n": n}))
    return found


def changes(connection: duckdb.DuckDBPyConnection) -> Iterator[ControlChange]:
    """What each claim tells of who holds a place, by report, then in the order of the telling."""
    for row in _rows(connection, "control_claims", _CHANGE, "report, told, claim, place"):
        yield ControlChange(
            claim=row["claim"],
            report=row["report"],
            root=row["root"],
            root_name=row["root_name"],
            place=row["place"],
            where=_where(row),
            kind=ChangeKind(row["kind"]),
            holders=tuple(row["holders"]),
            words=row["words"],
            from_=tuple(row["taken_from"]),
            degree=Degree(row["degree"]),
            days=DayRun(earliest=row["earliest"], latest=row["latest"]) if row["dated"] else None,
            known=row["known"],
            order=row["told"],
            sentence=row["sentence"],
            presupposed=row["presupposed"],
        )


def spells(connection: duckdb.DuckDBPyConnection) -> Iterator[ControlSpell]:
    """The spells of every place, by place, then by days."""
    for row in _rows(connection, "control", _SPELL, "place, rowid"):
        until = DayRun(earliest=row["until_earliest"], latest=row["until_latest"])
        yield ControlSpell(
            spell=row["spell"],
            place=row["place"],
            where=_where(row),
            state=ControlState(row["state"]),
            holders=tuple(row["holders"]),
            words=row["words"],
            degree=Degree(row["degree"]),
            since=DayRun(earliest=row["since_earliest"], latest=row["since_latest"]),
            by=row["begun_by"],
            until=until if row["ended"] else None,
            until_by=row["ended_by"],
            taken_from=tuple(row["taken_from"]),
            implied=row["implied"],
            claims=tuple(row["claims"]),
            roots=tuple(row["roots"]),
            last_told=row["last_told"],
            disagrees=tuple(row["disagrees"]),
        )


def edges(connection: duckdb.DuckDBPyConnection) -> Iterator[RelationEdge]:
    """The edges with their tellings, by who, whom and kind."""
    told: dict[str, list[RelationTelling]] = {}
    for row in _rows(connection, "relation_claims", _TELLING, "edge, n"):
        told.setdefault(row["edge"], []).append(
            RelationTelling(
                claim=row["claim"],
                report=row["report"],
                root=row["root"],
                root_name=row["root_name"],
                days=DayRun(earliest=row["earliest"], latest=row["latest"]) if row["dated"] else None,
                known=row["known"],
                past=row["past"],
                reason=row["reason"],
            )
        )
    for row in _rows(connection, "relations", _EDGE, "a, b, kind, mode, fact NULLS FIRST, edge"):
        yield RelationEdge(
            **{
                **row,
                "kind": RelationKind(row["kind"]),
                "mode": RelationMode(row["mode"]),
                "tellings": tuple(told.get(row["edge"], ())),
            }
        )


def undated_reports(connection: duckdb.DuckDBPyConnection) -> int:
    """How many reports that make claims have no last day that they may be of."""
    row = connection.execute(
        "SELECT count(DISTINCT c.report) FROM claims c LEFT JOIN published p ON p.report = c.report "
        "WHERE p.latest IS NULL"
    ).fetchone()
    return int(row[0]) if row else 0


def _of_change(change: ControlChange) -> Row:
    names = ("claim", "report", "root", "root_name", "words", "known", "sentence", "presupposed")
    return {name: getattr(change, name) for name in names} | {
        **_of_place(change.place, change.where),
        "kind": str(change.kind),
        "holders": list(change.holders),
        "taken_from": list(change.from_),
        "degree": str(change.degree),
        "told": change.order,
        **_of_days(change.days),
    }


def _of_spell(spell: ControlSpell) -> Row:
    until = spell.until
    return {name: getattr(spell, name) for name in ("spell", "words", "implied", "last_told")} | {
        **_of_place(spell.place, spell.where),
        "state": str(spell.state),
        "holders": list(spell.holders),
        "degree": str(spell.degree),
        "since_earliest": spell.since.earliest,
        "since_latest": spell.since.latest,
        "begun_by": spell.by,
        "ended": until is not None,
        "until_earliest": until.earliest if until else None,
        "until_latest": until.latest if until else None,
        "ended_by": spell.until_by,
        "taken_from": list(spell.taken_from),
        "claims": list(spell.claims),
        "roots": list(spell.roots),
        "disagrees": list(spell.disagrees),
    }


def _of_telling(edge: str, telling: RelationTelling) -> Row:
    names = ("claim", "report", "root", "root_name", "known", "past", "reason")
    return {name: getattr(telling, name) for name in names} | {"edge": edge, **_of_days(telling.days)}


def _of_days(days: DayRun | None) -> Row:
    return {
        "dated": days is not None,
        "earliest": days.earliest if days else None,
        "latest": days.latest if days else None,
    }


def _of_place(place: str, where: EventPlace) -> Row:
    names = ("name", "lat", "lon", "radius_km", "precision", "admin1", "country")
    return {name: getattr(where, name) for name in names} | {"place": place, "place_id": where.place}


def _where(row: dict[str, Any]) -> EventPlace:
    names = ("name", "lat", "lon", "radius_km", "admin1", "country")
    precision = row["precision"]
    return EventPlace(
        place=row["place_id"],
        precision=None if precision is None else Precision(precision),
        **{name: row[name] for name in names},
    )


def _kept(row: Row) -> Row:
    return {name: _kept_value(value) for name, value in row.items()}


def _kept_value(value: Any) -> Any:
    if isinstance(value, str):
        return keep(value)
    return [keep(each) for each in value] if isinstance(value, list) else value


def _restored(value: Any) -> Any:
    if isinstance(value, str):
        return restore(value)
    return [restore(each) for each in value] if isinstance(value, list) else value


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...], order: str
) -> Iterator[dict[str, Any]]:
    cursor = connection.cursor()
    try:
        cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {order}")  # noqa: S608 names of our own
        while batch := cursor.fetchmany(_BATCH):
            for row in batch:
                yield {name: _restored(value) for name, value in zip(names, row, strict=True)}
    finally:
        cursor.close()
