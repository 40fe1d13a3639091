"""How much of a place a claim speaks of, read from the words around its trigger and its place."""

from __future__ import annotations

import re

from affray.model import Claim, ClaimType, Degree, Filler, PlaceMention, Precision, Role
from affray.text import fold

_ENTIRELY = re.compile(
    r"\b(?:entire(?:ly|ty)?|whole|full(?:y| control)|complete(?:ly)?|total(?:ly)?|all (?:of|parts)|sole)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(
    r"""\b(?:
    (?:large|vast|huge|wide|big|great|significant|major|considerable|sizeable)\s+(?:\w+\s+)?
    (?:areas?|swathe?s?|parts?|portions?|sections?|chunks?|stretch(?:es)?|tracts?|sectors?|territor(?:y|ies))
    |swathe?s?|(?:most(?:ly)?|much|half|the\smajority|the\sbulk)\sof|(?:two|three)[- ](?:thirds|quarters)
    |(?:\d+|\w+)\s?(?:per\s?cent|%)\sof)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = (
    r"(?:some|several|many|a\sfew|few|a\snumber\sof|dozens\sof|various|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)"
)
_PARTS = re.compile(
    rf"""\b(?:
    (?:parts?|areas?|portions?|sections?|sectors?|pockets?|patches|bits|corners?|positions?|points?|streets?|blocks?
    |strongholds|territor(?:y|ies)|ground|land|hills?|heights
    |villages|towns|districts|neighbou?rhoods|quarters|farms|settlements|suburbs)\b
    (?=.*\b(?:in|of|inside|within|around|across)\b)
    |{_NUMBER}\s+(?:\w+\s+){{0,2}}(?:quarters?|districts?|neighbou?rhoods?|villages?|towns?|farms?|positions?
    |suburbs?|streets?|areas?|settlements?|points?)\b
    |divided\b|split\b|shar(?:e|ed|es|ing)\b|partial(?:ly)?\b|partly\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands in a place and is not the place. An airport has a gazetteer's entry of its own now and then:
# where the place's own name holds the word, the site is the place.
_SITE = re.compile(
    r"""\b(head-?quarters?|hq|(?:air\s?|military\s|army\s|naval\s)?bases?|airports?|airfields?|barracks
    |check-?points?|buildings?|compounds?|hospitals?|prisons?|jails?|police\sstations?|stations?|crossings?|posts?
    |outposts?|camps?|depots?|warehouses?|factor(?:y|ies)|plants?|dams?|bridges?|squares?|citadels?|castles?
    |fortress(?:es)?|towers?|(?:oil\s?|gas\s?)?fields?|refiner(?:y|ies)|ports?|roads?|highways?|motorways?|routes?
    |universit(?:y|ies)|schools?|churches|church|mosques?|courts?|ministr(?:y|ies)|palaces?|silos?|border\sgates?
    |tunnels?|offices?|terminals?|junctions?|roundabouts?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OUTSKIRTS = re.compile(
    r"""\b(?:outskirts?|edges?|periphery|entrances?|gates\sof|surroundings?|vicinity|environs|countryside|suburbs?\sof
    |surrounding\s(?:areas?|villages?|towns?)|(?:areas?|villages?|towns?|hills?)\s(?:around|surrounding|near|outside)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEAR = re.compile(
    r"\b(?:near|outside|around|close to|just (?:north|south|east|west) of)\s*(?:the\s+\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_STORMING = re.compile(
    r"\b(?:storm(?:s|ed|ing)?|enter(?:s|ed|ing)?|br(?:eak|oke|eaking) (?:in|through)|overr[au]n|penetrat"
    r"|advanc|push(?:ed|ing)? into)",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|inside|within)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:(?:city|town|village|district|province|governorate)\s+of\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?]|\b(?:but|while|whereas|before|after|when)\b", re.IGNORECASE)
# Characters between a trigger and its place that still are one phrase, and after both where an adverb stands.
_REACH, _AFTER = 80, 30


def degree(claim: Claim, mention: PlaceMention) -> Degree:
    """How much of the mentioned place the claim is about."""
    if claim.type == ClaimType.SIEGE:
        return Degree.BESIEGED
    if claim.type in (ClaimType.CLASH, ClaimType.ATTACK):
        return Degree.STORMING if _STORMING.match(claim.trigger.text) else Degree.FIGHTING
    if site(claim, mention) is not None:
        return Degree.SITE
    return _share(claim, mention)


def _share(claim: Claim, mention: PlaceMention) -> Degree:
    words = _phrase(claim, mention.filler)
    told = {
        Degree.OUTSKIRTS: _OUTSKIRTS.search(words) or mention.precision == Precision.NEAR,
        Degree.ENTIRELY: _ENTIRELY.search(f"{words} {_behind(claim, mention.filler)}"),
        Degree.LARGE_AREAS: _LARGE.search(words),
        Degree.PARTS: _PARTS.search(words) or _inside(claim, mention),
    }
    return next((degree for degree, found in told.items() if found), Degree.AS_NAMED)


def site(claim: Claim, mention: PlaceMention) -> str | None:
    """The word for what is held in a place when that is not the place ("headquarters"), else None."""
    name = fold(mention.name or "")
    for match in _SITE.finditer(_phrase(claim, mention.filler)):
        word = fold(match[1])
        if word not in name:
            return _singular(word)
    if _NEAR.search(_between(claim, mention.filler)):
        return None
    if _LOCATIVE.search(_ahead(claim, mention.filler)):
        # "a base … in X", the base a filler of its own.
        for other in claim.role(Role.PLACE):
            told = _SITE.search(other.text)
            if told and other.end <= mention.filler.start:
                return _singular(fold(told[1]))
    return "site" if _thing_inside(claim, mention.filler) else None


def _thing_inside(claim: Claim, filler: Filler) -> bool:
    """Whether a passive tells of something in the place ("it was captured by rebels in X")."""
    if claim.type != ClaimType.CAPTURE or filler.start < claim.trigger.end:
        return False
    before = claim.evidence.text[: claim.trigger.start - claim.evidence.start]
    return bool(_PASSIVE.search(before)) and bool(_LOCATIVE.search(_ahead(claim, filler)))


def _inside(claim: Claim, mention: PlaceMention) -> bool:
    """Whether what was gained is told as lying in the place ("seized ground in X")."""
    between = _between(claim, mention.filler).strip()
    return " " in between and bool(_LOCATIVE.search(between + " "))


def _phrase(claim: Claim, filler: Filler) -> str:
    """The filler's words with those between it and the trigger, where they make one phrase."""
    if filler.start >= claim.trigger.end:
        return f"{_between(claim, filler)}{filler.text}"
    between = _slice(claim, filler.end, claim.trigger.start)
    if len(between) > _AFTER or _STOP.search(between):
        return filler.text
    return f"{_ahead(claim, filler)[-_AFTER:]}{filler.text}"


def _between(claim: Claim, filler: Filler) -> str:
    first, last = sorted(((claim.trigger.start, claim.trigger.end), (filler.start, filler.end)))
    text = _slice(claim, first[1], last[0])
    return "" if len(text) > _REACH or _STOP.search(text) else text


def _ahead(claim: Claim, filler: Filler) -> str:
    text = _slice(claim, max(filler.start - _REACH, claim.evidence.start), filler.start)
    return _STOP.split(text)[-1]


def _behind(claim: Claim, filler: Filler) -> str:
    """The words behind the trigger and the place, where an adverb may stand ("regained it entirely")."""
    ends = {claim.trigger.end, filler.end} if filler.end > claim.trigger.end else {claim.trigger.end}
    return " ".join(
        _STOP.split(_slice(claim, end, end + _AFTER))[0].partition(",")[0] for end in sorted(ends)
    )


def _slice(claim: Claim, start: int, end: int) -> str:
    base = claim.evidence.start
    return claim.evidence.text[max(start - base, 0) : max(end - base, 0)]


def _singular(word: str) -> str:
    return word if word.endswith(("ss", "headquarters", "barracks")) else word.removesuffix("s")
