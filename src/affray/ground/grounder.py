"""Grounds the claims of one report: theatre first, then actors, places, times and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from affray.ground import actors, dating, nouns, sets, sources, speakers, times, unnamed
from affray.ground.names import hits
from affray.ground.places import Places
from affray.ground.ranking import Context
from affray.ground.readings import Reading, bound, cut
from affray.ground.theatre import Theatre, vote
from affray.ground.timeline import Timeline
from affray.ground.widening import widened
from affray.ground.words import words
from affray.model import (
    ActorMention,
    Claim,
    ClaimType,
    Filler,
    GroundedClaim,
    Published,
    Report,
    Role,
    TimeReading,
)
from affray.resources.actors import Days
from affray.resources.sources import Source
from affray.resources.sources import sources as known_sources

# A name's vote for the country of its only theatre, half of the country's own name.
_ACTOR_WEIGHT = 0.5


class GazetteerGrounder:
    """Reads a report's claims; what it remembers it forgets with the report."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __call__(self, report: Report, claims: Sequence[Claim]) -> list[GroundedClaim]:
        """The report's claims with actors, places, times and sources read, in their order."""
        theatre = self._theatre(report, claims)
        published = report.published or dating.dated(report)
        line = Timeline(report.text, published)
        days = days_of(published)
        context = Context(country=theatre.country, days=days, text=report.text, voice=voice_of(report))
        read_actors: dict[_Key, tuple[Reading, ...]] = {}
        grounded = []
        for claim in claims:
            time = times.reading(claim, report, line)
            then = replace(context, event=event_days(time))
            parties = [
                mention
                for filler in claim.fillers
                if filler.role in (Role.A, Role.B)
                for mention in _actors(filler, claim, then, read_actors)
            ]
            places = self._places.of_claim(claim.role(Role.PLACE), report.text, theatre)
            said = tuple(sources.mention(filler) for filler in claim.role(Role.SOURCE))
            grounded.append(
                GroundedClaim(
                    claim=claim, actors=sets.settled(parties), places=places, time=time, sources=said
                )
            )
        told = [unnamed.Told(claim=each.claim, places=each.places) for each in grounded]
        settled = unnamed.settled(told, self._places.seat)
        return [replace(each, places=places) for each, places in zip(grounded, settled, strict=True)]

    def _theatre(self, report: Report, claims: Sequence[Claim]) -> Theatre:
        fillers = [filler for claim in claims for filler in claim.fillers]
        texts = {filler.text for filler in fillers if filler.role is Role.PLACE}
        parties = {filler.text for filler in fillers if filler.role in (Role.A, Role.B)}
        votes = list(self._places.votes(sorted(texts)))
        for text in sorted(parties):
            votes.extend(_votes(text))
        source = source_of(report)
        theatre = replace(vote(report.text, votes), spelled_in=source.country if source else None)
        return self._places.around(theatre, sorted(texts))


def days_of(published: Published) -> Days | None:
    """The days that a report may be of, None when nothing bounds them."""
    if published.earliest is None and published.latest is None:
        return None
    return Days(earliest=published.earliest, latest=published.latest)


def event_days(time: TimeReading) -> Days | None:
    """The days of a claim's event, None where they are not bounded on both sides."""
    if time.earliest is None or time.latest is None:
        return None
    return Days(earliest=time.earliest, latest=time.latest)


def source_of(report: Report) -> Source | None:
    """Whose words a report has: of the report whose copy this is, else of the outlet."""
    for name in (report.origin, report.outlet):
        known = sources.known(name) if name else None
        if known is not None:
            return next(source for source in known_sources() if source.name == known)
    return None


def voice_of(report: Report) -> str | None:
    """The actor that a report's source speaks for, None when it speaks for itself."""
    source = source_of(report)
    return source.speaks_for if source is not None else None


def _votes(text: str) -> list[tuple[str, float]]:
    """Actors that act in one country alone vote for it; states do not."""
    found = []
    for hit in hits(words(text)):
        parties = {named.party.actor.actor: named.party for named in hit.named}
        if hit.described or len(parties) != 1:
            continue
        party = next(iter(parties.values()))
        if (
            party.actor.kind in ("group", "coalition")
            and len(party.actor.countries) == 1
            and not party.theatres
        ):
            found.append((party.actor.countries[0], _ACTOR_WEIGHT))
    return found


_Key = tuple[str, str | None, ClaimType, Days | None]


def _actors(
    filler: Filler, claim: Claim, context: Context, held: dict[_Key, tuple[Reading, ...]]
) -> tuple[ActorMention, ...]:
    if filler.antecedent is None and nouns.is_first_person(filler.text):
        return (speakers.mention(filler, claim, context),)
    text = widened(filler, context.text)
    key = (text, filler.antecedent, claim.type, context.event)
    if key not in held:
        held[key] = actors.read(replace(filler, text=text), claim.type, context)
    if text == filler.text:
        return tuple(bound(reading, filler) for reading in held[key])
    ahead = text.index(filler.text)
    return tuple(bound(each, filler) for each in cut(held[key], ahead, len(filler.text)))
