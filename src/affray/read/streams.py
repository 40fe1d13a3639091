"""Open files as streams of bytes, unpacked where packed, never holding more than asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import zstandard

PEEK = 1 << 16
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
# A packed file inside a packed file happens ("x.warc.gz.gz"); more layers than this are made, not found.
_LAYERS = 2
# zstd packs at most 128 KiB into a block of 4 bytes, so 1 KiB of input unpacks to 32 MiB at the most.
_ZSTD_INPUT = 1 << 10
# 128 MiB: the largest window `zstd --long` writes without being asked for more.
_ZSTD_WINDOW = 1 << 27

# What reading a packed or damaged stream can raise.
BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError)


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """One line of a stream with its number, from 1; `data` is None when it is longer than allowed."""

    number: int
    data: bytes | None


class _GzipStream(io.RawIOBase):
    """Unpacks gzip a piece at a time, so that what stands before a break is read before it raises."""

    def __init__(self, packed: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._file.read1(len(target))
        target[: len(piece)] = piece
        return len(piece)


class _ZstdStream(io.RawIOBase):
    """Unpacks zstd, several frames too; a stream that ends inside a frame raises EOFError."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._frames.decompressobj()
        self._begun = False
        self._rest = b""
        self._out = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        while not self._out:
            piece = self._rest or self._packed.read(_ZSTD_INPUT)
            self._rest = b""
            if not piece:
                if self._begun:
                    raise EOFError("the zstd stream ends inside a frame")
                return 0
            self._begun = True
            self._out = memoryview(self._frame.decompress(piece))
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame = self._frames.decompressobj()
                self._begun = False
        count = min(len(target), len(self._out))
        target[:count] = self._out[:count]
        self._out = self._out[count:]
        return count


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The stream with gzip and zstd taken off, told by its first bytes and not by its name."""
    found = _buffered(stream)
    for _ in range(_LAYERS):
        head = found.peek(4)[:4]
        if head.startswith(_GZIP):
            found = io.BufferedReader(_GzipStream(found), PEEK)
        elif head.startswith(_ZSTD):
            found = io.BufferedReader(_ZstdStream(found), PEEK)
    return found


class Readable(Protocol):
    """Anything that gives bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


def bounded(stream: Readable, limit: int) -> bytes | None:
    """All that is left of the stream; None when it is more than `limit` bytes."""
    pieces: list[bytes] = []
    left = limit + 1
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) if left > 0 else None


def numbered_lines(stream: BinaryIO, limit: int) -> Iterator[NumberedLine]:
    """The stream's lines; one longer than `limit` bytes is read past in pieces, and told as None."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit or data.endswith(b"\n"):
            yield NumberedLine(number, data)
            continue
        while (rest := stream.readline(PEEK)) and not rest.endswith(b"\n"):
            pass
        yield NumberedLine(number, None)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(stream, PEEK)  # type: ignore[arg-type]
