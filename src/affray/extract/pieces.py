"""Sentences to word pieces and windows: what the claim tagger's encoder reads.

A window is a run of consecutive sentences of one report, so every word piece is encoded once with
the sentences around it as context. Training and run time share this file: a piece that was cut or
cased differently at run time would silently cost accuracy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

# Attention grows with the square of the window, and what a window repeats of the sentence before it, as
# context only, is encoded twice. On dev, windows of 128 to 256 pieces that repeat 0 to 64 of them gave
# claims F1 between .789 and .791 and roles between .684 and .688, with the same weights.
WINDOW_PIECES = 256
CONTEXT_PIECES = 32

# The encoder is uncased; the shape of a piece's word is given to it as an embedding of its own.
CASINGS = ("special", "lower", "title", "upper", "mixed", "digit", "alphanumeric", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """One sentence as word pieces: vocabulary ids, casing classes and character spans, all (n,)."""

    ids: Ints
    casing: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Pieces `first:last` of sentence `sentence`, standing at `offset` of the window."""

    sentence: int
    first: int
    last: int
    offset: int
    context: bool

    @property
    def length(self) -> int:
        """How many pieces it holds."""
        return self.last - self.first

    @property
    def end(self) -> int:
        """Where it ends in the window, exclusive."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What one encoder pass reads: ids and casing (n,), and which sentences they are."""

    ids: Ints
    casing: Ints
    slices: tuple[Slice, ...]


def cut(tokenizer: Tokenizer, sentences: Sequence[str]) -> list[Pieces]:
    """Cut each sentence into word pieces with their character spans."""
    encodings = tokenizer.encode_batch(list(sentences), add_special_tokens=False)
    return [
        Pieces(
            ids=np.asarray(encoding.ids, dtype=np.int64),
            casing=_casing(sentence, encoding.offsets),
            starts=np.asarray([start for start, _ in encoding.offsets], dtype=np.int64),
            ends=np.asarray([end for _, end in encoding.offsets], dtype=np.int64),
        )
        for sentence, encoding in zip(sentences, encodings, strict=True)
    ]


def pack(report: Sequence[Pieces], cls: int, sep: int, limit: int = WINDOW_PIECES) -> list[Window]:
    """Pack a report's sentences into windows of at most `limit` pieces.

    A sentence longer than a window is cut into several slices, so nothing is ever truncated.
    """
    windows: list[Window] = []
    slices: list[Slice] = []
    offset = 1
    for number, first, last in _runs(report, limit - CONTEXT_PIECES - 3):
        if offset + (last - first) + 1 > limit and slices:
            windows.append(_window(report, slices, cls, sep))
            slices, offset = _context(report, number, first)
        slices.append(Slice(sentence=number, first=first, last=last, offset=offset, context=False))
        offset += last - first + 1
    if slices:
        windows.append(_window(report, slices, cls, sep))
    return windows


def _runs(report: Sequence[Pieces], longest: int) -> Iterator[tuple[int, int, int]]:
    for number, pieces in enumerate(report):
        for first in range(0, len(pieces.ids), longest):
            yield number, first, min(first + longest, len(pieces.ids))


def _context(report: Sequence[Pieces], number: int, first: int) -> tuple[list[Slice], int]:
    before, end = (number, first) if first else (number - 1, len(report[number - 1].ids))
    start = max(0, end - CONTEXT_PIECES)
    return [Slice(sentence=before, first=start, last=end, offset=1, context=True)], end - start + 2


def _window(report: Sequence[Pieces], slices: Sequence[Slice], cls: int, sep: int) -> Window:
    ids, casing = [np.array([cls])], [np.zeros(1, dtype=np.int64)]
    for part in slices:
        pieces = report[part.sentence]
        ids += [pieces.ids[part.first : part.last], np.array([sep])]
        casing += [pieces.casing[part.first : part.last], np.zeros(1, dtype=np.int64)]
    return Window(
        ids=np.concatenate(ids).astype(np.int64),
        casing=np.concatenate(casing).astype(np.int64),
        slices=tuple(slices),
    )


def _casing(sentence: str, offsets: Sequence[tuple[int, int]]) -> Ints:
    return np.asarray([_shape(sentence[start:end]) for start, end in offsets], dtype=np.int64)


def _shape(piece: str) -> int:
    if piece.isalpha():
        if piece.islower():
            return 1
        if piece[:1].isupper() and (piece[1:].islower() or len(piece) == 1):
            return 2
        return 3 if piece.isupper() else 4
    if piece.isdigit():
        return 5
    return 6 if piece.isalnum() else 7
