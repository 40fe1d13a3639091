"""JSON to raw reports: one object a line, one object a file, or one list a file."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from affray.errors import SkipReport
from affray.model import Format, Raw, Skip
from affray.read.decoding import decode, scrubbed
from affray.read.options import ReadOptions
from affray.read.sniffing import markup, stem
from affray.read.streams import BROKEN, numbered_lines

_STEP = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file of many reports: where it was found, and how it is to be read."""

    path: str
    options: ReadOptions

    @property
    def limit(self) -> int:
        """Bytes that one report may have."""
        return int(self.options.max_report_mb * 1_000_000)

    def skip(self, reason: str, detail: str = "", line: int | None = None) -> Skip:
        """A part of this file that cannot be used."""
        return Skip(path=self.path, line=line, reason=reason, detail=scrubbed(detail)[:300])


def lines(stream: BinaryIO, container: Container) -> Iterator[Raw | Skip]:
    """One report a line; a bad line is a skip with its number, and the others are kept."""
    try:
        for numbered in numbered_lines(stream, container.limit):
            if numbered.data is None:
                detail = f"longer than {container.options.max_report_mb:g} MB"
                yield container.skip("report too large", detail, numbered.number)
            elif numbered.data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
                yield _line(numbered.data, numbered.number, container)
    except BROKEN as error:
        yield container.skip("broken file", f"{type(error).__name__}: {error}")


def document(stream: BinaryIO, container: Container) -> Iterator[Raw | Skip]:
    """The one object of a file, or the objects of its one list, a few at a time in memory."""
    try:
        yield from _elements(stream, container)
    except BROKEN as error:
        yield container.skip("broken file", f"{type(error).__name__}: {error}")
    except UnicodeDecodeError as error:
        yield container.skip("JSON is not UTF-8", str(error))


def record(found: Any, container: Container, number: int | None) -> Raw | Skip:
    """One JSON object as a raw report, or why not."""
    try:
        return _raw(found, container, number)
    except SkipReport as skip:
        return container.skip(skip.reason, skip.detail, number)


def _line(data: bytes, number: int, container: Container) -> Raw | Skip:
    try:
        found = json.loads(decode(data).content)
    except (ValueError, RecursionError) as error:
        return container.skip("line is not JSON", str(error), number)
    return record(found, container, number)


def _raw(found: Any, container: Container, number: int | None) -> Raw:
    options = container.options
    if not isinstance(found, Mapping):
        raise SkipReport("record is no JSON object", type(found).__name__)
    text = found.get(options.text_field)
    if text is None:
        raise SkipReport("record has no text", f"field {options.text_field!r} is missing")
    if not isinstance(text, str):
        raise SkipReport("record has no text", f"{options.text_field!r} is {type(text).__name__}")
    if not text.strip():
        raise SkipReport("record has no text", f"field {options.text_field!r} is empty")
    if len(text) > container.limit:
        raise SkipReport("report too large", f"longer than {options.max_report_mb:g} MB")
    given = _worded(found.get(options.id_field))
    name = stem(container.path) if container.path != "-" else "stdin"
    return Raw(
        report=given or (name if number is None else f"{name}-{number}"),
        path=container.path,
        line=number,
        format=Format.HTML if markup(text[:2048].encode("utf-8", "replace")) else Format.PLAIN,
        content=scrubbed(text),
        metadata=_metadata(found, options),
    )


def _metadata(found: Mapping[str, Any], options: ReadOptions) -> dict[str, str]:
    fields = {
        "url": options.url_field,
        "date": options.date_field,
        "outlet": options.outlet_field,
        "title": options.title_field,
    }
    worded = {key: _worded(found.get(name)) for key, name in fields.items()}
    return {key: value for key, value in worded.items() if value}


def _worded(value: Any) -> str | None:
    """A field's words: text or a number. Lists, objects and truth values name nothing."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join("".join(char for char in scrubbed(str(value)) if char.isprintable()).split()) or None
    return None


def _elements(stream: BinaryIO, container: Container) -> Iterator[Raw | Skip]:
    decoder = json.JSONDecoder()
    reader = codecs.getreader("utf-8-sig")(stream)
    buffer = reader.read(_STEP).lstrip()
    listed = buffer.startswith("[")
    buffer = buffer[1:] if listed else buffer
    number = 0
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]") or not (buffer or (buffer := reader.read(_STEP).lstrip(" \t\r\n,"))):
            return
        number += 1
        try:
            found, end = decoder.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            more = reader.read(_STEP) if len(buffer) <= container.limit else ""
            if not more:
                yield container.skip("broken JSON", f"record {number} and what follows it: {error}", number)
                return
            buffer += more
            number -= 1
            continue
        buffer = buffer[end:]
        yield record(found, container, number if listed else None)
        if not listed:
            return
