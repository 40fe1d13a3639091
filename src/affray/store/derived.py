"""What is derived from claims and pins: when reports were published, and the grounding that follows.

Everything here can be rebuilt; pins cannot, and are kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha1

import duckdb

from affray.model import GroundedClaim, Report
from affray.store import rows
from affray.store.characters import keep, restore
from affray.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's word for when a report was published, and why."""

    report: str
    earliest: date
    latest: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report's asserted claims name: actors, who fights whom, places, figures at places.

    `sentences` are digests of the longer sentences, for those that stand in several reports.
    """

    report: str
    actors: frozenset[str]
    sides: frozenset[str]
    places: frozenset[str]
    figures: frozenset[tuple[str, ...]]
    sentences: frozenset[str] = frozenset()


# Only what is asserted is told; an area is no place that two reports meet in.
_ACTORS = """
SELECT DISTINCT a.report, a.actor FROM claim_actors a
JOIN claims c ON c.report = a.report AND c.position = a.position
WHERE a.actor IS NOT NULL AND c.stance = 'asserted'
"""
_FIGHTS = frozenset(
    {
        "clash", "attack", "shelling", "air_strike", "bombing", "suicide_bombing", "capture", "withdrawal",
        "siege", "killing", "declaration_of_war",
    }
)  # fmt: skip
_SIDES = f"""
SELECT DISTINCT a.report, least(a.actor, b.actor) || '|' || greatest(a.actor, b.actor) FROM claim_actors a
JOIN claim_actors b ON a.report = b.report AND a.position = b.position AND a.role = 'a' AND b.role = 'b'
JOIN claims c ON c.report = a.report AND c.position = a.position
WHERE a.actor <> b.actor AND c.stance = 'asserted'
AND c.type IN ({", ".join(repr(kind) for kind in sorted(_FIGHTS))})
"""  # noqa: S608 types of our own
_PLACES = """
SELECT DISTINCT p.report, p.name FROM claim_places p
JOIN claims c ON c.report = p.report AND c.position = p.position
WHERE p.place IS NOT NULL AND p.precision IN ('point', 'near') AND c.stance = 'asserted'
"""
_FIGURES = """
SELECT DISTINCT f.report, f.kind, f.min, f.max, p.name FROM figures f
JOIN claims c ON c.report = f.report AND c.position = f.position
JOIN claim_places p ON p.report = f.report AND p.position = f.position
WHERE p.place IS NOT NULL AND p.precision IN ('point', 'near') AND c.stance = 'asserted'
AND greatest(coalesce(f.min, 0), coalesce(f.max, 0)) >= 5
"""

_QUOTES = "SELECT DISTINCT report, quote FROM claims WHERE stance = 'asserted'"
# A sentence of fewer words may stand in two reports by chance.
_WORDS = 10


def told(connection: duckdb.DuckDBPyConnection) -> list[Told]:
    """What each report names, in the order of their ids."""
    actors: defaultdict[str, set[str]] = defaultdict(set)
    sides: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[str]] = defaultdict(set)
    figures: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    for report, actor in connection.execute(_ACTORS).fetchall():
        actors[report].add(restore(actor))
    for report, pair in connection.execute(_SIDES).fetchall():
        sides[report].add(restore(pair))
    for report, name in connection.execute(_PLACES).fetchall():
        places[report].add(restore(name))
    for report, kind, low, high, name in connection.execute(_FIGURES).fetchall():
        figures[report].add((kind, str(low), str(high), restore(name)))
    for report, quote in connection.execute(_QUOTES).fetchall():
        quotes[report].add(restore(quote))
    return [
        Told(
            report=restore(report),
            actors=frozenset(actors[report]),
            sides=frozenset(sides[report]),
            places=frozenset(places[report]),
            figures=frozenset(figures[report]),
            sentences=_digests(quotes[report]),
        )
        for (report,) in connection.execute("SELECT report FROM reports ORDER BY report").fetchall()
    ]


def told_by(report: str, claims: Sequence[GroundedClaim]) -> Told:
    """The same of claims that are not kept so."""
    own = [grounded for grounded in claims if grounded.claim.stance == "asserted"]
    return Told(
        report=report,
        actors=frozenset(
            mention.actor for grounded in own for mention in grounded.actors if mention.actor is not None
        ),
        sides=frozenset(pair for grounded in own for pair in _fight(grounded)),
        places=frozenset(name for grounded in own for name in _named(grounded)),
        figures=frozenset(
            (str(figure.kind), str(figure.min), str(figure.max), name)
            for grounded in own
            for figure in grounded.claim.figures
            if max(figure.min or 0, figure.max or 0) >= 5
            for name in _named(grounded)
        ),
        sentences=_digests(grounded.claim.evidence.text for grounded in own),
    )


def _digests(quotes: Iterable[str]) -> frozenset[str]:
    """The longer ones of these sentences, each as a digest of its words."""
    folded = (fold(quote).split() for quote in quotes)
    return frozenset(
        sha1(" ".join(words).encode(), usedforsecurity=False).hexdigest()[:16]
        for words in folded
        if len(words) >= _WORDS
    )


def _fight(grounded: GroundedClaim) -> set[str]:
    """Who fights whom in a claim, whichever side each is on."""
    if grounded.claim.type not in _FIGHTS:
        return set()
    one, other = (
        {mention.actor for mention in grounded.actors if mention.actor and mention.filler.role == role}
        for role in ("a", "b")
    )
    return {"|".join(sorted((a, b))) for a in one for b in other if a != b}


def _named(grounded: GroundedClaim) -> list[str]:
    return [
        mention.name
        for mention in grounded.places
        if mention.place is not None and mention.name is not None and mention.precision in ("point", "near")
    ]


def touched(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Reports whose days are not by their own witnesses alone, or that have none yet.

    Those that the gate dropped need none.
    """
    found = connection.execute(
        "SELECT report FROM report_published WHERE \"of\" = 'all' AND pinned UNION "
        "SELECT report FROM report_witnesses WHERE \"of\" = 'all' AND basis = 'other-report' UNION "
        "SELECT report FROM reports WHERE dropped IS NULL "
        "AND report NOT IN (SELECT report FROM report_published)"
    ).fetchall()
    return frozenset(restore(report) for (report,) in found)


def pins(connection: duckdb.DuckDBPyConnection) -> dict[str, Pin]:
    """The pins by report."""
    found = connection.execute(
        "SELECT report, earliest, latest, because FROM pins ORDER BY report"
    ).fetchall()
    return {
        restore(report): Pin(
            report=restore(report), earliest=earliest, latest=latest, because=restore(because)
        )
        for report, earliest, latest, because in found
    }


def pin(connection: duckdb.DuckDBPyConnection, new: Pin) -> None:
    """Keep a pin in place of an older one."""
    unpin(connection, new.report)
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    connection.execute(
        "INSERT INTO pins VALUES (?, ?, ?, ?, ?)",
        [keep(new.report), new.earliest, new.latest, keep(new.because), now],
    )


def unpin(connection: duckdb.DuckDBPyConnection, report: str) -> bool:
    """Drop a report's pin; whether it had one."""
    return bool(
        connection.execute("DELETE FROM pins WHERE report = ? RETURNING report", [keep(report)]).fetchall()
    )


def clear(connection: duckdb.DuckDBPyConnection, report: str, of: Iterable[str]) -> None:
    """Delete the derived rows of a report that new ones take the place of."""
    for table in ("report_published", "report_witnesses"):
        for kind in of:
            connection.execute(f'DELETE FROM {table} WHERE report = ? AND "of" = ?', [keep(report), kind])  # noqa: S608
    for table in rows.GROUNDED:
        connection.execute(f"DELETE FROM {table} WHERE report = ?", [keep(report)])  # noqa: S608


def rows_of(report: Report, claims: Sequence[GroundedClaim], of: Iterable[str]) -> dict[str, list[rows.Row]]:
    """The derived rows of a report."""
    found = rows.regrounded(report.report, claims)
    for kind in of:
        for table, new in rows.of_published(report, kind).items():
            found.setdefault(table, []).extend(rows.kept(row) for row in new)
    return found
