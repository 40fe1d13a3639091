"""What several claims are taken to describe: an event, who tells of it, and what persons judged.

An event is a view: it is made of claims and judgements alone, and nothing in it replaces a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from affray.model.words import ClaimType, FigureKind, Precision, Scope, Stance


class Grade(StrEnum):
    """How well an event stands: by one root source, by several, or with roots that contradict each other."""

    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"


class Rule(StrEnum):
    """How one figure is chosen of many, at the very end and by name."""

    CONSERVATIVE = "conservative"
    MOST_REPORTED = "most-reported"
    MOST_INFORMATIVE = "most-informative"


class Verb(StrEnum):
    """What a judgement says. Merging events is `same` between their claims, splitting one `not-same`."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event was, by the claim that tells it most exactly; fields as those of `PlaceMention`."""

    place: str | None
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None
    admin1: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """One independent origin of what is told of an event, with all who repeat it.

    Attributes:
        root: Its key: the same origin has the same key in all events ("SOHR", "outlet:nna").
        name: Its name as shown.
        actor: The actor that it is or speaks for, None where it is none or unknown.
        party: Whether that actor is on a side of the event: a party never corroborates itself.
        claims: The claims that rest on it, ids ascending.
        reports: The reports that carry it, copies of one text included, ids ascending.
        first_seen: The first day on which it may have been published; None when no report is dated.
        last_seen: The last such day.
    """

    root: str
    name: str
    actor: str | None
    party: bool
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one root says of one field of an event, in one claim.

    Attributes:
        field: `type`, `time`, `place`, `a` or `b`; for a clash `a` and `b` are the event's sides.
        value: Its normal form: a type, two days joined by "..", a place's or an actor's id. None where the
            words were read as none.
        text: The words, None where the report has none of its own for it.
    """

    field: str
    root: str
    claim: str
    value: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the roots of an event agree on a field.

    Attributes:
        value: What most roots say.
        share: The share of the roots that say so among those that say anything, above 0 and up to 1.
        values: How many different values there are.
        divergence: 0 when all roots say the same, 1 when each says another; None when one root speaks.
    """

    field: str
    value: str
    share: float
    values: int
    divergence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One figure of one claim, as its root gives it; bounds as those of `Figure`."""

    root: str
    claim: str
    report: str
    text: str
    low: int | None
    high: int | None
    unknown: bool
    of: str | None
    part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRange:
    """What all roots give for one kind of figure, of one side or of all.

    Attributes:
        side: `a`, `b`, `civilians`, or None: of all sides, or of no side that is told.
        low: The least that a root gives; None when no root bounds it below.
        best: The choice of the default rule; None when no root gives a number.
        high: The most; None when a root leaves it open.
        rules: The choice of each rule, in the order of `Rule`.
        by: Every wording, in the order of roots, then claims.
        divergence: As that of `Agreement`, over the bounds that each root gives.
    """

    kind: FigureKind
    side: str | None
    low: int | None
    best: int | None
    high: int | None
    rules: tuple[tuple[Rule, int | None], ...]
    by: tuple[Account, ...]
    divergence: float | None = None

    def by_rule(self, rule: Rule) -> int | None:
        """The choice of one rule."""
        return dict(self.rules).get(rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """How an event stood by what was published by a day, until the next.

    Attributes:
        known: The first day on which the reports may have been published.
        grade: Its grade by the claims known by then.
        because: Why, in words.
        low: The least number of killed by then, of all sides; None when no root bounds it below.
        best: The choice of the default rule; None when no root gives a number.
        high: The most; None when a root leaves it open, or none gives a number.
    """

    known: date
    grade: Grade
    because: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several claims are taken to describe.

    Attributes:
        type: The type that its claims agree on, or the one that says most.
        types: All types of its claims, the most frequent first.
        stance: `asserted` when a claim asserts it; else the stance that most of its claims take.
        claims: The claims that tell it with that stance, ids ascending.
        beside: Those of other stances: planned, denied, possible, alleged or foiled.
        earliest: First day that may hold it by all its claims; None when nothing tells.
        latest: Last such day.
        place: Where; None when no claim names a place that is known.
        places: All places, for an event told of several at once.
        a: Ids of the actors who do it, ascending; for a clash the two sides are told apart by no order.
        b: Ids of those it is done to.
        first_seen: The first day on which a report of it may have been published.
        last_seen: The last such day.
        because: Why it has its grade, in words.
        contains: Events inside this aggregate's period, area and sides: never added to it.
        within: Aggregates that contain this one.
        verdict: `accept` or `reject` when a person judged it, else None.
        stood: How it stood before all of it was known, by days ascending; empty where it never stood
            otherwise than it does.
    """

    event: str
    type: ClaimType
    types: tuple[ClaimType, ...]
    scope: Scope
    stance: Stance
    claims: tuple[str, ...]
    beside: tuple[str, ...]
    earliest: date | None
    latest: date | None
    place: EventPlace | None
    places: tuple[EventPlace, ...]
    a: tuple[str, ...]
    b: tuple[str, ...]
    grade: Grade
    roots: tuple[Root, ...]
    figures: tuple[FigureRange, ...]
    tellings: tuple[Telling, ...]
    agreement: tuple[Agreement, ...]
    first_seen: date | None
    last_seen: date | None
    because: str = ""
    contains: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    verdict: Verb | None = None
    stood: tuple[Stood, ...] = ()

    def range_of(self, kind: FigureKind, side: str | None = None) -> FigureRange | None:
        """The range of one kind of figure, of all or of one side; None when no claim gives one."""
        return next((each for each in self.figures if each.kind == kind and each.side == side), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RootName:
    """The root source of a claim: the same source has the same key in all reports.

    Attributes:
        key: "source:sohr", "party:syria", "outlet:nna".
        actor: The actor that it is or speaks for, None where it is none or unknown.
    """

    key: str
    name: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Reports that carry one text: one witness, all listed.

    Attributes:
        reports: Their ids, ascending; at least two.
        origin: Whose text it is, where that is told.
        because: What shows it, in words.
    """

    reports: tuple[str, ...]
    origin: str | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightPart:
    """One comparison of two claims: its name, its match weight in bits, and what was compared, in words."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims that may tell one event, with the weights of each comparison.

    Attributes:
        weight: The sum of the parts, in bits: above 0 the same event is likelier than not.
        barred: Why they cannot be one event whatever the weight, None when nothing bars it.
    """

    claim: str
    other: str
    weight: float
    parts: tuple[WeightPart, ...]
    barred: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPairs:
    """What persons said of pairs of claims, by their ids; order inside a pair does not matter."""

    same: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    unsure: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Which claims tell one event: the links that were weighed, and the partition they come to.

    Attributes:
        links: Of every event the strongest links that hold it together, and for each claim the strongest
            pair that was not joined.
        clusters: Ids of claims that tell one event each, ascending; a claim that is of no event (a state) is
            in none.
        unsure: Pairs that persons were unsure of: listed, without effect.
    """

    links: tuple[Link, ...]
    clusters: tuple[tuple[str, ...], ...]
    unsure: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a judged claim stands in its text, so that a claim coded anew can be known again."""

    claim: str
    report: str
    type: ClaimType
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    quote: str

    @property
    def trigger(self) -> str:
        """The trigger's words."""
        return self.quote[self.trigger_start - self.start : self.trigger_end - self.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person judged: kept apart from all that is derived, and reversible.

    Attributes:
        subjects: The claims it is about; for `same`, `not-same` and `unsure` the first group.
        others: For `not-same` and `unsure` the claims that the subjects are set against.
        field: For `correct`, which field of the claim: type, stance, place, earliest, latest, a, b, killed …
        value: The right value as text.
        by: Who judged.
        revoked: When it was taken back, None while it stands.
        revoked_by: By whom.
    """

    judgement: str
    verb: Verb
    subjects: tuple[Anchor, ...]
    others: tuple[Anchor, ...]
    field: str | None
    value: str | None
    by: str
    at: datetime
    because: str
    revoked: datetime | None = None
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the events between two refreshes.

    Attributes:
        refresh: The refresh that made it, counted from 1.
        kind: `new`, `gone`, `merged`, `split` or `changed`.
        event: The event's id after it, or before it for one that is gone.
        others: For `merged` the older events that went into it, for `split` the other events that its
            claims went to, for `gone` those that hold its claims now.
        because: What changed and why, in words.
        reports: The reports whose coming, going or coding anew made it, where that is known.
        at: When the refresh ran (UTC).
    """

    refresh: int
    kind: str
    event: str
    because: str
    others: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    at: datetime | None = None
