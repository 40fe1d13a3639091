"""What a file holds, told by its content first and its name second."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

PACKING = frozenset({".gz", ".zst", ".zstd"})
ENDINGS = frozenset(
    {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".warc", *PACKING}
)


class Kind(StrEnum):
    """How a file's content is to be split into reports; the last four cannot be."""

    PLAIN = "plain"
    HTML = "html"
    JSONL = "jsonl"
    JSON = "json"
    WARC = "warc"
    EMPTY = "empty file"
    ZIP = "zip files are not read"
    ARC = "ARC files are not read"
    BINARY = "no text"


_MAGIC = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"WARC/", Kind.WARC),
    (b"filedesc:", Kind.ARC),
    (b"%PDF", Kind.BINARY),
    (b"\x89PNG", Kind.BINARY),
    (b"\xff\xd8\xff", Kind.BINARY),
    (b"GIF8", Kind.BINARY),
    (b"\xd0\xcf\x11\xe0", Kind.BINARY),
    (b"7z\xbc\xaf", Kind.BINARY),
    (b"Rar!", Kind.BINARY),
    (b"BZh", Kind.BINARY),
    (b"\xfd7zXZ", Kind.BINARY),
    (b"\x7fELF", Kind.BINARY),
    (b"SQLite format 3", Kind.BINARY),
)
_BY_ENDING = {
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".warc": Kind.WARC,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
}
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|\?xml[^<>]{0,200}>\s*<(?:!doctype\s+html|html)|html|head|body|"
    rb"div|article|main|section|p|h[1-6]|table|meta|title|script|span|figure)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Control bytes that no text encoding but UTF-16 and UTF-32 has.
_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32)})


def kind(head: bytes, name: str) -> Kind:
    """What a file holds.

    Args:
        head: Its first bytes, unpacked.
        name: Its name, of use where the content leaves it open.
    """
    if not head:
        return Kind.EMPTY
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    text = head.removeprefix(b"\xef\xbb\xbf")
    ending = _ending(name)
    if markup(text) or (ending is Kind.HTML and b"<" in text):
        return Kind.HTML
    if not head.startswith(_WIDE) and _binary(head):
        return Kind.BINARY
    return _by_json(text, ending)


def markup(head: bytes) -> bool:
    """Whether content begins as an HTML page or a part of one."""
    return _HTML.match(head) is not None


def stem(name: str) -> str:
    """A file's name without its endings: what the report is called. "a.b.txt.gz" is "a.b"."""
    found = PurePath(name).name
    while (ending := PurePath(found).suffix.casefold()) in ENDINGS and found.casefold() != ending:
        found = found[: -len(ending)]
    return found


def _by_json(text: bytes, ending: Kind | None) -> Kind:
    if ending in {Kind.JSONL, Kind.JSON, Kind.WARC}:
        return ending
    first = text.lstrip()[:1]
    if first == b"{" and re.match(rb'\s*\{\s*"[^"]{1,100}"\s*:', text):
        line = text.lstrip().split(b"\n", 1)[0].rstrip()
        return Kind.JSONL if line.endswith(b"}") or len(line) > 4096 else Kind.JSON
    if first == b"[" and re.match(rb'\s*\[\s*\{\s*"', text):
        return Kind.JSON
    return Kind.PLAIN


def _ending(name: str) -> Kind | None:
    path = PurePath(name.casefold())
    while path.suffix in PACKING:
        path = path.with_suffix("")
    return _BY_ENDING.get(path.suffix)


def _binary(head: bytes) -> bool:
    # A page scraped badly may hold a few null bytes; of a binary file more than 1 in 50 are controls.
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls * 50 > len(head)
