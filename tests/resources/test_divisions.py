"""States, provinces and counties are places of the world layer, where their towns lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from affray.ground.choosing import choose
from affray.ground.gazetteer import Gazetteer
from affray.ground.phrases import Ref
from affray.ground.theatre import Theatre
from affray.resources.divisions import counties, divisions, middles
from affray.resources.gazetteer import build_world, countries, open_world
from affray.resources.layer import Layer


def city(number: int, lat: float, lon: float, division: str, *, people: int = 1000) -> dict[str, Any]:
    return {
        "geonameid": number, "name": f"Town {number}", "latitude": lat, "longitude": lon, "countrycode": "US",
        "population": people, "admin1code": division, "alternatenames": [],
    }  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(open_world())


def kind_of(gazetteer: Gazetteer, name: str, country: str | None) -> tuple[str, str | None] | None:
    theatre = Theatre(country=country, votes=((country, 1.0),) if country else ())
    found = choose(gazetteer.candidates(name), Ref(name=name), theatre).candidate
    return None if found is None else (found.kind, found.place.country)


def test_a_division_is_where_its_towns_are(tmp_path: Path) -> None:
    towns = [city(1, 44.0, -100.0, "SD"), city(2, 45.0, -102.0, "SD", people=500), city(3, 30.0, -98.0, "TX")]
    build_world(towns, tmp_path / "world", lambda _: None)
    (found,) = Layer(tmp_path / "world").find("South Dakota")
    entry = found.entry
    assert (entry.place, entry.kind, entry.division) == ("geonames:US.SD", "province", "US.SD")
    assert entry.lat == pytest.approx(44.5, abs=0.05)
    assert entry.lon == pytest.approx(-101.0, abs=0.1)
    assert 70 < entry.radius_km < 110
    assert entry.population == 1500


def test_provinces_of_our_own_are_not_added_again(tmp_path: Path) -> None:
    row = city(1, 36.2, 37.1, "09") | {"countrycode": "SY"}
    build_world([row], tmp_path / "world", lambda _: None)
    assert not Layer(tmp_path / "world").find("Aleppo")


def test_the_tables_are_whole() -> None:
    assert len(divisions()) > 3800
    assert divisions()["US.CA"] == "California"
    assert len(counties()) > 3000
    assert all(-90 <= each.lat <= 90 and each.radius_km >= 20 for each in counties())
    assert all(len(code) == 2 for code in middles())


def test_a_large_country_has_the_middle_of_reference_works(tmp_path: Path) -> None:
    build_world([city(1, 30.0, -98.0, "TX")], tmp_path / "world", lambda _: None)
    rows = [{"iso": "US", "geonameid": 1, "name": "United States", "areakm2": 9_000_000, "population": 1}]
    (us,) = countries(rows, Layer(tmp_path / "world"))
    assert (us.lat, us.lon) == (39.8, -98.6)


@pytest.mark.parametrize(
    ("name", "country", "meant"),
    [
        ("California", "US", ("province", "US")),
        ("California", None, ("province", "US")),
        ("North Carolina", "US", ("province", "US")),
        ("Georgia", "US", ("province", "US")),
        ("Georgia", "GE", ("country", "GE")),
        ("New York", "US", ("settlement", "US")),
        ("Walker County", "US", None),
        ("Punjab", "PK", ("province", "PK")),
        ("Aleppo", "SY", ("settlement", "SY")),
        ("Homs", "SY", ("settlement", "SY")),
    ],
)
def test_a_name_alone_is_what_most_know_by_it(
    gazetteer: Gazetteer, name: str, country: str | None, meant: tuple[str, str] | None
) -> None:
    assert kind_of(gazetteer, name, country) == meant
