"""Words as compared, each by how rare it is: whole numbers that hold a word and its weight."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from functools import lru_cache

from affray.resources.linkage import words as shares
from affray.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
# A word of fewer letters keeps its ending.
_SHORTEST = 4
# Weights are whole numbers of this many steps a bit, in the low digits of a word's number.
STEPS, ROOM = 8, 256
# A word of this share of reports or fewer is as rare as any.
_RAREST = 0.003


def words(text: str) -> list[str]:
    """The words of a text as compared: folded, without their endings, in order."""
    return [stem(fold(match[0])) for match in _WORD.finditer(text)]


def stem(word: str) -> str:
    """A word without its ending: "strikes" and "striking" are "strik"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def rarity(word: str) -> float:
    """How rare a word is among reports of a war, in bits, by shares that ship: never by the reports at hand.

    So two claims weigh the same whatever else a store holds.
    """
    return -math.log2(max(shares().get(word, 0.0), _RAREST))


def numbered(found: Iterable[str]) -> list[int]:
    """The words as whole numbers, ascending: what they are in the high digits, how rare in the low ones."""
    return sorted({_numbered(word) for word in found} - {0})


@lru_cache(maxsize=1 << 16)
def _numbered(word: str) -> int:
    own = min(round(rarity(word) * STEPS), ROOM - 1)
    number = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).digest())
    return number * ROOM + own if own > 0 else 0


def weight(numbers: Iterable[int]) -> int:
    """The summed rarity of words."""
    return sum(number % ROOM for number in numbers)
