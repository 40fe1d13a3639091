"""Reads a grounded claim as what it tells of who holds which place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from affray.model import (
    ActorMention,
    ChangeKind,
    Claim,
    ClaimType,
    ControlChange,
    DayRun,
    Degree,
    GroundedClaim,
    PlaceMention,
    Precision,
    Published,
    Role,
    Stance,
)
from affray.track import degrees, places, wording
from affray.track.sides import at_war

# A fight says nothing of who holds a region, and nobody is told to hold a country by one claim.
_TOO_WIDE = (Precision.COUNTRY, Precision.REGION)
BEARING = (
    ClaimType.CAPTURE,
    ClaimType.WITHDRAWAL,
    ClaimType.CONTROL,
    ClaimType.SIEGE,
    ClaimType.SURRENDER,
    ClaimType.CLASH,
    ClaimType.ATTACK,
)
_FIGHTS = (ClaimType.CLASH, ClaimType.ATTACK, ClaimType.SIEGE)
_FORMER = re.compile(
    r"\b(?:former(?:ly)?|once|one-?time|erstwhile|previous(?:ly)?|used to|had been|until recently|no longer"
    r"|ex)\b[\s-]*(?:\S+\s+){0,3}$",
    re.IGNORECASE,
)
_PRESUPPOSED = re.compile(
    r"(?:strongholds?|bastions?|-?held|-?controlled|-?ruled|-?occupied|-?dominated|-?run|heartland|fiefdoms?)$",
    re.IGNORECASE,
)
# Words that drive somebody out: where "by" and a name follow, it is the driver who gains.
_DRIVEN = re.compile(
    r"^(?:being |been |was |were )?(?:push|driv|drove|chas|expel|oust|dislodg|rout|evict|forc|kick|flush|"
    r"beat|repel|repuls|clear|eject|defeat|remov|thrown|taken|seized|captured)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:ongoing|continu\w+|still|remaining|persist\w+)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_GOING_ON = re.compile(
    r"(?:\s+\S+){0,8}?\s+(?:(?:was|were|is|are|remain\w*)\s+(?:still\s+)?ongoing|continu\w+|still)\b",
    re.IGNORECASE,
)
# Who comes back and stays takes a place, whatever the first verb is held for.
_BACK = re.compile(r"(?:came|come|comes|coming|went|moved|got) back|return(?:s|ed|ing)?$", re.IGNORECASE)
_STAYS = re.compile(
    r"\s+(?:to \w+ )?and\s+(?:has |have |had )?(?:kept|held|hold|holds|kept hold of|retook|took)\b"
)
# Words that stand for a place told before, or for a part of it.
_AGAIN = re.compile(r"it|there|(?:the|this|that) \w+", re.IGNORECASE)
# What is withdrawn is part of a force, or no force at all.
_SOME = re.compile(
    r"\s+(?:some|several|part|many|most|half|a (?:number|few)|dozens|hundreds)\b", re.IGNORECASE
)
_THINGS = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?:planes?|aircraft|jets?|warplanes?|helicopters?|weapons?|tanks?|artillery|vehicles?|"
    r"missiles?|equipment|wounded|civilians|families|bodies)\b(?=.*\bfrom\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b|\bfrom\b", re.IGNORECASE)
# Characters behind a trigger that still are its phrase ("control … has been divided between").
_NEXT = 80
_IN_TURN = re.compile(r"(?:passed|traded|changed? hands|exchanged|switched)\b", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:divid|split|shar|contest|disput)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The key and the name of a claim's root source."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooted:
    """A grounded claim with when its report was published and what it rests on."""

    grounded: GroundedClaim
    published: Published | None
    root: Root


def known_on(published: Published | None) -> date | None:
    """The day a report counts as known: its likeliest day, else the last it may be of; None: not dated.

    The last day rather than the first: a report is never taken as known before it surely was.
    """
    if published is None:
        return None
    return published.best or published.latest


def changes_of(told: Rooted) -> tuple[ControlChange, ...]:
    """What an asserted claim tells of who holds each of its places; none for what tells nothing of it."""
    grounded = told.grounded
    claim = grounded.claim
    if claim.stance != Stance.ASSERTED or claim.type not in BEARING:
        return ()
    found: dict[str, ControlChange] = {}
    named: set[str] = set()
    for mention in places.of_claim(claim, grounded.places):
        change = _change(told, mention)
        if change is not None:
            found.setdefault(change.place, change)
            if not _AGAIN.fullmatch(mention.filler.text):
                named.add(change.place)
    return tuple(each for each in found.values() if each.place in named or not _wider(each, found))


def _wider(change: ControlChange, found: Mapping[str, ControlChange]) -> bool:
    """Whether a claim tells of a place by words that stand for a part of it too ("part of X … hold it")."""
    if change.kind is ChangeKind.CONTESTED or "#" in change.place:
        return False
    return any(other.startswith(f"{change.place}#part-") for other in found)


def _change(told: Rooted, mention: PlaceMention) -> ControlChange | None:
    claim = told.grounded.claim
    if mention.precision == Precision.COUNTRY or (claim.type in _FIGHTS and mention.precision in _TOO_WIDE):
        return None
    if claim.type == ClaimType.SURRENDER and mention.filler.start != _object(claim):
        # Fighters surrender in a place; only a place that surrenders changes hands.
        return None
    degree = degrees.degree(claim, mention)
    sides = _sides(told.grounded)
    if claim.type == ClaimType.CONTROL and not sides.holders:
        return None
    if claim.type == ClaimType.WITHDRAWAL and _THINGS.match(_after(claim)):
        return None
    kind = _kind(claim, sides, degree)
    # Who was driven from parts of a place may hold the rest.
    holders = sides.losers if kind == ChangeKind.CONTESTED and not sides.holders else sides.holders
    return ControlChange(
        claim=claim.claim,
        report=claim.report,
        root=told.root.key,
        root_name=told.root.name,
        place=places.key(mention, degree, degrees.site(claim, mention) if degree == Degree.SITE else None),
        where=places.where(mention),
        kind=kind,
        holders=_ids(holders),
        words=_words(holders),
        from_=_ids(sides.losers),
        degree=degree,
        days=_days(told),
        known=known_on(told.published),
        order=claim.trigger.start,
        sentence=claim.evidence.start,
        presupposed=_presupposed(claim),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    holders: tuple[ActorMention, ...]
    losers: tuple[ActorMention, ...]


def _sides(grounded: GroundedClaim) -> _Sides:
    """Who holds, and who has lost, as a claim's type and wording have it."""
    claim = grounded.claim
    doers, others = (
        tuple(mention for mention in grounded.actors if mention.filler.role == role)
        for role in (Role.A, Role.B)
    )
    if "capital" in claim.trigger.text:
        # "its de facto Syrian capital": the adjective is of the capital.
        doers = tuple(each for each in doers if not _within(each, claim))
    if claim.type in _FIGHTS:
        return _Sides(holders=(*doers, *others), losers=())
    if claim.type == ClaimType.SURRENDER:
        return _Sides(holders=others, losers=doers)
    if claim.type != ClaimType.WITHDRAWAL:
        return _Sides(holders=doers, losers=others if claim.type == ClaimType.CAPTURE else ())
    if _BACK.fullmatch(claim.trigger.text) and _STAYS.match(_after(claim)):
        return _Sides(holders=doers, losers=others)
    driver = tuple(mention for mention in doers if _driver(claim, mention))
    if not driver and others and _drives(claim):
        driver = doers
    if driver:
        return _Sides(holders=driver, losers=(*(each for each in doers if each not in driver), *others))
    return _Sides(holders=(), losers=doers or others)


def _within(mention: ActorMention, claim: Claim) -> bool:
    return claim.trigger.start <= mention.filler.start and mention.filler.end <= claim.trigger.end


def _drives(claim: Claim) -> bool:
    """Whether a withdrawal is told of those who drive others out, who then are its doers."""
    passive = re.search(r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+\s+)?$", wording.before(claim))
    return (
        passive is None and bool(_DRIVEN.match(claim.trigger.text)) and "by" not in claim.trigger.text.split()
    )


def _driver(claim: Claim, mention: ActorMention) -> bool:
    """Whether a withdrawal's doer stands behind "by": the one who drove the others out."""
    if mention.filler.start < claim.trigger.end or not _DRIVEN.match(claim.trigger.text):
        return False
    base = claim.evidence.start
    between = claim.evidence.text[claim.trigger.end - base : mention.filler.start - base]
    return re.fullmatch(r"\W*(?:\w+\W+){0,6}by\W*(?:the\W+)?", f"{between}", re.IGNORECASE) is not None or (
        claim.trigger.text.endswith(" by") and len(between.strip()) <= 4
    )


def _kind(claim: Claim, sides: _Sides, degree: Degree) -> ChangeKind:
    if claim.type == ClaimType.CONTROL:
        if _FORMER.search(wording.before(claim)):
            return ChangeKind.FORMER
        words = f"{claim.trigger.text}{_after(claim)[:_NEXT]}"
        shared = len({mention.actor for mention in sides.holders}) > 1 and _SHARED.search(words)
        return ChangeKind.CONTESTED if shared else ChangeKind.HELD
    if claim.type in _FIGHTS:
        return ChangeKind.CONTESTED
    if set(_ids(sides.holders)) & set(_ids(sides.losers)) or _IN_TURN.match(claim.trigger.text):
        # "has been traded between A and B".
        return ChangeKind.CONTESTED
    if sides.holders:
        return ChangeKind.GAINED
    partly = degree in (Degree.PARTS, Degree.LARGE_AREAS) or bool(_SOME.match(_after(claim)))
    return ChangeKind.CONTESTED if partly else ChangeKind.LOST


def _presupposed(claim: Claim) -> bool:
    """Whether the words take it as given: "X-held", or a fight that goes on."""
    if claim.type == ClaimType.CONTROL:
        return bool(_PRESUPPOSED.search(claim.trigger.text.strip()))
    return claim.type in _FIGHTS and bool(
        _GOES_ON.search(wording.before(claim)) or _GOING_ON.match(_after(claim))
    )


def _days(told: Rooted) -> DayRun | None:
    claim, time = told.grounded.claim, told.grounded.time
    published = told.published
    if time.earliest is not None or time.latest is not None:
        latest = time.latest
        if claim.type == ClaimType.CONTROL and time.text and _SINCE.search(time.text):
            # "since June": it began then, and holds as its report is published.
            latest = published.latest if published else time.latest
        return DayRun(earliest=time.earliest, latest=latest)
    if claim.type == ClaimType.CONTROL and published is not None and published.latest is not None:
        return DayRun(earliest=published.earliest, latest=published.latest)
    return None


def _object(claim: Claim) -> int | None:
    """Where the place starts that surrenders: right behind the trigger, or right before it; else None."""
    base, text = claim.evidence.start, claim.evidence.text
    for filler in claim.role(Role.PLACE):
        behind = text[claim.trigger.end - base : max(filler.start - base, 0)]
        ahead = text[filler.end - base : max(claim.trigger.start - base, 0)]
        if filler.start >= claim.trigger.end and re.fullmatch(r"\s*(?:the\s+)?", behind):
            return filler.start
        if filler.end <= claim.trigger.start and re.fullmatch(r"\s*(?:has\s+|have\s+|had\s+)?", ahead):
            return filler.start
    return None


def _after(claim: Claim) -> str:
    return claim.evidence.text[claim.trigger.end - claim.evidence.start :]


def _ids(mentions: Iterable[ActorMention]) -> tuple[str, ...]:
    return tuple(sorted({each.actor for each in mentions if each.actor is not None and at_war(each.actor)}))


def _words(mentions: tuple[ActorMention, ...]) -> str | None:
    return ", ".join(dict.fromkeys(mention.filler.text for mention in mentions)) or None


def readable(changes: Iterable[ControlChange], known: date | None) -> Iterator[ControlChange]:
    """The changes that reports known by a day tell; without a day all of them."""
    return (each for each in changes if known is None or (each.known is not None and each.known <= known))
