"""The world's first-level divisions by their GeoNames codes, and the middles of large countries.

Where divisions lie and how far they reach is measured on the towns that bear their code
(`resources.gazetteer`). Counties are those of the United States, which its news tells places by.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One first-level division: its code ("US.CA") and its name."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """Where reference works put the middle of a large country, whose towns lie to one side of it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    country: str
    lat: float
    lon: float
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """One county of the United States, as its towns tell it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: str
    name: str
    lat: float
    lon: float
    radius_km: float


_ROW = TypeAdapter(Division)
_COUNTY = TypeAdapter(County)
_MIDDLE = TypeAdapter(Middle)


@cache
def divisions() -> dict[str, str]:
    """The names of the divisions by code.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return {row.code: row.name for row in rows("divisions.jsonl", _ROW)}


@cache
def counties() -> tuple[County, ...]:
    """The counties of the United States that have a town, in the order of their codes ("US.TX.471").

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return rows("counties.jsonl", _COUNTY)


@cache
def middles() -> dict[str, Middle]:
    """The middles of large countries by ISO 3166-1 alpha-2.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return {row.country: row for row in rows("middles.jsonl", _MIDDLE)}


@cache
def edition() -> str:
    """A short hash of the tables: an index is only good for those it was made with."""
    return hashlib.blake2b(
        repr((sorted(divisions().items()), counties())).encode(), digest_size=4
    ).hexdigest()
