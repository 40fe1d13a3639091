"""Which claim types may tell one event: a breed is a set of types that name the same happening.

One strike is told as air strike, as shelling, by its dead or by what it destroyed. A battle and the
capture that ends it are two events, and so are an accusation and the act that it speaks of.
"""

from __future__ import annotations

import re

from affray.model import Claim, ClaimType, Role, Scope

_BLASTS = (ClaimType.BOMBING, ClaimType.SUICIDE_BOMBING)
_FIRE = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.CHEMICAL_ATTACK)
_GROUND = (ClaimType.CLASH, ClaimType.ATTACK)
_HARM = (ClaimType.KILLING, ClaimType.EXECUTION, ClaimType.DESTRUCTION)
# Types that only say what came of a happening, or that it was one: they go with any means.
_PLAIN = frozenset((ClaimType.KILLING, ClaimType.DESTRUCTION, ClaimType.ATTACK))
_VIOLENCE = "violence"
# The breed of what sums up a period or an area.
SUM = "sum"
BREEDS: dict[ClaimType, str] = {
    **dict.fromkeys((*_BLASTS, *_FIRE, *_GROUND, *_HARM), _VIOLENCE),
    ClaimType.ABDUCTION: "captives",
    ClaimType.DETENTION: "captives",
    ClaimType.RELEASE: "release",
    ClaimType.PRISONER_EXCHANGE: "release",
    ClaimType.TALKS: "talks",
    ClaimType.PROPOSAL: "talks",
}
# Narrower sets inside violence: two of one set are likelier one event than two of different sets.
KINS: dict[ClaimType, str] = {
    **dict.fromkeys(_BLASTS, "blast"),
    **dict.fromkeys(_FIRE, "fire"),
    **dict.fromkeys(_GROUND, "ground"),
    ClaimType.KILLING: "harm",
    ClaimType.EXECUTION: "harm",
    ClaimType.DESTRUCTION: "harm",
}
# Statements: told by their speaker, so that two speakers make two.
SPEECH = frozenset(
    {
        ClaimType.THREAT, ClaimType.DEMAND, ClaimType.ACCUSATION, ClaimType.PROPOSAL, ClaimType.REJECTION,
        ClaimType.CLAIM_OF_RESPONSIBILITY, ClaimType.DECLARATION_OF_WAR,
    }
)  # fmt: skip
_STATES = frozenset({ClaimType.CONTROL, ClaimType.SUPPORT, ClaimType.AFFILIATION})
# "US-led coalition", "made up of": what a party is, and nothing that happened.
_COMPOSITION = re.compile(
    r"(?i)\b(?:\w*-?led|coalition|compris\w+|consist\w*|made up|includ\w+|umbrella|alliance of|part of)\b"
)
# "Ally Iran" holds; "joined forces" happened.
_STANDING = re.compile(r"(?i)^(?:\w+-)?all(?:y|ies|ied)$|^(?:along)?side|^ally\b")


def breed(claim: Claim) -> str | None:
    """The breed of a claim; None for a state, which is no event."""
    if claim.type in _STATES:
        return None
    if claim.type is ClaimType.FORMATION and _COMPOSITION.search(claim.trigger.text):
        return None
    if claim.type is ClaimType.ALLIANCE and _STANDING.search(claim.trigger.text):
        return None
    if claim.scope is Scope.AGGREGATE or claim.type is ClaimType.TOLL:
        return SUM
    return BREEDS.get(claim.type, claim.type.value)


def kin(kind: ClaimType) -> str:
    """The narrower set of a type inside its breed."""
    return KINS.get(kind, kind.value)


def plain(kind: ClaimType) -> bool:
    """Whether a type names no means of its own."""
    return kind in _PLAIN


# Words that tell of many happenings, or of what goes on: beside the trigger, or in the claim's time.
_MANY = re.compile(
    r"(?i)\b(?:recent|since|past|years?|months?|weeks|daily|regular\w*|repeated\w*|often|several|numerous|multiple"
    r"|many|series|string|dozens|hundreds|campaign|wave|previous\w*|intensif\w*|routine\w*|frequent\w*|always|other"
    r"|across|throughout|various|successive|continu\w*|ongoing|every)\b"
)
_BESIDE = 3


def many(claim: Claim) -> bool:
    """Whether the words beside a claim's trigger, or those of its time, tell of more than one happening."""
    at = claim.trigger.start - claim.evidence.start
    beside = " ".join(claim.evidence.text[: max(at, 0)].split()[-_BESIDE:])
    times = " ".join(filler.text for filler in claim.role(Role.TIME))
    return _MANY.search(beside) is not None or _MANY.search(times) is not None
