"""What the server sends beside the model's own values: rows of lists, and pages of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from affray.model import (
    Change,
    ClaimType,
    ControlState,
    Degree,
    Event,
    Grade,
    GroundedClaim,
    Judgement,
    Link,
    Precision,
    Report,
    Scope,
    Stance,
    Verb,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A number between bounds; null is open."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event in a list.

    Attributes:
        name: Its place's name.
        roots: Keys of its root sources.
        claims: How many claims tell it, those of other stances too.
        reports: How many reports carry them.
        killed: Null where no claim gives a number.
    """

    event: str
    type: ClaimType
    scope: Scope
    stance: Stance
    grade: Grade
    earliest: date | None
    latest: date | None
    first_seen: date | None
    last_seen: date | None
    place: str | None
    name: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None
    admin1: str | None
    country: str | None
    verdict: Verb | None
    a: tuple[str, ...]
    b: tuple[str, ...]
    roots: tuple[str, ...]
    claims: int
    reports: int
    killed: Bounds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Some of the events asked for; `names` are those of the actors and sources on it."""

    total: int
    page: int
    size: int
    events: tuple[EventRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report in a list: `lead` is the beginning of its text."""

    report: str
    title: str | None
    outlet: str | None
    origin: str | None
    dateline: str | None
    language: str | None
    dropped: str | None
    earliest: date | None
    latest: date | None
    best: date | None
    pinned: bool
    claims: int
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some of the reports asked for."""

    total: int
    page: int
    size: int
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetail:
    """One report with its claims.

    Attributes:
        events: The event of each claim that has one.
        copies: Other reports that carry the same text, with why.
    """

    report: Report
    dropped: str | None
    claims: tuple[GroundedClaim, ...]
    events: dict[str, str]
    copies: tuple[str, ...]
    because: str | None
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a report was read from, as plain text: null where it is no longer there as it was, with why.

    Attributes:
        format: `plain` or `html`.
        offsets: Pairs of places, in the cleaned text and in the original, with their length: parallel runs.
    """

    report: str
    path: str
    format: str | None
    content: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Some of the claims asked for."""

    total: int
    page: int
    size: int
    claims: tuple[GroundedClaim, ...]
    events: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetail:
    """One claim, with the event that it tells."""

    claim: GroundedClaim
    event: str | None
    report: ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail:
    """One event with all that it rests on.

    Attributes:
        claims: Its claims, those of other stances too.
        reports: The reports that carry them.
        links: How its claims were weighed against each other, and against claims near it.
        changes: What refreshes made of it.
        judgements: What persons said of its claims.
        names: Names of actors and places by id.
    """

    event: Event
    claims: tuple[GroundedClaim, ...]
    reports: tuple[ReportRow, ...]
    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    judgements: tuple[Judgement, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """All events at once, a list a field: what the map draws and filters.

    Places, actors and sources are numbers of the lists at the end; days count from 1970-01-01. Where an
    event stood otherwise while not all was known, `stood` has its number, the day, its grade and its killed.
    """

    event: list[str]
    type: list[str]
    grade: list[str]
    stance: list[str]
    aggregate: list[bool]
    earliest: list[int | None]
    latest: list[int | None]
    seen: list[int | None]
    place: list[int | None]
    low: list[int | None]
    best: list[int | None]
    high: list[int | None]
    reports: list[int]
    verdict: list[str | None]
    a: list[list[int]]
    b: list[list[int]]
    roots: list[list[int]]
    roots_seen: list[list[int | None]]
    stood: list[tuple[int, int, Grade, int | None, int | None, int | None]]
    places: list[MapPlace]
    actors: list[Named]
    sources: list[Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place that an event was at."""

    place: str | None
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None
    admin1: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One spell that stands at a place on a day; several stand where it is contested or told otherwise.

    Attributes:
        place: The key of the place, or of a part of it.
        state: The place's: `held`, `contested` or `unknown`.
        sure: Whether the spell had surely begun by then.
        last_told: The last day up to then that a claim tells it of.
        disagrees: Whether sources tell of different holders for the same days.
    """

    spell: str
    place: str
    name: str
    lat: float | None
    lon: float | None
    precision: Precision | None
    state: ControlState
    degree: Degree
    holders: tuple[Named, ...]
    words: str | None
    since_earliest: date | None
    since_latest: date | None
    sure: bool
    ending: bool
    last_told: date
    implied: bool
    claims: tuple[str, ...]
    roots: tuple[str, ...]
    disagrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place that claims name."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None
    admin1: str | None
    country: str | None
    mentions: int
    events: int
