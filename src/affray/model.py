"""Every noun of affray, as frozen values, with the codebook's words. Standard library only.

A stage adds a value around the one before it and never edits: `Raw` → `Report` → `Claim` →
`GroundedClaim`. Offsets count characters of `Report.text`, ends exclusive.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start:end` of a report's text, with the text they hold."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One report as found, before any cleaning: decoded content and what its container says of it.

    Attributes:
        report: The report's id: the file's name without ending, or the record's id.
        path: Where it was found, as given by the user.
        line: The line or record number in a file of many reports, from 1.
        content: The decoded characters of the source; the cleaned text maps back to them.
        metadata: What the container says (JSONL fields, WARC headers), by the names `url`, `date`,
            `outlet`, `title`, `captured`.
    """

    report: str
    path: str
    format: Format
    content: str
    line: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of all that could change what is coded: id, format, content, metadata."""
        parts = [self.report, self.format, self.content]
        parts += [f"{key}={value}" for key, value in sorted(self.metadata.items())]
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """One report, or part of a file, that could not be used, and why."""

    path: str
    reason: str
    detail: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of the cleaned text. `undated` marks a caption of a file photo, which dates nothing."""

    kind: SegmentKind
    start: int
    end: int
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWitness:
    """One date found on a page or in its text, as worded, with the days it may mean and its basis.

    None is chosen while reading; `weight` stays null until report dating weighs the witnesses.
    """

    basis: Basis
    text: str
    earliest: date | None
    latest: date | None
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """Where characters of the cleaned text stood in the source: parallel runs of equal length.

    Attributes:
        clean: Start of each run in the cleaned text, ascending from 0.
        source: Start of the same run in the source.
        length: Length of each run; characters between runs (an inserted line break) have no source.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    length: tuple[int, ...]

    def to_source(self, offset: int) -> int | None:
        """The source offset of one cleaned character; None where cleaning inserted it."""
        run = bisect_right(self.clean, offset) - 1
        if run < 0 or offset - self.clean[run] >= self.length[run]:
            return None
        return self.source[run] + offset - self.clean[run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text: cleaned, its furniture gone, with every date on its page.

    Attributes:
        origin: Whose copy it is when not the outlet's own ("By Fars News Agency").
        dateline: The place a dateline names, cut out of the text ("TEHRAN (FNA)-").
        language: ISO 639-1 code of the text, None when too short to tell.
        digest: `Raw.digest` of what it was read from.
    """

    report: str
    path: str
    text: str
    digest: str
    title: str | None = None
    outlet: str | None = None
    origin: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    line: int | None = None
    segments: tuple[Segment, ...] = ()
    dates: tuple[DateWitness, ...] = ()
    offsets: OffsetMap = field(default_factory=lambda: OffsetMap(clean=(), source=(), length=()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as worded, with bounds: null is open, both null with `unknown` is said to be unknown.

    Attributes:
        of: For whom it counts, as worded, where the sentence says so.
        part_of: Which of its claim's figures, from 0, contains this one ("40 people, including five
            children"): a part is added to nothing. None: it is a part of none.
    """

    kind: FigureKind
    text: str
    start: int
    end: int
    min: int | None
    max: int | None
    of: str | None = None
    unknown: bool = False
    part_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who, where, when, with what or according to whom, as worded.

    `antecedent` is the name that a pronoun, description or short form stands for, where the report
    gives it, and `antecedent_score` the chance that it does. A filler may stand outside the claim's
    sentence.
    """

    role: Role
    start: int
    end: int
    text: str
    score: float
    antecedent: str | None = None
    antecedent_score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words of a claim's sentence that hedge it, kept beside its stance."""

    kind: HedgeKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one report, as worded: one trigger, lists of fillers, one stance.

    `evidence` is the whole sentence; `report.text[evidence.start:evidence.end] == evidence.text`.
    """

    claim: str
    report: str
    type: ClaimType
    stance: Stance
    scope: Scope
    evidence: Span
    trigger: Span
    score: float
    fillers: tuple[Filler, ...] = ()
    figures: tuple[Figure, ...] = ()
    hedges: tuple[Hedge, ...] = ()

    def role(self, role: Role) -> tuple[Filler, ...]:
        """The fillers of one role, in the order of the text (sources: nearest first)."""
        return tuple(filler for filler in self.fillers if filler.role == role)


def claim_id(report: Report, kind: ClaimType, trigger: Span) -> str:
    """A short hash of what makes a claim itself: its report's id and text, its type and trigger."""
    text = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
    key = f"{report.report}\x00{text}\x00{kind}\x00{trigger.start}\x00{trigger.end}"
    return "c-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A filler of `a` or `b` read as an actor: `actor` is None when unresolved, and `reason` says why."""

    filler: Filler
    actor: str | None
    name: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place filler read as a point with a radius: `place` is None when unresolved, with the reason.

    Attributes:
        place: The gazetteer's id, with its layer ("geonames:170063", "affray:ahras").
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        radius_km: What the point may be off by, or the area's reach.
        admin1: Name of the first-level division.
        country: ISO 3166-1 alpha-2.
    """

    filler: Filler
    place: str | None
    name: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None
    admin1: str | None
    country: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """The shortest run of days that surely holds the claim's time; all null when nothing tells."""

    text: str | None
    start: int | None
    end: int | None
    earliest: date | None
    latest: date | None
    basis: Basis | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """Who says so, nearest first. `name` is the source's known name, None when unnamed or unknown."""

    filler: Filler
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedClaim:
    """A claim with its actors, places, time and sources read."""

    claim: Claim
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    time: TimeReading
    sources: tuple[SourceMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One report with all its grounded claims: what `code` gives and the store keeps.

    `dropped` is why the gate kept the report from being read for claims, None when it was read.
    """

    report: Report
    claims: tuple[GroundedClaim, ...]
    dropped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """One name of an actor, of a kind (self, english, acronym, exonym, pejorative, former), and its days."""

    name: str
    kind: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One party: id, kind (state, force, group, coalition, political body, person, generic), names."""

    actor: str
    kind: str
    name: str
    names: tuple[ActorName, ...]
    countries: tuple[str, ...] = ()
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a gazetteer layer."""

    place: str
    name: str
    lat: float
    lon: float
    kind: Precision
    radius_km: float
    population: int
    admin1: str | None
    country: str | None
