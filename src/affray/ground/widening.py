"""Fillers that end inside a name or noun phrase are read with the words beside them.

The extractor cuts phrases short: of "the Islamic Front coalition" it takes "the Islamic", of "pro-Assad
forces" the noun, of "Russian airstrikes" the adjective. Only the reading widens; the filler stays as it is.
"""

from __future__ import annotations

import re

from affray.ground import nouns
from affray.ground.names import hits
from affray.ground.states import is_people
from affray.ground.words import Word, words
from affray.model import Filler

# One block of words before a filler, and four after it: longer names are found whole by the extractor.
_BEFORE = re.compile(r"(?:^|(?<=[\s(\[“\"‘']))([^\s,.;:()\[\]“”\"]+) $")
_AFTER = re.compile(r"^(?: [^\W_][\w’'-]*){1,4}")
# Farther than this no block of words reaches.
_REACH = 60
_PARTIES = nouns.FORCES | nouns.LABELS | nouns.REBELS | nouns.GROUPS
_ACTING = _PARTIES | nouns.OFFICIALS


def widened(filler: Filler, text: str) -> str:
    """A filler's words, with those beside it in the report's text that they belong to."""
    found = words(filler.text)
    if not found or text[filler.start : filler.end] != filler.text:
        return filler.text
    after = _AFTER.match(text[filler.end : filler.end + _REACH])
    following = after[0] if after else ""
    if is_people(found[-1]):
        return filler.text + _noun(following)
    kept = [word for word in found if word.key]
    if not kept or hits(found):
        return filler.text + following if _is_cut(filler.text, following) else _new(filler, text)
    if _is_cut(filler.text, following):
        return filler.text + following
    if all(word.key in _PARTIES for word in kept) and filler.text[:1].islower() and len(found) == len(kept):
        return _qualified(filler, text)
    return filler.text


def _noun(following: str) -> str:
    """The noun of those who act that follows a people's word: "Russian" of "Russian airstrikes"."""
    first = re.match(r" [^\W_][\w’'-]*", following)
    return first[0] if first and {word.key for word in words(first[0])} & _ACTING else ""


def _is_cut(words_: str, following: str) -> bool:
    """Whether a filler is the first words of a known name that the report goes on with."""
    whole = words(words_ + following)
    own = words(words_)
    last = max((at for at, word in enumerate(own) if word.key), default=-1)
    return last >= 0 and any(
        hit.first <= last < hit.last - 1 and not hit.described and _proper(whole[last]) for hit in hits(whole)
    )


def _proper(word: Word) -> bool:
    return word.raw[:1].isupper()


def _qualified(filler: Filler, text: str) -> str:
    """A bare noun with the compound, label or name right before it: "forces" of "pro-Assad forces"."""
    before = _BEFORE.search(text[max(0, filler.start - _REACH) : filler.start])
    if before is None:
        return filler.text
    told = words(before[1])
    names = any(hit.last == len(told) for hit in hits(told)) or (bool(told) and is_people(told[-1]))
    return f"{before[1]} {filler.text}" if names or any(word.tied for word in told) else filler.text


def _new(filler: Filler, text: str) -> str:
    """A group's noun phrase with "newly formed" right before it."""
    before = _BEFORE.search(text[max(0, filler.start - _REACH) : filler.start])
    return f"{before[1]} {filler.text}" if before and nouns.is_new(before[1]) else filler.text
