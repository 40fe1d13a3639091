"""The closed lists of words: claim types, roles, stances and the like, as the codebook has them."""

from __future__ import annotations

from enum import StrEnum


class ClaimType(StrEnum):
    """What a claim says happened or holds (codebook, nine families)."""

    CLASH = "clash"
    ATTACK = "attack"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    KILLING = "killing"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    TORTURE = "torture"
    LOOTING = "looting"
    DESTRUCTION = "destruction"
    DISPLACEMENT = "displacement"
    TOLL = "toll"
    CAPTURE = "capture"
    WITHDRAWAL = "withdrawal"
    CONTROL = "control"
    SIEGE = "siege"
    MOBILIZATION = "mobilization"
    INTERCEPTION = "interception"
    FORMATION = "formation"
    DEFECTION = "defection"
    SURRENDER = "surrender"
    ALLIANCE = "alliance"
    SUPPORT = "support"
    AFFILIATION = "affiliation"
    DECLARATION_OF_WAR = "declaration_of_war"
    RELEASE = "release"
    PRISONER_EXCHANGE = "prisoner_exchange"
    THREAT = "threat"
    DEMAND = "demand"
    ACCUSATION = "accusation"
    PROPOSAL = "proposal"
    REJECTION = "rejection"
    AGREEMENT = "agreement"
    TALKS = "talks"
    CLAIM_OF_RESPONSIBILITY = "claim_of_responsibility"
    PROTEST = "protest"
    AID = "aid"


class FigureKind(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    MISSING = "missing"
    DISPLACED = "displaced"
    RELEASED = "released"
    SURRENDERED = "surrendered"
    CAPTIVES = "captives"
    DESTROYED = "destroyed"
    STRIKES = "strikes"
    FORCES = "forces"
    GROUPS = "groups"


class Role(StrEnum):
    """What a filler is to its claim."""

    A = "a"
    B = "b"
    PLACE = "place"
    TIME = "time"
    INSTRUMENT = "instrument"
    SOURCE = "source"


class Stance(StrEnum):
    """How a claim is held. Only `asserted` claims enter counts, control and relations."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    POSSIBLE = "possible"
    ALLEGED = "alleged"
    FOILED = "foiled"


class HedgeKind(StrEnum):
    """What a hedge's words do: tell it as told, as held likely, as it looks; keep off a name; conclude it."""

    REPORTED = "reported"
    BELIEVED = "believed"
    APPARENT = "apparent"
    LABELLED = "labelled"
    INFERRED = "inferred"


class Scope(StrEnum):
    """Whether a claim tells one incident or sums up a period and an area."""

    INCIDENT = "incident"
    AGGREGATE = "aggregate"


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"
    RELATIVE = "relative"
    CAPTION = "caption"
    DATELINE = "dateline"
    METADATA = "metadata"
    URL = "url"
    ACTOR_LIFETIME = "actor-lifetime"
    OTHER_REPORT = "other-report"
    CHROME = "chrome"


class SegmentKind(StrEnum):
    """What a part of a report's cleaned text is. Furniture is no segment: it has left the text."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"


class Precision(StrEnum):
    """How a place's point is to be read."""

    POINT = "point"
    NEAR = "near"
    PART = "part"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


class Format(StrEnum):
    """How a raw report's content is to be read."""

    PLAIN = "plain"
    HTML = "html"
