"""Which actor a name means: candidates ranked by the days of the name and by the report's theatre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from affray.ground.names import Named
from affray.model import ActorName
from affray.resources.actors import BELONGING, Days, Party, Relation

# A name is taken to be in use this long before and after its known days (findings §4 Actors).
_SLACK = timedelta(days=90)
# A name in use on the event's days, in use only when the report was written, in use on neither.
_FULL, _OF_REPORT, _OUT_OF_DAYS, _OUT_OF_THEATRE = 0.95, 0.9, 0.57, 0.6
_BY_SOUND = 0.9
_NAMING = frozenset({"self", "english", "former"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One actor that a mention may mean, with what speaks for it.

    `name` is the actor's name of the days asked for.
    """

    actor: str
    name: str
    score: float
    reason: str
    kind: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the report tells of when and where it plays.

    Attributes:
        country: The theatre, ISO 3166-1 alpha-2, None when unclear.
        days: The days that the report may be of, None when nothing dates it.
        event: The days of the event told, None when the report's own are all that is known.
        text: The report's text, to see which of two actors it names in full.
        voice: The actor that the report's outlet speaks for, None when it speaks for itself.
    """

    country: str | None = None
    days: Days | None = None
    event: Days | None = None
    text: str = ""
    voice: str | None = None

    @property
    def when(self) -> Days | None:
        """The days as of which actors are read: the event's, else the report's."""
        return self.event or self.days


def rank(named: tuple[Named, ...], context: Context) -> tuple[Candidate, ...]:
    """The actors that a name may mean, best first; those out of theatre or out of days come last."""
    best: dict[str, Candidate] = {}
    for each in named:
        candidate = _judge(each, context)
        held = best.get(candidate.actor)
        if held is None or candidate.score > held.score:
            best[candidate.actor] = candidate
    return tuple(sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.actor)))


def _judge(named: Named, context: Context) -> Candidate:
    actor = named.party.actor
    score, reasons = _FULL, [f"{named.name.kind} name {named.name.name!r}"]
    if named.by_sound:
        score *= _BY_SOUND
        reasons.append("by its sound")
    if context.when is not None and not _held(named, context.when):
        if context.days is not None and _held(named, context.days):
            score *= _OF_REPORT / _FULL
            reasons.append("the name is known on the report's days, not on the event's")
        else:
            score *= _OUT_OF_DAYS / _FULL
            reasons.append("the name or the actor is not known on these days")
    if not in_theatre(named.party, context.country):
        score *= _OUT_OF_THEATRE
        reasons.append(f"not known to act in {context.country}")
    return Candidate(
        actor=actor.actor,
        name=name_on(named.party, context.when),
        score=round(score, 3),
        reason="; ".join(reasons),
        kind=actor.kind,
        countries=actor.countries,
    )


def in_theatre(party: Party, country: str | None) -> bool:
    """Whether an actor is known to act in a country; yes where nothing is known."""
    known = (*party.actor.countries, *party.theatres)
    return country is None or not known or party.actor.kind in ("state", "person") or country in known


def name_on(party: Party, days: Days | None) -> str:
    """The name that an actor went by on some days: its usual one, unless it then had another.

    Of several in use on all of the days it is the one taken up last; where none was, it is the usual one.
    """
    actor = party.actor
    usual = [name for name in actor.names if name.name == actor.name]
    if days is None or not usual or any(_spans(name, days) for name in usual):
        return actor.name
    held = [name for name in actor.names if name.kind in _NAMING and _spans(name, days)]
    if not held:
        return actor.name
    last = max(name.earliest or date.min for name in held)
    # The file lists the usual name of a time first.
    return next(name.name for name in held if (name.earliest or date.min) == last)


def _spans(name: ActorName, days: Days) -> bool:
    early = name.earliest is None or (days.earliest is not None and name.earliest <= days.earliest)
    return early and (name.latest is None or (days.latest is not None and name.latest >= days.latest))


def belongs(party: Party, days: Days | None) -> tuple[Relation, ...]:
    """To whom an actor belonged on some days (member, part or branch of); at any time without days."""
    return tuple(
        relation
        for relation in party.relations
        if relation.relation in BELONGING and (days is None or _meets(relation.days, days, timedelta(0)))
    )


# What makes one actor another's own in the news: its branch, its part, its affiliate.
_OWN = frozenset({*BELONGING, "affiliated_with"})


def related(actor: str, days: Days | None, known: Iterable[Party]) -> list[Party]:
    """The groups that belonged to an actor, or were affiliated with it, on some days."""
    return [
        party
        for party in known
        if any(
            relation.actor == actor
            and relation.relation in _OWN
            and (days is None or _meets(relation.days, days, _SLACK))
            for relation in party.relations
        )
    ]


def speaks_for(party: Party, days: Days | None) -> str | None:
    """The actor that a person spoke for on some days, None when it was none that is known."""
    roles = [relation for relation in party.relations if relation.relation == "speaks_for"]
    if days is None or not roles:
        return party.actor.speaks_for
    held = [role.actor for role in roles if _meets(role.days, days, timedelta(0))]
    near = held or [role.actor for role in roles if _meets(role.days, days, _SLACK)]
    # Days on which he went from one to the other leave him with the one that he is known for.
    if len(set(near)) > 1 and party.actor.speaks_for in near:
        return party.actor.speaks_for
    return near[0] if near else None


def side(party: Party, theatre: str, days: Days | None) -> str | None:
    """The side that an actor took in a theatre on some days."""
    for each in party.sides:
        if each.theatre == theatre and (days is None or _meets(each.days, days, _SLACK)):
            return each.side
    return None


def _held(named: Named, days: Days) -> bool:
    name = Days(earliest=named.name.earliest, latest=named.name.latest)
    # A person's end is a death: others still speak of him, so it closes nothing.
    lives = () if named.party.actor.kind == "person" else named.party.lifetimes
    return _meets(name, days, _SLACK) and (not lives or any(_meets(life, days, _SLACK) for life in lives))


def _meets(known: Days, days: Days, slack: timedelta) -> bool:
    late = known.latest is not None and days.earliest is not None and days.earliest - known.latest > slack
    early = known.earliest is not None and days.latest is not None and known.earliest - days.latest > slack
    return not late and not early


def on_day(day: date | None) -> Days | None:
    """A single day as days, None when there is none."""
    return None if day is None else Days(earliest=day, latest=day)
