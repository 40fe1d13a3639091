"""Scores pairs of claims with Splink on DuckDB, in memory: their weight, and how each comparison stands."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from affray.reconcile import barriers, blocks
from affray.reconcile.columns import COLUMNS
from affray.reconcile.comparisons import COMPARISONS, MACRO, Comparison

# Room for the pairs of a million claims, with what is sorted on disk.
_MEMORY = "6GB"
# Pairs that are scored together: they take some 1.5 GB with the columns of both rows beside them.
_TOGETHER = 4_000_000


@contextmanager
def database(rows: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that holds the rows as the table `claims`."""
    with tempfile.TemporaryDirectory(prefix="affray-") as folder:
        # What does not fit goes to a folder of its own, not to the one that the user stands in.
        connection = duckdb.connect(":memory:", config={"temp_directory": folder, "memory_limit": _MEMORY})
        try:
            connection.execute(MACRO)
            connection.register("rows", rows)
            connection.execute("CREATE TABLE claims AS SELECT * FROM rows ORDER BY unique_id")
            connection.execute(blocks.prepare())
            yield connection
        finally:
            connection.close()


def linker(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> Any:
    """Splink over the table `claims`, silent and without any file or request of its own."""
    with warnings.catch_warnings():
        # Splink tells of what its dependencies will drop; nothing of it concerns who links claims.
        warnings.simplefilter("ignore")
        from splink import DuckDBAPI, Linker  # noqa: PLC0415 dear to load, and only linking needs it

        api = DuckDBAPI(connection=connection)
        # It warns of comparisons without a null level, which is meant.
        logging.getLogger("splink").setLevel(logging.ERROR)
        return Linker(api.register("claims"), settings, log_level=None, validate_settings=False)


def scored(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], pairs: str) -> Iterator[pa.Table]:
    """The pairs, in the order of their numbers, in tables of some million: all at once would not fit.

    Columns: `one` and `other`, the numbers of the rows, the first the lower; `weight` in bits, without the
    prior; `barrier`, the number of the barrier that holds, null for none.
    """
    connection.execute(f"CREATE OR REPLACE TABLE pairs AS SELECT * FROM ({pairs}) ORDER BY join_key_l")
    for first, last in _runs(connection):
        connection.execute(
            "CREATE OR REPLACE TABLE blocked AS SELECT * FROM pairs WHERE join_key_l BETWEEN ? AND ?",
            [first, last],
        )
        # A linker of its own for each run: one would give again what it found for the run before.
        model = linker(connection, settings)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            api = model._db_api  # noqa: SLF001 the linker's own connection to the database
            model.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
            found = model.inference.predict(warning_mode="never").physical_name
        both = f"SELECT unique_id_l AS one, unique_id_r AS other, match_weight AS weight FROM {found}"
        yield _table(connection, _beside(both, f"one, other, weight, {barriers.sql()} AS barrier"))
        connection.execute(f"DROP TABLE {found}")
    # The partition needs the room.
    connection.execute("DROP TABLE IF EXISTS blocked")
    connection.execute("DROP TABLE pairs")


def _runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """First and last number of rows whose pairs are scored together."""
    found = connection.execute(f"""
        SELECT min(join_key_l), max(join_key_l) FROM (
            SELECT join_key_l, sum(count(*)) OVER (ORDER BY join_key_l) // {_TOGETHER} AS run
            FROM pairs GROUP BY join_key_l)
        GROUP BY run ORDER BY run
    """).fetchall()
    return [(int(first), int(last)) for first, last in found]


def standing(connection: duckdb.DuckDBPyConnection, pairs: pa.Table) -> pa.Table:
    """How the rows of pairs stand: for each comparison the place of the level that holds, and the barrier.

    Args:
        connection: To the rows.
        pairs: Columns `one` and `other`.
    """
    connection.register("asked", pairs)
    levels = ", ".join(f"{_level(each)} AS level_{each.name}" for each in COMPARISONS)
    asked = "SELECT one, other FROM asked"
    return _table(connection, _beside(asked, f"one, other, {levels}, {barriers.sql()} AS barrier"))


def _table(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return connection.sql(sql).to_arrow_table()


def _beside(pairs: str, wanted: str) -> str:
    """SQL of what is wanted of pairs, with the columns of both rows beside them."""
    sides = ", ".join(f"{row}.{name} AS {name}_{row}" for row in ("l", "r") for name in COLUMNS)
    return f"""
        SELECT {wanted} FROM (SELECT pairs.*, {sides} FROM ({pairs}) AS pairs
            JOIN claims AS l ON l.unique_id = pairs.one JOIN claims AS r ON r.unique_id = pairs.other)
        ORDER BY one, other
    """


def _level(comparison: Comparison) -> str:
    """The place of the level that holds, as Splink tries them: in their order."""
    cases = [
        f"ELSE {at}" if level.when == "ELSE" else f"WHEN {level.when} THEN {at}"
        for at, level in enumerate(comparison.levels)
    ]
    return f"CASE {' '.join(cases)} END"
