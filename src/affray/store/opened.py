"""An open store: its connection, and how all of its parts read, write and look up ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import pyarrow as pa

from affray.errors import UnusableOption
from affray.store import database, rows
from affray.store.characters import keep, restore

T = TypeVar("T")


class Opened:
    """One DuckDB file; a context manager, made by `open`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._run: int | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for writing; makes the file, or brings an older one up to date.

        Raises:
            UnusableStore: The file is locked, damaged, of a newer affray, or no database.
        """
        return cls(database.connect(path), path)

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """Open for reading.

        Raises:
            UnusableStore: The file is absent, locked by a writer, damaged, of another affray, or no database.
        """
        return cls(database.connect_read_only(path), path)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file. What was added is kept, whatever ended the block."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _insert(self, table: str, new: list[rows.Row]) -> None:
        if not new:
            return
        # Through Arrow: a row at a time takes the database some hundred times as long.
        self._connection.register("incoming", pa.Table.from_pylist(new))
        self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")  # noqa: S608
        self._connection.unregister("incoming")

    def _insert_all(self, tables: Mapping[str, list[rows.Row]]) -> None:
        for table, new in tables.items():
            self._insert(table, new)

    def _in_one(self, write: Callable[[], None]) -> None:
        """One write, whole or not at all; what is derived from it is then out of date."""
        with database.uninterrupted(), database.explained(self.path):
            self._connection.begin()
            try:
                write()
                self._connection.execute("DELETE FROM refreshes")
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise

    def count(self, table: str) -> int:
        """The rows of `reports`, `claims` or another table of the store."""
        return int(self._all(f"SELECT count(*) FROM {table}", [])[0][0])  # noqa: S608

    def _one(self, column: str, table: str, start: str) -> str:
        found = [
            restore(name)
            for (name,) in self._all(
                f"SELECT DISTINCT {column} FROM {table} "  # noqa: S608
                f"WHERE starts_with({column}, ?) ORDER BY {column} LIMIT 6",
                [keep(start)],
            )
        ]
        if start in found:
            return start
        if not found:
            raise UnusableOption(f"no {column} in {self.path} has an id that begins with {start!r}")
        if len(found) > 1:
            raise UnusableOption(
                f"several {table} begin with {start!r}: {', '.join(found)}; give more of the id"
            )
        return found[0]

    def _all(self, sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
        with database.explained(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def _stream(self, stream: Iterator[T]) -> Iterator[T]:
        with database.explained(self.path):
            yield from stream
