"""Exports say whose places they hold."""

from __future__ import annotations

from affray.resources.credits import attributions
from affray.resources.packs import FORMATS, geonames, ocha, wof


def test_each_layer_met_is_named_once() -> None:
    told = attributions(["wof:1", "wof:2", "geonames:3", None, "affray:azaz"])
    assert len(told) == 3
    assert wof.ATTRIBUTION in told
    assert geonames.ATTRIBUTION in told
    assert attributions([None, "unknown:1"]) == []


def test_every_format_of_packs_has_its_credit() -> None:
    assert set(FORMATS) == {"geonames", "wof", "ocha"}
    assert attributions([f"{name}:1" for name in FORMATS]) == sorted(
        [geonames.ATTRIBUTION, ocha.ATTRIBUTION, wof.ATTRIBUTION]
    )
