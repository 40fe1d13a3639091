"""What the server reads of all events, reports and actors at once: single queries, no values of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from affray.model import Change, Link, WeightPart
from affray.store import search
from affray.store.characters import keep, restore

Row = tuple[Any, ...]

# An event's killed: those of no one side where any claim tells them so, else the sum over the sides; open
# above where one side is.
_EVENTS = """
WITH actors AS (
    SELECT event, list(actor ORDER BY n) FILTER (WHERE role = 'a') AS a,
        list(actor ORDER BY n) FILTER (WHERE role = 'b') AS b
    FROM event_actors GROUP BY event
), roots AS (
    SELECT event, list(root ORDER BY n) AS roots, list(name ORDER BY n) AS names,
        list(first_seen ORDER BY n) AS seen
    FROM event_roots GROUP BY event
), told AS (
    SELECT event, count(*) AS claims, count(DISTINCT report) AS reports FROM event_claims GROUP BY event
), killed AS (
    SELECT event,
        coalesce(max(low) FILTER (WHERE side IS NULL), sum(low)) AS low,
        coalesce(max(best) FILTER (WHERE side IS NULL), sum(best)) AS best,
        CASE WHEN count(*) FILTER (WHERE side IS NULL) > 0 THEN max(high) FILTER (WHERE side IS NULL)
            WHEN count(*) = count(high) THEN sum(high) END AS high
    FROM event_figures WHERE kind = 'killed' GROUP BY event
)
SELECT e.event, e.type, e.scope, e.stance, e.grade, e.earliest, e.latest, e.first_seen, e.last_seen,
    e.place, e.name, e.lat, e.lon, e.radius_km, e.precision, e.admin1, e.country, e.verdict,
    coalesce(actors.a, []), coalesce(actors.b, []), coalesce(roots.roots, []), coalesce(roots.names, []),
    coalesce(roots.seen, []), coalesce(told.claims, 0), coalesce(told.reports, 0),
    killed.low, killed.best, killed.high
FROM events e LEFT JOIN actors USING (event) LEFT JOIN roots USING (event) LEFT JOIN told USING (event)
LEFT JOIN killed USING (event)
ORDER BY e.earliest NULLS LAST, e.event
"""

_REPORTS = """
SELECT r.report, r.title, r.outlet, r.origin, r.dateline, r.language, r.dropped, p.earliest, p.latest,
    p.best, coalesce(p.pinned, false), coalesce(c.claims, 0), left(r.text, 240)
FROM reports r LEFT JOIN published p USING (report)
LEFT JOIN (SELECT report, count(*) AS claims FROM claims {only} GROUP BY report) c USING (report)
"""

_ACTORS = """
SELECT actor, mode(name), count(*), count(DISTINCT report), list_distinct(list(label))
FROM claim_actors WHERE actor IS NOT NULL GROUP BY actor ORDER BY count(*) DESC, actor
"""

_PLACES = """
SELECT place, mode(name), any_value(lat), any_value(lon), any_value(radius_km), mode(precision),
    mode(admin1), mode(country), count(*)
FROM claim_places WHERE place IS NOT NULL GROUP BY place ORDER BY count(*) DESC, place
"""


def events(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row an event, in the order of days, then ids; the columns are those of `catalogue.Entry`."""
    return _rows(connection, _EVENTS)


def stood(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """How events stood while not all was known: event, day, grade, killed, by event, then day."""
    return _rows(
        connection, "SELECT event, known, grade, low, best, high FROM event_stood ORDER BY event, known"
    )


def events_of_claims(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The event and the report of each claim that tells one or stands beside it."""
    return _rows(connection, "SELECT claim, event, report FROM event_claims")


def telling(connection: duckdb.DuckDBPyConnection, words: str) -> set[str]:
    """The events of claims whose sentence, with the report's title, holds all of the words in some form."""
    where, terms = search.condition(connection, words, titles=True)
    sql = (
        "SELECT DISTINCT e.event FROM claims c JOIN event_claims e USING (claim) "  # noqa: S608 ours
        f"WHERE {where}"
    )
    return {restore(event) for (event,) in connection.execute(sql, terms).fetchall()}


def reports(connection: duckdb.DuckDBPyConnection, words: str = "") -> list[Row]:
    """One row a report, the latest first; with words, those that hold all in some form, the fittest first."""
    if not words:
        every = _REPORTS.format(only="")
        return _rows(connection, f"{every} ORDER BY p.best DESC NULLS LAST, r.report")
    scores = search.reports(connection, words)
    return sorted(brief(connection, list(scores)), key=lambda row: (-scores[row[0]], row[0]))


def brief(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[Row]:
    """The rows of certain reports."""
    if not names:
        return []
    listed = "report IN (SELECT unnest(?::VARCHAR[]))"
    some = _REPORTS.format(only=f"WHERE {listed}")
    asked = [keep(name) for name in names]
    return _rows(connection, f"{some} WHERE r.{listed} ORDER BY r.report", [asked, asked])


def actors(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The actors that claims name: id, name, mentions, reports, labels used for it."""
    return _rows(connection, _ACTORS)


def places(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The places that claims name: id, name, point, radius, precision, division, country, mentions."""
    return _rows(connection, _PLACES)


def reports_of(connection: duckdb.DuckDBPyConnection, claims: Sequence[str]) -> dict[str, str]:
    """The report of each of some claims."""
    if not claims:
        return {}
    listed = ", ".join("?" for _ in claims)
    sql = f"SELECT claim, report FROM claims WHERE claim IN ({listed})"  # noqa: S608 marks of parameters
    return dict(_rows(connection, sql, [keep(claim) for claim in claims]))


def links(connection: duckdb.DuckDBPyConnection, claims: Sequence[str]) -> list[Link]:
    """The links of some claims, to each other and to others, the likeliest first."""
    if not claims:
        return []
    asked = [keep(claim) for claim in claims] * 2
    listed = ", ".join("?" for _ in claims)
    any_of = f"WHERE claim IN ({listed}) OR other IN ({listed})"
    parts: defaultdict[tuple[str, str], list[WeightPart]] = defaultdict(list)
    for one, other, name, weight, words in _rows(
        connection,
        f"SELECT claim, other, name, weight, words FROM link_parts {any_of} ORDER BY claim, other, n",  # noqa: S608
        asked,
    ):
        parts[one, other].append(WeightPart(name=name, weight=weight, words=words))
    return [
        Link(claim=one, other=other, weight=weight, parts=tuple(parts[one, other]), barred=barred)
        for one, other, weight, barred in _rows(
            connection,
            f"SELECT claim, other, weight, barred FROM links {any_of} ORDER BY weight DESC, claim, other",  # noqa: S608
            asked,
        )
    ]


def changes(connection: duckdb.DuckDBPyConnection, event: str) -> list[Change]:
    """What refreshes made of an event, oldest first."""
    return [
        Change(
            refresh=refresh,
            kind=kind,
            event=of,
            because=because,
            others=tuple(others),
            reports=tuple(reports),
            at=at,
        )
        for refresh, kind, of, because, others, reports, at in _rows(
            connection,
            "SELECT refresh, kind, event, because, others, reports, changed FROM changes "
            "WHERE event = $event OR list_contains(others, $event) ORDER BY refresh, n",
            {"event": keep(event)},
        )
    ]


def labels(connection: duckdb.DuckDBPyConnection, actor: str) -> list[Row]:
    """The words used for an actor: text, label, how often, first and last day of the claims."""
    return _rows(
        connection,
        "SELECT a.text, max(a.label), count(*), min(t.earliest), max(t.latest) FROM claim_actors a "
        "LEFT JOIN claim_times t ON t.report = a.report AND t.position = a.position "
        "WHERE a.actor = ? GROUP BY a.text ORDER BY count(*) DESC, a.text LIMIT 60",
        [keep(actor)],
    )


def claims(connection: duckdb.DuckDBPyConnection, where: str, terms: Sequence[Any]) -> list[Row]:
    """The claims that a condition on `c` holds for, as claim and report, in the order of reports and text.

    Args:
        connection: The store's.
        where: A condition of ours, never of a request: what is asked stands in `terms`.
        terms: Its parameters.
    """
    return _rows(
        connection,
        f"SELECT c.claim, c.report FROM claims c WHERE {where} ORDER BY c.report, c.position",  # noqa: S608
        terms,
    )


def near_links(connection: duckdb.DuckDBPyConnection, far: float) -> list[Row]:
    """The links that nothing bars whose weight is nearer to 0: claims, weight, report of the first."""
    return _rows(
        connection,
        "SELECT l.claim, l.other, l.weight, c.report FROM links l JOIN claims c ON c.claim = l.claim "
        "WHERE l.barred IS NULL AND abs(l.weight) < ? ORDER BY abs(l.weight), l.claim, l.other LIMIT 400",
        [far],
    )


def doubtful_places(connection: duckdb.DuckDBPyConnection, unsure: float) -> list[Row]:
    """Places of asserted claims read with a lesser score or not at all."""
    return _rows(
        connection,
        "SELECT p.claim, p.report, p.text, p.place, p.name, p.score FROM claim_places p "
        "JOIN claims c ON c.report = p.report AND c.position = p.position "
        "WHERE c.stance = 'asserted' AND (p.place IS NULL OR p.score < ?) "
        "ORDER BY p.place IS NULL DESC, p.score, p.report, p.position, p.n LIMIT 400",
        [unsure],
    )


def wide_reports(connection: duckdb.DuckDBPyConnection, wide: int) -> list[Row]:
    """Reports with claims that no person dated and that may be of many days, or of any."""
    return _rows(
        connection,
        "SELECT r.report, c.claim, p.latest - p.earliest + 1, p.reason, "
        "coalesce(p.earliest::VARCHAR, '') || '..' || coalesce(p.latest::VARCHAR, '') FROM reports r "
        "JOIN claims c ON c.report = r.report AND c.position = 0 "
        "LEFT JOIN published p ON p.report = r.report "
        "WHERE NOT coalesce(p.pinned, false) AND (p.earliest IS NULL OR p.latest IS NULL "
        "OR p.latest - p.earliest + 1 > ?) ORDER BY r.report LIMIT 400",
        [wide],
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, terms: Sequence[Any] | dict[str, Any] = ()
) -> list[Row]:
    given = terms if isinstance(terms, dict) else list(terms)
    return list(_restored(connection.execute(sql, given).fetchall()))


def _restored(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        yield tuple(_value(value) for value in row)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return restore(value)
    return [_value(each) for each in value] if isinstance(value, list) else value
