"""Who holds a place and how two actors stand to each other, as claims tell it day by day.

All of it is derived from asserted claims and can be rebuilt. A run of days bounds a moment: it was on one
of them, and an open end is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from affray.model.events import EventPlace


class ChangeKind(StrEnum):
    """What one claim tells of who holds a place."""

    GAINED = "gained"
    LOST = "lost"
    HELD = "held"
    CONTESTED = "contested"
    FORMER = "former"


class Degree(StrEnum):
    """How much of a place a claim speaks of, the most first; `as-named`: no words of degree."""

    ENTIRELY = "entirely"
    AS_NAMED = "as-named"
    LARGE_AREAS = "large-areas"
    PARTS = "parts"
    SITE = "site"
    OUTSKIRTS = "outskirts"
    BESIEGED = "besieged"
    STORMING = "storming"
    FIGHTING = "fighting"


class ControlState(StrEnum):
    """How a place is held: by one or several, contested, or by nobody that is told."""

    HELD = "held"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How one actor stands to another."""

    FIGHTS = "fights"
    DECLARED_WAR = "declared-war"
    THREATENS = "threatens"
    REJECTS_CEASEFIRE = "rejects-ceasefire"
    ALLIED = "allied"
    SUPPORTS = "supports"
    AFFILIATED = "affiliated"
    MEMBER_OF = "member-of"
    CEASEFIRE = "ceasefire"
    PROPOSES_CEASEFIRE = "proposes-ceasefire"
    AGREEMENT = "agreement"
    TALKS = "talks"


class RelationMode(StrEnum):
    """Whether a relation was said by those it is between, or done."""

    DECLARED = "declared"
    PRACTISED = "practised"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRun:
    """A run of days, both ends included; null is open."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChange:
    """What one asserted claim tells of who holds one place.

    Attributes:
        place: The key of what is held: a place's id; of a part, a site or the outskirts with what tells
            it apart ("affray:aleppo#outskirts"), so that it is never taken for the whole.
        where: The place itself.
        holders: Who gained or holds it; for `contested` the sides. Ids ascending; empty: not resolved.
        words: The holders as worded, null when the claim names none.
        from_: Whom it was taken from, or who lost it. Ids ascending.
        days: When; a state without a time of its own holds as of the days its report was published.
            None: nothing tells.
        known: The day its report counts as known: its likeliest day, else the last it may be of.
        order: Where its trigger starts in the text: the order of the telling.
        sentence: Where its sentence starts.
        presupposed: Whether the words only presuppose it ("ISIL-held", "stronghold").
    """

    claim: str
    report: str
    root: str
    root_name: str
    place: str
    where: EventPlace
    kind: ChangeKind
    holders: tuple[str, ...]
    words: str | None
    from_: tuple[str, ...]
    degree: Degree
    days: DayRun | None
    known: date | None
    order: int
    sentence: int
    presupposed: bool = False

    @property
    def by(self) -> date | None:
        """By when it had surely happened: what a report tells as done is done by the day it is known."""
        if self.days is None:
            return None
        latest = self.days.latest
        if latest is None or self.known is None:
            return self.known if latest is None else latest
        return min(latest, self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSpell:
    """One time that a place was held or contested, from the claims that tell it.

    Attributes:
        holders: Who holds it, ids ascending; of `contested`, who holds some of it or fights there.
        words: The holders as worded, where none of them is resolved.
        degree: The one that most claims tell, of equally frequent ones the larger.
        since: When it began; its open end: at the latest then, and no claim tells of the beginning.
        by: The day by which it had surely begun.
        until: When what ended it happened; None while nothing told ends it.
        until_by: The day by which it had surely ended.
        taken_from: Whom it was taken from; of `unknown`, who left it.
        implied: Whether no claim tells the change that must have come before.
        claims: The claims that tell it, ids ascending.
        roots: The names of their root sources, ascending.
        last_told: The last day that a claim tells it of.
        disagrees: The spells of other holders that other sources tell of the same days.
    """

    spell: str
    place: str
    where: EventPlace
    state: ControlState
    holders: tuple[str, ...]
    words: str | None
    degree: Degree
    since: DayRun
    by: date
    until: DayRun | None
    until_by: date | None
    taken_from: tuple[str, ...]
    implied: bool
    claims: tuple[str, ...]
    roots: tuple[str, ...]
    last_told: date
    disagrees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTelling:
    """One asserted claim that tells a relation.

    Attributes:
        days: When, None when nothing tells.
        known: As that of `ControlChange`.
        past: Whether the words put it before the rest ("previous clashes").
        reason: The words that give its reason, where the sentence does ("after a dispute over …").
    """

    claim: str
    report: str
    root: str
    root_name: str
    days: DayRun | None
    known: date | None
    past: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationEdge:
    """How one actor stands to another: signed, declared or practised, with every telling.

    Attributes:
        edge: A short hash of who, whom, kind and mode.
        a: Of a directed one, who does it; else the lesser id.
        sign: -1 against each other, 1 with each other, 0 neither.
        directed: Whether it goes from `a` to `b` only.
        earliest: First day that may hold a telling of it; None when none is dated, or it is open.
        latest: Last such day.
        tellings: In the order of days, then claims; none for what is known before any report.
        fact: What a known fact rests on ("member_of, UCDP"), None for what reports tell.
    """

    edge: str
    a: str
    b: str
    kind: RelationKind
    sign: int
    mode: RelationMode
    directed: bool
    earliest: date | None
    latest: date | None
    tellings: tuple[RelationTelling, ...]
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A spell as it stands on a day.

    Attributes:
        sure: Whether it had surely begun by then; else it may have.
        ending: Whether it may have ended by then, in the days of a change that are not told exactly.
        told: The last day up to then that a claim tells it of; None when only later claims do.
        age: Days from `told` to the day asked.
        holders: Those of its holders whom claims of up to then name.
        claims: The claims that tell it up to then, ids ascending.
        roots: Their root sources' names, ascending.
    """

    spell: ControlSpell
    sure: bool
    ending: bool
    told: date | None
    age: int | None
    holders: tuple[str, ...]
    claims: tuple[str, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """Who holds a place on a day, as far as it is told.

    Attributes:
        place: The key of `ControlChange`.
        label: What it is called ("headquarters in Aleppo").
        state: `unknown` also where nothing told has surely begun.
        disagreement: Whether sources tell of different holders for the same days.
        standing: What stands, the longest standing first.
        within: The keys of the places that it lies in, ascending: theirs is not its state.
        reason: Why it is unknown, None when it is not.
    """

    place: str
    label: str
    where: EventPlace
    state: ControlState
    disagreement: bool
    standing: tuple[Standing, ...]
    within: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeState:
    """A relation as told up to a day.

    Attributes:
        told: The last day up to then that a claim tells it of; None for a known fact.
        age: Days from `told` to the day asked.
        past: Whether every telling puts it before the rest.
        through: The member of the actor asked for whose relation it is, None when it is its own.
    """

    edge: RelationEdge
    told: date | None
    age: int | None
    past: bool
    through: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The state on a day, by the reports known by a day.

    Attributes:
        places: Who holds what.
        relations: Who stands how to whom.
        undated: What claims tell of control without any day: it changes nothing and is not lost.
        spells: The spells of all places that may have begun by the day.
        history: Of a place asked for, every spell that may have begun by the day, the first first.
        unknown_reports: Reports without any day: nothing of them counts as known by a day.
    """

    on: date
    known: date | None
    places: tuple[PlaceState, ...]
    relations: tuple[EdgeState, ...]
    undated: tuple[ControlChange, ...]
    spells: tuple[ControlSpell, ...]
    unknown_reports: int
    history: tuple[ControlSpell, ...] = ()
