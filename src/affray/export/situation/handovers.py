"""Places that came to be held, contested or left in a run of days, as the control of places tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from affray.export.layouts.parties import party_of
from affray.export.situation import words
from affray.ground.ranking import name_on
from affray.model import ControlSpell, ControlState, DayRun
from affray.resources.actors import Days
from affray.track.places import label

_STATES = {
    ControlState.HELD: "held",
    ControlState.CONTESTED: "contested",
    ControlState.UNKNOWN: "left",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A change of who holds a place.

    Attributes:
        what: `held`, `contested` or `left`, with the degree where it is not the place as named.
        implied: Whether no report tells the change itself, which must have been.
        disagrees: Whether other sources tell of other holders in those days.
    """

    days: str
    place: str
    what: str
    who: str
    whom: str
    roots: str
    implied: bool
    disagrees: bool


def handovers(spells: Iterable[ControlSpell], first: date | None, last: date | None) -> Iterator[Handover]:
    """The changes that were surely on days of the run, in the order of their days.

    A spell whose beginning nobody tells of has changed nothing in it.
    """
    inside = [spell for spell in spells if _began(spell, first, last)]
    for spell in sorted(inside, key=lambda each: (each.since.latest or each.by, each.by, each.spell)):
        degree = "" if spell.degree.value == "as-named" else f", {spell.degree.value.replace('-', ' ')}"
        yield Handover(
            days=words.days(spell.since.earliest, spell.since.latest),
            place=_place(spell),
            what=f"{_STATES[spell.state]}{degree}",
            who=_named(spell.holders, spell.since) if spell.holders else spell.words or "unknown",
            whom=_named(spell.taken_from, spell.since),
            roots=words.listed(spell.roots),
            implied=spell.implied,
            disagrees=bool(spell.disagrees),
        )


def _began(spell: ControlSpell, first: date | None, last: date | None) -> bool:
    earliest, latest = spell.since.earliest, spell.since.latest
    if earliest is None or latest is None:
        return False
    return (first is None or earliest >= first) and (last is None or latest <= last)


def _place(spell: ControlSpell) -> str:
    named, within = label(spell.place, spell.where), spell.where.admin1
    return named if within is None or within == spell.where.name else f"{named}, {within}"


def _named(actors: Iterable[str], days: DayRun) -> str:
    """Their names of those days."""
    run = Days(earliest=days.earliest, latest=days.latest)
    known = [(actor, party_of(actor)) for actor in actors]
    return words.listed(name_on(party, run) if party else actor for actor, party in known)
