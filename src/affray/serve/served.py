"""The store that an application serves, with what it keeps of it in memory."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cached_property
from pathlib import Path
from typing import Annotated, Generic, TypeVar

import duckdb
from fastapi import Depends, Request

from affray.config import Settings
from affray.engines import refresh
from affray.errors import StopRun
from affray.ground.gazetteer import Gazetteer
from affray.model import CopyGroup, Judgement
from affray.resources import packs
from affray.resources.gazetteer import World, open_world
from affray.serve import catalogue, queue, situation
from affray.serve.answering import zoned
from affray.serve.catalogue import Catalogue, place_rows
from affray.serve.judging import Deriver
from affray.serve.options import ServeOptions
from affray.serve.pool import Pool
from affray.serve.queue import Item
from affray.serve.situation import Situations
from affray.serve.wire import PlaceRow
from affray.store import Store

T = TypeVar("T")


class Kept(Generic[T]):
    """Something made from the store, once for each content of the file."""

    def __init__(self, make: Callable[[Store, duckdb.DuckDBPyConnection], T]) -> None:
        self._make = make
        self._making = threading.Lock()
        self._made: tuple[str, T] | None = None

    def now(self) -> T:
        """What was made last."""
        assert self._made is not None  # noqa: S101 whoever asks has called `get`
        return self._made[1]

    def get(self, pool: Pool) -> T:
        """What is made of the file as it is now."""
        state = pool.state()
        made = self._made
        if made is not None and made[0] == state:
            return made[1]
        with self._making:
            made = self._made
            if made is None or made[0] != state:
                with pool.reading() as (store, connection):
                    made = (state, self._make(store, connection))
                self._made = made
            return made[1]


class Served:
    """One store, its catalogue and the token of its pages."""

    def __init__(self, path: Path, options: ServeOptions, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        self.pool = Pool(path, options.idle_s)
        self.token = secrets.token_urlsafe(24)
        self._events = Kept(lambda _, connection: catalogue.read(connection))
        self._queue = Kept(self._doubts)
        self._places = Kept(lambda _, connection: place_rows(connection, self._events.now()))
        self._judgements = Kept(lambda store, _: tuple(map(zoned, store.judgements())))
        self._copies = Kept(
            lambda store, _: {name: group for group in store.copies() for name in group.reports}
        )
        self._state = Kept(lambda store, _: situation.read(store))
        self.deriver = Deriver(self.pool, self._derive)

    def reading(self) -> AbstractContextManager[tuple[Store, duckdb.DuckDBPyConnection]]:
        """The store and a connection to it, for one request; never one inside another."""
        return self.pool.reading()

    def catalogue(self) -> Catalogue:
        """All events, as the file has them now."""
        return self._events.get(self.pool)

    def queue(self) -> list[Item]:
        """What is doubtful and not judged, as the file has it now."""
        # Before the queue is made: nothing is read inside another reading.
        self.catalogue()
        return self._queue.get(self.pool)

    def places(self) -> dict[str, PlaceRow]:
        """The places that claims name, by id, those named most first, as the file has them now."""
        self.catalogue()
        return self._places.get(self.pool)

    def judgements(self) -> tuple[Judgement, ...]:
        """What persons judged, as the file has it now."""
        return self._judgements.get(self.pool)

    def copies(self) -> dict[str, CopyGroup]:
        """The copies of a report's text, by each of them."""
        return self._copies.get(self.pool)

    def situations(self) -> Situations:
        """Control and relations, as the file has them now."""
        return self._state.get(self.pool)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places known, opened when first asked for."""
        return Gazetteer(self.world, packs.opened(packs.folder(self.settings.ground.packs)))

    @cached_property
    def world(self) -> World:
        """The world's towns, opened when first asked for."""
        return open_world(self.settings.ground.cache)

    def warm(self) -> None:
        """Read what the first screen needs before anybody asks; what fails here is told when asked."""
        with suppress(StopRun, duckdb.Error, RuntimeError):
            _ = self.catalogue().map
            self.situations()
            self.places()
            _ = self.world

    def close(self) -> None:
        """Let the file go."""
        self.deriver.close()
        self.pool.close()

    def _doubts(self, store: Store, connection: duckdb.DuckDBPyConnection) -> list[Item]:
        return queue.queue(connection, self._events.now(), store.judgements())

    def _derive(self, store: Store) -> None:
        refresh.refresh(store, self._parts)

    @cached_property
    def _parts(self) -> refresh.Parts:
        return refresh.load(self.settings)


def _served(request: Request) -> Served:
    found = request.app.state.served
    assert isinstance(found, Served)  # noqa: S101 for the type checker: `make_app` sets it
    return found


Here = Annotated[Served, Depends(_served)]
