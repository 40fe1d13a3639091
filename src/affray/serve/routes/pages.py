"""The web app's own files, and its page at every address that the app has."""

from __future__ import annotations

import html
import json
import mimetypes
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request, Response

from affray.serve.answering import problem, tagged
from affray.serve.described import methods_of
from affray.serve.served import Here

router = APIRouter(include_in_schema=False)

_TOKEN = "__AFFRAY_TOKEN__"  # noqa: S105 what the built page has in the token's place
_REVIEWERS = "__AFFRAY_REVIEWERS__"
# Views of the app: each address shows the same page, which reads the address.
_VIEWS = ("", "event", "events", "report", "reports", "actor", "actors", "place", "review", "history")
_NOT_BUILT = (
    "The web app is not built. In a checkout, `make web` builds it (Node 20 or later); "
    "the HTTP interface under /api works without it."
)


@router.get("/assets/{name}")
def asset(request: Request, name: str) -> Response:
    """A script, style, font or table of the app; its name changes with its content."""
    found = _static().joinpath("assets", name)
    if "/" in name or "\\" in name or name.startswith(".") or not found.is_file():
        return problem(404, "name", f"the app has no file {name!r}")
    kind = _kind(name)
    body = found.read_bytes()
    packed = _static().joinpath("assets", name + ".gz")
    sent = tagged(request, body, media_type=kind, ready=packed.read_bytes() if packed.is_file() else None)
    sent.headers["cache-control"] = "public, max-age=31536000, immutable"
    return sent


@router.get("/favicon.svg")
def icon(request: Request) -> Response:
    """The app's sign."""
    found = _static().joinpath("favicon.svg")
    if not found.is_file():
        return problem(404, "name", "the app has no sign")
    return tagged(request, found.read_bytes(), media_type="image/svg+xml")


@router.get("/{path:path}")
def page(request: Request, path: str, here: Here) -> Response:
    """The app's page, with who may review, and the token that their writes need."""
    view = path.partition("/")[0]
    if view == "api" and (allowed := methods_of(request.app, f"/{path}")):
        told = f"{request.method} is not what /{path} answers"
        return problem(405, None, told, {"allow": ", ".join(allowed)})
    if view not in _VIEWS:
        return problem(404, "path", f"there is nothing at /{path}")
    found = _static().joinpath("index.html")
    if not found.is_file():
        return Response(_NOT_BUILT, status_code=503, media_type="text/plain; charset=utf-8")
    # A token of its own in each process, so the page is never kept.
    named = here.options.reviewers
    body = found.read_text(encoding="utf-8")
    # Where nobody may write, no page needs the token.
    body = body.replace(_TOKEN, here.token if named else "")
    body = body.replace(_REVIEWERS, html.escape(json.dumps(named)))
    return Response(body, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"})


@cache
def _static() -> Traversable:
    return files("affray.serve").joinpath("static")


def _kind(name: str) -> str:
    if name.endswith((".mjs", ".js")):
        return "text/javascript; charset=utf-8"
    if name.endswith(".woff2"):
        return "font/woff2"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
