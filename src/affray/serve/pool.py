"""One store file, read by many requests at a time and written by one.

DuckDB lets a file be open for reading by many processes or for writing by one. So it is held only while
requests come, opened for reading; a write waits for the readers under way, opens it alone and lets it go.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from affray.errors import UnusableStore
from affray.store import Store
from affray.store.database import connect_read_only

# How long a request waits for a write to end before it is told to come again.
_PATIENCE_S = 60.0


class Pool:
    """Readers and the one writer of a store."""

    def __init__(self, path: Path, idle_s: float) -> None:
        self.path = path
        self._idle_s = idle_s
        self._turn = threading.Condition()
        self._writer = threading.Lock()
        self._root: duckdb.DuckDBPyConnection | None = None
        self._readers = 0
        self._writing = False
        self._used = 0.0
        self._timer: threading.Timer | None = None

    def state(self) -> str:
        """What tells one content of the file from another: it changes with every write."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise UnusableStore(f"{self.path} is gone: {error}") from error
        return f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}"

    @contextmanager
    def reading(self) -> Iterator[tuple[Store, duckdb.DuckDBPyConnection]]:
        """The store and a connection of its own for one request.

        Raises:
            UnusableStore: The file cannot be read, or a write takes too long.
        """
        cursor = self._enter()
        try:
            yield Store(cursor, self.path), cursor
        finally:
            cursor.close()
            self._leave()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store, alone.

        Raises:
            UnusableStore: The file cannot be written: another process holds it.
        """
        with self._writer:
            with self._turn:
                self._writing = True
                free = self._turn.wait_for(lambda: self._readers == 0, timeout=_PATIENCE_S)
                if free:
                    self._let_go()
            try:
                if not free:
                    raise UnusableStore(f"{self.path} is being read; try again")
                with Store.open(self.path) as store:
                    yield store
            finally:
                with self._turn:
                    self._writing = False
                    self._turn.notify_all()

    def close(self) -> None:
        """Let the file go for good."""
        with self._turn:
            if self._timer is not None:
                self._timer.cancel()
            self._let_go()

    def _enter(self) -> duckdb.DuckDBPyConnection:
        with self._turn:
            if not self._turn.wait_for(lambda: not self._writing, timeout=_PATIENCE_S):
                raise UnusableStore(f"{self.path} is being written; try again")
            if self._root is None:
                self._root = connect_read_only(self.path)
            self._readers += 1
            return self._root.cursor()

    def _leave(self) -> None:
        with self._turn:
            self._readers -= 1
            self._used = time.monotonic()
            if self._timer is None:
                self._wait(self._idle_s)
            self._turn.notify_all()

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self) -> None:
        with self._turn:
            self._timer = None
            left = self._used + self._idle_s - time.monotonic()
            if self._root is None:
                return
            if self._readers or left > 0:
                self._wait(max(left, 0.1))
            else:
                self._let_go()

    def _let_go(self) -> None:
        if self._root is not None:
            with suppress(duckdb.Error):
                self._root.close()
            self._root = None
