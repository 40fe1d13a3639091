"""Where the people of a part of a province or country live, and where two countries meet."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from affray.ground.gazetteer import Candidate, Gazetteer
from affray.model import Place
from affray.resources.layer import KINDS

# A part reaches 67.5 degrees to each side of its direction: half a sector of the eight and one more.
_SIDE = 67.5
# Fewer settlements than this tell nothing of a part.
_FEWEST = 4
# Four of five settlements of a part lie within its radius.
_SHARE = 0.8
# "near the border" is a strip of 15 km (findings §4 Offsets); settlements stand thinner than that.
_BORDER_KM = 20.0
_SETTLEMENT = KINDS.index("settlement")

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A middle and a reach."""

    lat: float
    lon: float
    radius_km: float


class Parts:
    """Measures parts on the settlements of all layers; remembers what it measured."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._points: dict[tuple[str, str], Points] = {}
        self._parts: dict[tuple[str, str, str], Part | None] = {}
        self._borders: dict[tuple[str, str, tuple[str, ...]], Part | None] = {}

    def part(self, whole: Candidate, seat: Place, degrees: int) -> Part | None:
        """The part of a province or country that lies in a direction from its seat or middle."""
        country, admin1 = whole.place.country or "", whole.place.admin1 or ""
        key = (country, admin1 if whole.kind == "province" else "", f"{seat.place} {degrees}")
        if key not in self._parts:
            self._parts[key] = _side(self._settlements(key[0], key[1]), seat, degrees)
        return self._parts[key]

    def border(self, country: str, other: str, provinces: tuple[str, ...] = ()) -> Part | None:
        """The strip of a country, or of its provinces, along its border with another; None where none is."""
        key = (country, other, provinces)
        if key not in self._borders:
            own = np.concatenate([self._settlements(country, each) for each in provinces or ("",)])
            self._borders[key] = _meeting(own, self._settlements(other, ""))
        return self._borders[key]

    def touches(self, place: Place, other: str) -> bool:
        """Whether a place lies by the border with another country."""
        return _touches(np.array([place.lat, place.lon]), self._settlements(other, ""))

    def _settlements(self, country: str, admin1: str) -> Points:
        """Latitude and longitude of the settlements of a country, or of one of its provinces."""
        key = (country, admin1)
        if key not in self._points:
            found = [
                self._of_layer(number, country, admin1) for number in range(len(self._gazetteer.layers()))
            ]
            self._points[key] = np.concatenate(found)
        return self._points[key]

    def _of_layer(self, number: int, country: str, admin1: str) -> Points:
        rows = self._gazetteer.layers()[number].rows
        wanted = (rows["country"] == country.encode("ascii")) & (rows["kind"] == _SETTLEMENT)
        if admin1:
            codes = [code.encode("ascii") for code in self._gazetteer.divisions(admin1, country)]
            wanted &= np.isin(rows["division"], codes)
        own = rows[wanted]
        return np.stack([own["lat"].astype(np.float64), own["lon"].astype(np.float64)], axis=1)


def _flat(points: Points, lat: float, lon: float) -> tuple[Points, Points]:
    """Kilometres east and north of a point."""
    return (points[:, 1] - lon) * 111.2 * math.cos(math.radians(lat)), (points[:, 0] - lat) * 111.2


def _side(points: Points, seat: Place, degrees: int) -> Part | None:
    if not len(points):
        return None
    east, north = _flat(points, seat.lat, seat.lon)
    turned = np.abs((np.degrees(np.arctan2(east, north)) - degrees + 180) % 360 - 180)
    outside = np.hypot(east, north) > min(seat.radius_km, 10)
    return _middle(points[(turned <= _SIDE) & outside])


def _middle(points: Points) -> Part | None:
    if len(points) < _FEWEST:
        return None
    lat, lon = (float(each) for each in np.median(points, axis=0))
    east, north = _flat(points, lat, lon)
    radius = float(np.quantile(np.hypot(east, north), _SHARE))
    return Part(lat=lat, lon=lon, radius_km=radius)


def _meeting(own: Points, others: Points) -> Part | None:
    near = [at for at, point in enumerate(own) if _touches(point, others)]
    return _middle(own[near])


def _touches(point: Points, others: Points) -> bool:
    if not len(others):
        return False
    east, north = _flat(others, float(point[0]), float(point[1]))
    return bool(np.min(np.hypot(east, north)) <= _BORDER_KM)


def corridor(ends: Iterable[Place]) -> Part:
    """The land along a road between places: the disc that holds both ends, and 5 km to each side."""
    places = list(ends)
    lat = sum(each.lat for each in places) / len(places)
    lon = sum(each.lon for each in places) / len(places)
    points = np.array([[each.lat, each.lon] for each in places])
    east, north = _flat(points, lat, lon)
    return Part(lat=lat, lon=lon, radius_km=float(np.max(np.hypot(east, north))) + 5.0)
