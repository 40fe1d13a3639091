"""What other formats call what the codebook names: tables of types, actors, countries and columns."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

from affray.errors import UnusableResource

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country under the names and numbers that other formats know it by; empty where they have none.

    Attributes:
        country: ISO 3166-1 alpha-2.
        iso3: ISO 3166-1 alpha-3.
        iso: ISO 3166-1 numeric.
        cow: Correlates of War letters.
        gw: Gleditsch and Ward number.
        ucdp_name: The name that UCDP gives it.
    """

    country: str
    iso3: str
    iso: str
    name: str
    cow: str
    gw: str
    ucdp_name: str
    ucdp_region: str
    acled_region: str


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one table, by the names of its columns.

    Raises:
        UnusableResource: The table is missing or damaged.
    """
    try:
        text = files("affray.resources").joinpath("crosswalks", f"{name}.csv").read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise UnusableResource(
            f"the crosswalk {name} cannot be read: {error}; install affray anew"
        ) from error
    return tuple(MappingProxyType(row) for row in csv.DictReader(StringIO(text)))


@cache
def columns(layout: str) -> tuple[str, ...]:
    """The columns of a layout of others, in its order."""
    return tuple(row["column"] for row in rows("layouts") if row["layout"] == layout)


@cache
def countries() -> Mapping[str, Country]:
    """All countries, by their two letters."""
    return MappingProxyType({row["country"]: Country(**row) for row in rows("countries")})


@cache
def by_type(name: str) -> Mapping[str, tuple[Row, ...]]:
    """The rows of a crosswalk by claim type, in the order of the table: the first that fits holds."""
    found: dict[str, list[Row]] = {}
    for row in rows(name):
        found.setdefault(row["type"], []).append(row)
    return MappingProxyType({kind: tuple(own) for kind, own in found.items()})
