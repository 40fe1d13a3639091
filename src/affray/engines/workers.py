"""The processes that code chunks of reports, and what happens when one of them dies.

A report that raises what no stage announced, or that ends its process, is a skip that names it; it is
tried again once, alone, to tell it from the reports that were only in its company.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from affray import pipeline
from affray.config import Settings
from affray.errors import StopRun
from affray.model import Coded, Raw, Skip
from affray.pipeline import Stages

# Reports to code among skips that only keep their place in the order.
Chunk = Sequence[Raw | Skip]
Results = list[Coded | Skip]

UNEXPECTED = "unexpected error"

# Of this process, when it is a worker: its settings, and its stages once it has loaded them.
_settings: list[Settings] = []
_stages: list[Stages] = []


def code(chunk: Chunk, stages: Stages) -> Results:
    """Code one chunk; skips pass through.

    Raises:
        StopRun: A stage cannot go on with any report.
    """
    return [item if isinstance(item, Skip) else _code(item, stages) for item in chunk]


def code_all(chunks: Iterable[Chunk], settings: Settings, count: int) -> Generator[Results]:
    """Code chunks in `count` processes; gives the results in the order of the chunks.

    At most two chunks a process are under way.

    Raises:
        StopRun: A stage cannot go on with any report, or no process can load the stages.
    """
    under_way: deque[tuple[Chunk, Future[Results]]] = deque()
    with _Processes(settings, count) as processes:
        for chunk in chunks:
            if len(under_way) >= 2 * count:
                yield processes.results(*under_way.popleft())
            under_way.append((chunk, processes.submit(chunk)))
        while under_way:
            yield processes.results(*under_way.popleft())


class _Processes:
    """A pool of processes, and one apart for the reports of a chunk that a process died over."""

    def __init__(self, settings: Settings, count: int) -> None:
        self._settings, self._count = settings, count
        self._pool = self._start(count)
        self._apart: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Chunks that run end by themselves, soon; those that wait are dropped.
        for pool in (self._pool, self._apart):
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def submit(self, chunk: Chunk) -> Future[Results]:
        try:
            return self._pool.submit(_in_worker, chunk)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._start(self._count)
            return self._pool.submit(_in_worker, chunk)

    def results(self, chunk: Chunk, future: Future[Results]) -> Results:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._one_by_one(chunk)

    def _one_by_one(self, chunk: Chunk) -> Results:
        """Which report of a chunk ends its process: the chunk again, apart, then each report alone."""
        found = self._try_apart(chunk)
        if found is not None or len(chunk) == 1:
            return found if found is not None else [_died(chunk[0])]
        return [result for item in chunk for result in self._try_apart([item]) or [_died(item)]]

    def _try_apart(self, chunk: Chunk) -> Results | None:
        if self._apart is None:
            self._apart = self._start(1)
            try:
                self._apart.submit(_in_worker, []).result()
            except BrokenProcessPool as error:
                raise StopRun(
                    "the processes that code reports end before they have coded any; "
                    "is there memory enough? `--workers 1` needs the least"
                ) from error
        try:
            return self._apart.submit(_in_worker, chunk).result()
        except BrokenProcessPool:
            self._apart.shutdown()
            self._apart = None
            return None

    def _start(self, count: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork would copy the threads' locks of the database and the runtime.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, context, initializer=_begin, initargs=(self._settings,))


def _begin(settings: Settings) -> None:
    """Start a worker: Ctrl-C is the main process's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings.append(settings)


def _in_worker(chunk: Chunk) -> Results:
    # Not in `_begin`: what is raised there breaks the pool and tells nobody why.
    if not _stages:
        _stages.append(pipeline.load(_settings[0]))
    return code(chunk, _stages[0])


def _code(raw: Raw, stages: Stages) -> Coded | Skip:
    try:
        return pipeline.code(raw, stages)
    except StopRun:
        raise
    except Exception as error:  # noqa: BLE001 one report must not end a run; the skip tells what was raised
        return Skip(
            path=raw.path, line=raw.line, reason=UNEXPECTED, detail=f"{type(error).__name__}: {error}"
        )


def _died(item: Raw | Skip) -> Coded | Skip:
    if isinstance(item, Skip):
        return item
    return Skip(path=item.path, line=item.line, reason=UNEXPECTED, detail="the process that coded it ended")
