"""Scores pairs of claims with Splink on DuckDB, in memory: weights in bits, and the level of each comparison."""

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
from affray.reconcile.comparisons import COMPARISONS, MACROS, Comparison


@contextmanager
def database(rows: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that holds the rows as the table `claims`."""
    connection = duckdb.connect(":memory:")
    try:
        for macro in MACROS:
            connection.execute(macro)
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
    prior; `level_…`, the place of the level that holds among those of its comparison; `barrier`, the
    number of the barrier that holds, null for none.
    """
    model = linker(connection, settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        connection.execute(f"CREATE OR REPLACE TABLE blocked AS {pairs}")
        api = model._db_api  # noqa: SLF001 the linker's own connection to the database
        model.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
        found = model.inference.predict(warning_mode="never")
        return connection.execute(_told(found.physical_name)).to_arrow_table()


def _told(scores: str) -> str:
    levels = ", ".join(f"{_level(each)} AS level_{each.name}" for each in COMPARISONS)
    sides = ", ".join(
        f"{row}.{name} AS {name}_{side}" for row, side in (("one", "l"), ("other", "r")) for name in COLUMNS
    )
    return f"""
        SELECT unique_id_l AS one, unique_id_r AS other, match_weight AS weight, {levels},
            {barriers.sql()} AS barrier
        FROM (SELECT s.*, {sides} FROM {scores} AS s
            JOIN claims AS one ON one.unique_id = s.unique_id_l
            JOIN claims AS other ON other.unique_id = s.unique_id_r)
        ORDER BY one, other
    """  # noqa: S608 - names of our own


def _level(comparison: Comparison) -> str:
    """Splink numbers the levels that tell something from the last, and gives -1 to one that tells nothing."""
    telling = [at for at, level in enumerate(comparison.levels) if not level.null]
    silent = next((at for at, level in enumerate(comparison.levels) if level.null), None)
    cases = [f"WHEN {len(telling) - 1 - number} THEN {at}" for number, at in enumerate(telling)]
    if silent is not None:
        cases.append(f"WHEN -1 THEN {silent}")
    return f"CASE gamma_{comparison.name} {' '.join(cases)} END"
