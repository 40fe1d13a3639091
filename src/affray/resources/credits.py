"""Whose places a result rests on: what an export must say of each layer, by the prefix of its ids."""

from __future__ import annotations

from collections.abc import Iterable

from affray.resources.gazetteer import GEONAMES
from affray.resources.packs import ocha, wof

_CREDITS = {
    "affray": "affray's own places: parts from Who's On First, GeoNames (CC BY 4.0) and UCDP GED (CC BY 4.0)",
    "geonames": GEONAMES,
    "ocha": ocha.ATTRIBUTION,
    "wof": wof.ATTRIBUTION,
}


def attributions(places: Iterable[str | None]) -> list[str]:
    """What is to be said of the layers that some place ids ("wof:1125778135") come from, sorted."""
    layers = {place.partition(":")[0] for place in places if place}
    return sorted(_CREDITS[layer] for layer in layers if layer in _CREDITS)
