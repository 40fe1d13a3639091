"""The store that an application serves, with what it keeps of it in memory."""

from __future__ import annotations

import secrets
import threading
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import Annotated

import duckdb
from fastapi import Depends, Request

from affray.config import Settings
from affray.ground.gazetteer import Gazetteer
from affray.resources import packs
from affray.resources.gazetteer import World, open_world
from affray.serve.catalogue import Catalogue, read
from affray.serve.options import ServeOptions
from affray.serve.pool import Pool
from affray.store import Store


class Served:
    """One store, its catalogue and the token of its pages."""

    def __init__(self, path: Path, options: ServeOptions, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        self.pool = Pool(path, options.idle_s)
        self.token = secrets.token_urlsafe(24)
        self._making = threading.Lock()
        self._made: tuple[str, Catalogue] | None = None
        self.refreshing = False
        self.trouble: str | None = None

    def reading(self) -> AbstractContextManager[tuple[Store, duckdb.DuckDBPyConnection]]:
        """The store and a connection to it, for one request; never one inside another."""
        return self.pool.reading()

    def catalogue(self) -> Catalogue:
        """All events, as the file has them now."""
        state = self.pool.state()
        made = self._made
        if made is not None and made[0] == state:
            return made[1]
        with self._making:
            made = self._made
            if made is None or made[0] != state:
                with self.reading() as (_, connection):
                    made = (state, read(connection))
                self._made = made
            return made[1]


    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places known, opened when first asked for."""
        return Gazetteer(self.world, packs.opened(packs.folder(self.settings.ground.packs)))

    @cached_property
    def world(self) -> World:
        """The world's towns, opened when first asked for."""
        return open_world(self.settings.ground.cache)

    def close(self) -> None:
        """Let the file go."""
        self.pool.close()


def _served(request: Request) -> Served:
    found = request.app.state.served
    assert isinstance(found, Served)  # noqa: S101 for the type checker: `make_app` sets it
    return found


Here = Annotated[Served, Depends(_served)]
