"""The tables of a store, as numbered migrations: a store of an older affray is brought up step by step.

`report` and `position` (from 0, the order of the text) tell a claim; `n` (from 0) orders what a claim
has several of. `figures.part_of` is the `n` of the figure of the same claim that contains this one.
`claim` repeats the claim's id so that tables can be joined by it. Offsets count characters of
`reports.text`, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from affray.errors import UnusableStore
from affray.store.track import TABLES as _TRACK

_CLAIM = "report VARCHAR NOT NULL, position INTEGER NOT NULL, claim VARCHAR NOT NULL"
_SPAN = 'start INTEGER NOT NULL, "end" INTEGER NOT NULL, text VARCHAR NOT NULL'
_FILLER = (
    f"{_CLAIM}, n INTEGER NOT NULL, role VARCHAR NOT NULL, {_SPAN}, "
    "filler_score DOUBLE NOT NULL, antecedent VARCHAR"
)

_FIRST = f"""
CREATE TABLE runs (
    run INTEGER NOT NULL, version VARCHAR NOT NULL, affray VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL, finished TIMESTAMP
);
CREATE TABLE reports (
    report VARCHAR NOT NULL, record VARCHAR NOT NULL, path VARCHAR NOT NULL, line BIGINT,
    digest VARCHAR NOT NULL, version VARCHAR NOT NULL, run INTEGER NOT NULL,
    title VARCHAR, outlet VARCHAR, origin VARCHAR, dateline VARCHAR, language VARCHAR, url VARCHAR,
    text VARCHAR NOT NULL,
    segments STRUCT(kind VARCHAR, start INTEGER, "end" INTEGER, undated BOOLEAN)[] NOT NULL,
    offsets STRUCT(clean INTEGER[], source INTEGER[], length INTEGER[]) NOT NULL
);
CREATE TABLE report_dates (
    report VARCHAR NOT NULL, n INTEGER NOT NULL, basis VARCHAR NOT NULL, text VARCHAR NOT NULL,
    earliest DATE, latest DATE, weight DOUBLE
);
CREATE TABLE skips (
    path VARCHAR NOT NULL, line BIGINT, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL,
    version VARCHAR NOT NULL, run INTEGER NOT NULL
);
CREATE TABLE claims (
    {_CLAIM}, type VARCHAR NOT NULL, stance VARCHAR NOT NULL, scope VARCHAR NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote VARCHAR NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);
CREATE TABLE claim_fillers ({_FILLER});
CREATE TABLE claim_actors (
    {_FILLER}, actor VARCHAR, name VARCHAR, score DOUBLE NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE claim_places (
    {_FILLER}, place VARCHAR, name VARCHAR, lat DOUBLE, lon DOUBLE, radius_km DOUBLE,
    precision VARCHAR, admin1 VARCHAR, country VARCHAR, score DOUBLE NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE claim_times (
    {_CLAIM}, text VARCHAR, start INTEGER, "end" INTEGER, earliest DATE, latest DATE,
    basis VARCHAR, reason VARCHAR NOT NULL
);
CREATE TABLE claim_sources ({_FILLER}, name VARCHAR);
CREATE TABLE figures (
    {_CLAIM}, n INTEGER NOT NULL, kind VARCHAR NOT NULL, {_SPAN},
    min BIGINT, max BIGINT, "of" VARCHAR, unknown BOOLEAN NOT NULL
);
CREATE VIEW instruments AS
    SELECT report, position, claim, n, start, "end", text, filler_score, antecedent
    FROM claim_fillers WHERE role = 'instrument';
"""  # noqa: S608 the parts are those above

# Why the gate kept a report from being read for claims; null when it was read.
_DROPPED = "ALTER TABLE reports ADD COLUMN dropped VARCHAR"

# What extraction says of antecedents and hedges.
_HEDGED = f"""
ALTER TABLE claim_fillers ADD COLUMN antecedent_score DOUBLE;
ALTER TABLE claim_actors ADD COLUMN antecedent_score DOUBLE;
ALTER TABLE claim_places ADD COLUMN antecedent_score DOUBLE;
ALTER TABLE claim_sources ADD COLUMN antecedent_score DOUBLE;
CREATE TABLE hedges ({_CLAIM}, n INTEGER NOT NULL, kind VARCHAR NOT NULL, {_SPAN});
"""

# Which of its claim's figures contains a figure.
_PART_OF = "ALTER TABLE figures ADD COLUMN part_of INTEGER"

# The partisan words used for an actor.
_LABELLED = "ALTER TABLE claim_actors ADD COLUMN label VARCHAR"


# When reports were published: `of` is "own" by a report's own witnesses, "all" by those of other reports
# and pins too. Pins are what a person set: they are keyed by report and survive its coding anew. A row in
# `refreshes` says that all that is derived is as the claims and pins have it.
_PUBLISHED = """
ALTER TABLE claim_times ADD COLUMN said_earliest DATE;
ALTER TABLE claim_times ADD COLUMN said_latest DATE;
CREATE TABLE report_published (
    report VARCHAR NOT NULL, "of" VARCHAR NOT NULL, earliest DATE, latest DATE, best DATE,
    reason VARCHAR NOT NULL, days STRUCT(day DATE, chance DOUBLE)[] NOT NULL, pinned BOOLEAN NOT NULL
);
CREATE TABLE report_witnesses (
    report VARCHAR NOT NULL, "of" VARCHAR NOT NULL, n INTEGER NOT NULL, basis VARCHAR NOT NULL,
    text VARCHAR NOT NULL, earliest DATE, latest DATE, weight DOUBLE
);
CREATE TABLE pins (
    report VARCHAR NOT NULL, earliest DATE NOT NULL, latest DATE NOT NULL, because VARCHAR NOT NULL,
    pinned TIMESTAMP NOT NULL
);
CREATE TABLE refreshes (refreshed TIMESTAMP NOT NULL);
CREATE VIEW published AS
    SELECT report, earliest, latest, best, reason, pinned FROM report_published WHERE "of" = 'all';
"""

# Several claims as one event, and what it rests on: all made anew by a refresh. Judgements and the log of
# changes are derived from nothing, and are kept.
_EVENT_PLACE = (
    "place VARCHAR, name VARCHAR, lat DOUBLE, lon DOUBLE, radius_km DOUBLE, precision VARCHAR, "
    "admin1 VARCHAR, country VARCHAR"
)
_EVENTS = f"""
CREATE TABLE events (
    event VARCHAR NOT NULL, type VARCHAR NOT NULL, scope VARCHAR NOT NULL, stance VARCHAR NOT NULL,
    grade VARCHAR NOT NULL, because VARCHAR NOT NULL, earliest DATE, latest DATE, {_EVENT_PLACE},
    first_seen DATE, last_seen DATE, verdict VARCHAR
);
CREATE TABLE event_types (event VARCHAR NOT NULL, n INTEGER NOT NULL, type VARCHAR NOT NULL);
CREATE TABLE event_claims (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, claim VARCHAR NOT NULL, report VARCHAR,
    beside BOOLEAN NOT NULL
);
CREATE TABLE event_places (event VARCHAR NOT NULL, n INTEGER NOT NULL, {_EVENT_PLACE});
CREATE TABLE event_actors (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, role VARCHAR NOT NULL, actor VARCHAR NOT NULL
);
CREATE TABLE event_roots (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, root VARCHAR NOT NULL, name VARCHAR NOT NULL,
    actor VARCHAR, party BOOLEAN NOT NULL, claims VARCHAR[] NOT NULL, reports VARCHAR[] NOT NULL,
    first_seen DATE, last_seen DATE
);
CREATE TABLE event_figures (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, kind VARCHAR NOT NULL, side VARCHAR,
    low BIGINT, best BIGINT, high BIGINT, conservative BIGINT, most_reported BIGINT,
    most_informative BIGINT, divergence DOUBLE
);
CREATE TABLE event_accounts (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, figure INTEGER NOT NULL, kind VARCHAR NOT NULL,
    side VARCHAR, root VARCHAR NOT NULL, claim VARCHAR NOT NULL, report VARCHAR NOT NULL,
    text VARCHAR NOT NULL, low BIGINT, high BIGINT, unknown BOOLEAN NOT NULL, "of" VARCHAR,
    part BOOLEAN NOT NULL
);
CREATE TABLE event_tellings (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, field VARCHAR NOT NULL, root VARCHAR NOT NULL,
    claim VARCHAR NOT NULL, value VARCHAR, text VARCHAR
);
CREATE TABLE event_agreement (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, field VARCHAR NOT NULL, value VARCHAR NOT NULL,
    share DOUBLE NOT NULL, different INTEGER NOT NULL, divergence DOUBLE
);
CREATE TABLE event_parts (event VARCHAR NOT NULL, n INTEGER NOT NULL, part VARCHAR NOT NULL);
CREATE TABLE links (
    claim VARCHAR NOT NULL, other VARCHAR NOT NULL, weight DOUBLE NOT NULL, barred VARCHAR
);
CREATE TABLE link_parts (
    claim VARCHAR NOT NULL, other VARCHAR NOT NULL, n INTEGER NOT NULL, name VARCHAR NOT NULL,
    weight DOUBLE NOT NULL, words VARCHAR NOT NULL
);
CREATE TABLE copies (
    copies INTEGER NOT NULL, report VARCHAR NOT NULL, origin VARCHAR, because VARCHAR NOT NULL
);
CREATE TABLE claim_roots (
    claim VARCHAR NOT NULL, root VARCHAR NOT NULL, name VARCHAR NOT NULL, actor VARCHAR
);
CREATE TABLE judgements (
    judgement VARCHAR NOT NULL, verb VARCHAR NOT NULL, field VARCHAR, value VARCHAR,
    judge VARCHAR NOT NULL, judged TIMESTAMP NOT NULL, because VARCHAR NOT NULL,
    revoked TIMESTAMP, revoked_by VARCHAR
);
CREATE TABLE judgement_anchors (
    judgement VARCHAR NOT NULL, n INTEGER NOT NULL, side VARCHAR NOT NULL, claim VARCHAR NOT NULL,
    report VARCHAR NOT NULL, type VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, quote VARCHAR NOT NULL
);
CREATE TABLE changes (
    refresh INTEGER NOT NULL, n INTEGER NOT NULL, kind VARCHAR NOT NULL, event VARCHAR NOT NULL,
    because VARCHAR NOT NULL, others VARCHAR[] NOT NULL, reports VARCHAR[] NOT NULL, changed TIMESTAMP
);
"""

# How events stood while not all of their claims were known.
_STOOD = """
CREATE TABLE event_stood (
    event VARCHAR NOT NULL, n INTEGER NOT NULL, known DATE NOT NULL, grade VARCHAR NOT NULL,
    because VARCHAR NOT NULL, low BIGINT, best BIGINT, high BIGINT
);
DELETE FROM refreshes;
"""

# The words of each report's title and text: how often each stands there, and how many there are.
_WORDS = """
CREATE TABLE terms (id BIGINT NOT NULL, term VARCHAR NOT NULL, stem VARCHAR NOT NULL);
CREATE TABLE report_terms (report VARCHAR NOT NULL, term BIGINT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE report_words (report VARCHAR NOT NULL, words INTEGER NOT NULL);
"""

# Each step brings a store from the version before it; a step that was released never changes.
MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _DROPPED,
    _HEDGED,
    _PART_OF,
    _LABELLED,
    _PUBLISHED,
    _EVENTS,
    _TRACK,
    _STOOD,
    _WORDS,
)

# The tables with rows of one report, which go when the report is coded again.
BY_REPORT = (
    "reports",
    "report_dates",
    "report_published",
    "report_witnesses",
    "report_terms",
    "report_words",
    "claims",
    "claim_fillers",
    "claim_actors",
    "claim_places",
    "claim_times",
    "claim_sources",
    "figures",
    "hedges",
)


def version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema's version: 0 for an empty database, None for one that is no store of affray."""
    names = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "affray_schema" not in names:
        return None if names else 0
    row = connection.execute("SELECT max(version) FROM affray_schema").fetchone()
    return row[0] if row else None


def check(connection: duckdb.DuckDBPyConnection, name: str, known: int) -> int:
    """The schema's version, if this affray, which knows versions up to `known`, can use it.

    Raises:
        UnusableStore: The database is of something else, or of a newer affray.
    """
    found = version(connection)
    if found is None:
        raise UnusableStore(f"{name} holds tables of something else; name another file for the store")
    if found > known:
        raise UnusableStore(
            f"{name} was written by a newer affray (schema {found}, this one knows {known}); "
            "update affray, or name another file"
        )
    return found


def migrate(connection: duckdb.DuckDBPyConnection, name: str, *, steps: Sequence[str] = MIGRATIONS) -> None:
    """Bring a database to the last step, each step in a transaction of its own.

    Raises:
        UnusableStore: As `check`.
    """
    for number in range(check(connection, name, len(steps)) + 1, len(steps) + 1):
        connection.begin()
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS affray_schema (version INTEGER NOT NULL)")
            connection.execute(steps[number - 1])
            connection.execute("INSERT INTO affray_schema VALUES (?)", [number])
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
