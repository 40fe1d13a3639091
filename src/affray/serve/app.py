"""Puts the application together: what can be asked, the guard before it, and errors that name the field."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from affray import __version__
from affray.config import Settings
from affray.errors import StopRun, UnusableOption, UnusableStore
from affray.serve.answering import Failure, problem
from affray.serve.asking import Unusable
from affray.serve.described import describe, methods_of
from affray.serve.guard import Guard
from affray.serve.options import ServeOptions
from affray.serve.reviewers import NotNamed, reviewers
from affray.serve.routes import actors, events, health, pages, places, reports, review, state
from affray.serve.served import Served

# Requests answered at a time: more threads than cores wait for each other, and all for the longest
# (bench/serve.py).
_AT_ONCE = 4
_ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": Failure, "description": "There is no such thing"},
    422: {"model": Failure, "description": "A field cannot be used; `field` names it"},
    503: {"model": Failure, "description": "The store cannot be read or written now"},
}


def make_app(path: Path, options: ServeOptions, settings: Settings) -> FastAPI:
    """The application over one store.

    Raises:
        UnusableOption: A reviewer's name cannot be used.
        UnusableStore: The store cannot be read.
    """
    options = replace(options, reviewers=reviewers(options.reviewers))
    served = Served(path, options, settings)
    with served.reading():
        pass  # a store that cannot be read is told at once, not at the first request

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _AT_ONCE
        yield
        served.close()

    app = FastAPI(
        title="affray",
        version=__version__,
        summary="Reports of armed conflict, their claims, and the events that they tell",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        responses=_ERRORS,
        lifespan=living,
    )
    app.state.served = served
    _explain(app)
    for each in (health, events, reports, state, actors, places, review):
        app.include_router(each.router)
    # Last: it answers all addresses that nothing else does.
    app.include_router(pages.router)
    describe(app)
    app.add_middleware(Guard, options=options, token=served.token)
    return app


def _explain(app: FastAPI) -> None:
    @app.exception_handler(UnusableOption)
    def unusable(request: Request, error: UnusableOption) -> Response:
        if isinstance(error, NotNamed):
            return problem(403, error.field, str(error))
        if isinstance(error, Unusable):
            known = error.field in request.path_params
            return problem(404 if known else 422, error.field, str(error))
        # The store names an id that it does not have, or that several begin with.
        field = next(iter(request.path_params), None)
        return problem(404 if field else 422, field, str(error))

    @app.exception_handler(UnusableStore)
    def gone(_: Request, error: UnusableStore) -> Response:
        return problem(503, None, str(error))

    @app.exception_handler(StopRun)
    def stopped(_: Request, error: StopRun) -> Response:
        return problem(500, None, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return problem(422, ".".join(str(part) for part in first["loc"][1:]) or None, str(first["msg"]))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        # What may be asked instead: the framework names the methods of one route only.
        allowed = methods_of(request.app, request.url.path) if error.status_code == 405 else []
        heads = {"allow": ", ".join(allowed)} if allowed else error.headers
        return problem(error.status_code, None, str(error.detail), heads)
