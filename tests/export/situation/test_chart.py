"""The map: where points stand, what it holds, and which names it has room for."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from affray.export.situation.chart import Spot, draw
from affray.resources.outlines import outlines

ALEPPO = Spot(name="Aleppo", lat=36.2, lon=37.16, family="fighting", weight=9, events=1, disputed=False)
RAQQA = replace(ALEPPO, name="Raqqa", lat=35.95, lon=39.0, weight=0)
IDLIB = replace(ALEPPO, name="Idlib", lat=35.93, lon=36.63, weight=3)


def test_north_is_up_and_east_is_right() -> None:
    made = draw([ALEPPO, RAQQA])
    assert made is not None
    aleppo, raqqa = made.dots
    assert aleppo.x < raqqa.x
    assert aleppo.y < raqqa.y


def test_every_point_stands_on_the_paper() -> None:
    made = draw([ALEPPO, RAQQA, IDLIB])
    assert made is not None
    for dot in made.dots:
        assert dot.r <= dot.x <= made.width - dot.r
        assert dot.r <= dot.y <= made.height - dot.r


def test_areas_grow_with_the_killed() -> None:
    made = draw([ALEPPO, RAQQA, IDLIB])
    assert made is not None
    assert [dot.r for dot in made.dots] == sorted((dot.r for dot in made.dots), reverse=True)
    assert made.dots[0].title.startswith("Aleppo: 1 event, 9 killed")


def test_the_bar_is_as_long_as_it_says() -> None:
    made = draw([ALEPPO, RAQQA])
    assert made is not None
    aleppo, raqqa = made.dots
    units = ((aleppo.x - raqqa.x) ** 2 + (aleppo.y - raqqa.y) ** 2) ** 0.5
    # From Aleppo to Raqqa it is 168 km.
    assert units / made.bar * made.km == pytest.approx(168, rel=0.02)


def test_no_name_lies_over_another() -> None:
    crowd = [
        replace(ALEPPO, name=f"Village {number}", lat=36.2 + number / 300, lon=37.16 + number / 400)
        for number in range(30)
    ]
    made = draw([*crowd, RAQQA])
    assert made is not None
    assert 0 < len(made.names) < 31
    for one, other in combinations(made.names, 2):
        if one.anchor == other.anchor == "start" and abs(one.x - other.x) < 80:
            assert abs(one.y - other.y) >= 20


def test_a_point_far_off_is_named_beside_the_map() -> None:
    crowd = [replace(ALEPPO, name=f"V{number}", lat=36 + number / 10) for number in range(12)]
    made = draw([*crowd, replace(ALEPPO, name="Davao", lat=7.1, lon=125.6)])
    assert made is not None
    assert made.outside == (("Davao", 1),)
    assert len(made.dots) == 12


def test_one_place_has_a_map_with_its_surroundings() -> None:
    made = draw([ALEPPO])
    assert made is not None
    assert made.height >= 400
    assert made.grid


def test_no_points_no_map() -> None:
    assert draw([]) is None


def test_borders_are_drawn_where_they_are() -> None:
    made = draw([replace(ALEPPO, lat=36.8, lon=36.6), replace(ALEPPO, lat=36.9, lon=37.2)])
    assert made is not None
    assert made.lines
    assert all(path.startswith("M") for path in made.lines)


def test_outlines_lie_on_the_globe() -> None:
    for line in outlines():
        assert len(line) > 1
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in line)
