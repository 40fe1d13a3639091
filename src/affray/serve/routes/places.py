"""Places: those that claims name, towns to find one's way by, and what a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from annotated_types import Ge, Le, MaxLen, MinLen
from fastapi import APIRouter, Depends, Request, Response

from affray.ground.lookup import Answer, look_up
from affray.serve.answering import answer, encoded
from affray.serve.asking import Unusable, asked, parameters
from affray.serve.catalogue import names
from affray.serve.served import Here
from affray.serve.wire import EventRow, PlaceRow

router = APIRouter(prefix="/api", tags=["places"])

# Degrees around the places of the store in which towns are listed, and how many of them: what a map needs
# to be found one's way on, in some 40 kB.
_AROUND, _TOWNS = 3.0, 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which places are asked for: by what their names hold."""

    text: Annotated[str, MaxLen(200)] | None = None
    page: Annotated[int, Ge(1), Le(1_000_000)] = 1
    size: Annotated[int, Ge(1), Le(1_000)] = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """Some of the places asked for, those named most first."""

    total: int
    page: int
    size: int
    places: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetail:
    """One place with its events, in the order of their days."""

    place: PlaceRow
    events: tuple[EventRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town on the map."""

    name: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name to look up.

    Attributes:
        name: In Latin or Arabic script.
        inside: What contains it ("Idlib province").
        country: A country's two letters (SY).
    """

    name: Annotated[str, MinLen(1), MaxLen(120)]
    inside: Annotated[str, MaxLen(120)] | None = None
    country: Annotated[str, MinLen(2), MaxLen(2)] | None = None


@router.get("/places", response_model=PlacePage, openapi_extra=parameters(Wanted))
def places(request: Request, here: Here, wanted: Annotated[Wanted, Depends(asked(Wanted))]) -> Response:
    """List places, those that claims name most first."""
    found = list(here.places().values())
    if wanted.text:
        words = wanted.text.lower()
        found = [row for row in found if words in row.name.lower()]
    start = (wanted.page - 1) * wanted.size
    page = PlacePage(
        total=len(found),
        page=wanted.page,
        size=wanted.size,
        places=tuple(found[start : start + wanted.size]),
    )
    return answer(request, encoded(PlacePage, page))


@router.get("/places/lookup", response_model=list[Answer], openapi_extra=parameters(Name))
def lookup(request: Request, here: Here, wanted: Annotated[Name, Depends(asked(Name))]) -> Response:
    """List the places that a name may mean, best first."""
    country = wanted.country.upper() if wanted.country else None
    found = look_up(here.gazetteer, wanted.name, inside=wanted.inside, country=country)
    return answer(request, encoded(list[Answer], found[:40]))


@router.get("/towns", response_model=list[Town])
def towns(request: Request, here: Here) -> Response:
    """List the largest towns around the store's places, for the map."""
    points = [
        (row.lat, row.lon) for row in here.places().values() if row.lat is not None and row.lon is not None
    ]
    if not points:
        return answer(request, encoded(list[Town], []))
    lats, lons = (np.array(axis) for axis in zip(*points, strict=True))
    layer = here.world.towns
    rows = layer.rows
    near = (
        (rows["lat"] > np.percentile(lats, 2) - _AROUND)
        & (rows["lat"] < np.percentile(lats, 98) + _AROUND)
        & (rows["lon"] > np.percentile(lons, 2) - _AROUND)
        & (rows["lon"] < np.percentile(lons, 98) + _AROUND)
    )
    at = np.flatnonzero(near)
    largest = at[np.argsort(-rows["population"][at].astype(np.int64), kind="stable")][:_TOWNS]
    found = [layer.entry(int(each)) for each in largest]
    listed = [
        Town(name=each.name, lat=round(each.lat, 4), lon=round(each.lon, 4), population=each.population)
        for each in found
    ]
    return answer(request, encoded(list[Town], listed))


@router.get("/places/{place}", response_model=PlaceDetail)
def place(request: Request, here: Here, place: str) -> Response:
    """One place and its events."""
    row = here.places().get(place)
    if row is None:
        raise Unusable("place", f"no claim names a place with the id {place!r}")
    events = here.catalogue().of("place", place)
    known = names()
    named = {each: known.get(each, each) for event in events for each in (*event.a, *event.b)}
    return answer(request, encoded(PlaceDetail, PlaceDetail(place=row, events=events, names=named)))
