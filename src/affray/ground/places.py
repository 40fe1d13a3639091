"""Reads place fillers: one mention for each place named, a point where it is clear, else a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from affray.ground import areas
from affray.ground.choosing import KNOWN_ABROAD, Choice, choose, fitting, listed
from affray.ground.gazetteer import Candidate, Gazetteer, distance
from affray.ground.mentions import resolved, unresolved
from affray.ground.offsets import measured, picked
from affray.ground.parts import Parts
from affray.ground.phrases import Beside, Outer, Ref, parse
from affray.ground.theatre import Theatre
from affray.ground.tokens import Kind, Token, tokens
from affray.model import Filler, Place, PlaceMention

_ADJECTIVE = re.compile(r"(?i)(?:ian|ish|ese|i|ean|an|ch|ine)s?$")
# A city that is a province of its own lends its name to the land around: "Douma in Damascus province".
_CITY_KM, _AROUND_CITY_KM = 15.0, 40.0
# Fillers remembered with what they name; a report has 20.
_REMEMBERED = 20_000
# A place so large abroad is meant although a village at home sounds like it; from 20,000 on, only one
# that sounds the same is taken instead.
_GREAT_ABROAD = 300_000


class Places:
    """Reads place fillers against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, is_actor: Callable[[str], bool]) -> None:
        self._gazetteer = gazetteer
        self._is_actor = is_actor
        self._parts = Parts(gazetteer)
        self._read: dict[str, tuple[Ref, ...]] = {}

    def refs(self, text: str) -> tuple[Ref, ...]:
        """The places that a filler's words name; actors' names are none."""
        held = self._read.get(text)
        if held is None:
            found = tokens(text, self._gazetteer.known, self._adjective)
            held = tuple(each for ref in parse(self._places_only(found)) for each in self._split(ref))
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[text] = held
        return held

    def _places_only(self, found: Iterable[Token]) -> Iterator[Token]:
        """The tokens, with actors' names as any other word."""
        for token in found:
            actor = token.kind is Kind.NAME and self._is_actor(token.text) and not self._great(token.text)
            yield replace(token, kind=Kind.OTHER) if actor else token

    def _great(self, name: str) -> bool:
        """Whether a name is also a country's, a province's or a large town's: "Ankara", not "Assad"."""
        return any(
            each.kind in ("country", "province", "region") or each.place.population >= KNOWN_ABROAD
            for each in self._gazetteer.candidates(name)
        )

    def votes(self, texts: Iterable[str]) -> Iterable[tuple[str, float]]:
        """Votes for a country, by the names that only one country has."""
        for text in texts:
            for ref in self.refs(text):
                countries = {each.place.country for each in self._gazetteer.candidates(ref.name)}
                if len(countries) == 1:
                    yield str(countries.pop()), 1.0

    def around(self, theatre: Theatre, texts: Iterable[str]) -> Theatre:
        """The theatre with the places that fillers name without doubt, which rank the doubtful ones."""
        near: dict[str, Place] = {}
        provinces: set[str] = set()
        for ref in (ref for text in texts for ref in self.refs(text)):
            provinces.update(
                held.place.admin1
                for outer in ref.inside
                if (held := self._container(outer, theatre, ref)) and held.kind == "province"
                if held.place.admin1
            )
            found = choose(self._gazetteer.candidates(ref.name), ref, theatre).candidate
            if found is None or found.place.country != theatre.country:
                continue
            if found.kind == "province" and found.place.admin1:
                provinces.add(found.place.admin1)
            elif found.kind in ("settlement", "site"):
                near[found.place.place] = found.place
        return replace(theatre, near=tuple(near.values()), provinces=frozenset(provinces))

    def mentions(self, filler: Filler, theatre: Theatre) -> tuple[PlaceMention, ...]:
        """The places of one filler, one mention each; one unresolved where none is named."""
        refs = self.refs(filler.text)
        if not refs and filler.antecedent:
            refs = self.refs(filler.antecedent)
        if not refs:
            return (unresolved(filler, "no place is named"),)
        roads = [ref for ref in refs if ref.kind == "road"]
        if len(roads) > 1:
            others = tuple(ref for ref in refs if ref.kind != "road")
            return (self._road(filler, roads, theatre), *self._listed(filler, others, theatre))
        return self._listed(filler, refs, theatre)

    def _listed(self, filler: Filler, refs: tuple[Ref, ...], theatre: Theatre) -> tuple[PlaceMention, ...]:
        # "X, Y governorate": Y is no place of its own where it contains X.
        containers = {
            outer.name
            for ref in refs
            for outer in ref.inside
            if outer.loose and outer.name != ref.name and self._contains(outer, ref, theatre)
        }
        names = {ref.name for ref in refs} - containers
        own = [_without(ref, names) for ref in refs if ref.name not in containers or len(refs) == 1]
        if len(own) == 1:
            return (self._mention(filler, own[0], theatre),)
        return tuple(self._mention(_narrowed(filler, ref), ref, theatre) for ref in own)

    def candidates(self, ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """The places that a name may mean inside all that is said to contain it."""
        found = self._known(ref.name, theatre)
        for outer in ref.inside:
            held = self._container(outer, theatre, ref)
            found = () if held is None else self._inside(found, held, ref)
        return found

    def _adjective(self, word: str) -> str | None:
        owner = self._gazetteer.owner(word)
        if owner is not None:
            return owner
        country = self._gazetteer.country_of(word)
        return (
            country if country is not None and _ADJECTIVE.search(word) and not self._is_name(word) else None
        )

    def _is_name(self, word: str) -> bool:
        country = self._gazetteer.country_of(word)
        held = self._gazetteer.country(country) if country is not None else None
        return held is not None and held.place.name.casefold() == word.casefold()

    def _split(self, ref: Ref) -> tuple[Ref, ...]:
        """The two ends of "X-Y road", and a country that lost its apostrophe: "Syrias Aleppo"."""
        if ref.kind in ("road", "border") and not self._gazetteer.candidates(ref.name):
            ends = self._ends(ref)
            if ends and ref.kind == "border":
                home = Outer(name=ends[0].name, country=self._gazetteer.country_of(ends[0].name))
                return (replace(ends[1], inside=(*ref.inside, home)),)
            if ends:
                return ends
        first, _, rest = ref.name.partition(" ")
        country = self._gazetteer.country_of(first) if rest else None
        if country is None or self._gazetteer.candidates(ref.name):
            return (ref,)
        return (replace(ref, name=rest, inside=(*ref.inside, Outer(name=first, country=country))),)

    def _ends(self, ref: Ref) -> tuple[Ref, ...]:
        """The two known names that a hyphen ties together, wherever it stands."""
        for cut in re.finditer(r"[-–—]", ref.name):
            names = (ref.name[: cut.start()].strip(), ref.name[cut.end() :].strip())
            ends = tuple(replace(ref, name=name) for name in names)
            if all(self._is_known(each) for each in ends):
                return ends
        return ()

    def _is_known(self, ref: Ref) -> bool:
        if ref.kind == "border":
            return self._gazetteer.country_of(ref.name) is not None
        return bool(self._gazetteer.candidates(ref.name))

    def _contains(self, outer: Outer, ref: Ref, theatre: Theatre) -> bool:
        """Whether a container that only a comma or a list suggests does hold a place so named."""
        held = self._container(outer, theatre, Ref())
        if held is None or held.kind not in ("province", "country", "region"):
            return self._rolls_up(ref, outer, theatre)
        known = self._gazetteer.candidates(ref.name)
        inside = any(_inside(each, held) for each in fitting(known, ref)) or (
            held.place.country is not None
            and any(_inside(each, held) for each in self._gazetteer.alike(ref.name, held.place.country))
        )
        return inside or (outer.kind == "province" and bool(ref.kind)) or self._rolls_up(ref, outer, theatre)

    def _rolls_up(self, ref: Ref, outer: Outer, theatre: Theatre) -> bool:
        """Whether "X neighbourhood, Y" is somewhere in the town Y, X itself being unknown."""
        if ref.kind not in ("quarter", "site"):
            return False
        held = self._container(outer, theatre, ref)
        return held is not None and held.kind == "settlement"

    def _container(self, outer: Outer, theatre: Theatre, ref: Ref) -> Candidate | None:
        if outer.country is not None:
            return self._gazetteer.country(outer.country)
        found = self._known(outer.name, theatre)
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

    def _bracketed(self, found: tuple[Candidate, ...], ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """What a name in brackets may mean: what holds the name before it, else a town in its province."""
        wide = tuple(each for each in found if each.kind in ("province", "district"))
        if any(self._inside(self._known(ref.name, theatre), each, ref) for each in wide):
            return wide
        for outer in (each for each in ref.inside if not each.bracket):
            held = self._container(outer, theatre, Ref())
            found = tuple(each for each in found if held is not None and _inside(each, held)) or found
        return tuple(each for each in found if each.kind == "settlement") or found

    def _known(self, name: str, theatre: Theatre) -> tuple[Candidate, ...]:
        """The places of a name, with those at home that only sound like it where none there is so spelled."""
        found = self._gazetteer.candidates(name)
        home = theatre.country
        if home is None or any(each.place.country == home for each in found):
            return found
        abroad = max((each.place.population for each in found), default=0)
        if abroad >= _GREAT_ABROAD or any(each.kind == "country" for each in found):
            return found
        level = 3 if abroad >= KNOWN_ABROAD else 4
        return found + tuple(each for each in self._gazetteer.alike(name, home) if each.level <= level)

    def _mention(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention:
        if ref.kind == "border":
            return self._border(filler, ref, theatre)
        found = self._known(ref.name, theatre)
        notes: list[str] = []
        for outer in ref.inside:
            held = self._container(outer, theatre, ref)
            if held is None:
                continue
            inside = self._inside(found, held, ref)
            if inside:
                found = inside
                notes.append(f"in {held.place.name}")
            elif _rolled(found, ref, outer, held):
                # A checkpoint in a quarter is where the quarter is, though it is not known itself.
                reason = f"somewhere in {held.place.name}: {ref.name!r} itself is not known"
                choice = Choice(candidate=held, score=0.6, reason=reason)
                return self._placed(filler, Ref(name=outer.name, part=True), choice, [])
            elif ref.kind == "quarter" and held.kind == "province" and (seat := self._seat(held)) is not None:
                reason = f"a quarter taken to be in {seat.place.name}: {ref.name!r} itself is not known"
                choice = Choice(candidate=seat, score=0.5, reason=reason)
                return self._placed(filler, Ref(name=outer.name, part=True), choice, [])
            elif not outer.loose or outer.kind == "province" or held.kind == "settlement":
                return unresolved(filler, f"no {ref.name!r} is known in {held.place.name}{listed(found)}")
        choice = choose(self._told(found, ref, theatre), ref, theatre)
        if choice.candidate is None:
            return self._by_offset(filler, ref, theatre) or unresolved(filler, choice.reason)
        return self._placed(filler, ref, *self._audited(ref, choice, theatre, notes))

    def _told(self, found: tuple[Candidate, ...], ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """The candidates that lie where the words beside the name say; all where none does."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            if anchor is not None and found:
                found = tuple(picked(found, anchor.place, told))
            elif told.country is not None:
                found = (
                    tuple(each for each in found if self._parts.touches(each.place, told.country)) or found
                )
        return found

    def _inside(self, found: tuple[Candidate, ...], held: Candidate, ref: Ref) -> tuple[Candidate, ...]:
        """The candidates in a container; where none is so spelled, those in it that sound alike."""
        inside = tuple(each for each in found if _inside(each, held))
        if fitting(inside, ref) or held.place.country is None:
            return inside
        alike = self._gazetteer.alike(ref.name, held.place.country)
        return tuple(each for each in alike if _inside(each, held)) or inside

    def _anchor(self, told: Beside, theatre: Theatre) -> Candidate | None:
        if not told.name:
            return None
        return choose(self._known(told.name, theatre), Ref(name=told.name), theatre).candidate

    def _audited(
        self, ref: Ref, choice: Choice, theatre: Theatre, notes: list[str]
    ) -> tuple[Choice, list[str]]:
        """The choice, with what is stated of where it lies held against where it does."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            if anchor is None or choice.candidate is None:
                continue
            audit = measured(choice.candidate, anchor.place, told)
            notes = [*notes, audit.note]
            if not audit.fits:
                choice = replace(choice, score=round(0.7 * choice.score, 2))
        return choice, notes

    def _by_offset(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention | None:
        """A place that is not known, where a distance from a known one is stated."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            if anchor is not None and told.km is not None:
                reason = f"{told.words}: {ref.name!r} itself is not known"
                offset = Ref(name=told.name, km=told.km, direction=told.direction)
                return self._placed(filler, offset, Choice(candidate=anchor, score=0.6, reason=reason), [])
        return None

    def _road(self, filler: Filler, roads: list[Ref], theatre: Theatre) -> PlaceMention:
        """The land along a road, where all its ends are known."""
        ends = [choose(self._known(ref.name, theatre), replace(ref, kind=None), theatre) for ref in roads]
        places = [end.candidate.place for end in ends if end.candidate is not None]
        if len(places) < len(ends):
            reason = next(end.reason for end in ends if end.candidate is None)
            return unresolved(filler, f"an end of the road is not clear: {reason}")
        score = round(min(end.score for end in ends) * 0.8, 2)
        return resolved(filler, places[0], areas.along(places), score=score)

    def _border(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention:
        """The strip along a border: of the report's country, or between two that are named."""
        named = [self._gazetteer.country_of(ref.name)] if ref.name else []
        around = [outer.country or self._gazetteer.country_of(outer.name) for outer in ref.inside]
        codes = dict.fromkeys(each for each in (*named, *around) if each)
        others = [code for code in codes if code != theatre.country]
        home = theatre.country if len(others) == 1 else others[-1] if len(others) == 2 else None
        strip = self._parts.border(home, others[0]) if home is not None and others else None
        held = self._gazetteer.country(home) if home is not None else None
        if strip is None or held is None:
            return unresolved(filler, "which border is meant is not clear")
        area = areas.at_border(strip, f"along the border of {home} and {others[0]}")
        return resolved(filler, held.place, area, score=0.6)

    def _placed(self, filler: Filler, ref: Ref, choice: Choice, notes: list[str]) -> PlaceMention:
        if choice.candidate is None:
            return unresolved(filler, choice.reason)
        place = choice.candidate.place
        wider = self._gazetteer.province(ref.name, place.country)
        if choice.candidate.kind == "province":
            wider = self._seat(choice.candidate)
        area = areas.area(ref, choice.candidate, wider, self._parts)
        return resolved(filler, place, area, score=choice.score, reason="; ".join([choice.reason, *notes]))

    def _seat(self, province: Candidate) -> Candidate | None:
        """The town that a province is named after."""
        towns = [
            each
            for each in self._gazetteer.candidates(province.place.name)
            if each.kind == "settlement" and each.place.country == province.place.country
        ]
        return max(towns, key=lambda each: each.place.population, default=None)


def _rolled(found: tuple[Candidate, ...], ref: Ref, outer: Outer, held: Candidate) -> bool:
    """Whether an unknown quarter or site is taken to be somewhere in what contains it.

    So is any unknown name before a town in brackets, which may be where it lies or its other name.

    A "district" whose name a place elsewhere has is no quarter of a town that has none: unresolved.
    """
    if held.kind not in ("settlement", "district"):
        return False
    if outer.bracket:
        return held.level <= 2 and held.kind == "settlement"
    return ref.kind in ("quarter", "site") or (ref.kind == "district" and not found)


def _without(ref: Ref, names: set[str]) -> Ref:
    """A place without the containers that turned out to be places listed beside it."""
    return replace(ref, inside=tuple(each for each in ref.inside if not each.loose or each.name not in names))


def _inside(candidate: Candidate, outer: Candidate) -> bool:
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


def _narrowed(filler: Filler, ref: Ref) -> Filler:
    """The filler at a place's own words: of "X, Y and Z" each place is told by its name."""
    at = filler.text.find(ref.name)
    if at < 0:
        return filler
    start = filler.start + at
    return replace(filler, start=start, end=start + len(ref.name), text=ref.name)
