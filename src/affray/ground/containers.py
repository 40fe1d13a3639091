"""What is said to contain a place, and which places of a name lie in it."""

from __future__ import annotations

from dataclasses import replace

from affray.ground.choosing import KNOWN_ABROAD, choose, fitting
from affray.ground.gazetteer import Candidate, Gazetteer, distance
from affray.ground.phrases import Outer, Ref
from affray.ground.theatre import Theatre
from affray.model import Place
from affray.resources.keys import respellings

# A city that is a province of its own lends its name to the land around: "Douma in Damascus province".
_CITY_KM, _AROUND_CITY_KM = 15.0, 40.0
# A place so large abroad is meant although a village at home sounds like it; from 20,000 on, only one
# that sounds the same is taken instead.
_GREAT_ABROAD = 300_000
# Layers put one town up to this far apart.
_ONE_KM = 5.0
# Reports taken over from Persian write Arabic names by Persian sounds; a place so found counts as a little
# less than the same, and lies within this of another place of the report.
PERSIAN, _RESPELLED, _NEAR_KM = "IR", 0.9, 60.0


class Containers:
    """Reads containers against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def known(self, name: str, theatre: Theatre) -> tuple[Candidate, ...]:
        """The places of a name, with those at home that only sound like it where none there is so spelled."""
        found = self._gazetteer.candidates(name)
        home = theatre.country
        if home is None or any(each.place.country == home for each in found):
            return found
        abroad = max((each.place.population for each in found), default=0)
        if abroad >= _GREAT_ABROAD or any(each.kind == "country" for each in found):
            return found
        relayed = self._respelled(name, theatre)
        if relayed:
            return found + relayed
        level = 3 if abroad >= KNOWN_ABROAD else 4
        return found + tuple(each for each in self._gazetteer.alike(name, home) if each.level <= level)

    def _respelled(self, name: str, theatre: Theatre) -> tuple[Candidate, ...]:
        """The places near what the report names that a Persian agency's spelling may mean."""
        if theatre.spelled_in != PERSIAN:
            return ()
        return tuple(
            replace(each, level=3, alike=_RESPELLED)
            for spelling in respellings(name)
            for each in self._gazetteer.candidates(spelling)
            if each.place.country == theatre.country and _near(each.place, theatre)
        )

    def elsewhere(self, ref: Ref, held: Candidate) -> Candidate | None:
        """The one place that a name can mean outside what is said to contain it, None where several may be.

        It is one of ours, which war data name, and no other in the country so much as sounds like it.
        """
        country = held.place.country or ""
        found = [each for each in self._gazetteer.candidates(ref.name) if each.place.country == country]
        alike = [each for each in self._gazetteer.alike(ref.name, country) if each.level == 3]
        near = [each for each in (*found, *alike) if each.kind == "settlement"]
        if not near or not near[0].place.place.startswith("affray:"):
            return None
        return near[0] if all(distance(each.place, near[0].place) <= _ONE_KM for each in near) else None

    def container(self, outer: Outer, theatre: Theatre, ref: Ref) -> Candidate | None:
        """What a container that is said of a place is, None where that is not clear."""
        if outer.country is not None:
            return self._gazetteer.country(outer.country)
        found = self.known(outer.name, theatre)
        if outer.bracket:
            found = self._bracketed(found, ref, theatre)
        elif outer.kind is None and ref.kind in ("quarter", "site"):
            found = tuple(each for each in found if each.kind in ("settlement", "district")) or found
        elif outer.loose and outer.kind is None:
            found = tuple(each for each in found if each.kind != "settlement") or found
        elif outer.kind is None:
            # "in Idlib" beside a town: the province, where there is one of that name.
            found = tuple(each for each in found if each.kind in ("province", "country")) or found
        return choose(found, Ref(name=outer.name, kind=outer.kind), theatre).candidate

    def contains(self, outer: Outer, ref: Ref, theatre: Theatre) -> bool:
        """Whether a container that only a comma or a list suggests does hold a place so named."""
        held = self.container(outer, theatre, Ref())
        if held is None or held.kind not in ("province", "country", "region"):
            return self._rolls_up(ref, outer, theatre)
        known = self._gazetteer.candidates(ref.name)
        inside = any(lies_in(each, held) for each in fitting(known, ref)) or (
            held.place.country is not None
            and any(lies_in(each, held) for each in self._gazetteer.alike(ref.name, held.place.country))
        )
        return inside or (outer.kind == "province" and bool(ref.kind)) or self._rolls_up(ref, outer, theatre)

    def inside(self, found: tuple[Candidate, ...], held: Candidate, ref: Ref) -> tuple[Candidate, ...]:
        """The candidates in a container; where none is so spelled, those in it that sound alike."""
        inside = tuple(each for each in found if lies_in(each, held))
        if fitting(inside, ref) or held.place.country is None:
            return inside
        alike = self._gazetteer.alike(ref.name, held.place.country)
        return tuple(each for each in alike if lies_in(each, held)) or inside

    def _bracketed(self, found: tuple[Candidate, ...], ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """What a name in brackets may mean: what holds the name before it, else a town in its province."""
        wide = tuple(each for each in found if each.kind in ("province", "district"))
        if any(self.inside(self.known(ref.name, theatre), each, ref) for each in wide):
            return wide
        for outer in (each for each in ref.inside if not each.bracket):
            held = self.container(outer, theatre, Ref())
            found = tuple(each for each in found if held is not None and lies_in(each, held)) or found
        return tuple(each for each in found if each.kind == "settlement") or found

    def _rolls_up(self, ref: Ref, outer: Outer, theatre: Theatre) -> bool:
        """Whether "X neighbourhood, Y" is somewhere in the town Y, X itself being unknown."""
        if ref.kind not in ("quarter", "site"):
            return False
        held = self.container(outer, theatre, ref)
        return held is not None and held.kind == "settlement"


def _near(place: Place, theatre: Theatre) -> bool:
    return place.admin1 in theatre.provinces and (
        not theatre.near or min(distance(place, each) for each in theatre.near) <= _NEAR_KM
    )


def rolled(found: tuple[Candidate, ...], ref: Ref, outer: Outer, held: Candidate) -> bool:
    """Whether an unknown quarter or site is taken to be somewhere in what contains it.

    So is any unknown name before a town in brackets, which may be where it lies or its other name.

    A "district" whose name a place elsewhere has is no quarter of a town that has none: unresolved.
    """
    if held.kind not in ("settlement", "district"):
        return False
    if outer.bracket:
        return held.level <= 2 and held.kind == "settlement"
    return ref.kind in ("quarter", "site") or (ref.kind == "district" and not found)


def lies_in(candidate: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in another, by its country, province or town, else by its distance."""
    place, around = candidate.place, outer.place
    if place.place == around.place or place.country != around.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "province" and place.admin1 is not None:
        city = around.radius_km <= _CITY_KM and distance(place, around) <= _AROUND_CITY_KM
        return (place.admin1 == around.admin1 or city) and candidate.kind != "province"
    if candidate.within is not None and outer.kind == "settlement":
        return candidate.within == around.name
    # A town holds what lies within its edge and its suburbs.
    reach = around.radius_km + (5 if outer.kind == "settlement" else 0)
    return distance(place, around) <= reach
