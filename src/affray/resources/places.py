"""The project's own layer of places, beside the world layer: small places, provinces, quarters, bases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """One place of our own.

    Attributes:
        place: Its id, "affray:" and a slug.
        kind: `town`, `village`, `suburb`, `quarter`, `base`, `airport`, `camp`, `dam`, `crossing`,
            `district`, `province`, `region` and other words for what stands there.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        radius_km: How far it reaches.
        country: ISO 3166-1 alpha-2.
        code: GeoNames code of a first-level division ("SY.09"), for provinces only.
        within: The town that a quarter belongs to.
        source: What the facts rest on.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    place: str
    name: str
    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    radius_km: float
    population: int
    country: str
    admin1: str | None
    code: str | None
    within: str | None
    source: str
    certainty: str


_ROW = TypeAdapter(Supplement)


@cache
def supplement() -> tuple[Supplement, ...]:
    """All places of our own, in the order of the file.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return rows("places.jsonl", _ROW)
