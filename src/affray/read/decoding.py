"""Bytes to characters: byte order marks, declared encodings, detection, and text encoded twice."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^<>]{0,80}?encoding=[\"']([\w.-]+)",
    re.IGNORECASE,
)
# Detection reads no more than this: more bytes hardly change its answer and cost time.
_SAMPLE = 1 << 16
# What UTF-8 punctuation and accents look like when read as Windows-1252 and encoded again.
_TWICE = re.compile("â€[\u0080-\u2122]|Ã[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]|â€")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, and what to note of how they were read: None for plain UTF-8."""

    content: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode one report's bytes. Never fails: what fits no encoding is replaced, and noted.

    Args:
        data: The bytes of one report.
        declared: The encoding that its container names (an HTTP header), if any.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(
                content=scrubbed(data.decode(encoding, "replace").removeprefix("\ufeff")),
                note=None if encoding == "utf-8-sig" else encoding,
            )
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for named in (declared, _meta(data), _detected(data)):
        if named is None:
            continue
        encoding = _web(named)
        try:
            content = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return Decoded(content=scrubbed(content), note=encoding)
    return Decoded(content=data.decode("cp1252", "replace"), note="cp1252, some bytes replaced")


def scrubbed(text: str) -> str:
    """The text with halves of surrogate pairs replaced: no store or format can hold them."""
    return _SURROGATE.sub("\ufffd", text)


def _mended(content: str) -> Decoded:
    """UTF-8 read as Windows-1252 and encoded again is read back where all of it can be."""
    if _TWICE.search(content) is None:
        return Decoded(content=content)
    try:
        return Decoded(content=content.encode("cp1252").decode("utf-8"), note="utf-8 encoded twice")
    except UnicodeError:
        return Decoded(content=content, note="utf-8 with mojibake")


def _meta(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    return (found.group(1) or found.group(2)).decode("ascii", "replace") if found else None


def _detected(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def _web(encoding: str) -> str:
    """Browsers read Latin-1 and ASCII as Windows-1252, and so do pages that name them (WHATWG Encoding)."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    return "cp1252" if name in {"iso8859-1", "ascii"} else name
