"""A claim as worded, and as grounded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from affray.model.reports import Report, Span
from affray.model.words import Basis, ClaimType, FigureKind, HedgeKind, Precision, Role, Scope, Stance


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
    """A filler of `a` or `b` read as an actor: `actor` is None when unresolved, and `reason` says why.

    Attributes:
        name: The actor's name of the event's days.
        label: The partisan words used for it ("terrorists", "regime"), None where there are none.
    """

    filler: Filler
    actor: str | None
    name: str | None
    score: float
    reason: str
    label: str | None = None


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
    """The shortest run of days that surely holds the claim's time; all null when nothing tells.

    `said_earliest` and `said_latest` are the days on which its source said so, where the sentence tells
    them: when a thing happened, when it was said and when it was published are three times.
    """

    text: str | None
    start: int | None
    end: int | None
    earliest: date | None
    latest: date | None
    basis: Basis | None
    reason: str
    said_earliest: date | None = None
    said_latest: date | None = None


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
