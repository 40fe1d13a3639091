"""Which actor a name means: candidates ranked by the days of the name and by the report's theatre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from affray.ground.names import Named
from affray.resources.actors import Days, Party

# A name is taken to be in use this long before and after its known days (findings §4 Actors).
_SLACK = timedelta(days=90)
_FULL, _OUT_OF_DAYS, _OUT_OF_THEATRE = 0.95, 0.6, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One actor that a mention may mean, with what speaks for it."""

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
        days: The days that the report may tell of, None when nothing dates it.
        text: The report's text, to see which of two actors it names in full.
    """

    country: str | None = None
    days: Days | None = None
    text: str = ""


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
    if context.days is not None and not _held(named, context.days):
        score *= _OUT_OF_DAYS
        reasons.append("the name or the actor is not known on the report's days")
    if not in_theatre(named.party, context.country):
        score *= _OUT_OF_THEATRE
        reasons.append(f"not known to act in {context.country}")
    return Candidate(
        actor=actor.actor,
        name=actor.name,
        score=round(score, 3),
        reason="; ".join(reasons),
        kind=actor.kind,
        countries=actor.countries,
    )


def in_theatre(party: Party, country: str | None) -> bool:
    """Whether an actor is known to act in a country; yes where nothing is known."""
    known = (*party.actor.countries, *party.theatres)
    return country is None or not known or party.actor.kind in ("state", "person") or country in known


def _held(named: Named, days: Days) -> bool:
    name = Days(earliest=named.name.earliest, latest=named.name.latest)
    # A person's end is a death: others still speak of him, so it closes nothing.
    lives = () if named.party.actor.kind == "person" else named.party.lifetimes
    return _meets(name, days) and (not lives or any(_meets(life, days) for life in lives))


def _meets(known: Days, days: Days) -> bool:
    late = known.latest is not None and days.earliest is not None and days.earliest > known.latest + _SLACK
    early = known.earliest is not None and days.latest is not None and days.latest < known.earliest - _SLACK
    return not late and not early


def on_day(day: date | None) -> Days | None:
    """A single day as days, None when there is none."""
    return None if day is None else Days(earliest=day, latest=day)
