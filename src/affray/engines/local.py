"""Codes reports on the cores of one machine: one reader, many coders, one writer.

The reports go out in chunks and come back in the order of the input, so the store is the same
whatever the number of workers. Reading waits when enough chunks are under way, so the memory used
does not grow with the input. What was written stays when a run is cut, and the next run goes on.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from affray import pipeline
from affray.config import Settings
from affray.engines import refresh, workers
from affray.engines.workers import Chunk
from affray.errors import UnusableOption
from affray.model import Coded, Raw, Skip
from affray.read.records import records
from affray.store import Store

# A chunk ends at 32 reports or a million characters, whichever comes first: a write costs about 20 ms
# however little it holds, and a chunk under way is kept in memory.
_REPORTS = 32
_CHARACTERS = 1_000_000
# Skips of one reason told by name at the end of a run; the store lists them all.
_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: reports met, of those coded, their claims, and bytes of the files read through."""

    met: int
    coded: int
    claims: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one run did.

    Attributes:
        coded: Reports newly coded.
        dropped: Those of them that the gate dropped.
        known: Reports which were coded before, or whose content came twice.
        claims: Claims of the reports newly coded.
        skips: Skips met, by reason, the most frequent first.
        skipped: The first three skips of each reason.
        version: What the reports were coded by: tagger, grounder, affray, gate.
        seconds: From the first report's reading to the last one's writing.
    """

    coded: int
    dropped: int
    known: int
    claims: int
    skips: dict[str, int]
    skipped: tuple[Skip, ...]
    version: str
    seconds: float


def run(
    paths: Sequence[str],
    into: Path,
    *,
    settings: Settings,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Code all reports under `paths` into the store at `into`, except those it holds by this version.

    What needs the company of other reports is derived at the end, when all are there.

    Raises:
        UnusableOption: A path or a setting cannot be used.
        UnusableStore: The store cannot be opened or written.
        UnusableResource: The weights or other shipped data cannot be used.
    """
    if settings.workers < 0:
        raise UnusableOption(f"workers: {settings.workers} is no number of processes; 0 is one a core")
    found = records(paths, settings.read)
    stages = pipeline.load(settings)
    version = pipeline.version(settings, stages)
    with Store.open(into) as store:
        store.start_run(version)
        tally = _Tally(store, version, progress)
        chunks = _chunks(tally.new(found))
        count = settings.workers or os.cpu_count() or 1
        if count == 1:
            results = (workers.code(chunk, stages) for chunk in chunks)
        else:
            results = workers.code_all(chunks, settings, count)
        with closing(results):
            for coded in results:
                tally.add(coded)
        if not store.refreshed():
            refresh.refresh(store, refresh.Parts(dater=stages.dater, grounder=stages.grounder))
        store.finish_run()
    return tally.outcome()


class _Tally:
    """The writer's side of a run: what is new to the store, and the counts of what went in."""

    def __init__(self, store: Store, version: str, progress: Callable[[Progress], None]) -> None:
        self._store, self._version, self._progress = store, version, progress
        self._began = time.monotonic()
        self._met = self._known = self._coded = self._dropped = self._claims = 0
        self._skips: Counter[str] = Counter()
        self._skipped: list[Skip] = []
        self._size, self._path = 0, ""

    def new(self, found: Iterable[Raw | Skip]) -> Iterator[Raw | Skip]:
        """What is still to be coded, and the skips; the store's own file is no report."""
        for batch in _chunks(item for item in found if not self._is_store(item)):
            known = self._store.known([raw.digest for raw in batch if isinstance(raw, Raw)], self._version)
            for item in batch:
                self._pass(item.path)
                if isinstance(item, Raw) and item.digest in known:
                    self._known += 1
                    self._met += 1
                else:
                    yield item
            self._tell()

    def add(self, results: Sequence[Coded | Skip]) -> None:
        """Keep one chunk's results."""
        added = self._store.add(results, self._version)
        self._met += len(results)
        self._coded += added.coded
        self._dropped += added.dropped
        self._known += added.unchanged
        self._claims += added.claims
        for skip in added.skips:
            self._skips[skip.reason] += 1
            if self._skips[skip.reason] <= _TOLD:
                self._skipped.append(skip)
        self._tell()

    def outcome(self) -> Outcome:
        return Outcome(
            coded=self._coded,
            dropped=self._dropped,
            known=self._known,
            claims=self._claims,
            skips=dict(self._skips.most_common()),
            skipped=tuple(self._skipped),
            version=self._version,
            seconds=time.monotonic() - self._began,
        )

    def _tell(self) -> None:
        self._progress(Progress(met=self._met, coded=self._coded, claims=self._claims, size=self._size))

    def _pass(self, path: str) -> None:
        """Count a file's bytes when the next one begins."""
        if path != self._path:
            with suppress(OSError, ValueError):  # stdin, and names that are no path, have no size
                self._size += Path(self._path).stat().st_size if self._path else 0
            self._path = path

    def _is_store(self, item: Raw | Skip) -> bool:
        own = self._store.path
        if not Path(item.path).name.startswith(own.name):
            return False
        return Path(item.path).resolve() in {own.resolve(), own.with_name(f"{own.name}.wal").resolve()}


def _chunks(found: Iterable[Raw | Skip]) -> Iterator[Chunk]:
    chunk: list[Raw | Skip] = []
    characters = 0
    for item in found:
        chunk.append(item)
        characters += len(item.content) if isinstance(item, Raw) else 0
        if len(chunk) >= _REPORTS or characters >= _CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
