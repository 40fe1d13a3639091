"""The words around a claim's trigger and its place, as one phrase."""

from __future__ import annotations

import re

from affray.model import Claim, Filler, PlaceMention
from affray.text import fold

_STOP = re.compile(r"[.;:!?]|\b(?:but|while|whereas|before|after|when)\b", re.IGNORECASE)
# "… of the country, including X and Y": what stands before speaks of the country.
_SUCH_AS = re.compile(
    r"^.*\b(?:including|such as|especially|particularly|among them)\b", re.IGNORECASE | re.DOTALL
)
_COMPASS = re.compile(
    r"\b((?:north|south)[- ]?(?:east|west)|north|south|east|west|cent(?:ral|er|re))(?:ern)?\b"
    # "the northern city of X" says where X lies, not which part of it is meant.
    r"(?!\s+(?:\w+\s+){0,2}(?:city|town|village|province|governorate|district|region)\s+of\b)",
    re.IGNORECASE,
)
_THE_PART = re.compile(
    r"the\s+(?:north|south|east|west|cent)[\w-]*\s+(?:and\s+\w+\s+)?(?:parts?\s+)?of\b", re.IGNORECASE
)
_AWAY = re.compile(
    r"(?:some |about |around )?\d[\d.,]*[ -]?(?:km|kilomet\w+|miles?)\b.*\b(?:from|of)\b", re.IGNORECASE
)
_LIES = re.compile(
    r"""\s(?:in|near|outside|close\sto|and\s(?:the\s|its\s)?surround\w*
    |of\sthe\s\w[\w'’-]*\s(?:province|governorate|region)
    |(?:some\s|about\s|around\s)?\d[\d.,]*\s?(?:km|kilomet\w+|miles?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "Large parts of X were taken": the words before X belong to it. "A hospital in X, an ISIL-held town": not.
_IS = re.compile(r"\b(?:was|were|is|are|been|being|has|have|had)\b", re.IGNORECASE)
# Characters between a trigger and its place that still are one phrase, and after both where an adverb stands.
_REACH, _AFTER = 80, 30


def phrase(claim: Claim, mention: PlaceMention) -> str:
    """The place's words with those between it and the trigger, where they make one phrase.

    What only says where the place lies is left out: "Sheikh Issa in the countryside of Aleppo".
    """
    filler = mention.filler
    if filler.start >= claim.trigger.end:
        return _SUCH_AS.sub("", f"{between(claim, filler)}{own(mention)}")
    gap = _slice(claim, filler.end, claim.trigger.start)
    if len(gap) > _AFTER or _STOP.search(gap) or not _IS.search(gap):
        return _SUCH_AS.sub("", own(mention))
    return _SUCH_AS.sub("", f"{ahead(claim, filler)[-_AFTER:]}{own(mention)}")


def between(claim: Claim, filler: Filler) -> str:
    """The words between the trigger and a filler; empty when they are no phrase."""
    first, last = sorted(((claim.trigger.start, claim.trigger.end), (filler.start, filler.end)))
    text = _slice(claim, first[1], last[0])
    return "" if len(text) > _REACH or _STOP.search(text) else text


def ahead(claim: Claim, filler: Filler) -> str:
    """The words before a filler, back to where its clause begins."""
    return _STOP.split(_slice(claim, max(filler.start - _REACH, claim.evidence.start), filler.start))[-1]


def before(claim: Claim) -> str:
    """The sentence before the trigger."""
    return _slice(claim, claim.evidence.start, claim.trigger.start)


def behind(claim: Claim, filler: Filler) -> str:
    """The words behind the trigger and the place, where an adverb may stand ("regained it entirely")."""
    ends = {claim.trigger.end, filler.end} if filler.end > claim.trigger.end else {claim.trigger.end}
    tails = (_STOP.split(_slice(claim, end, end + _AFTER))[0] for end in sorted(ends))
    return " ".join(tail.partition(",")[0] for tail in tails)


def compass(mention: PlaceMention) -> str | None:
    """Which part of a place is meant ("north", "east"), None when no word of the compass says so."""
    match = _COMPASS.search(own(mention))
    if match is None:
        return None
    word = fold(match[1]).replace(" ", "-")
    return "centre" if word.startswith("cent") else word


def part_of(mention: PlaceMention) -> bool:
    """Whether the words are "the west of X": a part of it, where "west of X" lies outside."""
    return _THE_PART.match(mention.filler.text) is not None


def away(mention: PlaceMention) -> bool:
    """Whether the words are a distance from the place ("15 km from X")."""
    return _AWAY.match(mention.filler.text) is not None


def own(mention: PlaceMention) -> str:
    """A place's words without what only says where it lies ("X in Y", "X near Y", "X 20 km north of Y")."""
    text, name = mention.filler.text, mention.name or ""
    match = _LIES.search(text)
    if match is None or text[: match.start()].islower():
        return text
    if set(fold(text[match.start() :]).split()) & set(fold(name).split()):
        return text
    return text[: match.start()]


def _slice(claim: Claim, start: int, end: int) -> str:
    base = claim.evidence.start
    return claim.evidence.text[max(start - base, 0) : max(end - base, 0)]
