"""Looks a name up as grounding does, and tells all it may mean: `affray places lookup`."""

from __future__ import annotations

from dataclasses import dataclass

from affray.ground.choosing import choose
from affray.ground.gazetteer import Candidate, Gazetteer
from affray.ground.phrases import Outer, Ref
from affray.ground.places import Places
from affray.ground.theatre import Theatre

_LEVELS = {1: "spelling", 2: "without articles", 3: "sound", 4: "consonants"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A place that a name may mean, and whether it is the one chosen."""

    place: str
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    population: int
    within: str | None
    admin1: str | None
    country: str | None
    found_by: str
    alike: float
    chosen: bool


def look_up(
    gazetteer: Gazetteer, name: str, *, inside: str | None = None, country: str | None = None
) -> list[Answer]:
    """The places that a name may mean, the chosen one first, then by level and people.

    Args:
        gazetteer: The layers to look in.
        name: The name, in Latin or Arabic script.
        inside: What contains it, as a report would say ("Idlib province").
        country: ISO 3166-1 alpha-2 of the report's country; names that only sound alike need it.
    """
    theatre = Theatre(country=country, votes=((country, 1.0),) if country else ())
    places = Places(gazetteer, lambda _: False)
    refs = places.refs(inside) if inside else ()
    ref = Ref(name=name, inside=tuple(Outer(name=each.name, kind=each.kind) for each in refs[:1]))
    found = places.candidates(ref, theatre)
    chosen = choose(found, ref, theatre).candidate
    ranked = sorted(
        found,
        key=lambda each: (each != chosen, each.level, -each.alike, -each.place.population, each.place.place),
    )
    return [_answer(each, chosen=each == chosen) for each in ranked]


def _answer(candidate: Candidate, *, chosen: bool) -> Answer:
    place = candidate.place
    return Answer(
        place=place.place,
        name=place.name,
        kind=candidate.kind,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        population=place.population,
        within=candidate.within,
        admin1=place.admin1,
        country=place.country,
        found_by=_LEVELS[candidate.level],
        alike=round(candidate.alike, 3),
        chosen=chosen,
    )
