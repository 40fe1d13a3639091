"""The world layer is built once, whole, and finds names in their spellings."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from affray.errors import UnusableResource
from affray.resources import gazetteer
from affray.resources.gazetteer import build_world, countries
from affray.resources.layer import FORMAT, Layer, about


def city(number: int, name: str, *others: str, country: str = "SY", population: int = 100) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "latitude": 36.0 + number / 100, "longitude": 37.0,
        "countrycode": country, "population": population, "admin1code": "09", "alternatenames": list(others),
    }  # fmt: skip


CITIES = [
    city(1, "Deir ez-Zor", "Dayr az Zawr", "DEZ", "دير الزور", "Дейр-эз-Зор"),
    city(2, "Al Bāb"),
    city(3, "Bab"),
    city(4, "Rasin"),
    city(5, "Rasin", country="IQ"),
    city(6, "Tall Rif`at"),
]
COUNTRIES = [
    {"iso": "SY", "geonameid": 9, "name": "Syria", "areakm2": 185180, "population": 5},
    {"iso": "AQ", "geonameid": 8, "name": "Antarctica", "areakm2": 1, "population": 0},
]


def quiet(_: int) -> None:
    pass


def build(folder: Path) -> None:
    build_world(CITIES, folder, quiet)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Layer:
    folder = tmp_path_factory.mktemp("cache") / "world"
    build(folder)
    return Layer(folder)


def test_a_name_is_found_whatever_its_marks_and_hyphens(world: Layer) -> None:
    for name in ("Deir ez-Zor", "deir ez-zôr", "DEIR EZ-ZOR", "Dayr az Zawr", "دير الزور"):
        assert [found.entry.place for found in world.find(name)] == ["geonames:1"], name
    assert world.find("Dayr az Zawr")[0].primary is False
    assert world.find("Deir ez-Zor")[0].primary is True


def test_a_place_keeps_what_its_source_says(world: Layer) -> None:
    (found,) = world.find("Al Bab")
    entry = found.entry
    assert (entry.name, entry.country, entry.division, entry.population) == ("Al Bāb", "SY", "SY.09", 100)
    assert (entry.lat, entry.lon, entry.kind) == (36.02, 37.0, "settlement")


def test_articles_are_left_out_only_where_nothing_equals(world: Layer) -> None:
    assert [(found.entry.place, found.level) for found in world.find("Bab")] == [("geonames:3", 1)]
    found = {(each.entry.place, each.level) for each in world.find("el-Bab")}
    assert found == {("geonames:2", 2), ("geonames:3", 2)}


def test_sounds_are_looked_up_in_one_country(world: Layer) -> None:
    assert [found.level for found in world.find_loosely("Tell Refaat", "SY")] == [3]
    assert [found.level for found in world.find_loosely("Till Arfat", "SY")] == [4]
    assert world.find_loosely("Tell Refaat", "IQ") == ()


def test_all_namesakes_are_given(world: Layer) -> None:
    assert {found.entry.country for found in world.find("Rasin")} == {"SY", "IQ"}


def test_codes_and_unknown_names_find_nothing(world: Layer) -> None:
    assert world.find("DEZ") == ()
    assert world.find("Qwertabad") == ()
    assert world.find("") == ()


def test_countries_without_places_are_left_out(world: Layer) -> None:
    (syria,) = countries(COUNTRIES, world)
    assert syria.radius_km == 242.8
    assert 36 < syria.lat < 37


def test_a_layer_says_what_it_is(tmp_path: Path) -> None:
    build(tmp_path / "world")
    told = about(tmp_path / "world")
    assert (told.places, told.version, told.licence) == (6, FORMAT, "CC BY 4.0")
    assert "GeoNames" in told.attribution


def test_a_second_build_leaves_the_first_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    build(folder)
    build_world(CITIES[:1], folder, quiet)
    assert Layer(folder).find("Rasin")
    assert list(tmp_path.iterdir()) == [folder]


def test_two_builds_are_equal_to_the_byte(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build(tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(build, folder) for _ in range(4)]:
            done.result()
    assert Layer(folder).find("Rasin")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_cache_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(UnusableResource, match="index of places"):
        gazetteer.open_world(str(blocked))
