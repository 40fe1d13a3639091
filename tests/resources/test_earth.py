"""Distances that a map gives are those that are computed."""

from __future__ import annotations

import pytest

from affray.resources.earth import kilometres


def test_a_degree_of_a_great_circle_is_111_kilometres() -> None:
    assert kilometres((36.0, 37.0), (37.0, 37.0)) == pytest.approx(111.19, abs=0.01)
    assert kilometres((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111.19, abs=0.01)
    assert kilometres((60.0, 37.0), (60.0, 38.0)) == pytest.approx(55.6, abs=0.1)


def test_points_that_face_each_other_are_half_the_earth_apart() -> None:
    assert kilometres((36.2, 37.16), (-36.2, -142.84)) == pytest.approx(20015.1, abs=0.1)
