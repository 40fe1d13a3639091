"""Answers as JSON of our own values, each with a tag, so that what is unchanged is not sent again."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from fastapi import Request, Response
from pydantic import TypeAdapter

T = TypeVar("T")

# Below this a packed answer saves less than it costs.
_PACKED_FROM = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a request: the field, and what to do."""

    field: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The body of every answer that is an error."""

    error: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An answer made once and kept, plain and packed."""

    plain: bytes
    gzip: bytes


def packed(plain: bytes) -> Packed:
    """An answer that is sent often, packed well."""
    return Packed(plain=plain, gzip=gzip.compress(plain, compresslevel=4, mtime=0))


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    found = _ADAPTERS.get(kind)
    if found is None:
        found = _ADAPTERS[kind] = TypeAdapter(kind)
    return found


def encoded(kind: type[T], value: T) -> bytes:
    """A value as JSON; characters that no JSON can hold become U+FFFD."""
    try:
        return _adapter(kind).dump_json(value)
    except ValueError:
        return _adapter(kind).dump_json(_printable(value), warnings=False)


def zoned(value: T) -> T:
    """The same with its times, which the store keeps without a zone, told to be of UTC."""
    times = {each.name: getattr(value, each.name) for each in fields(value)}  # type: ignore[arg-type]
    told = {name: at.replace(tzinfo=UTC) for name, at in times.items() if isinstance(at, datetime)}
    return replace(value, **told)  # type: ignore[type-var]


def _printable(value: Any) -> Any:
    """The same with lone surrogates, as names of files may hold them, replaced."""
    import json  # noqa: PLC0415 rare

    plain = json.dumps(_adapter(type(value)).dump_python(value), default=str, ensure_ascii=False)
    return json.loads(plain.encode("utf-8", "replace").decode())


def answer(request: Request, body: bytes, *, ready: bytes | None = None) -> Response:
    """The answer to a request for JSON: packed where the asker can unpack, empty where it has it already."""
    return tagged(request, body, media_type="application/json", ready=ready)


def tagged(request: Request, body: bytes, *, media_type: str, ready: bytes | None = None) -> Response:
    """An answer with its tag."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    heads = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=heads)
    if "gzip" in request.headers.get("accept-encoding", "") and len(body) >= _PACKED_FROM:
        body = ready or gzip.compress(body, compresslevel=1, mtime=0)
        heads["content-encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=heads)


def problem(
    status: int, field: str | None, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An error's answer."""
    failure = Failure(error=Problem(field=field, message=message))
    return Response(
        encoded(Failure, failure),
        status_code=status,
        media_type="application/json",
        headers={**(headers or {}), "cache-control": "no-store"},
    )
