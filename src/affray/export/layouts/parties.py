"""Who the sides of an event are to other formats: government or not, armed or civilian, by kind and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from affray.export.layouts.material import Told
from affray.model import Actor
from affray.resources import crosswalks
from affray.resources.actors import Party, laid, parties

_CIVILIANS, _CAPTIVES = "civilians-", "captives"
_BELONGS = frozenset({"part_of", "branch_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One party of one event.

    Attributes:
        actor: Its id.
        name: Its name of the event's days.
        government: Two letters of the country whose government it is or fights for, None for all others.
        states: It is a coalition or mission of states.
        civilian: It is civilians, captives included.
        inter: ACLED's code 1-8, None when the actor is not known.
        sector: PLOVER's sector, None when the actor is not known.
        countries: Its own countries, two letters each.
        ucdp: Its ids in the UCDP actor list.
    """

    actor: str
    name: str
    government: str | None
    states: bool
    civilian: bool
    inter: int | None
    sector: str | None
    countries: tuple[str, ...]
    ucdp: tuple[int, ...]


def standing(told: Told, actor: str) -> Standing:
    """One party of an event."""
    place = told.event.place
    known = _standing(actor, place.country if place else None, laid())
    named = next((mention.name for mention in told.mentions(actor) if mention.name), None)
    return known if named is None or named == known.name else replace(known, name=named)


# Actors times countries that one export meets: a few thousand.
@lru_cache(maxsize=1 << 16)
def _standing(actor: str, where: str | None, digest: str) -> Standing:
    """One party in a country, by the name it is known by; `digest` only tells packs of actors apart."""
    del digest
    party = party_of(actor)
    if party is None:
        return Standing(
            actor=actor,
            name=actor,
            government=None,
            states=False,
            civilian=False,
            inter=None,
            sector=None,
            countries=(),
            ucdp=(),
        )
    found = classed(party, where)
    return Standing(
        actor=actor,
        name=party.actor.name,
        government=government(party),
        states=found.states,
        civilian=_civilian(actor),
        inter=found.inter,
        sector=found.sector,
        countries=party.actor.countries,
        ucdp=party.ucdp,
    )


def standings(told: Told, actors: Iterable[str]) -> tuple[Standing, ...]:
    """The parties of one side."""
    return tuple(standing(told, actor) for actor in actors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """What kind of party other formats take an actor for."""

    inter: int
    sector: str
    states: bool


def classed(party: Party, where: str | None) -> Class:
    """The class of an actor in a country: the first row of the table that fits.

    A person stands for the actor that the person speaks for.
    """
    if party.actor.kind == "person" and party.actor.speaks_for:
        spoken = party_of(party.actor.speaks_for)
        if spoken is not None and spoken.actor.kind != "person":
            return classed(spoken, where)
    own = _traits(party, where)
    for row in crosswalks.rows("actors"):
        if all(not row[name] or row[name] == own[name] for name in own):
            return Class(inter=int(row["inter"]), sector=row["sector"], states=bool(row["states"]))
    raise LookupError(f"no row of the crosswalk of actors fits {party.actor.actor}")


def government(party: Party) -> str | None:
    """The country whose government an actor is or fights for; None for all others."""
    if party.actor.kind == "state":
        return party.actor.countries[0] if party.actor.countries else None
    if party.actor.kind != "force":
        return None
    for state in _states():
        if state.forces == party.actor.actor:
            return state.actor.countries[0]
    own = set(party.actor.countries)
    if any(side.side == "government" and side.theatre in own for side in party.sides):
        return party.actor.countries[0]
    for relation in party.relations:
        above = party_of(relation.actor) if relation.relation in _BELONGS else None
        found = government(above) if above is not None else None
        if found is not None:
            return found
    return None


def party_of(actor: str) -> Party | None:
    """The known actor of an id."""
    return _index(laid()).get(actor)


def _traits(party: Party, where: str | None) -> dict[str, str]:
    actor = party.actor
    kind = "civilians" if _civilian(actor.actor) else actor.kind
    known = where is None or not actor.countries or where in actor.countries
    sides = {side.side for side in party.sides if where is None or side.theatre == where}
    return {
        "actor": actor.actor,
        "kind": kind,
        "government": "yes" if government(party) else "no",
        "side": "government" if "government" in sides else "",
        "home": "home" if known else "foreign",
    }


def _civilian(actor: str) -> bool:
    return actor.startswith(_CIVILIANS) or actor == _CAPTIVES


@cache
def _index(digest: str) -> dict[str, Party]:
    del digest  # only tells packs apart
    return {party.actor.actor: party for party in parties()}


def _states() -> list[Party]:
    return _all_states(laid())


@cache
def _all_states(digest: str) -> list[Party]:
    del digest
    return [party for party in parties() if party.actor.kind == "state" and party.actor.countries]


def shown_as_government(standing_: Standing) -> str:
    """An actor's name as UCDP would write it: a state's forces are its government."""
    country = crosswalks.countries().get(standing_.government or "")
    return f"Government of {country.ucdp_name}" if country else standing_.name


def public(actor: Actor) -> bool:
    """Whether a known person is one of public life: who speaks for, or belongs to, a party that is known."""
    party = party_of(actor.actor)
    return actor.speaks_for is not None or (party is not None and bool(party.relations))
