"""The layers of places as one: the project's own, imported packs, the world's towns and countries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from affray.ground.theatre import country_words
from affray.model import Place, Precision
from affray.resources.divisions import divisions
from affray.resources.earth import kilometres
from affray.resources.gazetteer import World
from affray.resources.keys import is_arabic, loose_keys, sounds, strict_keys
from affray.resources.layer import Entry, Found, Layer
from affray.resources.places import Supplement, supplement
from affray.text import fold

# People a km2: Aleppo had 2.1 million in an area of 5.9 km radius (findings §4 Offsets).
_DENSITY = 19_200
_VILLAGE_KM = 1.5
# Reach of what a source gives no extent for: the median of the shipped provinces and districts.
_REACH = {"province": 60.0, "district": 20.0, "subdistrict": 10.0, "region": 25.0}
_WIDE = {
    "province": Precision.PROVINCE,
    "region": Precision.REGION,
    "district": Precision.DISTRICT,
    "subdistrict": Precision.DISTRICT,
    "country": Precision.COUNTRY,
}
_SETTLEMENTS = frozenset({"town", "village", "suburb"})
# Acronyms up to this length are read as written only: "US", "SNA", "T4".
_SHORT = 3
# Names remembered with their places; a report has 20.
_REMEMBERED = 20_000
# How many of a place's names its likeness is measured on: the first are the commonest.
_COMPARED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that a name may mean.

    Attributes:
        kind: `settlement`, `district` (also a town's quarter), `site`, `province`, `region` or `country`.
        level: Of the key that found it (`resources.keys`): 1 its spelling, 2 without articles, 3 its
            sound, 4 its consonants.
        primary: Whether the name asked is its main name, or one of ours.
        alike: Jaro-Winkler similarity of the name asked to the most similar of its names, at level 3.
        within: The town that a quarter belongs to.
    """

    place: Place
    kind: str
    level: int
    primary: bool
    alike: float = 1.0
    within: str | None = None


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, on a sphere."""
    return kilometres((a.lat, a.lon), (b.lat, b.lon))


def bearing(a: Place, b: Place) -> float:
    """Degrees east of north in which b lies from a; flat, good to a degree under 300 km."""
    east = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.degrees(math.atan2(east, b.lat - a.lat)) % 360


class Gazetteer:
    """Looks names up in all layers; remembers what it found."""

    def __init__(self, world: World, packs: Sequence[Layer] = ()) -> None:
        self._layers = (*packs, world.towns)
        self._own: dict[str, list[Supplement]] = defaultdict(list)
        self._divisions: dict[str, str] = {}
        self._compounds: set[str] = set()
        for row in supplement():
            self._take(row)
        for code, name in divisions().items():
            self._divisions.setdefault(code, name)
            if " " in name:
                self._compounds.update(strict_keys(name)[-1:])
        self._countries = {country.iso: country for country in world.countries}
        self._country_names = {fold(country.name): country.iso for country in world.countries}
        for word, (iso, _) in country_words().items():
            self._country_names.setdefault(word, iso)
        self._compounds.update(
            strict_keys(country.name)[-1] for country in world.countries if " " in country.name
        )
        self._memory: dict[tuple[str, str], tuple[Candidate, ...]] = {}

    def _take(self, row: Supplement) -> None:
        if row.code is not None and row.admin1 is not None:
            self._divisions[row.code] = row.admin1
        for name in row.names:
            for key in (*strict_keys(name), *loose_keys(name, row.country)):
                if row not in self._own[key]:
                    self._own[key].append(row)
            if " " in name or "-" in name:
                self._compounds.update(strict_keys(name)[-1:])

    def known(self, name: str) -> bool:
        """Whether several words are one name of ours or a country's."""
        return bool(self._compounds.intersection(strict_keys(name)[-1:]))

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
        """The places so spelled, of all layers, unranked; one place in two layers is one."""
        return self._look(name, "")

    def alike(self, name: str, country: str) -> tuple[Candidate, ...]:
        """The places of a country whose names sound as this one."""
        return self._look(name, country)

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

    def layers(self) -> tuple[Layer, ...]:
        """The layers of towns: packs first, then the world."""
        return self._layers

    def divisions(self, admin1: str | None, country: str) -> frozenset[str]:
        """The GeoNames codes of a first-level division of a name."""
        return frozenset(
            code for code, name in self._divisions.items() if name == admin1 and code.startswith(country)
        )

    def _look(self, name: str, country: str) -> tuple[Candidate, ...]:
        found = self._memory.get((name, country))
        if found is None:
            found = tuple(self._loosely(name, country) if country else self._strictly(name))
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            self._memory[name, country] = found
        return found

    def _strictly(self, name: str) -> Iterable[Candidate]:
        merged: list[Candidate] = []
        iso = self.country_of(name)
        country = self.country(iso) if iso is not None else None
        if country is not None:
            merged.append(country)
        rows: dict[str, tuple[Supplement, int]] = {}
        for level, key in enumerate(strict_keys(name), start=1):
            for row in self._own.get(key, ()):
                rows.setdefault(row.place, (row, level))
        merged.extend(_ours(row, level) for row, level in rows.values())
        short = name if len(name) <= _SHORT and name.isupper() else ""
        found = (each for layer in self._layers for each in layer.find(name))
        return self._with_theirs(merged, found, short=short)

    def _loosely(self, name: str, country: str) -> Iterable[Candidate]:
        """Places whose names sound alike; the first level with any in all layers is the one."""
        sound = sounds(name)
        best: list[Candidate] = []
        for level, key in enumerate(loose_keys(name, country), start=3):
            ours = [
                _ours(row, level, alike=max(_likeness(sound, each) for each in row.names))
                for row in self._own.get(key, ())
            ]
            theirs = (
                found
                for layer in self._layers
                for found in layer.find_loosely(name, country)
                if found.level == level
            )
            best = self._with_theirs(ours, theirs, sound=sound)
            if best:
                break
        return best

    def _with_theirs(
        self, merged: list[Candidate], found: Iterable[Found], *, sound: str | None = None, short: str = ""
    ) -> list[Candidate]:
        """The candidates with those of the layers; a short acronym is matched by its own letters only."""
        for each in found:
            if short and short not in (each.entry.name, *each.entry.names):
                continue
            candidate = self._theirs(each, sound)
            if not any(_same(candidate, held) for held in merged):
                merged.append(candidate)
        return merged

    def _theirs(self, found: Found, sound: str | None) -> Candidate:
        entry = found.entry
        alike = 1.0
        if sound is not None:
            names = [name for name in (entry.name, *entry.names) if not is_arabic(name)][:_COMPARED]
            alike = max((_likeness(sound, name) for name in names), default=0.0)
        quarter = entry.kind == "quarter"
        kind = "district" if quarter or entry.kind == "subdistrict" else entry.kind
        return Candidate(
            place=self.place(entry),
            kind=kind,
            level=found.level,
            primary=found.primary,
            alike=alike,
            within=(entry.within or None) if quarter else None,
        )

    def place(self, entry: Entry) -> Place:
        """A layer's place as the model has it."""
        size = math.sqrt(entry.population / _DENSITY / math.pi)
        reach = entry.radius_km or _REACH.get(entry.kind) or max(_VILLAGE_KM, size)
        return Place(
            place=entry.place,
            name=entry.name,
            lat=entry.lat,
            lon=entry.lon,
            kind=_WIDE.get(entry.kind, Precision.POINT),
            radius_km=round(reach, 1),
            population=entry.population,
            admin1=self._divisions.get(entry.division) or entry.admin1 or None,
            country=entry.country,
        )


def _likeness(sound: str, name: str) -> float:
    return JaroWinkler.similarity(sound, sounds(name))


def _ours(row: Supplement, level: int, alike: float = 1.0) -> Candidate:
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
    return Candidate(place=place, kind=kind, level=level, primary=True, alike=alike, within=row.within)


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two layers hold one place.

    Layers put a town up to 5 km apart (Aleppo 1.2, Afrin 0.9), a division up to its reach.
    """
    if a.kind != b.kind or a.place.country != b.place.country:
        return False
    wide = a.kind in ("province", "region", "country") or (a.kind == "district" and not a.within)
    reach = max(a.place.radius_km, b.place.radius_km) if wide else 5.0
    return distance(a.place, b.place) < max(5.0, reach)
