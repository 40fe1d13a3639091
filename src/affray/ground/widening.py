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


def widened(filler: Filler, text: str) -> str:
    """A filler's words, with those beside it in the report's text that they belong to."""
    found = words(filler.text)
    if not found or text[filler.start : filler.end] != filler.text:
        return filler.text
    after = _AFTER.match(text[filler.end : filler.end + _REACH])
    following = after[0] if after else ""
    if any(not hit.described for hit in hits(found)):
        return _new(filler, text)
    rest = _rest(filler.text, following) or (_noun(following) if is_people(found[-1]) else "")
    if rest or is_people(found[-1]):
        return filler.text + rest
    if hits(found):
        return _new(filler, text)
    kept = [word for word in found if word.key]
    if kept and len(kept) == len(found) and all(word.key in _PARTIES for word in kept):
        return _qualified(filler, text) if filler.text[:1].islower() else filler.text
    return filler.text


def _noun(following: str) -> str:
    """The noun of those who fight that follows a people's word: "Russian" of "Russian airstrikes"."""
    first = re.match(r" [^\W_][\w’'-]*", following)
    return first[0] if first and {word.key for word in words(first[0])} & _PARTIES else ""


def _rest(start: str, following: str) -> str:
    """What is missing of a known name that begins in a filler and goes on behind it; empty for none."""
    own = words(start)
    last = max((at for at, word in enumerate(own) if word.key), default=-1)
    if last < 0 or not _proper(own[last]) or not following:
        return ""
    whole = words(start + following)
    for hit in hits(whole):
        if hit.first <= last < hit.last - 1 and not hit.described:
            return (start + following)[len(start) : whole[hit.last - 1].end]
    return ""


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
