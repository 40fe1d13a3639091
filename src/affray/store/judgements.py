"""Keeps what persons judged: derived from nothing, never altered, only taken back."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

import duckdb

from affray.model import Anchor, ClaimType, Judgement, Verb
from affray.store.characters import keep, restore

_ANCHOR = ("claim", "report", "type", "start", "end", "trigger_start", "trigger_end", "quote")
_COLUMNS = ", ".join(f'"{name}"' for name in _ANCHOR)


def judgements(connection: duckdb.DuckDBPyConnection) -> tuple[Judgement, ...]:
    """All judgements, those taken back too, in the order in which they were made."""
    anchors: defaultdict[tuple[str, str], list[Anchor]] = defaultdict(list)
    for judgement, group, *values in connection.execute(
        f"SELECT judgement, side, {_COLUMNS} FROM judgement_anchors ORDER BY judgement, n"  # noqa: S608
    ).fetchall():
        anchors[judgement, group].append(_anchor(values))
    return tuple(
        Judgement(
            judgement=restore(judgement),
            verb=Verb(verb),
            subjects=tuple(anchors[judgement, "subjects"]),
            others=tuple(anchors[judgement, "others"]),
            field=_restored(field),
            value=_restored(value),
            by=restore(by),
            at=at,
            because=restore(because),
            revoked=revoked,
            revoked_by=_restored(revoked_by),
        )
        for judgement, verb, field, value, by, at, because, revoked, revoked_by in connection.execute(
            "SELECT judgement, verb, field, value, judge, judged, because, revoked, revoked_by "
            "FROM judgements ORDER BY judged, judgement"
        ).fetchall()
    )


def _anchor(values: list[Any]) -> Anchor:
    found = dict(zip(_ANCHOR, (_restored(value) for value in values), strict=True))
    return Anchor(**found | {"type": ClaimType(found["type"])})


def _restored(value: Any) -> Any:
    return restore(value) if isinstance(value, str) else value


def judge(connection: duckdb.DuckDBPyConnection, new: Judgement) -> None:
    """Keep a judgement."""
    connection.execute(
        "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            _kept(value)
            for value in (
                new.judgement, new.verb, new.field, new.value, new.by, new.at, new.because,
                new.revoked, new.revoked_by,
            )
        ],
    )  # fmt: skip
    listed = [("subjects", anchor) for anchor in new.subjects] + [("others", anchor) for anchor in new.others]
    for n, (group, anchor) in enumerate(listed):
        values = [_kept(getattr(anchor, name)) for name in _ANCHOR]
        connection.execute(
            f"INSERT INTO judgement_anchors (judgement, n, side, {_COLUMNS}) "  # noqa: S608
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [keep(new.judgement), n, group, *values],
        )


def _kept(value: Any) -> Any:
    return keep(str(value)) if isinstance(value, str) else value


def revoke(connection: duckdb.DuckDBPyConnection, judgement: str, *, by: str, at: datetime) -> None:
    """Take a judgement back."""
    connection.execute(
        "UPDATE judgements SET revoked = ?, revoked_by = ? WHERE judgement = ?",
        [at, keep(by), keep(judgement)],
    )
