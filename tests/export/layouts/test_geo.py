"""Events as points: GeoJSON, and a GeoPackage that GDAL opens."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from affray.export.layouts import geo
from affray.model import ClaimType
from tests.export.layouts.making import event, held

BOTH = (event(), event(ClaimType.TALKS, event="e-2", place=None, figures=()))


def test_a_feature_is_an_event_with_all_that_it_holds(tmp_path: Path) -> None:
    loss = geo.write_geojson(held(*BOTH), tmp_path / "e.geojson")
    collection = json.loads((tmp_path / "e.geojson").read_text())
    one, nowhere = collection["features"]
    assert one["geometry"] == {"type": "Point", "coordinates": [37.14456, 36.40123]}
    assert (one["id"], one["properties"]["earliest"]) == ("e-1", "2015-10-14")
    assert one["properties"]["figure_ranges"][0]["by"][0]["text"] == "20"
    assert nowhere["geometry"] is None
    assert (loss.held, loss.total) == (2, 2)
    assert [lost.what for lost in loss.reduced] == ["events without a point, held without geometry"]


def test_a_geopackage_has_the_tables_that_its_standard_asks_for(tmp_path: Path) -> None:
    geo.write_geopackage(held(*BOTH), tmp_path / "e.gpkg")
    with closing(sqlite3.connect(tmp_path / "e.gpkg")) as base:
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        ids = {row[0] for row in base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        assert ids == {-1, 0, 4326}
        box = base.execute("SELECT min_x, max_y FROM gpkg_contents WHERE table_name = 'events'").fetchone()
        assert box == (37.14456, 36.40123)
        (blob, name, best), (nowhere, *_) = base.execute("SELECT geom, place_name, killed_best FROM events")
        assert struct.unpack("<2sBBiBIdd", blob) == (b"GP", 0, 1, 4326, 1, 1, 37.14456, 36.40123)
        assert (name, best, nowhere) == ("Ahras", 20, None)
        assert base.execute("SELECT event, text, told_low FROM figures").fetchall() == [("e-1", "20", 20)]


def test_a_geopackage_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.gpkg", "b.gpkg"):
        geo.write_geopackage(held(*BOTH), tmp_path / name)
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_an_empty_geopackage_is_one(tmp_path: Path) -> None:
    loss = geo.write_geopackage(held(results=[]), tmp_path / "e.gpkg")
    assert (loss.rows, loss.total) == (0, 0)


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's ogrinfo is not installed (gdal-bin)")
def test_gdal_opens_the_geopackage(tmp_path: Path) -> None:
    geo.write_geopackage(held(*BOTH), tmp_path / "e.gpkg")
    told = subprocess.run(  # noqa: S603 our own file
        [str(shutil.which("ogrinfo")), "-ro", "-al", str(tmp_path / "e.gpkg")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Layer name: events" in told.stdout
    assert "Layer name: figures" in told.stdout
    assert "Feature Count: 2" in told.stdout
    assert "POINT (37.14456 36.40123)" in told.stdout
    assert "earliest (Date) = 2015/10/14" in told.stdout
    assert "ERROR" not in told.stderr
    assert "Warning" not in told.stderr
