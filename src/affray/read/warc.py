"""Web archives to raw reports: every captured page is one, two captures of a page are two."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from affray.errors import SkipReport
from affray.model import Format, Raw, Skip
from affray.read.decoding import decode, scrubbed
from affray.read.jsonl import Container
from affray.read.sniffing import markup, stem
from affray.read.streams import BROKEN, PEEK, bounded

# The other types (requests, revisits, notes on the crawl) hold no page of their own.
_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain"})
_PIECE = 1 << 20
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class _Forward:
    """A stream read once from front to back, which is all that an archive reader asks of a file.

    So pipes and packed files can be read, and no packed file is ever begun again.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Bytes read so far."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Read on to a place ahead.

        Raises:
            OSError: The place lies behind, or is counted from the end.
        """
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < self._position:
            raise OSError("an archive is read from front to back only")
        while self._position < target and self.read(min(PEEK, target - self._position)):
            pass
        return self._position

    def close(self) -> None:
        """Nothing: who opened the stream closes it."""


def pages(stream: BinaryIO, container: Container) -> Iterator[Raw | Skip]:
    """The archive's pages; what follows a break is one skip, and the pages before it are kept."""
    number = 0
    try:
        for record in ArchiveIterator(_Forward(stream), record_types=_PAGES, auto_decode="all"):
            number += 1
            try:
                yield _raw(record, container, number)
            except SkipReport as skip:
                yield container.skip(skip.reason, skip.detail, number)
            except BROKEN as error:
                yield container.skip("broken page", f"{type(error).__name__}: {error}", number)
    except (*BROKEN, ValueError, RuntimeError) as error:
        yield container.skip("broken WARC", f"after page {number}: {type(error).__name__}: {error}")
    except BaseException as error:
        # The archive reader's Rust core panics with an exception of no class that could be imported.
        if type(error).__name__ != "PanicException":
            raise
        yield container.skip("broken WARC", f"after page {number}: {error}")


def _raw(record: WarcRecord, container: Container, number: int) -> Raw:
    form = _format(record)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    data = bounded(record.reader, container.limit)
    if data is None:
        # What is left of it is read past in pieces: the reader finds the next record only behind its end.
        while record.reader.read(_PIECE):
            pass
        raise SkipReport("report too large", f"longer than {container.options.max_report_mb:g} MB: {url}")
    if not data.strip():
        raise SkipReport("empty page", url)
    decoded = decode(data, _charset(record))
    if form is Format.PLAIN and markup(data[:2048]):
        form = Format.HTML
    found = {"url": url, "captured": record.headers.get("WARC-Date"), "encoding": decoded.note}
    given = (record.record_id or "").strip("<> ").removeprefix("urn:uuid:")
    return Raw(
        report=scrubbed(given) or f"{stem(container.path)}-{number}",
        path=container.path,
        line=number,
        format=form,
        content=decoded.content,
        metadata={key: scrubbed(value) for key, value in found.items() if value},
    )


def _format(record: WarcRecord) -> Format:
    """How the page is to be read.

    Raises:
        SkipReport: It is no article: an error page, a redirection, an image, a script.
    """
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if record.is_http and record.http_headers.status_code not in {200, None}:
        raise SkipReport("page not delivered", f"HTTP status {record.http_headers.status_code}: {url}")
    declared = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    kind = (declared or "").partition(";")[0].strip().casefold()
    if record.record_type == WarcRecordType.conversion and not kind:
        kind = "text/plain"
    if kind in _HTML:
        return Format.HTML
    if kind in _TEXT and not url.startswith(("metadata:", "dns:")):
        return Format.PLAIN
    raise SkipReport("page is no text", f"{kind or 'no content type'}: {url}")


def _charset(record: WarcRecord) -> str | None:
    if record.http_charset:
        return record.http_charset
    found = _CHARSET.search(record.headers.get("Content-Type") or "")
    return found.group(1) if found else None
