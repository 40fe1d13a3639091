"""One feature a claim and place, and the claims without a point are counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from affray.export import geojson
from affray.export.loss import Lost
from affray.store import Store


def written(store: Store, out: Path) -> Any:
    geojson.write(store, out)
    return json.loads(out.read_text())


def test_a_feature_is_a_claim_at_a_place_with_its_radius_and_precision(store: Store, tmp_path: Path) -> None:
    collection = written(store, tmp_path / "c.geojson")
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.144, 36.40]}
    told = feature["properties"]
    assert (told["radius_km"], told["precision"], told["name"]) == (1.5, "point", "Ahras")
    assert (told["a"], told["b"], told["earliest"]) == (["Red Brigade"], ["guards"], "2014-01-03")


def test_what_has_no_point_is_counted_and_the_counts_add_up(store: Store, tmp_path: Path) -> None:
    loss = geojson.write(store, tmp_path / "c.geojson")
    assert (loss.rows, loss.held, loss.total) == (1, 1, 3)
    assert loss.left_out == (
        Lost(what="claims that name no place", count=1),
        Lost(what="claims whose places are unresolved", count=1),
    )
    assert loss.reduced == (Lost(what="unresolved places beside a resolved one of the same claim", count=1),)


def test_an_empty_store_gives_an_empty_collection(empty: Store, tmp_path: Path) -> None:
    assert written(empty, tmp_path / "c.geojson") == {
        "type": "FeatureCollection",
        "features": [],
        "attribution": [],
    }
