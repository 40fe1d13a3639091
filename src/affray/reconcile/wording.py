"""What two sentences share in words, each by how rare it is: whole numbers that hold both a word and its weight."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping

from affray.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
# A word of fewer letters keeps its ending.
_SHORTEST = 4
# Weights are whole numbers of this many steps a bit, in the low digits of a word's number.
STEPS, ROOM = 8, 256
# A word of this share of reports or fewer is as rare as any.
_RAREST = 0.003
# Words count besides this many reports of which their shares are known, so that few do not seem all alike.
KNOWN = 640


def words(text: str) -> list[str]:
    """The words of a text as compared: folded, without their endings, in order."""
    return [stem(fold(match[0])) for match in _WORD.finditer(text)]


def stem(word: str) -> str:
    """A word without its ending: "strikes" and "striking" are "strik"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def rarity(times: Mapping[str, int], reports: int, common: Mapping[str, float]) -> dict[str, float]:
    """How rare each word is among reports, in bits, from those at hand and the shares known of old."""
    out = {}
    for word, count in times.items():
        share = (count + KNOWN * common.get(word, 0.0)) / (reports + KNOWN)
        out[word] = -math.log2(min(max(share, _RAREST), 1.0))
    return out


def numbered(found: Iterable[str], rare: Mapping[str, float]) -> list[int]:
    """The words as whole numbers, ascending: what they are in the high digits, how rare in the low ones."""
    out = set()
    for word in found:
        weight = round(rare.get(word, 0.0) * STEPS)
        if weight > 0:
            out.add(_number(word) * ROOM + min(weight, ROOM - 1))
    return sorted(out)


def weight(numbers: Iterable[int]) -> int:
    """The summed rarity of words."""
    return sum(number % ROOM for number in numbers)


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).digest())
