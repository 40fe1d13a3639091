"""What a store holds, in numbers. Sums are of claims as told, never of events: several may tell one."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from affray.store.characters import restore

# How many aggregate figures are listed; the count of all of them is given beside.
_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """The killed of one side, summed over asserted incident claims.

    Attributes:
        side: The victims' actors (names, else the words), sorted and joined by " + "; None: not said.
        claims: Claims with such a figure.
        low: Sum of the lower bounds; a figure without one adds nothing.
        high: Sum of the upper bounds; None when any of the figures is open upwards.
        unknown: Figures said to be unknown, which are in neither sum.
    """

    side: str | None
    claims: int
    low: int
    high: int | None
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """One figure of killed over a period or an area: never added to anything."""

    claim: str
    report: str
    text: str
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a store holds.

    Attributes:
        reports: Reports coded.
        dropped: Those of them that the gate dropped, so that they have no claims.
        claims: Claims of all stances.
        skips: Skips by reason, the most frequent first.
        types: Claims by type, the most frequent first.
        stances: Claims by stance, the most frequent first.
        killed: By side, the largest first.
        aggregates: The first of the aggregate figures of killed, by report and text.
        aggregate_count: How many aggregate figures of killed there are.
        events: Asserted events by grade, the most frequent first.
        several: Those of them that several independent roots tell.
    """

    reports: int
    dropped: int
    claims: int
    skips: dict[str, int]
    types: dict[str, int]
    stances: dict[str, int]
    killed: tuple[Killed, ...]
    aggregates: tuple[Aggregate, ...]
    aggregate_count: int
    events: dict[str, int]
    several: int


# Victims are whom it is done to: of several, those whose words hold the figure. In a clash both sides
# may be, so there the figure must stand in a side's words. Where no such words hold it, those for whom
# it counts (`of`) are the side, and only then the one victim that a claim names elsewhere.
# A part is within its whole, and a number that two claims of a report share is one number.
# An actor that had several names is counted under the one that it is most often called by.
_SIDES = """
WITH names AS (
    SELECT DISTINCT ON (actor) actor, name FROM (
        SELECT actor, name, count(*) AS n FROM claim_actors WHERE actor IS NOT NULL GROUP BY ALL
    ) ORDER BY actor, n DESC, name
), called AS (
    SELECT c.report, c.position, c.role, f.start, f."end", coalesce(names.name, c.name, c.text) AS name
    FROM claim_actors c LEFT JOIN names ON names.actor = c.actor
    -- Of a filler that names several parties each has its own words; a figure belongs to all of them.
    JOIN claim_fillers f ON f.report = c.report AND f.position = c.position AND f.role = c.role
        AND f.start <= c.start AND c."end" <= f."end"
), parties AS (
    SELECT report, position, role, start, "end", string_agg(DISTINCT name, ' + ' ORDER BY name) AS side
    FROM called GROUP BY ALL
), lone AS (
    SELECT report, position, any_value(side) AS side FROM parties WHERE role = 'b'
    GROUP BY ALL HAVING count(*) = 1
), told AS (
    SELECT f.report, f.position, f.min, f.max, f.unknown,
        coalesce((
            SELECT min(v.side) FROM parties v WHERE v.report = f.report AND v.position = f.position
            AND v.start < f."end" AND f.start < v."end" AND (v.role = 'b' OR c.type = 'clash')
        ), f."of", CASE WHEN c.type <> 'clash' THEN lone.side END) AS side
    FROM figures f
    JOIN claims c ON c.report = f.report AND c.position = f.position
    LEFT JOIN lone ON lone.report = f.report AND lone.position = f.position
    WHERE f.kind = 'killed' AND c.stance = 'asserted' AND c.scope = 'incident' AND f.part_of IS NULL
    QUALIFY row_number() OVER (PARTITION BY f.report, f.start, f."end" ORDER BY f.position) = 1
)
SELECT side, count(DISTINCT {r: report, p: position}),
    coalesce(sum(min::HUGEINT) FILTER (NOT unknown), 0)::VARCHAR,
    CASE WHEN count(*) FILTER (NOT unknown AND max IS NULL) = 0
        THEN coalesce(sum(max::HUGEINT) FILTER (NOT unknown), 0)::VARCHAR END,
    count(*) FILTER (unknown)
FROM told GROUP BY side
ORDER BY coalesce(sum(min::HUGEINT), 0) DESC, side NULLS LAST
"""

_AGGREGATES = """
SELECT f.claim, f.report, f.text, f.min, f.max
FROM figures f JOIN claims c ON c.report = f.report AND c.position = f.position
WHERE f.kind = 'killed' AND c.stance = 'asserted' AND c.scope = 'aggregate'
ORDER BY f.report, f.position, f.n
"""


_SEVERAL = """
SELECT count(*) FROM (
    SELECT event FROM event_roots JOIN events USING (event) WHERE stance = 'asserted'
    GROUP BY event HAVING count(DISTINCT root) > 1
)
"""


def summarize(connection: duckdb.DuckDBPyConnection) -> Summary:
    """Count what a store holds."""
    listed = connection.execute(f"{_AGGREGATES} LIMIT {_LISTED}").fetchall()
    return Summary(
        reports=_number(connection, "SELECT count(*) FROM reports"),
        dropped=_number(connection, "SELECT count(dropped) FROM reports"),
        claims=_number(connection, "SELECT count(*) FROM claims"),
        skips=_counts(connection, "reason", "skips"),
        types=_counts(connection, "type", "claims"),
        stances=_counts(connection, "stance", "claims"),
        killed=tuple(
            Killed(
                side=None if side is None else restore(side),
                claims=claims,
                low=int(low),
                high=None if high is None else int(high),
                unknown=unknown,
            )
            for side, claims, low, high, unknown in connection.execute(_SIDES).fetchall()
        ),
        aggregates=tuple(
            Aggregate(claim=claim, report=restore(report), text=restore(text), min=low, max=high)
            for claim, report, text, low, high in listed
        ),
        aggregate_count=_number(connection, f"SELECT count(*) FROM ({_AGGREGATES})"),  # noqa: S608
        events=_counts(connection, "grade", "events WHERE stance = 'asserted'"),
        several=_number(connection, _SEVERAL),
    )


def _number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _counts(connection: duckdb.DuckDBPyConnection, column: str, table: str) -> dict[str, int]:
    sql = f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    return {restore(name): count for name, count in connection.execute(sql).fetchall()}
