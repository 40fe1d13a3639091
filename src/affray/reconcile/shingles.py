"""What two texts share: the runs of words that they are made of, as numbers, standing text left out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

_WORD = re.compile(r"[^\W_]+")
_DROPPED = str.maketrans("", "", "'’‘`´")
# Odd numbers without structure: a run's number is the sum of its words' numbers, each times its own.
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64)


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts share.

    Attributes:
        runs: How many runs of words both have.
        contained: Their share of the shorter text's runs.
        alike: Their share of the runs that either has (Jaccard).
    """

    runs: int
    contained: float
    alike: float


def words(text: str) -> list[str]:
    """The words of a text, as they are compared: without case, apostrophes and marks."""
    return _WORD.findall(text.casefold().translate(_DROPPED))


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def numbers(found: Sequence[str]) -> NDArray[np.uint64]:
    """Each word as a number, in the order of the text."""
    return np.fromiter(map(_number, found), np.uint64, count=len(found))


def runs(own: NDArray[np.uint64], length: int) -> Numbers:
    """The distinct runs of so many words, of a text's numbers, each as a number of 32 bits, ascending.

    Two different runs have one number in one of 4 thousand million cases, which no threshold feels.
    """
    if len(own) < length:
        return np.empty(0, np.uint32)
    count = len(own) - length + 1
    total = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(length):
            total = (total ^ (own[at : at + count] * _MIX[at % 4])) * _MIX[(at + 1) % 4]
            total ^= total >> np.uint64(29)
    return np.unique((total >> np.uint64(32)).astype(np.uint32))


def shared(one: Numbers, other: Numbers) -> Shared:
    """How much two texts share, by their runs."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    least, either = min(len(one), len(other)), len(one) + len(other) - both
    return Shared(runs=both, contained=both / least if least else 0.0, alike=both / either if either else 0.0)


def standing(texts: Sequence[Numbers], days: Sequence[int | None], *, least: int, spread: int) -> Numbers:
    """The runs that stand in many texts of days far apart: furniture of a page, an agency's background.

    Args:
        texts: The runs of each text.
        days: The day of each, as a number; None where it is not known.
        least: In how many texts with a day a run must stand.
        spread: How many days must lie between the first and the last of them.
    """
    dated = [(text, day) for text, day in zip(texts, days, strict=True) if day is not None]
    if len(dated) < least or not any(len(text) for text, _ in dated):
        return np.empty(0, np.uint32)
    first = min(day for _, day in dated)
    # Number and day in one word, so that one sort brings each run's days together.
    keys = np.concatenate(
        [(text.astype(np.uint64) << np.uint64(32)) | np.uint64(day - first) for text, day in dated]
    )
    keys.sort()
    own = (keys >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(own, prepend=own[:1] + np.uint32(1)))
    ends = np.append(starts[1:], len(keys)) - 1
    low = np.uint64(0xFFFFFFFF)
    apart = (keys[ends] & low).astype(np.int64) - (keys[starts] & low).astype(np.int64)
    kept: Numbers = own[starts[(ends - starts + 1 >= least) & (apart > spread)]]
    return kept


def without(own: Numbers, dropped: Numbers) -> Numbers:
    """The runs of a text but for some; both ascending."""
    if not len(dropped) or not len(own):
        return own
    at = np.minimum(np.searchsorted(dropped, own), len(dropped) - 1)
    kept: Numbers = own[dropped[at] != own]
    return kept
