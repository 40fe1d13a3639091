"""How much of a place a claim speaks of, read from the words around its trigger and its place."""

from __future__ import annotations

import re

from affray.model import Claim, ClaimType, Degree, Filler, PlaceMention, Precision, Role
from affray.text import fold
from affray.track import wording

_ENTIRELY = re.compile(
    r"\b(?:entire(?:ly|ty)?|whole|full(?:y| control)|complete(?:ly)?|total(?:ly)?|all (?:of|parts)|sole)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(
    r"""\b(?:
    (?:large|vast|huge|wide|big|great|significant|major|considerable|sizeable)\s+(?:\w+\s+)?
    (?:areas?|swathe?s?|parts?|portions?|sections?|chunks?|stretch(?:es)?|tracts?|sectors?|territor(?:y|ies))
    |swathe?s?|(?:most(?:ly)?|much|half|the\smajority|the\sbulk)\sof|(?:two|three)[- ](?:thirds|quarters)
    |nearly\sall|almost\sall)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PERCENT = re.compile(r"\b(\d+|[a-z]+)(?:\.\d+)?\s?(?:per\s?cent\b|%)", re.IGNORECASE)
_HALF_AND_MORE = ("fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER = (
    r"(?:some|several|many|a\sfew|few|a\snumber\sof|dozens\sof|various|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)"
)
_PARTS = re.compile(
    rf"""\b(?:
    (?:parts|areas|portions?|sections?|sectors?|pockets?|patch(?:es)?|bits|corners?|positions?|points?|streets?
    |blocks?|strongholds|territor(?:y|ies)|ground|land|hills?|heights|enclaves?|stretch(?:es)?
    |(?:town|village|district|neighbou?rhood|quarter|suburb|farm|settlement|area|place|side|region)s?)\b
    (?=.*\b(?:in|inside|within|across|around)\b)
    |parts?\sof|(?:positions?|pockets?|streets?|ground|territory|sectors?|sections?|portions?)\sof
    |(?:neighbou?rhood|district|quarter|suburb)s?\sof\b(?=.*\b(?:city|town)\b)
    |(?:half|side|cent(?:er|re))\sof|(?:city|town)\scent(?:er|re)\b
    |(?:positions|areas|neighbou?rhoods|districts|quarters|villages|towns|streets|suburbs)\s*$
    |{_NUMBER}\s+(?:\w+\s+){{0,2}}(?:quarters|districts|neighbou?rhoods|villages|towns|farms|positions
    |suburbs|streets|areas|settlements|points)\b
    |divided\b|split\b|shar(?:e|ed|es|ing)\b|partial(?:ly)?\b|partly\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "an area of Aleppo" is a part of it, "the area of Boleel" is the village of that name: the reach tells.
# 4 km: what the gazetteer gives a town of some 100,000.
_AREA_OF = re.compile(r"\b(?:area|neighbou?rhood|district|quarter|suburb|sector)\s+of\b", re.IGNORECASE)
_WIDE_KM = 4.0
# "the villages of A and B" names A and B; "villages of Idlib province" names villages of it.
_SOME_OF = re.compile(
    r"\b(?:areas|towns|villages|districts|neighbou?rhoods|quarters|farms|settlements|suburbs)\s+of\b",
    re.IGNORECASE,
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
    r"""\b(?:outskirts?|edges?|periphery|entrances?|gates\sof|surroundings?|vicinity|environs|countryside|suburbs
    |surrounding\s(?:areas?|villages?|towns?)|(?:areas?|villages?|towns?|hills?)\s(?:around|surrounding|near|outside)
    |near|outside|close\sto)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEARBY = re.compile(r"\bnearby\b", re.IGNORECASE)
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
# "Victory in X" is of all of it.
_WON = re.compile(r"\bvictor", re.IGNORECASE)
# Behind these words a claim speaks of the place itself, whatever stands before it ("near X, which …").
_WHICH = re.compile(r"\b(?:which|that|where)\b", re.IGNORECASE)


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
    words = wording.phrase(claim, mention)
    percent = _percent(words)
    told = {
        Degree.OUTSKIRTS: _around(claim, mention, words),
        Degree.ENTIRELY: _ENTIRELY.search(f"{words} {wording.behind(claim, mention.filler)}"),
        Degree.LARGE_AREAS: _LARGE.search(words) or percent == Degree.LARGE_AREAS,
        Degree.PARTS: percent == Degree.PARTS or _some(claim, mention, words),
    }
    return next((degree for degree, found in told.items() if found), Degree.AS_NAMED)


def _around(claim: Claim, mention: PlaceMention, words: str) -> bool:
    """Whether it is about what lies around the place."""
    if mention.filler.end <= claim.trigger.start and _WHICH.search(
        f"{mention.filler.text} {wording.between(claim, mention.filler)}"
    ):
        return False
    if wording.away(mention):
        return True
    if wording.part_of(mention) or _PERCENT.search(words):
        return False
    text = wording.own(mention)
    near = mention.precision == Precision.NEAR and text == mention.filler.text and not _NEARBY.search(text)
    return near or bool(_OUTSKIRTS.search(words))


def _some(claim: Claim, mention: PlaceMention, words: str) -> bool:
    named = claim.role(Role.PLACE)
    alone = len(named) == 1 and not re.search(r",|\band\b", named[0].text)
    wide = (mention.radius_km or 0.0) >= _WIDE_KM
    some = (alone and _SOME_OF.search(words)) or (wide and _AREA_OF.search(words))
    return bool(_PARTS.search(words) or some) or _inside(claim, mention)


def _percent(words: str) -> Degree | None:
    match = _PERCENT.search(words)
    if match is None:
        return None
    most = match[1].lower().startswith(_HALF_AND_MORE) or (match[1].isdigit() and int(match[1]) >= 50)
    return Degree.LARGE_AREAS if most else Degree.PARTS


def site(claim: Claim, mention: PlaceMention) -> str | None:
    """The word for what is held in a place when that is not the place ("headquarters"), else None."""
    if wording.away(mention):
        return None
    name = fold(mention.name or "")
    words = wording.phrase(claim, mention)
    for other in claim.role(Role.PLACE):
        # "the headquarters at A, and B": the headquarters are A's.
        if claim.trigger.end <= other.start and other.end <= mention.filler.start:
            words = words.rpartition(other.text)[2]
    for match in _SITE.finditer(words):
        word = fold(match[1])
        if word not in name:
            return _singular(word)
    ahead = wording.ahead(claim, mention.filler)
    if _NEAR.search(wording.between(claim, mention.filler)):
        return None
    if _LOCATIVE.search(ahead):
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
    passive = _PASSIVE.search(wording.before(claim))
    return passive is not None and bool(_LOCATIVE.search(wording.ahead(claim, filler)))


def _inside(claim: Claim, mention: PlaceMention) -> bool:
    """Whether what was gained, or is held, is told as lying in the place ("seized ground in X")."""
    if _WON.search(claim.trigger.text):
        return False
    between = wording.between(claim, mention.filler).strip()
    bare = claim.type == ClaimType.CONTROL and mention.filler.start >= claim.trigger.end
    return (bare or " " in between) and bool(_LOCATIVE.search(f"{between} "))


def _singular(word: str) -> str:
    return word if word.endswith(("ss", "headquarters", "barracks")) else word.removesuffix("s")
