"""The families of claim types (codebook), by which the page colours and filters claims."""

from __future__ import annotations

from enum import StrEnum

from affray.model import ClaimType


class Family(StrEnum):
    """A group of claim types that the codebook lists together."""

    FIGHTING = "fighting"
    HARM = "harm"
    TERRITORY = "territory"
    FORCES = "forces"
    RELATIONS = "relations"
    CAPTIVES = "captives"
    WORDS = "words"
    CIVIL = "civil"


_TYPES: dict[Family, tuple[ClaimType, ...]] = {
    Family.FIGHTING: (
        ClaimType.CLASH,
        ClaimType.ATTACK,
        ClaimType.SHELLING,
        ClaimType.AIR_STRIKE,
        ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING,
        ClaimType.CHEMICAL_ATTACK,
    ),
    Family.HARM: (
        ClaimType.KILLING,
        ClaimType.EXECUTION,
        ClaimType.ABDUCTION,
        ClaimType.DETENTION,
        ClaimType.TORTURE,
        ClaimType.LOOTING,
        ClaimType.DESTRUCTION,
        ClaimType.DISPLACEMENT,
        ClaimType.TOLL,
    ),
    Family.TERRITORY: (ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.SIEGE),
    Family.FORCES: (
        ClaimType.MOBILIZATION,
        ClaimType.INTERCEPTION,
        ClaimType.FORMATION,
        ClaimType.DEFECTION,
        ClaimType.SURRENDER,
    ),
    Family.RELATIONS: (
        ClaimType.ALLIANCE,
        ClaimType.SUPPORT,
        ClaimType.AFFILIATION,
        ClaimType.DECLARATION_OF_WAR,
    ),
    Family.CAPTIVES: (ClaimType.RELEASE, ClaimType.PRISONER_EXCHANGE),
    Family.WORDS: (
        ClaimType.THREAT,
        ClaimType.DEMAND,
        ClaimType.ACCUSATION,
        ClaimType.PROPOSAL,
        ClaimType.REJECTION,
        ClaimType.AGREEMENT,
        ClaimType.TALKS,
        ClaimType.CLAIM_OF_RESPONSIBILITY,
    ),
    Family.CIVIL: (ClaimType.PROTEST, ClaimType.AID),
}

FAMILY: dict[ClaimType, Family] = {kind: family for family, kinds in _TYPES.items() for kind in kinds}


def label(name: str) -> str:
    """A type, stance or kind as read by people: `air_strike` is "air strike"."""
    return name.replace("_", " ")
