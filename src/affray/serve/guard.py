"""What a request must be to be answered, and what every answer tells the browser.

Without reviewers nothing is written. A page of another origin may neither read (there is no CORS) nor
write: a write needs the same origin and the token that only our own page was given. A name that
is not ours in `Host` is a page that had its name point here, and is refused.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from affray.serve.options import ServeOptions
from affray.serve.reviewers import READ_ONLY

TOKEN = "x-affray-token"  # noqa: S105 the header's name

# Scripts, styles, fonts and data from here alone; the map's worker is a file of ours, its images are made
# in the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self'; font-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
_SAFE = frozenset({"GET", "HEAD"})


class Refusal(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: int, field: str | None, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.field = field
        self.message = message


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, options: ServeOptions, token: str) -> None:
        self._app = app
        self._options = options
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what may not be, and put the headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        try:
            heads = _heads(scope["headers"])
            self._require_ours(heads)
            if scope["method"] not in _SAFE:
                self._require_review()
                self._require_same_origin(heads)
                receive = await self._bounded(heads, receive)
        except Refusal as refusal:
            await _refuse(refusal, sent)
            return
        await self._app(scope, receive, sent)

    def _require_ours(self, heads: dict[str, str]) -> None:
        host = _hostname("//" + heads.get("host", ""))
        if host not in {"localhost", *self._options.names} and not _address(host):
            raise Refusal(421, "Host", f"{host or 'no name'} is no name of this server; `--name` adds one")

    def _require_review(self) -> None:
        if not self._options.reviewers:
            raise Refusal(403, None, READ_ONLY)

    def _require_same_origin(self, heads: dict[str, str]) -> None:
        site = heads.get("sec-fetch-site", "same-origin")
        if site != "same-origin":
            raise Refusal(403, "Sec-Fetch-Site", "only the app's own page may write")
        origin = heads.get("origin")
        if origin is not None and urlsplit(origin).netloc != heads.get("host"):
            raise Refusal(403, "Origin", "only the app's own page may write")
        if not secrets.compare_digest(heads.get(TOKEN, "").encode(), self._token.encode()):
            raise Refusal(403, TOKEN, "the token of the app's page is missing or old; load the page again")
        kind = heads.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in {"", "application/json"}:
            raise Refusal(415, "Content-Type", "a body must be application/json")

    async def _bounded(self, heads: dict[str, str], receive: Receive) -> Receive:
        """The body, read whole and no further than the limit, whatever its head says."""
        limit = self._options.max_body
        length = heads.get("content-length", "0")
        body = b""
        more = not (length.isdecimal() and int(length) > limit)
        while more:
            message = await receive()
            if message["type"] != "http.request":
                break
            body += message.get("body", b"")
            more = message.get("more_body", False) and len(body) <= limit
        if len(body) > limit or (length.isdecimal() and int(length) > limit):
            raise Refusal(413, "body", f"a body may have {limit} bytes")
        given = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return given.pop() if given else await receive()

        return again


def _heads(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _address(host: str) -> bool:
    """Whether it is an address: no page can have another's address as its name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = json.dumps({"error": {"field": refusal.field, "message": refusal.message}}).encode()
    heads = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": heads})
    await send({"type": "http.response.body", "body": body})
