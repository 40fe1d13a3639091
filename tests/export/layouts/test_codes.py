"""Codes change at their boundaries and nowhere else."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.export.layouts import codes
from affray.model import Precision
from tests.export.layouts.making import AHRAS, DAY


def last(days: int) -> date:
    return DAY + timedelta(days=days - 1)


@pytest.mark.parametrize(
    ("days", "code"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5), (367, None)],
)
def test_date_prec_by_the_days_covered(days: int, code: int | None) -> None:
    assert codes.date_prec(DAY, last(days)) == code


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (7, 2), (8, 3), (31, 3), (32, None)])
def test_time_precision_by_the_days_covered(days: int, code: int | None) -> None:
    assert codes.time_precision(DAY, last(days)) == code


@pytest.mark.parametrize(
    ("precision", "radius", "where", "geo"),
    [
        (Precision.POINT, None, 1, 1),
        (Precision.POINT, 25.0, 1, 1),
        (Precision.POINT, 25.1, 5, 3),
        (Precision.NEAR, 25.0, 2, 2),
        (Precision.NEAR, 25.1, 5, 3),
        (Precision.PART, 60.0, 4, 2),
        (Precision.DISTRICT, 20.0, 3, 2),
        (Precision.PROVINCE, 80.0, 4, 3),
        (Precision.REGION, 200.0, 5, 3),
        (Precision.COUNTRY, 240.0, 6, None),
        (None, None, 5, 3),
    ],
)
def test_codes_of_places_by_precision_and_radius(
    precision: Precision | None, radius: float | None, where: int, geo: int | None
) -> None:
    place = replace(AHRAS, precision=precision, radius_km=radius)
    assert (codes.where_prec(place), codes.geo_precision(place)) == (where, geo)


def test_every_precision_has_both_codes() -> None:
    for precision in Precision:
        assert codes.where_prec(replace(AHRAS, precision=precision)) in range(1, 8)
        assert codes.geo_precision(replace(AHRAS, precision=precision)) in {1, 2, 3, None}


@pytest.mark.shared
def test_published_rows_have_the_codes_and_cells_that_ours_would_have(shared: Path) -> None:
    with (shared / "corpora/public/ucdp/ged231_sample1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, end = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
            assert codes.date_prec(first, end) == int(float(row["date_prec"]))
            cell = codes.priogrid(float(row["latitude"]), float(row["longitude"]))
            assert cell == int(float(row["priogrid_gid"]))


def test_the_corners_of_the_grid_are_cells() -> None:
    assert (codes.priogrid(-90, -180), codes.priogrid(90, 180)) == (1, 259200)


def test_numbers_are_the_same_for_the_same_names_and_kept_by_spreadsheets() -> None:
    assert codes.number("e-1", "a") == codes.number("e-1", "a") != codes.number("e-1", "b")
    assert 0 < codes.number("e-1") < 2**52


@given(st.integers(0, 10**6), st.integers(1, 50))
def test_what_is_dealt_out_sums_to_what_it_was(count: int, among: int) -> None:
    dealt = codes.shared(count, among)
    assert sum(dealt) == count
    assert max(dealt) - min(dealt) <= 1
