"""Opens the database file, and turns its errors into ones that say what to do."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from affray.errors import UnusableStore
from affray.store import schema


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open for writing; creates the file and brings an older one up to date.

    Raises:
        UnusableStore: Names the file, what is wrong with it, and what to do.
    """
    if not path.parent.is_dir():
        raise UnusableStore(f"{path} cannot be created: the folder {path.parent} does not exist")
    return _ready(path, "write")


def connect_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """Open for reading; several processes may at a time.

    Raises:
        UnusableStore: Names the file, what is wrong with it, and what to do.
    """
    if not path.exists():
        raise UnusableStore(f"there is no store at {path}; `affray code PATH --into {path}` makes one")
    return _ready(path, "read")


def _ready(path: Path, mode: str) -> duckdb.DuckDBPyConnection:
    with explained(path):
        connection = duckdb.connect(str(path), read_only=mode == "read")
        try:
            if mode == "write":
                schema.migrate(connection, str(path))
            else:
                _require_current(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _require_current(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    known = len(schema.MIGRATIONS)
    found = schema.check(connection, str(path), known)
    if found == 0:
        raise UnusableStore(f"{path} holds no reports yet; `affray code PATH --into {path}` fills it")
    if found < known:
        raise UnusableStore(
            f"{path} was written by an older affray; `affray refresh --from {path}` brings it up to date"
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database raises into UnusableStore, with what to do.

    Raises:
        UnusableStore: Whatever the database could not do.
    """
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:
        if "interrupt" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error  # Ctrl-C came while the database worked
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        told = first.replace(str(path), "").lower()
        raise UnusableStore(f"{path} {_advice(told)} ({first})") from error


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C until a write is whole: the database would answer it in the midst of a transaction.

    Raises:
        KeyboardInterrupt: After the write, when Ctrl-C came during it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


def _advice(message: str) -> str:
    if "not a valid duckdb" in message:
        return "is not a DuckDB database; name another file for the store"
    if "corrupt" in message or "read enough bytes" in message or "checksum" in message:
        return "is damaged; restore a copy of it, or code the reports again into another file"
    if re.search(r"\block\b", message) or "different configuration" in message:
        return "is in use by another process; wait until it ends, or name another file"
    if "is a directory" in message:
        return "is a folder; name a file for the store"
    if "permission" in message or "read-only" in message:
        return "may not be written; change its permissions, or name another file"
    return "cannot be used as a store"
