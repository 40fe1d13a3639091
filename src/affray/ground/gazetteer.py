"""The layers of places as one: the project's own, the world's towns, divisions and countries."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from affray.ground.theatre import country_words
from affray.model import Place, Precision
from affray.resources.gazetteer import Found, World
from affray.resources.places import Supplement, supplement
from affray.text import fold, fold_name

# People a km2: Aleppo had 2.1 million in an area of 5.9 km radius (findings §4 Offsets).
_DENSITY = 19_200
_VILLAGE_KM = 1.5
_WIDE = {
    "province": Precision.PROVINCE,
    "region": Precision.REGION,
    "district": Precision.DISTRICT,
    "country": Precision.COUNTRY,
}
_SETTLEMENTS = frozenset({"town", "village", "suburb"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that a name may mean.

    Attributes:
        kind: `settlement`, `district` (also a town's quarter), `site`, `province`, `region` or `country`.
        level: 1 for equal folded names, 2 where articles and spaces were left out.
        primary: Whether the name asked is its main name, or one of ours.
        within: The town that a quarter belongs to.
    """

    place: Place
    kind: str
    level: int
    primary: bool
    within: str | None = None


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, on a sphere."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    turn = math.radians(b.lon - a.lon)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))


class Gazetteer:
    """Looks names up in all layers; remembers what it found."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._own: dict[tuple[int, str], list[Supplement]] = defaultdict(list)
        self._divisions: dict[str, str] = {}
        for row in supplement():
            if row.code is not None and row.admin1 is not None:
                self._divisions[row.code] = row.admin1
            for level, key in {(each, _key(name, each)) for name in row.names for each in (1, 2)}:
                self._own[level, key].append(row)
        self._countries = {country.iso: country for country in world.countries}
        self._country_names = {fold(country.name): country.iso for country in world.countries}
        for word, (iso, _) in country_words().items():
            self._country_names.setdefault(word, iso)
        self._memory: dict[str, tuple[Candidate, ...]] = {}
        self._compounds = {
            _key(name, 2) for row in supplement() for name in row.names if " " in name or "-" in name
        } | {_key(country.name, 2) for country in world.countries if " " in country.name}

    def known(self, name: str) -> bool:
        """Whether several words are one name of ours or a country's."""
        return _key(name, 2) in self._compounds

    def country_of(self, name: str) -> str | None:
        """The country (ISO 3166-1 alpha-2) that a name, or its form that lost an apostrophe, names."""
        low = fold(name).replace(".", "")
        return self._country_names.get(low) or self.owner(name)

    def owner(self, name: str) -> str | None:
        """The country of a possessive that lost its apostrophe: "Syrias"."""
        low = fold(name)
        if low in self._country_names or not low.endswith("s"):
            return None
        return self._country_names.get(low[:-1])

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name may mean, of all layers, unranked; one place in two layers is one."""
        found = self._memory.get(name)
        if found is None:
            found = self._memory[name] = self._look(name)
        return found

    def country(self, iso: str) -> Candidate | None:
        """A country as a place."""
        row = self._countries.get(iso)
        if row is None:
            return None
        place = Place(
            place=f"geonames:{row.geonames}",
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            kind=Precision.COUNTRY,
            radius_km=row.radius_km,
            population=row.population,
            admin1=None,
            country=iso,
        )
        return Candidate(place=place, kind="country", level=1, primary=True)

    def province(self, name: str, country: str | None) -> Candidate | None:
        """The province of a name in a country."""
        for candidate in self.candidates(name):
            if candidate.kind == "province" and candidate.place.country == country:
                return candidate
        return None

    def _look(self, name: str) -> tuple[Candidate, ...]:
        merged: list[Candidate] = []
        iso = self.country_of(name)
        country = self.country(iso) if iso is not None else None
        if country is not None:
            merged.append(country)
        rows = {
            row.place: (row, level)
            for level in (2, 1)
            for row in self._own.get((level, _key(name, level)), ())
        }
        merged.extend(_ours(row, level) for row, level in rows.values())
        for found in self._world.find(name):
            candidate = self._theirs(found)
            if not any(_same(candidate, held) for held in merged):
                merged.append(candidate)
        return tuple(merged)

    def _theirs(self, found: Found) -> Candidate:
        place = Place(
            place=f"geonames:{found.geonames}",
            name=found.name,
            lat=found.lat,
            lon=found.lon,
            kind=Precision.POINT,
            radius_km=round(max(_VILLAGE_KM, math.sqrt(found.population / _DENSITY / math.pi)), 1),
            population=found.population,
            admin1=self._divisions.get(found.division),
            country=found.country,
        )
        return Candidate(place=place, kind="settlement", level=found.level, primary=found.primary)


def _key(name: str, level: int) -> str:
    return fold(name) if level == 1 else fold_name(name).replace(" ", "")


def _ours(row: Supplement, level: int) -> Candidate:
    place = Place(
        place=row.place,
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        kind=_WIDE.get(row.kind, Precision.POINT),
        radius_km=row.radius_km,
        population=row.population,
        admin1=row.admin1,
        country=row.country,
    )
    kind = row.kind
    if kind in _SETTLEMENTS:
        kind = "settlement"
    elif kind == "quarter":
        kind = "district"
    elif kind not in _WIDE:
        kind = "site"
    return Candidate(place=place, kind=kind, level=level, primary=True, within=row.within)


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two layers hold one place: layers put a town up to 5 km apart (Aleppo 1.2, Afrin 0.9)."""
    return a.kind == b.kind and a.place.country == b.place.country and distance(a.place, b.place) < 5
