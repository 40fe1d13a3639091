"""Files to raw reports: folders walked, files unpacked and split, encodings told; cleaning comes later."""

from __future__ import annotations

import errno
import glob
import gzip
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from affray.errors import UnusableOption
from affray.model import Format, Raw, Skip
from affray.read import jsonl, warc
from affray.read.decoding import decode
from affray.read.jsonl import Container
from affray.read.options import ReadOptions
from affray.read.sniffing import Kind, kind, stem
from affray.read.streams import BROKEN, PEEK, bounded, unpacked

STDIN = "-"


@dataclass(frozen=True, slots=True)
class _File:
    path: str


def records(paths: Sequence[str], options: ReadOptions) -> Iterator[Raw | Skip]:
    """Every report under the paths, in a fixed order, and a skip for everything that cannot be used.

    Args:
        paths: Files, folders (walked, names in order, hidden ones left out), patterns, or "-" for stdin.
        options: Names of the fields of JSON records, and how large a report may be.

    Raises:
        UnusableOption: A path does not exist, or an option cannot be used. Raised before any reading.
    """
    if not options.max_report_mb > 0:
        raise UnusableOption(f"read.max_report_mb is {options.max_report_mb}: it must be more than 0")
    if not options.text_field:
        raise UnusableOption("read.text_field is empty: name the JSON field that holds a report's text")
    return _records(_expanded(paths), options)


def size(paths: Sequence[str]) -> int | None:
    """Bytes on disk under the paths, for a progress bar; None when stdin is among them.

    Raises:
        UnusableOption: A path does not exist.
    """
    if STDIN in paths:
        return None
    total = 0
    for found in _files(_expanded(paths)):
        if isinstance(found, _File):
            try:
                total += Path(found.path).stat().st_size
            except OSError:
                continue  # `records` tells of it with a skip
    return total


def _records(paths: Sequence[str], options: ReadOptions) -> Iterator[Raw | Skip]:
    for found in _files(paths):
        if isinstance(found, Skip):
            yield found
            continue
        container = Container(path=_printable(found.path), options=options)
        try:
            with ExitStack() as stack:
                stream: BinaryIO = (
                    sys.stdin.buffer
                    if found.path == STDIN
                    else stack.enter_context(Path(found.path).open("rb"))
                )
                yield from _split(stream, container)
        except BROKEN as error:
            # The system would not give the file, or what it gave is damaged.
            refused = isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile)
            reason = "unreadable file" if refused else "broken file"
            yield container.skip(reason, f"{type(error).__name__}: {error}")


def _split(packed: BinaryIO, container: Container) -> Iterator[Raw | Skip]:
    stream = unpacked(packed)
    found = kind(stream.peek(PEEK)[:PEEK], container.path)
    if found is Kind.JSONL:
        yield from jsonl.lines(stream, container)
    elif found is Kind.JSON:
        yield from jsonl.document(stream, container)
    elif found is Kind.WARC:
        yield from warc.pages(stream, container)
    elif found in {Kind.PLAIN, Kind.HTML}:
        yield _single(stream, container, found)
    else:
        yield container.skip("no text" if found is Kind.BINARY else found.value)


def _single(stream: BinaryIO, container: Container, found: Kind) -> Raw | Skip:
    data = bounded(stream, container.limit)
    if data is None:
        return container.skip("report too large", f"longer than {container.options.max_report_mb:g} MB")
    decoded = decode(data)
    if not decoded.content.strip():
        return container.skip("empty file")
    return Raw(
        report=stem(container.path) if container.path != STDIN else "stdin",
        path=container.path,
        format=Format.HTML if found is Kind.HTML else Format.PLAIN,
        content=decoded.content,
        metadata={"encoding": decoded.note} if decoded.note else {},
    )


def _expanded(paths: Sequence[str]) -> list[str]:
    """The paths with patterns replaced by what they match, each once."""
    expanded: list[str] = []
    for path in paths:
        if path == STDIN or os.path.lexists(path):
            expanded.append(path)
        elif glob.has_magic(path) and (matches := sorted(glob.iglob(path, recursive=True))):  # noqa: PTH207 - a Path matches no absolute pattern
            expanded += matches
        else:
            raise UnusableOption(f"{path} does not exist: give a file, a folder, a pattern, or - for stdin")
    return list(dict.fromkeys(expanded))


def _files(paths: Sequence[str]) -> Iterator[_File | Skip]:
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from _walked(path, frozenset())
        else:
            yield _File(path)


def _walked(folder: str, above: frozenset[tuple[int, int]]) -> Iterator[_File | Skip]:
    """The files of a folder, names in order. A link back to a folder above it is a skip, not a loop."""
    try:
        found = Path(folder).stat()
        entries = sorted(entry for entry in Path(folder).iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield Skip(path=_printable(folder), reason="unreadable folder", detail=str(error))
        return
    here = (found.st_dev, found.st_ino)
    if here in above:
        yield Skip(path=_printable(folder), reason="symlink loop", detail="links to a folder that holds it")
        return
    for entry in entries:
        path = str(entry)
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            reason = "symlink loop" if error.errno == errno.ELOOP else "unreadable file"
            yield Skip(path=_printable(path), reason=reason, detail=str(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walked(path, above | {here})
        elif stat.S_ISREG(mode):
            yield _File(path)
        else:
            yield Skip(path=_printable(path), reason="not a regular file")


def _printable(path: str) -> str:
    """The path as text that every store can hold; bytes of a name that are no UTF-8 are replaced."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
