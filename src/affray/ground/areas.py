"""From a place and how it is worded to an area: near it, a part of it, the land around, an offset."""

from __future__ import annotations

import math
from dataclasses import dataclass

from affray.ground.gazetteer import Candidate, distance
from affray.ground.parts import Part, Parts, corridor
from affray.ground.phrases import Ref
from affray.model import Place, Precision

# "near" and "outskirts" reach 5 km beyond the edge (findings §4 Offsets).
_NEAR_KM = 5.0
# An offset runs from the edge; the area lies 0.9 to 1.35 of the distance stated (findings §4 Offsets).
_LEAST, _MOST = 0.9, 1.35
# The districts of the shipped provinces have a median radius of 20 km (resources/places.jsonl).
_DISTRICT_KM = 20.0
# Without a distance, "north of" a town is taken to mean the next 30 km from its edge.
_ADJACENT_KM = 30.0
# "the road to X" is taken to mean its last 15 km.
_ROAD_KM = 15.0
# From this reach on an area is a region rather than somewhere near a place.
_WIDE_KM = 25.0
# The middle of a half disc lies 4/(3 pi) of the radius from the centre.
_HALF = 4 / (3 * math.pi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A point with a reach, and a note where it is not the place itself."""

    lat: float
    lon: float
    radius_km: float
    precision: Precision
    note: str = ""


def area(ref: Ref, candidate: Candidate, province: Candidate | None, parts: Parts) -> Area:
    """The area that the words mean, of a place chosen for its name.

    Args:
        ref: How the place is worded.
        candidate: The place.
        province: The province of the same name, where there is one.
        parts: Measures parts on the settlements known.
    """
    place = candidate.place
    wide = candidate.kind in ("province", "region", "country")
    if ref.km is not None or (ref.direction is not None and ref.outside):
        return _beside(place, ref.direction or 0) if ref.km is None else _offset(place, ref.km, ref.direction)
    if ref.kind == "road":
        return along([place])
    if ref.direction is not None and wide:
        seat = place if province is None or candidate.kind == "country" else _seat(place, province)
        part = parts.part(candidate, seat, ref.direction) if candidate.kind != "region" else None
        return _in(part) or _moved(place, _HALF * place.radius_km, ref.direction, 0.75 * place.radius_km)
    if (ref.rural or ref.direction is not None) and province is not None and not ref.plural:
        part = None if ref.direction is None else parts.part(province, place, ref.direction)
        return _in(part) or _around(place, province.place, ref.direction)
    return _at(place, *_reach(ref, candidate))


def along(ends: list[Place]) -> Area:
    """The land along a road between places; around one place, where only that is named."""
    if len(ends) == 1:
        note = f"along a road at {ends[0].name}"
        return _at(ends[0], ends[0].radius_km + _ROAD_KM, Precision.NEAR, note)
    part = corridor(ends)
    note = f"along the road between {' and '.join(each.name for each in ends)}"
    precision = Precision.NEAR if part.radius_km <= _WIDE_KM else Precision.REGION
    return Area(lat=part.lat, lon=part.lon, radius_km=part.radius_km, precision=precision, note=note)


def at_border(part: Part, note: str) -> Area:
    """A strip along a border."""
    precision = Precision.NEAR if part.radius_km <= _WIDE_KM else Precision.REGION
    return Area(lat=part.lat, lon=part.lon, radius_km=part.radius_km, precision=precision, note=note)


def _in(part: Part | None) -> Area | None:
    if part is None:
        return None
    return Area(lat=part.lat, lon=part.lon, radius_km=part.radius_km, precision=Precision.PART)


def _seat(place: Place, town: Candidate) -> Place:
    """Where a province's sides are reckoned from: its town of the same name, where that lies in it."""
    return town.place if distance(place, town.place) <= place.radius_km * 1.5 else place


def _reach(ref: Ref, candidate: Candidate) -> tuple[float, Precision, str]:
    """Radius in km, precision and note of a mention at its place's own point."""
    own = candidate.place.radius_km
    unknown = candidate.kind == "settlement" and not ref.near
    if ref.near:
        return own + _NEAR_KM, Precision.NEAR, ""
    if unknown and ref.kind == "site":
        return own + _NEAR_KM, Precision.NEAR, "a site in or by the town, not known itself"
    if unknown and ref.kind == "district" and not ref.plural:
        return _DISTRICT_KM, Precision.DISTRICT, "a district, placed at the town of its name"
    districts = ref.plural and ref.kind == "district"
    partial = ref.part or districts or ref.direction is not None or ref.rural
    return own, Precision.PART if partial else candidate.place.kind, ""


def _at(place: Place, radius_km: float, precision: Precision, note: str) -> Area:
    return Area(lat=place.lat, lon=place.lon, radius_km=radius_km, precision=precision, note=note)


def _shift(place: Place, km: float, degrees: float) -> tuple[float, float]:
    """A point so far from a place; flat, which under 60 km errs by less than 0.1 %."""
    north, east = km * math.cos(math.radians(degrees)), km * math.sin(math.radians(degrees))
    return place.lat + north / 111.2, place.lon + east / (111.2 * math.cos(math.radians(place.lat)))


def _moved(place: Place, km: float, degrees: float, radius: float) -> Area:
    lat, lon = _shift(place, km, degrees)
    return Area(lat=lat, lon=lon, radius_km=radius, precision=Precision.PART)


def _offset(place: Place, km: float, degrees: int | None) -> Area:
    """So many km from a place's edge: a patch in a direction, a disc around where none is given."""
    near, far = place.radius_km + _LEAST * km, place.radius_km + _MOST * km
    note = f"{km:g} km from the edge of {place.name}"
    if degrees is None:
        return Area(lat=place.lat, lon=place.lon, radius_km=far, precision=Precision.NEAR, note=note)
    middle = (near + far) / 2
    # Half the depth of the patch and its half width at 22.5 degrees to each side.
    radius = math.hypot((far - near) / 2, middle * math.sin(math.radians(22.5)))
    lat, lon = _shift(place, middle, degrees)
    return Area(lat=lat, lon=lon, radius_km=radius, precision=Precision.NEAR, note=note)


def _beside(place: Place, degrees: int) -> Area:
    reach = _ADJACENT_KM / 2
    lat, lon = _shift(place, place.radius_km + reach, degrees)
    note = f"no distance stated from {place.name}"
    return Area(lat=lat, lon=lon, radius_km=reach, precision=Precision.NEAR, note=note)


def _around(place: Place, province: Place, degrees: int | None) -> Area:
    """The countryside of a town that heads a province: a half of the province's reach around it."""
    if degrees is None:
        return Area(
            lat=province.lat, lon=province.lon, radius_km=province.radius_km, precision=Precision.PART
        )
    reach = province.radius_km / 2
    lat, lon = _shift(place, place.radius_km + reach / 2, degrees)
    return Area(lat=lat, lon=lon, radius_km=reach, precision=Precision.PART)
