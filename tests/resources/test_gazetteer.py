"""The world layer is built once, whole, and finds names in their spellings."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from affray.errors import UnusableResource
from affray.resources import gazetteer
from affray.resources.gazetteer import World, build


def city(number: int, name: str, *others: str, country: str = "SY", population: int = 100) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "latitude": 36.0 + number / 100, "longitude": 37.0,
        "countrycode": country, "population": population, "admin1code": "09", "alternatenames": list(others),
    }  # fmt: skip


CITIES = [
    city(1, "Deir ez-Zor", "Dayr az Zawr", "DEZ", "دير الزور"),
    city(2, "Al Bāb"),
    city(3, "Bab"),
    city(4, "Rasin"),
    city(5, "Rasin", country="IQ"),
]
COUNTRIES = [
    {"iso": "SY", "geonameid": 9, "name": "Syria", "areakm2": 185180, "population": 5},
    {"iso": "AQ", "geonameid": 8, "name": "Antarctica", "areakm2": 1, "population": 0},
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("cache") / "world"
    build(CITIES, COUNTRIES, folder)
    return World(folder)


def test_a_name_is_found_whatever_its_marks_and_hyphens(world: World) -> None:
    for name in ("Deir ez-Zor", "deir ez-zôr", "DEIR EZ-ZOR", "Dayr az Zawr"):
        assert [found.geonames for found in world.find(name)] == [1], name
    assert world.find("Dayr az Zawr")[0].primary is False
    assert world.find("Deir ez-Zor")[0].primary is True


def test_articles_are_left_out_only_where_nothing_equals(world: World) -> None:
    assert [(found.geonames, found.level) for found in world.find("Bab")] == [(3, 1)]
    assert {(found.geonames, found.level) for found in world.find("el-Bab")} == {(2, 2), (3, 2)}


def test_all_namesakes_are_given(world: World) -> None:
    assert {found.country for found in world.find("Rasin")} == {"SY", "IQ"}


def test_codes_and_unknown_names_find_nothing(world: World) -> None:
    assert world.find("DEZ") == ()
    assert world.find("Qwertabad") == ()
    assert world.find("") == ()


def test_countries_without_places_are_left_out(world: World) -> None:
    (syria,) = world.countries
    assert syria.radius_km == 242.8
    assert 36 < syria.lat < 37


def test_a_second_build_leaves_the_first_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    build(CITIES, COUNTRIES, folder)
    build(CITIES[:1], COUNTRIES, folder)
    assert World(folder).find("Rasin")
    assert list(tmp_path.iterdir()) == [folder]


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(build, CITIES, COUNTRIES, folder) for _ in range(4)]:
            done.result()
    assert World(folder).find("Rasin")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_cache_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(UnusableResource, match="index of places"):
        gazetteer.open_world(str(blocked))
