"""Reads place fillers: one mention for each place named, a point where it is clear, else a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import JaroWinkler

from affray.ground import areas
from affray.ground.gazetteer import Candidate, Gazetteer, distance
from affray.ground.phrases import Outer, Ref, parse
from affray.ground.theatre import Theatre
from affray.ground.tokens import Kind, Token, tokens
from affray.model import Filler, PlaceMention
from affray.text import fold_name

# A town that leads its namesakes by this factor in people is the one meant; 20,000 people and more
# are needed for one outside the report's country. Below: unresolved, with the candidates.
_LEAD = 8
_KNOWN_ABROAD = 20_000
# Namesakes this near each other are one place for any purpose here (findings §4 WOF traps: 900 m).
_TOGETHER_KM = 5
# A city known the world over needs no country named: Cairo is not the one in Illinois.
_FAMOUS, _FAR_AHEAD = 300_000, 20
# Jaro-Winkler similarity of the name asked to a place's main name, from which they are taken for one
# name: Sloviansk and Slovyansk 0.95, Sloviansk and Nikopol (which also bore it) 0.56.
_ALIKE = 0.85
_ADJECTIVE = re.compile(r"(?i)(?:ian|ish|ese|i|ean|an|ch|ine)s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A candidate chosen for a name, or none, and why."""

    candidate: Candidate | None
    score: float
    reason: str


class Places:
    """Reads place fillers against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, is_actor: Callable[[str], bool]) -> None:
        self._gazetteer = gazetteer
        self._is_actor = is_actor

    def refs(self, text: str) -> tuple[Ref, ...]:
        """The places that a filler's words name; actors' names are none."""
        found = tokens(text, self._gazetteer.known, self._adjective)
        return tuple(self._split(ref) for ref in parse(self._places_only(found)))

    def _places_only(self, found: Iterable[Token]) -> Iterator[Token]:
        """The tokens, with actors' names as any other word."""
        for token in found:
            actor = token.kind is Kind.NAME and self._is_actor(token.text) and not self._great(token.text)
            yield replace(token, kind=Kind.OTHER) if actor else token

    def _great(self, name: str) -> bool:
        """Whether a name is also a country's, a province's or a large town's: "Ankara", not "Assad"."""
        return any(
            each.kind in ("country", "province", "region") or each.place.population >= _KNOWN_ABROAD
            for each in self._gazetteer.candidates(name)
        )

    def votes(self, texts: Iterable[str]) -> Iterable[tuple[str, float]]:
        """Votes for a country, by the names that only one country has."""
        for text in texts:
            for ref in self.refs(text):
                countries = {each.place.country for each in self._gazetteer.candidates(ref.name)}
                if len(countries) == 1:
                    yield str(countries.pop()), 1.0

    def mentions(self, filler: Filler, theatre: Theatre) -> tuple[PlaceMention, ...]:
        """The places of one filler, one mention each; one unresolved where none is named."""
        refs = self.refs(filler.text)
        if not refs and filler.antecedent:
            refs = self.refs(filler.antecedent)
        if not refs:
            return (_unresolved(filler, "no place is named"),)
        # "X, Y governorate": Y is no place of its own where it contains X.
        containers = {
            outer.name
            for ref in refs
            for outer in ref.inside
            if outer.loose and outer.name != ref.name and self._contains(outer, ref, theatre)
        }
        names = {ref.name for ref in refs} - containers
        own = [_without(ref, names) for ref in refs if ref.name not in containers or len(refs) == 1]
        return tuple(self._mention(filler, ref, theatre) for ref in own)

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

    def _split(self, ref: Ref) -> Ref:
        """A country that lost its apostrophe before the name it owns: "Syrias Aleppo"."""
        first, _, rest = ref.name.partition(" ")
        country = self._gazetteer.country_of(first) if rest else None
        if country is None or self._gazetteer.candidates(ref.name):
            return ref
        return replace(ref, name=rest, inside=(*ref.inside, Outer(name=first, country=country)))

    def _contains(self, outer: Outer, ref: Ref, theatre: Theatre) -> bool:
        """Whether a container that only a comma or a list suggests does hold a place so named."""
        held = self._container(outer, theatre)
        if held is None or held.kind not in ("province", "country", "region"):
            return False
        return any(_inside(each, held) for each in _fitting(self._gazetteer.candidates(ref.name), ref)) or (
            outer.kind == "province" and bool(ref.kind)
        )

    def _container(self, outer: Outer, theatre: Theatre) -> Candidate | None:
        if outer.country is not None:
            return self._gazetteer.country(outer.country)
        found = self._gazetteer.candidates(outer.name)
        if outer.loose and outer.kind is None:
            found = tuple(each for each in found if each.kind != "settlement") or found
        elif outer.kind is None:
            # "in Idlib" beside a town: the province, where there is one of that name.
            found = tuple(each for each in found if each.kind in ("province", "country")) or found
        return self._choose(found, Ref(name=outer.name, kind=outer.kind), theatre).candidate

    def _mention(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention:
        found = self._gazetteer.candidates(ref.name)
        notes: list[str] = []
        for outer in ref.inside:
            held = self._container(outer, theatre)
            if held is None:
                continue
            if not found and ref.kind in ("site", "district") and held.kind in ("settlement", "district"):
                # A checkpoint in a quarter is where the quarter is, though it is not known itself.
                reason = f"somewhere in {held.place.name}: {ref.name!r} itself is not known"
                return self._placed(
                    filler,
                    Ref(name=outer.name, part=True),
                    Choice(candidate=held, score=0.6, reason=reason),
                    [],
                )
            inside = tuple(each for each in found if _inside(each, held))
            if inside:
                found = inside
                notes.append(f"in {held.place.name}")
            elif not outer.loose or outer.kind == "province" or held.kind == "settlement":
                listed = _listed(found)
                return _unresolved(filler, f"no {ref.name!r} is known in {held.place.name}{listed}")
        return self._placed(filler, ref, self._choose(found, ref, theatre), notes)

    def _choose(self, found: tuple[Candidate, ...], ref: Ref, theatre: Theatre) -> Choice:
        fitting = _fitting(found, ref)
        home = [each for each in fitting if each.place.country == theatre.country]
        if home:
            return _ahead(home, ref.name, "in the report's country")
        if not fitting:
            kind = ref.kind if found and ref.kind else "place"
            return _nothing(f"no {kind} called {ref.name!r} is known" + _listed(found))
        return _abroad(fitting, ref, theatre)

    def _placed(self, filler: Filler, ref: Ref, choice: Choice, notes: list[str]) -> PlaceMention:
        if choice.candidate is None:
            return _unresolved(filler, choice.reason)
        place = choice.candidate.place
        wider = self._gazetteer.province(ref.name, place.country)
        area = areas.area(ref, choice.candidate, wider)
        return PlaceMention(
            filler=filler,
            place=place.place,
            name=place.name,
            lat=round(area.lat, 4),
            lon=round(area.lon, 4),
            radius_km=round(area.radius_km, 1),
            precision=area.precision,
            admin1=place.admin1,
            country=place.country,
            score=choice.score,
            reason="; ".join([choice.reason, *notes, *([area.note] if area.note else [])]),
        )


def _abroad(fitting: list[Candidate], ref: Ref, theatre: Theatre) -> Choice:
    """The one meant among places of which none lies in the report's country."""
    famous = max(fitting, key=lambda each: each.place.population)
    people = famous.place.population
    others = [each.place.population for each in fitting if each is not famous]
    if people >= _FAMOUS and people >= _FAR_AHEAD * max(others, default=0):
        return Choice(candidate=famous, score=0.85, reason="by far the largest so called")
    named = [each for each in fitting if theatre.names(each.place.country)]
    if any(outer.country or not outer.loose for outer in ref.inside):
        return _ahead(named or fitting, ref.name, "in what contains it")
    named = [each for each in named if each.primary or each.place.population >= _KNOWN_ABROAD]
    if named:
        return _ahead(named, ref.name, "in a country that the report names")
    if all(each.kind != "country" and each.place.population < _KNOWN_ABROAD for each in fitting):
        return _nothing("only small places abroad are so called" + _listed(fitting))
    return _ahead(fitting, ref.name, "by its name")


def _without(ref: Ref, names: set[str]) -> Ref:
    """A place without the containers that turned out to be places listed beside it."""
    return replace(ref, inside=tuple(each for each in ref.inside if not each.loose or each.name not in names))


def _nothing(reason: str) -> Choice:
    return Choice(candidate=None, score=0.0, reason=reason)


# What a noun asks for, by turns: the kinds of one turn compete, the next turn comes where none is.
_TURNS: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "province": (("province", "region"),),
    "settlement": (("settlement",),),
    "site": (("site",), ("settlement",)),
    "district": (("district",),),
    # A name alone is a country, else a town before its province.
    None: (("country",), ("settlement", "site", "region", "quarter"), ("province",)),
}


def _fitting(found: Iterable[Candidate], ref: Ref) -> list[Candidate]:
    """Those of the kind that the words ask for."""
    held = list(found)
    turns = _TURNS.get(ref.kind, _TURNS[None])
    if ref.kind == "district" and (ref.plural or any(outer.kind == "province" for outer in ref.inside)):
        # "eastern districts of Homs"; or a district whose seat bears its name, in a province named.
        turns = (*turns, ("settlement",))
    for kinds in turns:
        fitting = [each for each in held if each.kind in kinds or (each.within and "quarter" in kinds)]
        if fitting:
            return fitting
    return []


def _inside(candidate: Candidate, outer: Candidate) -> bool:
    place, around = candidate.place, outer.place
    if place.place == around.place or place.country != around.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "province" and place.admin1 is not None:
        return place.admin1 == around.admin1 and candidate.kind != "province"
    if candidate.within is not None and outer.kind == "settlement":
        return candidate.within == around.name
    # A town holds what lies within its edge and its suburbs.
    reach = around.radius_km + (5 if outer.kind == "settlement" else 0)
    return distance(place, around) <= reach


def _ahead(candidates: list[Candidate], name: str, why: str) -> Choice:
    """The only candidate, or the one clearly ahead of its namesakes."""
    alike = [each for each in candidates if each.primary or _similar(name, each.place.name)]
    candidates = alike or candidates
    level = min(each.level for each in candidates)
    ranked = sorted(
        (each for each in candidates if each.level == level),
        key=lambda each: (not each.primary, -each.place.population, each.place.place),
    )
    first = ranked[0]
    rest = [each for each in ranked[1:] if distance(each.place, first.place) > _TOGETHER_KM]
    if not rest:
        score = 0.95 if level == 1 and first.primary else 0.85
        return Choice(candidate=first, score=score, reason=f"the only {first.place.name} {why}")
    biggest = max(each.place.population for each in rest)
    if first.place.population >= 1000 and first.place.population >= _LEAD * biggest:
        return Choice(candidate=first, score=0.75, reason=f"the largest of {len(rest) + 1} so called, {why}")
    return Choice(candidate=None, score=0.0, reason="several places are so called" + _listed(ranked))


def _similar(a: str, b: str) -> bool:
    return JaroWinkler.similarity(fold_name(a), fold_name(b)) >= _ALIKE


def _listed(candidates: Iterable[Candidate]) -> str:
    names = [
        f"{each.place.name} ({each.kind}, {each.place.admin1 or each.place.country}, {each.place.place})"
        for each in candidates
    ]
    return f"; candidates: {', '.join(names[:4])}" if names else ""


def _unresolved(filler: Filler, reason: str) -> PlaceMention:
    return PlaceMention(
        filler=filler,
        place=None,
        name=None,
        lat=None,
        lon=None,
        radius_km=None,
        precision=None,
        admin1=None,
        country=None,
        score=0.0,
        reason=reason,
    )
