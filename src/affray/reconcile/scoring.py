"""Scores pairs of claims with Splink on DuckDB, in memory: their weight, and how each comparison stands."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from affray.reconcile import barriers, blocks
from affray.reconcile.columns import COLUMNS
from affray.reconcile.comparisons import COMPARISONS, MACRO, Comparison


@contextmanager
def database(rows: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that holds the rows as the table `claims`."""
    connection = duckdb.connect(":memory:")
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


def scored(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], pairs: str) -> pa.Table:
    """The pairs, in the order of their numbers.

    Columns: `one` and `other`, the numbers of the rows, the first the lower; `weight` in bits, without the
    prior; `barrier`, the number of the barrier that holds, null for none.
    """
    model = linker(connection, settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        connection.execute(f"CREATE OR REPLACE TABLE blocked AS {pairs}")
        api = model._db_api  # noqa: SLF001 the linker's own connection to the database
        model.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
        found = model.inference.predict(warning_mode="never").physical_name
    both = f"SELECT unique_id_l AS one, unique_id_r AS other, match_weight AS weight FROM {found}"
    return _table(connection, _beside(both, f"one, other, weight, {barriers.sql()} AS barrier"))


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
